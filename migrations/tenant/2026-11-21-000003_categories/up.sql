CREATE TABLE categories (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    color text NOT NULL,
    icon text NOT NULL,
    parent_id uuid,
    account_code text,
    position integer NOT NULL,
    archived_at timestamptz,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT categories_parent_fkey FOREIGN KEY (parent_id) REFERENCES categories (id),
    CONSTRAINT categories_color_known CHECK (color IN (
        'red', 'orange', 'amber', 'yellow', 'lime', 'green', 'emerald', 'teal',
        'cyan', 'sky', 'blue', 'indigo', 'violet', 'purple', 'pink', 'slate'))
);

CREATE UNIQUE INDEX categories_name_key ON categories (lower(name)) WHERE archived_at IS NULL;
