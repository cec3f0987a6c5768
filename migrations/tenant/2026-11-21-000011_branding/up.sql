-- How the organization looks, beside its name: few small values, because every page reads them.
ALTER TABLE organization ADD COLUMN display_name text NOT NULL DEFAULT '';
ALTER TABLE organization ADD COLUMN brand_color text NOT NULL DEFAULT '#0f766e';
ALTER TABLE organization ADD CONSTRAINT organization_brand_color_form CHECK (brand_color ~ '^#[0-9a-f]{6}$');
ALTER TABLE organization ADD COLUMN accent_color text NOT NULL DEFAULT '#f59e0b';
ALTER TABLE organization ADD CONSTRAINT organization_accent_color_form CHECK (accent_color ~ '^#[0-9a-f]{6}$');
ALTER TABLE organization ADD COLUMN scheme text NOT NULL DEFAULT 'auto';
ALTER TABLE organization ADD CONSTRAINT organization_scheme_known CHECK (scheme IN ('auto', 'light', 'dark'));
ALTER TABLE organization ADD COLUMN corners text NOT NULL DEFAULT 'soft';
ALTER TABLE organization ADD CONSTRAINT organization_corners_known CHECK (corners IN ('sharp', 'soft', 'round'));
ALTER TABLE organization ADD COLUMN logo_hash text;
ALTER TABLE organization ADD COLUMN look_version integer NOT NULL DEFAULT 1;

-- The pictures of the present logo, at most one row: as it is shown, and as a square for tabs and home screens.
CREATE TABLE logos (
    id uuid PRIMARY KEY,
    hash text NOT NULL,
    picture bytea NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    icon bytea NOT NULL,
    icon_large bytea NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT logos_picture_size CHECK (octet_length(picture) <= 2097152),
    CONSTRAINT logos_icon_size CHECK (octet_length(icon) <= 262144),
    CONSTRAINT logos_icon_large_size CHECK (octet_length(icon_large) <= 2097152)
);
