//! Whom a step waits for, by example and for any company.

use super::*;
use proptest::prelude::*;

fn person(role: Role) -> Decider {
    Decider { id: MemberId::new(), role, stand_in: None }
}

fn ids(asked: &Asked) -> Vec<MemberId> {
    asked.people.iter().map(|(id, _)| *id).collect()
}

#[test]
fn a_person_is_asked_and_whoever_stands_in_for_them() {
    let (mut tomas, jonas, mira) = (person(Role::Approver), person(Role::Admin), MemberId::new());
    tomas.stand_in = Some(jonas.id);
    let company = Company::new([tomas, jonas]);
    let asked = company.asked(Target::Person(tomas.id), mira, &[]);
    assert_eq!(asked.people, [(tomas.id, None), (jonas.id, Some(tomas.id))]);
    assert_eq!(company.capacity(jonas.id, Target::Person(tomas.id), mira, &[]), Capacity::For(tomas.id));
    assert_eq!(company.capacity(tomas.id, Target::Person(tomas.id), mira, &[]), Capacity::Asked);
    assert_eq!(company.capacity(mira, Target::Anybody, mira, &[]), Capacity::Not);
}

#[test]
fn whoever_left_is_taken_over_by_admins_and_owners() {
    let (hanna, jonas, lea) = (person(Role::Owner), person(Role::Admin), person(Role::Approver));
    let (left, mira) = (MemberId::new(), MemberId::new());
    let company = Company::new([hanna, jonas, lea]);
    let asked = company.asked(Target::Person(left), mira, &[]);
    assert_eq!((ids(&asked), asked.because), (vec![hanna.id, jonas.id], Because::TakenOver));
    assert_eq!(company.capacity(lea.id, Target::Person(left), mira, &[]), Capacity::Not);
    let own = company.asked(Target::Person(lea.id), lea.id, &[]);
    assert_eq!((ids(&own), own.because), (vec![hanna.id, jonas.id], Because::TakenOver), "never one's own");
    let owners = company.asked(Target::Role(Role::Owner), hanna.id, &[]);
    assert_eq!((ids(&owners), owners.because), (vec![jonas.id], Because::TakenOver));
    assert_eq!(company.capacity(hanna.id, Target::Person(lea.id), mira, &[]), Capacity::Over);
}

#[test]
fn a_stand_in_never_decides_about_what_the_absent_one_spent() {
    let (hanna, jonas) = (person(Role::Owner), person(Role::Admin));
    let mut tomas = person(Role::Approver);
    tomas.stand_in = Some(jonas.id);
    let company = Company::new([hanna, jonas, tomas]);
    for target in
        [Target::Anybody, Target::Person(jonas.id), Target::Person(tomas.id), Target::Role(Role::Admin)]
    {
        assert_eq!(ids(&company.asked(target, tomas.id, &[])), [hanna.id], "{target:?}");
        assert_eq!(company.capacity(jonas.id, target, tomas.id, &[]), Capacity::StandIn);
    }
    let two = Company::new([jonas, tomas]);
    assert_eq!(ids(&two.asked(Target::Anybody, tomas.id, &[])), [jonas.id], "unless nobody else could");
}

#[test]
fn whoever_stands_in_for_a_stand_in_decides_for_both() {
    let (mut hanna, mut jonas, lea) = (person(Role::Owner), person(Role::Admin), person(Role::Approver));
    (hanna.stand_in, jonas.stand_in) = (Some(jonas.id), Some(lea.id));
    let (company, mira) = (Company::new([hanna, jonas, lea]), MemberId::new());
    let asked = company.asked(Target::Person(hanna.id), mira, &[]);
    assert_eq!(asked.people, [(hanna.id, None), (jonas.id, Some(hanna.id)), (lea.id, Some(hanna.id))]);
    assert_eq!(company.present(&asked), [lea.id]);
    // In a ring nobody stands in for anybody.
    let mut lea = lea;
    lea.stand_in = Some(hanna.id);
    let ring = Company::new([hanna, jonas, lea]);
    let asked = ring.asked(Target::Person(hanna.id), mira, &[]);
    assert_eq!((asked.people.clone(), ring.present(&asked)), (vec![(hanna.id, None)], vec![hanna.id]));
}

#[test]
fn who_said_yes_to_a_step_is_not_asked_again_while_somebody_else_may_decide() {
    let (hanna, jonas, lea) = (person(Role::Owner), person(Role::Admin), person(Role::Approver));
    let mut tomas = person(Role::Approver);
    tomas.stand_in = Some(lea.id);
    let (company, mira) = (Company::new([hanna, jonas, lea, tomas]), MemberId::new());
    // Lea said yes for Tomás, and the next step is hers.
    let next = company.asked(Target::Person(lea.id), mira, &[lea.id]);
    assert_eq!((ids(&next), next.because), (vec![hanna.id, jonas.id], Because::SaidYes));
    let capacity = |one: Decider, target, said: &[MemberId]| company.capacity(one.id, target, mira, said);
    assert_eq!(capacity(lea, Target::Person(lea.id), &[lea.id]), Capacity::SaidYes);
    // Nor does she stand in for him again, nor an admin go over all steps alone.
    assert_eq!(company.asked(Target::Person(tomas.id), mira, &[lea.id]).people, [(tomas.id, None)]);
    assert_eq!(capacity(jonas, Target::Person(lea.id), &[jonas.id]), Capacity::SaidYes);
    assert_eq!(ids(&company.asked(Target::Role(Role::Approver), mira, &[lea.id])), [tomas.id]);
    assert_eq!(
        ids(&company.asked(Target::Role(Role::Admin), mira, &[jonas.id, hanna.id])),
        [lea.id, tomas.id]
    );
    // Of two, one of whom spent it, the other decides all.
    let two = Company::new([hanna, jonas]);
    let again = two.asked(Target::Role(Role::Owner), jonas.id, &[hanna.id]);
    assert_eq!((ids(&again), again.because), (vec![hanna.id], Because::NobodyElse));
    assert_eq!(two.capacity(hanna.id, Target::Person(hanna.id), jonas.id, &[hanna.id]), Capacity::Asked);
}

#[test]
fn a_company_of_one_decides_its_own() {
    let hanna = person(Role::Owner);
    let company = Company::new([hanna]);
    let asked = company.asked(Target::Role(Role::Approver), hanna.id, &[]);
    assert_eq!((ids(&asked), asked.because), (vec![hanna.id], Because::NobodyElse));
    let lea = person(Role::Approver);
    assert!(Company::new([lea]).asked(Target::Anybody, lea.id, &[]).people.is_empty());
}

/// Up to six people of any role, stand-ins among them or beside them, and a spender who may be one of them.
fn any_company() -> impl Strategy<Value = (Company, MemberId, Vec<MemberId>)> {
    let people = proptest::collection::vec((0..5usize, proptest::option::of(0..8usize)), 0..6);
    (people, 0..8usize).prop_map(|(people, spender)| {
        let ids: Vec<MemberId> = (0..8).map(|_| MemberId::new()).collect();
        let deciders = people.iter().enumerate().map(|(at, (role, stand_in))| Decider {
            id: ids[at],
            role: Role::ALL[*role],
            stand_in: stand_in.map(|other| ids[other]),
        });
        (Company::new(deciders.collect::<Vec<_>>()), ids[spender], ids)
    })
}

fn any_target(ids: &[MemberId], at: usize) -> Target {
    match at {
        0..=7 => Target::Person(ids[at]),
        8 => Target::Role(Role::Owner),
        9 => Target::Role(Role::Admin),
        10 => Target::Role(Role::Approver),
        _ => Target::Anybody,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5_000, ..ProptestConfig::default() })]

    #[test]
    fn somebody_is_always_asked_and_never_whoever_spent_it((company, spender, ids) in any_company(), at in 0..12usize) {
        let target = any_target(&ids, at);
        let asked = company.asked(target, spender, &[]);
        prop_assert_eq!(&company.asked(target, spender, &[]), &asked);
        let others = company.deciders().iter().filter(|decider| decider.id != spender).count();
        prop_assert_eq!(asked.because == Because::NobodyElse, others == 0);
        for (one, absent) in &asked.people {
            prop_assert!(company.find(*one).is_some(), "who decides is active and may");
            prop_assert!(*one != spender || others == 0);
            prop_assert!(absent.is_none_or(|absent| company.stand_ins(absent).contains(one)));
            prop_assert!(!company.stand_ins(*one).contains(one), "nobody stands in for themselves");
            prop_assert_eq!(company.capacity(*one, target, spender, &[]), absent.map_or(Capacity::Asked, Capacity::For));
        }
        prop_assert!(!asked.people.is_empty() || others == 0);
        prop_assert_eq!(company.present(&asked).is_empty(), asked.people.is_empty(), "somebody hears of it");
        let mut once: Vec<_> = asked.people.iter().map(|(one, _)| *one).collect();
        once.sort();
        once.dedup();
        prop_assert_eq!(once.len(), asked.people.len());
    }

    #[test]
    fn owners_and_admins_always_may_but_their_own((company, spender, ids) in any_company(), at in 0..12usize) {
        let target = any_target(&ids, at);
        for decider in company.deciders().iter().filter(|decider| decider.id != spender) {
            let capacity = company.capacity(decider.id, target, spender, &[]);
            let stands_in = company.stand_ins(spender).contains(&decider.id);
            if matches!(decider.role, Role::Owner | Role::Admin) && !stands_in {
                prop_assert!(!matches!(capacity, Capacity::Not | Capacity::StandIn), "{capacity:?}");
            }
        }
    }

    #[test]
    fn nobody_says_yes_twice_while_somebody_else_may(
        (company, spender, ids) in any_company(),
        at in 0..12usize,
        said in proptest::collection::vec(0..8usize, 1..3),
    ) {
        let (target, said) = (any_target(&ids, at), said.into_iter().map(|at| ids[at]).collect::<Vec<_>>());
        let asked = company.asked(target, spender, &said);
        let first = company.asked(target, spender, &[]);
        let may = |one: &Decider| {
            !matches!(company.capacity(one.id, Target::Anybody, spender, &[]), Capacity::Not | Capacity::StandIn)
        };
        let others: Vec<&Decider> =
            company.deciders().iter().filter(|one| may(one) && one.id != spender && !said.contains(&one.id)).collect();
        prop_assert_eq!(first.people.is_empty(), asked.people.is_empty());
        for (one, _) in &asked.people {
            prop_assert!(others.is_empty() || !said.contains(one), "{:?}", others);
            prop_assert!(*one != spender || first.people.iter().any(|(first, _)| first == one));
        }
        for decider in company.deciders() {
            let now = company.capacity(decider.id, target, spender, &said);
            if said.contains(&decider.id) && !others.is_empty() {
                prop_assert!(matches!(now, Capacity::Not | Capacity::StandIn | Capacity::SaidYes), "{:?}", now);
            }
        }
    }

    #[test]
    fn whoever_stands_in_for_the_spender_decides_only_where_nobody_else_could((company, spender, _) in any_company()) {
        let chain = company.stand_ins(spender);
        let others = || company.deciders().iter().filter(|one| one.id != spender);
        let is_barred = |one: MemberId| chain.contains(&one) && others().any(|other| !chain.contains(&other.id));
        let free: Vec<MemberId> = company.free(spender).into_iter().map(|one| one.id).collect();
        let expected: Vec<MemberId> = others().map(|one| one.id).filter(|one| !is_barred(*one)).collect();
        prop_assert_eq!(free, expected);
    }
}
