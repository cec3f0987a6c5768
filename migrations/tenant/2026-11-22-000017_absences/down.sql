DROP INDEX absences_by_delegate;
ALTER TABLE absences DROP CONSTRAINT absences_note_length;
ALTER TABLE absences DROP COLUMN version;
ALTER TABLE absences DROP COLUMN note;
