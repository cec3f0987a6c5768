expenses-auditors-record-none = Los auditores leen los gastos y no registran ninguno.
expenses-auditors-change-none = Los auditores leen los gastos y no cambian ninguno.
expenses-only-admins-for-others = Los administradores y propietarios registran gastos para otros.
expenses-draft-is-the-spenders = Solo quien hizo el gasto puede cambiar un borrador.
expenses-currency-changed = La moneda base de la organización se cambió entretanto. Mire el gasto de nuevo y guárdelo.
expenses-currency-stays = Entretanto se ha enviado un gasto: desde ahora la moneda base se queda como está.
expenses-gone = Ya no está.
expenses-only-spender = Solo quien hizo el gasto puede cambiarlo.
expenses-not-ones-own = Nadie decide sobre su propio gasto mientras otra persona pueda hacerlo.
expenses-waits-for-others = Este gasto espera a otra persona.
expenses-stood-in-for = Usted sustituye a quien hizo el gasto, así que decide otra persona.
expenses-said-yes-before = Usted ya aprobó un paso anterior, así que ahora decide otra persona.
expenses-who-decides = Sobre los gastos deciden los aprobadores, administradores y propietarios.
expenses-who-takes-back = Quien decidió, un administrador o un propietario puede revocar una decisión.
expenses-not-pay-oneself = Nadie se reembolsa a sí mismo mientras otra persona pueda hacerlo.
expenses-who-pays = Reembolsan los administradores y propietarios.
expenses-auditors-say-nothing = Los auditores leen los gastos y no los comentan.
expenses-who-recodes = Los administradores y propietarios cambian la categoría de lo enviado.
expenses-look-again = Mírelo de nuevo y decida.
expenses-stale = Este gasto se cambió después de que lo abriera.
expenses-met = { $said } ({ $when }). { $advice }

history-recorded =
    { $it ->
        [this] { $who } registró este gasto
       *[it] { $who } lo registró
    }
history-recorded-for =
    { $it ->
        [this] { $who } registró este gasto para { $whose }
       *[it] { $who } lo registró para { $whose }
    }
history-submitted =
    { $it ->
        [this] { $who } envió este gasto
       *[it] { $who } lo envió
    }
history-withdrawn =
    { $it ->
        [this] { $who } retiró este gasto
       *[it] { $who } lo retiró
    }
history-approved-by-rule =
    { $it ->
        [this] Una regla aprobó este gasto
       *[it] Una regla lo aprobó
    }
history-in-step = { $said } (paso { $step } de { $of })
history-for-absent = { $said }, por { $absent }
history-approved-own = { $who } aprobó su propio gasto
history-approved =
    { $it ->
        [this] { $who } aprobó este gasto
       *[it] { $who } lo aprobó
    }
history-returned =
    { $it ->
        [this] { $who } devolvió este gasto
       *[it] { $who } lo devolvió
    }
history-rejected =
    { $it ->
        [this] { $who } rechazó este gasto
       *[it] { $who } lo rechazó
    }
history-in-hand-again =
    { $it ->
        [this] { $who } retomó este gasto
       *[it] { $who } lo retomó
    }
history-reopened =
    { $it ->
        [this] { $who } reabrió este gasto
       *[it] { $who } lo reabrió
    }
history-reimbursed-own = { $who } reembolsó su propio gasto
history-reimbursed =
    { $it ->
        [this] { $who } reembolsó este gasto
       *[it] { $who } lo reembolsó
    }
history-trashed =
    { $it ->
        [this] { $who } movió este gasto a la papelera
       *[it] { $who } lo movió a la papelera
    }
history-restored =
    { $it ->
        [this] { $who } sacó este gasto de la papelera
       *[it] { $who } lo sacó de la papelera
    }
history-commented =
    { $it ->
        [this] { $who } comentó este gasto
       *[it] { $who } lo comentó
    }
history-recoded = { $who } cambió la categoría
history-exception-asked = { $who } pidió una excepción
history-exception-dropped = { $who } retiró la excepción
history-kept-apart = { $who } lo conservó junto a otro parecido
history-escalated = { $who } preguntó también a administradores y propietarios
history-receipt-added = { $who } añadió un recibo
history-receipt-deleted = { $who } eliminó un recibo
history-receipt-restored = { $who } restauró un recibo
history-changed =
    { $it ->
        [this] { $who } cambió este gasto
       *[it] { $who } lo cambió
    }
history-changed-fields = { $who } cambió { $fields }
history-decided = { $who } lo devolvió o rechazó
history-somebody = alguien

history-field-amount = el importe
history-field-currency = la moneda
history-field-rate = el tipo de cambio
history-field-merchant = el comercio
history-field-spent-on = la fecha
history-field-category-id = la categoría
history-field-note = la nota
history-field-paid-with = la forma de pago

expenses-no-rate = sin tipo de cambio
expenses-unrated =
    { $count ->
        [one] { $number } gasto sin tipo de cambio, no está en el total
       *[other] { $number } gastos sin tipo de cambio, no están en el total
    }
expenses-at-rate = { $amount } al tipo { $rate }
expenses-in-no-total = Aún sin tipo de cambio, así que no cuenta en ningún total en { $currency }
expenses-category-archived = { $name } (archivada)

bulk-said-submit =
    { $count ->
        [one] { $number } gasto enviado.
       *[other] { $number } gastos enviados.
    }
bulk-said-by-rule =
    { $count ->
        [one] Una regla aprobó { $number } de ellos.
       *[other] Las reglas aprobaron { $number } de ellos.
    }
bulk-said-withdraw =
    { $count ->
        [one] { $number } gasto retirado.
       *[other] { $number } gastos retirados.
    }
bulk-said-approve =
    { $count ->
        [one] { $number } gasto aprobado.
       *[other] { $number } gastos aprobados.
    }
bulk-said-return =
    { $count ->
        [one] { $number } gasto devuelto.
       *[other] { $number } gastos devueltos.
    }
bulk-said-reject =
    { $count ->
        [one] { $number } gasto rechazado.
       *[other] { $number } gastos rechazados.
    }
bulk-said-reimburse =
    { $count ->
        [one] { $number } gasto reembolsado.
       *[other] { $number } gastos reembolsados.
    }
bulk-said-delete =
    { $count ->
        [one] { $number } gasto movido a la papelera.
       *[other] { $number } gastos movidos a la papelera.
    }
bulk-said-restore =
    { $count ->
        [one] { $number } gasto restaurado.
       *[other] { $number } gastos restaurados.
    }
bulk-said-category =
    { $count ->
        [one] { $number } gasto puesto en { $category }.
       *[other] { $number } gastos puestos en { $category }.
    }
bulk-left =
    { $count ->
        [one] { $number } gasto se quedó como estaba
       *[other] { $number } gastos se quedaron como estaban
    }
bulk-not-all = No se pudieron cambiar todos
bulk-nothing-yet = Aún no se ha cambiado nada
bulk-category = Categoría
bulk-change-category = Cambiar categoría
bulk-restore = Restaurar
bulk-submit = Enviar
bulk-approve = Aprobar
bulk-reimburse = Reembolsar
bulk-withdraw = Retirar
bulk-delete = Mover a la papelera
bulk-return = Devolver
bulk-reject = Rechazar
bulk-what-to-fix = ¿Qué hay que corregir?
bulk-why = ¿Por qué?

filter-quoted = «{ $text }»
filter-no-category = Sin categoría
filter-yours = Suyos
filter-from = Desde el { $day }
filter-to = Hasta el { $day }
filter-at-least = Al menos { $amount }
filter-at-most = Como máximo { $amount }
filter-in = En { $currency }
filter-any = Cualquiera
sort-latest = Más recientes primero
sort-earliest = Más antiguos primero
sort-largest = Mayores primero
sort-smallest = Menores primero
sort-merchant = Comercio, de la A a la Z
sort-merchant-down = Comercio, de la Z a la A
sort-recorded-last = Últimos registrados primero
sort-recorded-first = Primeros registrados primero

filter-problem = Esta dirección pide algo que la lista no tiene. { $problems } Todo lo demás vale.
filter-problem-one = { $field }: { $said }
filter-name-q = Búsqueda
filter-name-status = Estado
filter-name-category = Categoría
filter-name-member = Persona
filter-name-from = Desde
filter-name-to = Hasta
filter-name-min = Al menos
filter-name-max = Como máximo
filter-name-currency = Moneda
filter-name-tag = Etiqueta
filter-name-sort = Ordenado por
filter-name-per = Tamaño de página
filter-name-sep = Separador
filter-name-bom = Marca de orden de bytes
filter-name-page = Página

expenses-title = Gastos
expenses-trash = Papelera

bulk-one = Un gasto

step-said-submitted = Enviado: { $amount }.
step-said-recorded = Guardado: { $amount }.
step-said-recorded-for = Guardado para { $name }: { $amount }.
step-said-withdrawn = Retirado: { $amount }. Ya puede editarlo.
step-said-submitted-approved = Enviado: { $amount }. Una regla lo aprobó.
step-said-passed-on = Aprobado: { $amount } en { $merchant }. Ahora espera el siguiente paso.
step-said-approved = Aprobado: { $amount } en { $merchant }.
step-said-returned = Devuelto: { $amount } en { $merchant }.
step-said-rejected = Rechazado: { $amount } en { $merchant }.
step-said-reopened = Reabierto: { $amount }. Espera una decisión.
step-said-reimbursed = Reembolsado: { $amount }.
step-said-trashed = { $merchant }: movido a la papelera.
step-said-restored = { $merchant }: restaurado.
step-said-recoded = Categoría cambiada.
step-said-changed = Cambios guardados.
step-said-saved = Guardado.
step-by-mistake = Aprobado por error.

list-all = Todos los gastos
list-export = Exportar
list-no-match = Ningún gasto coincide
list-no-match-text = Quite un filtro, o todos.
list-trash-empty = La papelera está vacía
list-trash-empty-text = Lo que ponga aquí se puede recuperar durante 30 días.
list-none = Aún no hay gastos
list-none-record = Registre el primero: el importe, dónde y cuándo.
list-none-read = Aquí aparece lo que registran los miembros.
list-trash-note = Estos no cuentan en ningún otro total. Cada uno se puede restaurar durante 30 días.
list-select = Seleccionar { $merchant }
list-pages = Páginas
list-previous = Anterior
list-next = Siguiente

filter-search = Buscar
filter-search-in = Buscar en comercio y nota
filter-and-sort = Filtrar y ordenar
filter-amounts-in = Importes en { $currency }. Elija una moneda para comparar en ella.
filter-show = Mostrar
filter-clear = Quitar filtros
filter-clear-all = Quitar todos
filter-holding = Filtros aplicados
filter-without = Sin

bulk-change-selected = Cambiar los seleccionados
bulk-selected = Seleccionados
bulk-selected-sum =
    { $count ->
        [one] { $number } seleccionado, { $amount }
       *[other] { $number } seleccionados, { $amount }
    }
bulk-all-matching =
    { $count ->
        [one] El { $number } gasto que coincide
       *[other] Los { $number } gastos que coinciden
    }
bulk-back = Volver a la lista

keys-of-list = Teclas: { $j } y { $k } bajan y suben, { $x } selecciona, { $help } las muestra todas.
keys-of-one = Teclas: { $a } aprueba, { $r } devuelve, { $help } las muestra todas.
keys-of-queue = Teclas: { $j } y { $k } bajan y suben, { $enter } abre, { $a } aprueba, { $r } devuelve, { $help } las muestra todas.
keys-enter = Intro

expenses-new = Nuevo gasto
expenses-amount = Importe
expenses-money-back = Dinero devuelto
expenses-rate = Tipo de cambio
expenses-merchant = Comercio
expenses-date = Fecha
expenses-note = Nota
expenses-paid-with = Pagado con
expenses-spent-by = Gasto de
expenses-none-yet = Aún ninguna
expenses-choose-one = Elija una

form-edit = Editar gasto
form-optional = opcional
form-rate-hint = Solo para otras monedas: cuántos { $currency } cuesta una unidad. Se puede añadir después.
form-you = { $name } (usted)
form-save = Guardar gasto
form-save-and-new = Guardar y añadir otro
form-save-and-submit = Guardar y enviar
form-cancel = Cancelar

form-already-saved = Ya guardado
form-saved-as = Ya guardado como { $saved }
form-sent-before = Este formulario ya se mandó antes, con otros datos. Lo que ha mandado ahora, { $sent }, aún no está guardado.
form-change-that = Cambiar el guardado
form-save-as-new = Guardar como gasto nuevo

stale-title = Cambiado entretanto
stale-heading = Este gasto cambió mientras lo editaba
stale-text = Guardado entretanto por { $other }. Su versión aún no está guardada. Elija cuál se queda.
stale-caption = Las dos versiones, campo por campo
stale-field = Campo
stale-yours = Su versión
stale-other = La otra
stale-differs = distinto
stale-empty = Vacío
stale-yes = Sí
stale-keep-mine = Conservar la mía
stale-keep-other = Conservar la otra

show-record-again = Registrar otra vez
show-edit = Editar
show-in-trash = Este gasto está en la papelera y no cuenta en ningún sitio. Se puede restaurar hasta el { $until }.
show-entered-by = Registrado por
show-no-note = Ninguna
show-fix-and-resubmit = Corregir y reenviar
show-why-rejected = ¿Por qué? Lo leerá quien hizo el gasto.
show-reopen = Reabrir
show-why-reopened = ¿Por qué se revoca la decisión?
show-say-paid = Confirme que el dinero se reembolsó. Esto se queda como está.
show-comments = Comentarios
show-add-comment = Añadir un comentario
show-comment = Comentar
show-history = Historial

# What is said while an expense is typed.
check-title = Lo que dicen las reglas
check-left = Lo que queda
check-twin = Se parece a uno que ya está registrado:
check-twin-what = { $merchant }, { $money }, { $date }
check-keep = Conservar los dos, son dos gastos
check-keep-button = Conservar los dos
check-said-kept = Conservados los dos. Este par no se vuelve a señalar.
check-not-alike = Estos dos ya no se parecen, así que no hay nada que distinguir.
check-kept = { $who } dice que son dos gastos:
check-exception = Pedir una excepción
check-exception-hint = Diga por qué se debería permitir de todos modos. Lo leerá quien decida.
check-exception-why = ¿Por qué se debería permitir de todos modos?
