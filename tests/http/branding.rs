//! How an organization looks: who picks it, what is taken and refused, and that pages, the sign-in page, errors and
//! mails wear it.

use crate::steps::Fields;
use crate::support::{Answer, Client, Organization, TestApp};
use outlay::domain::theme::{Color, Look, derive};
use outlay::policy::role::Role;
use reqwest::Method;

const ADDRESS: &str = "/settings/branding";
const PREVIEW: &str = "/settings/branding/preview";
const PLUM: &str = "#7b2d5e";

async fn acme() -> Organization {
    TestApp::start().await.organization("acme").await
}

fn look() -> Fields {
    Fields::of(&[
        ("display_name", "Acme Studio"),
        ("brand_color", PLUM),
        ("accent_color", "#2dd4bf"),
        ("scheme", "auto"),
        ("corners", "round"),
        ("version", "1"),
    ])
}

/// The address of the custom properties that a page wears.
fn theme(page: &Answer) -> String {
    let sheets = page.attributes("link[rel=stylesheet]", "href");
    sheets.into_iter().find(|href| href.starts_with("/theme.css")).expect("the page wears a theme")
}

async fn sheet(browser: &Client) -> String {
    browser.get("/theme.css").await.text
}

#[actix_web::test]
async fn what_is_picked_shows_on_every_page_at_once() {
    let acme = acme().await;
    let form = acme.owner.get(ADDRESS).await;
    for (field, value) in [
        ("display_name", ""),
        ("brand_color", "#0f766e"),
        ("accent_color", "#f59e0b"),
        ("scheme", "auto"),
        ("corners", "soft"),
    ] {
        assert_eq!(form.field(field).as_deref(), Some(value), "{field}");
    }
    let before = theme(&form);
    let saved = acme.owner.post(ADDRESS, &look().pairs()).await;
    assert_eq!((saved.status, saved.location()), (303, ADDRESS.to_owned()));
    let page = acme.owner.get(ADDRESS).await;
    assert_eq!(page.shown("flash"), "Branding saved.");
    assert_eq!(page.texts(".rail__name"), ["Acme Studio"]);
    for (field, value) in look().without("version").pairs() {
        assert_eq!(page.field(field).as_deref(), Some(value), "{field}");
    }
    assert_ne!(theme(&page), before, "another address for other content");
    let (stranger, missing) = (acme.stranger(), acme.owner.get("/nothing/here").await);
    for page in [&page, &acme.owner.get("/expenses").await, &stranger.get("/login").await, &missing] {
        assert_eq!(theme(page), theme(&acme.owner.get("/").await));
        assert!(page.attribute("meta[name=theme-color]", "content").is_some());
    }
    assert_eq!(missing.texts(".rail__name"), ["Acme Studio"]);
    let css = stranger.get(&theme(&page)).await;
    assert!(
        css.text.contains(&format!("--brand:{PLUM};")) && css.text.contains("--radius:14px"),
        "{}",
        css.text
    );
}

#[actix_web::test]
async fn the_trail_holds_what_changed_alone() {
    let acme = acme().await;
    let fields = [("brand_color", PLUM)];
    assert_eq!(acme.owner.post(ADDRESS, &fields).await.status, 303);
    let events = "SELECT string_agg(coalesce(before::text, '') || after::text, ';') FROM events WHERE act = 'organization.branded'";
    let told = acme.ask(events);
    assert_eq!(told, format!("{{\"brand_color\": \"#0f766e\"}}{{\"brand_color\": \"{PLUM}\"}}"));
    assert_eq!(acme.owner.post(ADDRESS, &fields).await.status, 303, "nothing to change");
    assert_eq!(acme.ask(events), told);
    let trail = acme.owner.get("/activity").await;
    assert_eq!(trail.texts(".told__words")[0], "Olivia Owner changed the look of the organization");
}

#[actix_web::test]
async fn faults_stand_beside_their_fields_and_everything_typed_is_kept() {
    let acme = acme().await;
    let before = acme.contents();
    for (field, value) in [
        ("display_name", "www.example.com"),
        ("brand_color", ""),
        ("brand_color", "teal"),
        ("brand_color", "#12345"),
        ("accent_color", "#0f766e;} body{display:none"),
        ("scheme", "sepia"),
        ("corners", "spiky"),
    ] {
        for address in [ADDRESS, PREVIEW] {
            let page = acme.owner.post(address, &look().with(field, value).pairs()).await;
            assert_eq!(page.status, 422, "{field} {value:?}");
            assert!(!page.shown(&format!("error-{field}")).is_empty(), "{field} {value:?}");
            if field != "display_name" {
                assert_eq!(page.field("display_name").as_deref(), Some("Acme Studio"));
            }
            if ["brand_color", "accent_color"].contains(&field) {
                assert_eq!(page.field(field).as_deref(), Some(value), "as typed");
            }
        }
    }
    assert_eq!(acme.contents(), before);
}

#[actix_web::test]
async fn owners_and_admins_change_approvers_and_auditors_see_members_neither() {
    let acme = acme().await;
    for (role, sees, changes) in [
        (Role::Admin, 200, 303),
        (Role::Approver, 200, 403),
        (Role::Auditor, 200, 403),
        (Role::Member, 403, 403),
    ] {
        let browser = acme.member(role.as_str(), role).await;
        let page = browser.get(ADDRESS).await;
        assert_eq!(page.status, sees, "{role:?}");
        if changes == 403 {
            assert_eq!(page.all("main form").len(), 0, "{role:?}");
            assert_eq!(browser.post(PREVIEW, &look().pairs()).await.status, 403, "{role:?}");
        }
        let in_menu = browser.get("/").await.attributes(".menu a", "href").contains(&ADDRESS.to_owned());
        assert_eq!(in_menu, sees == 200, "{role:?}");
        let saved = browser.post(ADDRESS, &[("corners", "sharp")]).await;
        assert_eq!(saved.status, changes, "{role:?}");
        assert_eq!(theme(&browser.get("/").await), theme(&acme.owner.get("/").await), "all wear the same");
    }
}

#[actix_web::test]
async fn of_two_changes_the_second_hears_of_the_first() {
    let acme = acme().await;
    assert_eq!(acme.owner.post(ADDRESS, &look().pairs()).await.status, 303);
    let late = acme.owner.post(ADDRESS, &look().with("brand_color", "#123456").pairs()).await;
    assert_eq!(late.status, 409);
    assert_eq!(late.field("brand_color").as_deref(), Some("#123456"), "what was picked is kept");
    assert!(sheet(&acme.owner).await.contains(PLUM), "and the first is worn");
    let again = look().with("brand_color", "#123456").with("version", &late.field("version").unwrap());
    assert_eq!(acme.owner.post(ADDRESS, &again.pairs()).await.status, 303);
}

#[actix_web::test]
async fn a_preview_shows_what_was_picked_and_saves_nothing() {
    let acme = acme().await;
    let before = acme.contents();
    let page = acme.owner.post(PREVIEW, &look().pairs()).await;
    assert_eq!(page.status, 200);
    for (field, value) in look().pairs() {
        assert_eq!(page.field(field).as_deref(), Some(value), "{field}");
    }
    assert_eq!(page.texts(".sample__name"), ["Acme Studio", "Acme Studio"], "on light and on dark paper");
    let href = page.attribute("#sample-sheet", "href").expect("the sample wears a stylesheet");
    let css = acme.owner.get(&href).await;
    assert_eq!((css.status, css.header("content-type")), (200, "text/css; charset=utf-8".to_owned()));
    assert!(css.text.starts_with(".sample{--brand:#7b2d5e;"), "{}", css.text);
    assert!(
        theme(&page).ne(&href) && !sheet(&acme.owner).await.contains(PLUM),
        "the page itself stays as it is"
    );
    assert_eq!(acme.contents(), before);
    for odd in
        ["", "?brand=zzz&accent=000&scheme=auto&corners=soft", "?brand=000&accent=000&scheme=x&corners=soft"]
    {
        assert_eq!(acme.owner.get(&format!("/settings/branding/sample.css{odd}")).await.status, 400, "{odd}");
    }
    let dark = acme.owner.post(PREVIEW, &look().with("scheme", "dark").pairs()).await;
    assert_eq!(dark.attributes(".branding__side[hidden]", "data-side"), ["light"]);
}

#[actix_web::test]
async fn the_theme_may_be_kept_for_ever_under_its_own_hash_alone() {
    let acme = acme().await;
    let href = theme(&acme.owner.get("/").await);
    let kept = acme.stranger().get(&href).await;
    assert_eq!(kept.header("cache-control"), "public, max-age=31536000, immutable");
    let tag = kept.header("etag");
    for other in ["/theme.css", "/theme.css?v=0000000000000000"] {
        let answer = acme.stranger().get(other).await;
        assert_eq!(answer.header("cache-control"), "public, max-age=60", "{other}");
        assert_eq!((&answer.text, answer.header("etag")), (&kept.text, tag.clone()));
    }
    let headers = [("if-none-match", tag.as_str())];
    let known = acme.stranger().send(Method::GET, &href, &headers, None).await;
    assert_eq!((known.status, known.text.as_str()), (304, ""));
    assert!(kept.text.starts_with(":root{") && kept.text.matches('{').count() == 1, "{}", kept.text);
    let expected = derive(&Look::default()).light.brand_fill;
    assert!(kept.text.contains(&format!("--brand-fill:light-dark({expected},")), "{}", kept.text);
}

#[actix_web::test]
async fn nobody_gets_a_neighbours_theme() {
    let (acme, globex) = (acme().await, TestApp::start().await.organization("globex").await);
    assert_eq!(acme.owner.post(ADDRESS, &look().pairs()).await.status, 303);
    let href = theme(&acme.owner.get("/").await);
    let answer = globex.owner.get(&href).await;
    assert!(answer.text.contains("--brand:#0f766e;") && !answer.text.contains(PLUM), "{}", answer.text);
    assert_eq!(answer.header("cache-control"), "public, max-age=60", "its hash names other content here");
    assert_eq!(acme.app.base().get("/theme.css").await.status, 404);
}

#[actix_web::test]
async fn light_or_dark_for_everybody_is_said_to_the_browser() {
    let acme = acme().await;
    for (scheme, said, bars) in [("auto", "light dark", 2), ("light", "light", 1), ("dark", "dark", 1)] {
        assert_eq!(acme.owner.post(ADDRESS, &[("scheme", scheme)]).await.status, 303);
        let page = acme.owner.get("/").await;
        assert_eq!(page.attribute("meta[name=color-scheme]", "content").as_deref(), Some(said));
        assert_eq!(page.attributes("meta[name=theme-color]", "content").len(), bars);
        assert!(sheet(&acme.owner).await.contains(&format!("--scheme:{said};")));
    }
}

#[actix_web::test]
async fn the_manifest_and_the_icon_are_the_organizations_own() {
    let acme = acme().await;
    assert_eq!(acme.owner.post(ADDRESS, &look().pairs()).await.status, 303);
    let page = acme.stranger().get("/login").await;
    let manifest = acme.stranger().get(&page.attribute("link[rel=manifest]", "href").unwrap()).await;
    assert_eq!(manifest.header("content-type"), "application/manifest+json");
    let (said, tones) =
        (manifest.json(), derive(&Look { brand: Color::parse(PLUM).unwrap(), ..Look::default() }).light);
    assert_eq!(said["name"], "Acme Studio");
    assert_eq!(said["theme_color"], tones.brand_fill.to_string());
    assert_eq!(said["background_color"], tones.paper.to_string());
    let icon = page.attribute("link[rel=icon]", "href").unwrap();
    assert_eq!(said["icons"][0]["src"], icon);
    let answer = acme.stranger().get(&icon).await;
    assert_eq!(answer.header("content-type"), "image/svg+xml");
    assert!(answer.header("cache-control").ends_with("immutable"), "{}", answer.header("cache-control"));
    assert!(answer.text.contains(&format!("fill=\"{}\"", tones.brand_fill)) && answer.text.contains("&#65;"));
    assert!(answer.header("content-security-policy").contains("sandbox"));
    let favicon = acme.stranger().get("/favicon.ico").await;
    assert_eq!((favicon.status, &favicon.text), (200, &answer.text));
}

#[actix_web::test]
async fn mails_wear_the_colours() {
    let acme = acme().await.verified();
    assert_eq!(acme.owner.post(ADDRESS, &look().pairs()).await.status, 303);
    let fields = [("emails", "new@example.com"), ("role", "member")];
    assert_eq!(acme.owner.post("/members/invitations", &fields).await.status, 303);
    let dress = acme.dresses().await.pop().expect("a letter").expect("it wears something");
    assert_eq!((dress.fill.as_str(), dress.ink.as_str(), dress.radius), (PLUM, "#ffffff", 14));
    assert_eq!(dress.logo, None, "it has none");
}
