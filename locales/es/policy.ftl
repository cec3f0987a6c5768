role-owner = Propietario
role-admin = Administrador
role-approver = Aprobador
role-member = Miembro
role-auditor = Auditor

status-draft = Borrador
status-submitted = Enviado
status-approved = Aprobado
status-settled = Liquidado
status-reimbursed = Reembolsado
status-rejected = Rechazado
status-trash = En la papelera

paid-with-own = Dinero propio
paid-with-card = Tarjeta de empresa
paid-with-advance = Anticipo

stands-draft = Este gasto es un borrador.
stands-submitted = Este gasto está enviado.
stands-approved = Este gasto está aprobado.
stands-settled = Este gasto está aprobado y liquidado.
stands-reimbursed = Este gasto está reembolsado.
stands-rejected = Este gasto está rechazado.
stands-trash = Este gasto está en la papelera.

advice-nothing-left = No queda nada por hacer.
advice-restore-first =
    { $step ->
        [edit] Restáurelo primero y luego edítelo.
        [submit] Restáurelo primero y luego envíelo.
        [withdraw] Restáurelo primero y luego retírelo.
        [approve] Restáurelo primero y luego apruébelo.
        [return] Restáurelo primero y luego devuélvalo.
        [reject] Restáurelo primero y luego rechácelo.
        [reopen] Restáurelo primero y luego reábralo.
        [reimburse] Restáurelo primero y luego reembólselo.
        [restore] Restáurelo primero.
        [comment] Restáurelo primero y luego coméntelo.
       *[recode] Restáurelo primero y luego cambie la categoría.
    }
advice-edit-it = Puede editarlo.
advice-category-is-the-spenders = Hasta entonces, la categoría la elige quien hizo el gasto.
advice-submit-first = Antes hay que enviarlo.
advice-withdraw-first =
    { $step ->
        [edit] Retírelo primero y luego edítelo.
       *[delete] Retírelo primero y luego elimínelo.
    }
advice-waits = Está a la espera de una decisión.
advice-fix-first = Elija primero «Corregir y reenviar»: así vuelve a ser un borrador.
advice-submitter-can-fix = Quien lo envió puede corregirlo y reenviarlo.
advice-nothing-owed = Era dinero de la organización, así que no hay nada que reembolsar.
advice-can-be-reopened = Quien lo aprobó, un administrador o un propietario puede reabrirlo con un motivo.
advice-paid-stays = Lo pagado se queda como está.
