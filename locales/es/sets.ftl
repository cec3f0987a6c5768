# Conjuntos de reglas ya hechos.

sets-title = Reglas ya hechas
sets-text = Empiece con uno de estos conjuntos y cambie lo que no encaje. No se añade nada hasta que usted lo diga.
sets-link = Reglas ya hechas
sets-begin = Empezar con reglas ya hechas
sets-name-small = Empresa pequeña
sets-about-small = Pocas reglas que no detienen a nadie: lo caro se explica; lo tardío, lo repetido y lo que no tiene recibo se señala.
sets-name-consultants = Consultoría
sets-about-consultants = Para quienes viajan a ver clientes: viajes dentro de un marco, un recibo y un motivo para lo que pagan los clientes.
sets-name-strict = Estricto
sets-about-strict = Todo explicado, con recibo y a tiempo. Lo que no lo esté no se puede enviar.
sets-present = Esta ya la tiene.
sets-missing = Aquí no hay ninguna categoría como «{ $category }», por eso falta su regla.
sets-add =
    { $count ->
        [one] Añadir esta regla
       *[other] Añadir estas { $number } reglas
    }
sets-unknown = No existe ese conjunto de reglas. Elija uno de la lista.
sets-said-added =
    { $count ->
        [0] Ya tiene todas estas reglas.
        [one] 1 regla añadida.
       *[other] { $number } reglas añadidas.
    }
sets-said-undone =
    { $count ->
        [0] No se eliminó nada: estas reglas se cambiaron después.
        [one] 1 regla eliminada.
       *[other] { $number } reglas eliminadas.
    }
