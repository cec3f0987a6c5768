-- Who decides about a member's expenses, whether their address is theirs, and when they signed in last.
ALTER TABLE members ADD COLUMN approver_id uuid;
ALTER TABLE members ADD CONSTRAINT members_approver_fkey FOREIGN KEY (approver_id) REFERENCES members (id);
ALTER TABLE members ADD CONSTRAINT members_approver_is_another CHECK (approver_id <> id);
ALTER TABLE members ADD COLUMN verified_at timestamptz;
ALTER TABLE members ADD COLUMN signed_in_at timestamptz;

-- "Firefox on Linux": enough to tell one's own sessions apart.
ALTER TABLE sessions ADD COLUMN device text NOT NULL DEFAULT '';

-- The address that a token was sent to, where it proves that it is somebody's.
ALTER TABLE tokens ADD COLUMN email text;
ALTER TABLE tokens DROP CONSTRAINT tokens_purpose_known;
ALTER TABLE tokens ADD CONSTRAINT tokens_purpose_known CHECK (purpose IN ('handover', 'reset', 'verify', 'email'));
ALTER TABLE tokens ADD CONSTRAINT tokens_email_given CHECK ((purpose IN ('verify', 'email')) = (email IS NOT NULL));
CREATE INDEX tokens_by_member ON tokens (member_id, purpose);

-- Accepted and revoked ones are kept: the trail names them by id.
CREATE TABLE invitations (
    id uuid PRIMARY KEY,
    email text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    token_hash bytea NOT NULL,
    invited_by uuid NOT NULL,
    member_id uuid,
    expires_at timestamptz NOT NULL,
    accepted_at timestamptz,
    revoked_at timestamptz,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT invitations_token_hash_key UNIQUE (token_hash),
    CONSTRAINT invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES members (id),
    CONSTRAINT invitations_member_fkey FOREIGN KEY (member_id) REFERENCES members (id),
    CONSTRAINT invitations_role_known CHECK (role IN ('owner', 'admin', 'approver', 'member', 'auditor')),
    CONSTRAINT invitations_token_hash_length CHECK (octet_length(token_hash) = 32),
    CONSTRAINT invitations_one_end CHECK (accepted_at IS NULL OR revoked_at IS NULL),
    CONSTRAINT invitations_accepted_by_member CHECK ((accepted_at IS NULL) = (member_id IS NULL))
);

CREATE UNIQUE INDEX invitations_open_key ON invitations (email) WHERE accepted_at IS NULL AND revoked_at IS NULL;

-- Whoever was here before addresses were verified has nothing left to prove.
UPDATE members SET verified_at = created_at;
