//! Takes the news of a change to whom it concerns: into the outbox in the transaction of the change, one letter a person
//! and request, and never to whoever made the change.

use super::letters::{self, News, What};
use super::life::{Done, Hears};
use super::queries::Expense;
use crate::domain::id::MemberId;
use crate::domain::text::Remark;
use crate::error::AppError;
use crate::identity::reach::{self, Reached};
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::mail::PostOffice;
use crate::policy::role::Power;
use crate::tenancy::{Organization, TenantConn};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Of one request. Clones are the same courier: one goes along into the transaction, the other waits for its end.
#[derive(Clone)]
pub struct Courier {
    post_office: PostOffice,
    organization: Arc<Organization>,
    origin: String,
    carries: Arc<AtomicBool>,
}

/// One person and what they are to hear of.
type Told<'a> = (MemberId, What, Vec<&'a Done>);

impl Courier {
    /// The courier of a visit.
    pub fn of(visit: &Visit) -> Self {
        Self {
            post_office: visit.post_office().clone(),
            organization: Arc::clone(visit.organization()),
            origin: visit.origin(),
            carries: Arc::default(),
        }
    }

    /// Writes to everybody who shall hear of what the viewer did.
    ///
    /// # Errors
    /// When the database is away; then nothing may be committed.
    pub fn tell(&self, conn: &mut TenantConn<'_>, viewer: &Viewer, done: &[Done]) -> Result<(), AppError> {
        let told = told(viewer, done);
        let ids: Vec<MemberId> = told.iter().map(|(id, ..)| *id).filter(|id| *id != viewer.id).collect();
        if ids.is_empty() {
            return Ok(());
        }
        for to in reach::list(conn, &ids)? {
            for (_, what, done) in told.iter().filter(|(id, ..)| *id == to.id) {
                // An approver whose role has changed since cannot decide any more.
                if matches!(what, What::Submitted | What::PassedOn) && !to.role.may(Power::Decide) {
                    continue;
                }
                let words = done.first().and_then(|done| done.words.as_deref());
                let expenses = done.iter().map(|done| &done.expense).collect();
                self.put(conn, viewer, &to, &News { what: *what, who: &viewer.name, words, expenses })?;
            }
        }
        Ok(())
    }

    /// Writes to whoever spent it what the viewer said about it.
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
        if expense.member_id == viewer.id {
            return Ok(());
        }
        let (words, expenses) = (Some(text.as_str()), vec![expense]);
        let news = News { what: What::Commented, who: &viewer.name, words, expenses };
        for to in reach::list(conn, &[expense.member_id])? {
            self.put(conn, viewer, &to, &news)?;
        }
        Ok(())
    }

    /// Has the letters sent, if there are any; after the commit.
    pub fn send(&self) {
        if self.carries.load(Ordering::Relaxed) {
            self.post_office.wake(&self.organization);
        }
    }

    fn put(
        &self,
        conn: &mut TenantConn<'_>,
        viewer: &Viewer,
        to: &Reached,
        news: &News<'_>,
    ) -> Result<(), AppError> {
        let organization = &viewer.organization;
        let language = viewer.languages.of([to.locale.as_str()]);
        let letter = letters::letter(to, language, news, organization.currency, &self.origin)?;
        self.post_office.put(conn, &organization.brand, &letter, viewer.now)?;
        self.carries.store(true, Ordering::Relaxed);
        Ok(())
    }
}

/// What was done, by who shall hear of it.
fn told<'a>(viewer: &Viewer, done: &'a [Done]) -> Vec<Told<'a>> {
    let news: Vec<(Hears, What, &Done)> = done
        .iter()
        .filter_map(|done| done.told(viewer.id).map(|(hears, what)| (hears, what, done)))
        .collect();
    let mut told: Vec<Told<'_>> = Vec::new();
    for (hears, what, done) in news {
        let who = match hears {
            Hears::Spender(member) => vec![member],
            Hears::Asked => done.asked.clone(),
        };
        for who in who {
            match told.iter_mut().find(|(id, other, _)| *id == who && *other == what) {
                Some((.., all)) => all.push(done),
                None => told.push((who, what, vec![done])),
            }
        }
    }
    told
}
