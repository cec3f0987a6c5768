approvals-forbidden = Sobre los gastos deciden los aprobadores, administradores y propietarios.
approvals-title = Aprobaciones
approvals-tick-one = Marque al menos un gasto.
approvals-approved =
    { $count ->
        [one] { $number } gasto aprobado
       *[other] { $number } gastos aprobados
    }
approvals-returned =
    { $count ->
        [one] { $number } gasto devuelto
       *[other] { $number } gastos devueltos
    }
approvals-rejected =
    { $count ->
        [one] { $number } gasto rechazado
       *[other] { $number } gastos rechazados
    }
approvals-said-approved = { approvals-approved }.
approvals-said-returned = { approvals-returned }.
approvals-said-rejected = { approvals-rejected }.
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
