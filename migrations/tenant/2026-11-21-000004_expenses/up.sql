-- A draft may have no category yet: submitting asks for one.
-- base_amount = round half even (amount x rate) at the base currency's exponent; both empty until the rate is known.
CREATE TABLE expenses (
    id uuid PRIMARY KEY,
    member_id uuid NOT NULL,
    entered_by uuid NOT NULL,
    category_id uuid,
    spent_on date NOT NULL,
    merchant text NOT NULL,
    note text NOT NULL,
    amount numeric(19, 4) NOT NULL,
    currency text NOT NULL,
    rate numeric(20, 10),
    rate_on date,
    rate_source text,
    base_amount numeric(19, 4),
    status text NOT NULL,
    form_token uuid,
    form_hash bytea,
    trashed_at timestamptz,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT expenses_member_fkey FOREIGN KEY (member_id) REFERENCES members (id),
    CONSTRAINT expenses_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES members (id),
    CONSTRAINT expenses_category_fkey FOREIGN KEY (category_id) REFERENCES categories (id),
    CONSTRAINT expenses_form_token_key UNIQUE (member_id, form_token),
    CONSTRAINT expenses_amount_not_zero CHECK (amount <> 0),
    CONSTRAINT expenses_currency_form CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT expenses_rate_positive CHECK (rate > 0),
    CONSTRAINT expenses_rate_complete CHECK ((rate IS NULL) = (base_amount IS NULL)),
    CONSTRAINT expenses_status_known CHECK (status IN ('draft', 'submitted', 'approved', 'reimbursed', 'rejected')),
    CONSTRAINT expenses_form_hash_length CHECK (octet_length(form_hash) = 32)
);

CREATE INDEX expenses_newest ON expenses (spent_on DESC, id DESC) WHERE trashed_at IS NULL;
CREATE INDEX expenses_newest_by_member ON expenses (member_id, spent_on DESC, id DESC) WHERE trashed_at IS NULL;
CREATE INDEX expenses_trash ON expenses (spent_on DESC, id DESC) WHERE trashed_at IS NOT NULL;
CREATE INDEX expenses_by_category ON expenses (category_id);
