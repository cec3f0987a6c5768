CREATE INDEX expenses_by_category ON expenses (category_id);
DROP INDEX expenses_newest_by_category;
DROP INDEX expenses_by_status;
DROP INDEX expenses_by_created;
DROP INDEX expenses_by_merchant;
DROP INDEX expenses_by_currency;
DROP INDEX expenses_by_amount;
DROP INDEX IF EXISTS expenses_by_words;
ALTER TABLE expenses DROP COLUMN search_text;
