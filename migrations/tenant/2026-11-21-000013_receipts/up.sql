-- What was photographed or sent along with an expense. The bytes lie in the store under `key`; a row without an expense
-- is a file whose form has not been saved yet. What is removed keeps its row and bytes for a while, for the way back.
-- `look` says what a picture looks like, in 64 bits; `thumbnail_due_at` when the worker shall next draw a first page.
CREATE TABLE receipts (
    id uuid PRIMARY KEY,
    expense_id uuid,
    name text NOT NULL,
    kind text NOT NULL,
    bytes bigint NOT NULL,
    width integer,
    height integer,
    sha256 bytea NOT NULL,
    look bigint,
    key text NOT NULL,
    thumbnail_key text,
    thumbnail_due_at timestamptz,
    thumbnail_tries smallint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    created_by uuid NOT NULL,
    removed_at timestamptz,
    CONSTRAINT receipts_expense_fkey FOREIGN KEY (expense_id) REFERENCES expenses (id),
    CONSTRAINT receipts_created_by_fkey FOREIGN KEY (created_by) REFERENCES members (id),
    CONSTRAINT receipts_key_key UNIQUE (key),
    CONSTRAINT receipts_kind_known CHECK (kind IN ('jpeg', 'png', 'webp', 'pdf')),
    CONSTRAINT receipts_bytes_positive CHECK (bytes > 0),
    CONSTRAINT receipts_sha256_length CHECK (octet_length(sha256) = 32)
);

CREATE INDEX receipts_by_expense ON receipts (expense_id, id);
CREATE INDEX receipts_by_content ON receipts (sha256);
-- Looks of one photo differ in up to three bits, so that one of four parts is the same.
CREATE INDEX receipts_by_look_1 ON receipts ((look & 65535)) WHERE look IS NOT NULL;
CREATE INDEX receipts_by_look_2 ON receipts ((look >> 16 & 65535)) WHERE look IS NOT NULL;
CREATE INDEX receipts_by_look_3 ON receipts ((look >> 32 & 65535)) WHERE look IS NOT NULL;
CREATE INDEX receipts_by_look_4 ON receipts ((look >> 48 & 65535)) WHERE look IS NOT NULL;
CREATE INDEX receipts_removed ON receipts (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX receipts_undrawn ON receipts (thumbnail_due_at) WHERE thumbnail_due_at IS NOT NULL;
CREATE INDEX receipts_waiting ON receipts (created_at) WHERE expense_id IS NULL;

-- How many an expense has, beside it: every row of a list and every rule asks.
ALTER TABLE expenses ADD COLUMN receipt_count integer NOT NULL DEFAULT 0;
-- A draft that began with its receipt has no amount yet: submitting asks for one.
ALTER TABLE expenses DROP CONSTRAINT expenses_amount_not_zero;
ALTER TABLE expenses ADD CONSTRAINT expenses_amount_not_zero CHECK (amount <> 0 OR status = 'draft');
