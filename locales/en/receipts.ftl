# Receipts.

receipts-title = Receipts
receipts-hint = JPEG, PNG, WebP or PDF, up to 20 files of 10 MB.
receipts-add = Add receipts
receipts-delete = Delete
receipts-document = PDF document
receipts-facts = { $kind }, { $size } kB
receipts-said-deleted = { $file } deleted.
receipts-said-restored = { $file } restored.
receipts-unstored = The store of receipts is away, so these are not kept: { $files }. Add them later.
receipts-said-added =
    { $count ->
        [0] Nothing added: it was there already.
        [one] { $number } receipt added.
       *[other] { $number } receipts added.
    }
receipts-count =
    { $count ->
        [one] { $number } receipt
       *[other] { $number } receipts
    }
receipts-same-file = The same file is with { $merchant }
receipts-waits = These files are kept; take out what you don’t want.
receipts-begin = Begin with receipts
receipts-begin-text = Choose photos or PDFs. Each becomes a draft that waits for its amount.
receipts-begin-verb = Make drafts
receipts-unnamed = Receipt
receipts-said-begun =
    { $count ->
        [one] { $number } draft made. Add its amount, then submit it.
       *[other] { $number } drafts made. Add their amounts, then submit them.
    }
receipts-cancel = Cancel
receipts-same-photo = Looks like the same photo as with { $merchant }
receipts-camera = Take a photo
receipts-drop = or drop files here, or paste them
receipts-sending = Sending { $file }
receipts-sent = { $file } is kept.
receipts-failed = { $file } could not be sent.
receipts-again = Try again
receipts-not-kept = The store of receipts is away, so { $file } is not kept. Try again later.
