//! The address of whoever signed up is verified, corrected, or asked for on every page.

use crate::support::app::PASSWORD;
use crate::support::{Organization, TestApp};
use outlay::policy::role::Role;

async fn acme() -> Organization {
    TestApp::start().await.organization("acme").await
}

async fn verify(org: &Organization, link: &str) -> u16 {
    let token = link.replace("/verify?token=", "");
    org.stranger().post("/verify", &[("token", &token)]).await.status
}

#[actix_web::test]
async fn sign_up_sends_a_link_and_reminds_until_it_is_used() {
    let acme = acme().await;
    let link = acme.link_to(&acme.owner_email()).await;
    assert!(acme.owner.get("/expenses").await.shown("reminder").contains(&acme.owner_email()));
    let mira = acme.member("Mira", Role::Admin).await;
    assert_eq!(mira.get("/expenses").await.testid("reminder"), None, "the owner alone");
    let before = acme.contents();
    assert_eq!(
        (acme.stranger().get(&link).await.status, acme.stranger().head(&link).await.status),
        (200, 200)
    );
    assert_eq!(acme.contents(), before, "looking uses nothing up");
    assert_eq!(verify(&acme, &link).await, 303);
    assert_eq!(acme.owner.get("/expenses").await.testid("reminder"), None);
    assert_eq!(verify(&acme, &link).await, 410);
    assert!(acme.acts().contains(&"member.email_verified".to_owned()));
}

#[actix_web::test]
async fn a_link_sent_again_replaces_the_first() {
    let acme = acme().await;
    let first = acme.link_to(&acme.owner_email()).await;
    assert_eq!(acme.owner.post("/verify/resend", &[]).await.status, 303);
    let second = acme.link_to(&acme.owner_email()).await;
    assert_ne!(first, second);
    assert_eq!((verify(&acme, &first).await, verify(&acme, &second).await), (410, 303));
    let letters = acme.letters().await.len();
    acme.owner.post("/verify/resend", &[]).await;
    assert_eq!(acme.letters().await.len(), letters, "nothing left to verify");
}

#[actix_web::test]
async fn a_mistyped_address_is_corrected_and_verified_in_one() {
    let acme = acme().await;
    let old = acme.link_to(&acme.owner_email()).await;
    let fields = [("email", "right@example.com"), ("current_password", PASSWORD)];
    assert_eq!(acme.owner.post("/settings/profile", &fields).await.status, 303);
    let link = acme.link_to("right@example.com").await;
    let token = link.split_once("token=").unwrap().1;
    assert_eq!(acme.owner.post("/settings/email", &[("token", token)]).await.status, 303);
    assert_eq!(acme.owner.get("/").await.testid("reminder"), None);
    assert_eq!(verify(&acme, &old).await, 410, "the wrong address proves nothing any more");
}

#[actix_web::test]
async fn a_neighbours_link_verifies_nothing() {
    let (acme, globex) = (acme().await, TestApp::start().await.organization("globex").await);
    let theirs = globex.link_to(&globex.owner_email()).await;
    assert_eq!(verify(&acme, &theirs).await, 410);
    assert_eq!(acme.ask("SELECT count(verified_at) FROM members"), "0");
    assert_eq!(verify(&globex, &theirs).await, 303);
}
