//! The statement's terms say of every expense what the policy says of it.

use super::*;
use crate::policy::asked::Decider;
use proptest::prelude::*;

/// What the statement asks, in Rust.
fn holds(terms: &Terms, spender: MemberId, target: Target, escalated: bool) -> bool {
    let s = spender.uuid();
    let (person, role) = match target {
        Target::Person(person) => (Some(person.uuid()), None),
        Target::Role(role) => (None, Some(role.as_str().to_owned())),
        Target::Anybody => (None, None),
    };
    let gone = person.is_some_and(|person| !terms.deciders.contains(&person));
    let like_others = !terms.special.contains(&s)
        && (person.is_some_and(|person| terms.people.contains(&person))
            || role.as_ref().is_some_and(|role| terms.roles.contains(role))
            || (terms.anybody && target == Target::Anybody)
            || (terms.takes_over && (gone || person == Some(s))));
    like_others
        || terms.pairs.contains(&pair(spender, target))
        || (terms.heirs.contains(&s) && gone)
        || (!terms.never.contains(&s) && terms.shapes && escalated)
}

fn any_company() -> impl Strategy<Value = (Company, Vec<MemberId>)> {
    let people = proptest::collection::vec((0..4usize, proptest::option::of(0..8usize)), 0..7);
    people.prop_map(|people| {
        let ids: Vec<MemberId> = (0..8).map(|_| MemberId::new()).collect();
        let deciders = people.iter().enumerate().map(|(at, (role, stand_in))| Decider {
            id: ids[at],
            role: Role::ALL[*role],
            stand_in: stand_in.map(|other| ids[other]),
        });
        (Company::new(deciders.collect::<Vec<_>>()), ids)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn the_statement_finds_what_the_policy_says((company, ids) in any_company()) {
        let roles = [Role::Owner, Role::Admin, Role::Approver].map(Target::Role);
        let targets: Vec<Target> =
            ids.iter().map(|id| Target::Person(*id)).chain(roles).chain([Target::Anybody]).collect();
        for decider in company.deciders() {
            let mine = terms(&company, decider.id);
            for (spender, target) in ids.iter().flat_map(|id| targets.iter().map(move |target| (*id, *target))) {
                let capacity = company.capacity(decider.id, target, spender, &[]);
                let asked = matches!(capacity, Capacity::Asked | Capacity::For(_));
                prop_assert_eq!(holds(&mine, spender, target, false), asked, "{:?} {:?}", decider, target);
                let may = asked || capacity == Capacity::Over;
                prop_assert_eq!(holds(&mine, spender, target, true), may, "{:?} {:?}", decider, target);
                prop_assert!(!may || asked || spender != decider.id, "what others spent and what waits is all");
            }
        }
    }
}
