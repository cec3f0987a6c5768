-- Mail that waits to be sent, and for a month what was sent. Written in the transaction of what it tells of.
-- The body is sealed with the program's key, and empty once it was sent. Whoever sends a row holds it by leased_until.
CREATE TABLE outbox (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    message_id text NOT NULL,
    body text NOT NULL,
    attempts integer NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    leased_until timestamptz,
    last_error text,
    sent_at timestamptz,
    dead_at timestamptz,
    created_at timestamptz NOT NULL,
    CONSTRAINT outbox_kind_known CHECK (kind IN ('mail')),
    CONSTRAINT outbox_sent_is_blank CHECK ((sent_at IS NOT NULL) = (body = '')),
    CONSTRAINT outbox_ends_once CHECK (sent_at IS NULL OR dead_at IS NULL)
);

CREATE INDEX outbox_waiting ON outbox (next_attempt_at, id) WHERE sent_at IS NULL AND dead_at IS NULL;
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL;
