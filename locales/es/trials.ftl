# Lo que habría hecho un cambio de las reglas.

trials-title = Lo que habría hecho
trials-see = Ver lo que habría hecho
# The title of a page that tells of a change: of a new rule, of a set.
trials-titled = { $title }: { $what }
trials-what-if = Y si
trials-steps = Lo que cambiaría
trials-about =
    { $count ->
        [0] De lo gastado del { $from } al { $to } no se envió nada.
        [one] De lo gastado del { $from } al { $to } se envió 1 gasto que no fue rechazado. Se juzga como el día en que se envió.
       *[other] De lo gastado del { $from } al { $to } se enviaron { $number } gastos que no fueron rechazados. Cada uno se juzga como el día en que se envió.
    }
trials-consequence = Qué sigue
trials-now = Hoy
trials-changed = Entonces
trials-difference = Diferencia
trials-then = entonces
trials-counted-warned = Señalados
trials-counted-note = Necesitan una nota
trials-counted-receipt = Necesitan un recibo
trials-counted-blocked = No se pueden enviar
trials-counted-routed = Pasan a quien dice una regla
trials-counted-approved = Aprobados por sí solos
trials-is-fine = en orden
trials-is-warned = señalado
trials-is-note = necesita una nota
trials-is-receipt = necesita un recibo
trials-is-blocked = no se puede enviar
trials-is-routed = pasa a quien dice una regla
trials-is-approved = aprobado por sí solo
trials-same = igual
trials-more = { $more } más
trials-fewer = { $fewer } menos
trials-both = { $more } más, { $fewer } menos
trials-no-change = Con todos habría pasado lo mismo.
trials-all =
    { $count ->
        [0] Con ningún gasto habría pasado otra cosa
        [one] Con 1 gasto habría pasado otra cosa
       *[other] Con { $number } gastos habría pasado otra cosa
    }
trials-expenses = Lo que cambiaría
trials-back = Volver a la regla
trials-unreadable = Esta dirección no contiene ninguna regla que se pueda probar. Vuelva a la regla y pruebe otra vez.
trials-no-step = Una regla se activa, se desactiva, se elimina, se sube o se baja.
trials-step-off = Desactivar
trials-step-on = Activar
trials-step-delete = Eliminar
trials-step-up = Subir
trials-step-down = Bajar
trials-do-off = Desactivar esta regla
trials-do-on = Activar esta regla
trials-do-delete = Eliminar esta regla
trials-do-up = Subir esta regla
trials-do-down = Bajar esta regla
