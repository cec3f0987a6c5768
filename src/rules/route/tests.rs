//! Who decides, by example and for anything.

use super::*;
use crate::domain::currency::Currency;
use crate::domain::locale::Locale;
use crate::domain::money::Amount;
use crate::policy::status::PaidWith;
use crate::rules::chain::Chain;
use crate::rules::evaluate::{Finding, Lineage, Weekend};
use crate::rules::rule::{Body, Limit, Scope, When, Who};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn limit(units: u32) -> Limit {
    let euro = Currency::parse("EUR").unwrap();
    Limit::of(Amount::parse(&units.to_string(), euro, &Locale::parse("en").unwrap()).unwrap())
}

fn spent(units: i64) -> Spent {
    Spent {
        id: None,
        category: None,
        on: "2026-11-20".parse().unwrap(),
        merchant: "Café Central".into(),
        noted: false,
        receipted: false,
        amount: Decimal::from(units),
        currency: "EUR".into(),
        base: Some(Decimal::from(units)),
        paid_with: PaidWith::Own,
    }
}

fn around(member: MemberId) -> Around {
    Around {
        member,
        role: Role::Member,
        today: "2026-11-21".parse().unwrap(),
        weekend: Weekend::of_week(1),
        base: Currency::parse("EUR").unwrap(),
        lineage: Lineage::default(),
        others: Vec::new(),
        pots: Default::default(),
        apart: Default::default(),
    }
}

fn rule(who: Who, effect: Effect) -> Rule {
    let scope = Scope { who, ..Scope::default() };
    let when =
        if effect == Effect::Approve { When::CurrencyNotAmong(currencies("USD")) } else { When::Always };
    Rule { id: RuleId::new(), version: 3, body: Body::new(scope, when, effect).unwrap() }
}

fn currencies(code: &str) -> crate::rules::rule::Currencies {
    crate::rules::rule::Currencies::parse(code).unwrap()
}

fn chain(legs: &[(To, Option<u32>)]) -> Effect {
    let legs: Vec<Leg> = legs.iter().map(|(to, from)| Leg { to: *to, from: from.map(limit) }).collect();
    Effect::Route(Chain::new(&legs).unwrap())
}

#[derive(Debug)]
struct Case {
    rules: Vec<Rule>,
    spent: Spent,
    member: MemberId,
    approver: Option<MemberId>,
    found: Vec<Violation>,
    edited: Vec<RuleId>,
}

impl Case {
    fn of(rules: Vec<Rule>, units: i64) -> Self {
        let (found, edited) = (Vec::new(), Vec::new());
        Self { rules, spent: spent(units), member: MemberId::new(), approver: None, found, edited }
    }

    fn route(&self) -> Route {
        route(&Asking {
            rules: &self.rules,
            spent: &self.spent,
            around: &around(self.member),
            found: &self.found,
            approver: self.approver,
            edited: &self.edited,
        })
    }

    fn steps(&self) -> Vec<Target> {
        match self.route() {
            Route::Steps { steps, .. } => steps,
            Route::Approved(by) => panic!("approved by {by:?}"),
        }
    }
}

#[test]
fn a_step_whose_amount_is_not_reached_is_left_out() {
    let (tomas, admin) = (MemberId::new(), To::Role(Role::Admin));
    let steps = [(To::Person(tomas), None), (admin, Some(500)), (To::Role(Role::Owner), Some(2000))];
    let at = |units| Case::of(vec![rule(Who::Everybody, chain(&steps))], units).steps();
    let (first, second, third) =
        (Target::Person(tomas), Target::Role(Role::Admin), Target::Role(Role::Owner));
    assert_eq!(at(499), [first]);
    assert_eq!(at(500), [first, second]);
    assert_eq!(at(-2000), [first, second, third], "a refund counts by what it comes to");
    let dear = Case::of(vec![rule(Who::Everybody, chain(&[(admin, Some(500))]))], 5).steps();
    assert_eq!(dear, [Target::Anybody]);
}

#[test]
fn the_first_that_is_met_decides_and_others_do_not() {
    let (tomas, lea) = (To::Person(MemberId::new()), MemberId::new());
    let (of_admins, first, second) = (
        rule(Who::Role(Role::Admin), chain(&[(To::Role(Role::Owner), None)])),
        rule(Who::Everybody, chain(&[(To::Approver, None), (tomas, None)])),
        rule(Who::Everybody, chain(&[(To::Role(Role::Admin), None)])),
    );
    let by = By { rule: first.id, version: 3 };
    let mut case = Case::of(vec![of_admins, first, second], 9);
    case.approver = Some(lea);
    let To::Person(tomas) = tomas else { unreachable!() };
    assert_eq!(
        case.route(),
        Route::Steps { by: Some(by), steps: vec![Target::Person(lea), Target::Person(tomas)] }
    );
    case.approver = Some(tomas);
    assert_eq!(case.steps(), [Target::Person(tomas)], "the same person is asked once");
    case.approver = None;
    assert_eq!(case.steps(), [Target::Anybody, Target::Person(tomas)]);
    case.member = tomas;
    case.rules = vec![rule(Who::Everybody, chain(&[(To::Person(tomas), None)]))];
    assert_eq!(case.steps(), [Target::Role(Role::Admin)], "never whoever spent it");
    assert_eq!(Case::of(Vec::new(), 9).route(), Route::Steps { by: None, steps: vec![Target::Anybody] });
}

#[test]
fn nothing_is_approved_by_itself_that_a_rule_points_out_or_by_ones_own_edit() {
    let (approve, to_admins) = (
        rule(Who::Everybody, Effect::Approve),
        rule(Who::Everybody, chain(&[(To::Role(Role::Admin), None)])),
    );
    let mut case = Case::of(vec![approve.clone(), to_admins], 9);
    assert_eq!(case.route(), Route::Approved(By { rule: approve.id, version: 3 }));
    case.edited = vec![approve.id];
    assert_eq!(case.steps(), [Target::Role(Role::Admin)]);
    case.edited = Vec::new();
    let warned = rule(Who::Role(Role::Member), Effect::NeedNote);
    case.found = vec![Violation {
        rule: warned.id,
        version: 1,
        body: warned.body,
        finding: Finding::Met,
        excepted: None,
    }];
    assert_eq!(case.steps(), [Target::Role(Role::Admin)]);
}

fn any_effect(people: Vec<MemberId>) -> impl Strategy<Value = Effect> {
    let to = proptest::sample::select(
        [To::Approver, To::Role(Role::Owner), To::Role(Role::Admin), To::Role(Role::Approver)]
            .into_iter()
            .chain(people.into_iter().map(To::Person))
            .collect::<Vec<_>>(),
    );
    let legs = proptest::collection::vec((to, proptest::option::of(1..900u32)), 1..=3);
    prop_oneof![
        legs.prop_map(|mut legs| {
            let mut known = Vec::new();
            legs.retain(|(to, _)| {
                !known.contains(to) && {
                    known.push(*to);
                    true
                }
            });
            chain(&legs)
        }),
        Just(Effect::Approve),
        Just(Effect::NeedNote),
    ]
}

fn any_case() -> impl Strategy<Value = Case> {
    let people: Vec<MemberId> = (0..3).map(|_| MemberId::new()).collect();
    let who = proptest::sample::select(vec![Who::Everybody, Who::Role(Role::Member), Who::Role(Role::Admin)]);
    let rules = proptest::collection::vec((who, any_effect(people.clone())), 0..6);
    (rules, -1000..1000i64, 0..4usize, 0..4usize, any::<bool>()).prop_map(
        move |(rules, units, member, approver, edits)| {
            let rules: Vec<Rule> = rules.into_iter().map(|(who, effect)| rule(who, effect)).collect();
            let mut case = Case::of(rules, units);
            case.member = people.get(member).copied().unwrap_or(case.member);
            case.approver = people.get(approver).copied();
            case.edited = if edits { case.rules.iter().map(|rule| rule.id).collect() } else { Vec::new() };
            case
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn it_is_total_and_asks_one_to_three_and_never_whoever_spent_it(case in any_case()) {
        let found = case.route();
        prop_assert_eq!(&case.route(), &found);
        match found {
            Route::Steps { by, steps } => {
                prop_assert!((1..=3).contains(&steps.len()));
                prop_assert!(!steps.contains(&Target::Person(case.member)));
                let once: std::collections::HashSet<_> = steps.iter().collect();
                prop_assert_eq!(once.len(), steps.len());
                prop_assert!(by.is_none_or(|by| case.rules.iter().any(|rule| rule.id == by.rule)));
            }
            Route::Approved(by) => {
                prop_assert!(!case.edited.contains(&by.rule));
                let rule = case.rules.iter().find(|rule| rule.id == by.rule).unwrap();
                prop_assert_eq!(rule.body.effect(), Effect::Approve);
            }
        }
    }

    #[test]
    fn rules_after_the_one_that_decides_change_nothing(case in any_case()) {
        let whole = case.route();
        let by = match &whole {
            Route::Approved(by) => Some(*by),
            Route::Steps { by, .. } => *by,
        };
        let Some(by) = by else { return Ok(()) };
        let at = case.rules.iter().position(|rule| rule.id == by.rule).unwrap();
        let shorter = Case { rules: case.rules[..=at].to_vec(), ..case };
        prop_assert_eq!(shorter.route(), whole);
    }
}
