-- What whoever stands in should know, and which form of it was saved last.
ALTER TABLE absences ADD COLUMN note text NOT NULL DEFAULT '';
ALTER TABLE absences ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE absences ADD CONSTRAINT absences_note_length CHECK (char_length(note) <= 2000);
CREATE INDEX absences_by_delegate ON absences (delegate_id, last_day) WHERE ended_at IS NULL;
