-- Which organizations an address belongs to, for those who forgot theirs: a keyed hash of the address, never itself.
-- Derived from the organizations' own tables, which are the truth; made anew by outlay org reindex.
CREATE TABLE addresses (
    hash bytea NOT NULL,
    organization_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (hash, organization_id),
    CONSTRAINT addresses_hash_length CHECK (octet_length(hash) = 32)
);

CREATE INDEX addresses_by_organization ON addresses (organization_id);
