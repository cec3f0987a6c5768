# Lo que una organización exige de los gastos.

rules-title = Reglas
rules-text = Lo que se señala antes de enviar un gasto y lo que no se puede enviar. La primera regla se mira primero.
rules-text-read = Lo que se señala antes de enviar un gasto y lo que no se puede enviar. Lo cambian propietarios y administradores.
rules-text-bind = Estas reglas valen para lo que usted gasta. Las cambian propietarios y administradores.
rules-forbidden = Solo los propietarios y administradores cambian las reglas.
rules-stale = Esta regla se cambió después de que usted la abriera. Mírela de nuevo y decida.
rules-stale-order = El orden se cambió después de que usted abriera la lista. Mírela otra vez y mueva entonces la regla.
rules-direction = Una regla sube o baja.
rules-most = Puede haber { $most } reglas como máximo. Elimine una primero.
rules-none = Aún no hay reglas
rules-none-text = Todo se puede enviar tal como está.
rules-new = Nueva regla
rules-edit = Editar regla
rules-add = Añadir regla
rules-save = Guardar cambios
rules-cancel = Cancelar
rules-off = Desactivada
rules-other-currency = Su límite está en una moneda distinta de la que cuenta los gastos, así que nada la cumple. Edítela.
rules-move-up = Subir: { $rule }
rules-move-down = Bajar: { $rule }
rules-switch-on = Activar
rules-switch-off = Desactivar
rules-delete = Eliminar
rules-said-added = Regla añadida.
rules-said-saved = Regla guardada.
rules-said-on = Regla activada.
rules-said-off = Regla desactivada.
rules-said-deleted = Regla eliminada.
rules-said-restored = Regla restaurada.
rules-met = { $other } guardó mientras tanto otra versión de esta regla. Ahora dice: { $says } Guarde la suya para sustituirla.

rules-which = Qué gastos
rules-category = Categoría
rules-category-any = Cualquier categoría
rules-who = De quién
rules-who-any = De todos
rules-paid-with = Pagado con
rules-paid-with-any = Cualquier medio
rules-condition = En qué se fija
rules-when-always = Todos ellos
rules-when-over = Más de
rules-when-note = Sin nota
rules-when-receipt = Sin recibo, y más de
rules-when-old = De hace más de
rules-when-future = Con fecha futura
rules-when-weekend = En fin de semana
rules-when-currency = Cualquier moneda menos
rules-when-merchant = Un comercio con esto en el nombre
rules-when-duplicate = Parece registrado dos veces: mismo importe, comercio parecido, en tres días
rules-limit = Importe en { $currency }
rules-span = En qué tiempo
rules-span-expense = por gasto
rules-span-day = al día
rules-span-month = al mes por persona
rules-span-together = al mes entre todos
rules-missing-over = Importe en { $currency }, o nada
rules-any-amount = cualquier importe
rules-days = Días
rules-days-unit = días
rules-currencies = Monedas
rules-merchant = Parte del nombre
rules-effect = Qué ocurre
rules-effect-warn = Se señala
rules-effect-note = Necesita una nota
rules-effect-receipt = Necesita un recibo
rules-effect-block = No se puede enviar

# De qué trata una regla.
rules-what-expenses = Los gastos
rules-what-category = Los gastos de { $category }
rules-what-of = { $what } de { $whom }
rules-whom-owner = propietarios
rules-whom-admin = administradores
rules-whom-approver = aprobadores
rules-whom-member = miembros
rules-what-paid-own = { $what } pagados con dinero propio
rules-what-paid-card = { $what } pagados con la tarjeta de empresa
rules-what-paid-advance = { $what } pagados con un anticipo
rules-gone = una categoría que ya no está

# Lo que dice una regla, como frase para leer en voz alta.
rules-says-always-warn = { $what } se señalan.
rules-says-always-note = { $what } necesitan una nota.
rules-says-always-receipt = { $what } necesitan un recibo.
rules-says-always-block = { $what } no se pueden enviar.
rules-says-over-expense-warn = { $what } de más de { $limit } se señalan.
rules-says-over-expense-note = { $what } de más de { $limit } necesitan una nota.
rules-says-over-expense-receipt = { $what } de más de { $limit } necesitan un recibo.
rules-says-over-expense-block = { $what } de más de { $limit } no se pueden enviar.
rules-says-over-day-warn = { $what } de más de { $limit } al día se señalan.
rules-says-over-day-note = { $what } de más de { $limit } al día necesitan una nota.
rules-says-over-day-receipt = { $what } de más de { $limit } al día necesitan un recibo.
rules-says-over-day-block = { $what } de más de { $limit } al día no se pueden enviar.
rules-says-over-month-warn = { $what } de más de { $limit } al mes por persona se señalan.
rules-says-over-month-note = { $what } de más de { $limit } al mes por persona necesitan una nota.
rules-says-over-month-receipt = { $what } de más de { $limit } al mes por persona necesitan un recibo.
rules-says-over-month-block = { $what } de más de { $limit } al mes por persona no se pueden enviar.
rules-says-over-together-warn = { $what } de más de { $limit } al mes entre todos se señalan.
rules-says-over-together-note = { $what } de más de { $limit } al mes entre todos necesitan una nota.
rules-says-over-together-receipt = { $what } de más de { $limit } al mes entre todos necesitan un recibo.
rules-says-over-together-block = { $what } de más de { $limit } al mes entre todos no se pueden enviar.
rules-says-note-warn = { $what } sin nota se señalan.
rules-says-note-block = { $what } sin nota no se pueden enviar.
rules-says-receipt-warn = { $what } sin recibo se señalan.
rules-says-receipt-note = { $what } sin recibo necesitan una nota.
rules-says-receipt-block = { $what } sin recibo no se pueden enviar.
rules-says-receipt-over-warn = { $what } de más de { $limit } sin recibo se señalan.
rules-says-receipt-over-note = { $what } de más de { $limit } sin recibo necesitan una nota.
rules-says-receipt-over-block = { $what } de más de { $limit } sin recibo no se pueden enviar.
rules-says-old-warn =
    { $days ->
        [one] { $what } de hace más de 1 día se señalan.
       *[other] { $what } de hace más de { $days } días se señalan.
    }
rules-says-old-note =
    { $days ->
        [one] { $what } de hace más de 1 día necesitan una nota.
       *[other] { $what } de hace más de { $days } días necesitan una nota.
    }
rules-says-old-receipt =
    { $days ->
        [one] { $what } de hace más de 1 día necesitan un recibo.
       *[other] { $what } de hace más de { $days } días necesitan un recibo.
    }
rules-says-old-block =
    { $days ->
        [one] { $what } de hace más de 1 día no se pueden enviar.
       *[other] { $what } de hace más de { $days } días no se pueden enviar.
    }
rules-says-future-warn = { $what } con fecha futura se señalan.
rules-says-future-note = { $what } con fecha futura necesitan una nota.
rules-says-future-receipt = { $what } con fecha futura necesitan un recibo.
rules-says-future-block = { $what } con fecha futura no se pueden enviar.
rules-says-weekend-warn = { $what } de fin de semana se señalan.
rules-says-weekend-note = { $what } de fin de semana necesitan una nota.
rules-says-weekend-receipt = { $what } de fin de semana necesitan un recibo.
rules-says-weekend-block = { $what } de fin de semana no se pueden enviar.
rules-says-currency-warn = { $what } en monedas distintas de { $currencies } se señalan.
rules-says-currency-note = { $what } en monedas distintas de { $currencies } necesitan una nota.
rules-says-currency-receipt = { $what } en monedas distintas de { $currencies } necesitan un recibo.
rules-says-currency-block = { $what } en monedas distintas de { $currencies } no se pueden enviar.
rules-says-merchant-warn = { $what } en comercios con «{ $merchant }» en el nombre se señalan.
rules-says-merchant-note = { $what } en comercios con «{ $merchant }» en el nombre necesitan una nota.
rules-says-merchant-receipt = { $what } en comercios con «{ $merchant }» en el nombre necesitan un recibo.
rules-says-merchant-block = { $what } en comercios con «{ $merchant }» en el nombre no se pueden enviar.
rules-says-duplicate-warn = { $what } que parecen registrados dos veces se señalan.
rules-says-duplicate-note = { $what } que parecen registrados dos veces necesitan una nota.
rules-says-duplicate-receipt = { $what } que parecen registrados dos veces necesitan un recibo.
rules-says-duplicate-block = { $what } que parecen registrados dos veces no se pueden enviar.

# Lo que un gasto incumple.
rules-broken = Reglas
rules-broken-judged = Lo que las reglas señalaron al enviarlo
rules-found-over-expense = Son { $total }.
rules-found-over-day = Ese día suma { $total }.
rules-found-over-month = Ese mes suma { $total }.
rules-found-over-together = Entre todos suman { $total } ese mes.
rules-found-over-together-untold = Entre todos, ese mes ya lo supera.
rules-found-old =
    { $days ->
        [one] Fue ayer.
       *[other] Fue hace { $days } días.
    }
rules-found-twin = Comparar con { $merchant }

# An exception, and what is left of a limit.
rules-exception = También basta un motivo escrito
rules-or-reason = También basta un motivo escrito.
rules-excepted = Excepción:
rules-left-day = { $what }: quedan { $amount } de { $limit } el { $when }
rules-left-month = { $what }: quedan { $amount } de { $limit } en { $when }
rules-over-day = { $what }: { $amount } por encima de los { $limit } del { $when }
rules-over-month = { $what }: { $amount } por encima de los { $limit } de { $when }
rules-left-together = { $what } de todos juntos: quedan { $amount } de { $limit } en { $when }
rules-over-together = { $what } de todos juntos: { $amount } por encima de los { $limit } de { $when }
