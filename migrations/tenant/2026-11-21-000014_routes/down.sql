ALTER TABLE organization DROP COLUMN escalate_days;
ALTER TABLE organization DROP COLUMN remind_days;
DROP TABLE absences;
DROP TABLE approval_steps;
ALTER TABLE rules DROP COLUMN edited_by;
