problem-bad-request = No hemos entendido esa solicitud
problem-bad-request-advice = Vuelva atrás, recargue la página e inténtelo de nuevo.
problem-forbidden = Su rol no permite hacer esto
problem-forbidden-advice = Un propietario o administrador de su organización puede hacerlo o cambiar su rol.
problem-foreign-origin = Esto viene de otro sitio
problem-foreign-origin-advice = No se ha cambiado nada. Abra la página aquí y envíe el formulario de nuevo.
problem-not-found = Aquí no hay nada
problem-not-found-advice = Puede que se haya movido o eliminado, o que sea de otra persona. Revise la dirección.
problem-no-organization = No hay ninguna organización en { $host }
problem-no-organization-advice = Revise cómo está escrita o pida la dirección a la persona que le invitó.
problem-method-not-allowed = Esta dirección no se puede usar así
problem-method-not-allowed-advice = Vuelva a la página anterior y use sus botones.
problem-conflict = Ha cambiado entretanto
problem-conflict-advice = No se ha guardado nada suyo. Mire cómo está ahora y decida de nuevo.
problem-too-large = Es demasiado grande
problem-too-large-advice = El límite es { $limit }. Envíe algo más pequeño; no se ha guardado nada.
problem-unprocessable = No podemos leer lo que se ha enviado
problem-unprocessable-advice = Vuelva atrás y revise los campos. No se ha guardado nada.
problem-too-many-requests = Demasiados intentos
problem-too-many-requests-advice =
    { $unit ->
        [minutes] Inténtelo de nuevo dentro de { $count } minutos. No se ha cambiado nada.
       *[seconds]
            { $count ->
                [1] Inténtelo de nuevo dentro de un segundo. No se ha cambiado nada.
               *[other] Inténtelo de nuevo dentro de { $count } segundos. No se ha cambiado nada.
            }
    }
problem-internal = Algo ha fallado por nuestra parte
problem-internal-advice = Inténtelo de nuevo. Si vuelve a ocurrir, envíenos el número de abajo.
problem-database-away = Outlay no puede acceder a su base de datos
problem-database-away-advice = No se ha guardado nada. Inténtelo de nuevo en unos segundos; sus datos siguen en la página anterior.
problem-suspended = { $organization } está suspendida
problem-suspended-advice = No se ha perdido nada. Un propietario aún puede iniciar sesión y leerlo todo.
problem-updating = Esta organización se está actualizando
problem-updating-advice = Tarda unos segundos. Después, recargue la página.
problem-preparing = Su organización se está preparando
problem-preparing-advice = Envíe el formulario de nuevo en unos segundos.
problem-unsure = No sabemos si esto se ha guardado
problem-unsure-advice = La conexión se cortó en mal momento. Envíelo de nuevo: se registra una sola vez, aunque el primer intento haya funcionado.
problem-read-only = Ahora no se puede cambiar nada
problem-read-only-advice = La organización está suspendida: sus propietarios pueden leerlo todo, pero no se puede cambiar nada.
problem-sign-in = Inicie sesión primero
problem-sign-in-advice = Esta dirección es para los miembros de la organización.
problem-plain = Algo ha fallado por nuestra parte. Inténtelo de nuevo en unos segundos.

errors-this-organization = Esta organización
errors-sign-in-as-owner = Iniciar sesión como propietario
errors-what-outlay-is = Qué es Outlay
errors-home = Inicio
errors-start-page = Página de inicio
errors-send-again = Enviar de nuevo
errors-request = Solicitud

request-unreadable = No se ha podido leer la dirección o el formulario.
request-two-hosts-named = La solicitud nombra más de un host.
request-two-hosts-differ = La solicitud nombra dos hosts distintos.
request-no-host = La solicitud no nombra ningún host.
request-host-characters = El nombre del host tiene caracteres que ningún host tiene.
request-host-invalid = El host no es una dirección válida.
request-port = El puerto del host no es un número.
request-fields = No se han podido leer los campos del formulario.
request-utf8 = El formulario no es UTF-8 válido.
request-cut-off = El formulario no ha llegado completo. Envíelo de nuevo.

taken-email = Otra persona ha tomado esta dirección entretanto. Elija otra.
taken-category-name = Otra categoría ya tiene este nombre. Elija un nombre distinto.
problem-internal-short = Algo ha fallado por nuestra parte.
