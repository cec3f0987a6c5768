//! A model of the list: the same rows, narrowed and sorted by plain loops, for the tests that compare.

use crate::support::{Answer, Organization};
use rust_decimal::Decimal;
use serde::Deserialize;

/// Chance that is the same each time.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, count: usize) -> usize {
        // Knuth's MMIX; its upper bits are the good ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count
    }

    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// An expense as the table has it.
#[derive(Debug, Clone, Deserialize)]
pub struct Row {
    pub id: String,
    pub member_id: String,
    pub category_id: Option<String>,
    pub spent_on: String,
    pub merchant: String,
    pub note: String,
    pub amount: Decimal,
    pub currency: String,
    pub base_amount: Option<Decimal>,
    pub status: String,
    pub paid_with: String,
    pub trashed: bool,
    pub created: i64,
}

impl Row {
    /// Where it stands, as people see it.
    pub fn stands(&self) -> &str {
        match (self.trashed, self.status.as_str(), self.paid_with.as_str()) {
            (true, ..) => "trash",
            (_, "approved", "card" | "advance") => "settled",
            (_, status, _) => status,
        }
    }

    fn figure(&self, own_currency: bool) -> Decimal {
        if own_currency { self.amount } else { self.base_amount.unwrap_or(self.amount) }
    }
}

pub const MERCHANTS: [&str; 12] = [
    "Café Central",
    "CAFE NERO",
    "Bäckerei Groß",
    "100% Bio",
    "under_score",
    r"back\slash",
    "ÖBB",
    "Łódź Taxi",
    "咖啡店",
    "O'Neill",
    "Hôtel d’Été",
    "Zara",
];
pub const NOTES: [&str; 6] = ["", "mit Café", "50% off", "a_b", "Été à Paris", "two\nlines"];
/// What is looked for, some of it nowhere.
pub const WORDS: [&str; 16] = [
    "café", "CAFE", "cafe", "gross", "GROSS", "100%", "_", r"\", "öbb", "obb", "lodz", "咖啡", "'", "ete",
    "%", "nowhere",
];

/// What a person means by two words being the same, spelled out for the letters above.
pub fn fold(text: &str) -> String {
    let plain = text.to_lowercase();
    let letter = |letter: char| match letter {
        'é' | 'è' => "e".to_owned(),
        'ä' | 'à' => "a".to_owned(),
        'ö' | 'ó' | 'ô' => "o".to_owned(),
        'ź' => "z".to_owned(),
        'ł' => "l".to_owned(),
        'ß' => "ss".to_owned(),
        other => other.to_string(),
    };
    plain.chars().map(letter).collect()
}

/// Puts `count` expenses of everybody into the table, of every kind there is.
pub fn fill(org: &Organization, count: u32, seed: u64) {
    let list = |texts: &[&str]| {
        let quoted: Vec<String> =
            texts.iter().map(|text| format!("'{}'", text.replace('\'', "''"))).collect();
        format!("ARRAY[{}]", quoted.join(", "))
    };
    let pick = |array: &str, salt: u32| {
        format!("({array})[1 + abs(hashtext(n::text || '{seed}-{salt}')) % array_length({array}, 1)]")
    };
    let chance = |salt: u32| format!("abs(hashtext(n::text || '{seed}-{salt}'))");
    org.sql(&format!(
        "INSERT INTO expenses (id, member_id, entered_by, category_id, spent_on, merchant, note, amount, currency, rate,
             base_amount, status, paid_with, trashed_at, version, created_at, updated_at)
         SELECT gen_random_uuid(), member, member, CASE WHEN {c1} % 5 > 0 THEN category END,
             DATE '2026-10-25' + {c2} % 20, {merchant}, {note}, amount, currency,
             CASE WHEN currency = 'EUR' THEN 1 WHEN {c3} % 3 > 0 THEN 0.5 END,
             CASE WHEN currency = 'EUR' THEN amount WHEN {c3} % 3 > 0 THEN amount / 2 END,
             status, {paid}, CASE WHEN status = 'draft' AND {c4} % 4 = 0 THEN now() END, 1,
             TIMESTAMPTZ '2026-11-01' + {c5} % 40 * INTERVAL '1 hour', now()
         FROM (SELECT n, {member} AS member, {category} AS category, {currency} AS currency, {status} AS status,
                 (CASE WHEN {c6} % 9 = 0 THEN -1 ELSE 1 END) * (2 + 2 * ({c7} % 30)) AS amount
             FROM generate_series(1, {count}) n) AS made",
        c1 = chance(1),
        c2 = chance(2),
        c3 = chance(3),
        c4 = chance(4),
        c5 = chance(5),
        c6 = chance(6),
        c7 = chance(7),
        merchant = pick(&list(&MERCHANTS), 8),
        note = pick(&list(&NOTES), 9),
        paid = pick(&list(&["own", "own", "card", "advance"]), 10),
        currency = pick(&list(&["EUR", "EUR", "EUR", "USD", "GBP"]), 11),
        status = pick(&list(&["draft", "draft", "submitted", "approved", "reimbursed", "rejected"]), 12),
        member = pick("(SELECT array_agg(id ORDER BY id) FROM members)", 13),
        category = pick("(SELECT array_agg(id ORDER BY id) FROM categories)", 14),
    ));
}

/// Everything in the table.
pub fn rows(org: &Organization) -> Vec<Row> {
    let json = org.ask(
        "SELECT coalesce(json_agg(r), '[]') FROM (SELECT id, member_id, category_id, spent_on, merchant, note,
             amount::text, currency, base_amount::text, status, paid_with, trashed_at IS NOT NULL AS trashed,
             (extract(epoch FROM created_at) * 1000000)::bigint AS created FROM expenses) r",
    );
    serde_json::from_str(&json).expect("rows")
}

/// What an address asks for.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    pub pairs: Vec<(&'static str, String)>,
}

impl Asked {
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.pairs.push((name, value.into()));
        self
    }

    pub fn query(&self) -> String {
        serde_html_form::to_string(&self.pairs).expect("pairs")
    }

    fn all(&self, name: &str) -> Vec<&str> {
        self.pairs.iter().filter(|(other, _)| *other == name).map(|(_, value)| value.as_str()).collect()
    }

    fn one(&self, name: &str) -> Option<&str> {
        self.all(name).first().copied()
    }

    /// Whether a row is meant. `below` has the categories below others, child first.
    pub fn keeps(&self, row: &Row, below: &[(String, String)]) -> bool {
        let statuses = self.all("status");
        let stands =
            if statuses.is_empty() { row.stands() != "trash" } else { statuses.contains(&row.stands()) };
        let categories = self.all("category");
        let within = |category: &String| {
            let parent = below.iter().find(|(child, _)| child == category).map(|(_, parent)| parent.as_str());
            categories.contains(&category.as_str())
                || parent.is_some_and(|parent| categories.contains(&parent))
        };
        let filed = categories.is_empty()
            || row.category_id.as_ref().map_or_else(|| categories.contains(&"none"), within);
        let members = self.all("member");
        let words = fold(&format!("{}\n{}", row.merchant, row.note));
        let bound = |name: &str| self.one(name).map(|typed| typed.parse::<Decimal>().expect("an amount"));
        let figure = if self.one("currency").is_some() { Some(row.amount) } else { row.base_amount };
        stands
            && filed
            && (members.is_empty() || members.contains(&row.member_id.as_str()))
            && self.one("from").is_none_or(|day| row.spent_on.as_str() >= day)
            && self.one("to").is_none_or(|day| row.spent_on.as_str() <= day)
            && self.one("currency").is_none_or(|currency| row.currency == currency)
            && bound("min").is_none_or(|least| figure.is_some_and(|figure| figure >= least))
            && bound("max").is_none_or(|most| figure.is_some_and(|figure| figure <= most))
            && self.one("q").is_none_or(|words_typed| words.contains(&fold(words_typed)))
    }

    /// The ids of the rows that are meant, in their order.
    pub fn ids(&self, rows: &[Row], below: &[(String, String)]) -> Vec<String> {
        let mut kept: Vec<&Row> = rows.iter().filter(|row| self.keeps(row, below)).collect();
        let own = self.one("currency").is_some();
        let sort = self.one("sort").unwrap_or("spent_on");
        kept.sort_by(|one, other| {
            let by_key = match sort {
                "amount" => one.figure(own).cmp(&other.figure(own)),
                "merchant" => fold(&one.merchant).cmp(&fold(&other.merchant)),
                "created" => one.created.cmp(&other.created),
                _ => one.spent_on.cmp(&other.spent_on),
            };
            by_key.then_with(|| one.id.cmp(&other.id))
        });
        let ascending = self.one("dir").map_or(sort == "merchant", |direction| direction == "asc");
        if !ascending {
            kept.reverse();
        }
        kept.into_iter().map(|row| row.id.clone()).collect()
    }

    /// The sum of those in the base currency.
    pub fn total(&self, rows: &[Row], below: &[(String, String)]) -> Decimal {
        let kept = rows.iter().filter(|row| self.keeps(row, below));
        kept.filter_map(|row| row.base_amount).sum()
    }
}

/// The ids on a page, in its order.
pub fn ids(page: &Answer) -> Vec<String> {
    page.attributes("[data-testid=expense-row]", "data-id")
}

/// The categories below others, child first.
pub fn below(org: &Organization) -> Vec<(String, String)> {
    let json = org.ask(
        "SELECT coalesce(json_agg(json_build_array(id, parent_id)), '[]') FROM categories WHERE parent_id IS NOT NULL",
    );
    serde_json::from_str(&json).expect("categories")
}
