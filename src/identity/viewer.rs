//! Who is looking: the signed-in member with the facts of their organization, read in the page's own unit of work so
//! that suspension, role and deactivation are exact.

use super::badge::Counted;
use super::brand::{self, Columns};
use crate::domain::currency::Currency;
use crate::domain::dates;
use crate::domain::format::Format;
use crate::domain::id::MemberId;
use crate::domain::locale::Locale;
use crate::domain::timezone::Timezone;
use crate::error::AppError;
use crate::policy::role::Role;
use crate::schema::tenant::{members, organization, sessions};
use crate::tenancy::TenantConn;
use crate::web::brand::Brand;
use crate::web::chrome::{Chrome, initials};
use crate::web::frame::{Flash, Frame, Page, Person, Reminder};
use crate::words::{Language, Languages, Speak, phrase};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use std::sync::Arc;
use uuid::Uuid;

/// A session not used for this long is over.
pub const IDLE: TimeDelta = TimeDelta::days(14);
/// A session this old is over.
pub const ABSOLUTE: TimeDelta = TimeDelta::days(90);
/// Last-seen is written at most this often.
const LAST_SEEN_EVERY: TimeDelta = TimeDelta::minutes(5);

/// The signed-in member.
#[derive(Debug, Clone)]
pub struct Viewer {
    /// Who.
    pub id: MemberId,
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// What they are.
    pub role: Role,
    /// Whether their address is known to be theirs.
    pub verified: bool,
    /// How they read and write numbers and dates: their own choice, else the organization's.
    pub locale: Locale,
    /// The language they are answered in.
    pub language: Language,
    /// The languages there are, for whoever else hears of what they do.
    pub languages: Languages,
    /// Their organization.
    pub organization: Facts,
    /// The instant of the request, UTC.
    pub now: DateTime<Utc>,
    /// When their session was used last, to five minutes, UTC.
    pub last_seen: DateTime<Utc>,
    /// How many things wait at the places of the navigation; counted after the page's own work.
    pub waiting: Vec<Counted>,
    /// How much of what they were told they haven't read, at most 100.
    pub unread: usize,
}

/// What every page has to know of the organization.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Its name, look and logo.
    pub brand: Brand,
    /// Its base currency.
    pub currency: Currency,
    /// Where its days begin.
    pub timezone: Timezone,
    /// Whether it is suspended.
    pub suspended: bool,
    /// Whether it is a demo.
    pub demo: bool,
}

impl Viewer {
    /// Today in the organization's time zone.
    pub fn today(&self) -> NaiveDate {
        dates::today(self.organization.timezone, self.now)
    }

    /// How this person reads money and dates.
    pub fn format(&self) -> Arc<Format> {
        Format::of(&self.locale)
    }

    /// A phrase in this person's language.
    pub fn say(&self, what: impl Speak) -> String {
        self.language.speak(&what).into_owned()
    }

    /// How many things wait for this person at a place of the navigation.
    pub fn waiting_at(&self, href: &str) -> usize {
        self.waiting.iter().find(|(place, _)| *place == href).and_then(|(_, count)| *count).unwrap_or(0)
    }

    /// Owners are asked to verify their address: until one has, only a few people can be invited.
    fn reminder(&self) -> Option<Reminder> {
        (self.role == Role::Owner && !self.verified).then(|| Reminder {
            text: self.say(phrase!("identity-verify-reminder", email = &self.email)),
            action: "/verify/resend",
            label: self.language.word("identity-verify-resend"),
            href: "/settings/profile#email",
            link: self.language.word("identity-verify-correct"),
        })
    }

    /// The head and the frame of a page at `path`.
    pub fn page(&self, chrome: &Chrome, title: &str, path: &str, flash: Option<Flash>) -> (Page, Frame) {
        let person = Person {
            name: self.name.clone(),
            role: self.role.label(self.language).to_owned(),
            initials: initials(&self.name, 2),
        };
        let mut page =
            chrome.page(self.language, title, &self.organization.brand, flash, self.organization.demo);
        page.reminder = self.reminder();
        let mut frame = chrome.frame(self.language, &self.organization.brand, person, path, self.role);
        for (href, count) in &self.waiting {
            frame.count(href, *count);
        }
        frame.unread(self.unread);
        (page, frame)
    }
}

type Row = (
    (DateTime<Utc>, Uuid, String, String, String, Option<String>, bool),
    (String, String, String, String, bool),
    Columns,
    bool,
    i64,
);

/// The member of a live session, by the hash of its id. Hot: every page runs it.
pub fn find_by_session(
    conn: &mut TenantConn<'_>,
    session_hash: &[u8],
    now: DateTime<Utc>,
    languages: Languages,
) -> Result<Option<Viewer>, AppError> {
    let row: Option<Row> = conn.find_hot(
        sessions::table
            .inner_join(members::table)
            .inner_join(organization::table.on(organization::id.is_not_null()))
            .filter(sessions::id_hash.eq(session_hash))
            .filter(sessions::expires_at.gt(now))
            .filter(sessions::last_seen_at.gt(now - IDLE))
            .filter(members::deactivated_at.is_null())
            .select((
                (
                    sessions::last_seen_at,
                    members::id,
                    members::name,
                    members::email,
                    members::role,
                    members::locale,
                    members::verified_at.is_not_null(),
                ),
                (
                    organization::state,
                    organization::currency,
                    organization::timezone,
                    organization::locale,
                    organization::demo,
                ),
                Columns::as_select(),
                brand::logo_outside(),
                unread(),
            )),
    )?;
    row.map(|row| viewer(row, now, languages)).transpose()
}

/// How much of what a member was told they haven't read, counted up to 100. It stands in the statement that every page
/// runs anyway, though the table is that of `notifications`, which is above: a page asks nothing more for the number.
fn unread() -> SqlLiteral<BigInt> {
    sql("(SELECT count(*) FROM (SELECT 1 FROM notifications WHERE notifications.member_id = members.id \
         AND notifications.read_at IS NULL LIMIT 100) AS unread)")
}

/// Writes down that the session is in use, where that is due. After the page's own work and past rows that somebody
/// holds: whoever ends sessions has locked their members first, so a session held before the work that locks members
/// would be a deadlock.
pub fn touch(conn: &mut TenantConn<'_>, viewer: &Viewer, session_hash: &[u8]) -> Result<(), AppError> {
    if viewer.now - viewer.last_seen <= LAST_SEEN_EVERY {
        return Ok(());
    }
    let own = sessions::table.filter(sessions::id_hash.eq(session_hash));
    let free: Option<Vec<u8>> = conn.find(own.select(sessions::id_hash).for_update().skip_locked())?;
    if free.is_some() {
        conn.execute(diesel::update(own).set(sessions::last_seen_at.eq(viewer.now)))?;
    }
    Ok(())
}

fn viewer(
    (member, facts, columns, outside, unread): Row,
    now: DateTime<Utc>,
    languages: Languages,
) -> Result<Viewer, AppError> {
    let (last_seen, id, name, email, role, locale, verified) = member;
    let (state, currency, timezone, organization_locale, demo) = facts;
    let unreadable =
        |what: &str, value: &str| AppError::internal(format!("{what} {value:?} in the database"));
    Ok(Viewer {
        verified,
        language: languages.of(locale.as_deref().into_iter().chain([organization_locale.as_str()])),
        languages,
        id: MemberId::from(id),
        name,
        email,
        role: Role::parse(&role).ok_or_else(|| unreadable("role", &role))?,
        locale: Locale::parse(locale.as_deref().unwrap_or(&organization_locale)).unwrap_or_default(),
        organization: Facts {
            brand: columns.brand(outside),
            currency: Currency::stored(&currency).map_err(|_| unreadable("currency", &currency))?,
            timezone: Timezone::parse(&timezone).unwrap_or_default(),
            suspended: state == "suspended",
            demo,
        },
        now,
        last_seen,
        waiting: Vec::new(),
        unread: usize::try_from(unread).unwrap_or_default(),
    })
}
