-- Which organizations there are, where their schemas lie, and which empty schemas wait for one.
-- Nothing that belongs to an organization stands here.

CREATE TABLE organizations (
    id uuid PRIMARY KEY,
    slug text NOT NULL,
    schema text NOT NULL,
    placement text NOT NULL,
    state text NOT NULL,
    schema_version text NOT NULL,
    claimed_by bytea,
    claim_expires_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT organizations_slug_key UNIQUE (slug),
    CONSTRAINT organizations_schema_key UNIQUE (schema),
    CONSTRAINT organizations_slug_form CHECK (slug ~ '^[a-z][a-z0-9-]{0,30}[a-z0-9]$' AND slug NOT LIKE '%--%'),
    CONSTRAINT organizations_schema_form CHECK (schema ~ '^org_[0-9a-f]{32}$'),
    CONSTRAINT organizations_state_known CHECK (state IN ('provisioning', 'active', 'suspended', 'archived')),
    CONSTRAINT organizations_claim_expires CHECK ((state = 'provisioning') = (claim_expires_at IS NOT NULL))
);

CREATE INDEX organizations_claims ON organizations (claim_expires_at) WHERE state = 'provisioning';

CREATE TABLE ready_schemas (
    schema text PRIMARY KEY,
    placement text NOT NULL,
    schema_version text NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT ready_schemas_schema_form CHECK (schema ~ '^org_[0-9a-f]{32}$')
);

CREATE INDEX ready_schemas_by_version ON ready_schemas (placement, schema_version, created_at);

-- Schemas that no organization will use: the provisioner drops them, one a transaction.
CREATE TABLE discarded_schemas (
    schema text PRIMARY KEY,
    placement text NOT NULL,
    discarded_at timestamptz NOT NULL,
    CONSTRAINT discarded_schemas_schema_form CHECK (schema ~ '^org_[0-9a-f]{32}$')
);

-- One row, counted up whenever what a cache may hold has changed (state, slug, placement).
CREATE TABLE generations (
    name text PRIMARY KEY,
    value bigint NOT NULL
);

INSERT INTO generations (name, value) VALUES ('registry', 1);
