//! An organization's tables, unqualified: they are reached only through a connection bound to one organization.

diesel::table! {
    organization (id) {
        id -> Uuid,
        name -> Text,
        state -> Text,
        currency -> Text,
        timezone -> Text,
        locale -> Text,
        week_start -> SmallInt,
        month_start -> SmallInt,
        fiscal_year_start -> SmallInt,
        demo -> Bool,
        version -> Integer,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        display_name -> Text,
        brand_color -> Text,
        accent_color -> Text,
        scheme -> Text,
        corners -> Text,
        logo_hash -> Nullable<Text>,
        look_version -> Integer,
        remind_days -> SmallInt,
        escalate_days -> SmallInt,
    }
}

diesel::table! {
    logos (id) {
        id -> Uuid,
        hash -> Text,
        picture -> Bytea,
        width -> Integer,
        height -> Integer,
        icon -> Bytea,
        icon_large -> Bytea,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    members (id) {
        id -> Uuid,
        email -> Text,
        name -> Text,
        role -> Text,
        password_hash -> Nullable<Text>,
        locale -> Nullable<Text>,
        deactivated_at -> Nullable<Timestamptz>,
        version -> Integer,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        approver_id -> Nullable<Uuid>,
        verified_at -> Nullable<Timestamptz>,
        signed_in_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    sessions (id_hash) {
        id_hash -> Bytea,
        member_id -> Uuid,
        created_at -> Timestamptz,
        last_seen_at -> Timestamptz,
        expires_at -> Timestamptz,
        device -> Text,
    }
}

diesel::table! {
    tokens (hash) {
        hash -> Bytea,
        purpose -> Text,
        member_id -> Uuid,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
        email -> Nullable<Text>,
    }
}

diesel::table! {
    invitations (id) {
        id -> Uuid,
        email -> Text,
        name -> Text,
        role -> Text,
        token_hash -> Bytea,
        invited_by -> Uuid,
        member_id -> Nullable<Uuid>,
        expires_at -> Timestamptz,
        accepted_at -> Nullable<Timestamptz>,
        revoked_at -> Nullable<Timestamptz>,
        version -> Integer,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    categories (id) {
        id -> Uuid,
        name -> Text,
        color -> Text,
        icon -> Text,
        parent_id -> Nullable<Uuid>,
        account_code -> Nullable<Text>,
        position -> Integer,
        archived_at -> Nullable<Timestamptz>,
        merged_into -> Nullable<Uuid>,
        version -> Integer,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    expenses (id) {
        id -> Uuid,
        member_id -> Uuid,
        entered_by -> Uuid,
        category_id -> Nullable<Uuid>,
        spent_on -> Date,
        merchant -> Text,
        note -> Text,
        amount -> Numeric,
        currency -> Text,
        rate -> Nullable<Numeric>,
        rate_on -> Nullable<Date>,
        rate_source -> Nullable<Text>,
        base_amount -> Nullable<Numeric>,
        status -> Text,
        form_token -> Nullable<Uuid>,
        form_hash -> Nullable<Bytea>,
        trashed_at -> Nullable<Timestamptz>,
        version -> Integer,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        paid_with -> Text,
        submitted_at -> Nullable<Timestamptz>,
        decided_at -> Nullable<Timestamptz>,
        decided_by -> Nullable<Uuid>,
        decision_reason -> Nullable<Text>,
        reimbursed_at -> Nullable<Timestamptz>,
        ever_submitted -> Bool,
        receipt_count -> Integer,
    }
}

diesel::table! {
    comments (id) {
        id -> Uuid,
        expense_id -> Uuid,
        member_id -> Uuid,
        text -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    receipts (id) {
        id -> Uuid,
        expense_id -> Nullable<Uuid>,
        name -> Text,
        kind -> Text,
        bytes -> BigInt,
        width -> Nullable<Integer>,
        height -> Nullable<Integer>,
        sha256 -> Bytea,
        look -> Nullable<BigInt>,
        key -> Text,
        thumbnail_key -> Nullable<Text>,
        thumbnail_due_at -> Nullable<Timestamptz>,
        thumbnail_tries -> SmallInt,
        created_at -> Timestamptz,
        created_by -> Uuid,
        removed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    rules (id) {
        id -> Uuid,
        position -> Integer,
        active -> Bool,
        format -> SmallInt,
        body -> Jsonb,
        deleted_at -> Nullable<Timestamptz>,
        version -> Integer,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        edited_by -> Nullable<Uuid>,
    }
}

diesel::table! {
    judgements (expense_id) {
        expense_id -> Uuid,
        rules -> Jsonb,
        violations -> Jsonb,
        judged_at -> Timestamptz,
    }
}

diesel::table! {
    approval_steps (id) {
        id -> Uuid,
        expense_id -> Uuid,
        place -> SmallInt,
        person_id -> Nullable<Uuid>,
        role -> Nullable<Text>,
        rule_id -> Nullable<Uuid>,
        rule_version -> Nullable<Integer>,
        state -> Text,
        waiting_since -> Nullable<Timestamptz>,
        decided_at -> Nullable<Timestamptz>,
        decided_by -> Nullable<Uuid>,
        decided_for -> Nullable<Uuid>,
        reminded_at -> Nullable<Timestamptz>,
        escalated_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    absences (id) {
        id -> Uuid,
        member_id -> Uuid,
        delegate_id -> Uuid,
        first_day -> Date,
        last_day -> Date,
        ended_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        note -> Text,
        version -> Integer,
    }
}

diesel::table! {
    exceptions (expense_id) {
        expense_id -> Uuid,
        reason -> Text,
        rules -> Jsonb,
        asked_by -> Uuid,
        asked_at -> Timestamptz,
    }
}

diesel::table! {
    notifications (id) {
        id -> Uuid,
        member_id -> Uuid,
        kind -> Text,
        actor_id -> Nullable<Uuid>,
        expense_id -> Nullable<Uuid>,
        params -> Jsonb,
        digest_at -> Nullable<Timestamptz>,
        read_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    kept_pairs (later_id, earlier_id) {
        later_id -> Uuid,
        earlier_id -> Uuid,
        kept_by -> Uuid,
        kept_at -> Timestamptz,
    }
}

diesel::table! {
    notification_choices (member_id, kind) {
        member_id -> Uuid,
        kind -> Text,
        delivery -> Text,
        before -> Nullable<Text>,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    events (id) {
        id -> Uuid,
        at -> Timestamptz,
        actor_id -> Nullable<Uuid>,
        act -> Text,
        subject_kind -> Text,
        subject_id -> Uuid,
        before -> Nullable<Jsonb>,
        after -> Nullable<Jsonb>,
    }
}

diesel::table! {
    outbox (id) {
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

diesel::joinable!(sessions -> members (member_id));
diesel::joinable!(tokens -> members (member_id));
diesel::joinable!(expenses -> categories (category_id));
diesel::allow_tables_to_appear_in_same_query!(
    organization,
    logos,
    members,
    sessions,
    tokens,
    invitations,
    categories,
    expenses,
    comments,
    receipts,
    rules,
    judgements,
    approval_steps,
    absences,
    exceptions,
    kept_pairs,
    notifications,
    notification_choices,
    events,
    outbox
);
