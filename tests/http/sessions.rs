//! How sessions end: by their owner, by time, with the member.

use crate::support::{Client, Organization, TestApp};
use outlay::policy::role::Role;

async fn is_in(client: &Client) -> bool {
    let answer = client.get("/expenses").await;
    assert!(answer.status == 200 || answer.asks_to_sign_in(), "{}", answer.status);
    answer.status == 200
}

async fn two_browsers() -> (Organization, Client, Client) {
    let acme = TestApp::start().await.organization("acme").await;
    let other = acme.sign_in(&acme.owner_email()).await;
    let first = acme.owner.clone();
    (acme, first, other)
}

#[actix_web::test]
async fn ending_all_sessions_ends_the_other_browsers() {
    let (acme, first, other) = two_browsers().await;
    let mira = acme.member("Mira", Role::Member).await;
    assert!(is_in(&first).await && is_in(&other).await);
    let answer = first.post("/sessions/end-all", &[]).await;
    assert_eq!((answer.status, answer.location().as_str()), (303, "/login?signed-out=1"));
    assert!(!is_in(&first).await && !is_in(&other).await);
    assert!(is_in(&mira).await, "a colleague's session goes on");
}

#[actix_web::test]
async fn signing_out_leaves_the_other_browser_alone() {
    let (_acme, first, other) = two_browsers().await;
    first.post("/logout", &[]).await;
    assert!(!is_in(&first).await && is_in(&other).await);
}

#[actix_web::test]
async fn whoever_is_deactivated_is_out_at_the_next_request() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let mira = acme.member("Mira", Role::Member).await;
    assert!(is_in(&mira).await);
    acme.sql("UPDATE members SET deactivated_at = now() WHERE name = 'Mira'");
    assert!(!is_in(&mira).await);
    assert_eq!(acme.try_to_spend(&mira, &[]).await.status, 401);
    assert_eq!(acme.ask("SELECT count(*) FROM expenses"), "0");
    let email = format!("mira@{}.test", acme.slug);
    let answer =
        acme.stranger().post("/login", &[("email", &email), ("password", "correct-horse-battery")]).await;
    assert_eq!(answer.status, 422, "and can't come back");
    assert!(is_in(&acme.owner).await);
}

#[actix_web::test]
async fn a_new_role_counts_at_the_next_request() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let mira = acme.member("Mira", Role::Member).await;
    let lunch = acme.spend("12.50", "Owner's lunch").await;
    assert_eq!(mira.get(&lunch).await.status, 404);
    acme.sql("UPDATE members SET role = 'auditor' WHERE name = 'Mira'");
    assert_eq!(mira.get(&lunch).await.status, 200);
    assert_eq!(acme.try_to_spend(&mira, &[]).await.status, 403);
}

#[actix_web::test]
async fn a_session_ends_after_two_idle_weeks() {
    let (acme, first, other) = two_browsers().await;
    acme.sql("UPDATE sessions SET last_seen_at = now() - interval '13 days 23 hours'");
    assert!(is_in(&first).await);
    let seen = acme.ask("SELECT count(*) FROM sessions WHERE last_seen_at > now() - interval '1 hour'");
    assert_eq!(seen, "1", "being there counts");
    acme.sql("UPDATE sessions SET last_seen_at = now() - interval '14 days 1 hour'");
    assert!(!is_in(&first).await && !is_in(&other).await);
}

#[actix_web::test]
async fn a_session_ends_after_ninety_days_however_busy() {
    let (acme, first, _) = two_browsers().await;
    let days = acme.ask("SELECT max(extract(day FROM expires_at - created_at)) FROM sessions");
    assert_eq!(days, "90");
    acme.sql("UPDATE sessions SET last_seen_at = now(), expires_at = now() + interval '1 hour'");
    assert!(is_in(&first).await);
    acme.sql("UPDATE sessions SET last_seen_at = now(), expires_at = now() - interval '1 second'");
    assert!(!is_in(&first).await);
}

#[actix_web::test]
async fn being_there_is_written_down_rarely() {
    let (acme, first, _) = two_browsers().await;
    let seen = || acme.ask("SELECT string_agg(last_seen_at::text, ',' ORDER BY id_hash) FROM sessions");
    let before = seen();
    assert!(is_in(&first).await && is_in(&first).await);
    assert_eq!(seen(), before);
}

#[actix_web::test]
async fn signing_in_sweeps_what_is_dead() {
    let (acme, _first, other) = two_browsers().await;
    acme.member("Mira", Role::Member).await;
    acme.member("Noa", Role::Member).await;
    // Mira's idle, Noa's too old, the other browser's still in use.
    acme.sql(
        "UPDATE sessions SET last_seen_at = now() - interval '15 days'
         WHERE member_id = (SELECT id FROM members WHERE name = 'Mira')",
    );
    acme.sql(
        "UPDATE sessions SET expires_at = now() - interval '1 day'
         WHERE member_id = (SELECT id FROM members WHERE name = 'Noa')",
    );
    acme.sql(
        "INSERT INTO tokens SELECT decode(repeat('ab', 32), 'hex'), 'handover', id, now(), now() - interval '1 day'
         FROM members WHERE name = 'Noa'",
    );
    acme.sign_in(&acme.owner_email()).await;
    assert_eq!(acme.ask("SELECT count(*) FROM sessions"), "3");
    assert_eq!(acme.ask("SELECT count(*) FROM tokens WHERE purpose = 'handover'"), "0");
    assert!(is_in(&other).await);
}

#[actix_web::test]
async fn signing_out_forgets_the_cookie_though_the_row_is_out_of_reach() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    acme.sql("ALTER TABLE sessions RENAME TO away");
    let answer = acme.owner.post("/logout", &[]).await;
    acme.sql("ALTER TABLE away RENAME TO sessions");
    assert_eq!((answer.status, acme.owner.cookie("outlay_session")), (500, None));
}

#[actix_web::test]
async fn a_currency_that_is_gone_shuts_nobody_out() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    acme.sql("UPDATE organization SET currency = 'HRK'");
    assert!(is_in(&acme.owner).await);
}
