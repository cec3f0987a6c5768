# Lo que puede fallar en un campo.

fault-missing = Rellene este campo.
fault-missing-in-organization = Indique el nombre de su organización.
fault-missing-in-name = Indique su nombre.
fault-missing-in-merchant = Indique el comercio.
fault-missing-in-category_id = Elija una categoría.
fault-missing-in-reason = Indique un motivo: llega a la persona que hizo el gasto.
fault-missing-in-comment = Indique qué hay que corregir.
fault-missing-in-text = Escriba un comentario.
fault-missing-in-code = Introduzca el código de invitación.
fault-missing-in-emails = Introduzca al menos una dirección de correo.
fault-missing-in-role = Elija un rol.
fault-missing-in-member_id = Elija un miembro.
fault-missing-in-password = Introduzca su contraseña.
fault-missing-in-current_password = { fault-missing-in-password }
fault-not-offered = Elija una opción de la lista.
fault-filter-missing = La lista aún no se puede filtrar por esto. Quítelo.
fault-filter-twice = Indíquelo una sola vez.
fault-filter-trash-alone = La papelera es una lista aparte. Elíjala sola.
fault-page-size = Una página tiene de 1 a { $most } gastos.
fault-place-unknown = Ninguna página de esta lista empieza ahí.
fault-nothing-selected = Seleccione al menos un gasto.
fault-too-many-at-once = Coinciden { $found } gastos y solo se pueden cambiar { $most } a la vez. Acote el filtro.

fault-amount-missing = Introduzca un importe.
fault-amount-not-number = «{ $typed }» no es un importe. Escríbalo como 12,50.
fault-amount-scientific = Escriba «{ $typed }» con todas sus cifras.
fault-amount-negative = Quite el signo menos y marque «Devolución».
fault-amount-zero = Introduzca un importe mayor que cero.
fault-amount-too-large = Introduzca un importe de { $limit } como máximo.
fault-amount-too-precise =
    { $decimals ->
        [0] { $currency } no tiene decimales. Introduzca un número entero.
       *[other] { $currency } tiene { $decimals } decimales. No introduzca más.
    }
fault-amount-grouping = Los separadores de «{ $typed }» no cuadran. Escriba el importe sin ellos, como 1234,50.
fault-amount-ambiguous = «{ $typed }» puede significar { $whole } o { $fraction }. Escriba { $write_whole } o { $write_fraction }.
fault-amount-other-currency = Ha escrito «{ $typed }» pero ha elegido { $chosen }. Haga que coincidan.
fault-currencies-differ = { $left } y { $right } no se pueden sumar. Convierta antes uno de los dos.

fault-rate-missing = Introduzca un tipo de cambio.
fault-rate-missing-in-rate = ¿Qué tipo de cambio? Indique cuánto costó una unidad.
fault-rate-not-number = «{ $typed }» no es un tipo de cambio. Escríbalo como 1,0845.
fault-rate-negative = Introduzca el tipo de cambio sin signo menos.
fault-rate-zero = Introduzca un tipo de cambio mayor que cero.
fault-rate-too-large = Introduzca un tipo de cambio de { $limit } como máximo.
fault-rate-too-precise = Introduzca un tipo de cambio con { $decimals } decimales como máximo.
fault-rate-grouping = Los separadores de «{ $typed }» no cuadran. Escriba el tipo de cambio sin ellos, como 1,0845.
fault-rate-of-another-base = Su organización lleva ahora las cuentas en { $currency }. Indique cuánto cuesta una unidad en { $currency }.
fault-converted-too-large = El resultado en { $currency } es demasiado alto. Revise el importe y el tipo de cambio.

fault-currency-missing = Elija una moneda.
fault-currency-unknown = «{ $typed }» no es una moneda vigente. Elija una como EUR o USD.
fault-locale-unknown = «{ $typed }» no es un código de idioma. Elija uno como es-ES.
fault-timezone-unknown = «{ $typed }» no es una zona horaria. Elija una como Europe/Madrid.

fault-date-missing = Introduzca una fecha.
fault-date-missing-in-first_day = Introduzca el primer día.
fault-date-missing-in-last_day = Introduzca el último día.
fault-date-shape = «{ $typed }» no es una fecha. Escriba año, mes y día como 2026-11-21.
fault-date-not-in-calendar = El { $typed } no existe en el calendario. Revise el día.
fault-date-too-early = Introduzca una fecha a partir del { $earliest }.
fault-date-too-late = Introduzca una fecha hasta el { $latest }.

fault-email-missing = Introduzca una dirección de correo.
fault-email-invalid = «{ $typed }» no es una dirección de correo. Escríbala como nombre@example.com.
fault-email-too-long = Introduzca una dirección de correo de { $limit } caracteres como máximo.
fault-email-taken = Alguien de aquí ya tiene esta dirección de correo. Introduzca otra.

fault-member-already = { $email } ya es miembro.
fault-invited-already = { $email } ya tiene una invitación. Reenvíela desde la lista.
fault-owner-was-here = { $email } era propietario. Solo un propietario puede volver a invitarle.
fault-invitations-limited = { $email } tiene que esperar: hasta que se verifique la dirección de un propietario, solo se puede invitar a { $most }.
fault-invited-nobody = Aún no se ha invitado a nadie.
fault-too-many-addresses = Introduzca { $most } direcciones a la vez como máximo.
fault-approver-unfit = Elija a alguien que esté activo y decida sobre los gastos.
fault-delegate-self = Elija a otra persona: nadie se sustituye a sí mismo.
fault-delegate-away = Esa persona está ausente del { $from } al { $to }. Elija a alguien que esté.
fault-absence-backwards = El último día es anterior al primero. Introduzca uno posterior.
fault-absence-over = Eso ya pasó. Introduzca hoy o un día posterior.
fault-absence-overlaps = Ya hay una ausencia del { $from } al { $to }. Cambie esa o elija otros días.
fault-escalation-early = Introduzca más días que hasta el recordatorio.
fault-missing-in-delegate_id = Elija quién sustituye.

fault-text-too-long = Acórtelo a { $limit } caracteres: tiene { $length }.
fault-text-control = Quite el carácter de control { $character } o vuelva a escribir el texto.
fault-text-hidden = Quite el carácter oculto { $character } o vuelva a escribir el texto.
fault-text-address = Introduzca un nombre que no contenga una dirección web ni de correo.

fault-name-missing = Introduzca un nombre.
fault-name-taken = Ya hay otra con este nombre. Elija un nombre distinto.
fault-too-deep = Tiene otras por debajo, así que se queda en el nivel superior.
fault-number-range = Introduzca un número de { $least } a { $most }.
fault-currency-fixed = Ya se han enviado gastos, así que la moneda base sigue siendo { $currency }.

fault-rule-note-twice = Una nota que falta y una nota exigida son lo mismo. Elija «todos los gastos» para pedir una nota.
fault-rule-receipt-twice = Un recibo que falta y un recibo exigido son lo mismo. Elija «todos los gastos» para pedir un recibo.
fault-rule-needs-receipt = Una regla pide un recibo. Añada uno y envíelo después.
fault-rule-too-wide = Esto afectaría a todos los gastos. Elija una categoría, una persona, una forma de pago o una condición.
fault-rule-twice = Esta misma regla ya existe.
fault-step-twice = Ya pasa por ahí. Elija a otra persona.
fault-rules-contradict = Con las demás reglas no quedaría ninguna moneda y no se podría enviar nada. Cambie primero una de ellas.
fault-rule-blocks = Una regla impide enviar este gasto. Corríjalo o guárdelo como borrador.
fault-rule-needs-reason = Una regla impide enviar este gasto. Escriba por qué debería aceptarse o cambie aquello de lo que trata la regla.
fault-rule-needs-note = Una regla pide una nota. Escriba para qué fue este gasto.

fault-color-missing = Elija un color, por ejemplo #0f766e.
fault-color-invalid = «{ $typed }» no es un color. Escríbalo como # y seis cifras o letras de la a a la f, por ejemplo #0f766e.
fault-logo-too-large = Este archivo ocupa más de { $limit }. Reduzca la imagen y elíjala de nuevo.
fault-logo-too-many-pixels = Esta imagen tiene más de { $most } píxeles por lado. Redúzcala y elíjala de nuevo.
fault-logo-svg = Los archivos SVG pueden contener programas, por eso no se aceptan. Guarde el logotipo como PNG, de unos 512 píxeles de ancho, y elija ese archivo.
fault-logo-kind = Esta imagen no es PNG, JPEG ni WebP. Guarde el logotipo en uno de estos formatos y elíjalo de nuevo.
fault-logo-broken = Esta imagen no se puede leer: el archivo está dañado. Guárdela de nuevo y elíjala otra vez.

fault-receipt-empty = { $file } está vacío. Elíjalo de nuevo o déjelo fuera.
fault-receipt-too-large = { $file } ocupa más de { $limit }. Redúzcalo y elíjalo de nuevo.
fault-receipt-kind = { $file } no es una imagen JPEG, PNG o WebP ni un PDF. Guárdelo en uno de estos formatos y elíjalo de nuevo.
fault-receipt-heic = { $file } es una foto HEIC, que los navegadores no pueden mostrar. Guárdela como JPEG y elíjala de nuevo.
fault-receipt-broken = { $file } no se puede leer: el archivo está dañado. Guárdelo de nuevo y elíjalo otra vez.
fault-receipt-too-many-pixels = { $file } tiene más de { $most } millones de píxeles. Redúzcalo y elíjalo de nuevo.
fault-receipt-encrypted = { $file } pide una contraseña. Guárdelo sin ella y elíjalo de nuevo.
fault-receipt-too-many = { $file } sobra: de una vez caben hasta { $most } archivos. Añádalo después.
fault-receipt-no-room = { $file } es uno de más: un gasto tiene hasta { $most } recibos. Déjelo fuera o registre otro gasto.
fault-receipt-quota = { $file } ya no cabe: su organización guarda hasta { $limit } de recibos.
fault-receipt-missing = Elija al menos un archivo.

fault-password-too-short = Use al menos { $least } caracteres: esta tiene { $length }.
fault-password-missing = Elija una contraseña de al menos { $least } caracteres.
fault-password-too-long = Use { $limit } caracteres como máximo: esta tiene { $length }.
fault-password-common = Muchas personas usan esta contraseña. Elija una más difícil de adivinar.
fault-password-wrong = Esta no es su contraseña. Escríbala de nuevo.

fault-slug-missing = Elija una dirección para su organización.
fault-slug-too-short = Use al menos { $least } caracteres.
fault-slug-too-long = Use { $limit } caracteres como máximo.
fault-slug-character = «{ $character }» no puede estar en una dirección. Use letras de la a a la z, cifras y guiones.
fault-slug-start = Empiece por una letra.
fault-slug-end = Termine en una letra o una cifra.
fault-slug-double-hyphen = Use los guiones de uno en uno.
fault-slug-reserved = «{ $slug }» está reservada para el servicio. Elija otra.
fault-slug-taken = «{ $slug }» ya está en uso. Elija otra.
fault-schema-name-shape = Un nombre de esquema es org_ y 32 cifras hexadecimales en minúscula.
