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
approvals-one = { $amount } en { $merchant }
approvals-out-of-sight = Uno que ya no está a la vista

approvals-not-decided = { $count } sin decidir:
approvals-all-decided = Todo decidido
approvals-all-decided-text = Aquí aparece lo que envían los miembros, lo más antiguo primero.
approvals-all = Todos

approvals-ticked = los marcados
approvals-return-or-reject = Devolver o rechazar
approvals-reason = ¿Qué hay que corregir, o por qué no? Lo leerá quien hizo el gasto.
approvals-return-ticked = Devolver los marcados
approvals-reject-ticked = Rechazar los marcados
approvals-for-absent = por { $name }, ausente hasta el { $until }
