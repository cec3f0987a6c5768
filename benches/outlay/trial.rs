//! A dry run of the rules over 100,000 expenses of the last 90 days, twenty rules in use.

use crate::Outcome;
use crate::client::{Client, get};
use crate::ground::{Ground, Program};
use crate::machine;
use crate::seed::Seeded;
use std::time::{Duration, Instant};

/// So many expenses are judged.
pub const EXPENSES: usize = 100_000;
const ROUNDS: usize = 15;
const PATH: &str = "/settings/rules/try?when=over&limit=40.00&span=day&effect=note";

/// What the answers took, and how much more memory than before the program held at most, in bytes.
pub struct Measured {
    pub answers: Vec<Duration>,
    pub grown: u64,
}

/// Fills the organization and asks over one connection.
pub fn measure(ground: &Ground, program: &Program, seeded: &Seeded) -> Outcome<Measured> {
    let mut owner = ground.owner()?;
    owner.run(&format!("BEGIN; SET LOCAL search_path TO {}; {}; COMMIT", seeded.schema, rows()))?;
    owner.run("VACUUM ANALYZE")?;
    let host = program.host(&format!("{}.localhost", seeded.slug));
    let request = get(&host, PATH, &seeded.cookie, None);
    let mut client = Client::connect(program.address)?;
    let before = machine::memory(ground, program)?.program;
    let mut answers = Vec::new();
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let answer = client.send(&request)?;
        let took = began.elapsed();
        let body = String::from_utf8_lossy(answer.body);
        if answer.status != 200 || !body.contains("100,000 expenses") {
            return Err(format!("{PATH} was answered with {}: {body}", answer.status).into());
        }
        answers.push(took);
    }
    let grown = machine::peak(program)?.saturating_sub(before);
    Ok(Measured { answers, grown })
}

/// Of three members and 997 merchants, at the hours of the last 90 days; no draft among them.
fn rows() -> String {
    let over = |limit: u32, span: &str| {
        format!(r#"{{"over":{{"limit":{{"amount":"{limit}.00","currency":"EUR"}},"span":"{span}"}}}}"#)
    };
    let mut conditions = vec![
        r#""note_missing""#.to_owned(),
        r#""weekend""#.to_owned(),
        r#""in_future""#.to_owned(),
        r#""likely_duplicate""#.to_owned(),
        r#"{"older_than":{"days":30}}"#.to_owned(),
        r#"{"currency_not_among":["EUR","GBP"]}"#.to_owned(),
    ];
    conditions.extend((1..=5).map(|n| over(n * 90, "day")));
    conditions.extend((1..=4).map(|n| over(n * 900, "month")));
    conditions.extend((1..=2).map(|n| over(n * 9000, "together")));
    conditions.extend(["taxi", "hotel", "9"].map(|part| format!(r#"{{"merchant":"{part}"}}"#)));
    let rules = conditions.iter().enumerate().map(|(at, when)| {
        format!(
            r#"(gen_random_uuid(), {at}, true, 1, '{{"scope":{{"category":null,"who":"everybody","paid_with":null}},"when":{when},"effect":"warn"}}', 1, now(), now())"#
        )
    });
    let rules = rules.collect::<Vec<_>>().join(", ");
    format!(
        "DELETE FROM expenses;
         INSERT INTO rules (id, position, active, format, body, version, created_at, updated_at) VALUES {rules};
         INSERT INTO expenses (id, member_id, entered_by, category_id, spent_on, merchant, note, amount, currency, rate,
                               base_amount, status, submitted_at, ever_submitted, version, created_at, updated_at)
         SELECT gen_random_uuid(), member, member, lpad(to_hex(1 + n % 12), 32, '0')::uuid, current_date - n % 89,
                'Merchant no. ' || n % 997, CASE WHEN n % 3 = 0 THEN 'Lunch' ELSE '' END, amount, 'EUR', 1, amount, 'submitted',
                now() - interval '1 minute' * n, true, 1, now(), now()
           FROM (SELECT n, lpad(to_hex(1 + n % 3), 32, '0')::uuid AS member, (1 + n * 7919 % 50000)::numeric / 100 AS amount
                   FROM generate_series(1, {EXPENSES}) AS n) AS made"
    )
}
