//! The page of members: who sees whom, and how much of them.

use crate::support::{Client, Organization, TestApp};
use outlay::policy::role::Role;

async fn crew() -> (Organization, Client, Client, Client, Client) {
    let acme = TestApp::start().await.organization("acme").await;
    let ada = acme.member("Ada", Role::Admin).await;
    let avi = acme.member("Avi", Role::Approver).await;
    let mira = acme.member("Mira", Role::Member).await;
    let noor = acme.member("Noor", Role::Auditor).await;
    (acme, ada, avi, mira, noor)
}

#[actix_web::test]
async fn owners_admins_and_auditors_see_addresses_and_approvers_names() {
    let (acme, ada, avi, mira, noor) = crew().await;
    let address = format!("mira@{}.test", acme.slug);
    for browser in [&acme.owner, &ada, &noor] {
        let page = browser.get("/members").await;
        assert_eq!(page.all("[data-testid=member-row]").len(), 5);
        assert!(page.text.contains(&address) && page.text.contains("Last seen"));
    }
    let page = avi.get("/members").await;
    assert_eq!(page.all("[data-testid=member-row]").len(), 5);
    assert!(!page.text.contains(&address) && !page.text.contains("Last seen"), "names and roles alone");
    assert_eq!(
        avi.get(&format!("/members?q=mira@{}", acme.slug)).await.all("[data-testid=member-row]").len(),
        0
    );
    assert_eq!(mira.get("/members").await.status, 404);
}

#[actix_web::test]
async fn the_way_there_is_shown_to_those_who_may_go() {
    let (acme, _, avi, mira, _) = crew().await;
    let leads =
        async |browser: &Client| browser.get("/").await.attribute("a.places__link[href='/members']", "href");
    assert!(leads(&acme.owner).await.is_some() && leads(&avi).await.is_some());
    assert!(leads(&mira).await.is_none());
}

#[actix_web::test]
async fn only_owners_and_admins_find_the_form_for_inviting() {
    let (acme, ada, avi, _, noor) = crew().await;
    let roles = async |browser: &Client| {
        browser.get("/members").await.attributes("form[action='/members/invitations'] option", "value")
    };
    assert_eq!(roles(&acme.owner).await, ["owner", "admin", "approver", "member", "auditor"]);
    assert_eq!(roles(&ada).await, ["admin", "approver", "member", "auditor"], "owners make owners");
    assert!(roles(&avi).await.is_empty() && roles(&noor).await.is_empty());
    let typed = [("emails", "new@example.com"), ("role", "member")];
    assert_eq!(avi.post("/members/invitations", &typed).await.status, 403);
    assert_eq!(noor.post("/members/invitations", &typed).await.status, 403);
    assert_eq!(acme.ask("SELECT count(*) FROM invitations"), "0");
}

#[actix_web::test]
async fn a_search_finds_by_name_address_and_status() {
    let (acme, ..) = crew().await;
    acme.sql("UPDATE members SET deactivated_at = now() WHERE name = 'Avi'");
    let names = async |query: &str| acme.owner.get(&format!("/members?{query}")).await.all(".people__name");
    assert_eq!(names("q=MIR").await, ["Mira"]);
    assert_eq!(names(&format!("q=noor@{}", acme.slug)).await, ["Noor"]);
    assert_eq!(names("status=deactivated").await, ["Avi"]);
    assert_eq!(names("q=%25").await, Vec::<String>::new(), "a percent sign is one");
    assert_eq!(names("q=Mi%00ra").await, ["Mira"], "what no text can hold");
    assert_eq!(names(&format!("q={}", "x".repeat(5000))).await, Vec::<String>::new());
    assert_eq!(names("").await, ["Ada", "Mira", "Noor", "Olivia Owner", "Avi"]);
}

#[actix_web::test]
async fn one_member_is_seen_by_the_same_people() {
    let (acme, ada, avi, mira, noor) = crew().await;
    let path = acme.path_of("Mira").await;
    for browser in [&acme.owner, &ada, &avi, &noor] {
        assert_eq!(browser.get(&path).await.first("h1").as_deref(), Some("Mira"));
    }
    assert_eq!(mira.get(&path).await.status, 404);
    assert!(!avi.get(&path).await.text.contains("mira@"));
    let forms =
        async |browser: &Client, path: &str| browser.get(path).await.attributes("main form", "action").len();
    assert_eq!(forms(&noor, &path).await, 0);
    assert!(forms(&ada, &path).await >= 3);
    assert_eq!(forms(&ada, &acme.path_of("Olivia Owner").await).await, 0, "admins leave owners alone");
}
