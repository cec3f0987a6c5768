//! Sign-up: from the form to an organization in use.

use crate::steps::{Fields, another_app, leave_unfinished};
use crate::support::TestApp;
use crate::support::app::unique_slug;
use futures_util::future::join_all;
use outlay::categories::{self, defaults};
use outlay::schema::tenant::organization;
use outlay::tenancy::Slug;
use outlay::words::Language;

#[actix_web::test]
async fn a_company_signs_up_and_records_its_first_expense() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let expense = acme.spend("12.50", "Coffee beans").await;
    let page = acme.owner.get(&expense).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.first("h1").as_deref(), Some("Coffee beans"));
    let list = acme.owner.get("/expenses").await;
    assert_eq!(list.shown("total-count"), "1");
    assert_eq!(list.shown("total-amount"), "12.50 EUR");
}

#[actix_web::test]
async fn sign_up_leads_to_the_new_address_signed_in() {
    let app = TestApp::start().await;
    let slug = unique_slug("acme");
    let answer = app.base().post("/signup", &Fields::sign_up(&slug).pairs()).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let origin = format!("http://{slug}.localhost:{}", app.address.port());
    let path = answer.location().strip_prefix(&origin).expect("the new subdomain").to_owned();
    assert!(path.starts_with("/welcome?token="), "{path}");
    let browser = app.client(&format!("{slug}.localhost"));
    assert_eq!(browser.get(&path).await.location(), "/");
    let home = browser.get("/").await;
    assert_eq!(home.status, 200);
    assert!(home.text.contains("Acme Works") && home.text.contains("Olivia Owner"));
    assert!(home.text.contains("First steps"), "a new owner is shown what to do first");
}

#[actix_web::test]
async fn an_organization_begins_with_twelve_categories() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let stored = acme.run(categories::queries::list).await;
    let names: Vec<&str> = stored.iter().map(|category| category.name.as_str()).collect();
    assert_eq!(names[..2], ["Travel", "Lodging"]);
    assert_eq!(names, defaults(Language::English).iter().map(|(name, ..)| *name).collect::<Vec<_>>());
    let form = acme.owner.get("/expenses/new").await;
    assert_eq!(form.attributes("input[name=category_id]", "value").len(), 12 + 1, "and none yet");
}

#[actix_web::test]
async fn its_categories_are_named_in_its_language() {
    let app = TestApp::start().await;
    let acme = app.organization_with("acme", &[("locale", "de-AT")]).await;
    let stored = acme.run(categories::queries::list).await;
    let names: Vec<&str> = stored.iter().map(|category| category.name.as_str()).collect();
    assert_eq!(names[..3], ["Reisen", "Unterkunft", "Nahverkehr"]);
}

async fn settings(slug: &str, app: &TestApp) -> (String, String, String, String) {
    let found = app.tenants.find(&Slug::parse(slug).unwrap()).await.unwrap().expect("the organization");
    let org = outlay::tenancy::resolve::Org::new(std::sync::Arc::new(found), app.tenants.clone());
    use diesel::prelude::*;
    let columns = (organization::name, organization::currency, organization::timezone, organization::locale);
    org.run(move |conn| Ok(conn.find(organization::table.select(columns))?)).await.unwrap().expect("its row")
}

#[actix_web::test]
async fn what_was_chosen_is_kept() {
    let app = TestApp::start().await;
    let slug = unique_slug("kyoto");
    let form = Fields::sign_up(&slug)
        .with("organization", "京都デザイン")
        .with("currency", "JPY")
        .with("timezone", "Asia/Tokyo")
        .with("locale", "ja-JP");
    assert_eq!(app.base().post("/signup", &form.pairs()).await.status, 303);
    let expected = ["京都デザイン", "JPY", "Asia/Tokyo", "ja-JP"].map(str::to_owned);
    assert_eq!(settings(&slug, &app).await, expected.into());
}

#[actix_web::test]
async fn a_locale_left_out_is_the_browsers() {
    let app = TestApp::start().await;
    for (languages, expected) in [(Some("de-AT,de;q=0.9,en;q=0.8"), "de-AT"), (Some("*"), "en"), (None, "en")]
    {
        let slug = unique_slug("acme");
        let form = Fields::sign_up(&slug).without("locale");
        let mut headers = vec![("sec-fetch-site", "same-origin")];
        headers.extend(languages.map(|languages| ("accept-language", languages)));
        assert_eq!(app.base().post_with("/signup", &form.pairs(), &headers).await.status, 303);
        assert_eq!(settings(&slug, &app).await.3, expected);
    }
}

#[actix_web::test]
async fn an_address_left_empty_is_made_from_the_name() {
    let app = TestApp::start().await;
    let unique = unique_slug("x");
    let form = Fields::sign_up(&unique).with("organization", &format!("Café {unique}")).with("slug", "");
    let answer = app.base().post("/signup", &form.pairs()).await;
    let expected = format!("http://cafe-{unique}.localhost:{}/welcome?token=", app.address.port());
    assert!(answer.location().starts_with(&expected), "{} {}", answer.location(), answer.text);
}

#[actix_web::test]
async fn capitals_in_an_address_are_folded() {
    let app = TestApp::start().await;
    let slug = unique_slug("acme");
    let form = Fields::sign_up(&slug).with("slug", &slug.to_uppercase());
    let answer = app.base().post("/signup", &form.pairs()).await;
    assert!(answer.location().contains(&format!("//{slug}.localhost:")), "{}", answer.text);
}

#[actix_web::test]
async fn of_many_who_race_for_an_address_one_gets_it() {
    let app = TestApp::start().await;
    let slug = unique_slug("race");
    let tries = (0..8).map(|number| {
        let (base, form) =
            (app.base(), Fields::sign_up(&slug).with("email", &format!("racer{number}@race.test")));
        async move { base.post("/signup", &form.pairs()).await }
    });
    let (won, lost): (Vec<_>, Vec<_>) =
        join_all(tries).await.into_iter().partition(|answer| answer.status == 303);
    assert_eq!((won.len(), lost.len()), (1, 7));
    for answer in lost {
        assert_eq!(answer.status, 422, "{}", answer.text);
        assert_eq!(answer.shown("error-slug"), format!("“{slug}” is taken. Choose another."));
        assert_eq!(answer.field("slug").as_deref(), Some(slug.as_str()));
    }
}

#[actix_web::test]
async fn one_person_who_sends_the_form_many_times_gets_one_organization() {
    let app = TestApp::start().await;
    let slug = unique_slug("twice");
    // So that neither has to wait for a ready schema.
    app.organization("first").await;
    for _ in 0..200 {
        if app.tenants.check_up().await.unwrap().ready_schemas > 5 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let tries = (0..2).map(|_| {
        let (base, form) = (app.base(), Fields::sign_up(&slug));
        async move { base.post("/signup", &form.pairs()).await }
    });
    let origin = format!("http://{slug}.localhost:{}", app.address.port());
    for answer in join_all(tries).await {
        assert_eq!(answer.status, 303, "{} {}", answer.shown("flash"), answer.shown("error-slug"));
        let path = answer.location().strip_prefix(&origin).expect("the one organization").to_owned();
        let browser = app.client(&format!("{slug}.localhost"));
        assert_eq!(browser.get(&path).await.location(), "/", "each of the two leads in");
    }
}

#[actix_web::test]
async fn after_a_crash_the_same_person_can_try_again() {
    let app = TestApp::start().await;
    let slug = unique_slug("crash");
    let form = Fields::sign_up(&slug);
    leave_unfinished(&app, &slug, form.value("email")).await;
    let half_made = app.client(&format!("{slug}.localhost"));
    assert_eq!(half_made.get("/login").await.status, 404, "a half-made organization answers like none");
    assert_eq!(app.base().post("/signup", &form.pairs()).await.status, 303);
}

#[actix_web::test]
async fn after_a_crash_the_address_is_kept_for_the_same_person() {
    let app = TestApp::start().await;
    let slug = unique_slug("crash");
    leave_unfinished(&app, &slug, "somebody@crash.test").await;
    let answer = app.base().post("/signup", &Fields::sign_up(&slug).pairs()).await;
    assert_eq!(answer.status, 422);
    assert!(answer.shown("error-slug").contains("is taken"));
}

#[actix_web::test]
async fn an_address_that_is_taken_is_said_beside_the_field() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let form = Fields::sign_up(&acme.slug).with("email", "another@person.test");
    let answer = app.base().post("/signup", &form.pairs()).await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.shown("error-slug"), format!("“{}” is taken. Choose another.", acme.slug));
    assert_eq!(answer.field("email").as_deref(), Some("another@person.test"));
}

#[actix_web::test]
async fn a_closed_service_takes_nobody_on() {
    let app = another_app(|raw| {
        raw.rate_limit = Some("off".into());
        raw.signup = Some("closed".into());
    })
    .await;
    let page = app.base().get("/signup").await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("Sign-up is closed") && page.field("organization").is_none());
    assert!(!app.base().get("/").await.text.contains("action=\"/signup\""));
    let slug = unique_slug("late");
    assert_eq!(app.base().post("/signup", &Fields::sign_up(&slug).pairs()).await.status, 403);
    assert!(app.tenants.find(&Slug::parse(&slug).unwrap()).await.unwrap().is_none());
}

#[actix_web::test]
async fn a_service_by_invitation_asks_for_its_code() {
    let app = another_app(|raw| {
        raw.rate_limit = Some("off".into());
        raw.signup = Some("code".into());
        raw.signup_code = Some("open-sesame".into());
    })
    .await;
    assert_eq!(app.base().get("/signup").await.field("code").as_deref(), Some(""));
    let slug = unique_slug("guest");
    let form = Fields::sign_up(&slug);
    for wrong in ["", "open-sesam", "OPEN-SESAME"] {
        let answer = app.base().post("/signup", &form.clone().with("code", wrong).pairs()).await;
        assert_eq!(answer.status, 422);
        assert!(!answer.shown("error-code").is_empty(), "{wrong:?}");
        assert_eq!(answer.field("organization").as_deref(), Some("Acme Works"));
        assert!(!answer.text.contains("open-sesame"), "the code is not given away");
    }
    assert_eq!(app.base().post("/signup", &form.with("code", " open-sesame ").pairs()).await.status, 303);
}
