# El aspecto de la organización.

branding-forbidden = Solo los propietarios y administradores cambian el aspecto de la organización.
branding-no-look = Eso no es un aspecto.

branding-text = El aspecto de las páginas, del inicio de sesión y de los correos de su organización. Elija los colores que elija, todo sigue siendo legible.
branding-text-read = El aspecto de las páginas y los correos. Lo cambian los propietarios y administradores.
branding-name = Nombre en páginas y correos
branding-name-hint = Déjelo vacío para mostrar el nombre propio de la organización.
branding-brand-color = Color de marca
branding-brand-color-hint = Los botones, el lugar actual, la primera barra de un gráfico.
branding-brand-color-pick = Elegir el color de marca
branding-accent = Acento
branding-accent-hint = La línea doble debajo de un total.
branding-accent-pick = Elegir el acento
branding-scheme = Claro u oscuro
branding-scheme-auto = Como diga cada dispositivo
branding-scheme-light = Siempre claro
branding-scheme-dark = Siempre oscuro
branding-corners = Esquinas
branding-corners-sharp = Rectas
branding-corners-soft = Suaves
branding-corners-round = Redondas
branding-logo = Logotipo
branding-logo-hint = PNG, JPEG o WebP, como máximo 1 MB y 2500 píxeles por lado. Sirve igual uno ancho que uno cuadrado.
branding-logo-again = Su navegador no conserva los archivos: elija el logotipo de nuevo antes de guardar.
branding-logo-present = El logotipo actual
branding-logo-remove = Quitar el logotipo
branding-logo-inside = El inicio de sesión y los correos lo muestran en cuanto se verifique la dirección de un propietario.
branding-save = Guardar aspecto
branding-preview = Vista previa
branding-said-saved = Aspecto guardado.
branding-stale = Otra persona cambió el aspecto después de que lo abriera: esta página ya lo lleva. Abajo está lo que usted eligió. Guárdelo de nuevo para ponerlo en lugar de eso.
branding-shown-as = Se muestra como

branding-sample-title = Así se ve
branding-sample-previewed = Vista previa, aún sin guardar
branding-sample-light = Claro
branding-sample-dark = Oscuro
branding-sample-first-day = 14 may
branding-sample-first-amount = 48,20 €
branding-sample-second-day = 12 may
branding-sample-second-merchant = Tren a Hamburgo
branding-sample-second-amount = 129,00 €
branding-sample-total = 177,20 €
branding-sample-submit = Enviar 2 gastos
branding-sample-cancel = Cancelar
branding-sample-all = Todos los gastos
