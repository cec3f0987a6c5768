//! In which language somebody is answered: the member's, else the organization's, else the browser's.

use crate::accents::{accented_app, plain_words};
use crate::steps::sign_in;
use crate::support::app::PASSWORD;
use crate::support::{Answer, TestApp};
use outlay::policy::role::Role;
use reqwest::Method;

fn heading(answer: &Answer) -> String {
    answer.first("h1").unwrap_or_default()
}

fn lang(answer: &Answer) -> String {
    answer.attribute("html", "lang").unwrap_or_default()
}

#[tokio::test]
async fn pages_of_nobody_follow_the_browser() {
    let app = TestApp::start().await;
    for (accepted, code, words) in [
        ("de-AT,de;q=0.9", "de", "Hier ist nichts"),
        ("fr, es;q=0.5", "es", "Aquí no hay nada"),
        ("fr", "en", "There is nothing here"),
    ] {
        let headers = [("accept-language", accepted)];
        let page = app.base().send(Method::GET, "/nowhere", &headers, None).await;
        assert_eq!((page.status, lang(&page).as_str(), heading(&page).as_str()), (404, code, words));
        let headers = [("accept-language", accepted), ("accept", "application/json")];
        let problem = app.base().send(Method::GET, "/nowhere", &headers, None).await;
        assert_eq!(problem.json()["title"], words, "programs are told the same");
    }
}

#[tokio::test]
async fn a_member_is_answered_in_their_own_language_and_others_in_the_organizations() {
    let app = TestApp::start().await;
    let acme = app.organization_with("acme", &[("locale", "de-AT")]).await;
    let login = acme.stranger().get("/login").await;
    assert_eq!((lang(&login).as_str(), heading(&login).as_str()), ("de", "Anmelden"));
    let owner = acme.owner.get("/settings/profile").await;
    assert_eq!((lang(&owner).as_str(), heading(&owner).as_str()), ("de", "Ihr Profil"));
    assert_eq!(owner.first(".person__role").as_deref(), Some("Inhaber"));

    let mira = acme.member("Mira", Role::Member).await;
    let saved = mira.post("/settings/profile", &[("name", "Mira"), ("locale", "es-ES")]).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    let profile = mira.get("/settings/profile").await;
    assert_eq!((lang(&profile).as_str(), heading(&profile).as_str()), ("es", "Su perfil"));
    let missing = mira.get("/expenses/00000000-0000-7000-8000-000000000000").await;
    assert_eq!((lang(&missing).as_str(), heading(&missing).as_str()), ("es", "Aquí no hay nada"));
    let refused = mira.get("/activity").await;
    assert_eq!((refused.status, heading(&refused).as_str()), (403, "Su rol no permite hacer esto"));
    let empty = mira.post("/settings/profile", &[("name", "")]).await;
    assert_eq!((empty.status, empty.shown("error-name").as_str()), (422, "Indique su nombre."));
}

#[tokio::test]
async fn letters_are_written_in_the_language_of_whoever_gets_them() {
    let app = TestApp::start().await;
    let acme = app.organization_with("acme", &[("locale", "de-DE")]).await;
    let mira = acme.member("Mira", Role::Member).await;
    let avery = acme.member("Avery", Role::Approver).await;
    mira.post("/settings/profile", &[("name", "Mira"), ("locale", "es-ES")]).await;
    let path = acme.spend_as(&mira, &[("merchant", "Hotel Sacher"), ("intent", "submit")]).await;
    let approved = avery.post(&format!("{path}/approve"), &[]).await;
    assert_eq!(approved.status, 303, "{}", approved.text);
    let letters = acme.letters().await;
    let told = letters.iter().find(|letter| letter.to_name == "Mira").expect("Mira hears of it");
    assert_eq!(told.subject, "Avery aprobó su gasto en Hotel Sacher");
    assert_eq!(told.button.as_ref().map(|button| button.label.as_str()), Some("Abrir el gasto"));
    let verify =
        letters.iter().find(|letter| letter.subject.contains("Bestätigen Sie")).expect("to the owner");
    assert!(verify.paragraphs[0].contains("wurde mit dieser Adresse angelegt"), "{verify:?}");
}

/// Accents on every vowel: what stands without them never went through the catalogue.
#[tokio::test]
async fn what_strangers_are_told_has_no_words_of_its_own() {
    let app = accented_app().await;
    let acme = app.organization("Acme").await;
    let (stranger, base) = (acme.stranger(), app.base());
    let invited =
        acme.owner.post("/members/invitations", &[("emails", "mira@x.test"), ("role", "member")]).await;
    assert_eq!(invited.status, 303, "{}", invited.text);
    let join = acme.link_to("mira@x.test").await;
    let wrong = sign_in(&stranger, "nobody@acme.test", "").await;
    let pages = [
        stranger.get("/login").await,
        wrong,
        stranger.get("/login?signed-out=1").await,
        stranger.get("/password/forgot").await,
        stranger.get("/password/forgot?sent=1").await,
        stranger.post("/password/forgot", &[("email", "no address")]).await,
        stranger.get("/password/reset?token=none").await,
        stranger.get("/verify?token=none").await,
        stranger.get("/welcome?token=none").await,
        stranger.get(&join).await,
        stranger.post(&join, &[]).await,
        stranger.get("/nowhere").await,
        base.get("/nowhere").await,
        base.get("/").await,
        base.get("/find?slug=nobody-here").await,
        base.get("/find").await,
        base.get("/find?sent=1").await,
        base.post("/find", &[("email", "no address")]).await,
        base.get("/signup").await,
        base.post("/signup", &[("slug", "a b")]).await,
    ];
    for page in pages {
        assert_eq!(lang(&page), "en-XA", "{}", page.text);
        let own = ["Acme", "Outlay", "Olivia Owner", "no address", "nobody-here", ".localhost", PASSWORD];
        let found = plain_words(&page, &own);
        assert!(found.is_empty(), "{found:?} in {}", page.text);
    }
    for asked in ["slug=nobody-here", "slug=a--b", &format!("slug={}", acme.slug), ""] {
        let hint = base.get(&format!("/signup/slug?{asked}")).await;
        let found = plain_words(&hint, &[&acme.slug]);
        assert!(hint.status == 200 && found.is_empty(), "{found:?} in {}", hint.text);
    }
}
