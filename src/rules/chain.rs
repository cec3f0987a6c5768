//! Through whose hands an expense goes: up to three steps, one after the other. No input or output.

use super::rule::Limit;
use crate::domain::fault::Fault;
use crate::domain::id::MemberId;
use crate::policy::role::{Power, Role};
use serde::{Deserialize, Serialize};

/// The most steps that a chain has.
pub const MOST: usize = 3;

/// One to [`MOST`] steps, each to somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Leg>", into = "Vec<Leg>")]
pub struct Chain {
    first: Leg,
    others: [Option<Leg>; MOST - 1],
}

/// One step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leg {
    /// Whom it goes to.
    pub to: To,
    /// From which amount on; none: whatever it is.
    pub from: Option<Limit>,
}

/// Whom a step goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum To {
    /// Whoever decides about the expenses of the member who spent it.
    Approver,
    /// Anybody of a role that decides.
    Role(Role),
    /// One person.
    Person(MemberId),
}

/// The roles that a step can go to.
pub fn roles() -> impl Iterator<Item = Role> {
    [Role::Approver, Role::Admin, Role::Owner].into_iter().filter(|role| role.may(Power::Decide))
}

impl Chain {
    /// A chain of these.
    ///
    /// # Errors
    /// When there is none or too many, two go to the same, or one to a role that doesn't decide.
    pub fn new(legs: &[Leg]) -> Result<Self, Fault> {
        let (first, rest) = legs.split_first().ok_or(Fault::Missing)?;
        if rest.len() >= MOST
            || legs.iter().any(|leg| matches!(leg.to, To::Role(role) if !role.may(Power::Decide)))
        {
            return Err(Fault::NotOffered);
        }
        let twice =
            legs.iter().enumerate().any(|(at, leg)| legs.iter().take(at).any(|other| other.to == leg.to));
        if twice {
            return Err(Fault::StepTwice);
        }
        Ok(Self { first: *first, others: [rest.first().copied(), rest.get(1).copied()] })
    }

    /// The steps in order.
    pub fn legs(&self) -> impl Iterator<Item = Leg> + '_ {
        std::iter::once(self.first).chain(self.others.iter().flatten().copied())
    }
}

impl TryFrom<Vec<Leg>> for Chain {
    type Error = Fault;

    fn try_from(legs: Vec<Leg>) -> Result<Self, Fault> {
        Self::new(&legs)
    }
}

impl From<Chain> for Vec<Leg> {
    fn from(chain: Chain) -> Self {
        chain.legs().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_has_one_to_three_steps_to_different_people() {
        let leg = |to| Leg { to, from: None };
        let (tomas, admin) = (leg(To::Person(MemberId::new())), leg(To::Role(Role::Admin)));
        assert_eq!(Chain::new(&[]), Err(Fault::Missing));
        assert_eq!(Chain::new(&[tomas, admin, tomas]), Err(Fault::StepTwice));
        assert_eq!(Chain::new(&[leg(To::Role(Role::Member))]), Err(Fault::NotOffered));
        let all = [leg(To::Approver), tomas, admin];
        let chain = Chain::new(&all).unwrap();
        assert_eq!(chain.legs().collect::<Vec<_>>(), all);
        let stored = serde_json::to_value(chain).unwrap();
        assert_eq!(serde_json::from_value::<Chain>(stored).unwrap(), chain);
        let four = [all[0], all[1], all[2], leg(To::Role(Role::Owner))];
        assert_eq!(Chain::new(&four), Err(Fault::NotOffered));
    }
}
