//! What waits for long: once a step, whoever it waits for is reminded, and later admins and owners are asked too. Both at
//! eight in the morning where the organization is, so many days after the day on which the step began to wait.

use super::hands::{self, Hand, Nudge, Overdue};
use super::queries::{self, Expense, Scope};
use super::{present, routing};
use crate::domain::currency::Currency;
use crate::domain::dates;
use crate::domain::id::{ExpenseId, MemberId};
use crate::domain::timezone::Timezone;
use crate::error::AppError;
use crate::identity::trail::{self, Act, Event, Subject};
use crate::identity::{brand, company, organization, reach};
use crate::mail::{Chore, PostOffice};
use crate::notifications::{About, Expenses, Item, Kind, Messenger, News, Sender, morning};
use crate::policy::asked::{Company, Target};
use crate::policy::role::Role;
use crate::tenancy::{Organization, TenantConn};
use crate::words::Languages;
use chrono::{DateTime, Days, NaiveDate, Utc};
use serde_json::json;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use uuid::Uuid;

/// So many steps are seen to in one unit of work.
const AT_ONCE: i64 = 200;

/// Reminds and escalates.
pub struct Nudges {
    post_office: PostOffice,
    languages: Languages,
}

/// How long an organization lets things wait.
struct Patience {
    timezone: Timezone,
    currency: Currency,
    remind: i16,
    escalate: i16,
}

impl Patience {
    fn load(conn: &mut TenantConn<'_>) -> Result<Self, AppError> {
        let settings = organization::find(conn)?;
        Ok(Self {
            timezone: Timezone::parse(&settings.timezone).map_err(AppError::internal)?,
            currency: Currency::stored(&settings.currency).map_err(AppError::internal)?,
            remind: settings.remind_days,
            escalate: settings.escalate_days,
        })
    }

    /// After how many days; none for never.
    fn days(&self, nudge: Nudge) -> Option<Days> {
        let days = match nudge {
            Nudge::Reminder => self.remind,
            Nudge::Escalation => self.escalate,
        };
        u64::try_from(days).ok().filter(|days| *days > 0).map(Days::new)
    }

    fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        dates::today(self.timezone, at)
    }

    /// The instant before which a step began to wait with which it is time now.
    fn before(&self, nudge: Nudge, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let (days, today) = (self.days(nudge)?, self.day(now));
        // The last day whose morning has come.
        let day = if morning::of(self.timezone, today) <= now { today } else { today.pred_opt()? };
        Some(dates::start_of_day(self.timezone, day.checked_sub_days(days)?.succ_opt()?))
    }

    /// When it is time with a step that waits since then.
    fn due(&self, nudge: Nudge, since: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let day = self.day(since).checked_add_days(self.days(nudge)?)?;
        Some(morning::of(self.timezone, day))
    }

    fn next(&self, conn: &mut TenantConn<'_>) -> Result<Option<DateTime<Utc>>, AppError> {
        let mut next = None;
        for nudge in [Nudge::Reminder, Nudge::Escalation] {
            if self.days(nudge).is_some() {
                let due = hands::find_longest(conn, nudge)?.and_then(|since| self.due(nudge, since));
                next = next.into_iter().chain(due).min();
            }
        }
        Ok(next)
    }
}

/// What each step that waits for long is about.
struct Found {
    company: Company,
    expenses: HashMap<ExpenseId, Expense>,
    hands: HashMap<ExpenseId, Vec<Hand>>,
    approvers: HashMap<MemberId, MemberId>,
}

impl Found {
    fn load(conn: &mut TenantConn<'_>, today: NaiveDate, steps: &[Overdue]) -> Result<Self, AppError> {
        let waiting: Vec<ExpenseId> = steps.iter().map(|step| step.expense).collect();
        let ids: Vec<Uuid> = waiting.iter().map(|id| id.uuid()).collect();
        let expenses: HashMap<ExpenseId, Expense> = queries::list_some(conn, Scope::All, &ids)?
            .into_iter()
            .map(|expense| (expense.id, expense))
            .collect();
        let spenders: Vec<MemberId> = expenses.values().map(|expense| expense.member_id).collect();
        let approvers = reach::list_approvers(conn, &spenders)?;
        let hands = hands::list(conn, &waiting)?;
        Ok(Self { company: company::load(conn, today)?, approvers, expenses, hands })
    }

    /// Who said yes to the steps before.
    fn said(&self, step: &Overdue) -> Vec<MemberId> {
        self.hands.get(&step.expense).map(|hands| hands::said(hands)).unwrap_or_default()
    }

    /// Whom it waits for; where that is anybody and nobody in particular, all of them.
    fn asked(&self, step: &Overdue, expense: &Expense) -> Vec<MemberId> {
        let spender = expense.member_id;
        let approver = self.approvers.get(&spender).copied();
        let said = self.said(step);
        let told = routing::told(&self.company, step.target, spender, &said, approver);
        if told.is_empty() {
            return self.company.present(&self.company.asked(step.target, spender, &said));
        }
        told
    }

    /// The admins and owners who may decide about it and aren't asked; those who are there, if any are.
    fn others(&self, step: &Overdue, expense: &Expense) -> Vec<MemberId> {
        let spender = expense.member_id;
        let may = match step.target {
            // All are asked, though only one may have been told.
            Target::Anybody => {
                let told = self.asked(step, expense);
                let asked = self.company.asked(step.target, spender, &self.said(step)).people;
                let shapes = |one: &MemberId| {
                    let role = self.company.find(*one).map(|one| one.role);
                    matches!(role, Some(Role::Owner | Role::Admin)) && !told.contains(one)
                };
                asked.into_iter().map(|(one, _)| one).filter(shapes).collect()
            }
            Target::Person(_) | Target::Role(_) => {
                self.company.others(step.target, spender, &self.said(step))
            }
        };
        let there: Vec<MemberId> =
            may.iter().copied().filter(|one| self.company.stand_ins(*one).is_empty()).collect();
        if there.is_empty() { may } else { there }
    }
}

impl Nudges {
    /// Writes into this post office, in these languages.
    pub fn new(post_office: PostOffice, languages: Languages) -> Self {
        Self { post_office, languages }
    }

    /// Tells of all that it is time with now.
    fn nudge(
        &self,
        conn: &mut TenantConn<'_>,
        organization: &Organization,
        patience: &Patience,
        nudge: Nudge,
        now: DateTime<Utc>,
    ) -> Result<(), AppError> {
        let Some(before) = patience.before(nudge, now) else { return Ok(()) };
        let steps = hands::take_overdue(conn, nudge, before, now, AT_ONCE)?;
        if steps.is_empty() {
            return Ok(());
        }
        let (today, found) = (patience.day(now), Found::load(conn, patience.day(now), &steps)?);
        let mut escalated = Vec::new();
        let mut told: BTreeMap<MemberId, (Vec<Item>, i64)> = BTreeMap::new();
        for step in &steps {
            let Some(expense) = found.expenses.get(&step.expense) else { continue };
            let days = (today - patience.day(step.since)).num_days();
            let people = match nudge {
                Nudge::Reminder => found.asked(step, expense),
                Nudge::Escalation => found.others(step, expense),
            };
            if nudge == Nudge::Escalation && !people.is_empty() {
                escalated.push(event(expense.id, days));
            }
            let money = present::money_of(expense, patience.currency)?;
            let item = Item::new(expense.id, &money, &expense.merchant, expense.spent_on);
            for person in people {
                let (items, longest) = told.entry(person).or_default();
                items.push(item.clone());
                *longest = days.max(*longest);
            }
        }
        trail::record_all(conn, escalated, now)?;
        let kind = match nudge {
            Nudge::Reminder => Kind::Waiting,
            Nudge::Escalation => Kind::Escalated,
        };
        let news = told.into_iter().map(|(to, (items, days))| {
            let about = About::Expenses(Expenses::waiting(items, days));
            News { to, kind, about }
        });
        let door = brand::find_doorplate(conn)?;
        let sender = Sender {
            by: None,
            name: "",
            brand: &door.brand,
            timezone: patience.timezone,
            languages: self.languages,
            now,
        };
        let origin = self.post_office.origin(organization);
        let messenger = Messenger::new(self.post_office.clone(), Arc::new(organization.clone()), origin);
        messenger.tell(conn, sender, news.collect())
    }
}

fn event(expense: ExpenseId, days: i64) -> Event {
    Event {
        actor: None,
        act: Act::ExpenseEscalated,
        subject: Subject::Expense(expense.uuid()),
        before: None,
        after: Some(json!({ "days": days })),
    }
}

impl Chore for Nudges {
    fn work(
        &self,
        conn: &mut TenantConn<'_>,
        organization: &Organization,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, AppError> {
        let patience = Patience::load(conn)?;
        let next = patience.next(conn)?;
        if next.is_none_or(|next| next > now) {
            return Ok(next);
        }
        for nudge in [Nudge::Reminder, Nudge::Escalation] {
            self.nudge(conn, organization, &patience, nudge, now)?;
        }
        patience.next(conn)
    }

    fn look(&self, conn: &mut TenantConn<'_>, _: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, AppError> {
        Patience::load(conn)?.next(conn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn patience(zone: &str, remind: i16) -> Patience {
        let currency = Currency::stored("EUR").unwrap();
        Patience { timezone: Timezone::parse(zone).unwrap(), currency, remind, escalate: 0 }
    }

    #[test]
    fn days_are_counted_where_the_organization_is() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let due = |zone, since| patience(zone, 3).due(Nudge::Reminder, at(since));
        assert_eq!(due("Europe/Vienna", "2026-11-18T22:59:00Z"), Some(at("2026-11-21T07:00:00Z")));
        assert_eq!(due("Europe/Vienna", "2026-11-18T23:00:00Z"), Some(at("2026-11-22T07:00:00Z")));
        assert_eq!(due("America/New_York", "2026-11-18T23:00:00Z"), Some(at("2026-11-21T13:00:00Z")));
        assert_eq!(patience("UTC", 3).due(Nudge::Escalation, at("2026-11-18T23:00:00Z")), None, "never");
    }

    proptest! {
        #[test]
        fn what_is_due_is_taken_and_nothing_else(
            zone in prop::sample::select(Timezone::all()),
            since in 1_700_000_000_i64..1_900_000_000,
            waits in 0_i64..10_000_000,
            days in 1_i16..=90,
        ) {
            let (patience, at) = (patience(zone, days), |at| DateTime::from_timestamp(at, 0).unwrap());
            let (since, now) = (at(since), at(since + waits));
            let is_due = patience.due(Nudge::Reminder, since).unwrap() <= now;
            prop_assert_eq!(since < patience.before(Nudge::Reminder, now).unwrap(), is_due);
        }
    }
}
