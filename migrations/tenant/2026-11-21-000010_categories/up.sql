-- A merged category counts as another and keeps all it had, so that merging touches no expense and can be undone.
ALTER TABLE categories ADD COLUMN merged_into uuid;
ALTER TABLE categories ADD CONSTRAINT categories_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES categories (id);
ALTER TABLE categories ADD CONSTRAINT categories_merged_into_another CHECK (merged_into <> id);

-- A name is free again once the category that had it is archived or merged.
DROP INDEX categories_name_key;
CREATE UNIQUE INDEX categories_name_key ON categories (lower(name)) WHERE archived_at IS NULL AND merged_into IS NULL;

-- The filters of the whole trail, each in the order of its pages.
CREATE INDEX events_by_actor ON events (actor_id, at, id);
CREATE INDEX events_by_kind ON events (subject_kind, at, id);
CREATE INDEX events_by_act ON events (act, at, id);
