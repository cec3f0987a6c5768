//! Hot statements: the few that most requests run.
//!
//! PostgreSQL plans a cached statement anew whenever `search_path` differs from the plan's, and diesel caches one
//! statement a Rust type, whichever organization asks: over many organizations every page would be planned anew
//! (some 180 us a statement, measured). A hot statement carries the schema's name in a comment, which keeps it apart
//! in diesel's cache, and runs under `plan_cache_mode = force_generic_plan`. The list of them stands in
//! `docs/architecture.md`; everything else runs untagged with custom plans.

use super::schema_name::SchemaName;
use diesel::RunQueryDsl;
use diesel::pg::{Pg, PgConnection};
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;

/// A query with its organization's schema in a comment before it.
pub struct Tagged<'schema, Q> {
    pub(super) schema: &'schema SchemaName,
    pub(super) query: Q,
}

impl<Q> QueryId for Tagged<'_, Q> {
    type QueryId = ();
    // So that diesel caches by the text, which names the schema, and not by the Rust type.
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q: Query> Query for Tagged<'_, Q> {
    type SqlType = Q::SqlType;
}

impl<Q: QueryFragment<Pg>> QueryFragment<Pg> for Tagged<'_, Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("/* ");
        out.push_sql(self.schema.as_str());
        out.push_sql(" */ ");
        self.query.walk_ast(out)
    }
}

impl<Q> RunQueryDsl<PgConnection> for Tagged<'_, Q> {}
