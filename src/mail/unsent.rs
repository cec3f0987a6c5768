//! Letters that were not sent (yet), opened.

use super::letter::Posted;
use super::outbox;
use super::post_office::Outbox;
use crate::error::AppError;
use crate::tenancy::outbox::Unsent as Entry;
use crate::tenancy::{TenantConn, Tenants};
use crate::web::keyring::Keyring;
use chrono::{DateTime, Utc};
use std::sync::Arc;
use uuid::Uuid;

/// A letter that waits or was given up.
#[derive(Debug, Clone)]
pub struct Unsent {
    /// Its entry.
    pub id: Uuid,
    /// The Message-ID that every try carries.
    pub message_id: String,
    /// What it says; none where no key of the ring opens it.
    pub posted: Option<Posted>,
    /// How often it was tried.
    pub attempts: i32,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// Since when it is given up.
    pub dead_at: Option<DateTime<Utc>>,
}

/// An organization's, oldest first.
///
/// # Errors
/// When the database is away.
pub fn list(conn: &mut TenantConn<'_>, keyring: &Keyring) -> Result<Vec<Unsent>, AppError> {
    Ok(outbox::list_unsent(conn)?.into_iter().map(|entry| open(entry, keyring)).collect())
}

/// Those that belong to no organization, oldest first.
///
/// # Errors
/// When the database is away.
pub async fn list_shared(tenants: &Tenants, keyring: &Keyring) -> Result<Vec<Unsent>, AppError> {
    let entries = tenants.list_unsent_shared_mail().await?;
    Ok(entries.into_iter().map(|entry| open(entry, keyring)).collect())
}

/// Has everything tried again that was given up, over all organizations, and wakes a worker; how many letters. An
/// organization that can't be reached is left alone.
///
/// # Errors
/// When the database is away.
pub async fn retry_dead(tenants: &Tenants, now: DateTime<Utc>) -> Result<usize, AppError> {
    let mut revived = tenants.revive_shared_mail(now).await?;
    let mut hints = if revived > 0 { vec![Outbox::Shared.hint()] } else { Vec::new() };
    let sweep = tenants.sweep()?;
    for organization in tenants.list().await? {
        let id = organization.id;
        let slug = organization.slug.clone();
        match sweep.run(&Arc::new(organization), move |conn| outbox::revive(conn, now)).await {
            Ok(0) => {}
            Ok(here) => {
                hints.push(id);
                revived += here;
            }
            // One that is behind or in the middle of its update must not keep the others waiting.
            Err(error) => tracing::warn!(organization = %slug, %error, "its dead letters were left alone"),
        }
    }
    if !hints.is_empty() {
        tenants.leave_mail_hints(hints, now).await?;
    }
    Ok(revived)
}

fn open(entry: Entry, keyring: &Keyring) -> Unsent {
    Unsent {
        id: entry.id,
        posted: Posted::open(keyring, entry.id, &entry.body),
        message_id: entry.message_id,
        attempts: entry.attempts,
        last_error: entry.last_error,
        dead_at: entry.dead_at,
    }
}

impl Unsent {
    /// Whom it is for, enough to tell people apart: `m…@acme.test`.
    pub fn masked_recipient(&self) -> String {
        let Some(posted) = &self.posted else { return "?".to_owned() };
        let to = &posted.letter.to;
        format!("{}…@{}", to.as_str().chars().next().unwrap_or_default(), to.domain())
    }
}
