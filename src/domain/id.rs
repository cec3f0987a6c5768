//! Identifiers: UUID version 7 (RFC 9562), made by the application so that they sort by time, one type a thing.

/// Declares a newtype over [`uuid::Uuid`] that diesel, serde and a path segment can carry.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord,
            serde::Serialize, serde::Deserialize,
            diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
        )]
        #[diesel(sql_type = diesel::sql_types::Uuid)]
        #[serde(transparent)]
        pub struct $name(uuid::Uuid);

        impl $name {
            /// A new identifier, later than every one made before it on this machine.
            #[expect(clippy::new_without_default, reason = "an identifier has no default value")]
            pub fn new() -> Self {
                Self(uuid::Uuid::now_v7())
            }

            /// The bare UUID.
            pub fn uuid(self) -> uuid::Uuid {
                self.0
            }
        }

        impl From<uuid::Uuid> for $name {
            fn from(id: uuid::Uuid) -> Self {
                Self(id)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl diesel::serialize::ToSql<diesel::sql_types::Uuid, diesel::pg::Pg> for $name {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, diesel::pg::Pg>,
            ) -> diesel::serialize::Result {
                diesel::serialize::ToSql::<diesel::sql_types::Uuid, diesel::pg::Pg>::to_sql(&self.0, out)
            }
        }

        impl diesel::deserialize::FromSql<diesel::sql_types::Uuid, diesel::pg::Pg> for $name {
            fn from_sql(bytes: diesel::pg::PgValue<'_>) -> diesel::deserialize::Result<Self> {
                diesel::deserialize::FromSql::<diesel::sql_types::Uuid, diesel::pg::Pg>::from_sql(bytes).map(Self)
            }
        }
    };
}

id!(
    /// One organization, in the registry and in its own schema.
    OrganizationId
);
id!(
    /// One person in one organization.
    MemberId
);
id!(
    /// One category of one organization.
    CategoryId
);
id!(
    /// One expense of one organization.
    ExpenseId
);
id!(
    /// One invitation to one organization.
    InvitationId
);
id!(
    /// One absence of one member.
    AbsenceId
);
id!(
    /// One receipt of one organization.
    ReceiptId
);
id!(
    /// One rule of one organization.
    RuleId
);
id!(
    /// One thing that one member of one organization was told.
    NotificationId
);
