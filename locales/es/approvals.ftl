approvals-forbidden = Sobre los gastos deciden los aprobadores, administradores y propietarios.
approvals-title = Aprobaciones
approvals-tick-one = Marque al menos un gasto.
approvals-none = Nada le espera
approvals-oldest =
    { $count ->
        [one] El { $number } gasto más antiguo que le espera
       *[other] Los { $number } gastos más antiguos que le esperan
    }
approvals-waiting =
    { $count ->
        [one] { $number } gasto le espera
       *[other] { $number } gastos le esperan
    }
approvals-none-at-all = Nada de otros espera una decisión
approvals-none-at-all-text = Lo que envían los demás aparece aquí, sea quien sea el que decide.
approvals-oldest-of-all =
    { $count ->
        [one] El gasto más antiguo que espera una decisión ({ $number })
       *[other] Los { $number } gastos más antiguos que esperan una decisión
    }
approvals-all-waiting =
    { $count ->
        [one] { $number } gasto espera una decisión
       *[other] { $number } gastos esperan una decisión
    }

# The two queues.
approvals-tab-yours = Le esperan
approvals-tab-all = Todos los que esperan

# Of one that was submitted; the other follows.
approvals-twin = Esto se parece a otro:
# How many receipts there is no room for in a row; leads to them.
approvals-more-receipts =
    { $count ->
        [one] 1 recibo más, { $merchant }
       *[other] { $count } recibos más, { $merchant }
    }
approvals-history-and-comments =
    { $count ->
        [one] Historial y { $count } comentario
       *[other] Historial y { $count } comentarios
    }
approvals-one = { $amount } en { $merchant }
approvals-out-of-sight = Uno que ya no está a la vista

approvals-not-decided = { $count } sin decidir:
approvals-all-decided = Todo decidido
approvals-others-decided = Todo lo de otros está decidido
approvals-all-decided-text = Aquí aparece lo que envían los miembros, lo más antiguo primero.
approvals-all = Todos

approvals-ticked = los marcados
approvals-return-or-reject = Devolver o rechazar
approvals-reason = ¿Qué hay que corregir, o por qué no? Lo leerá quien hizo el gasto.
approvals-return-ticked = Devolver los marcados
approvals-reject-ticked = Rechazar los marcados
approvals-for-absent = por { $name }, ausente hasta el { $until }
approvals-escalated = espera a otros, también a usted desde el { $day }
