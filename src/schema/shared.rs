//! The registry's tables, in the schema `shared`. Only `tenancy` queries them.

diesel::table! {
    shared.organizations (id) {
        id -> Uuid,
        slug -> Text,
        schema -> Text,
        placement -> Text,
        state -> Text,
        schema_version -> Text,
        claimed_by -> Nullable<Bytea>,
        claim_expires_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    shared.ready_schemas (schema) {
        schema -> Text,
        placement -> Text,
        schema_version -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    shared.discarded_schemas (schema) {
        schema -> Text,
        placement -> Text,
        discarded_at -> Timestamptz,
    }
}

diesel::table! {
    shared.generations (name) {
        name -> Text,
        value -> BigInt,
    }
}

diesel::table! {
    shared.outbox (id) {
        id -> Uuid,
        kind -> Text,
        message_id -> Text,
        body -> Text,
        attempts -> Integer,
        next_attempt_at -> Timestamptz,
        leased_until -> Nullable<Timestamptz>,
        last_error -> Nullable<Text>,
        sent_at -> Nullable<Timestamptz>,
        dead_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    shared.outbox_hints (organization_id) {
        organization_id -> Uuid,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    shared.addresses (hash, organization_id) {
        hash -> Bytea,
        organization_id -> Uuid,
        created_at -> Timestamptz,
    }
}
