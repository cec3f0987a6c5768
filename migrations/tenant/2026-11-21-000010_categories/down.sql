DROP INDEX events_by_act;
DROP INDEX events_by_kind;
DROP INDEX events_by_actor;
DROP INDEX categories_name_key;
CREATE UNIQUE INDEX categories_name_key ON categories (lower(name)) WHERE archived_at IS NULL;
ALTER TABLE categories DROP CONSTRAINT categories_merged_into_another;
ALTER TABLE categories DROP CONSTRAINT categories_merged_into_fkey;
ALTER TABLE categories DROP COLUMN merged_into;
