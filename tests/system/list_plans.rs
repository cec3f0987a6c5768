//! How PostgreSQL answers the list among 300,000 expenses: every filter alone and in pairs, in every order, by the
//! program's own statements. Prints the slowest.

use crate::support::{Organization, TestApp, server};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::Text;
use outlay::domain::currency::Currency;
use outlay::domain::id::{CategoryId, MemberId};
use outlay::domain::money::Money;
use outlay::expenses::cursor::{Direction, Order, Side, Sort};
use outlay::expenses::filter::Filter;
use outlay::expenses::listing::{self, Way};
use outlay::expenses::queries::{Expense, Scope};
use outlay::policy::status::Status;
use rust_decimal::Decimal;
use uuid::Uuid;

const ROWS: u32 = 300_000;
/// Up to this part of all rows an index spares reading the table.
const FEW: f64 = 0.03;

/// So few are found by their conditions, wherever they lie in the order.
const MANY: f64 = 10_000.0;

/// A statement with `EXPLAIN` before it.
struct Explain<Q>(Q);

impl<Q> QueryId for Explain<Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q> Query for Explain<Q> {
    type SqlType = Text;
}

impl<Q: QueryFragment<Pg>> QueryFragment<Pg> for Explain<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("EXPLAIN (ANALYZE, TIMING OFF) ");
        self.0.walk_ast(out.reborrow())
    }
}

impl<Q> RunQueryDsl<PgConnection> for Explain<Q> {}

/// What PostgreSQL did.
struct Plan {
    text: String,
    took: f64,
}

impl Plan {
    fn of(lines: Vec<String>) -> Self {
        let text = lines.join("\n");
        let took = text.rsplit("Execution Time: ").next().and_then(|rest| rest.split(' ').next());
        let took = took.and_then(|took| took.parse().ok()).expect("a time");
        Self { text, took }
    }

    fn reads_the_table(&self) -> bool {
        self.text.contains("Seq Scan on expenses")
    }

    /// How many rows were read in vain.
    fn left_out(&self) -> u32 {
        let counts = self.text.split("Rows Removed by Filter: ").skip(1);
        counts.filter_map(|rest| rest.lines().next()?.trim().parse::<u32>().ok()).sum()
    }
}

/// The owner of all tables, on this organization's.
#[allow(clippy::disallowed_methods, reason = "tests look behind the pages, past the program's own way")]
fn owner(org: &Organization) -> PgConnection {
    let mut owner = PgConnection::establish(&server::database().owner_url).expect("the owner connects");
    let path = format!("SET search_path TO {}", org.schema());
    diesel::sql_query(path).execute(&mut owner).expect("a path");
    owner
}

fn sql(org: &Organization, statement: &str) {
    diesel::sql_query(statement).execute(&mut owner(org)).expect("the statement runs");
}

fn ask_one(org: &Organization, query: &str) -> String {
    #[derive(QueryableByName)]
    struct Words {
        #[diesel(sql_type = Text)]
        t: String,
    }
    let query = format!("SELECT ({query})::text AS t");
    diesel::sql_query(query).get_result::<Words>(&mut owner(org)).expect("the query answers").t
}

async fn page(org: &Organization, scope: Scope, filter: &Filter, found: f64, deep: bool) -> Plan {
    let filter = filter.clone();
    let way = Way::of(&filter, found as i64);
    let lines = org.run(move |conn| {
        let from = if deep {
            // Where the second page begins.
            let rows: Vec<Expense> = conn.load(listing::page(scope, &filter, None, 50, way))?;
            rows.last().map(|row| (Side::After, listing::cursor(row, &filter)))
        } else {
            None
        };
        Ok(conn.load::<String, _>(Explain(listing::page(scope, &filter, from.as_ref(), 50, way)))?)
    });
    Plan::of(lines.await)
}

async fn sums(org: &Organization, scope: Scope, filter: &Filter) -> Plan {
    let filter = filter.clone();
    let lines = org.run(move |conn| Ok(conn.load::<String, _>(Explain(listing::sums(scope, &filter)))?));
    Plan::of(lines.await)
}

async fn count(org: &Organization, scope: Scope, filter: &Filter) -> f64 {
    let filter = filter.clone();
    let found = org.run(move |conn| listing::sum_by_month(conn, scope, &filter)).await;
    found.iter().map(|sum| sum.count).sum::<i64>() as f64
}

/// Five years of a large organization: 40 people, a few of them with most of it, most of it in the base currency and
/// paid long ago, rare words in some notes.
fn fill(org: &Organization) {
    sql(
        org,
        "INSERT INTO members (id, email, name, role, version, created_at, updated_at)
        SELECT gen_random_uuid(), 'p' || n || '@plans.test', 'Person ' || n, 'member', 1, now(), now()
        FROM generate_series(1, 40) n",
    );
    sql(org, &format!(
        "INSERT INTO expenses (id, member_id, entered_by, category_id, spent_on, merchant, note, amount, currency, rate,
             base_amount, status, trashed_at, version, created_at, updated_at)
         SELECT gen_random_uuid(), member, member,
             CASE WHEN n % 97 > 0 THEN categories[1 + (n / 7) % array_length(categories, 1)] END,
             DATE '2021-12-01' + (n * 1825 / {ROWS}),
             (ARRAY['Taxi 40100', 'ÖBB', 'Café Central', 'Hôtel de Ville', 'Supermarkt'])[1 + h % 5] || ' ' || n % 3000,
             CASE WHEN n % 5000 = 0 THEN 'Zirkuszelt' WHEN n % 3 = 0 THEN 'with the client' ELSE '' END,
             1 + h % 90000 / 100.0, currency,
             CASE WHEN currency = 'EUR' THEN 1 WHEN n % 3 > 0 THEN 0.9 END,
             CASE WHEN currency = 'EUR' THEN 1 + h % 90000 / 100.0 WHEN n % 3 > 0 THEN 5 END,
             CASE WHEN n > {ROWS} - 400 THEN 'draft' WHEN n > {ROWS} - 900 THEN 'submitted' WHEN n % 33 = 0
                 THEN 'rejected' ELSE 'reimbursed' END,
             NULL, 1, TIMESTAMPTZ '2021-12-01' + n * INTERVAL '500 s', now()
         FROM (SELECT n, abs(hashtext(n::text)) AS h,
                 members[1 + (sqrt(abs(hashtext('m' || n)) % 1600))::int % array_length(members, 1)] AS member, categories,
                 CASE WHEN n % 100 < 90 THEN 'EUR' WHEN n % 100 < 99 THEN 'USD' ELSE 'GBP' END AS currency
             FROM generate_series(1, {ROWS}) n,
                 (SELECT array_agg(id ORDER BY id) AS members FROM members) m,
                 (SELECT array_agg(id ORDER BY id) AS categories FROM categories) c) AS made"
    ));
    sql(org, "ANALYZE expenses");
}

/// What one filter asks for.
type Set = (&'static str, Box<dyn Fn(&mut Filter)>);

fn filters(org: &Organization) -> Vec<Set> {
    let ask = |query: &str| Uuid::parse_str(&ask_one(org, query)).expect("an id");
    let member = MemberId::from(ask("SELECT member_id FROM expenses GROUP BY 1 ORDER BY count(*) LIMIT 1"));
    let category = CategoryId::from(ask("SELECT id FROM categories WHERE name = 'Hardware'"));
    let money = |amount: i64, currency: &str| {
        Money::new(Decimal::new(amount, 2), Currency::parse(currency).unwrap()).expect("an amount")
    };
    let (least, most) = (money(89_900, "EUR"), money(150, "EUR"));
    let day = |text: &str| text.parse().expect("a day");
    let (first, last): (chrono::NaiveDate, chrono::NaiveDate) = (day("2024-05-01"), day("2022-01-10"));
    vec![
        ("q rare", Box::new(|filter| filter.text = Some("zirkuszelt".to_owned()))),
        ("q common", Box::new(|filter| filter.text = Some("café".to_owned()))),
        ("q of two letters", Box::new(|filter| filter.text = Some("bb".to_owned()))),
        ("status rare", Box::new(|filter| filter.statuses = vec![Status::Draft, Status::Submitted])),
        ("status common", Box::new(|filter| filter.statuses = vec![Status::Reimbursed])),
        ("category", Box::new(move |filter| filter.categories = vec![category])),
        ("no category", Box::new(|filter| filter.uncategorized = true)),
        ("member", Box::new(move |filter| filter.members = vec![member])),
        ("from", Box::new(move |filter| filter.from = Some(first))),
        ("to", Box::new(move |filter| filter.to = Some(last))),
        ("min", Box::new(move |filter| filter.min = Some(least))),
        ("max", Box::new(move |filter| filter.max = Some(most))),
        ("currency rare", Box::new(|filter| filter.currency = Currency::parse("GBP").ok())),
        ("currency common", Box::new(|filter| filter.currency = Currency::parse("EUR").ok())),
    ]
}

#[actix_web::test]
async fn no_filter_reads_the_table_where_an_index_spares_it() {
    let org = TestApp::start().await.organization("plans").await;
    fill(&org);
    let sets = filters(&org);
    let mut chosen: Vec<(String, Filter)> = vec![("nothing".to_owned(), Filter::default())];
    for (at, (name, set)) in sets.iter().enumerate() {
        let mut one = Filter::default();
        set(&mut one);
        for (other_name, other) in &sets[at + 1..] {
            let mut both = one.clone();
            other(&mut both);
            chosen.push((format!("{name} + {other_name}"), both));
        }
        chosen.push(((*name).to_owned(), one));
    }
    let (mut wrong, mut slowest) = (Vec::new(), Vec::new());
    for (number, (name, filter)) in chosen.iter().enumerate() {
        let found = count(&org, Scope::All, filter).await;
        let share = found / f64::from(ROWS);
        let summed = sums(&org, Scope::All, filter).await;
        if share < FEW && filter.narrows() && summed.reads_the_table() && !name.contains("two letters") {
            wrong.push(format!("sums of {name}:\n{}", summed.text));
        }
        slowest.push((summed.took, format!("sums of {name}, {:.2} % of all", share * 100.0)));
        // Alone in every order and both ways; in pairs each in another order, so that all orders meet all filters.
        let orders: Vec<Sort> = if name.contains('+') {
            vec![Sort::SpentOn, Sort::ALL[1 + number % 3]]
        } else {
            Sort::ALL.into()
        };
        for sort in orders {
            for direction in [Direction::Descending, Direction::Ascending] {
                if name.contains('+') && direction != sort.natural() {
                    continue;
                }
                let filter = Filter { order: Order { sort, direction }, ..filter.clone() };
                for deep in [false, true] {
                    let plan = page(&org, Scope::All, &filter, found, deep).await;
                    let what = format!("page of {name} by {} {}", sort.as_str(), direction.as_str());
                    if plan.reads_the_table() || found < MANY && plan.left_out() > ROWS / 10 {
                        wrong.push(format!("{what}:\n{}", plan.text));
                    }
                    slowest.push((plan.took, what));
                }
            }
        }
    }
    slowest.sort_by(|one, other| other.0.total_cmp(&one.0));
    for (took, what) in slowest.iter().take(25) {
        println!("{took:9.2} ms  {what}");
    }
    let over = slowest.iter().filter(|(took, what)| what.starts_with("page") && *took > 30.0).count();
    println!("{} statements, {over} pages over 30 ms", slowest.len());
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), slowest.len(), wrong.join("\n\n"));
}

#[actix_web::test]
async fn the_search_folds_words_as_the_table_does() {
    let org = TestApp::start().await.organization("folds").await;
    for text in [
        "Ärger & Öl",
        "STRASSE",
        "Łódź",
        "Œuvre Æther",
        "ﬁn",
        "İzmir",
        "Ångström",
        "½ Brot",
        "Ｆｕｌｌ",
        "100%_\\",
    ] {
        org.spend("1.00", text).await;
        let filter = Filter { text: Some(text.to_owned()), ..Filter::default() };
        assert_eq!(count(&org, Scope::All, &filter).await, 1.0, "{text} finds itself");
    }
    for (typed, found) in [
        ("arger", 1.0),
        ("straße", 1.0),
        ("lodz", 1.0),
        ("oeuvre aether", 1.0),
        ("fin", 1.0),
        ("full", 1.0),
        ("％", 1.0),
    ] {
        let filter = Filter { text: Some(typed.to_owned()), ..Filter::default() };
        assert_eq!(count(&org, Scope::All, &filter).await, found, "{typed}");
    }
}
