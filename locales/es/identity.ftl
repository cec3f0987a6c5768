identity-verify-reminder = ¿Es { $email } su dirección? Abra el enlace del correo que se envió allí.
identity-verify-resend = Reenviar
identity-verify-correct = Corregir la dirección

identity-said-ended-none = No había ninguna otra sesión abierta.
identity-said-ended =
    { $count ->
        [one] Se ha cerrado { $count } sesión.
       *[other] Se han cerrado { $count } sesiones.
    }
identity-said-sent-again = Se ha reenviado el correo a { $email }.
identity-said-verified = { $email } está verificada.
identity-said-address-changed = { $email } es ahora su dirección.
identity-said-address-asked = Abra el enlace del correo enviado a { $email }: desde entonces será su dirección.
identity-said-password-changed = Contraseña cambiada. Sus demás sesiones se han cerrado.
identity-said-profile-saved = Perfil guardado.
identity-too-many-send-later = Demasiados intentos. Envíe este formulario de nuevo dentro de { $seconds } segundos.
identity-too-many-requests = Demasiadas solicitudes. Inténtelo de nuevo dentro de { $seconds } segundos.
identity-address-taken = Otra persona ha tomado esta dirección entretanto. Elija otra en su perfil.

identity-your-profile = Su perfil
identity-your-sessions = Sus sesiones
identity-your-settings = Sus ajustes
identity-profile = Perfil
identity-sessions = Sesiones
identity-keys = Teclas

identity-device = { $browser } en { $system }
identity-device-unknown = Navegador desconocido

identity-letter-verify-subject = Verifique su dirección para { $organization }
identity-letter-verify-text = { $organization } se creó con esta dirección. Verifíquela para poder invitar a todo el mundo.
identity-letter-verify-small = El enlace sirve durante 7 días. Si no ha creado ninguna organización, ignore este correo.
identity-letter-reset-subject = Una contraseña nueva para { $organization }
identity-letter-reset-text = Alguien ha pedido una contraseña nueva para su cuenta en { $organization }.
identity-letter-reset-button = Elegir una contraseña nueva
identity-letter-reset-small = El enlace sirve una sola vez, durante una hora. Si no ha sido usted, ignore este correo.
identity-letter-changed-subject = Su contraseña para { $organization }
identity-letter-changed-text = La contraseña de su cuenta en { $organization } se acaba de cambiar.
identity-letter-changed-advice = Si no ha sido usted, elija enseguida otra con «¿Ha olvidado su contraseña?» y avise a un propietario.
identity-letter-confirm-subject = Su nueva dirección para { $organization }
identity-letter-confirm-text = Confirme que quiere iniciar sesión en { $organization } con esta dirección.
identity-letter-confirm-small = El enlace sirve una sola vez, durante 7 días.
identity-letter-moved-subject = Su dirección para { $organization }
identity-letter-moved-text = Su cuenta en { $organization } corresponde ahora a { $email }. Esta dirección ya no se usa.
identity-letter-moved-advice = Si no ha sido usted, avise enseguida a un propietario de la organización.

identity-proof-email = Su nueva dirección
identity-proof-verify = Verifique su dirección
identity-confirm = Confirmar
identity-verify = Verificar
identity-link-over = Este enlace ya se ha usado o es demasiado antiguo
identity-link-over-proof = Un enlace que verifica una dirección sirve una sola vez, durante 7 días, y solo el más reciente. Su perfil indica cuál es su dirección y envía otro enlace.
identity-open-profile = Abrir su perfil
identity-link-over-reset = Un enlace para una contraseña nueva sirve una sola vez, durante una hora, y solo el más reciente. Pida otro.
identity-ask-again = Pedir un enlace nuevo

identity-sign-in = Iniciar sesión
identity-email = Correo electrónico
identity-password = Contraseña
identity-forgot = ¿Ha olvidado su contraseña?
identity-wrong = Nadie de aquí tiene esta dirección con esta contraseña. Revise ambas e inténtelo de nuevo.
identity-too-many-tries = Demasiados intentos. Inténtelo de nuevo dentro de { $seconds } segundos.
identity-ended = Su sesión ha terminado. Inicie sesión para continuar.
identity-ended-with-entries = Su sesión ha terminado. Lo que ha escrito se guarda 15 minutos; inicie sesión para continuar.
identity-signed-out = Ha cerrado la sesión.
identity-demo-refused = Esto es una demostración y sus contraseñas son públicas. Nadie puede iniciar sesión mientras se pueda acceder a Outlay desde otros equipos; iníciela con
identity-demo-refused-end = .
identity-demo-title = Accesos de demostración
identity-demo-text = Elija uno para iniciar sesión o escriba su dirección. La contraseña de todos es

identity-signed-in-again = Sesión iniciada de nuevo
identity-entries-here = Lo que ha escrito sigue aquí
identity-entries-here-text = Su sesión se cerró antes de poder guardarlo. Continúe para revisarlo y guardarlo.
identity-continue = Continuar
identity-go-on-without = Seguir sin ello
identity-ready = Su organización está lista
identity-welcome-instead = Ha iniciado sesión como { $other }. Si continúa, se cerrará esa sesión y la iniciará como { $name } ({ $email }).
identity-welcome-text = Va a iniciar sesión como { $name } ({ $email }).
identity-continue-as = Continuar como { $name }
identity-not-you = ¿No es usted?
identity-someone-else = Iniciar sesión con otra cuenta
identity-link-used = Este enlace ya se ha usado
identity-welcome-over = Un enlace de bienvenida sirve una sola vez, en el minuto siguiente al registro. Su organización ya existe: inicie sesión con el correo y la contraseña que eligió.

identity-error-prefix = Error:
identity-forgotten-password = Contraseña olvidada
identity-forgot-sent = Si un miembro de aquí tiene esta dirección, un correo con un enlace va en camino.
identity-forgot-sent-text = El enlace sirve durante una hora. Mire también en el correo no deseado.
identity-back-to-sign-in = Volver al inicio de sesión
identity-forgot-text = Introduzca su dirección de correo. Allí se envía un enlace para una contraseña nueva.
identity-send-link = Enviar el enlace
identity-new-password = Contraseña nueva
identity-reset-text = Se cierra la sesión en todos los demás sitios y se inicia aquí.
identity-password-hint = Al menos 8 caracteres.
identity-change-password = Cambiar contraseña
identity-name = Nombre
identity-numbers-and-dates = Números y fechas
identity-as-organization = Como su organización
identity-save = Guardar
identity-email-text = Inicia sesión con { $email }. Una dirección nueva vale en cuanto abra el enlace que se envía allí.
identity-email-text-unverified = Inicia sesión con { $email }, que aún no está verificada. Una dirección nueva vale en cuanto abra el enlace que se envía allí.
identity-new-address = Dirección nueva
identity-your-password = Su contraseña
identity-change-address = Cambiar dirección
identity-present-password = Contraseña actual
identity-new-password-hint = Al menos 8 caracteres. Sus demás sesiones se cierran.
identity-sessions-text = Dónde tiene la sesión iniciada. Cierre lo que no reconozca.
identity-this-browser = este navegador
identity-since = Desde
identity-last-seen = Última actividad
identity-sign-out = Cerrar sesión
identity-end = Cerrar
identity-end-others = Cerrar todas las demás

identity-shortcuts = Atajos de teclado
identity-shortcuts-writing = No hacen nada mientras escribe.
identity-shortcuts-script = Solo funcionan con JavaScript. Todo lo que hacen se puede hacer sin ellos.
identity-shortcuts-close = Cerrar

identity-your-name = Su nombre

identity-keys-everywhere = En todas partes
identity-keys-this-list = Mostrar esta lista
identity-keys-search = Buscar
identity-keys-go = Ir a { $place }
identity-keys-list = En la lista de gastos
identity-keys-next = Ir al gasto siguiente
identity-keys-before = Ir al anterior
identity-keys-select = Seleccionarlo o dejar de seleccionarlo
identity-keys-select-up-to = Seleccionar todos hasta él
identity-keys-queue = En las aprobaciones
identity-keys-approve = Aprobarlo
identity-keys-return = Devolverlo con un comentario
