//! The numbers of a dry run, held against a recount by brute force.

use super::*;
use crate::domain::dates::Month;
use crate::domain::id::CategoryId;
use crate::domain::locale::Locale;
use crate::domain::money::Amount;
use crate::policy::status::PaidWith;
use crate::rules::evaluate::{Other, Pot, violations};
use crate::rules::rule::{Currencies, Days, Limit, Pattern, Who};
use proptest::prelude::*;
use std::sync::LazyLock;

static PEOPLE: LazyLock<Vec<(MemberId, Role)>> =
    LazyLock::new(|| [Role::Member, Role::Member, Role::Approver].map(|role| (MemberId::new(), role)).into());
/// Meals, breakfasts below them, and travel.
static CATEGORIES: LazyLock<Vec<CategoryId>> = LazyLock::new(|| (0..3).map(|_| CategoryId::new()).collect());

fn euro() -> Currency {
    Currency::parse("EUR").unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn setting() -> Setting {
    let (meals, breakfasts, travel) = (CATEGORIES[0], CATEGORIES[1], CATEGORIES[2]);
    let lineage = [(meals, vec![meals]), (breakfasts, vec![breakfasts, meals]), (travel, vec![travel])];
    Setting {
        days: (day("2026-10-20"), day("2026-11-21")),
        weekend: Weekend::of_week(1),
        base: euro(),
        lineage: Lineage::new(lineage),
        apart: BTreeSet::new(),
    }
}

fn line(who: usize, on: &str, cents: i64) -> Line {
    let (member, role) = PEOPLE[who];
    let spent = Spent {
        id: Some(ExpenseId::new()),
        category: None,
        on: day(on),
        merchant: "Taxi".into(),
        noted: false,
        receipted: false,
        amount: Decimal::new(cents, 2),
        currency: "EUR".into(),
        base: Some(Decimal::new(cents, 2)),
        paid_with: PaidWith::Own,
    };
    Line { member, role, submitted: Some(spent.on), spent }
}

fn limit(cents: u32) -> Limit {
    let typed = format!("{}.{:02}", cents / 100, cents % 100);
    Limit::of(Amount::parse(&typed, euro(), &Locale::parse("en").unwrap()).unwrap())
}

fn rule(scope: Scope, when: When, effect: Effect) -> Rule {
    Rule { id: crate::domain::id::RuleId::new(), version: 1, body: Body::new(scope, when, effect).unwrap() }
}

/// What one line breaks, by looking at every other line.
fn by_hand(rules: &[Rule], (lines, setting): (&[Line], &Setting), at: usize) -> Outcome {
    let line = &lines[at];
    let (first, last) = setting.days;
    let Some(today) = line.submitted.filter(|_| (first..=last).contains(&line.spent.on)) else {
        return Outcome::default();
    };
    let beside = || lines.iter().enumerate().filter(|(other, _)| *other != at);
    let others = beside().filter(|(_, other)| other.member == line.member);
    let pots = beside().filter(|(place, other)| {
        *place < at && other.submitted.is_some() && Month::of(other.spent.on) == Month::of(line.spent.on)
    });
    let pot = |other: &Line| {
        let (category, paid_with) = (other.spent.category, other.spent.paid_with);
        Some(Pot { member: other.member, role: other.role, category, paid_with, base: other.spent.base? })
    };
    let around = Around {
        member: line.member,
        role: line.role,
        today,
        weekend: setting.weekend,
        base: setting.base,
        lineage: setting.lineage.clone(),
        others: others
            .map(|(place, other)| Other {
                spent: other.spent.clone(),
                counts: place < at && other.submitted.is_some(),
            })
            .collect(),
        apart: (setting.apart.iter().filter(|(later, _)| Some(*later) == line.spent.id))
            .map(|(_, earlier)| *earlier)
            .collect(),
        pots: pots.filter_map(|(_, other)| pot(other)).collect(),
    };
    let found = violations(rules, &line.spent, &around);
    found.iter().fold(Outcome::default(), |outcome, violation| outcome.with(violation.body.effect()))
}

#[test]
fn a_dry_run_counts_what_changes() {
    let lines = vec![
        line(0, "2026-11-02", 4000),
        line(0, "2026-11-02", 3000),
        line(1, "2026-11-02", 6500),
        line(0, "2026-09-30", 9900),
        Line { submitted: None, ..line(0, "2026-11-02", 9900) },
    ];
    let over =
        |cents| rule(Scope::default(), When::Over { limit: limit(cents), span: Span::Day }, Effect::Block);
    let (today, then) = ([over(6900)], [over(6400)]);
    let trial = Book::new(setting(), lines.clone()).compare(&today, &then);
    assert_eq!(trial.judged, 3, "neither before the days nor what was not submitted");
    let blocked = Count { consequence: Consequence::Blocked, now: 1, then: 2, more: 1, fewer: 0 };
    assert_eq!(trial.counts[3], blocked, "the second of a day, and the dear one");
    assert_eq!(
        trial.counts[0],
        Count { consequence: Consequence::Warned, now: 0, then: 0, more: 0, fewer: 0 }
    );
    let [difference] = &trial.differences[..] else { panic!("{trial:?}") };
    assert_eq!(Some(difference.expense), lines[2].spent.id);
    assert_eq!(
        (difference.now, difference.then),
        (Outcome::default(), Outcome::default().with(Effect::Block))
    );
    assert_eq!(Book::new(setting(), Vec::new()).compare(&today, &then).judged, 0);
}

fn any_line() -> impl Strategy<Value = Line> {
    let money = (
        proptest::sample::select(vec![500_i64, 1250, 6000, -700]),
        proptest::bool::weighted(0.8),
        proptest::sample::select(vec!["EUR", "USD"]),
    );
    let merchants = vec!["Taxi", "Taxi 40100", "TAXI", "Hotel", "寿司"];
    let texts = (proptest::sample::select(merchants), any::<bool>(), any::<bool>());
    let when = (0..60_u64, proptest::option::weighted(0.8, 0..9_u64));
    let filed = proptest::option::of(0..3_usize);
    let paid = proptest::sample::select(PaidWith::ALL.to_vec());
    (0..3_usize, money, texts, when, filed, paid).prop_map(|(who, money, texts, when, filed, paid_with)| {
        let (cents, rated, currency) = money;
        let mut line = line(who, "2026-09-30", cents);
        line.spent.on = line.spent.on + chrono::Days::new(when.0);
        line.submitted = when.1.map(|later| line.spent.on + chrono::Days::new(later));
        line.spent.merchant = texts.0.into();
        line.spent.noted = texts.1;
        line.spent.receipted = texts.2;
        line.spent.currency = currency.into();
        line.spent.base = line.spent.base.filter(|_| rated);
        line.spent.category = filed.map(|at| CATEGORIES[at]);
        line.spent.paid_with = paid_with;
        line
    })
}

fn any_when() -> impl Strategy<Value = When> {
    prop_oneof![
        4 => (100..30_000_u32, proptest::sample::select(Span::ALL.to_vec()))
            .prop_map(|(cents, span)| When::Over { limit: limit(cents), span }),
        1 => (1..9_u16).prop_map(|days| When::OlderThan { days: Days::parse(&days.to_string()).unwrap() }),
        1 => Just(When::CurrencyNotAmong(Currencies::parse("EUR").unwrap())),
        1 => proptest::sample::select(vec!["TAXI", "4", "寿"])
            .prop_map(|part| When::Merchant(Pattern::parse(part).unwrap())),
        1 => Just(When::Weekend),
        1 => Just(When::InFuture),
        1 => proptest::option::of((100..9000_u32).prop_map(limit))
            .prop_map(|over| When::ReceiptMissing { over }),
        2 => Just(When::LikelyDuplicate),
    ]
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let who = prop_oneof![
        3 => Just(Who::Everybody),
        1 => proptest::sample::select(vec![Role::Member, Role::Approver]).prop_map(Who::Role),
        1 => (0..3_usize).prop_map(|who| Who::Member(PEOPLE[who].0)),
    ];
    let category = proptest::option::of((0..3_usize).prop_map(|at| CATEGORIES[at]));
    let paid_with = proptest::option::weighted(0.2, proptest::sample::select(PaidWith::ALL.to_vec()));
    let effect = proptest::sample::select(Effect::ALL.to_vec());
    (who, category, paid_with, any_when(), effect).prop_filter_map(
        "a rule",
        |(who, category, paid_with, when, effect)| {
            let body = Body::new(Scope { category, who, paid_with }, when, effect).ok()?;
            Some(Rule { id: crate::domain::id::RuleId::new(), version: 1, body })
        },
    )
}

proptest! {
    #[test]
    fn its_numbers_are_those_of_a_recount_by_brute_force(
        lines in proptest::collection::vec(any_line(), 0..40).prop_shuffle(),
        today in proptest::collection::vec(any_rule(), 0..5),
        added in proptest::collection::vec(any_rule(), 0..3),
        dropped in 0..5_usize,
        pairs in proptest::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 0..20),
    ) {
        let mut setting = setting();
        if !lines.is_empty() {
            let ids = pairs.iter().filter_map(|(one, other)| {
                let (one, other) = (one.get(&lines).spent.id?, other.get(&lines).spent.id?);
                Some((one.max(other), one.min(other)))
            });
            setting.apart = ids.collect();
        }
        let mut others: Vec<Rule> = today.iter().skip(dropped).cloned().collect();
        others.extend(added);
        let trial = Book::new(setting.clone(), lines.clone()).compare(&today, &others);
        let by_hand = |rules: &[Rule]| (0..lines.len()).map(|at| by_hand(rules, (&lines, &setting), at)).collect::<Vec<_>>();
        let (now, then) = (by_hand(&today), by_hand(&others));
        for count in &trial.counts {
            let has = |outcomes: &[Outcome], at: usize| outcomes[at].has(count.consequence);
            let sum = |wanted: &dyn Fn(usize) -> bool| (0..lines.len()).filter(|at| wanted(*at)).count();
            prop_assert_eq!(count.now, sum(&|at| has(&now, at)));
            prop_assert_eq!(count.then, sum(&|at| has(&then, at)));
            prop_assert_eq!(count.more, sum(&|at| has(&then, at) && !has(&now, at)));
            prop_assert_eq!(count.fewer, sum(&|at| has(&now, at) && !has(&then, at)));
        }
        let mut differing = Vec::new();
        for (at, line) in lines.iter().enumerate().filter(|(at, _)| now[*at] != then[*at]) {
            let (expense, on) = (line.spent.id.unwrap(), line.spent.on);
            differing.push(Difference { expense, on, now: now[at], then: then[at] });
        }
        differing.sort_by_key(|difference| std::cmp::Reverse((difference.on, difference.expense)));
        prop_assert_eq!(trial.differences, differing);
    }
}
