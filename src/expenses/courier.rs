//! Says who shall hear of a change: one piece of news a person, kind and request. How it reaches them is the matter of
//! `notifications`.

use super::life::{Done, Hears};
use super::present;
use super::queries::Expense;
use crate::domain::id::{ExpenseId, MemberId};
use crate::domain::text::Remark;
use crate::error::AppError;
use crate::identity::reach;
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::notifications::{self, About, Expenses, Item, Kind, Messenger, News, Sender};
use crate::tenancy::TenantConn;
use std::collections::HashMap;

/// Of one request. Clones are the same courier: one goes along into the transaction, the other waits for its end.
#[derive(Clone)]
pub struct Courier(Messenger);

/// One person and what they are to hear of.
type Told<'a> = (MemberId, Kind, Vec<&'a Done>);

impl Courier {
    /// The courier of a visit.
    pub fn of(visit: &Visit) -> Self {
        Self(Messenger::of(visit))
    }

    /// Tells everybody who shall hear of what the viewer did.
    ///
    /// # Errors
    /// When the database is away; then nothing may be committed.
    pub fn tell(&self, conn: &mut TenantConn<'_>, viewer: &Viewer, done: &[Done]) -> Result<(), AppError> {
        let fresh = || done.iter().filter(|done| !done.repeated);
        let handled: Vec<ExpenseId> = fresh().map(|done| done.expense.id).collect();
        notifications::seen(conn, viewer.id, &handled, viewer.now)?;
        let news = told(conn, viewer, done)?.into_iter().map(|(to, kind, done)| {
            let words = done.first().and_then(|done| done.words.as_deref());
            let items = done.iter().map(|done| item(viewer, &done.expense)).collect::<Result<_, _>>()?;
            Ok(News { to, kind, about: About::Expenses(Expenses::new(items, words)) })
        });
        let news = news.collect::<Result<Vec<News>, AppError>>()?;
        self.0.tell(conn, Sender::from(viewer), news)
    }

    /// Tells whoever spent it what the viewer said about it.
    ///
    /// # Errors
    /// When the database is away; then nothing may be committed.
    pub fn tell_comment(
        &self,
        conn: &mut TenantConn<'_>,
        viewer: &Viewer,
        expense: &Expense,
        text: &Remark,
    ) -> Result<(), AppError> {
        notifications::seen(conn, viewer.id, &[expense.id], viewer.now)?;
        let about = About::Expenses(Expenses::new(vec![item(viewer, expense)?], Some(text.as_str())));
        let news = News { to: expense.member_id, kind: Kind::Commented, about };
        self.0.tell(conn, Sender::from(viewer), vec![news])
    }

    /// Has the letters sent, if there are any; after the commit.
    pub fn send(&self) {
        self.0.send();
    }
}

fn item(viewer: &Viewer, expense: &Expense) -> Result<Item, AppError> {
    let money = present::money_of(expense, viewer.organization.currency)?;
    Ok(Item::new(expense.id, &money, &expense.merchant, expense.spent_on))
}

/// What was done, by who shall hear of it.
fn told<'a>(conn: &mut TenantConn<'_>, viewer: &Viewer, done: &'a [Done]) -> Result<Vec<Told<'a>>, AppError> {
    let news: Vec<(Hears, Kind, &Done)> = done
        .iter()
        .filter_map(|done| done.told(viewer.id).map(|(hears, kind)| (hears, kind, done)))
        .collect();
    let submitters = news.iter().filter_map(|(hears, ..)| match hears {
        Hears::ApproverOf(member) => Some(*member),
        Hears::Spender(_) => None,
    });
    let submitters: Vec<MemberId> = submitters.collect();
    let approvers =
        if submitters.is_empty() { HashMap::new() } else { reach::list_approvers(conn, &submitters)? };
    let mut told: Vec<Told<'a>> = Vec::new();
    for (hears, kind, done) in news {
        let who = match hears {
            Hears::Spender(member) => Some(member),
            Hears::ApproverOf(member) => approvers.get(&member).copied(),
        };
        let Some(who) = who else { continue };
        match told.iter_mut().find(|(id, other, _)| *id == who && *other == kind) {
            Some((.., all)) => all.push(done),
            None => told.push((who, kind, vec![done])),
        }
    }
    Ok(told)
}
