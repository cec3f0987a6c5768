-- What an organization demands of expenses, in the order of its list. What a rule says is stored as the program writes
-- it; `format` says in which way. Deleted ones stay: judgements and the trail name them, and deleting can be undone.
CREATE TABLE rules (
    id uuid PRIMARY KEY,
    position integer NOT NULL,
    active boolean NOT NULL,
    format smallint NOT NULL,
    body jsonb NOT NULL,
    deleted_at timestamptz,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT rules_format_known CHECK (format = 1),
    CONSTRAINT rules_body_object CHECK (jsonb_typeof(body) = 'object')
);

-- By which rules, in which versions, an expense was judged when it was submitted last, and what was found.
CREATE TABLE judgements (
    expense_id uuid PRIMARY KEY,
    rules jsonb NOT NULL,
    violations jsonb NOT NULL,
    judged_at timestamptz NOT NULL,
    CONSTRAINT judgements_expense_fkey FOREIGN KEY (expense_id) REFERENCES expenses (id),
    CONSTRAINT judgements_rules_list CHECK (jsonb_typeof(rules) = 'array'),
    CONSTRAINT judgements_violations_list CHECK (jsonb_typeof(violations) = 'array')
);
