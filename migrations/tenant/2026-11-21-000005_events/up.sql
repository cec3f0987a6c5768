-- The trail. Written in the transaction of the change it tells of; an organization's role may read and add, never change.
CREATE TABLE events (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL,
    actor_id uuid,
    act text NOT NULL,
    subject_kind text NOT NULL,
    subject_id uuid NOT NULL,
    before jsonb,
    after jsonb
);

CREATE INDEX events_by_subject ON events (subject_id, at, id);
CREATE INDEX events_by_time ON events (at, id);
