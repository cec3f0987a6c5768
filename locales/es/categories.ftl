categories-stale = Esta categoría se cambió después de que la abriera. Mírela de nuevo y decida.
categories-last-active = Esta es la última categoría que se puede elegir. Añada antes otra y luego archive esta.
categories-merged = { $name } se combinó con { $into }. Deshaga antes la combinación.
categories-has-below = { $first } está debajo de { $name }. Antes mueva o combine lo que hay debajo.
categories-name-taken = Otra categoría se llama ya { $name }. Cambie antes el nombre de esa.
categories-others-below = Lo que hay debajo de esta categoría cambió después de que la abriera. Mírela de nuevo y decida.
categories-not-offered = La categoría de destino está archivada o combinada. Elija otra.
categories-forbidden = Solo los propietarios y administradores cambian las categorías.
categories-direction = Una categoría se mueve hacia arriba o hacia abajo.

categories-title = Categorías
categories-count =
    { $count ->
        [one] { $number } categoría
       *[other] { $number } categorías
    }
categories-archive-title = Archivar { $name }
categories-said-archived = { $names }: archivado.
categories-said-restored = { $names }: restaurado.
categories-said-merged = { $name } combinada con { $into }. Sus gastos cuentan allí desde ahora.
categories-said-unmerged = { $name } vuelve a contar por sí misma.
categories-said-added = { $name }: añadida.
categories-said-saved = { $name }: guardada.

categories-list-text = { $categories }, ofrecidas en este orden.
categories-list-text-read = { $categories }. Las llevan los propietarios y administradores.
categories-new = Nueva categoría
categories-archived = Archivadas ({ $found })
categories-archived-text = Los gastos las conservan; los nuevos no pueden elegirlas.
categories-account-code = Cuenta contable
categories-move-up = Subir { $name }
categories-move-down = Bajar { $name }
categories-restore = Restaurar
categories-undo-merge = Deshacer combinación
categories-undo-merge-of = de { $name }
categories-includes = Incluye { $name }

categories-edit = Editar { $name }
categories-add = Añadir categoría
categories-save = Guardar cambios
categories-cancel = Cancelar
categories-name = Nombre
categories-color = Color
categories-icon = Icono
categories-lies = Está debajo de
categories-lies-hint = Debajo de otra, aparece allí; un filtro por aquella también la encuentra.
categories-at-top = Ninguna, arriba del todo
categories-at-top-others = Ninguna: está arriba del todo y hay otras debajo.
categories-account-code-hint = Como en su contabilidad, por ejemplo 7300.

categories-no-longer = ¿Ya no hace falta?
categories-no-longer-text = Tiene { $expenses }. Si la combina, cuentan en otra categoría; si la archiva, conservan esta. Ambas cosas se pueden deshacer.
categories-merge-into = Combinar con
categories-choose = Elija una
categories-merge = Combinar
categories-merge-not = Hay otras debajo, así que no se puede combinar.
categories-archive = Archivar
categories-archive-all = Archivar las { $found }
categories-archive-question = ¿Archivar { $name }?
categories-archive-along =
    { $found ->
        [one] { $names } está debajo y se archiva con ella.
       *[other] { $names } están debajo y se archivan con ella.
    }
categories-archive-text =
    { $count ->
        [one] El { $number } gasto se queda como está; los nuevos ya no pueden elegirla. Se puede restaurar en cualquier momento.
       *[other] Los { $number } gastos se quedan como están; los nuevos ya no pueden elegirla. Se puede restaurar en cualquier momento.
    }

categories-met = Cambiada entretanto
categories-met-title = Esta categoría cambió mientras la editaba
categories-met-text = Guardada entretanto por { $other }. La suya aún no está guardada. Elija cuál conservar.
categories-met-caption = Las dos versiones, campo por campo
categories-met-field = Campo
categories-met-mine = La suya
categories-met-other = La otra
categories-met-differs = distinto
categories-met-empty = Vacío
categories-keep-mine = Conservar la mía
categories-keep-other = Conservar la otra

categories-color-red = rojo
categories-color-orange = naranja
categories-color-amber = ámbar
categories-color-yellow = amarillo
categories-color-lime = lima
categories-color-green = verde
categories-color-emerald = esmeralda
categories-color-teal = verde azulado
categories-color-cyan = cian
categories-color-sky = celeste
categories-color-blue = azul
categories-color-indigo = índigo
categories-color-violet = violeta
categories-color-purple = morado
categories-color-pink = rosa
categories-color-slate = pizarra

categories-icon-plane = avión
categories-icon-train = tren
categories-icon-tram = tranvía
categories-icon-car = automóvil
categories-icon-fuel = surtidor
categories-icon-bed = cama
categories-icon-meal = tenedor y cuchillo
categories-icon-glass = copa
categories-icon-cup = taza
categories-icon-people = personas
categories-icon-gift = regalo
categories-icon-pencil = lápiz
categories-icon-code = código
categories-icon-chip = chip
categories-icon-screen = pantalla
categories-icon-phone = teléfono
categories-icon-book = libro
categories-icon-box = caja
categories-icon-tool = herramienta
categories-icon-house = casa
categories-icon-shield = escudo
categories-icon-bank = banco
categories-icon-tag = etiqueta
categories-icon-dots = puntos

categories-first-travel = Viajes
categories-first-lodging = Alojamiento
categories-first-transport = Transporte local
categories-first-fuel = Combustible y estacionamiento
categories-first-meals = Comidas
categories-first-entertainment = Atención a clientes
categories-first-office = Material de oficina
categories-first-software = Software
categories-first-hardware = Hardware
categories-first-phone = Teléfono e internet
categories-first-training = Formación y eventos
categories-first-other = Otros
