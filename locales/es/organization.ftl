organization-settings-hidden = Los miembros no ven los ajustes de la organización.
organization-settings-forbidden = Solo los propietarios y administradores cambian los ajustes de la organización.

organization-text = Lo que vale para todos aquí.
organization-text-read = Lo que vale para todos aquí. Lo cambian los propietarios y administradores.
organization-name = Nombre
organization-timezone = Zona horaria
organization-timezone-hint = Qué es «hoy». La fecha de un gasto nunca se mueve.
organization-locale = Fechas y números
organization-locale-hint = Los miembros pueden elegir los suyos.
organization-week-start = Primer día de la semana
organization-month-start = Primer día del mes
organization-fiscal-year-start = Primer mes del ejercicio fiscal
organization-currency = Moneda base
organization-currency-fixed = Se queda, porque ya se han enviado gastos.
organization-currency-hint = Se puede cambiar hasta que se envíe el primer gasto. Los borradores se convierten de nuevo; los que están en otras monedas necesitan entonces un tipo de cambio.
organization-remind = Días hasta el recordatorio
organization-remind-hint = Tantos días después de que un gasto empiece a esperar, se avisa una vez a la persona a la que espera. Déjelo vacío para nunca.
organization-escalate = Días hasta escalar
organization-escalate-hint = Lo que entonces siga esperando está también entre las aprobaciones de administradores y propietarios. Déjelo vacío para nunca.
organization-never = Nunca
organization-days =
    { $count ->
        [one] { $number } día
       *[other] { $number } días
    }
organization-save = Guardar ajustes
organization-said-saved = Ajustes guardados.
organization-stale = Otra persona cambió los ajustes después de que los abriera: la organización se llama ahora { $name }, cuenta en { $currency } y según los días de { $timezone }. Abajo está lo que usted escribió. Guárdelo de nuevo para ponerlo en lugar de eso.

organization-monday = lunes
organization-tuesday = martes
organization-wednesday = miércoles
organization-thursday = jueves
organization-friday = viernes
organization-saturday = sábado
organization-sunday = domingo
organization-january = enero
organization-february = febrero
organization-march = marzo
organization-april = abril
organization-may = mayo
organization-june = junio
organization-july = julio
organization-august = agosto
organization-september = septiembre
organization-october = octubre
organization-november = noviembre
organization-december = diciembre
