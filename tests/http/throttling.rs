//! Too many tries: 429 with the time to wait, and nobody else has to.

use crate::steps::{Fields, another_app, leave_unfinished};
use crate::support::app::{PASSWORD, unique_slug};
use crate::support::{Answer, Client, Organization, TestApp};
use futures_util::future::join_all;
use outlay::policy::role::Role;
use reqwest::Method;
use std::sync::OnceLock;

/// The program with its limits on, beside the shared one. Each test comes from an address of its own, so that the
/// tests' tries don't add up.
async fn limited() -> TestApp {
    static LIMITED: OnceLock<TestApp> = OnceLock::new();
    if let Some(app) = LIMITED.get() {
        return app.clone();
    }
    let app = another_app(|raw| raw.trusted_proxies = Some("127.0.0.1".into())).await;
    LIMITED.get_or_init(|| app).clone()
}

/// Somebody at one address of the internet, on an organization's host.
struct Visitor {
    browser: Client,
    address: &'static str,
}

impl Visitor {
    async fn at(address: &'static str, org: &Organization) -> Self {
        Self { browser: limited().await.client(&org.host()), address }
    }

    async fn sign_in(&self, email: &str, password: &str) -> Answer {
        let headers = [("sec-fetch-site", "same-origin"), ("x-forwarded-for", self.address)];
        self.browser.post_with("/login", &[("email", email), ("password", password)], &headers).await
    }

    async fn guess(&self, email: &str) -> Answer {
        self.sign_in(email, "a-guess").await
    }

    /// Guesses until the program has had enough.
    async fn guess_on(&self, email: &str) -> Answer {
        for _ in 0..20 {
            let answer = self.guess(email).await;
            if answer.status != 422 {
                return answer;
            }
        }
        panic!("twenty guesses were taken");
    }
}

async fn acme() -> (Organization, String) {
    let acme = TestApp::start().await.organization("acme").await;
    let email = acme.owner_email();
    (acme, email)
}

#[actix_web::test]
async fn guessing_is_slowed_down_with_the_address_kept() {
    let (acme, email) = acme().await;
    let answer = Visitor::at("192.0.2.1", &acme).await.guess_on(&email).await;
    assert_eq!(answer.status, 429);
    let seconds: u64 = answer.header("retry-after").parse().expect("seconds");
    assert!((1..=60).contains(&seconds), "{seconds}");
    assert!(answer.shown("flash").contains("Too many tries"), "{}", answer.shown("flash"));
    assert_eq!(answer.field("email"), Some(email));
    assert!(!answer.text.contains("a-guess"));
}

#[actix_web::test]
async fn addresses_that_nobody_has_are_slowed_down_the_same() {
    let (acme, _) = acme().await;
    let email = format!("nobody@{}.test", acme.slug);
    assert_eq!(Visitor::at("192.0.2.2", &acme).await.guess_on(&email).await.status, 429);
}

#[actix_web::test]
async fn another_address_or_spelling_is_the_same_account() {
    let (acme, email) = acme().await;
    Visitor::at("192.0.2.3", &acme).await.guess_on(&email).await;
    let elsewhere = Visitor::at("192.0.2.4", &acme).await;
    let spelled = format!(" {} ", email.to_uppercase());
    assert_eq!(elsewhere.guess_on(&spelled).await.status, 429);
    assert_eq!(elsewhere.guess_on(&email).await.status, 429);
}

#[actix_web::test]
async fn a_device_that_is_known_does_not_wait() {
    let (acme, email) = acme().await;
    let laptop = Visitor::at("192.0.2.5", &acme).await;
    assert_eq!(laptop.sign_in(&email, PASSWORD).await.status, 303);
    let attacker = Visitor::at("192.0.2.6", &acme).await;
    // The delays double, so that one of them outlasts the moment between two requests.
    let mut waits = attacker.guess_on(&email).await;
    for _ in 0..3 {
        waits = attacker.guess_on(&email).await;
    }
    assert_eq!(waits.status, 429);
    assert_eq!(laptop.sign_in(&email, PASSWORD).await.status, 303, "nobody locks a colleague out");
    // What is known is this address at this organization, no other.
    let globex = TestApp::start().await.organization("globex").await;
    let theirs = Visitor::at("192.0.2.7", &globex).await;
    theirs.browser.set_cookie("outlay_device", &laptop.browser.cookie("outlay_device").unwrap());
    assert_eq!(theirs.guess_on(&globex.owner_email()).await.status, 429);
}

#[actix_web::test]
async fn other_accounts_are_not_slowed_down() {
    let (acme, email) = acme().await;
    acme.member("Mira", Role::Member).await;
    let globex = TestApp::start().await.organization("globex").await;
    let attacker = Visitor::at("192.0.2.8", &acme).await;
    assert_eq!(attacker.guess_on(&email).await.status, 429);
    assert_eq!(attacker.sign_in(&format!("mira@{}.test", acme.slug), PASSWORD).await.status, 303);
    let there = Visitor::at("192.0.2.8", &globex).await;
    assert_eq!(there.guess(&email).await.status, 422, "the same address elsewhere is another account");
    assert_eq!(there.sign_in(&globex.owner_email(), PASSWORD).await.status, 303);
}

#[actix_web::test]
async fn many_accounts_from_one_address_have_an_end() {
    let (acme, _) = acme().await;
    let attacker = Visitor::at("192.0.2.9", &acme).await;
    let tries = (0..90).map(|number| {
        let (attacker, email) = (&attacker, format!("user{number}@acme.test"));
        async move { attacker.guess(&email).await.status }
    });
    let statuses = join_all(tries).await;
    assert!(statuses.contains(&429) && statuses.contains(&422), "{statuses:?}");
    assert!(statuses.iter().all(|status| [422, 429].contains(status)), "{statuses:?}");
    assert_eq!(Visitor::at("192.0.2.10", &acme).await.guess("x@acme.test").await.status, 422);
}

#[actix_web::test]
async fn questions_about_addresses_have_an_end() {
    let app = limited().await;
    let ask = async |from: &str| {
        let headers = [("x-forwarded-for", from)];
        app.base().send(Method::GET, "/signup/slug?slug=a", &headers, None).await
    };
    let mut refused = None;
    for _ in 0..100 {
        let answers = join_all((0..20).map(|_| ask("192.0.2.11"))).await;
        refused = answers.into_iter().find(|answer| answer.status != 200);
        if refused.is_some() {
            break;
        }
    }
    let refused = refused.expect("two thousand questions were answered");
    assert_eq!(refused.status, 429);
    assert!(refused.header("retry-after").parse::<u64>().is_ok_and(|seconds| seconds >= 1));
    assert_eq!(ask("192.0.2.12").await.status, 200, "somebody else may ask");
}

#[actix_web::test]
async fn sign_ups_of_one_client_have_an_end() {
    let app = limited().await;
    // Half taken by somebody else: each try counts, and none uses a ready schema up.
    let slug = unique_slug("many");
    leave_unfinished(&app, &slug, "somebody@else.test").await;
    let sign_up = async |from: &str| {
        let headers = [("sec-fetch-site", "same-origin"), ("x-forwarded-for", from)];
        app.base().post_with("/signup", &Fields::sign_up(&slug).pairs(), &headers).await
    };
    let answers = join_all((0..50).map(|_| sign_up("192.0.2.13"))).await;
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    assert!(statuses.iter().all(|status| [422, 429].contains(status)), "{statuses:?}");
    let refused = answers.iter().find(|answer| answer.status == 429).expect("fifty tries were taken");
    assert!(refused.header("retry-after").parse::<u64>().is_ok_and(|seconds| seconds >= 1));
    assert_eq!(sign_up("192.0.2.14").await.status, 422, "somebody else may sign up");
}

#[actix_web::test]
async fn what_is_no_address_counts_as_one_account() {
    let (acme, _) = acme().await;
    let guesser = Visitor::at("192.0.2.15", &acme).await;
    let mut statuses = Vec::new();
    for number in 0..12 {
        statuses.push(guesser.guess(&format!("not an address {number}")).await.status);
    }
    assert!(statuses.contains(&429), "{statuses:?}");
}

#[actix_web::test]
async fn many_guesses_at_once_are_as_slow_as_one_after_the_other() {
    let (acme, email) = acme().await;
    let attacker = Visitor::at("192.0.2.16", &acme).await;
    let answers = join_all((0..14).map(|_| attacker.guess(&email))).await;
    let looked_at = answers.iter().filter(|answer| answer.status == 422).count();
    // The delay after the fifth is a second; more than one of the rest may have come behind it on a slow machine.
    assert!((5..=7).contains(&looked_at), "{looked_at} guesses were looked at");
}

#[actix_web::test]
async fn a_network_of_strangers_does_not_delay_a_known_device() {
    let (acme, email) = acme().await;
    let laptop = Visitor::at("192.0.2.17", &acme).await;
    assert_eq!(laptop.sign_in(&email, PASSWORD).await.status, 303);
    let stranger = Visitor::at("192.0.2.17", &acme).await;
    let mut statuses = Vec::new();
    for round in 0..6 {
        let tries = (0..12).map(|number| {
            let (stranger, email) = (&stranger, format!("user{round}-{number}@acme.test"));
            async move { stranger.guess(&email).await.status }
        });
        statuses.extend(join_all(tries).await);
    }
    assert!(statuses.contains(&429), "{statuses:?}");
    assert_eq!(laptop.sign_in(&email, PASSWORD).await.status, 303);
}

#[actix_web::test]
async fn guesses_of_the_sign_up_code_have_an_end() {
    let app = another_app(|raw| {
        raw.trusted_proxies = Some("127.0.0.1".into());
        raw.signup = Some("code".into());
        raw.signup_code = Some("open-sesame".into());
    })
    .await;
    let slug = unique_slug("guest");
    let sign_up = async |from: &str, code: &str| {
        let headers = [("sec-fetch-site", "same-origin"), ("x-forwarded-for", from)];
        // Whether the rest of the form is right doesn't matter.
        let form = Fields::sign_up(&slug).with("name", "").with("code", code);
        app.base().post_with("/signup", &form.pairs(), &headers).await
    };
    let guesses =
        (0..30).map(|number| sign_up("192.0.2.18", if number % 2 == 0 { "sesame" } else { "open" }));
    let answers = join_all(guesses).await;
    let refused: Vec<_> = answers.iter().filter(|answer| answer.status == 429).collect();
    assert!((18..=20).contains(&refused.len()), "{} were refused", refused.len());
    assert_eq!(refused[0].field("organization").as_deref(), Some("Acme Works"), "nothing typed is lost");
    assert!(refused[0].header("retry-after").parse::<u64>().is_ok_and(|seconds| seconds >= 1));
    let elsewhere = sign_up("192.0.2.19", "open-sesame").await;
    assert_eq!(
        (elsewhere.status, elsewhere.shown("error-code")),
        (422, String::new()),
        "the name is missing"
    );
}
