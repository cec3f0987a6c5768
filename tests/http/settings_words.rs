//! That the pages by which an organization is run speak through the catalogue alone, and how the trail tells in German.

use crate::accents::{accented_app, plain_words};
use crate::support::TestApp;
use outlay::policy::role::Role;

/// What people and places are called, and an address's parameter.
const NAMES: [&str; 7] = ["Olivia Owner", "Eve", "Acme", "Café Central", "Outlay", "Europe/Vienna", "act"];

/// Accents on every vowel: what stands without them on these pages never went through the catalogue.
#[actix_web::test]
async fn pages_of_the_settings_have_no_words_of_their_own() {
    let app = accented_app().await;
    let acme = app.organization_with("Acme", &[("locale", "en-IE")]).await;
    let (owner, auditor) = (acme.owner.clone(), acme.member("Eve", Role::Auditor).await);
    let (travel, meals) = (acme.category("Travel").await, acme.category("Meals").await);
    let category = |id: &str, rest: &str| format!("/categories/{id}{rest}");
    let of_travel = owner.get(&category(&travel, "/edit")).await;
    let archiving = owner.get(&category(&travel, "/archive")).await;
    owner.post(&category(&meals, ""), &[("name", "Fd"), ("icon", "tag"), ("version", "1")]).await;
    let stale = [("name", "Rst"), ("color", "red"), ("version", "1")];
    let merged = category(&acme.category("Hardware").await, "/merge");
    assert_eq!(owner.post(&merged, &[("into", &meals)]).await.status, 303);
    let archived = category(&acme.category("Other").await, "/archive");
    assert_eq!(owner.post(&archived, &[]).await.status, 303);
    let (settings, look) = ("/settings/organization", "/settings/branding");
    owner.post(settings, &[("name", "Acme"), ("week_start", "7"), ("version", "1")]).await;
    owner.post(look, &[("scheme", "dark"), ("version", "1")]).await;
    let pages = [
        owner.get("/categories").await,
        auditor.get("/categories").await,
        owner.get("/categories/new").await,
        of_travel,
        archiving,
        owner.get(&category(&meals, "/edit")).await,
        owner.post("/categories", &[("name", ""), ("color", "plaid")]).await,
        owner.post(&category(&meals, ""), &stale).await,
        owner.get(settings).await,
        auditor.get(settings).await,
        owner.post(settings, &[("name", "Acme"), ("week_start", "1"), ("version", "1")]).await,
        owner.get(look).await,
        auditor.get(look).await,
        owner.post(look, &[("scheme", "light"), ("version", "1")]).await,
        owner.post("/settings/branding/preview", &[("corners", "round")]).await,
        owner.get("/activity").await,
        owner.get("/activity?kind=expense&from=1990-01-01&to=1990-01-01").await,
        owner.get("/activity?act=nothing").await,
    ];
    for page in pages {
        assert_eq!(page.attribute("html", "lang").as_deref(), Some("en-XA"), "{}", page.text);
        let found = plain_words(&page, &NAMES);
        assert!(found.is_empty(), "{found:?} in {}", page.text);
    }
}

#[actix_web::test]
async fn the_trail_is_told_in_the_language_of_whoever_reads_it() {
    let app = TestApp::start().await;
    let acme = app.organization_with("acme", &[("locale", "de-AT")]).await;
    let lunch = acme.spend("12,50", "Café Central").await;
    acme.owner.post(&format!("{lunch}/delete"), &[]).await;
    let meals = format!("/categories/{}", acme.category("Meals").await);
    acme.owner.post(&meals, &[("name", "Essen"), ("color", "red")]).await;
    let page = acme.owner.get("/activity").await;
    assert_eq!(
        page.texts(".told__words"),
        [
            "Olivia Owner hat Essen geändert",
            "Olivia Owner hat Café Central in den Papierkorb gelegt",
            "Olivia Owner hat Café Central erfasst, 12,50 EUR",
            "Olivia Owner ist beigetreten",
            "Olivia Owner hat die Organisation angelegt",
        ]
    );
    let details = ["Farbe: orange rot", "Name: Verpflegung Essen", "ohne Version"];
    assert_eq!(page.texts(".told__details li"), details);
    let eve = acme.member("Eve", Role::Auditor).await;
    eve.post("/settings/profile", &[("locale", "es-ES")]).await;
    let page = eve.get("/activity?kind=expense").await;
    let told =
        ["Olivia Owner movió Café Central a la papelera", "Olivia Owner registró Café Central, 12,50 EUR"];
    assert_eq!(page.texts(".told__words"), told);
    assert_eq!(page.texts(".asked__chip"), ["GastosQuitar"]);
    assert_eq!(page.attributes(".told a", "href"), [lunch.clone(), lunch], "the link is where it belongs");
}
