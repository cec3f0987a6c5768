-- Who edited a rule last: it approves nothing of theirs by itself.
ALTER TABLE rules ADD COLUMN edited_by uuid;
UPDATE rules SET edited_by = (
    SELECT events.actor_id FROM events
    WHERE events.subject_id = rules.id
      AND events.act IN ('rule.created', 'rule.changed', 'rule.switched_on', 'rule.restored')
    ORDER BY events.at DESC, events.id DESC LIMIT 1
);

-- Through whose hands what was submitted goes, in order. `person_id` or `role` says whom a step waits for; neither:
-- anybody who decides. What was withdrawn or returned leaves its steps behind as void.
CREATE TABLE approval_steps (
    id uuid PRIMARY KEY,
    expense_id uuid NOT NULL,
    place smallint NOT NULL,
    person_id uuid,
    role text,
    rule_id uuid,
    rule_version integer,
    state text NOT NULL,
    waiting_since timestamptz,
    decided_at timestamptz,
    decided_by uuid,
    decided_for uuid,
    reminded_at timestamptz,
    escalated_at timestamptz,
    created_at timestamptz NOT NULL,
    CONSTRAINT approval_steps_expense_fkey FOREIGN KEY (expense_id) REFERENCES expenses (id),
    CONSTRAINT approval_steps_person_fkey FOREIGN KEY (person_id) REFERENCES members (id),
    CONSTRAINT approval_steps_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES members (id),
    CONSTRAINT approval_steps_decided_for_fkey FOREIGN KEY (decided_for) REFERENCES members (id),
    CONSTRAINT approval_steps_place_range CHECK (place BETWEEN 1 AND 3),
    CONSTRAINT approval_steps_one_target CHECK (person_id IS NULL OR role IS NULL),
    CONSTRAINT approval_steps_role_known CHECK (role IN ('owner', 'admin', 'approver')),
    CONSTRAINT approval_steps_state_known CHECK (state IN ('later', 'waiting', 'approved', 'void')),
    CONSTRAINT approval_steps_since CHECK (state <> 'waiting' OR waiting_since IS NOT NULL),
    CONSTRAINT approval_steps_decided CHECK (state <> 'approved' OR decided_at IS NOT NULL)
);
CREATE INDEX approval_steps_by_expense ON approval_steps (expense_id, created_at, place);
CREATE UNIQUE INDEX approval_steps_one_waits ON approval_steps (expense_id) WHERE state = 'waiting';
CREATE INDEX approval_steps_by_time ON approval_steps (waiting_since) WHERE state = 'waiting';

-- When somebody who decides is away, and who decides for them then. `ended_at`: taken back before its last day.
CREATE TABLE absences (
    id uuid PRIMARY KEY,
    member_id uuid NOT NULL,
    delegate_id uuid NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    ended_at timestamptz,
    created_at timestamptz NOT NULL,
    CONSTRAINT absences_member_fkey FOREIGN KEY (member_id) REFERENCES members (id),
    CONSTRAINT absences_delegate_fkey FOREIGN KEY (delegate_id) REFERENCES members (id),
    CONSTRAINT absences_somebody_else CHECK (delegate_id <> member_id),
    CONSTRAINT absences_in_order CHECK (last_day >= first_day)
);
CREATE INDEX absences_by_member ON absences (member_id, last_day) WHERE ended_at IS NULL;

-- After how many days whoever is asked is reminded, and admins and owners are asked too; 0: never.
ALTER TABLE organization ADD COLUMN remind_days smallint NOT NULL DEFAULT 3;
ALTER TABLE organization ADD COLUMN escalate_days smallint NOT NULL DEFAULT 7;
ALTER TABLE organization ADD CONSTRAINT organization_remind_days_range CHECK (remind_days BETWEEN 0 AND 90);
ALTER TABLE organization ADD CONSTRAINT organization_escalate_days_range CHECK (escalate_days BETWEEN 0 AND 90);
