//! The eleven people of the demo organization.

use crate::policy::role::Role;

/// One of the eleven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Who {
    Hanna,
    Jonas,
    Tomas,
    Mira,
    Eva,
    Lea,
    Pavel,
    Sofia,
    Ben,
    Aylin,
    Felix,
}

/// What is known of a person.
pub struct Person {
    /// Who.
    pub who: Who,
    /// Their name.
    pub name: &'static str,
    /// Their address.
    pub email: &'static str,
    /// What they are.
    pub role: Role,
    /// Whether they have the demo's password.
    pub signs_in: bool,
    /// How many of a thousand expenses are theirs.
    pub share: i64,
}

const fn person(who: Who, name: &'static str, email: &'static str, role: Role, share: i64) -> Person {
    Person { who, name, email, role, signs_in: false, share }
}

const fn sign_in(who: Who, name: &'static str, email: &'static str, role: Role, share: i64) -> Person {
    Person { who, name, email, role, signs_in: true, share }
}

/// All of them, the first owner first.
pub const PEOPLE: [Person; 11] = [
    sign_in(Who::Hanna, "Hanna Lindner", "owner@demo.test", Role::Owner, 70),
    sign_in(Who::Jonas, "Jonas Egger", "admin@demo.test", Role::Admin, 90),
    sign_in(Who::Tomas, "Tomás Vidal", "approver@demo.test", Role::Approver, 80),
    sign_in(Who::Mira, "Mira Okafor", "member@demo.test", Role::Member, 210),
    // The outside accountant reads and records nothing.
    sign_in(Who::Eva, "Eva Prohaska", "auditor@demo.test", Role::Auditor, 0),
    person(Who::Lea, "Lea Brandstätter", "lea.brandstaetter@nordlicht.test", Role::Member, 180),
    person(Who::Pavel, "Pavel Novák", "pavel.novak@nordlicht.test", Role::Member, 65),
    person(Who::Sofia, "Sofia Marchetti", "sofia.marchetti@nordlicht.test", Role::Member, 160),
    person(Who::Ben, "Ben Whitaker", "ben.whitaker@nordlicht.test", Role::Member, 75),
    person(Who::Aylin, "Aylin Demir", "aylin.demir@nordlicht.test", Role::Member, 45),
    person(Who::Felix, "Felix Huber", "felix.huber@nordlicht.test", Role::Member, 25),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::email::Email;
    use crate::domain::text::PersonName;
    use crate::identity::handlers::DEMO_SIGN_INS;

    #[test]
    fn the_sign_ins_are_those_that_the_page_offers() {
        let here: Vec<_> = PEOPLE
            .iter()
            .filter(|person| person.signs_in)
            .map(|person| (person.email, person.name, person.role))
            .collect();
        assert_eq!(here, DEMO_SIGN_INS);
    }

    #[test]
    fn names_addresses_and_shares_are_in_order() {
        for person in &PEOPLE {
            assert!(PersonName::parse(person.name).is_ok() && Email::parse(person.email).is_ok());
        }
        assert_eq!(PEOPLE.iter().map(|person| person.share).sum::<i64>(), 1000);
    }
}
