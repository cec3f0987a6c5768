-- One row: what this organization is. Its state is the truth that every page reads; shared.organizations has a copy.
CREATE TABLE organization (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    state text NOT NULL,
    currency text NOT NULL,
    timezone text NOT NULL,
    locale text NOT NULL,
    week_start smallint NOT NULL,
    month_start smallint NOT NULL,
    fiscal_year_start smallint NOT NULL,
    demo boolean NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT organization_state_known CHECK (state IN ('active', 'suspended')),
    CONSTRAINT organization_currency_form CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT organization_week_start_range CHECK (week_start BETWEEN 1 AND 7),
    CONSTRAINT organization_month_start_range CHECK (month_start BETWEEN 1 AND 28),
    CONSTRAINT organization_fiscal_year_start_range CHECK (fiscal_year_start BETWEEN 1 AND 12)
);
