//! Many expenses at once: what is done, what is not and why.

use crate::list_model::{fill, ids, rows};
use crate::support::{Client, Organization, TestApp};
use outlay::policy::role::Role;

/// An expense of somebody; `ID:VERSION`.
async fn spent(org: &Organization, browser: &Client, merchant: &str) -> String {
    format!("{}:1", org.spend_as(browser, &[("merchant", merchant)]).await.replace("/expenses/", ""))
}

fn id(picked: &str) -> &str {
    picked.split(':').next().unwrap()
}

async fn change(
    browser: &Client,
    action: &str,
    picked: &[&String],
    more: &[(&str, &str)],
) -> crate::support::Answer {
    let mut form: Vec<(&str, &str)> = vec![("action", action)];
    form.extend(picked.iter().map(|picked| ("ids", picked.as_str())));
    form.extend(more);
    browser.post("/expenses/bulk", &form).await
}

fn stands(org: &Organization, picked: &str) -> String {
    let id = id(picked);
    org.ask(&format!(
        "SELECT CASE WHEN trashed_at IS NULL THEN status ELSE 'trash' END || ' ' || version FROM expenses WHERE id = '{id}'"
    ))
}

#[actix_web::test]
async fn several_go_into_the_trash_and_come_back() {
    let acme = TestApp::start().await.organization("acme").await;
    let (one, two) = (spent(&acme, &acme.owner, "Lunch").await, spent(&acme, &acme.owner, "Taxi").await);
    let kept = spent(&acme, &acme.owner, "Kept").await;
    let answer = change(&acme.owner, "delete", &[&one, &two], &[("q", "a"), ("sort", "amount")]).await;
    assert_eq!(
        (answer.status, answer.location().as_str()),
        (303, "/expenses?q=a&sort=amount"),
        "back to the same list"
    );
    let list = acme.owner.get("/expenses").await;
    assert_eq!(list.texts(".flash__text"), ["Moved 2 expenses to the trash."]);
    assert_eq!(ids(&list), [id(&kept)]);
    assert_eq!((stands(&acme, &one).as_str(), stands(&acme, &kept).as_str()), ("trash 2", "draft 1"));
    let undo = list
        .hidden("/expenses/bulk")
        .pairs()
        .iter()
        .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()))
        .collect::<Vec<_>>();
    let fields: Vec<(&str, &str)> = undo
        .iter()
        .filter(|(name, _)| ["action", "ids"].contains(&name.as_str()))
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let answer = acme.owner.post("/expenses/bulk", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    assert_eq!((stands(&acme, &one).as_str(), stands(&acme, &two).as_str()), ("draft 3", "draft 3"));
    let trail = acme.ask(
        "SELECT string_agg(act, ' ' ORDER BY at, id) FROM events WHERE act IN ('expense.trashed', 'expense.restored')",
    );
    assert_eq!(
        trail, "expense.trashed expense.trashed expense.restored expense.restored",
        "each in the trail"
    );
}

#[actix_web::test]
async fn what_cannot_be_done_is_listed_and_the_rest_is_done() {
    let app = TestApp::start().await;
    let (acme, globex) = (app.organization("acme").await, app.organization("globex").await);
    let mira = acme.member("Mira", Role::Member).await;
    let (fine, stale) = (spent(&acme, &mira, "Fine").await, spent(&acme, &mira, "Stale").await);
    let others = spent(&acme, &acme.owner, "Owners").await;
    let foreign = spent(&globex, &globex.owner, "Foreign").await;
    acme.sql(&format!("UPDATE expenses SET version = 4 WHERE id = '{}'", id(&stale)));
    let before = globex.contents();
    let answer = change(&mira, "delete", &[&fine, &stale, &others, &foreign], &[]).await;
    assert_eq!((answer.status, answer.shown("bulk-done").as_str()), (200, "Moved 1 expense to the trash."));
    assert_eq!(answer.first("h1").as_deref(), Some("3 expenses were left as they are"));
    let mut refused = answer.attributes("[data-testid=bulk-refused]", "data-id");
    let mut expected = [&stale, &others, &foreign].map(|picked| id(picked).to_owned());
    refused.sort();
    expected.sort();
    assert_eq!(refused, expected);
    let of = |picked: &str| answer.texts(&format!("[data-id='{}'] .refusals__why", id(picked))).join("");
    assert!(of(&stale).contains("changed after you opened it"), "{}", of(&stale));
    assert_eq!(of(&others), of(&foreign), "another's draft is as little there as another organization's");
    assert!(!answer.text.contains("Owners") && !answer.text.contains("Foreign"));
    let link = answer.attributes(&format!("[data-id='{}'] a", id(&stale)), "href");
    assert_eq!(link, [format!("/expenses/{}", id(&stale))]);
    assert_eq!(
        [&fine, &stale, &others].map(|picked| stands(&acme, picked)),
        ["trash 2", "draft 4", "draft 1"].map(str::to_owned)
    );
    assert_eq!(globex.contents(), before);
    // Nothing at all done is a conflict.
    assert_eq!(change(&mira, "delete", &[&stale, &foreign], &[]).await.status, 409);
}

/// Who does what, with which words; what is said then, and where the expenses stand.
type Step<'a> = (&'a Client, &'a str, &'a [(&'a str, &'a str)], &'a str, &'a str);

#[actix_web::test]
async fn a_whole_life_goes_by_in_bulk() {
    let acme = TestApp::start().await.organization("acme").await;
    let mira = acme.member("Mira", Role::Member).await;
    let approver = acme.member("Avery", Role::Approver).await;
    let spent = [
        spent(&acme, &mira, "One").await,
        spent(&acme, &mira, "Two").await,
        spent(&acme, &mira, "Three").await,
    ];
    let next = |version: u32| spent.each_ref().map(|picked| format!("{}:{version}", id(picked)));
    let steps: [Step; 5] = [
        (&mira, "submit", &[], "Submitted 3 expenses.", "submitted"),
        (&approver, "return", &[("comment", "Which client?")], "Returned 3 expenses.", "draft"),
        (&mira, "submit", &[], "Submitted 3 expenses.", "submitted"),
        (&approver, "approve", &[], "Approved 3 expenses.", "approved"),
        (&acme.owner, "reimburse", &[], "Reimbursed 3 expenses.", "reimbursed"),
    ];
    for (at, (who, action, more, said, status)) in (1..).zip(steps) {
        let picked = next(at);
        let answer = change(who, action, &picked.each_ref(), more).await;
        assert_eq!(answer.status, 303, "{action}: {}", answer.text);
        assert_eq!(who.get("/expenses").await.texts(".flash__text"), [said]);
        for picked in &spent {
            assert_eq!(stands(&acme, picked), format!("{status} {}", at + 1), "{action}");
        }
    }
    // The same again does not follow from where they stand.
    let answer = change(&approver, "approve", &next(6).each_ref(), &[]).await;
    assert_eq!((answer.status, answer.all("[data-testid=bulk-refused]").len()), (409, 3));
    let auditor = acme.member("Eva", Role::Auditor).await;
    assert_eq!(change(&auditor, "approve", &next(6).each_ref(), &[]).await.status, 403);
    assert!(auditor.get("/expenses").await.attributes("form#bulk", "action").is_empty(), "nor is it offered");
    assert!(
        !mira.get("/expenses").await.attributes("form#bulk button", "value").contains(&"approve".to_owned())
    );
}

#[actix_web::test]
async fn a_category_is_given_to_many() {
    let acme = TestApp::start().await.organization("acme").await;
    let mira = acme.member("Mira", Role::Member).await;
    let (draft, sent) = (spent(&acme, &mira, "Draft").await, spent(&acme, &mira, "Sent").await);
    change(&mira, "submit", &[&sent], &[]).await;
    let sent = sent.replace(":1", ":2");
    let travel = acme.category("Travel").await;
    let category = |picked: &str| {
        acme.ask(&format!(
            "SELECT c.name FROM expenses e JOIN categories c ON c.id = e.category_id WHERE e.id = '{}'",
            id(picked)
        ))
    };
    let answer = change(&mira, "category", &[&draft, &sent], &[("category_id", &travel)]).await;
    assert_eq!((answer.status, answer.shown("bulk-done").as_str()), (200, "Put 1 expense into Travel."));
    assert_eq!((category(&draft).as_str(), category(&sent).as_str()), ("Travel", "Meals"));
    let answer = change(&acme.owner, "category", &[&sent], &[("category_id", &travel)]).await;
    assert_eq!((answer.status, category(&sent).as_str()), (303, "Travel"), "who keeps the books may");
    let acts = acme.ask("SELECT string_agg(act, ' ' ORDER BY at, id) FROM events WHERE after ? 'category_id' AND before IS NOT NULL");
    assert_eq!(acts, "expense.changed expense.recoded");
    // An archived one and none are refused before anything is done.
    acme.sql("UPDATE categories SET archived_at = now() WHERE name = 'Hardware'");
    let hardware = acme.ask("SELECT id FROM categories WHERE name = 'Hardware'");
    for wrong in ["", "x", &hardware] {
        let answer = change(&mira, "category", &[&draft], &[("category_id", wrong)]).await;
        assert_eq!((answer.status, answer.all("[data-testid=error-category_id]").len()), (422, 1), "{wrong}");
    }
}

#[actix_web::test]
async fn missing_words_are_asked_for_and_nothing_is_lost() {
    let acme = TestApp::start().await.organization("acme").await;
    let mira = acme.member("Mira", Role::Member).await;
    let one = spent(&acme, &mira, "One").await;
    change(&mira, "submit", &[&one], &[]).await;
    let one = one.replace(":1", ":2");
    for (action, field) in [("reject", "reason"), ("return", "comment")] {
        let answer = change(&acme.owner, action, &[&one], &[("q", "one")]).await;
        assert_eq!(
            (answer.status, answer.all(&format!("[data-testid=error-{field}]")).len()),
            (422, 1),
            "{action}"
        );
        assert_eq!(stands(&acme, &one), "submitted 2");
        let kept = answer.hidden("/expenses/bulk");
        assert_eq!((kept.value("action"), kept.value("ids"), kept.value("q")), (action, one.as_str(), "one"));
    }
    let kept = change(&acme.owner, "reject", &[&one], &[]).await.hidden("/expenses/bulk");
    let answer = acme.owner.post("/expenses/bulk", &kept.with("reason", "Private").pairs()).await;
    assert_eq!((answer.status, stands(&acme, &one).as_str()), (303, "rejected 3"));
    for (form, said) in [
        (vec![("action", "approve")], "Select at least one expense."),
        (vec![("action", "explode"), ("ids", one.as_str())], "Choose one from the list."),
        (vec![("action", "approve"), ("ids", "x")], "Choose one from the list."),
        (vec![("ids", one.as_str())], "Choose one from the list."),
    ] {
        let answer = acme.owner.post("/expenses/bulk", &form).await;
        let told = answer.texts("[data-testid=flash]");
        assert!(answer.status == 422 && told.contains(&said.to_owned()), "{form:?}: {told:?}");
    }
}

#[actix_web::test]
async fn all_means_all_that_match() {
    let acme = TestApp::start().await.organization("acme").await;
    let mira = acme.member("Mira", Role::Member).await;
    fill(&acme, 140, 41);
    let mine = acme.ask("SELECT id FROM members WHERE name = 'Mira'");
    let drafts = |rows: Vec<crate::list_model::Row>| {
        rows.into_iter().filter(|row| row.member_id == mine && row.stands() == "draft").collect::<Vec<_>>()
    };
    let before = drafts(rows(&acme));
    let wanted: Vec<_> = before.iter().filter(|row| row.currency == "EUR").collect();
    assert!(wanted.len() > 3 && before.len() > wanted.len());
    let form = [("action", "delete"), ("all", "1"), ("status", "draft"), ("currency", "EUR")];
    let page = mira.get("/expenses?status=draft&currency=EUR&per=2").await;
    assert_eq!(page.hidden("/expenses/bulk").pairs(), [("status", "draft"), ("currency", "EUR")]);
    let answer = mira.post("/expenses/bulk", &form).await;
    assert_eq!((answer.status, answer.location().as_str()), (303, "/expenses?status=draft&currency=EUR"));
    let after = drafts(rows(&acme));
    assert_eq!(after.len(), before.len() - wanted.len());
    assert!(after.iter().all(|row| row.currency != "EUR"), "and nothing else");
    let nothing = mira.post("/expenses/bulk", &form).await;
    assert_eq!(nothing.status, 422);
    assert!(nothing.texts("[data-testid=flash]").contains(&"Select at least one expense.".to_owned()));
    let wrong = [("action", "delete"), ("all", "1"), ("status", "nonsense")];
    assert_eq!(mira.post("/expenses/bulk", &wrong).await.status, 422, "never more than was meant");
    assert_eq!(drafts(rows(&acme)).len(), after.len());
}

#[actix_web::test]
async fn too_many_at_once_are_refused_whole() {
    let acme = TestApp::start().await.organization("acme").await;
    fill(&acme, 900, 43);
    let before = acme.contents();
    let count = acme.ask("SELECT count(*) FROM expenses WHERE trashed_at IS NULL");
    let answer = acme.owner.post("/expenses/bulk", &[("action", "submit"), ("all", "1")]).await;
    let said = format!("{count} expenses match, and at most 500 can be changed at once. Narrow the filter.");
    assert_eq!((answer.status, answer.shown("flash")), (422, said));
    assert_eq!(acme.contents(), before);
}

#[actix_web::test]
async fn the_same_category_again_changes_nothing() {
    let acme = TestApp::start().await.organization("acme").await;
    let (draft, sent) = (spent(&acme, &acme.owner, "Draft").await, spent(&acme, &acme.owner, "Sent").await);
    change(&acme.owner, "submit", &[&sent], &[]).await;
    let (meals, events) = (acme.category("Meals").await, acme.ask("SELECT count(*) FROM events"));
    let picked = [&draft, &sent.replace(":1", ":2")];
    assert_eq!(change(&acme.owner, "category", &picked, &[("category_id", &meals)]).await.status, 303);
    assert_eq!((stands(&acme, &draft).as_str(), stands(&acme, &sent).as_str()), ("draft 1", "submitted 2"));
    assert_eq!(acme.ask("SELECT count(*) FROM events"), events);
}
