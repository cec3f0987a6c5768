//! Rules that say who decides: routes and chains, what a rule approves by itself, whom an expense waits for, and who may
//! decide it.

use crate::support::{Answer, Client, Organization, TestApp};
use outlay::policy::role::Role;

/// Mira spends; Tomás and Lea approve, Jonas is an admin.
pub struct Office {
    pub acme: Organization,
    pub mira: Client,
    pub tomas: Client,
    pub lea: Client,
    pub jonas: Client,
}

pub async fn office() -> Office {
    let acme = TestApp::start().await.organization("acme").await;
    Office {
        mira: acme.member("Mira", Role::Member).await,
        tomas: acme.member("Tomas", Role::Approver).await,
        lea: acme.member("Lea", Role::Approver).await,
        jonas: acme.member("Jonas", Role::Admin).await,
        acme,
    }
}

impl Office {
    /// `member:ID`.
    pub async fn word(&self, name: &str) -> String {
        self.acme.path_of(name).await.replace("/members/", "member:")
    }

    /// A rule by which all expenses go through these hands.
    pub async fn route(&self, legs: &[(&str, &str)]) -> String {
        let names = [("to1", "from1"), ("to2", "from2"), ("to3", "from3")];
        let mut fields = vec![("when", "always"), ("effect", "route")];
        for ((to, from), (whom, amount)) in names.into_iter().zip(legs) {
            fields.extend([(to, *whom), (from, *amount)]);
        }
        self.acme.rule(&fields).await
    }

    /// Somebody records and submits.
    pub async fn submitted(&self, who: &Client, amount: &str) -> String {
        self.acme.spend_as(who, &[("amount", amount), ("intent", "submit")]).await
    }
}

pub fn waits(page: &Answer) -> Vec<String> {
    page.texts(".waits__text")
}

pub async fn approve(who: &Client, path: &str, version: &str) -> u16 {
    who.post(&format!("{path}/approve"), &[("version", version)]).await.status
}

async fn queue(who: &Client) -> Vec<String> {
    who.get("/approvals").await.attributes(".queue__link", "href")
}

fn status(office: &Office) -> String {
    office.acme.ask("SELECT string_agg(status, ',' ORDER BY amount) FROM expenses")
}

#[actix_web::test]
async fn a_route_asks_one_person_and_others_see_whom() {
    let office = office().await;
    let tomas = office.word("Tomas").await;
    office.route(&[(&tomas, "")]).await;
    let says = office.acme.owner.get("/settings/rules").await;
    assert_eq!(says.texts(".rules__says"), ["Expenses go to Tomas."]);
    let path = office.submitted(&office.mira, "84.20").await;
    for browser in [&office.mira, &office.acme.owner, &office.lea] {
        assert_eq!(waits(&browser.get(&path).await), ["Waiting for Tomas"]);
    }
    assert_eq!(queue(&office.tomas).await, std::slice::from_ref(&path));
    for browser in [&office.lea, &office.jonas, &office.acme.owner] {
        assert!(queue(browser).await.is_empty(), "it waits for somebody else");
    }
    assert!(!office.lea.get(&path).await.text.contains("/approve"), "no button that is refused");
    let refused = office.lea.post(&format!("{path}/approve"), &[("version", "2")]).await;
    assert_eq!(refused.status, 403);
    assert!(refused.text.contains("waits for somebody else"), "{}", refused.text);
    assert_eq!(approve(&office.mira, &path, "2").await, 403);
    assert_eq!(approve(&office.tomas, &path, "2").await, 303);
    assert_eq!(status(&office), "approved");
    assert!(waits(&office.mira.get(&path).await).is_empty());
    let over = office.submitted(&office.mira, "85.00").await;
    assert_eq!(approve(&office.jonas, &over, "2").await, 303, "an admin always may");
}

#[actix_web::test]
async fn a_chain_goes_step_by_step_as_far_as_the_amount_asks() {
    let office = office().await;
    let (tomas, lea) = (office.word("Tomas").await, office.word("Lea").await);
    office.route(&[(&tomas, ""), (&lea, "500"), ("role:owner", "2000")]).await;
    let says = office.acme.owner.get("/settings/rules").await;
    assert_eq!(
        says.texts(".rules__says"),
        ["Expenses go to Tomas, then to Lea from 500.00 EUR, then to any owner from 2,000.00 EUR."]
    );
    let (small, large) =
        (office.submitted(&office.mira, "499.99").await, office.submitted(&office.mira, "900.00").await);
    assert_eq!(approve(&office.tomas, &small, "2").await, 303);
    assert_eq!(approve(&office.lea, &large, "2").await, 403, "not her turn yet");
    let page = office.tomas.post(&format!("{large}/approve"), &[("version", "2")]).await;
    assert_eq!(page.status, 303);
    assert_eq!(approve(&office.tomas, &large, "2").await, 303, "the second click of a double one");
    assert_eq!(status(&office), "approved,submitted");
    let shown = office.mira.get(&large).await;
    let lines = waits(&shown);
    assert_eq!(lines, ["Approved by Tomas", "Waiting for Lea"]);
    assert!(shown.text.contains("Tomas approved it (step 1 of 2)"), "{}", shown.text);
    assert_eq!(queue(&office.lea).await, std::slice::from_ref(&large));
    assert!(queue(&office.tomas).await.is_empty());
    assert_eq!(approve(&office.tomas, &large, "3").await, 403);
    let letters = office.acme.letters().await;
    let to_lea: Vec<_> = letters.iter().filter(|letter| letter.to_name == "Lea").collect();
    assert_eq!(to_lea.len(), 1);
    assert!(to_lea[0].subject.starts_with("Tomas passed on an expense"), "{}", to_lea[0].subject);
    let to_mira = letters.iter().filter(|letter| letter.to_name == "Mira").count();
    assert_eq!(to_mira, 1, "of the small one alone: the other isn't decided yet");
    assert_eq!(approve(&office.lea, &large, "3").await, 303);
    assert_eq!(status(&office), "approved,approved");
    let events = office.acme.ask(
        "SELECT string_agg(coalesce(after->>'step', '-') || coalesce(after->>'status', '-'), ',' ORDER BY id) \
         FROM events WHERE act = 'expense.approved'",
    );
    assert_eq!(events, "-approved,1-,2approved");
}

#[actix_web::test]
async fn nobody_approves_two_steps_while_somebody_else_may() {
    let office = office().await;
    let (tomas, lea) = (office.word("Tomas").await, office.word("Lea").await);
    office.route(&[(&tomas, ""), (&lea, "")]).await;
    let path = office.submitted(&office.mira, "84.20").await;
    assert_eq!(approve(&office.jonas, &path, "2").await, 303, "an admin may instead of the first");
    let refused = office.jonas.post(&format!("{path}/approve"), &[]).await;
    assert_eq!(refused.status, 403);
    assert!(refused.text.contains("You approved a step before"), "{}", refused.text);
    assert_eq!(queue(&office.lea).await, std::slice::from_ref(&path));
    assert_eq!(office.jonas.get("/approvals?show=all").await.attributes("input[name=ids]", "value").len(), 0);
    assert_eq!(approve(&office.lea, &path, "3").await, 303);
    // Whoever took the step before over isn't asked as the role that is named next.
    let rule = office.acme.ask("SELECT id::text FROM rules");
    let gone = office.acme.owner.post(&format!("/settings/rules/{rule}/delete"), &[("version", "1")]).await;
    assert_eq!(gone.status, 303);
    office.route(&[(&tomas, ""), ("role:admin", "")]).await;
    let path = office.submitted(&office.mira, "85.00").await;
    assert_eq!(approve(&office.jonas, &path, "2").await, 303);
    let now = "Whom it was for approved a step before: waiting for anybody else who decides (Olivia Owner)";
    assert_eq!(waits(&office.mira.get(&path).await)[1], now);
    assert_eq!(office.mira.get("/expenses").await.texts(".row__waits"), [now]);
    assert_eq!(queue(&office.acme.owner).await, std::slice::from_ref(&path));
    assert!(queue(&office.jonas).await.is_empty());
    assert_eq!(approve(&office.acme.owner, &path, "3").await, 303);
    assert_eq!(status(&office), "approved,approved");
}

#[actix_web::test]
async fn taking_back_voids_the_steps_and_a_reopened_decision_waits_for_the_last_one() {
    let office = office().await;
    let (tomas, lea) = (office.word("Tomas").await, office.word("Lea").await);
    office.route(&[(&tomas, ""), (&lea, "")]).await;
    let path = office.submitted(&office.mira, "84.20").await;
    assert_eq!(approve(&office.tomas, &path, "2").await, 303);
    assert_eq!(office.mira.post(&format!("{path}/withdraw"), &[("version", "3")]).await.status, 303);
    assert_eq!(
        office.acme.ask("SELECT string_agg(state, ',' ORDER BY place) FROM approval_steps"),
        "void,void"
    );
    assert_eq!(office.mira.post(&format!("{path}/submit"), &[]).await.status, 303);
    assert_eq!(waits(&office.mira.get(&path).await), ["Waiting for Tomas", "Then it waits for Lea"]);
    assert_eq!(approve(&office.tomas, &path, "5").await, 303);
    let words = [("version", "6"), ("comment", "Which client?")];
    assert_eq!(office.lea.post(&format!("{path}/return"), &words).await.status, 303);
    assert_eq!(status(&office), "draft");
    assert_eq!(office.mira.post(&format!("{path}/submit"), &[]).await.status, 303);
    assert_eq!(approve(&office.tomas, &path, "8").await, 303);
    assert_eq!(approve(&office.lea, &path, "9").await, 303);
    let back = [("version", "10"), ("reason", "Wrong button")];
    assert_eq!(office.lea.post(&format!("{path}/reopen"), &back).await.status, 303);
    assert_eq!(waits(&office.mira.get(&path).await), ["Approved by Tomas", "Waiting for Lea"]);
    assert_eq!(
        office.lea.post(&format!("{path}/reject"), &[("version", "11"), ("reason", "No")]).await.status,
        303
    );
    assert_eq!(status(&office), "rejected");
}

#[actix_web::test]
async fn when_an_approver_leaves_admins_and_owners_take_over() {
    let office = office().await;
    let tomas = office.word("Tomas").await;
    office.route(&[(&tomas, "")]).await;
    let path = office.submitted(&office.mira, "84.20").await;
    let page = office.acme.path_of("Tomas").await;
    let version = office.acme.ask("SELECT version FROM members WHERE name = 'Tomas'");
    let role = [("role", "member"), ("version", version.as_str())];
    assert_eq!(office.acme.owner.post(&format!("{page}/role"), &role).await.status, 303);
    let demoted = "Tomas can’t decide about this: waiting for any admin or owner";
    assert_eq!(waits(&office.mira.get(&path).await), [demoted]);
    assert_eq!(office.acme.owner.post(&format!("{page}/deactivate"), &[]).await.status, 303);
    assert_eq!(waits(&office.mira.get(&path).await), ["Tomas left: waiting for any admin or owner"]);
    for browser in [&office.jonas, &office.acme.owner] {
        assert_eq!(queue(browser).await, std::slice::from_ref(&path));
    }
    assert!(queue(&office.lea).await.is_empty());
    assert_eq!(approve(&office.lea, &path, "2").await, 403);
    assert_eq!(approve(&office.jonas, &path, "2").await, 303);
}

#[actix_web::test]
async fn what_a_rule_approves_is_approved_at_once_and_says_so() {
    let office = office().await;
    let rule = [
        ("when", "over"),
        ("limit", "1"),
        ("span", "expense"),
        ("who", "role:member"),
        ("effect", "approve"),
    ];
    let rule = office.acme.rule(&rule).await;
    let says = office.acme.owner.get("/settings/rules").await;
    assert_eq!(says.texts(".rules__says"), ["Expenses of members over 1.00 EUR are approved by themselves."]);
    assert!(says.text.contains("the first one that is met does"));
    let path = office.acme.spend_as(&office.mira, &[("amount", "84.20")]).await;
    assert_eq!(office.mira.post(&format!("{path}/submit"), &[("version", "1")]).await.status, 303);
    let page = office.mira.get(&path).await;
    assert_eq!(page.shown("flash"), "Submitted €84.20. A rule approved it.");
    assert!(page.text.contains("A rule approved it"), "{}", page.text);
    assert_eq!(status(&office), "approved");
    let event = office.acme.ask(
        "SELECT (after->>'rule') || ' ' || (after->>'rule_version') || ' ' || coalesce(actor_id::text, 'nobody') \
         FROM events WHERE act = 'expense.approved'",
    );
    assert_eq!(event, format!("{rule} 1 nobody"));
    let again = office.mira.post(&format!("{path}/submit"), &[("version", "1")]).await;
    assert_eq!(again.status, 303, "the second click of a double one");
    assert_eq!(office.acme.ask("SELECT count(*) FROM events WHERE act = 'expense.submitted'"), "1");
    office.acme.rule(&[("when", "duplicate"), ("effect", "warn")]).await;
    office.submitted(&office.mira, "84.20").await;
    assert_eq!(status(&office), "approved,submitted", "not what another rule points out");
    let back = [("version", "2"), ("reason", "Look at it")];
    assert_eq!(office.jonas.post(&format!("{path}/reopen"), &back).await.status, 303);
    assert!(waits(&office.mira.get(&path).await)[0].starts_with("Waiting for anybody who decides"));
}

#[actix_web::test]
async fn nobody_is_approved_by_a_rule_they_edited_last() {
    let office = office().await;
    let fields = [("when", "over"), ("limit", "1"), ("span", "expense"), ("effect", "approve")];
    let rule = office.acme.rule(&fields).await;
    office.submitted(&office.acme.owner, "5.00").await;
    office.submitted(&office.jonas, "6.00").await;
    assert_eq!(status(&office), "submitted,approved");
    let edit = [&fields[..], &[("limit", "2"), ("version", "1")]].concat();
    let edit: Vec<_> = edit.into_iter().filter(|(name, value)| (*name, *value) != ("limit", "1")).collect();
    assert_eq!(office.jonas.post(&format!("/settings/rules/{rule}"), &edit).await.status, 303);
    office.submitted(&office.jonas, "7.00").await;
    office.submitted(&office.acme.owner, "8.00").await;
    assert_eq!(status(&office), "submitted,approved,submitted,approved");
}

#[actix_web::test]
async fn the_members_approver_is_asked_and_nobody_their_own() {
    let office = office().await;
    office.route(&[("approver", "")]).await;
    let none = office.submitted(&office.mira, "1.00").await;
    assert!(waits(&office.mira.get(&none).await)[0].starts_with("Waiting for anybody who decides"));
    for (member, approver) in [("Mira", "Lea"), ("Lea", "Tomas")] {
        let (path, approver) = (office.acme.path_of(member).await, office.acme.path_of(approver).await);
        let version = office.acme.ask(&format!("SELECT version FROM members WHERE name = '{member}'"));
        let form = [("approver_id", approver.trim_start_matches("/members/")), ("version", version.as_str())];
        assert_eq!(office.acme.owner.post(&format!("{path}/approver"), &form).await.status, 303);
    }
    let (of_mira, of_lea) =
        (office.submitted(&office.mira, "2.00").await, office.submitted(&office.lea, "3.00").await);
    assert_eq!(waits(&office.mira.get(&of_mira).await), ["Waiting for Lea"]);
    assert_eq!(waits(&office.lea.get(&of_lea).await), ["Waiting for Tomas"]);
    assert_eq!(approve(&office.lea, &of_lea, "2").await, 403);
    assert_eq!(approve(&office.tomas, &of_lea, "2").await, 303);
}

#[actix_web::test]
async fn a_company_of_one_decides_its_own_whatever_a_rule_says() {
    let acme = TestApp::start().await.organization("alone").await;
    acme.rule(&[("when", "always"), ("effect", "route"), ("to1", "role:approver")]).await;
    let path = acme.spend_as(&acme.owner, &[("intent", "submit")]).await;
    assert_eq!(waits(&acme.owner.get(&path).await), ["Nobody else may decide: waiting for Olivia Owner"]);
    assert_eq!(queue(&acme.owner).await, std::slice::from_ref(&path));
    assert_eq!(approve(&acme.owner, &path, "2").await, 303);
}

#[actix_web::test]
async fn the_steps_of_a_rule_are_read_with_care_and_nothing_typed_is_lost() {
    let office = office().await;
    let (tomas, mira) = (office.word("Tomas").await, office.word("Mira").await);
    let before = office.acme.contents();
    for (fields, field) in [
        (vec![], "to1"),
        (vec![("to1", mira.as_str())], "to1"),
        (vec![("to1", "role:member")], "to1"),
        (vec![("to1", tomas.as_str()), ("to2", tomas.as_str())], "to2"),
        (vec![("to1", tomas.as_str()), ("from2", "5")], "to2"),
        (vec![("to1", tomas.as_str()), ("from1", "lots")], "from1"),
    ] {
        let form = [&[("when", "always"), ("effect", "route"), ("days", "typed too")], &fields[..]].concat();
        let page = office.acme.owner.post("/settings/rules", &form).await;
        assert_eq!(page.status, 422, "{fields:?}");
        assert!(page.testid(&format!("error-{field}")).is_some(), "{fields:?}");
        assert_eq!(page.field("days").as_deref(), Some("typed too"));
        for (name, value) in fields.iter().filter(|(name, _)| name.starts_with("from")) {
            assert_eq!(page.field(name).as_deref(), Some(*value));
        }
    }
    assert_eq!(office.acme.contents(), before);
    let rule = office.route(&[(&tomas, "12.50"), ("role:admin", "")]).await;
    let form = office.acme.owner.get(&format!("/settings/rules/{rule}/edit")).await;
    assert_eq!(
        form.attributes("#to1 option[selected], #to2 option[selected]", "value"),
        [tomas.as_str(), "role:admin"]
    );
    assert_eq!(form.field("from1").as_deref(), Some("12.50"));
}
