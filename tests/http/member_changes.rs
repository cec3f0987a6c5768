//! What owners and admins change about members, and that an owner always stays.

use crate::support::app::PASSWORD;
use crate::support::{Answer, Client, Organization, TestApp};
use futures_util::future::join;
use outlay::policy::role::Role;

async fn acme() -> Organization {
    TestApp::start().await.organization("acme").await.verified()
}

async fn change(
    browser: &Client,
    org: &Organization,
    name: &str,
    verb: &str,
    fields: &[(&str, &str)],
) -> Answer {
    browser.post(&format!("{}/{verb}", org.path_of(name).await), fields).await
}

fn role_of(org: &Organization, name: &str) -> String {
    org.ask(&format!("SELECT role FROM members WHERE name = '{name}'"))
}

#[actix_web::test]
async fn a_new_role_counts_at_once_and_ends_the_sessions() {
    let acme = acme().await;
    let mira = acme.member("Mira", Role::Member).await;
    let answer = change(&acme.owner, &acme, "Mira", "role", &[("role", "auditor")]).await;
    assert_eq!((answer.status, answer.location()), (303, acme.path_of("Mira").await));
    assert!(acme.owner.get(&answer.location()).await.shown("flash").contains("auditor"));
    assert!(mira.get("/").await.asks_to_sign_in());
    let again = acme.sign_in(&format!("mira@{}.test", acme.slug)).await;
    assert_eq!(acme.try_to_spend(&again, &[]).await.status, 403);
    let event =
        acme.ask("SELECT before::text || ' ' || after::text FROM events WHERE act = 'member.role_changed'");
    assert_eq!(event, r#"{"role": "member"} {"role": "auditor"}"#);
    let answer = change(&acme.owner, &acme, "Mira", "role", &[("role", "king")]).await;
    assert_eq!((answer.status, answer.shown("error-role").is_empty()), (422, false));
}

#[actix_web::test]
async fn nobody_changes_their_own_role_and_admins_leave_owners_alone() {
    let acme = acme().await;
    let ada = acme.member("Ada", Role::Admin).await;
    let mira = acme.member("Mira", Role::Member).await;
    assert_eq!(change(&acme.owner, &acme, "Olivia Owner", "role", &[("role", "member")]).await.status, 403);
    assert_eq!(change(&acme.owner, &acme, "Olivia Owner", "deactivate", &[]).await.status, 403);
    assert_eq!(change(&ada, &acme, "Ada", "role", &[("role", "owner")]).await.status, 403);
    for (verb, fields) in [
        ("role", vec![("role", "member")]),
        ("approver", vec![("approver_id", "")]),
        ("deactivate", vec![]),
        ("end-sessions", vec![]),
    ] {
        assert_eq!(change(&ada, &acme, "Olivia Owner", verb, &fields).await.status, 403, "{verb}");
        assert_eq!(change(&mira, &acme, "Ada", verb, &fields).await.status, 404, "{verb}");
    }
    assert_eq!(change(&ada, &acme, "Mira", "role", &[("role", "owner")]).await.status, 403);
    assert_eq!(change(&ada, &acme, "Mira", "role", &[("role", "approver")]).await.status, 303);
    assert_eq!((role_of(&acme, "Olivia Owner"), role_of(&acme, "Ada")), ("owner".into(), "admin".into()));
}

#[actix_web::test]
async fn of_two_owners_who_demote_each_other_at_once_one_stays() {
    for _ in 0..3 {
        let acme = acme().await;
        let otto = acme.member("Otto", Role::Owner).await;
        let (first, second) = join(
            change(&acme.owner, &acme, "Otto", "role", &[("role", "member")]),
            change(&otto, &acme, "Olivia Owner", "role", &[("role", "member")]),
        )
        .await;
        let mut statuses = [first.status, second.status];
        statuses.sort();
        assert!([[303, 401], [303, 403], [303, 409]].contains(&statuses), "{statuses:?}");
        assert_eq!(acme.ask("SELECT count(*) FROM members WHERE role = 'owner'"), "1");
    }
}

#[actix_web::test]
async fn of_two_owners_who_deactivate_each_other_at_once_one_stays() {
    let acme = acme().await;
    let otto = acme.member("Otto", Role::Owner).await;
    join(
        change(&acme.owner, &acme, "Otto", "deactivate", &[]),
        change(&otto, &acme, "Olivia Owner", "deactivate", &[]),
    )
    .await;
    assert_eq!(acme.ask("SELECT count(*) FROM members WHERE role = 'owner' AND deactivated_at IS NULL"), "1");
}

#[actix_web::test]
async fn a_stale_page_changes_nothing() {
    let acme = acme().await;
    acme.member("Mira", Role::Member).await;
    let fields = [("role", "approver"), ("version", "1")];
    assert_eq!(change(&acme.owner, &acme, "Mira", "role", &fields).await.status, 303);
    let stale = [("role", "auditor"), ("version", "1")];
    assert_eq!(change(&acme.owner, &acme, "Mira", "role", &stale).await.status, 409);
    assert_eq!(change(&acme.owner, &acme, "Mira", "deactivate", &[("version", "1")]).await.status, 409);
    assert_eq!(role_of(&acme, "Mira"), "approver");
}

#[actix_web::test]
async fn an_approver_is_somebody_else_who_decides() {
    let acme = acme().await;
    acme.member("Mira", Role::Member).await;
    acme.member("Ben", Role::Member).await;
    acme.member("Avi", Role::Approver).await;
    let id = |name: &str| acme.ask(&format!("SELECT id FROM members WHERE name = '{name}'"));
    let (mira, ben, avi) = (id("Mira"), id("Ben"), id("Avi"));
    for unfit in [mira.as_str(), &ben, "nonsense", "00000000-0000-0000-0000-000000000000"] {
        let answer = change(&acme.owner, &acme, "Mira", "approver", &[("approver_id", unfit)]).await;
        assert_eq!((answer.status, answer.shown("error-approver_id").is_empty()), (422, false), "{unfit}");
    }
    assert_eq!(change(&acme.owner, &acme, "Mira", "approver", &[("approver_id", &avi)]).await.status, 303);
    let row = acme.owner.get("/members?q=Mira").await;
    assert!(row.shown("member-row").contains("Avi"), "{}", row.shown("member-row"));
    change(&acme.owner, &acme, "Avi", "role", &[("role", "member")]).await;
    let left = acme.ask("SELECT count(approver_id) FROM members");
    assert_eq!(left, "0", "whoever decides no more is nobody's approver");
    assert!(acme.acts().contains(&"member.approver_changed".to_owned()));
}

#[actix_web::test]
async fn deactivating_says_what_follows_and_then_ends_everything() {
    let acme = acme().await;
    let mira = acme.member("Mira", Role::Member).await;
    for merchant in ["One", "Two", "Three", "Four"] {
        acme.spend_as(&mira, &[("merchant", merchant)]).await;
    }
    acme.sql("UPDATE expenses SET status = 'submitted' WHERE merchant = 'Two'");
    acme.sql("UPDATE expenses SET status = 'approved' WHERE merchant = 'Three'");
    let path = acme.path_of("Mira").await;
    let page = acme.owner.get(&format!("{path}/deactivate")).await;
    assert_eq!(page.shown("unfinished"), "2 drafts, 1 in approval, 1 to pay");
    assert_eq!(mira.get("/").await.status, 200, "asking changes nothing");
    let fields = page.hidden(&format!("{path}/deactivate"));
    let answer = acme.owner.post(&format!("{path}/deactivate"), &fields.pairs()).await;
    assert_eq!((answer.status, answer.location()), (303, path.clone()));
    assert!(mira.get("/").await.asks_to_sign_in());
    let email = format!("mira@{}.test", acme.slug);
    assert_eq!(
        acme.stranger().post("/login", &[("email", &email), ("password", PASSWORD)]).await.status,
        422
    );
    assert_eq!(acme.ask("SELECT count(*) FROM expenses"), "4");
    assert_eq!(acme.owner.post(&format!("{path}/deactivate"), &[]).await.status, 303, "a double click");
    assert_eq!(change(&acme.owner, &acme, "Mira", "role", &[("role", "admin")]).await.status, 409);

    assert_eq!(acme.owner.post(&format!("{path}/reactivate"), &[]).await.status, 303);
    assert_eq!(acme.sign_in(&email).await.get("/").await.status, 200);
    let acts = acme.acts();
    assert_eq!(acts.iter().filter(|act| *act == "member.deactivated").count(), 1);
    assert_eq!(acts.last().map(String::as_str), Some("member.reactivated"));
}

#[actix_web::test]
async fn somebody_is_signed_out_everywhere() {
    let acme = acme().await;
    let mira = acme.member("Mira", Role::Member).await;
    let email = format!("mira@{}.test", acme.slug);
    let other = acme.sign_in(&email).await;
    assert_eq!(change(&acme.owner, &acme, "Mira", "end-sessions", &[]).await.status, 303);
    assert!(mira.get("/").await.asks_to_sign_in() && other.get("/").await.asks_to_sign_in());
    assert_eq!(acme.owner.get("/").await.status, 200);
    assert!(acme.acts().contains(&"member.sessions_ended".to_owned()));
}

#[actix_web::test]
async fn ownership_is_given_with_the_password_and_the_giver_becomes_an_admin() {
    let acme = acme().await;
    let ada = acme.member("Ada", Role::Admin).await;
    let id = acme.ask("SELECT id FROM members WHERE name = 'Ada'");
    let give = async |browser: &Client, password: &str| {
        browser.post("/members/ownership", &[("member_id", &id), ("password", password)]).await
    };
    assert_eq!(give(&ada, PASSWORD).await.status, 403, "an admin has none to give");
    for wrong in ["", "a-guess-at-it"] {
        let answer = give(&acme.owner, wrong).await;
        assert_eq!((answer.status, answer.shown("error-password").is_empty()), (422, false));
        assert!(!answer.text.contains("a-guess-at-it"));
    }
    let other = acme.sign_in(&acme.owner_email()).await;
    assert_eq!(give(&acme.owner, PASSWORD).await.status, 303);
    assert_eq!((role_of(&acme, "Ada"), role_of(&acme, "Olivia Owner")), ("owner".into(), "admin".into()));
    assert_eq!(acme.owner.get("/").await.first(".person__role").as_deref(), Some("Admin"), "still signed in");
    assert!(other.get("/").await.asks_to_sign_in(), "in this browser alone");
    assert!(ada.get("/").await.asks_to_sign_in());
    assert_eq!(give(&acme.owner, PASSWORD).await.status, 403);
    assert!(acme.acts().contains(&"member.ownership_given".to_owned()));
}

#[actix_web::test]
async fn two_who_are_given_ownership_at_once_leave_an_owner() {
    let acme = acme().await;
    let ids: Vec<String> = ["Ada", "Ben"].map(str::to_owned).to_vec();
    for name in &ids {
        acme.member(name, Role::Admin).await;
    }
    let other = acme.sign_in(&acme.owner_email()).await;
    let id = |name: &str| acme.ask(&format!("SELECT id FROM members WHERE name = '{name}'"));
    let (ada, ben) = (id("Ada"), id("Ben"));
    let (first, second) = join(
        acme.owner.post("/members/ownership", &[("member_id", &ada), ("password", PASSWORD)]),
        other.post("/members/ownership", &[("member_id", &ben), ("password", PASSWORD)]),
    )
    .await;
    assert!(first.status == 303 || second.status == 303);
    assert_eq!(acme.ask("SELECT count(*) FROM members WHERE role = 'owner'"), "1");
    assert_eq!(role_of(&acme, "Olivia Owner"), "admin");
}

#[actix_web::test]
async fn ownership_for_nobody_is_said_beside_the_field() {
    let acme = acme().await;
    let give = async |browser: &Client, id: &str| {
        browser.post("/members/ownership", &[("member_id", id), ("password", PASSWORD)]).await
    };
    for nobody in ["", "nonsense"] {
        let answer = give(&acme.owner, nobody).await;
        assert_eq!((answer.status, answer.shown("error-member_id").is_empty()), (422, false), "{nobody}");
        assert_eq!(give(&acme.stranger(), nobody).await.status, 401);
    }
    assert_eq!(role_of(&acme, "Olivia Owner"), "owner");
}

/// Both write the session's row: one because it is in use, the other because it ends.
#[actix_web::test]
async fn a_visit_and_the_end_of_its_session_do_not_block_each_other() {
    let acme = acme().await;
    let otto = acme.member("Otto", Role::Owner).await;
    for _ in 0..5 {
        acme.sql("UPDATE sessions SET last_seen_at = now() - interval '10 minutes'");
        let (first, second) = join(
            change(&otto, &acme, "Olivia Owner", "end-sessions", &[]),
            change(&acme.owner, &acme, "Otto", "end-sessions", &[]),
        )
        .await;
        assert!([303, 401].contains(&first.status) && [303, 401].contains(&second.status));
        for (client, email) in
            [(&acme.owner, acme.owner_email()), (&otto, format!("otto@{}.test", acme.slug))]
        {
            crate::steps::sign_in(client, &email, "").await;
        }
    }
}
