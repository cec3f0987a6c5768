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
