//! The life of an expense over HTTP: each step, what it needs, what it leaves, and what refuses it.

use crate::office::{Office, office, step};
use crate::steps::Fields;
use crate::support::{Answer, TestApp};
use outlay::policy::role::Role;

/// Mira's expense, submitted.
async fn submitted(office: &Office) -> String {
    let path = office.acme.spend_as(&office.mira, &[("merchant", "Hotel Sacher")]).await;
    let answer = step(&office.mira, &path, "submit", &[("version", "1")]).await;
    assert_eq!((answer.status, answer.location()), (303, path.clone()), "{}", answer.text);
    path
}

fn status(page: &Answer) -> String {
    page.first(".head__over").unwrap_or_default()
}

fn offered(page: &Answer) -> Vec<String> {
    let actions = page.attributes(".head form, .deeds form, .comments form", "action");
    actions.iter().filter_map(|action| action.rsplit('/').next().map(str::to_owned)).collect()
}

#[actix_web::test]
async fn from_draft_to_reimbursed() {
    let office = office().await;
    let path = submitted(&office).await;
    let page = office.mira.get(&path).await;
    assert_eq!((status(&page), page.shown("flash")), ("Submitted".into(), "Submitted €12.50. Undo".into()));
    assert_eq!(offered(&page), ["withdraw", "comments"]);
    let queue = office.avery.get("/approvals").await;
    assert_eq!(queue.first("h1").as_deref(), Some("1 expense waits for you"));
    let answer = step(&office.avery, &path, "approve", &[("version", "2")]).await;
    assert_eq!((answer.status, answer.location().as_str()), (303, "/approvals"));
    assert_eq!(office.avery.get("/approvals").await.shown("flash"), "Approved €12.50 at Hotel Sacher. Undo");
    let answer = step(&office.acme.owner, &path, "reimburse", &[("version", "3")]).await;
    assert_eq!((answer.status, answer.location()), (303, path.clone()));
    let page = office.mira.get(&path).await;
    assert_eq!((status(&page), offered(&page)), ("Reimbursed".into(), vec!["comments".to_owned()]));
    assert_eq!(
        page.texts(".history__item span"),
        ["Olivia Owner reimbursed it", "Avery approved it", "Mira submitted it", "Mira recorded it"]
    );
    assert_eq!(
        office.acme.ask(
            "SELECT string_agg(act || ' ' || coalesce(before->>'status', '') || '>' || (after->>'status') || ' ' \
             || (after->>'version'), ', ' ORDER BY id) FROM events WHERE act <> 'expense.created' AND subject_kind = 'expense'"
        ),
        "expense.submitted draft>submitted 2, expense.approved submitted>approved 3, \
         expense.reimbursed approved>reimbursed 4"
    );
    assert_eq!(
        office.acme.ask(
            "SELECT count(*) FROM expenses WHERE submitted_at IS NOT NULL AND decided_at IS NOT NULL \
                         AND reimbursed_at IS NOT NULL AND ever_submitted AND decision_reason IS NULL"
        ),
        "1"
    );
}

#[actix_web::test]
async fn what_is_rejected_says_why_and_is_fixed_and_resubmitted() {
    let office = office().await;
    let path = submitted(&office).await;
    for reason in ["", "   "] {
        let page = step(&office.avery, &path, "reject", &[("version", "2"), ("reason", reason)]).await;
        assert_eq!(page.status, 422);
        assert_eq!(
            page.testid("error-reason").as_deref(),
            Some("Give a reason: it reaches the person who spent it.")
        );
    }
    let reason = [("version", "2"), ("reason", "The minibar is on us only <once>")];
    assert_eq!(step(&office.avery, &path, "reject", &reason).await.status, 303);
    let page = office.mira.get(&path).await;
    assert_eq!(status(&page), "Rejected");
    assert_eq!(page.shown("decision"), "Avery rejected it: The minibar is on us only <once>");
    assert_eq!(offered(&page), ["reopen", "comments"]);
    assert_eq!(step(&office.mira, &path, "reopen", &[("version", "3")]).await.location(), path);
    let page = office.mira.get(&path).await;
    assert_eq!(status(&page), "Draft");
    assert!(page.shown("decision").contains("minibar"), "the reason stays in sight");
    assert_eq!(step(&office.mira, &path, "submit", &[("version", "4")]).await.status, 303);
    assert_eq!(office.mira.get(&path).await.testid("decision"), None);
}

#[actix_web::test]
async fn what_is_returned_is_a_draft_that_says_what_to_fix() {
    let office = office().await;
    let path = submitted(&office).await;
    let page = step(&office.avery, &path, "return", &[("version", "2")]).await;
    assert_eq!((page.status, page.testid("error-comment").is_some()), (422, true));
    let comment = [("version", "2"), ("comment", "Which client was it?")];
    assert_eq!(step(&office.avery, &path, "return", &comment).await.location(), "/approvals");
    assert_eq!(office.avery.get(&path).await.status, 404, "another's draft");
    let page = office.mira.get(&path).await;
    assert_eq!(status(&page), "Draft");
    assert_eq!(page.shown("decision"), "Avery returned it: Which client was it?");
    assert_eq!(
        step(&office.avery, &path, "return", &comment).await.status,
        303,
        "the second click of a double one"
    );
    assert_eq!(office.acme.ask("SELECT count(*) FROM events WHERE act = 'expense.returned'"), "1");
}

#[actix_web::test]
async fn a_decision_is_taken_back_with_a_reason() {
    let office = office().await;
    let path = submitted(&office).await;
    step(&office.avery, &path, "approve", &[("version", "2")]).await;
    let other = office.acme.member("Oscar", Role::Approver).await;
    assert_eq!(step(&other, &path, "reopen", &[("version", "3"), ("reason", "x")]).await.status, 403);
    let page = step(&office.avery, &path, "reopen", &[("version", "3")]).await;
    assert_eq!((page.status, page.testid("error-reason").is_some()), (422, true));
    let reason = [("version", "3"), ("reason", "The wrong one")];
    assert_eq!(step(&office.avery, &path, "reopen", &reason).await.location(), path);
    let page = office.mira.get(&path).await;
    assert_eq!(
        (status(&page), page.texts(".history__reason")),
        ("Submitted".into(), vec!["The wrong one".into()])
    );
    assert_eq!(
        office.acme.ask("SELECT count(*) FROM expenses WHERE decided_by IS NULL AND decided_at IS NULL"),
        "1"
    );
}

#[actix_web::test]
async fn submitting_asks_for_a_category_and_a_rate() {
    let office = office().await;
    let fields = [("category_id", ""), ("currency", "USD"), ("amount", "10.00")];
    let path = office.acme.spend_as(&office.mira, &fields).await;
    let page = step(&office.mira, &path, "submit", &[("version", "1")]).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.testid("error-rate").as_deref(), Some("Which rate? Enter what one unit cost."));
    assert_eq!(page.testid("error-category_id").as_deref(), Some("Choose a category."));
    assert_eq!(page.attribute("form#expense", "action"), Some(path.clone()), "the form that can mend it");
    let mended = Fields::expense(&office.acme).await.with("currency", "USD").with("rate", "0.9");
    let mended = mended.with("version", "1").with("intent", "submit");
    assert_eq!(office.mira.post(&path, &mended.pairs()).await.status, 303);
    assert_eq!(status(&office.mira.get(&path).await), "Submitted");
    let kept = office.acme.spend_as(&office.mira, &[]).await;
    office.acme.sql("UPDATE categories SET archived_at = now() WHERE name = 'Meals'");
    let page = step(&office.mira, &kept, "submit", &[]).await;
    assert_eq!((page.status, page.testid("error-category_id").is_some()), (422, true), "an active one");
}

#[actix_web::test]
async fn what_is_submitted_is_withdrawn_before_it_is_edited() {
    let office = office().await;
    let path = submitted(&office).await;
    let form = Fields::expense(&office.acme).await.with("version", "2").with("amount", "99.00");
    for answer in
        [office.mira.post(&path, &form.pairs()).await, office.mira.get(&format!("{path}/edit")).await]
    {
        assert_eq!(answer.status, 409);
        assert!(answer.text.contains("Withdraw it first, then edit it."), "{}", answer.text);
    }
    let trash = step(&office.mira, &path, "delete", &[("version", "2")]).await;
    assert!(trash.status == 409 && trash.text.contains("Withdraw it first"));
    assert_eq!(step(&office.mira, &path, "withdraw", &[("version", "2")]).await.location(), path);
    let form = form.with("version", "3");
    assert_eq!(office.mira.post(&path, &form.pairs()).await.status, 303);
    assert_eq!(office.avery.get(&path).await.status, 404);
}

#[actix_web::test]
async fn the_organizations_own_money_ends_at_approved() {
    let office = office().await;
    for paid_with in ["card", "advance"] {
        let path =
            office.acme.spend_as(&office.mira, &[("paid_with", paid_with), ("intent", "submit")]).await;
        assert_eq!(step(&office.avery, &path, "approve", &[]).await.status, 303);
        let page = office.acme.owner.get(&path).await;
        assert_eq!(status(&page), "Settled");
        assert!(!offered(&page).contains(&"reimburse".to_owned()));
        let answer = step(&office.acme.owner, &path, "reimburse", &[]).await;
        assert!(
            answer.status == 409 && answer.text.contains("nothing is to be paid back"),
            "{}",
            answer.text
        );
    }
    assert_eq!(office.acme.try_to_spend(&office.mira, &[("paid_with", "gold")]).await.status, 422);
}

#[actix_web::test]
async fn a_company_of_one_can_finish() {
    let acme = TestApp::start().await.organization("solo").await;
    let path = acme.spend_as(&acme.owner, &[("intent", "submit")]).await;
    assert_eq!(acme.owner.get("/approvals").await.first("h1").as_deref(), Some("1 expense waits for you"));
    assert_eq!(step(&acme.owner, &path, "approve", &[("version", "2")]).await.status, 303);
    assert_eq!(step(&acme.owner, &path, "reimburse", &[("version", "3")]).await.status, 303);
    let page = acme.owner.get(&path).await;
    assert_eq!(
        page.texts(".history__item span")[..2],
        ["Olivia Owner reimbursed own expense", "Olivia Owner approved own expense"]
    );
    // With somebody else who could, they have to.
    acme.member("Ada", Role::Admin).await;
    let path = acme.spend_as(&acme.owner, &[("intent", "submit")]).await;
    let answer = step(&acme.owner, &path, "approve", &[("version", "2")]).await;
    assert!(answer.status == 403 && answer.text.contains("their own expense"));
    assert_eq!(acme.owner.get("/approvals").await.first("h1").as_deref(), Some("Nothing waits for you"));
    acme.sql("UPDATE members SET deactivated_at = now() WHERE name = 'Ada'");
    assert_eq!(step(&acme.owner, &path, "approve", &[("version", "2")]).await.status, 303);
}

#[actix_web::test]
async fn a_stale_version_says_who_was_faster() {
    let office = office().await;
    let path = submitted(&office).await;
    assert_eq!(step(&office.avery, &path, "approve", &[("version", "2")]).await.status, 303);
    let ada = office.acme.member("Ada", Role::Admin).await;
    for fields in [vec![("version", "2"), ("reason", "No")], vec![("reason", "No")]] {
        let answer = step(&ada, &path, "reject", &fields).await;
        assert_eq!(answer.status, 409);
        assert!(answer.text.contains("Avery approved this at "), "{}", answer.text);
    }
    let recode = [("version", "2"), ("category_id", &*office.acme.category("Software").await)];
    let answer = step(&ada, &path, "recode", &recode).await;
    assert!(answer.status == 409 && answer.text.contains("Look at it again, then decide."));
    assert_eq!(
        step(&office.avery, &path, "approve", &[("version", "2")]).await.status,
        303,
        "a double click"
    );
    assert_eq!(office.acme.ask("SELECT version FROM expenses"), "3");
}

#[actix_web::test]
async fn without_a_version_it_is_done_and_the_trail_says_so() {
    let office = office().await;
    let path = submitted(&office).await;
    assert_eq!(step(&office.avery, &path, "approve", &[]).await.status, 303);
    let told = "SELECT string_agg(coalesce(after->>'unversioned', '-'), ' ' ORDER BY id) FROM events \
                WHERE act IN ('expense.submitted', 'expense.approved')";
    assert_eq!(office.acme.ask(told), "- true");
}

#[actix_web::test]
async fn another_category_is_an_event() {
    let office = office().await;
    let path = submitted(&office).await;
    let software = office.acme.category("Software").await;
    let fields = [("version", "2"), ("category_id", software.as_str())];
    assert_eq!(step(&office.avery, &path, "recode", &fields).await.status, 403);
    assert_eq!(
        step(&office.acme.owner, &path, "recode", &[("version", "2"), ("category_id", "x")]).await.status,
        422
    );
    assert_eq!(step(&office.acme.owner, &path, "recode", &fields).await.location(), path);
    let page = office.mira.get(&path).await;
    assert!(page.texts(".details dd").contains(&"Software".to_owned()));
    assert_eq!(page.texts(".history__item span")[0], "Olivia Owner changed the category");
    assert_eq!(status(&page), "Submitted");
}

#[actix_web::test]
async fn people_talk_about_it() {
    let office = office().await;
    let path = submitted(&office).await;
    for (browser, text) in [(&office.avery, "With whom?\nAnd why?"), (&office.mira, "The <b>curator</b>")] {
        let answer = step(browser, &path, "comments", &[("text", text)]).await;
        assert_eq!((answer.status, answer.location()), (303, format!("{path}#comments")));
    }
    let page = office.mira.get(&path).await;
    assert_eq!(page.texts(".comments__text"), ["With whom? And why?", "The <b>curator</b>"]);
    let page = step(&office.mira, &path, "comments", &[("text", " ")]).await;
    assert_eq!((page.status, page.testid("error-text").as_deref()), (422, Some("Write a comment.")));
    let auditor = office.acme.member("Eva", Role::Auditor).await;
    assert_eq!(step(&auditor, &path, "comments", &[("text", "Hm")]).await.status, 403);
    assert_eq!(office.acme.ask("SELECT count(*) FROM events WHERE act = 'expense.commented'"), "2");
    assert_eq!(
        step(&office.avery, &path, "approve", &[("version", "2")]).await.status,
        303,
        "a comment changes nothing"
    );
}

#[actix_web::test]
async fn a_second_category_is_no_double_click() {
    let office = office().await;
    let path = submitted(&office).await;
    let (software, hardware) =
        (office.acme.category("Software").await, office.acme.category("Hardware").await);
    let recode = |category: &str| {
        let (owner, path, category) = (office.acme.owner.clone(), path.clone(), category.to_owned());
        async move { step(&owner, &path, "recode", &[("version", "2"), ("category_id", &category)]).await }
    };
    assert_eq!(recode(&software).await.status, 303);
    assert_eq!(recode(&software).await.status, 303, "the second click of a double one");
    assert_eq!(recode(&hardware).await.status, 409, "another wish, of a version that is gone");
    assert_eq!(
        office.acme.ask("SELECT version || ' ' || category_id FROM expenses"),
        format!("3 {software}")
    );
}

#[actix_web::test]
async fn a_way_back_is_offered_to_who_may_go_it() {
    let office = office().await;
    let path = office.acme.spend_as(&office.mira, &[]).await;
    office.acme.sql("UPDATE members SET deactivated_at = now() WHERE name = 'Mira'");
    assert_eq!(step(&office.acme.owner, &path, "submit", &[("version", "1")]).await.status, 303);
    assert_eq!(office.acme.owner.get(&path).await.shown("flash"), "Submitted €12.50.");
}
