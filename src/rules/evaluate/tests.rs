//! What is found, by example and for anything.

use super::*;
use crate::domain::locale::Locale;
use crate::domain::money::Amount;
use crate::rules::allowance::allowances;
use crate::rules::glimpse::Glimpse;
use crate::rules::rule::{Currencies, Days as Limited, Limit, Pattern};
use proptest::prelude::*;

fn euro() -> Currency {
    Currency::parse("EUR").unwrap()
}

fn limit(typed: &str) -> Limit {
    Limit::of(Amount::parse(typed, euro(), &Locale::parse("en").unwrap()).unwrap())
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A lunch of 12.50 EUR on Friday, 2026-11-20.
fn lunch() -> Spent {
    Spent {
        id: Some(ExpenseId::new()),
        category: None,
        on: day("2026-11-20"),
        merchant: "Café Central".into(),
        noted: false,
        receipted: false,
        amount: decimal("12.50"),
        currency: "EUR".into(),
        base: Some(decimal("12.50")),
        paid_with: PaidWith::Own,
    }
}

fn around(others: Vec<Spent>) -> Around {
    Around {
        member: MemberId::new(),
        role: Role::Member,
        today: day("2026-11-21"),
        weekend: Weekend::of_week(1),
        base: euro(),
        lineage: Lineage::default(),
        others: others.into_iter().map(|spent| Other { spent, counts: true }).collect(),
        apart: BTreeSet::new(),
        pots: Vec::new(),
    }
}

fn rule(scope: Scope, when: When, effect: Effect) -> Rule {
    Rule { id: RuleId::new(), version: 1, body: Body::new(scope, when, effect).unwrap() }
}

fn for_all(when: When) -> Rule {
    rule(Scope::default(), when, Effect::Block)
}

fn found(rule: &Rule, spent: &Spent, around: &Around) -> Option<Finding> {
    violations(std::slice::from_ref(rule), spent, around).pop().map(|violation| violation.finding)
}

#[test]
fn a_limit_counts_what_was_submitted_in_its_time() {
    let breakfast = Spent { base: Some(decimal("50.00")), ..lunch() };
    let earlier = Spent { on: day("2026-11-02"), base: Some(decimal("100.00")), ..lunch() };
    let last_month = Spent { on: day("2026-10-31"), base: Some(decimal("900.00")), ..lunch() };
    let mut around = around(vec![breakfast, earlier, last_month]);
    let over = |typed, span| for_all(When::Over { limit: limit(typed), span });
    let total = |text: &str| Some(Finding::Over { total: text.into() });
    assert_eq!(found(&over("12.49", Span::Expense), &lunch(), &around), total("12.50"));
    assert_eq!(found(&over("12.50", Span::Expense), &lunch(), &around), None, "at the limit is not over it");
    assert_eq!(found(&over("60.00", Span::Day), &lunch(), &around), total("62.50"));
    assert_eq!(found(&over("62.50", Span::Day), &lunch(), &around), None);
    assert_eq!(found(&over("150.00", Span::Month), &lunch(), &around), total("162.50"));
    around.others[0].counts = false;
    assert_eq!(found(&over("60.00", Span::Day), &lunch(), &around), None, "drafts count nothing");
    let unrated = Spent { base: None, ..lunch() };
    assert_eq!(found(&over("1.00", Span::Expense), &unrated, &around), None);
    around.base = Currency::parse("USD").unwrap();
    assert_eq!(found(&over("1.00", Span::Expense), &lunch(), &around), None, "a limit of another currency");
}

#[test]
fn a_limit_for_everybody_counts_what_all_spent_in_the_month() {
    let mut around = around(vec![Spent { base: Some(decimal("999.00")), ..lunch() }]);
    let travel = CategoryId::new();
    let pot = |role, category, base: &str| Pot {
        member: MemberId::new(),
        role,
        category,
        paid_with: PaidWith::Own,
        base: decimal(base),
    };
    around.pots = vec![pot(Role::Approver, Some(travel), "70.00"), pot(Role::Member, None, "30.00")];
    let over = |scope: Scope, typed| {
        rule(scope, When::Over { limit: limit(typed), span: Span::Together }, Effect::Warn)
    };
    let total = |text: &str| Some(Finding::Over { total: text.into() });
    let all = Scope::default;
    assert_eq!(found(&over(all(), "112.49"), &lunch(), &around), total("112.50"), "pots alone, and itself");
    assert_eq!(found(&over(all(), "112.50"), &lunch(), &around), None);
    let members = Scope { who: Who::Role(Role::Member), ..all() };
    assert_eq!(found(&over(members, "40.00"), &lunch(), &around), total("42.50"));
    let travels = Scope { category: Some(travel), ..all() };
    let flight = Spent { category: Some(travel), ..lunch() };
    assert_eq!(found(&over(travels.clone(), "80.00"), &flight, &around), total("82.50"));
    assert_eq!(found(&over(travels, "80.00"), &lunch(), &around), None, "no travel itself");
}

#[test]
fn only_what_the_scope_has_is_looked_at_and_counted() {
    let (meals, breakfasts, travel) = (CategoryId::new(), CategoryId::new(), CategoryId::new());
    let mut around = around(vec![
        Spent { category: Some(breakfasts), base: Some(decimal("55.00")), ..lunch() },
        Spent { category: Some(travel), base: Some(decimal("500.00")), ..lunch() },
    ]);
    around.lineage = Lineage::new([(breakfasts, vec![breakfasts, meals]), (meals, vec![meals])]);
    let lunch = Spent { category: Some(meals), ..lunch() };
    let scope = Scope { category: Some(meals), ..Scope::default() };
    let over = rule(scope.clone(), When::Over { limit: limit("60.00"), span: Span::Day }, Effect::Warn);
    assert_eq!(found(&over, &lunch, &around), Some(Finding::Over { total: "67.50".into() }));
    let taxi = Spent { category: Some(travel), ..lunch.clone() };
    assert_eq!(found(&over, &taxi, &around), None);
    assert_eq!(found(&over, &Spent { category: None, ..lunch.clone() }, &around), None);
    // Once meals count as something else, that is what the rule is about.
    let food = CategoryId::new();
    around.lineage = Lineage::new([(meals, vec![food]), (food, vec![food])]);
    let filed_anew = Spent { category: Some(food), ..lunch.clone() };
    let always = rule(scope, When::Always, Effect::Warn);
    assert_eq!(found(&always, &filed_anew, &around), Some(Finding::Met));
    assert_eq!(found(&always, &lunch, &around), Some(Finding::Met));
    for (who, meets) in [
        (Who::Role(Role::Member), true),
        (Who::Role(Role::Admin), false),
        (Who::Member(around.member), true),
        (Who::Member(MemberId::new()), false),
    ] {
        let of_them = rule(Scope { who, ..Scope::default() }, When::Always, Effect::Block);
        assert_eq!(found(&of_them, &lunch, &around).is_some(), meets, "{who:?}");
    }
    let paid = Scope { paid_with: Some(PaidWith::Card), ..Scope::default() };
    let by_card = rule(paid, When::Always, Effect::Warn);
    assert_eq!(found(&by_card, &lunch, &around), None);
    assert!(found(&by_card, &Spent { paid_with: PaidWith::Card, ..lunch }, &around).is_some());
}

#[test]
fn dates_currencies_merchants_and_notes_are_looked_at() {
    let around = around(vec![]);
    let on = |text: &str| Spent { on: day(text), ..lunch() };
    let old = for_all(When::OlderThan { days: Limited::parse("30").unwrap() });
    assert_eq!(found(&old, &on("2026-10-22"), &around), None);
    assert_eq!(found(&old, &on("2026-10-21"), &around), Some(Finding::Old { days: 31 }));
    assert_eq!(found(&for_all(When::InFuture), &on("2026-11-21"), &around), None);
    assert_eq!(found(&for_all(When::InFuture), &on("2026-11-22"), &around), Some(Finding::InFuture));
    assert_eq!(found(&for_all(When::Weekend), &lunch(), &around), None);
    assert_eq!(found(&for_all(When::Weekend), &on("2026-11-21"), &around), Some(Finding::Weekend));
    let friday = Around { weekend: Weekend::of_week(6), ..around.clone() };
    assert_eq!(found(&for_all(When::Weekend), &lunch(), &friday), Some(Finding::Weekend));
    let euros = for_all(When::CurrencyNotAmong(Currencies::parse("EUR").unwrap()));
    assert_eq!(found(&euros, &lunch(), &around), None);
    let dollars = Spent { currency: "USD".into(), ..lunch() };
    assert_eq!(found(&euros, &dollars, &around), Some(Finding::Currency { code: "USD".into() }));
    let cafe = for_all(When::Merchant(Pattern::parse("cafe").unwrap()));
    assert_eq!(found(&cafe, &lunch(), &around), Some(Finding::Merchant));
    assert_eq!(found(&for_all(When::NoteMissing), &lunch(), &around), Some(Finding::NoteMissing));
    let noted = Spent { noted: true, ..lunch() };
    assert_eq!(found(&for_all(When::NoteMissing), &noted, &around), None);
    let missing = |over| for_all(When::ReceiptMissing { over });
    let receipted = Spent { receipted: true, ..lunch() };
    for (over, found_without) in [(None, true), (Some(limit("12.49")), true), (Some(limit("12.50")), false)] {
        let finding = found_without.then_some(Finding::ReceiptMissing);
        assert_eq!(found(&missing(over), &lunch(), &around), finding, "{over:?}");
        assert_eq!(found(&missing(over), &receipted, &around), None);
        let unrated = Spent { base: None, ..lunch() };
        assert_eq!(found(&missing(over), &unrated, &around).is_some(), over.is_none());
    }
    let receipts = rule(Scope::default(), When::Always, Effect::NeedReceipt);
    assert_eq!(found(&receipts, &lunch(), &around), Some(Finding::Met));
    assert_eq!(found(&receipts, &receipted, &around), None);
    let notes = rule(Scope::default(), When::Always, Effect::NeedNote);
    assert_eq!(found(&notes, &lunch(), &around), Some(Finding::Met));
    assert_eq!(found(&notes, &noted, &around), None);
}

#[test]
fn of_two_alike_only_the_later_is_pointed_out() {
    let first = Spent { on: day("2026-11-18"), merchant: "CAFE CENTRAL WIEN".into(), ..lunch() };
    let second = lunch();
    let double = for_all(When::LikelyDuplicate);
    let of = first.id.unwrap();
    let with = |other: &Spent| around(vec![other.clone()]);
    assert_eq!(found(&double, &second, &with(&first)), Some(Finding::Duplicate { of }));
    assert_eq!(found(&double, &first, &with(&second)), None);
    let new = Spent { id: None, ..second.clone() };
    assert_eq!(found(&double, &new, &with(&first)), Some(Finding::Duplicate { of }));
    for other in [
        Spent { on: day("2026-11-16"), ..first.clone() },
        Spent { amount: decimal("12.51"), ..first.clone() },
        Spent { currency: "USD".into(), ..first.clone() },
        Spent { merchant: "Bahnhof".into(), ..first.clone() },
    ] {
        assert_eq!(found(&double, &second, &with(&other)), None, "{other:?}");
    }
}

fn any_spent() -> impl Strategy<Value = Spent> {
    let amounts = (0..40_000i64, proptest::bool::weighted(0.8), proptest::sample::select(vec!["EUR", "USD"]));
    let texts = (proptest::sample::select(vec!["Taxi", "Taxi 40100", "Hotel", "寿司"]), any::<bool>());
    let days = -40..400i64;
    let paid = proptest::sample::select(PaidWith::ALL.to_vec());
    (amounts, texts, days, paid).prop_map(|((cents, rated, currency), (merchant, noted), age, paid_with)| {
        Spent {
            id: Some(ExpenseId::new()),
            category: None,
            on: day("2026-11-21") - chrono::TimeDelta::days(age),
            merchant: merchant.into(),
            noted,
            receipted: noted,
            amount: Decimal::new(cents, 2),
            currency: currency.into(),
            base: rated.then(|| Decimal::new(cents, 2)),
            paid_with,
        }
    })
}

fn any_when() -> impl Strategy<Value = When> {
    let limits = (1..30_000u32).prop_map(|cents| limit(&format!("{}.{:02}", cents / 100, cents % 100)));
    let spans = proptest::sample::select(Span::ALL.to_vec());
    prop_oneof![
        (limits, spans).prop_map(|(limit, span)| When::Over { limit, span }),
        (1..300u16).prop_map(|days| When::OlderThan { days: Limited::parse(&days.to_string()).unwrap() }),
        proptest::sample::select(vec!["EUR", "USD", "EUR USD"])
            .prop_map(|codes| When::CurrencyNotAmong(Currencies::parse(codes).unwrap())),
        proptest::sample::select(vec!["taxi", "寿", "x"])
            .prop_map(|part| When::Merchant(Pattern::parse(part).unwrap())),
        Just(When::Weekend),
        proptest::option::of((1..300u16).prop_map(|euros| limit(&format!("{euros}.00"))))
            .prop_map(|over| When::ReceiptMissing { over }),
        Just(When::InFuture),
        Just(When::LikelyDuplicate),
    ]
}

#[test]
fn whoever_keeps_both_hears_no_more_of_it_and_passes_no_block_by_that() {
    let first = Spent { on: day("2026-11-18"), ..lunch() };
    let second = lunch();
    let mut around = around(vec![first.clone()]);
    let (warns, blocks) =
        (rule(Scope::default(), When::LikelyDuplicate, Effect::Warn), for_all(When::LikelyDuplicate));
    assert_eq!(twin(&second, &around), first.id);
    assert!(found(&warns, &second, &around).is_some());
    around.apart = first.id.into_iter().collect();
    assert_eq!(twin(&second, &around), None);
    assert_eq!(found(&warns, &second, &around), None);
    assert!(found(&blocks, &second, &around).is_some());
}

#[test]
fn a_reason_lets_through_only_what_takes_one() {
    let around = around(vec![]);
    let saturday = Spent { on: day("2026-11-21"), ..lunch() };
    let strict = for_all(When::Weekend);
    let lenient = Rule { body: strict.body.clone().excepting(true), ..strict.clone() };
    let judged = |rule: &Rule| violations(std::slice::from_ref(rule), &saturday, &around).remove(0);
    assert!(judged(&strict).excepted_for("Fair").stops());
    let excepted = judged(&lenient).excepted_for("Fair");
    assert!(judged(&lenient).stops() && !excepted.stops());
    let stored = serde_json::to_value(&excepted).unwrap();
    assert_eq!(serde_json::from_value::<Violation>(stored).unwrap(), excepted);
    let mut old = serde_json::to_value(judged(&strict)).unwrap();
    assert!(old.as_object_mut().unwrap().remove("excepted").is_none(), "it is stored where there is one");
    assert_eq!(serde_json::from_value::<Violation>(old).unwrap(), judged(&strict));
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let who = proptest::sample::select(vec![Who::Everybody, Who::Role(Role::Member), Who::Role(Role::Admin)]);
    let paid_with = proptest::option::of(proptest::sample::select(PaidWith::ALL.to_vec()));
    let effect = proptest::sample::select(Effect::ALL.to_vec());
    (who, paid_with, any_when(), effect).prop_filter_map("a rule", |(who, paid_with, when, effect)| {
        let body = Body::new(Scope { category: None, who, paid_with }, when, effect).ok()?;
        Some(Rule { id: RuleId::new(), version: 1, body })
    })
}

/// The same rule, which lets no more through.
fn stricter(rule: &Rule, part: u32) -> Rule {
    let when = match rule.body.when() {
        When::Over { limit: given, span } => {
            let less = (given.money().amount() / Decimal::from(part)).round_dp(2).max(Decimal::new(1, 2));
            When::Over { limit: limit(&less.to_string()), span: *span }
        }
        When::OlderThan { days } => {
            let less = (u32::from(days.number()) / part).max(1);
            When::OlderThan { days: Limited::parse(&less.to_string()).unwrap() }
        }
        When::ReceiptMissing { over: Some(given) } => {
            let less = (given.money().amount() / Decimal::from(part)).round_dp(2).max(Decimal::new(1, 2));
            When::ReceiptMissing { over: (part < 4).then(|| limit(&less.to_string())) }
        }
        When::CurrencyNotAmong(codes) => {
            let first = codes.codes().next().unwrap();
            When::CurrencyNotAmong(Currencies::parse(first).unwrap())
        }
        other => other.clone(),
    };
    let body = Body::new(rule.body.scope().clone(), when, rule.body.effect()).unwrap();
    Rule { body, ..rule.clone() }
}

proptest! {
    #[test]
    fn it_is_total_and_always_answers_the_same_in_the_order_of_the_rules(
        rules in proptest::collection::vec(any_rule(), 0..8),
        spent in any_spent(),
        others in proptest::collection::vec(any_spent(), 0..8),
    ) {
        let around = around(others);
        let found = violations(&rules, &spent, &around);
        prop_assert_eq!(&violations(&rules, &spent, &around), &found);
        let places: Vec<usize> = found
            .iter()
            .map(|violation| rules.iter().position(|rule| rule.id == violation.rule).unwrap())
            .collect();
        prop_assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{places:?}");
        for rule in &rules {
            let alone = violations(std::slice::from_ref(rule), &spent, &around);
            let among: Vec<_> = found.iter().filter(|violation| violation.rule == rule.id).cloned().collect();
            prop_assert_eq!(alone, among, "no rule changes what another finds");
        }
    }

    #[test]
    fn what_is_left_agrees_with_what_is_found(
        rule in any_rule(),
        spent in any_spent(),
        others in proptest::collection::vec(any_spent(), 0..8),
        refunds in any::<bool>(),
    ) {
        let mut around = around(others);
        if refunds {
            around.others.iter_mut().for_each(|other| other.spent.base = other.spent.base.map(|base| -base));
        }
        let found = finding(&rule.body, &spent, &around).filter(|_| in_scope(rule.body.scope(), &spent, &around));
        for left in allowances(&[rule.clone(), rule.clone()], &spent, &around) {
            let limit = left.limit.amount();
            prop_assert_eq!(left.counted + left.left(), limit);
            prop_assert!(left.left() <= limit && left.counted >= Decimal::ZERO);
            if let Some(own) = spent.base {
                prop_assert_eq!(left.is_over(), found.is_some(), "{} of {}", left.counted, limit);
                let without = Spent { base: None, ..spent.clone() };
                let before = allowances(std::slice::from_ref(&rule), &without, &around).remove(0);
                prop_assert!(own < Decimal::ZERO || before.left() >= left.left());
            }
        }
        let limits = matches!(rule.body.when(), When::Over { span: Span::Day | Span::Month | Span::Together, .. });
        let told = allowances(&[rule.clone(), rule.clone()], &spent, &around).len();
        prop_assert_eq!(told, usize::from(limits && in_scope(rule.body.scope(), &spent, &around)));
    }

    #[test]
    fn while_it_is_typed_nothing_is_found_that_the_whole_would_not_break(
        rules in proptest::collection::vec(any_rule(), 0..8),
        spent in any_spent(),
        others in proptest::collection::vec(any_spent(), 0..8),
        known in any::<[bool; 4]>(),
    ) {
        let around = around(others);
        let [dated, named, priced, in_currency] = known;
        let whole = Glimpse::whole(spent);
        let part = Glimpse { dated, named, priced, in_currency, ..whole.clone() };
        let all = violations(&rules, &whole.spent, &around);
        prop_assert_eq!(whole.violations(&rules, &around), all.clone());
        for violation in part.violations(&rules, &around) {
            prop_assert!(all.contains(&violation), "{violation:?}");
        }
        prop_assert!(part.twin(&around).is_none_or(|of| whole.twin(&around) == Some(of)));
    }

    #[test]
    fn a_stricter_limit_never_finds_less(
        rules in proptest::collection::vec(any_rule(), 1..6),
        spent in any_spent(),
        others in proptest::collection::vec(any_spent(), 0..8),
        part in 1..5u32,
    ) {
        let around = around(others);
        let strict: Vec<Rule> = rules.iter().map(|rule| stricter(rule, part)).collect();
        let found = violations(&strict, &spent, &around);
        for violation in violations(&rules, &spent, &around) {
            prop_assert!(found.iter().any(|other| other.rule == violation.rule), "{violation:?}");
        }
    }
}
