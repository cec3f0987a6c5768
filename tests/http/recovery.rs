//! A forgotten password.

use crate::steps::until;
use crate::support::app::PASSWORD;
use crate::support::{Answer, Client, Organization, TestApp};
use futures_util::future::join;
use outlay::policy::role::Role;

const NEW: &str = "another-long-password";

async fn mira() -> (Organization, Client, String) {
    let acme = TestApp::start().await.organization("acme").await.verified();
    let mira = acme.member("Mira", Role::Member).await;
    let email = format!("mira@{}.test", acme.slug);
    (acme, mira, email)
}

async fn ask(org: &Organization, email: &str) -> Answer {
    org.stranger().post("/password/forgot", &[("email", email)]).await
}

/// The same for somebody who gets a letter, once it is written.
async fn ask_for_letter(org: &Organization, email: &str) -> Answer {
    let before = letters_to(org, email).await;
    let answer = ask(org, email).await;
    until("a letter", async || letters_to(org, email).await > before).await;
    answer
}

async fn letters_to(org: &Organization, email: &str) -> usize {
    org.letters().await.iter().filter(|letter| letter.to.as_str() == email).count()
}

async fn token(org: &Organization, email: &str) -> String {
    org.link_to(email).await.replace("/password/reset?token=", "")
}

async fn reset(org: &Organization, token: &str, password: &str) -> (Client, Answer) {
    let browser = org.stranger();
    let answer = browser.post("/password/reset", &[("token", token), ("password", password)]).await;
    (browser, answer)
}

#[actix_web::test]
async fn a_link_by_mail_sets_a_new_password_and_ends_all_sessions() {
    let (acme, mira, email) = mira().await;
    assert_eq!(acme.stranger().get("/login").await.all("a[href='/password/forgot']").len(), 1);
    assert_eq!(ask(&acme, &email.to_uppercase()).await.status, 303);
    until("a letter", async || acme.has_letter_to(&email).await).await;
    let link = acme.link_to(&email).await;
    let before = acme.contents();
    let page = acme.stranger().get(&link).await;
    assert_eq!((page.status, acme.stranger().head(&link).await.status), (200, 200));
    let secret = token(&acme, &email).await;
    let (_, short) = reset(&acme, &secret, "short").await;
    assert_eq!((short.status, short.shown("error-password").is_empty()), (422, false));
    assert_eq!(acme.contents(), before, "looking and a bad password use nothing up");

    let (browser, answer) = reset(&acme, &secret, NEW).await;
    assert_eq!((answer.status, answer.location().as_str()), (303, "/"));
    assert_eq!(browser.get("/").await.status, 200, "signed in");
    assert!(mira.get("/").await.asks_to_sign_in());
    let sign_in = async |password: &str| {
        acme.stranger().post("/login", &[("email", &email), ("password", password)]).await
    };
    assert_eq!((sign_in(PASSWORD).await.status, sign_in(NEW).await.status), (422, 303));
    assert_eq!(reset(&acme, &secret, PASSWORD).await.1.status, 410, "once");
    assert_eq!(acme.stranger().get(&link).await.status, 410);
    assert!(acme.acts().contains(&"member.password_reset".to_owned()));
}

#[actix_web::test]
async fn the_answer_never_tells_who_is_a_member() {
    let (acme, _, email) = mira().await;
    acme.member("Felix", Role::Member).await;
    acme.sql("UPDATE members SET deactivated_at = now() WHERE name = 'Felix'");
    let (gone, nobody) = (format!("felix@{}.test", acme.slug), "nobody@example.com".to_owned());
    let mut pages = Vec::new();
    for address in [&email, &gone, &nobody] {
        let answer = ask(&acme, address).await;
        let page = acme.stranger().get(&answer.location()).await;
        pages.push((answer.status, answer.location(), answer.text, page.text));
    }
    assert!(pages.iter().all(|page| *page == pages[0]));
    until("a letter", async || acme.has_letter_to(&email).await).await;
    assert!(!acme.has_letter_to(&gone).await && !acme.has_letter_to(&nobody).await);
    let bad = ask(&acme, "nobody@").await;
    assert_eq!((bad.status, bad.field("email").as_deref()), (422, Some("nobody@")));
}

#[actix_web::test]
async fn only_the_latest_link_is_good_and_for_an_hour() {
    let (acme, _, email) = mira().await;
    ask_for_letter(&acme, &email).await;
    let first = token(&acme, &email).await;
    ask_for_letter(&acme, &email).await;
    let second = token(&acme, &email).await;
    assert_eq!(acme.ask("SELECT count(*) FROM tokens WHERE purpose = 'reset'"), "1");
    assert_eq!(reset(&acme, &first, NEW).await.1.status, 410);
    let lasts = acme.ask("SELECT expires_at - created_at FROM tokens WHERE purpose = 'reset'");
    assert_eq!(lasts, "01:00:00");
    acme.sql("UPDATE tokens SET expires_at = now() - interval '1 second' WHERE purpose = 'reset'");
    let (_, late) = reset(&acme, &second, NEW).await;
    assert_eq!(late.status, 410);
    assert_eq!(late.all("a[href='/password/forgot']").len(), 1, "the way to another");
}

#[actix_web::test]
async fn of_two_who_use_a_link_at_once_one_gets_in() {
    let (acme, _, email) = mira().await;
    ask_for_letter(&acme, &email).await;
    let secret = token(&acme, &email).await;
    let ((_, first), (_, second)) = join(reset(&acme, &secret, NEW), reset(&acme, &secret, PASSWORD)).await;
    let mut statuses = [first.status, second.status];
    statuses.sort();
    assert_eq!(statuses, [303, 410]);
}

#[actix_web::test]
async fn a_link_is_good_here_alone_and_not_once_deactivated() {
    let (acme, _, email) = mira().await;
    let globex = TestApp::start().await.organization("globex").await;
    ask_for_letter(&acme, &email).await;
    let secret = token(&acme, &email).await;
    assert_eq!(reset(&globex, &secret, NEW).await.1.status, 410);
    let path = format!("{}/deactivate", acme.path_of("Mira").await);
    assert_eq!(acme.owner.post(&path, &[]).await.status, 303);
    assert_eq!(reset(&acme, &secret, NEW).await.1.status, 410);
}

#[actix_web::test]
async fn asking_has_a_limit_for_each_address_that_keeps_what_was_typed() {
    let app = crate::steps::another_app(|_| {}).await;
    let acme = app.organization("acme").await;
    for address in [acme.owner_email(), "nobody@example.com".to_owned()] {
        let mut answers = Vec::new();
        for _ in 0..4 {
            answers.push(ask(&acme, &address).await);
        }
        let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        assert_eq!(statuses, [303, 303, 303, 429], "{address}");
        assert_eq!(answers[3].field("email"), Some(address));
        assert!(answers[3].header("retry-after").parse::<u64>().is_ok());
    }
}
