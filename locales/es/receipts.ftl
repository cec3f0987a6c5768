# Receipts.

receipts-title = Recibos
receipts-hint = JPEG, PNG, WebP o PDF, hasta 20 archivos de 10 MB.
receipts-add = Añadir recibos
receipts-delete = Eliminar
receipts-document = Documento PDF
receipts-facts = { $kind }, { $size } kB
receipts-said-deleted = { $file } eliminado.
receipts-said-restored = { $file } restaurado.
receipts-unstored = El almacén de recibos no responde; faltan: { $files }. Añádalos más tarde.
receipts-said-added =
    { $count ->
        [0] No se ha añadido nada: ya estaba.
        [one] { $number } recibo añadido.
       *[other] { $number } recibos añadidos.
    }
receipts-count =
    { $count ->
        [one] { $number } recibo
       *[other] { $number } recibos
    }
receipts-same-file = El mismo archivo está en { $merchant }
receipts-waits = Estos archivos se conservan; quite lo que no quiera.
receipts-begin = Empezar con recibos
receipts-begin-text = Elija fotos o PDF. Cada archivo se convierte en un borrador que espera su importe.
receipts-begin-verb = Crear borradores
receipts-unnamed = Recibo
receipts-said-begun =
    { $count ->
        [one] { $number } borrador creado. Añada su importe y envíelo.
       *[other] { $number } borradores creados. Añada sus importes y envíelos.
    }
receipts-cancel = Cancelar
receipts-same-photo = Parece la misma foto que en { $merchant }
receipts-camera = Hacer una foto
receipts-drop = o suelte aquí los archivos, o péguelos
receipts-sending = Enviando { $file }
receipts-sent = { $file } se conserva.
receipts-failed = No se pudo enviar { $file }.
receipts-again = Intentar de nuevo
receipts-not-kept = El almacén de recibos no responde; falta { $file }. Inténtelo más tarde.
