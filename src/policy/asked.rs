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
    /// All of those whom it was routed to said yes to a step before, so others take over.
    SaidYes,
    /// Nobody may decide but whoever spent it, or said yes to a step before.
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
    /// Not they: they said yes to a step before.
    SaidYes,
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

    /// Who may decide about what `spender` spent: others than them, and nobody who stands in for them; save where nobody
    /// else could.
    fn free(&self, spender: MemberId) -> Vec<&Decider> {
        let chain = self.stand_ins(spender);
        let others: Vec<&Decider> = self.0.iter().filter(|decider| decider.id != spender).collect();
        let apart: Vec<&Decider> =
            others.iter().copied().filter(|decider| !chain.contains(&decider.id)).collect();
        if apart.is_empty() { others } else { apart }
    }

    /// Whom a step of an expense of `spender` waits for, if `said` said yes to steps before it. Never whoever spent it,
    /// and nobody of those before, save where nobody else may decide.
    pub fn asked(&self, target: Target, spender: MemberId, said: &[MemberId]) -> Asked {
        self.asked_of(&self.free(spender), target, spender, said)
    }

    fn asked_of(&self, free: &[&Decider], target: Target, spender: MemberId, said: &[MemberId]) -> Asked {
        let routed = |decider: &Decider| match target {
            Target::Person(person) => decider.id == person,
            Target::Role(role) => decider.role == role,
            Target::Anybody => true,
        };
        let shapes = |decider: &Decider| matches!(decider.role, Role::Owner | Role::Admin);
        let again = !said.is_empty() && free.iter().all(|decider| said.contains(&decider.id));
        let some = |wanted: &dyn Fn(&Decider) -> bool| {
            let named: Vec<&Decider> = free.iter().copied().filter(|decider| wanted(decider)).collect();
            let mut people = self.with_stand_ins(&named, free);
            people.retain(|(one, _)| again || !said.contains(one));
            (!people.is_empty()).then_some(people)
        };
        if let Some(people) = some(&routed) {
            let because = if again { Because::NobodyElse } else { Because::Routed };
            return Asked { people, because };
        }
        if let Some(people) = some(&shapes).or_else(|| some(&|_| true)) {
            let because = match free.iter().any(|decider| routed(decider)) {
                _ if again => Because::NobodyElse,
                true => Because::SaidYes,
                false => Because::TakenOver,
            };
            return Asked { people, because };
        }
        let alone = self.find(spender).filter(|decider| shapes(decider));
        Asked {
            people: alone.map(|decider| (decider.id, None)).into_iter().collect(),
            because: Because::NobodyElse,
        }
    }

    fn with_stand_ins(&self, named: &[&Decider], free: &[&Decider]) -> Vec<(MemberId, Option<MemberId>)> {
        let mut people: Vec<(MemberId, Option<MemberId>)> =
            named.iter().map(|decider| (decider.id, None)).collect();
        for decider in named {
            for stand_in in self.stand_ins(decider.id) {
                let known = people.iter().any(|(one, _)| *one == stand_in);
                if !known && free.iter().any(|one| one.id == stand_in) {
                    people.push((stand_in, Some(decider.id)));
                }
            }
        }
        people
    }

    /// The admins and owners who aren't asked about a step and may decide it all the same.
    pub fn others(&self, target: Target, spender: MemberId, said: &[MemberId]) -> Vec<MemberId> {
        let over = |one: &MemberId| self.capacity(*one, target, spender, said) == Capacity::Over;
        self.0.iter().map(|decider| decider.id).filter(over).collect()
    }

    /// Whether there are any [`Self::others`].
    pub fn has_others(&self, target: Target, spender: MemberId, said: &[MemberId]) -> bool {
        !self.others(target, spender, said).is_empty()
    }

    /// As what somebody may decide a step of an expense of `spender`, if `said` said yes to steps before it.
    pub fn capacity(&self, one: MemberId, target: Target, spender: MemberId, said: &[MemberId]) -> Capacity {
        let free = self.free(spender);
        let asked = self.asked_of(&free, target, spender, said);
        if let Some((_, absent)) = asked.people.iter().find(|(asked, _)| *asked == one) {
            return absent.map_or(Capacity::Asked, Capacity::For);
        }
        let Some(decider) = self.find(one).filter(|_| one != spender) else { return Capacity::Not };
        if !free.iter().any(|free| free.id == one) {
            return Capacity::StandIn;
        }
        match decider.role {
            _ if asked.because != Because::NobodyElse && said.contains(&one) => Capacity::SaidYes,
            Role::Owner | Role::Admin => Capacity::Over,
            _ => Capacity::Not,
        }
    }
}

#[cfg(test)]
mod tests;
