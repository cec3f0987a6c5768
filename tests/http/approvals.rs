//! The queue: who sees it, in which order, and several decisions at once.

use crate::support::{Client, Organization, TestApp};
use futures_util::future::join;
use outlay::policy::role::Role;

async fn submit(org: &Organization, browser: &Client, merchant: &str) -> String {
    org.spend_as(browser, &[("merchant", merchant), ("intent", "submit")]).await
}

fn id(path: &str) -> String {
    path.replace("/expenses/", "")
}

/// The places of the navigation with their numbers.
async fn places(browser: &Client, path: &str) -> Vec<String> {
    browser.get(path).await.texts(".places__link")
}

#[actix_web::test]
async fn the_queue_is_oldest_first_with_its_number_beside_the_place() {
    let acme = TestApp::start().await.organization("acme").await;
    let (mira, avery) = (acme.member("Mira", Role::Member).await, acme.member("Avery", Role::Approver).await);
    let eva = acme.member("Eva", Role::Auditor).await;
    for merchant in ["First", "Second", "Third"] {
        submit(&acme, &mira, merchant).await;
    }
    submit(&acme, &avery, "Own").await;
    acme.spend_as(&mira, &[("merchant", "Only a draft")]).await;
    let page = avery.get("/approvals").await;
    assert_eq!(page.texts(".queue__link"), ["First", "Second", "Third"], "not one's own, and no drafts");
    assert_eq!(page.texts(".head__figure"), ["37.50 EUR"]);
    assert_eq!(places(&avery, "/").await[..3], ["Home", "Expenses", "Approvals3"]);
    assert_eq!(places(&acme.owner, "/expenses").await[2], "Approvals4");
    assert_eq!(avery.get("/").await.first("h1").as_deref(), Some("3 expenses wait for you"));
    for browser in [&mira, &eva] {
        assert!(!places(browser, "/").await.iter().any(|place| place.starts_with("Approvals")));
        assert_eq!(browser.get("/approvals").await.status, 403);
        assert_eq!(browser.post("/approvals", &[("action", "approve"), ("ids", "x")]).await.status, 403);
    }
}

#[actix_web::test]
async fn a_decision_leads_to_the_next() {
    let acme = TestApp::start().await.organization("acme").await;
    let mira = acme.member("Mira", Role::Member).await;
    let mut paths = Vec::new();
    for merchant in ["First", "Second", "Third"] {
        paths.push(submit(&acme, &mira, merchant).await);
    }
    let approve = |path: &String| format!("{path}/approve");
    let after = |answer: crate::support::Answer| answer.location();
    assert_eq!(after(acme.owner.post(&approve(&paths[1]), &[]).await), paths[2], "the next one");
    assert_eq!(after(acme.owner.post(&approve(&paths[2]), &[]).await), paths[0], "then what was left out");
    let reason = [("reason", "Not ours")];
    assert_eq!(after(acme.owner.post(&format!("{}/reject", paths[0]), &reason).await), "/approvals");
    let page = acme.owner.get("/approvals").await;
    assert_eq!(page.texts(".empty__title"), ["All decided"]);
    assert_eq!(places(&acme.owner, "/").await[2], "Approvals");
}

#[actix_web::test]
async fn several_are_decided_at_once() {
    let acme = TestApp::start().await.organization("acme").await;
    let mira = acme.member("Mira", Role::Member).await;
    let mut paths = Vec::new();
    for merchant in ["First", "Second", "Third", "Fourth"] {
        paths.push(submit(&acme, &mira, merchant).await);
    }
    let page = acme.owner.get("/approvals").await;
    let ids = page.attributes("input[name=ids]", "value");
    assert_eq!(ids, paths.iter().map(|path| format!("{}:2", id(path))).collect::<Vec<_>>());
    for (fields, field) in [
        (vec![("action", "approve")], "ids"),
        (vec![("action", "reject"), ("ids", ids[0].as_str())], "reason"),
        (vec![("action", "return"), ("ids", ids[0].as_str()), ("reason", " ")], "reason"),
    ] {
        let page = acme.owner.post("/approvals", &fields).await;
        assert_eq!((page.status, page.testid(&format!("error-{field}")).is_some()), (422, true), "{field}");
        let ticked = page.attributes("input[name=ids][checked]", "value");
        assert_eq!(ticked.len(), fields.len().min(2) - 1, "what was ticked stays ticked");
    }
    mira.post(&format!("{}/withdraw", paths[1]), &[("version", "2")]).await;
    let mut fields: Vec<_> = ids[..3].iter().map(|id| ("ids", id.as_str())).collect();
    fields.push(("action", "approve"));
    let page = acme.owner.post("/approvals", &fields).await;
    assert_eq!(page.status, 200);
    let report = page.shown("report");
    assert!(report.starts_with("Approved 2 expenses. 1 not decided:"), "{report}");
    assert!(report.contains("Mira withdrew this at"), "{report}");
    assert_eq!(page.texts(".queue__link"), ["Fourth"]);
    let again = acme
        .owner
        .post("/approvals", &fields[..1].iter().chain(&[("action", "approve")]).copied().collect::<Vec<_>>())
        .await;
    assert_eq!(again.location(), "/approvals", "the second click of a double one is content");
    let last = [("ids", ids[3].as_str()), ("action", "return"), ("reason", "Which project?")];
    assert_eq!(acme.owner.post("/approvals", &last).await.location(), "/approvals");
    assert_eq!(acme.owner.get("/approvals").await.shown("flash"), "Returned 1 expense.");
    assert!(mira.get(&paths[3]).await.shown("decision").contains("Which project?"));
}

#[actix_web::test]
async fn of_two_who_decide_the_same_fifty_each_is_decided_once() {
    let acme = TestApp::start().await.organization("acme").await;
    let (mira, avery) = (acme.member("Mira", Role::Member).await, acme.member("Avery", Role::Approver).await);
    let mut ids = Vec::new();
    for _ in 0..50 {
        ids.push(format!("{}:2", id(&submit(&acme, &mira, "Taxi").await)));
    }
    // One goes from the front, the other from the back, in parts, so that both win some.
    let halves = |browser: Client, action: &'static str, ids: Vec<String>| async move {
        let mut told = Vec::new();
        for part in ids.chunks(5) {
            let mut fields: Vec<_> = part.iter().map(|id| ("ids", id.as_str())).collect();
            fields.extend([("action", action), ("reason", "Not ours")]);
            told.push(browser.post("/approvals", &fields).await);
        }
        told
    };
    let backwards: Vec<String> = ids.iter().rev().cloned().collect();
    let (first, second) =
        join(halves(acme.owner.clone(), "approve", ids.clone()), halves(avery.clone(), "reject", backwards))
            .await;
    assert_eq!(
        acme.ask("SELECT count(*) FROM expenses WHERE status IN ('approved', 'rejected') AND version = 3"),
        "50"
    );
    let decisions = "SELECT count(DISTINCT subject_id) || ' ' || count(*) FROM events \
                     WHERE act IN ('expense.approved', 'expense.rejected')";
    assert_eq!(acme.ask(decisions), "50 50", "each has exactly one decision");
    let refused = |answers: &[crate::support::Answer], who: &str| {
        let said =
            answers.iter().flat_map(|answer| answer.texts("[data-testid=report] li")).collect::<Vec<_>>();
        assert!(said.iter().all(|line| line.contains(who)), "{said:?}");
        said.len()
    };
    let (of_owner, of_avery) =
        (refused(&first, "Avery rejected this at"), refused(&second, "Olivia Owner approved this at"));
    assert_eq!(of_owner + of_avery, 50, "each is told once who was first");
}

#[actix_web::test]
async fn the_queue_reads_its_form_as_the_list_does() {
    let acme = TestApp::start().await.organization("acme").await;
    let mira = acme.member("Mira", Role::Member).await;
    let path = submit(&acme, &mira, "Hotel").await;
    let seen = format!("{}:2", id(&path));
    let twice = [("ids", &*id(&path)), ("ids", &seen), ("action", "return"), ("comment", "Which client?")]
        .map(|(name, value)| (name, value.to_owned()));
    let twice: Vec<_> = twice.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = acme.owner.post("/approvals", &twice).await;
    assert_eq!((answer.status, answer.location().as_str()), (303, "/approvals"), "{}", answer.text);
    assert_eq!(acme.owner.get("/approvals").await.shown("flash"), "Returned 1 expense.");
    assert!(mira.get(&path).await.shown("decision").contains("Which client?"));
    submit(&acme, &mira, "Taxi").await;
    let many: Vec<String> = (0..501).map(|_| uuid::Uuid::new_v4().to_string()).collect();
    let mut fields: Vec<_> = many.iter().map(|id| ("ids", id.as_str())).collect();
    fields.push(("action", "approve"));
    let page = acme.owner.post("/approvals", &fields).await;
    assert_eq!((page.status, page.testid("error-ids").is_some()), (422, true));
}
