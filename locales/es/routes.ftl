# Quién decide: las reglas que lo dicen, y a quién espera un gasto.

rules-which-always = { $what }
rules-which-over-expense = { $what } de más de { $limit }
rules-which-over-day = { $what } de más de { $limit } al día
rules-which-over-month = { $what } de más de { $limit } al mes
rules-which-over-together = { $what }, cuando los de todos suman más de { $limit } al mes,
rules-which-note = { $what } sin nota
rules-which-receipt = { $what } sin recibo
rules-which-receipt-over = { $what } de más de { $limit } sin recibo
rules-which-old =
    { $days ->
        [one] { $what } de hace más de 1 día
       *[other] { $what } de hace más de { $days } días
    }
rules-which-future = { $what } con fecha futura
rules-which-weekend = { $what } de fin de semana
rules-which-currency = { $what } en monedas distintas de { $currencies }
rules-which-merchant = { $what } en comercios con «{ $merchant }» en el nombre
rules-which-duplicate = { $what } que parecen registrados dos veces
rules-routes = { $which } pasan a { $chain }.
rules-approves = { $which } se aprueban por sí solos.
rules-then = { $before }, después a { $next }
rules-to-from = { $to } desde { $from }
rules-to-approver = quien aprueba los gastos del miembro
rules-to-any-approver = cualquier aprobador
rules-to-any-admin = cualquier administrador
rules-to-any-owner = cualquier propietario
rules-effect-route = Pasa a
rules-effect-approve = Se aprueba por sí solo
rules-leg-first = Primero a
rules-leg-second = Después a
rules-leg-third = Después a
rules-leg-nobody = Nadie
rules-leg-approver = Quien aprueba los gastos del miembro
rules-leg-any-approver = Cualquier aprobador
rules-leg-any-admin = Cualquier administrador
rules-leg-any-owner = Cualquier propietario
rules-leg-from = Desde este importe en { $currency }
rules-legs-text = Sin importe, un paso se da siempre. Nadie decide sobre lo suyo.
rules-decide-text = De las reglas que dicen quién decide, vale la primera que se cumple. Una regla que aprueba se pasa por alto donde otra señala algo, y para quien la editó la última vez.

waits-title = Aprobación
waits-for = Espera a { $whom }
waits-then = Después espera a { $whom }
waits-done = Lo aprobó { $who }
waits-done-for = Lo aprobó { $who } por { $absent }
waits-since = desde el { $date }
waits-on = el { $date }
waits-stand-in = { $name } por { $absent }
waits-escalated = { $said }, y a cualquier administrador o propietario
waits-anybody = quien pueda decidir
waits-any-approver = cualquier aprobador
waits-any-admin = cualquier administrador
waits-any-owner = cualquier propietario
waits-named = { $any } ({ $names })
waits-left = { $name } ya no está: espera a cualquier administrador o propietario
waits-unable = { $name } no puede decidir sobre esto: espera a cualquier administrador o propietario
waits-said-yes = { $name } ya aprobó un paso anterior: espera a { $whom }
waits-all-said-yes = A quien le tocaba ya aprobó un paso anterior: espera a { $whom }
waits-others = otra persona que pueda decidir
waits-nobody-of-them = No hay nadie más con ese rol: espera a cualquier administrador o propietario
waits-nobody-else = Nadie más puede decidir: espera a { $name }
waits-nobody = Aún nadie puede decidir sobre esto: espera a un nuevo administrador o propietario
waits-by-rule = lo dice una regla
