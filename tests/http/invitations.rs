//! Inviting, and joining by the link in the mail.

use crate::steps::Fields;
use crate::support::app::PASSWORD;
use crate::support::{Answer, Client, Organization, TestApp};
use futures_util::future::join;
use outlay::policy::role::Role;

async fn acme() -> Organization {
    TestApp::start().await.organization("acme").await.verified()
}

async fn invite(browser: &Client, emails: &str, role: &str) -> Answer {
    browser.post("/members/invitations", &[("emails", emails), ("role", role)]).await
}

async fn accept(org: &Organization, link: &str, name: &str) -> (Client, Answer) {
    let browser = org.stranger();
    let answer = browser.post(link, &[("name", name), ("password", PASSWORD)]).await;
    (browser, answer)
}

#[actix_web::test]
async fn an_invited_person_joins_and_is_signed_in() {
    let acme = acme().await;
    let answer = invite(&acme.owner, "Mira Okafor <Mira@Example.com>", "approver").await;
    assert_eq!((answer.status, answer.location().as_str()), (303, "/members"));
    let list = acme.owner.get("/members").await;
    assert_eq!(list.shown("flash"), "Invited mira@example.com.");
    assert!(list.testid("invitation-row").is_some_and(|row| row.contains("mira@example.com")));

    let letter = acme.letters().await.pop().expect("a letter");
    assert_eq!(letter.to.as_str(), "mira@example.com");
    assert!(letter.subject.contains("Olivia Owner") && letter.subject.contains("acme"), "{}", letter.subject);
    let link = acme.link_to("mira@example.com").await;
    let page = acme.stranger().get(&link).await;
    assert_eq!((page.status, page.field("name").as_deref()), (200, Some("Mira Okafor")));

    let (mira, answer) = accept(&acme, &link, "Mira O.").await;
    assert_eq!((answer.status, answer.location().as_str()), (303, "/"), "{}", answer.text);
    assert_eq!(mira.get("/").await.first(".person__role").as_deref(), Some("Approver"));
    assert_eq!(
        acme.ask("SELECT name || role || (verified_at IS NOT NULL) FROM members WHERE email LIKE 'mira%'"),
        "Mira O.approvertrue"
    );
    assert_eq!(acme.sign_in("mira@example.com").await.get("/").await.status, 200);
    assert_eq!(acme.acts(), ["organization.created", "member.created", "member.invited", "member.joined"]);
}

#[actix_web::test]
async fn each_pasted_address_is_judged_by_itself() {
    let acme = acme().await;
    acme.member("Mira", Role::Member).await;
    invite(&acme.owner, "ben@example.com", "member").await;
    let typed = format!(
        "lea@example.com, mira@{}.test; Pavel <pavel@example.com>\nben@example.com nonsense",
        acme.slug
    );
    let answer = invite(&acme.owner, &typed, "auditor").await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.shown("flash"), "Invited 2 people.");
    assert!(answer.text.contains("Not invited yet") && !answer.text.contains("Nothing is saved"));
    let said = answer.shown("error-emails");
    assert!(
        said.contains("member already") && said.contains("invited already") && said.contains("nonsense"),
        "{said}"
    );
    let kept = answer.field("emails").unwrap();
    assert!(
        !kept.contains("lea@") && kept.contains("nonsense") && kept.contains("ben@example.com"),
        "{kept}"
    );
    assert_eq!(answer.field("role").as_deref(), Some("auditor"));
    let open = acme.ask("SELECT string_agg(email || ' ' || role, ',' ORDER BY email) FROM invitations");
    assert_eq!(open, "ben@example.com member,lea@example.com auditor,pavel@example.com auditor");
    assert_eq!(acme.letters_about("invites you").await, 3);
}

#[actix_web::test]
async fn nothing_typed_and_a_role_that_is_none_come_back() {
    let acme = acme().await;
    let answer = invite(&acme.owner, " , ", "member").await;
    assert_eq!((answer.status, answer.shown("error-emails").is_empty()), (422, false));
    let answer = invite(&acme.owner, "mira@example.com", "king").await;
    assert_eq!(answer.status, 422);
    assert!(!answer.shown("error-role").is_empty());
    assert_eq!(answer.field("emails").as_deref(), Some("mira@example.com"));
    let many: Vec<String> = (0..101).map(|number| format!("a{number}@example.com")).collect();
    let answer = invite(&acme.owner, &many.join(" "), "member").await;
    assert!(answer.shown("error-emails").contains("100"), "{}", answer.shown("error-emails"));
    assert_eq!(acme.ask("SELECT count(*) FROM invitations"), "0");
}

#[actix_web::test]
async fn admins_invite_no_owners() {
    let acme = acme().await;
    let ada = acme.member("Ada", Role::Admin).await;
    assert_eq!(invite(&ada, "mira@example.com", "owner").await.status, 403);
    assert_eq!(invite(&acme.owner, "mira@example.com", "owner").await.status, 303);
    let id = acme.ask("SELECT id FROM invitations");
    for verb in ["resend", "revoke"] {
        assert_eq!(ada.post(&format!("/members/invitations/{id}/{verb}"), &[]).await.status, 403);
    }
}

#[actix_web::test]
async fn looking_at_a_link_uses_nothing_up() {
    let acme = acme().await;
    invite(&acme.owner, "mira@example.com", "member").await;
    let link = acme.link_to("mira@example.com").await;
    let before = acme.contents();
    for _ in 0..2 {
        assert_eq!(acme.stranger().head(&link).await.status, 200);
        assert_eq!(acme.stranger().get(&link).await.status, 200);
    }
    let answer = acme.stranger().post(&link, &[("name", ""), ("password", "short")]).await;
    assert_eq!(answer.status, 422);
    assert!(!answer.shown("error-name").is_empty() && !answer.shown("error-password").is_empty());
    assert_eq!(acme.contents(), before);
    assert_eq!(accept(&acme, &link, "Mira").await.1.status, 303);
}

#[actix_web::test]
async fn a_link_works_once_and_of_two_at_once_one_gets_in() {
    let acme = acme().await;
    invite(&acme.owner, "mira@example.com", "member").await;
    let link = acme.link_to("mira@example.com").await;
    let ((_, first), (_, second)) = join(accept(&acme, &link, "First"), accept(&acme, &link, "Second")).await;
    let mut statuses = [first.status, second.status];
    statuses.sort();
    assert_eq!(statuses, [303, 410]);
    assert_eq!(acme.ask("SELECT count(*) FROM members WHERE email = 'mira@example.com'"), "1");
    let page = acme.stranger().get(&link).await;
    assert_eq!(page.status, 410);
    assert!(page.text.contains("has been accepted"));
}

#[actix_web::test]
async fn wrong_expired_and_revoked_links_say_what_to_do() {
    let acme = acme().await;
    for email in ["ben@example.com", "lea@example.com"] {
        invite(&acme.owner, email, "member").await;
    }
    let (ben, lea) = (acme.link_to("ben@example.com").await, acme.link_to("lea@example.com").await);
    acme.sql("UPDATE invitations SET expires_at = now() - interval '1 second' WHERE email LIKE 'ben%'");
    let id = acme.ask("SELECT id FROM invitations WHERE email LIKE 'lea%'");
    assert_eq!(acme.owner.post(&format!("/members/invitations/{id}/revoke"), &[]).await.status, 303);
    for (link, status, words) in [
        (ben.as_str(), 410, "too old"),
        (&lea, 410, "taken back"),
        ("/invitations/nonsense", 404, "not known"),
    ] {
        let page = acme.stranger().get(link).await;
        assert_eq!(page.status, status, "{link}");
        assert!(page.text.contains(words) && page.text.contains("Ask whoever invited you"), "{words}");
        assert_eq!(accept(&acme, link, "Mira").await.1.status, status);
    }
    let globex = TestApp::start().await.organization("globex").await.verified();
    invite(&globex.owner, "mira@example.com", "member").await;
    let foreign = globex.link_to("mira@example.com").await;
    assert_eq!(accept(&acme, &foreign, "Mira").await.1.status, 404, "a neighbour's link is none here");
    assert_eq!(acme.ask("SELECT count(*) FROM members"), "1");
}

#[actix_web::test]
async fn sent_again_the_older_link_opens_nothing() {
    let acme = acme().await;
    invite(&acme.owner, "mira@example.com", "member").await;
    let (old, id) = (acme.link_to("mira@example.com").await, acme.ask("SELECT id FROM invitations"));
    acme.sql("UPDATE invitations SET expires_at = now() - interval '1 day'");
    assert_eq!(acme.owner.post(&format!("/members/invitations/{id}/resend"), &[]).await.status, 303);
    let new = acme.link_to("mira@example.com").await;
    assert_ne!(old, new);
    assert_eq!(accept(&acme, &old, "Mira").await.1.status, 404);
    assert_eq!(accept(&acme, &new, "Mira").await.1.status, 303);
    assert_eq!(
        acme.owner.post(&format!("/members/invitations/{id}/resend"), &[]).await.status,
        409,
        "joined"
    );
}

#[actix_web::test]
async fn whoever_invited_has_to_have_the_right_at_acceptance_still() {
    let acme = acme().await;
    let ada = acme.member("Ada", Role::Admin).await;
    invite(&ada, "mira@example.com", "admin").await;
    let link = acme.link_to("mira@example.com").await;
    let before = acme.ask("SELECT count(*) FROM members");
    let role = format!("{}/role", acme.path_of("Ada").await);
    assert_eq!(acme.owner.post(&role, &[("role", "member")]).await.status, 303);
    let (_, answer) = accept(&acme, &link, "Mira").await;
    assert_eq!(answer.status, 409);
    assert!(answer.text.contains("may not invite"), "{}", answer.text);
    assert_eq!(acme.owner.post(&role, &[("role", "admin")]).await.status, 303);
    let path = format!("{}/deactivate", acme.path_of("Ada").await);
    assert_eq!(acme.owner.post(&path, &[]).await.status, 303);
    assert_eq!(accept(&acme, &link, "Mira").await.1.status, 409, "nor while deactivated");
    assert_eq!(acme.ask("SELECT count(*) FROM members"), before);
    // Sent again by somebody who may, it is good.
    let id = acme.ask("SELECT id FROM invitations");
    acme.owner.post(&format!("/members/invitations/{id}/resend"), &[]).await;
    assert_eq!(accept(&acme, &acme.link_to("mira@example.com").await, "Mira").await.1.status, 303);
}

#[actix_web::test]
async fn an_invited_former_member_is_the_same_member() {
    let acme = acme().await;
    let mira = acme.member("Mira", Role::Approver).await;
    acme.spend_as(&mira, &[("merchant", "Kept")]).await;
    let email = format!("mira@{}.test", acme.slug);
    let id = acme.ask("SELECT id FROM members WHERE name = 'Mira'");
    acme.owner.post(&format!("/members/{id}/deactivate"), &[]).await;
    assert_eq!(invite(&acme.owner, &email, "member").await.status, 303);
    let link = acme.link_to(&email).await;
    assert_eq!(acme.stranger().get(&link).await.field("name").as_deref(), Some("Mira"));
    let browser = acme.stranger();
    let answer = browser.post(&link, &[("name", "Mira"), ("password", "another-password")]).await;
    assert_eq!(answer.status, 303);
    assert_eq!(acme.ask("SELECT id FROM members WHERE name = 'Mira' AND role = 'member'"), id);
    assert!(browser.get("/expenses").await.text.contains("Kept"));
    assert!(acme.ask("SELECT after FROM events WHERE act = 'member.joined'").contains("\"revived\": true"));
}

#[actix_web::test]
async fn without_a_verified_owner_three_can_be_invited() {
    let acme = TestApp::start().await.organization("acme").await;
    let page = acme.owner.get("/members").await;
    assert!(page.text.contains("You can invite 3 people"));
    let answer =
        invite(&acme.owner, "a@example.com b@example.com c@example.com d@example.com", "member").await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.field("emails").as_deref(), Some("d@example.com"));
    assert!(answer.shown("error-emails").contains("verified"), "{}", answer.shown("error-emails"));
    let id = acme.ask("SELECT id FROM invitations WHERE email LIKE 'a@%'");
    acme.owner.post(&format!("/members/invitations/{id}/revoke"), &[]).await;
    assert_eq!(
        invite(&acme.owner, "d@example.com", "member").await.status,
        422,
        "a revoked one was sent too"
    );
    let acme = acme.verified();
    assert_eq!(invite(&acme.owner, "d@example.com", "member").await.status, 303);
}

#[actix_web::test]
async fn invitations_have_a_limit_that_loses_nothing() {
    let app = crate::steps::another_app(|_| {}).await;
    let acme = app.organization("acme").await.verified();
    let fields = Fields::of(&[("emails", "mira@"), ("role", "auditor")]);
    for _ in 0..25 {
        let answer = acme.owner.post("/members/invitations", &fields.pairs()).await;
        if answer.status == 429 {
            assert!(answer.header("retry-after").parse::<u64>().is_ok());
            assert_eq!(answer.field("emails").as_deref(), Some("mira@"));
            assert_eq!(answer.field("role").as_deref(), Some("auditor"));
            return;
        }
        assert_eq!(answer.status, 422);
    }
    panic!("25 forms were taken");
}

#[actix_web::test]
async fn nobody_but_who_may_invite_uses_the_limit_up() {
    let app = crate::steps::another_app(|_| {}).await;
    let acme = app.organization("acme").await.verified();
    let mira = acme.member("Mira", Role::Member).await;
    invite(&acme.owner, "ben@example.com", "member").await;
    let resend = format!("/members/invitations/{}/resend", acme.ask("SELECT id FROM invitations"));
    for _ in 0..25 {
        assert_eq!(invite(&acme.stranger(), "mira@example.com", "member").await.status, 401);
        assert_eq!(mira.post(&resend, &[]).await.status, 404);
    }
    assert_eq!(invite(&acme.owner, "mira@example.com", "member").await.status, 303);
}

#[actix_web::test]
async fn forms_at_once_invite_no_more_than_one_after_the_other() {
    let acme = TestApp::start().await.organization("acme").await;
    let forms = ["a@example.com b@example.com", "c@example.com d@example.com", "e@example.com f@example.com"];
    let sent = forms.map(|emails| invite(&acme.owner, emails, "member"));
    futures_util::future::join_all(sent).await;
    assert_eq!(acme.ask("SELECT count(*) FROM invitations"), "3");
}

#[actix_web::test]
async fn an_address_taken_meanwhile_is_a_conflict() {
    let acme = acme().await;
    let (mira, ben) = (acme.member("Mira", Role::Member).await, acme.member("Ben", Role::Member).await);
    let mut tokens = Vec::new();
    for browser in [&mira, &ben] {
        let fields = [("email", "one@example.com"), ("current_password", PASSWORD)];
        assert_eq!(browser.post("/settings/profile", &fields).await.status, 303);
        tokens.push(acme.link_to("one@example.com").await.replace("/settings/email?token=", ""));
    }
    let change = async |token: &str| acme.stranger().post("/settings/email", &[("token", token)]).await;
    let (first, second) = join(change(&tokens[0]), change(&tokens[1])).await;
    let mut statuses = [first.status, second.status];
    statuses.sort();
    assert_eq!(statuses, [303, 409]);
}
