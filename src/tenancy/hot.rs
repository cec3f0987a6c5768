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

    /// Raw SQL in a query makes diesel leave it uncached, in case its text varies without end. The hot ones are a
    /// written list of fixed texts; uncached, each request would have its list parsed and planned anew (a third of
    /// the backends' work on the list page, measured).
    fn is_safe_to_cache_prepared(&self, _: &Pg) -> QueryResult<bool> {
        Ok(true)
    }
}

impl<Q> RunQueryDsl<PgConnection> for Tagged<'_, Q> {}

#[cfg(test)]
mod tests {
    use super::*;
    use diesel::dsl::sql;
    use diesel::sql_types::Integer;

    #[test]
    fn hot_statements_are_cached_even_with_raw_sql_in_them() {
        fn is_cached(query: impl QueryFragment<Pg>) -> bool {
            query.is_safe_to_cache_prepared(&Pg).unwrap()
        }
        let raw = || sql::<Integer>("1");
        assert!(!is_cached(raw()), "the override is not needed any more");
        let schema = SchemaName::generate();
        assert!(is_cached(Tagged { schema: &schema, query: raw() }));
    }
}
