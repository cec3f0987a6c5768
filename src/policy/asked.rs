//! Whom an expense that was submitted waits for, and who may decide about it: resolved when it is looked at, so that
//! nothing has to be moved when somebody leaves, changes roles or is away.

use super::role::{Power, Role};
use crate::domain::id::MemberId;

/// Whom a step of an approval was routed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// One person.
    Person(MemberId),
    /// Anybody of a role.
    Role(Role),
    /// Anybody who decides.
    Anybody,
}

/// An active member who may decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decider {
    /// Who.
    pub id: MemberId,
    /// What they are.
    pub role: Role,
    /// Who decides for them today, because they are away.
    pub stand_in: Option<MemberId>,
}

/// Everybody who decides, as things stand today.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Company(Vec<Decider>);

/// Why a step waits for these and no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// It was routed to them.
    Routed,
    /// Whom it was routed to can't decide about it, so admins and owners take over.
    TakenOver,
    /// Nobody but whoever spent it may decide.
    NobodyElse,
}

/// Whom a step waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Each with the absent person they stand in for, if they are asked for that alone.
    pub people: Vec<(MemberId, Option<MemberId>)>,
    /// Why these.
    pub because: Because,
}

/// As what somebody may decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capacity {
    /// They are asked.
    Asked,
    /// They are asked for somebody who is away.
    For(MemberId),
    /// An admin or owner may, though it waits for somebody else.
    Over,
    /// Not they: it waits for somebody else.
    Not,
    /// Not they: they stand in for whoever spent it.
    StandIn,
}

impl Company {
    /// Of those who are active and may decide; a stand-in counts where they are one of them. Whom a chain of stand-ins
    /// leads back to themselves has none: it is as if nobody stood in for them.
    pub fn new(deciders: impl IntoIterator<Item = Decider>) -> Self {
        let mut all: Vec<Decider> =
            deciders.into_iter().filter(|decider| decider.role.may(Power::Decide)).collect();
        let ids: Vec<MemberId> = all.iter().map(|decider| decider.id).collect();
        for decider in &mut all {
            decider.stand_in = decider.stand_in.filter(|other| *other != decider.id && ids.contains(other));
        }
        let company = Self(all.clone());
        for decider in &mut all {
            decider.stand_in =
                decider.stand_in.filter(|_| !company.stand_ins(decider.id).contains(&decider.id));
        }
        Self(all)
    }

    /// Who decides for somebody today: whoever stands in for them, and whoever stands in for those again.
    pub fn stand_ins(&self, absent: MemberId) -> Vec<MemberId> {
        let mut chain: Vec<MemberId> = Vec::new();
        let mut last = absent;
        while let Some(next) = self.find(last).and_then(|decider| decider.stand_in) {
            if chain.contains(&next) {
                break;
            }
            chain.push(next);
            last = next;
        }
        chain
    }

    /// Who is told of what waits for these: in place of the absent those of them who stand in.
    pub fn present(&self, asked: &Asked) -> Vec<MemberId> {
        let is_there = |one: &MemberId| asked.people.iter().any(|(other, _)| other == one);
        let stood_in_for = |one: MemberId| self.stand_ins(one).iter().any(is_there);
        asked.people.iter().map(|(one, _)| *one).filter(|one| !stood_in_for(*one)).collect()
    }

    /// All of them.
    pub fn deciders(&self) -> &[Decider] {
        &self.0
    }

    /// Whether somebody is one of them.
    pub fn find(&self, id: MemberId) -> Option<&Decider> {
        self.0.iter().find(|decider| decider.id == id)
    }

    /// Whether another than this person may do what a role allows.
    pub fn has_another(&self, than: MemberId, power: Power) -> bool {
        self.0.iter().any(|decider| decider.id != than && decider.role.may(power))
    }

    /// Whether `one` stands in for `spender`, and so doesn't decide about what they spent; save where nobody else could.
    fn is_barred(&self, one: MemberId, spender: MemberId) -> bool {
        let chain = self.stand_ins(spender);
        chain.contains(&one) && self.0.iter().any(|other| other.id != spender && !chain.contains(&other.id))
    }

    /// Whom a step of an expense of `spender` waits for. Never whoever spent it, save where nobody else may decide.
    pub fn asked(&self, target: Target, spender: MemberId) -> Asked {
        let free = |decider: &&Decider| decider.id != spender && !self.is_barred(decider.id, spender);
        let routed = |decider: &&Decider| match target {
            Target::Person(person) => decider.id == person,
            Target::Role(role) => decider.role == role,
            Target::Anybody => true,
        };
        let shapes = |decider: &&Decider| matches!(decider.role, Role::Owner | Role::Admin);
        let free: Vec<&Decider> = self.0.iter().filter(free).collect();
        let some = |wanted: &dyn Fn(&&Decider) -> bool| {
            let found: Vec<&Decider> = free.iter().copied().filter(|decider| wanted(decider)).collect();
            (!found.is_empty()).then_some(found)
        };
        if let Some(named) = some(&routed) {
            return Asked { people: self.with_stand_ins(&named, spender), because: Because::Routed };
        }
        if let Some(others) = some(&shapes).or_else(|| some(&|_| true)) {
            return Asked { people: self.with_stand_ins(&others, spender), because: Because::TakenOver };
        }
        let alone = self.find(spender).filter(|decider| shapes(decider));
        Asked {
            people: alone.map(|decider| (decider.id, None)).into_iter().collect(),
            because: Because::NobodyElse,
        }
    }

    fn with_stand_ins(&self, named: &[&Decider], spender: MemberId) -> Vec<(MemberId, Option<MemberId>)> {
        let mut people: Vec<(MemberId, Option<MemberId>)> =
            named.iter().map(|decider| (decider.id, None)).collect();
        for decider in named {
            for stand_in in self.stand_ins(decider.id) {
                let known = people.iter().any(|(one, _)| *one == stand_in);
                if !known && stand_in != spender && !self.is_barred(stand_in, spender) {
                    people.push((stand_in, Some(decider.id)));
                }
            }
        }
        people
    }

    /// As what somebody may decide a step of an expense of `spender`.
    pub fn capacity(&self, one: MemberId, target: Target, spender: MemberId) -> Capacity {
        let asked = self.asked(target, spender);
        if let Some((_, absent)) = asked.people.iter().find(|(asked, _)| *asked == one) {
            return absent.map_or(Capacity::Asked, Capacity::For);
        }
        if one == spender {
            return Capacity::Not;
        }
        if self.is_barred(one, spender) {
            return Capacity::StandIn;
        }
        match self.find(one).map(|decider| decider.role) {
            Some(Role::Owner | Role::Admin) => Capacity::Over,
            _ => Capacity::Not,
        }
    }
}

#[cfg(test)]
mod tests;
