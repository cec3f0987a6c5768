//! On a large trail every filter finds its index: the program's own statements, as PostgreSQL would run them.

use crate::steps::owner;
use crate::support::{Organization, TestApp};
use chrono::{TimeDelta, Utc};
use diesel::connection::SimpleConnection;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::Text;
use outlay::domain::id::MemberId;
use outlay::identity::trail::{self, Act, Beside, Filter, Mark, SubjectKind};
use uuid::Uuid;

/// A statement, asked how it would run.
struct Explained<Q>(Q);

impl<Q: QueryFragment<Pg>> QueryFragment<Pg> for Explained<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("EXPLAIN ");
        self.0.walk_ast(out.reborrow())
    }
}

impl<Q> QueryId for Explained<Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q> Query for Explained<Q> {
    type SqlType = Text;
}

impl<Q> RunQueryDsl<PgConnection> for Explained<Q> {}

/// 100,000 events of a year: mostly expenses by a hundred people, few of all else.
async fn large() -> Organization {
    let acme = TestApp::start().await.organization("acme").await;
    acme.sql(
        "INSERT INTO events (id, at, actor_id, act, subject_kind, subject_id)
         SELECT gen_random_uuid(), now() - n * interval '5 minutes', md5((n % 100)::text)::uuid,
                CASE WHEN n % 1000 = 0 THEN 'category.changed'
                     ELSE (ARRAY['expense.created', 'expense.submitted', 'expense.approved'])[1 + n % 3] END,
                CASE WHEN n % 1000 = 0 THEN 'category' ELSE 'expense' END, gen_random_uuid()
         FROM generate_series(1, 100000) n",
    );
    acme.sql("ANALYZE events");
    acme
}

fn plan(acme: &Organization, filter: &Filter, beside: Option<Beside>) -> String {
    let mut owner = owner();
    owner.batch_execute(&format!("SET search_path TO {}", acme.schema())).expect("a path");
    let lines: Vec<String> =
        Explained(trail::query(filter, beside, 51)).load(&mut owner).expect("PostgreSQL explains");
    lines.join("\n")
}

#[actix_web::test]
async fn no_filter_of_the_trail_reads_it_all_or_sorts_it() {
    let acme = large().await;
    let person: Uuid = acme.ask("SELECT md5('7')::uuid").parse().unwrap();
    let stranger = MemberId::new();
    let month = Filter {
        from: Some(Utc::now() - TimeDelta::days(60)),
        until: Some(Utc::now() - TimeDelta::days(30)),
        ..Filter::default()
    };
    let filters = [
        ("nothing", Filter::default()),
        ("person", Filter { actor: Some(MemberId::from(person)), ..Filter::default() }),
        ("nobody's", Filter { actor: Some(stranger), ..Filter::default() }),
        ("a common kind", Filter { kind: Some(SubjectKind::Expense), ..Filter::default() }),
        ("a rare kind", Filter { kind: Some(SubjectKind::Category), ..Filter::default() }),
        ("no such kind", Filter { kind: Some(SubjectKind::Invitation), ..Filter::default() }),
        ("a common act", Filter { act: Some(Act::ExpenseApproved), ..Filter::default() }),
        ("a rare act", Filter { act: Some(Act::CategoryChanged), ..Filter::default() }),
        ("no such act", Filter { act: Some(Act::MemberInvited), ..Filter::default() }),
        ("a month", month),
        (
            "person, act, month",
            Filter { actor: Some(MemberId::from(person)), act: Some(Act::ExpenseCreated), ..month },
        ),
        ("a rare kind, month", Filter { kind: Some(SubjectKind::Category), ..month }),
    ];
    let mark = Mark { at: Utc::now() - TimeDelta::days(40), id: Uuid::now_v7() };
    for (name, filter) in filters {
        for beside in [None, Some(Beside::After(mark)), Some(Beside::Before(mark))] {
            let plan = plan(&acme, &filter, beside);
            assert!(!plan.contains("Seq Scan"), "{name}, {beside:?}:\n{plan}");
            assert!(plan.contains("Index Scan") || plan.contains("Bitmap"), "{name}, {beside:?}:\n{plan}");
            // A sort of what an index found is fine where that is little; of a common filter it would be all.
            let is_common = name == "nothing" || name.starts_with("a common");
            assert!(!is_common || !plan.contains("Sort"), "{name}, {beside:?}:\n{plan}");
        }
    }
}
