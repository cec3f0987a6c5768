//! Telling: what is stored in everybody's list, and the letters that tell of it at once, in the transaction of what it
//! tells of. One piece of news is one row and at most one letter a person; nobody is told of their own act, and nobody
//! who can't sign in any more is told anything.

use super::kind::Delivery;
use super::news::News;
use super::say::Told;
use super::unsubscribe::Scope;
use super::{letters, morning, queries, wishes};
use crate::domain::id::{ExpenseId, MemberId};
use crate::domain::timezone::Timezone;
use crate::error::AppError;
use crate::identity::reach::{self, Reached};
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::mail::PostOffice;
use crate::tenancy::{Organization, TenantConn};
use crate::web::brand::Brand;
use crate::words::Languages;
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whose news it is, with the facts of their organization.
#[derive(Debug, Clone, Copy)]
pub struct Sender<'a> {
    /// Who did it; none where the program did.
    pub by: Option<MemberId>,
    /// Their name; empty for the program.
    pub name: &'a str,
    /// What letters wear.
    pub brand: &'a Brand,
    /// Where mornings begin.
    pub timezone: Timezone,
    /// The languages there are.
    pub languages: Languages,
    /// The instant of it, UTC.
    pub now: DateTime<Utc>,
}

impl<'a> From<&'a Viewer> for Sender<'a> {
    fn from(viewer: &'a Viewer) -> Self {
        Self {
            by: Some(viewer.id),
            name: &viewer.name,
            brand: &viewer.organization.brand,
            timezone: viewer.organization.timezone,
            languages: viewer.languages,
            now: viewer.now,
        }
    }
}

/// Tells people, for one request. Clones are the same messenger: one goes along into the transaction, the other waits for
/// its end.
#[derive(Clone)]
pub struct Messenger {
    post_office: PostOffice,
    organization: Arc<Organization>,
    origin: String,
    carries: Arc<AtomicBool>,
}

impl Messenger {
    /// The messenger of a visit.
    pub fn of(visit: &Visit) -> Self {
        Self::new(visit.post_office().clone(), Arc::clone(visit.organization()), visit.origin())
    }

    /// A messenger of an organization whose public origin this is.
    pub fn new(post_office: PostOffice, organization: Arc<Organization>, origin: String) -> Self {
        Self { post_office, organization, origin, carries: Arc::default() }
    }

    /// Stores each piece of news for whom it is, and writes the letters that are wanted at once.
    ///
    /// # Errors
    /// When the database is away; then nothing may be committed.
    pub fn tell(
        &self,
        conn: &mut TenantConn<'_>,
        sender: Sender<'_>,
        news: Vec<News>,
    ) -> Result<(), AppError> {
        let news: Vec<News> = news.into_iter().filter(|one| Some(one.to) != sender.by).collect();
        if news.is_empty() {
            return Ok(());
        }
        let mut ids: Vec<MemberId> = news.iter().map(|one| one.to).collect();
        ids.sort_unstable();
        ids.dedup();
        let people: HashMap<MemberId, Reached> =
            reach::list(conn, &ids)?.into_iter().map(|to| (to.id, to)).collect();
        let chosen = wishes::list(conn, &ids)?;
        let morning = morning::next(sender.timezone, sender.now);
        let mut rows = Vec::with_capacity(news.len());
        for one in &news {
            let Some(to) = people.get(&one.to).filter(|to| one.kind.reaches(to.role)) else { continue };
            let delivery = chosen.get(&(one.to, one.kind)).copied().unwrap_or_else(|| one.kind.usual());
            rows.push(queries::New {
                news: one,
                by: sender.by,
                digest_at: (delivery == Delivery::Daily).then_some(morning),
                now: sender.now,
            });
            if delivery == Delivery::AtOnce {
                self.write(conn, &sender, to, one)?;
            }
        }
        if rows.is_empty() {
            return Ok(());
        }
        queries::insert(conn, &rows)?;
        self.carries.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Has the letters sent, if there are any; after the commit.
    pub fn send(&self) {
        if self.carries.load(Ordering::Relaxed) {
            self.post_office.wake(&self.organization);
        }
    }

    fn write(
        &self,
        conn: &mut TenantConn<'_>,
        sender: &Sender<'_>,
        to: &Reached,
        news: &News,
    ) -> Result<(), AppError> {
        let language = sender.languages.of([to.locale.as_str()]);
        let told = Told { kind: news.kind, who: sender.name, about: &news.about };
        let mut letter = letters::letter(to, language, told, &self.origin)?;
        let scope = Scope::Kind(news.kind);
        letter.unsubscribe =
            scope.link(self.post_office.keyring(), self.organization.id, to.id, &self.origin);
        self.post_office.put(conn, sender.brand, &letter, sender.now)
    }
}

/// Whoever does something with an expense has seen what they were told of it.
///
/// # Errors
/// When the database is away.
pub fn seen(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    expenses: &[ExpenseId],
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    if expenses.is_empty() { Ok(()) } else { queries::mark_seen(conn, member, expenses, now) }
}
