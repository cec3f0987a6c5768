-- Why an expense shall be submitted although rules keep it from that, by whom it was spent; `rules` are the ids of those it
-- was written for. What it let through stands in the judgement too.
CREATE TABLE exceptions (
    expense_id uuid PRIMARY KEY,
    reason text NOT NULL,
    rules jsonb NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamptz NOT NULL,
    CONSTRAINT exceptions_expense_fkey FOREIGN KEY (expense_id) REFERENCES expenses (id),
    CONSTRAINT exceptions_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES members (id),
    CONSTRAINT exceptions_reason_length CHECK (char_length(reason) BETWEEN 1 AND 2000),
    CONSTRAINT exceptions_rules_list CHECK (jsonb_typeof(rules) = 'array')
);

-- Two expenses that look like one and are not, as somebody said; `earlier_id` was recorded first.
CREATE TABLE kept_pairs (
    later_id uuid NOT NULL,
    earlier_id uuid NOT NULL,
    kept_by uuid NOT NULL,
    kept_at timestamptz NOT NULL,
    CONSTRAINT kept_pairs_pkey PRIMARY KEY (later_id, earlier_id),
    CONSTRAINT kept_pairs_later_fkey FOREIGN KEY (later_id) REFERENCES expenses (id),
    CONSTRAINT kept_pairs_earlier_fkey FOREIGN KEY (earlier_id) REFERENCES expenses (id),
    CONSTRAINT kept_pairs_kept_by_fkey FOREIGN KEY (kept_by) REFERENCES members (id),
    CONSTRAINT kept_pairs_order CHECK (earlier_id < later_id)
);
