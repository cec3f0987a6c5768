//! The index of addresses, by which people find their organizations: keyed hashes in the registry, derived from the
//! members' own table. Every step says what is true now, so it can be repeated; one that failed is made good by the
//! next, or by `outlay org reindex`.

use super::roster;
use crate::domain::email::Email;
use crate::domain::id::MemberId;
use crate::error::AppError;
use crate::tenancy::resolve::Org;
use crate::web::keyring::Keyring;

const PURPOSE: &str = "address index";

/// What stands in the index for an address: its hash under every key, the newest first.
pub fn hashes(keyring: &Keyring, email: &str) -> Vec<Vec<u8>> {
    keyring.codes(PURPOSE, email.as_bytes())
}

/// Brings the index in line with what the organization says of one member's address.
pub async fn refresh_member(org: &Org, keyring: &Keyring, member: MemberId) {
    match org.run(move |conn| roster::find(conn, member)).await {
        Ok(Some(found)) => refresh(org, keyring, vec![found.email]).await,
        Ok(None) => {}
        Err(error) => warn(org, &error),
    }
}

/// Brings the index in line with what the organization says of these addresses. The change itself is committed
/// already, so what fails here fails nobody's request.
pub async fn refresh(org: &Org, keyring: &Keyring, emails: Vec<String>) {
    for email in emails {
        let hashes = hashes(keyring, &email);
        if let Err(error) = refresh_one(org, email, hashes).await {
            warn(org, &error);
        }
    }
}

async fn refresh_one(org: &Org, email: String, hashes: Vec<Vec<u8>>) -> Result<(), AppError> {
    let Ok(parsed) = Email::parse(&email) else { return Ok(()) };
    let found = org.run(move |conn| roster::find_by_email(conn, &parsed)).await?;
    // Whoever signs up with a stranger's address shall not get into the mail that lists theirs.
    let belongs = found.is_some_and(|member| member.is_active() && member.verified);
    org.tenants().set_address(org.organization().id, hashes, belongs).await
}

/// Says all addresses of an organization anew; whether that went well.
pub async fn reindex(org: &Org, keyring: &Keyring) -> bool {
    let outcome = say_all(org, keyring).await;
    if let Err(error) = &outcome {
        warn(org, error);
    }
    outcome.is_ok()
}

async fn say_all(org: &Org, keyring: &Keyring) -> Result<(), AppError> {
    let emails = org.run(roster::list_verified_emails).await?;
    let newest = |email: &String| keyring.code(PURPOSE, email.as_bytes()).to_vec();
    org.tenants().replace_addresses(org.organization().id, emails.iter().map(newest).collect()).await
}

fn warn(org: &Org, error: &AppError) {
    let organization = &org.organization().slug;
    tracing::warn!(%organization, %error, "the index of addresses is behind; org reindex makes it anew");
}
