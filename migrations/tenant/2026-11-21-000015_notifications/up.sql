-- What members were told, as a code with parameters: whoever shows it says it in the reader's language. `expense_id` is
-- the one expense it is about, where it is about one. `digest_at` says when a letter that gathers several tells of it; once
-- that is done, or where none is wanted, it is empty.
CREATE TABLE notifications (
    id uuid PRIMARY KEY,
    member_id uuid NOT NULL,
    kind text NOT NULL,
    actor_id uuid,
    expense_id uuid,
    params jsonb NOT NULL,
    digest_at timestamptz,
    read_at timestamptz,
    created_at timestamptz NOT NULL,
    CONSTRAINT notifications_member_fkey FOREIGN KEY (member_id) REFERENCES members (id),
    CONSTRAINT notifications_actor_fkey FOREIGN KEY (actor_id) REFERENCES members (id),
    CONSTRAINT notifications_kind_code CHECK (kind ~ '^[a-z_]{1,40}$'),
    CONSTRAINT notifications_params_object CHECK (jsonb_typeof(params) = 'object')
);
CREATE INDEX notifications_inbox_idx ON notifications (member_id, created_at, id);
CREATE INDEX notifications_unread_idx ON notifications (member_id, expense_id) WHERE read_at IS NULL;
CREATE INDEX notifications_digest_idx ON notifications (digest_at) WHERE digest_at IS NOT NULL;
CREATE INDEX notifications_age_idx ON notifications (created_at);

-- How members want letters of a kind; where nothing stands, the kind's own usual way. `before` is what stood before a
-- letter's own link switched it off, so that it can be switched on again.
CREATE TABLE notification_choices (
    member_id uuid NOT NULL,
    kind text NOT NULL,
    delivery text NOT NULL,
    before text,
    updated_at timestamptz NOT NULL,
    CONSTRAINT notification_choices_pkey PRIMARY KEY (member_id, kind),
    CONSTRAINT notification_choices_member_fkey FOREIGN KEY (member_id) REFERENCES members (id),
    CONSTRAINT notification_choices_kind_code CHECK (kind ~ '^[a-z_]{1,40}$'),
    CONSTRAINT notification_choices_delivery_known CHECK (delivery IN ('at_once', 'daily', 'off')),
    CONSTRAINT notification_choices_before_known CHECK (before IN ('at_once', 'daily'))
);
