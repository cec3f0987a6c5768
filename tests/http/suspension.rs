//! A suspended organization: 503 for everybody, save the owners' way in and out.

use crate::steps::sign_in;
use crate::support::{Answer, TestApp};
use outlay::policy::role::Role;

fn is_suspended(answer: &Answer) -> bool {
    answer.status == 503 && answer.header("retry-after") == "3600" && answer.text.contains("is suspended")
}

#[actix_web::test]
async fn everybody_but_the_owners_is_told() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let (admin, mira) = (acme.member("Ada", Role::Admin).await, acme.member("Mira", Role::Member).await);
    let lunch = acme.spend("12.50", "Lunch").await;
    acme.set_suspended(true).await;
    for (who, browser) in [("admin", &admin), ("member", &mira), ("stranger", &acme.stranger())] {
        for path in ["/", "/expenses", "/expenses/new", &lunch] {
            assert!(is_suspended(&browser.get(path).await), "{who} {path}");
        }
        assert!(is_suspended(&acme.try_to_spend(browser, &[]).await), "{who}");
    }
    assert_eq!(acme.owner.get("/").await.status, 200);
    assert_eq!(acme.ask("SELECT count(*) FROM expenses"), "1");
    acme.set_suspended(false).await;
    assert_eq!(mira.get("/").await.status, 200, "nothing is lost, the session neither");
}

#[actix_web::test]
async fn owners_still_sign_in_and_out() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    acme.member("Mira", Role::Member).await;
    acme.set_suspended(true).await;
    let owner = acme.stranger();
    assert_eq!(owner.get("/login").await.status, 200);
    assert_eq!(sign_in(&owner, &acme.owner_email(), "").await.status, 303);
    assert_eq!(owner.get("/expenses").await.status, 200);
    assert_eq!(owner.post("/logout", &[]).await.status, 303);
    let mira = acme.stranger();
    assert!(is_suspended(&sign_in(&mira, &format!("mira@{}.test", acme.slug), "").await));
    assert_eq!(mira.cookie("outlay_session"), None);
    let wrong = mira.post("/login", &[("email", "mira@acme.test"), ("password", "wrong")]).await;
    assert_eq!(wrong.status, 422);
}

#[actix_web::test]
async fn the_organizations_own_row_counts_at_once() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let mira = acme.member("Mira", Role::Member).await;
    assert_eq!(mira.get("/").await.status, 200);
    // The registry's copy, and every cache of it, still say active.
    acme.sql("UPDATE organization SET state = 'suspended'");
    assert!(is_suspended(&mira.get("/").await));
    assert!(is_suspended(&acme.try_to_spend(&mira, &[]).await));
    acme.sql("UPDATE organization SET state = 'active'");
    assert_eq!(mira.get("/").await.status, 200);
}

#[actix_web::test]
async fn a_session_that_is_over_is_told_the_same() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let mira = acme.member("Mira", Role::Member).await;
    acme.sql("DELETE FROM sessions");
    acme.set_suspended(true).await;
    assert!(is_suspended(&mira.get("/expenses").await));
}

#[actix_web::test]
async fn owners_read_and_write_nothing() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let lunch = acme.spend("12.50", "Lunch").await;
    let before = acme.contents();
    acme.set_suspended(true).await;
    assert_eq!(acme.owner.get(&lunch).await.status, 200);
    let refused = acme.try_to_spend(&acme.owner, &[]).await;
    assert_eq!(refused.status, 403);
    assert_eq!(refused.first("h1").as_deref(), Some("Nothing can be changed now"));
    assert!(refused.text.contains("The organization is suspended"), "{}", refused.text);
    for act in ["", "/delete", "/restore"] {
        let answer = acme.owner.post(&format!("{lunch}{act}"), &[("version", "1")]).await;
        assert_eq!(answer.status, 403, "{act}");
    }
    acme.set_suspended(false).await;
    for table in ["expenses", "events"] {
        assert_eq!(acme.contents()[table], before[table], "{table}");
    }
    assert_eq!(acme.try_to_spend(&acme.owner, &[]).await.status, 303);
}

#[actix_web::test]
async fn who_may_not_enter_is_not_led_round_in_circles() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let mira = acme.member("Mira", Role::Member).await;
    acme.set_suspended(true).await;
    assert_eq!(mira.get("/login").await.status, 200, "the page that the owner needs");
    assert_eq!(acme.owner.get("/login").await.location(), "/");
}
