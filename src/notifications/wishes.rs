//! How members want letters: the queries, and changing it with its event in the trail.

use super::kind::{Delivery, Kind};
use crate::domain::id::MemberId;
use crate::error::AppError;
use crate::identity::trail::{self, Act, Event, Facts, Subject};
use crate::schema::tenant::{notification_choices, notifications};
use crate::tenancy::TenantConn;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::upsert::excluded;
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

/// When letters of a kind reach somebody, as they chose.
pub type Chosen = HashMap<(MemberId, Kind), Delivery>;

/// How these members want letters, where they chose.
///
/// # Errors
/// When the database is away.
pub fn list(conn: &mut TenantConn<'_>, members: &[MemberId]) -> Result<Chosen, AppError> {
    let ids: Vec<Uuid> = members.iter().map(|id| id.uuid()).collect();
    let rows: Vec<(Uuid, String, String)> =
        conn.load(notification_choices::table.filter(notification_choices::member_id.eq_any(ids)).select((
            notification_choices::member_id,
            notification_choices::kind,
            notification_choices::delivery,
        )))?;
    let read = |(member, kind, delivery): (Uuid, String, String)| {
        Some(((MemberId::from(member), Kind::parse(&kind)?), Delivery::parse(&delivery)?))
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// How one member wants letters of each kind.
#[derive(Debug, Clone)]
pub struct Wishes {
    member: MemberId,
    chosen: Chosen,
    before: HashMap<Kind, Delivery>,
}

/// A member's own.
///
/// # Errors
/// When the database is away.
pub fn find(conn: &mut TenantConn<'_>, member: MemberId) -> Result<Wishes, AppError> {
    let chosen = list(conn, &[member])?;
    let rows: Vec<(String, String)> = conn.load(
        notification_choices::table
            .filter(notification_choices::member_id.eq(member.uuid()))
            .filter(notification_choices::before.is_not_null())
            .select((notification_choices::kind, notification_choices::before.assume_not_null())),
    )?;
    let read = |(kind, before): (String, String)| Some((Kind::parse(&kind)?, Delivery::parse(&before)?));
    Ok(Wishes { member, chosen, before: rows.into_iter().filter_map(read).collect() })
}

impl Wishes {
    /// When letters of a kind come.
    pub fn of(&self, kind: Kind) -> Delivery {
        self.chosen.get(&(self.member, kind)).copied().unwrap_or_else(|| kind.usual())
    }

    /// When they came before a letter's own link switched them off.
    pub fn before(&self, kind: Kind) -> Option<Delivery> {
        self.before.get(&kind).copied()
    }

    /// Writes what is to be otherwise; whether anything is. `by_link` remembers what was, so that it can be again.
    ///
    /// # Errors
    /// When the database is away.
    pub fn change(
        &self,
        conn: &mut TenantConn<'_>,
        wanted: &[(Kind, Delivery)],
        by_link: bool,
        now: DateTime<Utc>,
    ) -> Result<bool, AppError> {
        let changed = || wanted.iter().copied().filter(|(kind, delivery)| self.of(*kind) != *delivery);
        let (mut before, mut after) = (Facts::new(), Facts::new());
        for (kind, delivery) in changed() {
            let fact = |delivery: Delivery| Value::from(delivery.as_str());
            before.insert(format!("mail_{}", kind.as_str()), fact(self.of(kind)));
            after.insert(format!("mail_{}", kind.as_str()), fact(delivery));
            let was = by_link.then(|| self.of(kind).as_str());
            upsert(conn, self.member, kind, delivery, was, now)?;
        }
        if after.is_empty() {
            return Ok(false);
        }
        let off: Vec<&str> =
            changed().filter(|(_, to)| *to == Delivery::Off).map(|(kind, _)| kind.as_str()).collect();
        let waiting = notifications::table
            .filter(notifications::member_id.eq(self.member.uuid()))
            .filter(notifications::digest_at.is_not_null())
            .filter(notifications::kind.eq_any(off));
        conn.execute(diesel::update(waiting).set(notifications::digest_at.eq(None::<DateTime<Utc>>)))?;
        let event = Event {
            actor: Some(self.member),
            act: Act::MemberNotificationsChanged,
            subject: Subject::Member(self.member.uuid()),
            before: Some(before.into()),
            after: Some(after.into()),
        };
        trail::record(conn, event, now)?;
        Ok(true)
    }
}

fn upsert(
    conn: &mut TenantConn<'_>,
    member: MemberId,
    kind: Kind,
    delivery: Delivery,
    before: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    conn.execute(
        diesel::insert_into(notification_choices::table)
            .values((
                notification_choices::member_id.eq(member.uuid()),
                notification_choices::kind.eq(kind.as_str()),
                notification_choices::delivery.eq(delivery.as_str()),
                notification_choices::before.eq(before.filter(|_| delivery == Delivery::Off)),
                notification_choices::updated_at.eq(now),
            ))
            .on_conflict((notification_choices::member_id, notification_choices::kind))
            .do_update()
            .set((
                notification_choices::delivery.eq(excluded(notification_choices::delivery)),
                notification_choices::before.eq(excluded(notification_choices::before)),
                notification_choices::updated_at.eq(excluded(notification_choices::updated_at)),
            )),
    )?;
    Ok(())
}
