
letter-line = { $money } en { $merchant } el { $date }
letter-heading = { $said }:
letter-words = «{ $words }»
letter-submitted-subject = { $who } envió un gasto en { $merchant }
letter-submitted-one = { $who } envió { $line }.
letter-submitted-several =
    { $count ->
        [one] { $who } envió { $number } gasto
       *[other] { $who } envió { $number } gastos
    }
letter-next-subject = { $who } le pasó un gasto en { $merchant }
letter-next-one = { $who } aprobó { $line } y ahora le toca a usted.
letter-next-several =
    { $count ->
        [one] { $who } le pasó { $number } gasto
       *[other] { $who } le pasó { $number } gastos
    }
letter-approved-subject = { $who } aprobó su gasto en { $merchant }
letter-approved-one = { $who } aprobó { $line }.
letter-approved-several = { $who } aprobó { $number } de sus gastos
letter-returned-subject = { $who } devolvió su gasto en { $merchant }
letter-returned-one = { $who } devolvió { $line }.
letter-returned-several = { $who } devolvió { $number } de sus gastos
letter-rejected-subject = { $who } rechazó su gasto en { $merchant }
letter-rejected-one = { $who } rechazó { $line }.
letter-rejected-several = { $who } rechazó { $number } de sus gastos
letter-reopened-subject = { $who } reabrió su gasto en { $merchant }
letter-reopened-one = { $who } reabrió { $line }.
letter-reopened-several = { $who } reabrió { $number } de sus gastos
letter-commented-subject = { $who } comentó su gasto en { $merchant }
letter-commented-one = { $who } comentó { $line }.
letter-commented-several = { $who } comentó { $number } de sus gastos
letter-advice-submitted-one = Espera su decisión.
letter-advice-submitted = Esperan su decisión.
letter-advice-returned-one = Vuelve a ser un borrador. Corríjalo y envíelo.
letter-advice-returned = Vuelven a ser borradores. Corríjalos y envíelos.
letter-advice-rejected-one = Si puede corregirlo, reábralo.
letter-advice-rejected = Reabra lo que pueda corregir.
letter-advice-reopened-one = Vuelve a esperar una decisión.
letter-advice-reopened = Vuelven a esperar una decisión.
letter-open-expense = Abrir el gasto
letter-open-approvals = Abrir sus aprobaciones
letter-open-expenses = Abrir sus gastos
expenses-and-more = Y { $number } más.
letter-sentence = { $said }.
letter-reimbursed-subject = { $who } reembolsó su gasto en { $merchant }
letter-reimbursed-one = { $who } reembolsó { $line }.
letter-reimbursed-several = { $who } reembolsó { $number } de sus gastos
letter-waiting-subject = Un gasto en { $merchant } espera su decisión
letter-waiting-one =
    { $days ->
        [one] { $line } espera su decisión desde hace { $time } día.
       *[other] { $line } espera su decisión desde hace { $time } días.
    }
letter-waiting-several =
    { $days ->
        [one] { $number } gastos esperan su decisión, el más antiguo desde hace { $time } día
       *[other] { $number } gastos esperan su decisión, el más antiguo desde hace { $time } días
    }
letter-escalated-subject = Un gasto en { $merchant } espera una decisión desde hace tiempo
letter-escalated-one =
    { $days ->
        [one] { $line } espera la decisión de otros desde hace { $time } día. Ahora usted también puede decidir.
       *[other] { $line } espera la decisión de otros desde hace { $time } días. Ahora usted también puede decidir.
    }
letter-escalated-several =
    { $days ->
        [one] { $number } gastos esperan la decisión de otros, el más antiguo desde hace { $time } día, y ahora usted también puede decidir
       *[other] { $number } gastos esperan la decisión de otros, el más antiguo desde hace { $time } días, y ahora usted también puede decidir
    }
letter-rule-subject = { $who } cambió las reglas
letter-rule-added = { $who } añadió una regla: { $says }
letter-rule-changed = { $who } cambió una regla. Ahora dice: { $says }
letter-rule-removed = { $who } quitó una regla: { $says }
letter-advice-rule = Lo que usted ya envió queda juzgado como estaba.
letter-open-rules = Abrir las reglas
letter-absence-subject = Sustitución: { $name }
letter-absence-asked = Usted decide por { $name } del { $from } al { $to }. Lo que entonces espere a { $name } está entre sus aprobaciones.
letter-absence-changed = Ahora usted decide por { $name } en otros días: del { $from } al { $to }.
letter-absence-noted = Ha cambiado lo que usted debe saber cuando decida por { $name } del { $from } al { $to }.
letter-absence-ended = Usted ya no decide por { $name }.
letter-absence-entered = { $who } registró que usted está ausente del { $from } al { $to }. { $name } decide por usted.
letter-absence-dropped = Su ausencia del { $from } al { $to } ha terminado: { $name } ya no decide por usted.
letter-open-absences = Abrir las ausencias
letter-open-notifications = Abrir sus notificaciones
letter-daily-subject =
    { $count ->
        [one] Su día: { $number } notificación
       *[other] Su día: { $number } notificaciones
    }
