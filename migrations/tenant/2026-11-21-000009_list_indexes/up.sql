-- Merchant and note as the search compares them: decomposed (NFKD), without the marks on letters, in lower case, with
-- the letters that Unicode does not take apart spelled out. PostgreSQL writes it itself, because every writer would have
-- to spell it the same, and because folding each row at each search costs a hundred times the comparison.
ALTER TABLE expenses ADD COLUMN search_text text GENERATED ALWAYS AS (replace(replace(replace(translate(lower(regexp_replace(normalize(merchant || E'\n' || note, NFKD), '[\u0300-\u036f]', '', 'g')), 'øłđıŁØĐ', 'oldilod'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe')) STORED;

-- Ranges of amounts in the base currency. A column of its own and not the expression below, because PostgreSQL guesses
-- that a third of all rows lies in any range of an expression, and reads the table.
CREATE INDEX expenses_by_base_amount ON expenses (base_amount) WHERE trashed_at IS NULL;

-- Sorted by amount in the base currency, as it is where no rate is known.
CREATE INDEX expenses_by_amount ON expenses ((coalesce(base_amount, amount)) DESC, id DESC) WHERE trashed_at IS NULL;

-- One currency, and its amounts sorted or in a range.
CREATE INDEX expenses_by_currency ON expenses (currency, amount DESC, id DESC) WHERE trashed_at IS NULL;

-- Sorted by merchant, whatever its case and accents, in the same order on every server.
CREATE INDEX expenses_by_merchant ON expenses ((split_part(search_text, E'\n', 1) COLLATE "C"), id) WHERE trashed_at IS NULL;

-- Sorted by when they were recorded.
CREATE INDEX expenses_by_created ON expenses (created_at DESC, id DESC) WHERE trashed_at IS NULL;

-- Where they stand: few are open, and most questions are about those.
CREATE INDEX expenses_by_status ON expenses (status, spent_on DESC, id DESC) WHERE trashed_at IS NULL;

-- The latest of a category; finds what the index without an order found, so that one goes.
CREATE INDEX expenses_newest_by_category ON expenses (category_id, spent_on DESC, id DESC);
DROP INDEX expenses_by_category;
