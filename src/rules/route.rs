//! Who decides about an expense, by the rules: one pure function. No input or output.
//!
//! The first rule in order that is met and routes or approves says it; those after it are not asked. A rule that
//! approves is passed over where another one points something out, and for whoever edited it last.

use super::chain::{Leg, To};
use super::evaluate::{Around, Spent, Violation, is_met};
use super::rule::{Effect, Rule};
use crate::domain::id::{MemberId, RuleId};
use crate::policy::asked::Target;
use crate::policy::role::Role;

/// What a route is made of.
pub struct Asking<'a> {
    /// The rules in use, in order.
    pub rules: &'a [Rule],
    /// The expense.
    pub spent: &'a Spent,
    /// What surrounds it, whoever spent it too.
    pub around: &'a Around,
    /// What it breaks of the rules.
    pub found: &'a [Violation],
    /// Who decides about the expenses of whoever spent it, if that is settled.
    pub approver: Option<MemberId>,
    /// The rules that whoever spent it edited last.
    pub edited: &'a [RuleId],
}

/// Who decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// A rule has decided already.
    Approved(By),
    /// These, one after the other: one to three.
    Steps {
        /// The rule that says so; none where no rule does.
        by: Option<By>,
        /// Whom they wait for.
        steps: Vec<Target>,
    },
}

/// Which rule, in which version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct By {
    /// Which.
    pub rule: RuleId,
    /// Its version.
    pub version: i32,
}

/// Who decides about the expense.
pub fn route(asking: &Asking<'_>) -> Route {
    let decides = |rule: &&Rule| {
        let passed_over = match rule.body.effect() {
            Effect::Approve => !asking.found.is_empty() || asking.edited.contains(&rule.id),
            effect => !effect.decides(),
        };
        !passed_over && is_met(rule, asking.spent, asking.around)
    };
    let Some(rule) = asking.rules.iter().find(decides) else {
        return Route::Steps { by: None, steps: vec![Target::Anybody] };
    };
    let by = By { rule: rule.id, version: rule.version };
    match rule.body.effect() {
        Effect::Route(chain) => Route::Steps { by: Some(by), steps: steps(chain.legs(), asking) },
        _ => Route::Approved(by),
    }
}

/// The steps that the amount reaches, each to somebody else and none to whoever spent it. Where nothing is left of them
/// because of that, an admin; where the amount reaches none, anybody who decides.
fn steps(legs: impl Iterator<Item = Leg>, asking: &Asking<'_>) -> Vec<Target> {
    let reached: Vec<Target> =
        legs.filter(|leg| is_reached(leg, asking)).map(|leg| target(leg.to, asking)).collect();
    let mut steps: Vec<Target> = Vec::new();
    for target in &reached {
        if *target != Target::Person(asking.around.member) && !steps.contains(target) {
            steps.push(*target);
        }
    }
    if steps.is_empty() {
        steps.push(if reached.is_empty() { Target::Anybody } else { Target::Role(Role::Admin) });
    }
    steps
}

/// Compared in the base currency, refunds by what they come to. An amount in another currency is reached by everything.
fn is_reached(leg: &Leg, asking: &Asking<'_>) -> bool {
    let Some(from) = leg.from.map(|from| from.money()).filter(|from| from.currency() == asking.around.base)
    else {
        return true;
    };
    asking.spent.base.is_none_or(|base| base.abs() >= from.amount())
}

fn target(to: To, asking: &Asking<'_>) -> Target {
    match to {
        To::Person(person) => Target::Person(person),
        To::Role(role) => Target::Role(role),
        To::Approver => asking.approver.map_or(Target::Anybody, Target::Person),
    }
}

#[cfg(test)]
mod tests;
