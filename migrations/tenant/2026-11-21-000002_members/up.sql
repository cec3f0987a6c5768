CREATE TABLE members (
    id uuid PRIMARY KEY,
    email text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    password_hash text,
    locale text,
    deactivated_at timestamptz,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT members_email_key UNIQUE (email),
    CONSTRAINT members_role_known CHECK (role IN ('owner', 'admin', 'approver', 'member', 'auditor'))
);

-- Kept by the SHA-256 of the session's random id, so that a leaked table signs nobody in.
CREATE TABLE sessions (
    id_hash bytea PRIMARY KEY,
    member_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT sessions_member_fkey FOREIGN KEY (member_id) REFERENCES members (id),
    CONSTRAINT sessions_id_hash_length CHECK (octet_length(id_hash) = 32)
);

CREATE INDEX sessions_by_member ON sessions (member_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Single-use secrets, by hash: consumed by DELETE ... RETURNING in the transaction that uses them.
CREATE TABLE tokens (
    hash bytea PRIMARY KEY,
    purpose text NOT NULL,
    member_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT tokens_member_fkey FOREIGN KEY (member_id) REFERENCES members (id),
    CONSTRAINT tokens_purpose_known CHECK (purpose IN ('handover')),
    CONSTRAINT tokens_hash_length CHECK (octet_length(hash) = 32)
);

CREATE INDEX tokens_by_expiry ON tokens (expires_at);
