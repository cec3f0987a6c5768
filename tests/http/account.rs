//! One's own profile and sessions.

use crate::support::app::PASSWORD;
use crate::support::{Client, Organization, TestApp};
use outlay::policy::role::Role;

const NEW: &str = "another-long-password";

async fn mira() -> (Organization, Client, String) {
    let acme = TestApp::start().await.organization("acme").await.verified();
    let mira = acme.member("Mira", Role::Member).await;
    let email = format!("mira@{}.test", acme.slug);
    (acme, mira, email)
}

#[actix_web::test]
async fn name_and_locale_are_ones_own() {
    let (acme, mira, _) = mira().await;
    let answer = mira.post("/settings/profile", &[("name", "Mira Okafor"), ("locale", "de-AT")]).await;
    assert_eq!((answer.status, answer.location().as_str()), (303, "/settings/profile"));
    let page = mira.get("/settings/profile").await;
    assert_eq!(page.field("name").as_deref(), Some("Mira Okafor"));
    assert_eq!(page.field("locale").as_deref(), Some("de-AT"));
    assert_eq!(page.first(".person__name").as_deref(), Some("Mira Okafor"));
    let spent = acme.spend_as(&mira, &[("amount", "1234,50")]).await;
    assert!(mira.get(&spent).await.text.contains(",50"));
    let event =
        acme.ask("SELECT before::text || after::text FROM events WHERE act = 'member.locale_changed'");
    assert_eq!(event, r#"{"locale": null}{"locale": "de-AT"}"#);
    assert!(!acme.ask("SELECT string_agg(coalesce(after::text, ''), '') FROM events").contains("Okafor"));
    let answer = mira.post("/settings/profile", &[("name", ""), ("locale", "klingonisch")]).await;
    assert_eq!(answer.status, 422);
    assert!(!answer.shown("error-name").is_empty() && !answer.shown("error-locale").is_empty());
    assert_eq!(answer.field("locale").as_deref(), Some("klingonisch"), "what was typed is kept");
    let answer = mira.post("/settings/profile", &[("locale", "")]).await;
    assert_eq!(answer.status, 303, "what is not sent stays as it is");
    assert_eq!(
        acme.ask("SELECT name || coalesce(locale, '-') FROM members WHERE name LIKE 'Mira%'"),
        "Mira Okafor-"
    );
}

#[actix_web::test]
async fn a_new_password_needs_the_old_one_and_ends_the_other_sessions() {
    let (acme, mira, email) = mira().await;
    let other = acme.sign_in(&email).await;
    for wrong in ["", "a-guess-at-it"] {
        let answer =
            mira.post("/settings/profile", &[("new_password", NEW), ("current_password", wrong)]).await;
        assert_eq!((answer.status, answer.shown("error-current_password").is_empty()), (422, false));
        assert!(!answer.text.contains(NEW) && !answer.text.contains("a-guess-at-it"));
    }
    let short =
        mira.post("/settings/profile", &[("new_password", "short"), ("current_password", PASSWORD)]).await;
    assert!(!short.shown("error-new_password").is_empty());
    assert_eq!(other.get("/").await.status, 200);
    let answer =
        mira.post("/settings/profile", &[("new_password", NEW), ("current_password", PASSWORD)]).await;
    assert_eq!(answer.status, 303);
    assert_eq!(mira.get("/").await.status, 200, "this one goes on");
    assert!(other.get("/").await.asks_to_sign_in());
    let sign_in = async |password: &str| {
        acme.stranger().post("/login", &[("email", &email), ("password", password)]).await
    };
    assert_eq!((sign_in(PASSWORD).await.status, sign_in(NEW).await.status), (422, 303));
    assert!(acme.has_letter_to(&email).await, "told by mail");
    assert!(acme.acts().contains(&"member.password_changed".to_owned()));
}

#[actix_web::test]
async fn a_new_address_counts_once_its_link_is_used() {
    let (acme, mira, email) = mira().await;
    let ask = async |email: &str, password: &str| {
        mira.post("/settings/profile", &[("email", email), ("current_password", password)]).await
    };
    assert!(!ask("new@example.com", "").await.shown("error-current_password").is_empty());
    assert!(!ask("new@", PASSWORD).await.shown("error-email").is_empty());
    assert!(!acme.has_letter_to("new@example.com").await);
    assert_eq!(ask("new@example.com", PASSWORD).await.status, 303);
    assert!(acme.sign_in(&email).await.get("/").await.status == 200, "until then the old one");
    let link = acme.link_to("new@example.com").await;
    let before = acme.contents();
    assert!(acme.stranger().get(&link).await.text.contains("new@example.com"));
    acme.stranger().head(&link).await;
    assert_eq!(acme.contents(), before, "looking uses nothing up");
    let token = link.split_once("token=").unwrap().1;
    assert_eq!(acme.stranger().post("/settings/email", &[("token", "nonsense")]).await.status, 410);
    assert_eq!(acme.stranger().post("/settings/email", &[("token", token)]).await.status, 303);
    assert_eq!(acme.stranger().post("/settings/email", &[("token", token)]).await.status, 410, "once");
    acme.sign_in("new@example.com").await;
    let told = acme.letters().await.pop().unwrap();
    assert_eq!(told.to.as_str(), email, "the old one is told");
    assert!(acme.acts().contains(&"member.email_changed".to_owned()));
}

#[actix_web::test]
async fn ones_own_sessions_are_listed_and_ended() {
    let (acme, mira, email) = mira().await;
    let sign_in = [("email", email.as_str()), ("password", PASSWORD)];
    let phone = acme.stranger();
    let agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Version/18.6 Safari/604.1";
    let headers = [("sec-fetch-site", "same-origin"), ("user-agent", agent)];
    assert_eq!(phone.post_with("/login", &sign_in, &headers).await.status, 303);
    let desk = acme.sign_in(&email).await;
    let page = mira.get("/settings/security").await;
    let rows = page.all("[data-testid=session-row]");
    assert_eq!(rows.len(), 3);
    assert_eq!(rows.iter().filter(|row| row.contains("Safari on iPhone")).count(), 1);
    assert_eq!(rows.iter().filter(|row| row.contains("this browser")).count(), 1);

    let keys = phone.get("/settings/security").await;
    let forms = keys.attributes("[data-testid=session-row] input[name=session]", "value");
    let at =
        keys.all("[data-testid=session-row]").iter().position(|row| row.contains("this browser")).unwrap();
    assert_eq!(acme.owner.post("/settings/security", &[("session", &forms[at])]).await.status, 303);
    assert_eq!(phone.get("/").await.status, 200, "not a colleague's");
    assert_eq!(mira.post("/settings/security", &[("session", &forms[at])]).await.status, 303);
    assert!(phone.get("/").await.asks_to_sign_in());
    assert_eq!(desk.get("/").await.status, 200);
    assert_eq!(mira.post("/settings/security", &[]).await.location(), "/settings/security");
    assert!(desk.get("/").await.asks_to_sign_in());
    assert_eq!(mira.get("/").await.status, 200);
    assert_eq!(acme.owner.get("/").await.status, 200);
    let own = mira.get("/settings/security").await.attributes("input[name=session]", "value");
    let answer = mira.post("/settings/security", &[("session", &own[0])]).await;
    assert_eq!(answer.location(), "/login?signed-out=1");
    assert!(mira.get("/").await.asks_to_sign_in());
}

#[actix_web::test]
async fn a_new_password_ends_the_link_for_another_address() {
    let (acme, mira, email) = mira().await;
    let thief = acme.sign_in(&email).await;
    let fields = [("email", "thief@example.com"), ("current_password", PASSWORD)];
    assert_eq!(thief.post("/settings/profile", &fields).await.status, 303);
    let link = acme.link_to("thief@example.com").await;
    let fields = [("new_password", NEW), ("current_password", PASSWORD)];
    assert_eq!(mira.post("/settings/profile", &fields).await.status, 303);
    let token = link.split_once("token=").unwrap().1;
    assert_eq!(acme.stranger().post("/settings/email", &[("token", token)]).await.status, 410);
    // Both at once: the address that was asked for with the new password counts.
    let fields = [("email", "mira@example.com"), ("new_password", PASSWORD), ("current_password", NEW)];
    assert_eq!(mira.post("/settings/profile", &fields).await.status, 303);
    assert_eq!(acme.stranger().get(&acme.link_to("mira@example.com").await).await.status, 200);
}

#[actix_web::test]
async fn whose_an_address_is_hears_only_who_sees_addresses() {
    let (acme, mira, _) = mira().await;
    let ada = acme.member("Ada", Role::Admin).await;
    let owner = acme.owner_email();
    let ask = async |browser: &Client, email: &str, password: &str| {
        browser.post("/settings/profile", &[("email", email), ("current_password", password)]).await
    };
    for browser in [&mira, &ada] {
        let answer = ask(browser, &owner, "a-guess-at-it").await;
        assert!(answer.shown("error-email").is_empty() && !answer.shown("error-current_password").is_empty());
    }
    let answer = ask(&ada, &owner, PASSWORD).await;
    assert_eq!((answer.status, answer.shown("error-email").is_empty()), (422, false));
    let letters = acme.letters().await.len();
    assert_eq!(ask(&mira, "free@example.com", PASSWORD).await.status, 303);
    assert_eq!(ask(&mira, &owner, PASSWORD).await.status, 303, "as for an address that nobody has");
    let page = mira.get("/settings/profile").await;
    assert!(page.shown("flash").contains(&format!("Open the link in the mail to {owner}")));
    assert_eq!(acme.letters().await.len(), letters + 1, "a letter to nobody");
    assert_eq!(acme.ask("SELECT count(*) FROM tokens WHERE purpose = 'email'"), "0");
}

#[actix_web::test]
async fn over_a_limit_nothing_typed_is_lost() {
    let app = crate::steps::another_app(|_| {}).await;
    let acme = app.organization("acme").await.verified();
    for _ in 0..8 {
        let fields = [("email", "new@example.com"), ("current_password", "a-guess-at-it")];
        let answer = acme.owner.post("/settings/profile", &fields).await;
        if answer.status == 429 {
            assert_eq!(answer.field("email").as_deref(), Some("new@example.com"));
            assert!(!answer.shown("error-current_password").is_empty());
            assert!(answer.header("retry-after").parse::<u64>().is_ok());
            return;
        }
        assert_eq!(answer.status, 422);
    }
    panic!("eight wrong passwords were looked at");
}
