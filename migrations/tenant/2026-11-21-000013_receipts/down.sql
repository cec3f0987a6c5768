ALTER TABLE expenses DROP CONSTRAINT expenses_amount_not_zero;
ALTER TABLE expenses ADD CONSTRAINT expenses_amount_not_zero CHECK (amount <> 0);
ALTER TABLE expenses DROP COLUMN receipt_count;
DROP TABLE receipts;
