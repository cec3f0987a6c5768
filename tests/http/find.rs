//! Finding one's organizations by one's address.

use crate::steps::{another_app, owner, until};
use crate::support::{Answer, Organization, TestApp};
use diesel::prelude::*;
use diesel::sql_types::{Text, Uuid as SqlUuid};
use outlay::identity::addresses;
use outlay::policy::role::Role;
use uuid::Uuid;

#[derive(QueryableByName)]
struct Sealed {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Text)]
    body: String,
}

/// What was written to an address outside any organization, oldest first.
fn letters_to(app: &TestApp, email: &str) -> Vec<String> {
    let rows: Vec<Sealed> = diesel::sql_query("SELECT id, body FROM shared.outbox ORDER BY created_at, id")
        .load(&mut owner())
        .unwrap();
    let open = |row: Sealed| app.keyring.open(&format!("outbox {}", row.id), &row.body);
    let texts = rows.into_iter().filter_map(open).filter_map(|plain| String::from_utf8(plain).ok());
    texts.filter(|text| text.contains(&format!("\"{email}\""))).collect()
}

async fn ask(app: &TestApp, email: &str) -> Answer {
    app.base().post("/find", &[("email", email)]).await
}

/// Asks for somebody who gets a letter, and waits until it is written.
async fn ask_for_letter(app: &TestApp, email: &str) -> Answer {
    let (before, answer) = (letters_to(app, &email.to_lowercase()).len(), ask(app, email).await);
    until("a letter", async || letters_to(app, &email.to_lowercase()).len() > before).await;
    answer
}

/// An organization whose owner has this address, and has proved it.
async fn owned_by(email: &str) -> Organization {
    let app = TestApp::start().await;
    let acme = app.organization_with("finder", &[("email", email)]).await;
    let token = acme.link_to(email).await.replace("/verify?token=", "");
    assert_eq!(acme.stranger().post("/verify", &[("token", &token)]).await.status, 303);
    acme
}

fn unique(name: &str) -> String {
    format!("{name}-{}@example.com", Uuid::new_v4().simple())
}

#[actix_web::test]
async fn all_organizations_of_an_address_are_mailed_to_it() {
    let (app, email) = (TestApp::start().await, unique("olivia"));
    let (first, second) = (owned_by(&email).await, owned_by(&email).await);
    let other = app.organization("other").await;
    let answer = ask_for_letter(&app, &email.to_uppercase()).await;
    assert_eq!((answer.status, answer.location().as_str()), (303, "/find?sent=1"));
    let letters = letters_to(&app, &email);
    assert_eq!(letters.len(), 1);
    assert!(letters[0].contains(&first.owner.origin()) && letters[0].contains(&second.owner.origin()));
    assert!(!letters[0].contains(&other.slug));
}

#[actix_web::test]
async fn the_answer_is_the_same_for_an_address_that_nobody_has() {
    let (app, email) = (TestApp::start().await, unique("olivia"));
    owned_by(&email).await;
    let nobody = unique("nobody");
    let (known, unknown) = (ask(&app, &email).await, ask(&app, &nobody).await);
    assert_eq!(
        (known.status, known.location(), known.text),
        (unknown.status, unknown.location(), unknown.text)
    );
    assert!(letters_to(&app, &nobody).is_empty());
    let page = app.base().get("/find?sent=1").await;
    assert!(page.shown("flash").contains("If this address"));
    let bad = ask(&app, "olivia@").await;
    assert_eq!((bad.status, bad.field("email").as_deref()), (422, Some("olivia@")));
    assert!(!bad.shown("error-email").is_empty());
}

#[actix_web::test]
async fn joining_leaving_and_another_address_are_followed() {
    let (app, mira, moved) = (TestApp::start().await, unique("mira"), unique("moved"));
    let acme = owned_by(&unique("olivia")).await;
    acme.owner.post("/members/invitations", &[("emails", &mira), ("role", "member")]).await;
    ask(&app, &mira).await;
    assert!(letters_to(&app, &mira).is_empty(), "invited is not joined");
    let browser = acme.stranger();
    let fields = [("name", "Mira"), ("password", crate::support::app::PASSWORD)];
    assert_eq!(browser.post(&acme.link_to(&mira).await, &fields).await.status, 303);
    ask_for_letter(&app, &mira).await;
    assert_eq!(letters_to(&app, &mira).len(), 1);

    let fields = [("email", moved.as_str()), ("current_password", crate::support::app::PASSWORD)];
    assert_eq!(browser.post("/settings/profile", &fields).await.status, 303);
    let link = acme.link_to(&moved).await;
    let token = link.split_once("token=").unwrap().1;
    assert_eq!(browser.post("/settings/email", &[("token", token)]).await.status, 303);
    ask(&app, &mira).await;
    ask_for_letter(&app, &moved).await;
    assert_eq!((letters_to(&app, &mira).len(), letters_to(&app, &moved).len()), (1, 1));

    let path = format!("{}/deactivate", acme.path_of("Mira").await);
    assert_eq!(acme.owner.post(&path, &[]).await.status, 303);
    ask(&app, &moved).await;
    assert_eq!(letters_to(&app, &moved).len(), 1);
}

#[actix_web::test]
async fn the_index_holds_no_address_is_asked_again_and_can_be_made_anew() {
    let (app, email) = (TestApp::start().await, unique("olivia"));
    let acme = owned_by(&email).await;
    acme.member("Mira", Role::Member).await;
    let id = acme.org.organization().id.uuid();
    let rows = || acme.ask(&format!("SELECT count(*) FROM shared.addresses WHERE organization_id = '{id}'"));
    assert_eq!(rows(), "1", "made past the program, Mira is not in it");
    assert!(addresses::reindex(&acme.org, &app.keyring).await);
    assert_eq!(rows(), "2");
    ask_for_letter(&app, &format!("mira@{}.test", acme.slug)).await;
    assert_eq!(letters_to(&app, &format!("mira@{}.test", acme.slug)).len(), 1);
    // What the index says wrongly is not repeated to anybody.
    acme.sql("UPDATE members SET deactivated_at = now() WHERE role = 'owner'");
    ask(&app, &email).await;
    assert!(letters_to(&app, &email).is_empty());
}

#[actix_web::test]
async fn asking_has_a_limit_for_each_address() {
    let app = another_app(|_| {}).await;
    let email = unique("nobody");
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(ask(&app, &email).await.status);
    }
    assert_eq!(statuses, [303, 303, 303, 429]);
}

#[actix_web::test]
async fn whoever_signs_up_with_a_strangers_address_is_not_in_their_mail() {
    let (app, email) = (TestApp::start().await, unique("olivia"));
    let own = owned_by(&email).await;
    let squatter = app.organization_with("squatter", &[("email", email.as_str())]).await;
    ask_for_letter(&app, &email).await;
    // Nor where the index says so.
    let hashes = addresses::hashes(&app.keyring, &email);
    app.tenants.set_address(squatter.org.organization().id, hashes, true).await.unwrap();
    ask_for_letter(&app, &email).await;
    let letters = letters_to(&app, &email);
    assert!(letters.iter().all(|letter| letter.contains(&own.slug) && !letter.contains(&squatter.slug)));
}
