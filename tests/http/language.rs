//! In which language somebody is answered: the member's, else the organization's, else the browser's.

use crate::steps::{another_app, sign_in};
use crate::support::app::PASSWORD;
use crate::support::{Answer, TestApp};
use outlay::policy::role::Role;
use outlay::words::Languages;
use reqwest::Method;

async fn all_languages() -> TestApp {
    TestApp::start().await
}

fn heading(answer: &Answer) -> String {
    answer.first("h1").unwrap_or_default()
}

fn lang(answer: &Answer) -> String {
    answer.attribute("html", "lang").unwrap_or_default()
}

#[tokio::test]
async fn pages_of_nobody_follow_the_browser() {
    let app = all_languages().await;
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
    let app = all_languages().await;
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
    let app = all_languages().await;
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

/// Accents on every vowel: what stands without them on a converted page never went through the catalogue.
#[tokio::test]
async fn converted_pages_of_strangers_have_no_words_of_their_own() {
    let app = another_app(|raw| raw.languages = Some(Languages::PSEUDO)).await;
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

/// The same within the frame. Dates and amounts are those of Japan: they have no vowels.
#[tokio::test]
async fn converted_pages_of_members_have_no_words_of_their_own() {
    let app = another_app(|raw| raw.languages = Some(Languages::PSEUDO)).await;
    let acme = app.organization_with("Acme", &[("locale", "ja-JP"), ("timezone", "UTC")]).await;
    acme.member("Mira", Role::Approver).await;
    let mira = acme.path_of("Mira").await;
    let owner = &acme.owner;
    let invited = owner.post("/members/invitations", &[("emails", "ben@x.test"), ("role", "member")]).await;
    assert_eq!(invited.status, 303, "{}", invited.text);
    let pages = [
        owner.get("/members").await,
        owner.get("/").await,
        owner.get("/members?q=nobody").await,
        owner.post("/members/invitations", &[("emails", "nobody")]).await,
        owner.get(&acme.path_of("Olivia Owner").await).await,
        owner.get(&mira).await,
        owner.get(&format!("{mira}/deactivate")).await,
        owner.get("/shortcuts").await,
        owner.get("/settings/profile").await,
        owner.post("/settings/profile", &[("name", "")]).await,
        owner.get("/settings/security").await,
        owner.get("/nowhere").await,
    ];
    for page in pages {
        assert_eq!(lang(&page), "en-XA", "{}", page.text);
        let found = plain_words(&page, &["Acme", "Olivia Owner", "Mira", "nobody"]);
        assert!(found.is_empty(), "{found:?} in {}", page.text);
    }
}

/// The texts of a page that hold a vowel without an accent, and no name nor address, and so the attributes that are read
/// out or shown by scripts.
fn plain_words(page: &Answer, names: &[&str]) -> Vec<String> {
    let mut told = page.texts("title, h1, h2, p, a, button, label, legend, dt, th, li, summary");
    for attribute in ["aria-label", "title", "alt", "placeholder", "data-on", "data-off", "data-dismiss"] {
        told.extend(page.attributes(&format!("[{attribute}]"), attribute));
    }
    let is_plain = |word: &str| {
        // One letter is the mark of an organization, or a key; capitals are initials and codes.
        word.chars().filter(|letter| letter.is_alphabetic()).count() > 1
            && word.chars().any(char::is_lowercase)
            && word.chars().any(|letter| "aeiouAEIOU".contains(letter))
            && !word.contains('@')
            && !word.contains("://")
    };
    told.into_iter()
        .map(|text| names.iter().fold(text, |text, name| text.replace(name, "")))
        .filter(|text| text.split_whitespace().any(is_plain))
        .collect()
}
