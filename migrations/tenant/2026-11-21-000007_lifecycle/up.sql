-- The life of an expense after the draft. The time of the latest submission and decision stands beside the status, so
-- that queues and reports need not read the trail; what happened before stands in the trail.
ALTER TABLE expenses ADD COLUMN paid_with text NOT NULL DEFAULT 'own';
ALTER TABLE expenses ADD COLUMN submitted_at timestamptz;
ALTER TABLE expenses ADD COLUMN decided_at timestamptz;
ALTER TABLE expenses ADD COLUMN decided_by uuid;
ALTER TABLE expenses ADD COLUMN decision_reason text;
ALTER TABLE expenses ADD COLUMN reimbursed_at timestamptz;
-- Once true it stays true: what others have seen is never purged from the trash.
ALTER TABLE expenses ADD COLUMN ever_submitted boolean NOT NULL DEFAULT false;
ALTER TABLE expenses ADD CONSTRAINT expenses_paid_with_known CHECK (paid_with IN ('own', 'card', 'advance'));
ALTER TABLE expenses ADD CONSTRAINT expenses_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES members (id);
ALTER TABLE expenses ADD CONSTRAINT expenses_trash_holds_drafts CHECK (trashed_at IS NULL OR status = 'draft');

CREATE INDEX expenses_waiting ON expenses (submitted_at, id) WHERE status = 'submitted';

CREATE TABLE comments (
    id uuid PRIMARY KEY,
    expense_id uuid NOT NULL,
    member_id uuid NOT NULL,
    text text NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT comments_expense_fkey FOREIGN KEY (expense_id) REFERENCES expenses (id),
    CONSTRAINT comments_member_fkey FOREIGN KEY (member_id) REFERENCES members (id)
);

CREATE INDEX comments_by_expense ON comments (expense_id, created_at, id);
