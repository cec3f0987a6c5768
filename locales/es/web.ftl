web-skip = Ir al contenido
web-demo-notice = Esto es una demostración. Cualquiera puede iniciar sesión y todo puede restablecerse.
web-main = Principal
web-new-expense = Nuevo gasto
web-sign-out-everywhere = Cerrar sesión en todas partes
web-notice = Aviso
web-reminder = Recordatorio
web-dismiss = Descartar

web-activity = Actividad
web-branding = Aspecto
web-organization = Organización
web-settings = Ajustes

web-optional = opcional
web-nothing-saved = Aún no se ha guardado nada
web-keys-on = Activar las teclas
web-keys-off = Desactivar las teclas
web-pages = Páginas
web-newer = Más recientes
web-older = Más antiguos
