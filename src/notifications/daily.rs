//! The letter of the day: what members want to hear of once a day, in one letter each, at eight in the morning where the
//! organization is. What was missed is caught up with in one.

use super::Sight;
use super::handlers::{is_visible, named};
use super::letters;
use super::queries::{self, Notice};
use super::say::Told;
use super::unsubscribe::Scope;
use crate::domain::id::{ExpenseId, MemberId};
use crate::error::AppError;
use crate::identity::brand::{self, Doorplate};
use crate::identity::members;
use crate::identity::reach::{self, Reached};
use crate::mail::{Chore, PostOffice};
use crate::tenancy::{Organization, TenantConn};
use crate::words::Languages;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::HashMap;
use uuid::Uuid;

/// So many members are written to in one unit of work.
const AT_ONCE: i64 = 50;
/// How long what was read is kept.
const READ_LASTS: TimeDelta = TimeDelta::days(90);
/// How long everything else is.
const ALL_LASTS: TimeDelta = TimeDelta::days(365);

/// Writes the letters of the day.
pub struct DailyLetters {
    post_office: PostOffice,
    languages: Languages,
    sight: Sight,
}

impl DailyLetters {
    /// Writes into this post office, in these languages, of what `sight` shows.
    pub fn new(post_office: PostOffice, languages: Languages, sight: Sight) -> Self {
        Self { post_office, languages, sight }
    }

    fn write(
        &self,
        conn: &mut TenantConn<'_>,
        organization: &Organization,
        context: &Context,
        to: &Reached,
        notices: &[Notice],
        now: DateTime<Utc>,
    ) -> Result<(), AppError> {
        let fresh =
            || notices.iter().filter(|notice| notice.read_at.is_none() && notice.kind.reaches(to.role));
        let expenses: Vec<ExpenseId> = fresh().flat_map(|notice| named(&notice.about)).collect();
        let visible = (self.sight.0)(conn, to.id, to.role, &expenses)?;
        let told = fresh().filter(|notice| is_visible(&notice.about, &visible)).map(|notice| {
            let who = notice.by.and_then(|by| context.names.get(&by.uuid())).map_or("", String::as_str);
            Told { kind: notice.kind, who, about: &notice.about }
        });
        let told: Vec<Told<'_>> = told.collect();
        if told.is_empty() {
            return Ok(());
        }
        let origin = self.post_office.origin(organization);
        let language = self.languages.of([to.locale.as_str()]);
        let mut letter = letters::daily(to, language, &told, &origin)?;
        letter.unsubscribe = Scope::Daily.link(self.post_office.keyring(), organization.id, to.id, &origin);
        self.post_office.put(conn, &context.door.brand, &letter, now)
    }
}

/// What every letter of one unit needs.
struct Context {
    door: Doorplate,
    names: HashMap<Uuid, String>,
}

impl Chore for DailyLetters {
    fn work(
        &self,
        conn: &mut TenantConn<'_>,
        organization: &Organization,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, AppError> {
        let due = queries::take_due(conn, now, AT_ONCE)?;
        if !due.is_empty() {
            let context = Context { door: brand::find_doorplate(conn)?, names: members::list_names(conn)? };
            let ids: Vec<MemberId> = due.keys().copied().collect();
            for to in reach::list(conn, &ids)? {
                let notices = due.get(&to.id).map_or(&[][..], Vec::as_slice);
                self.write(conn, organization, &context, &to, notices, now)?;
            }
        }
        queries::next_due(conn)
    }

    fn look(&self, conn: &mut TenantConn<'_>, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, AppError> {
        queries::forget(conn, now - READ_LASTS, now - ALL_LASTS)?;
        queries::next_due(conn)
    }
}
