//! Too many tries: 429 with the time to wait, and nobody else has to.

use crate::steps::Fields;
use crate::support::app::PASSWORD;
use crate::support::{Answer, Client, Organization, TestApp};
use outlay::identity::role::Role;

/// A program of its own, so that the tests' tries don't add up.
fn limited() -> TestApp {
    TestApp::start_with(|raw| raw.trusted_proxies = Some("127.0.0.1".into()))
}

async fn guess(browser: &Client, email: &str) -> Answer {
    browser.post("/login", &[("email", email), ("password", "a-guess")]).await
}

/// Guesses until the program has had enough.
async fn guess_on(browser: &Client, email: &str) -> Answer {
    for _ in 0..20 {
        let answer = guess(browser, email).await;
        if answer.status != 422 {
            return answer;
        }
    }
    panic!("twenty guesses were taken");
}

async fn right(browser: &Client, email: &str) -> Answer {
    browser.post("/login", &[("email", email), ("password", PASSWORD)]).await
}

async fn organization(app: &TestApp) -> (Organization, Client, String) {
    let acme = app.organization("acme").await;
    let (attacker, email) = (acme.stranger(), acme.owner_email());
    (acme, attacker, email)
}

#[actix_web::test]
async fn guessing_is_slowed_down_with_the_address_kept() {
    let (acme, attacker, email) = organization(&limited()).await;
    let answer = guess_on(&attacker, &email).await;
    assert_eq!(answer.status, 429);
    let seconds: u64 = answer.header("retry-after").parse().expect("seconds");
    assert!((1..=60).contains(&seconds), "{seconds}");
    assert!(answer.shown("flash").contains("Too many tries"), "{}", answer.shown("flash"));
    assert_eq!(answer.field("email"), Some(email));
    assert!(!answer.text.contains("a-guess"));
    assert_eq!(acme.owner.get("/").await.status, 200, "who is signed in goes on");
}

#[actix_web::test]
async fn addresses_that_nobody_has_are_slowed_down_the_same() {
    let (acme, attacker, _) = organization(&limited()).await;
    let email = format!("nobody@{}.test", acme.slug);
    assert_eq!(guess_on(&attacker, &email).await.status, 429);
}

#[actix_web::test]
async fn an_address_in_other_letters_is_the_same_account() {
    let (_acme, attacker, email) = organization(&limited()).await;
    guess_on(&attacker, &email).await;
    assert_eq!(guess(&attacker, &format!(" {} ", email.to_uppercase())).await.status, 429);
}

#[actix_web::test]
async fn a_device_that_is_known_does_not_wait() {
    let app = limited();
    let (acme, attacker, email) = organization(&app).await;
    let laptop = acme.stranger();
    assert_eq!(right(&laptop, &email).await.status, 303);
    laptop.post("/logout", &[]).await;
    guess_on(&attacker, &email).await;
    assert_eq!(right(&attacker, &email).await.status, 429, "the right password waits as well");
    assert_eq!(right(&laptop, &email).await.status, 303, "nobody locks a colleague out");
    // What is known is this address at this organization, no other.
    let globex = app.organization("globex").await;
    let theirs = globex.stranger();
    theirs.set_cookie("outlay_device", &laptop.cookie("outlay_device").unwrap());
    assert_eq!(guess_on(&theirs, &globex.owner_email()).await.status, 429);
    assert_eq!(right(&theirs, &globex.owner_email()).await.status, 429);
}

#[actix_web::test]
async fn other_accounts_are_not_slowed_down() {
    let app = limited();
    let (acme, attacker, email) = organization(&app).await;
    acme.member("Mira", Role::Member).await;
    let globex = app.organization("globex").await;
    guess_on(&attacker, &email).await;
    let mira = acme.stranger();
    assert_eq!(right(&mira, &format!("mira@{}.test", acme.slug)).await.status, 303);
    assert_eq!(right(&globex.stranger(), &globex.owner_email()).await.status, 303);
    let same_address_elsewhere = globex.stranger();
    assert_eq!(guess(&same_address_elsewhere, &email).await.status, 422);
}

#[actix_web::test]
async fn questions_about_addresses_have_an_end() {
    let app = limited();
    let ask = async |from: &str| {
        let headers = [("x-forwarded-for", from)];
        app.base().send(reqwest::Method::GET, "/signup/slug?slug=acme", &headers, None).await
    };
    let mut refused = None;
    for _ in 0..2_000 {
        let answer = ask("192.0.2.1").await;
        if answer.status != 200 {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.expect("two thousand questions were answered");
    assert_eq!(refused.status, 429);
    assert!(refused.header("retry-after").parse::<u64>().is_ok_and(|seconds| seconds >= 1));
    assert_eq!(ask("192.0.2.2").await.status, 200, "somebody else may ask");
}

#[actix_web::test]
async fn sign_ups_of_one_client_have_an_end() {
    let app = limited();
    let sign_up = async |from: &str, number: usize| {
        // A common slug: what counts is the try, not the organization that comes of it.
        let form = Fields::sign_up(&format!("{}{number}", crate::support::app::unique_slug("many")));
        let headers = [("sec-fetch-site", "same-origin"), ("x-forwarded-for", from)];
        app.base().post_with("/signup", &form.pairs(), &headers).await
    };
    let mut last = 0;
    for number in 0..45 {
        let answer = sign_up("192.0.2.7", number).await;
        last = answer.status;
        if last == 429 {
            assert!(answer.header("retry-after").parse::<u64>().is_ok_and(|seconds| seconds >= 1));
            break;
        }
    }
    assert_eq!(last, 429);
    assert_ne!(sign_up("192.0.2.8", 99).await.status, 429, "somebody else may sign up");
}
