//! The session ended while somebody was typing: nothing typed is lost, and nobody else gets it.

use crate::steps::{Fields, sign_in};
use crate::support::{Answer, Client, Organization, TestApp};
use outlay::policy::role::Role;

struct Interrupted {
    acme: Organization,
    mira: Client,
    typed: Fields,
    page: Answer,
}

/// Mira fills the form in, and her session ends before she sends it.
async fn interrupted() -> Interrupted {
    let acme = TestApp::start().await.organization("acme").await;
    let mira = acme.member("Mira", Role::Member).await;
    let typed = Fields::expense(&acme).await.with("merchant", "Zum Goldenen Löwen").with("amount", "47,11");
    acme.sql("DELETE FROM sessions");
    let page = mira.post("/expenses", &typed.pairs()).await;
    Interrupted { acme, mira, typed, page }
}

impl Interrupted {
    fn mira_email(&self) -> String {
        format!("mira@{}.test", self.acme.slug)
    }

    /// The sign-in form as it came, filled in for `email`.
    fn form(&self, email: &str, password: &str) -> Fields {
        self.page.hidden("/login").with("email", email).with("password", password)
    }
}

const PASSWORD: &str = crate::support::app::PASSWORD;

#[actix_web::test]
async fn the_sign_in_form_keeps_the_entries() {
    let it = interrupted().await;
    assert_eq!(it.page.status, 401);
    assert!(it.page.shown("flash").contains("Your entries are kept"), "{}", it.page.shown("flash"));
    let kept = it.page.field("kept").expect("the entries, sealed");
    assert!(!it.page.text.contains("Goldenen") && !kept.contains("Goldenen"), "sealed, not shown");
    assert_eq!(it.acme.ask("SELECT count(*) FROM expenses"), "0");
}

#[actix_web::test]
async fn signing_in_leads_back_to_the_filled_form() {
    let it = interrupted().await;
    let wrong = it.mira.post("/login", &it.form(&it.mira_email(), "wrong").pairs()).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.field("kept").is_some(), "a wrong password loses nothing");
    let resume = it.mira.post("/login", &it.form(&it.mira_email(), PASSWORD).pairs()).await;
    assert_eq!(resume.status, 200, "{}", resume.location());
    assert!(resume.text.contains("Your entries are still here"));
    let fields = resume.hidden("/expenses");
    assert_eq!(fields.value("intent"), "review");
    let form = it.mira.post("/expenses", &fields.pairs()).await;
    assert_eq!(form.status, 200);
    for name in ["spent_on", "merchant", "amount", "currency", "category_id", "note"] {
        assert_eq!(form.field(name).as_deref(), Some(it.typed.value(name)), "{name}");
    }
    assert!(form.testid("error-amount").is_none());
    assert_eq!(it.acme.ask("SELECT count(*) FROM expenses"), "0", "reviewing saves nothing");
    let saved = it.mira.post("/expenses", &it.typed.pairs()).await;
    assert_eq!(it.mira.get(&saved.location()).await.first("h1").as_deref(), Some("Zum Goldenen Löwen"));
}

#[actix_web::test]
async fn an_edit_is_kept_with_its_version() {
    let acme = TestApp::start().await.organization("acme").await;
    let lunch = acme.spend("12.50", "Lunch").await;
    let form = acme.owner.get(&format!("{lunch}/edit")).await;
    let typed = Fields::expense(&acme).await.with("version", &form.field("version").unwrap());
    acme.sql("DELETE FROM sessions");
    let page = acme.owner.post(&lunch, &typed.clone().with("note", "kept").pairs()).await;
    let sign_in = page.hidden("/login").with("email", &acme.owner_email()).with("password", PASSWORD);
    let resume = acme.owner.post("/login", &sign_in.pairs()).await;
    let review = acme.owner.post(&lunch, &resume.hidden(&lunch).pairs()).await;
    assert_eq!((review.status, review.field("note").as_deref()), (200, Some("kept")));
    assert_eq!(review.field("version").as_deref(), Some("1"));
}

#[actix_web::test]
async fn another_member_does_not_get_them() {
    let it = interrupted().await;
    let answer = it.mira.post("/login", &it.form(&it.acme.owner_email(), PASSWORD).pairs()).await;
    assert_eq!((answer.status, answer.location().as_str()), (303, "/"));
    assert!(!answer.text.contains("Goldenen"));
}

#[actix_web::test]
async fn a_neighbour_does_not_get_them() {
    let it = interrupted().await;
    let globex = it.acme.app.organization("globex").await;
    let form = it.form(&globex.owner_email(), PASSWORD);
    assert_eq!(globex.stranger().post("/login", &form.pairs()).await.location(), "/");
}

#[actix_web::test]
async fn what_was_tampered_with_is_nothing() {
    let it = interrupted().await;
    let kept = it.page.field("kept").unwrap();
    for changed in [format!("{kept}A"), kept[1..].to_owned(), "x".to_owned(), kept.to_lowercase()] {
        let form = it.form(&it.mira_email(), PASSWORD).with("kept", &changed);
        let answer = it.acme.stranger().post("/login", &form.pairs()).await;
        assert_eq!((answer.status, answer.location().as_str()), (303, "/"));
    }
}

#[actix_web::test]
async fn reading_leads_back_to_the_page() {
    let it = interrupted().await;
    let refused = it.mira.get("/expenses?status=trash").await;
    assert_eq!(refused.location(), "/login?next=%2Fexpenses%3Fstatus%3Dtrash");
    let answer = sign_in(&it.mira, &it.mira_email(), "/expenses?status=trash").await;
    assert_eq!(answer.location(), "/expenses?status=trash");
}

#[actix_web::test]
async fn a_stranger_is_asked_to_sign_in_without_a_promise() {
    let it = interrupted().await;
    let page = it.acme.stranger().post("/expenses", &it.typed.pairs()).await;
    assert_eq!((page.status, page.field("kept")), (401, None));
    assert!(page.shown("flash").contains("Your session has ended"));
}

#[actix_web::test]
async fn a_program_is_told_without_a_page() {
    let it = interrupted().await;
    let headers = [("sec-fetch-site", "same-origin"), ("accept", "application/json")];
    let answer = it.mira.post_with("/expenses", &it.typed.pairs(), &headers).await;
    assert_eq!(answer.status, 401);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(answer.json()["status"], 401);
}
