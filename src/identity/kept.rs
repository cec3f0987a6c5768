//! Entries that were typed while the session ended: sealed into the sign-in form, opened after signing in, for the
//! same member of the same organization and for 15 minutes only.

use crate::domain::id::MemberId;
use crate::error::KeptForm;
use crate::web::keyring::Keyring;
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

const PURPOSE: &str = "kept form";
const LASTS: TimeDelta = TimeDelta::minutes(15);
/// Larger forms are not kept: the sign-in form itself has a limit.
const LARGEST: usize = 32 * 1024;

#[derive(serde::Serialize, serde::Deserialize)]
struct Sealed {
    organization: Uuid,
    member: Uuid,
    until: DateTime<Utc>,
    path: String,
    fields: Vec<(String, String)>,
}

/// Seals a form; none when it is too large.
pub fn seal(keyring: &Keyring, organization: Uuid, form: &KeptForm, now: DateTime<Utc>) -> Option<String> {
    let sealed = Sealed {
        organization,
        member: form.member.uuid(),
        until: now + LASTS,
        path: form.path.clone(),
        fields: form.fields.clone(),
    };
    let plain = serde_json::to_vec(&sealed).ok().filter(|plain| plain.len() <= LARGEST)?;
    keyring.seal(PURPOSE, &plain)
}

/// Opens a form for the member who signed in; none for anybody else, or too late.
pub fn open(
    keyring: &Keyring,
    organization: Uuid,
    member: MemberId,
    sealed: &str,
    now: DateTime<Utc>,
) -> Option<KeptForm> {
    let plain = keyring.open(PURPOSE, sealed)?;
    let sealed: Sealed = serde_json::from_slice(&plain).ok()?;
    let is_theirs =
        sealed.organization == organization && sealed.member == member.uuid() && sealed.until > now;
    is_theirs.then_some(KeptForm { path: sealed.path, member, fields: sealed.fields })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_member_gets_it_back_and_only_in_time() {
        let (ring, organization, member, now) =
            (Keyring::random(), Uuid::now_v7(), MemberId::new(), Utc::now());
        let form =
            KeptForm { path: "/expenses".into(), member, fields: vec![("amount".into(), "12,50".into())] };
        let sealed = seal(&ring, organization, &form, now).unwrap();
        assert_eq!(open(&ring, organization, member, &sealed, now), Some(form));
        assert_eq!(open(&ring, organization, MemberId::new(), &sealed, now), None);
        assert_eq!(open(&ring, Uuid::now_v7(), member, &sealed, now), None);
        assert_eq!(open(&ring, organization, member, &sealed, now + LASTS), None);
    }
}
