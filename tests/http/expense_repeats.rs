//! Double clicks, retries and Back: one form is one expense, and no second one gets lost.

use crate::steps::Fields;
use crate::support::{Answer, Organization, TestApp};
use futures_util::future::join_all;
use outlay::policy::role::Role;

async fn filled_form() -> (Organization, Fields) {
    let acme = TestApp::start().await.organization("acme").await;
    let token = acme.owner.get("/expenses/new").await.field("form_token").expect("a token");
    let form = Fields::expense(&acme).await.with("form_token", &token);
    (acme, form)
}

async fn send(org: &Organization, form: &Fields) -> Answer {
    org.owner.post("/expenses", &form.pairs()).await
}

fn count(org: &Organization) -> String {
    org.ask("SELECT count(*) FROM expenses")
}

#[actix_web::test]
async fn the_same_form_twice_is_one_expense() {
    let (acme, form) = filled_form().await;
    let (first, second) = (send(&acme, &form).await, send(&acme, &form).await);
    assert_eq!((first.status, second.status), (303, 303));
    assert_eq!(first.location(), second.location());
    // The same meaning in other letters is the same form.
    let spelled = form.with("amount", " 12,5 ").with("merchant", "Café  Central ").with("currency", "eur");
    assert_eq!(send(&acme, &spelled).await.location(), first.location());
    assert_eq!(count(&acme), "1");
    assert_eq!(acme.ask("SELECT count(*) FROM events WHERE act = 'expense.created'"), "1");
}

#[actix_web::test]
async fn ten_at_once_are_one_expense() {
    let (acme, form) = filled_form().await;
    let answers = join_all((0..10).map(|_| send(&acme, &form))).await;
    let locations: Vec<String> = answers.iter().map(Answer::location).collect();
    assert!(answers.iter().all(|answer| answer.status == 303), "{locations:?}");
    assert!(locations.iter().all(|location| *location == locations[0]), "{locations:?}");
    assert_eq!(count(&acme), "1");
}

#[actix_web::test]
async fn the_same_form_with_other_content_asks() {
    let (acme, form) = filled_form().await;
    let first = send(&acme, &form).await.location();
    for (field, value) in
        [("amount", "13.00"), ("merchant", "Hawelka"), ("note", "other"), ("spent_on", "2026-11-01")]
    {
        let answer = send(&acme, &form.clone().with(field, value)).await;
        assert_eq!(answer.status, 409, "{field}");
    }
    let changed = form.with("amount", "13.00").with("merchant", "Hawelka");
    let page = send(&acme, &changed).await;
    assert!(page.texts("h1")[0].contains("12.50 EUR at Café Central"), "{:?}", page.texts("h1"));
    assert!(page.texts(".head__text")[0].contains("13.00 EUR at Hawelka"));
    assert!(page.attributes("main a", "href").contains(&format!("{first}/edit")), "change that one");
    assert_eq!(count(&acme), "1");
    let again = page.hidden("/expenses");
    let second = send(&acme, &again).await;
    assert_eq!(second.status, 303);
    assert_ne!(second.location(), first);
    assert_eq!(acme.owner.get(&second.location()).await.first("h1").as_deref(), Some("Hawelka"));
    assert_eq!(send(&acme, &again).await.location(), second.location(), "and that one once as well");
    assert_eq!(acme.owner.get("/expenses").await.shown("total-amount"), "25.50 EUR", "12.50 + 13.00");
}

#[actix_web::test]
async fn of_two_different_at_once_one_asks() {
    let (acme, form) = filled_form().await;
    let other = form.clone().with("amount", "99.00");
    let (first, second) = futures_util::future::join(send(&acme, &form), send(&acme, &other)).await;
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(count(&acme), "1");
}

#[actix_web::test]
async fn without_a_token_every_form_is_an_expense() {
    let (acme, form) = filled_form().await;
    for token in ["", "not-a-token"] {
        let form = form.clone().with("form_token", token);
        assert_ne!(send(&acme, &form).await.location(), send(&acme, &form).await.location());
    }
    assert_eq!(count(&acme), "4");
}

#[actix_web::test]
async fn a_token_belongs_to_one_member() {
    let (acme, form) = filled_form().await;
    let mira = acme.member("Mira", Role::Member).await;
    let first = send(&acme, &form).await.location();
    let answer = mira.post("/expenses", &form.clone().with("amount", "99.00").pairs()).await;
    assert_eq!(answer.status, 303, "nothing of the owner's is shown or met");
    assert_ne!(answer.location(), first);
    assert_eq!(count(&acme), "2");
}

#[actix_web::test]
async fn a_form_whose_expense_went_to_the_trash_leads_there() {
    let (acme, form) = filled_form().await;
    let first = send(&acme, &form).await.location();
    acme.owner.post(&format!("{first}/delete"), &[]).await;
    let again = send(&acme, &form).await;
    assert_eq!(again.location(), first);
    assert!(acme.owner.get(&first).await.text.contains("in the trash"));
}

#[actix_web::test]
async fn what_was_saved_and_then_submitted_with_the_same_form_is_submitted() {
    let (acme, form) = filled_form().await;
    let saved = send(&acme, &form.clone().with("intent", "save")).await.location();
    let submission = form.with("intent", "submit");
    for _ in 0..2 {
        let answer = send(&acme, &submission).await;
        assert_eq!((answer.status, answer.location()), (303, saved.clone()), "{}", answer.text);
        assert_eq!(acme.ask("SELECT status || ' ' || version FROM expenses"), "submitted 2");
    }
    assert_eq!(acme.ask("SELECT count(*) FROM events WHERE act = 'expense.submitted'"), "1");
    // A draft that was changed since is not what the form says.
    acme.owner.post(&format!("{saved}/withdraw"), &[]).await;
    assert_eq!(send(&acme, &submission).await.status, 409);
    assert_eq!(acme.ask("SELECT status FROM expenses"), "draft");
}

#[actix_web::test]
async fn a_comment_sent_twice_is_said_once() {
    let acme = TestApp::start().await.organization("acme").await;
    let path = acme.spend("12.50", "Café").await;
    let comments = format!("{path}/comments");
    let twice = join_all((0..2).map(|_| acme.owner.post(&comments, &[("text", "With whom?")]))).await;
    assert!(twice.iter().all(|answer| answer.status == 303));
    acme.owner.post(&comments, &[("text", "And why?")]).await;
    assert_eq!(acme.owner.get(&path).await.texts(".comments__text"), ["With whom?", "And why?"]);
    assert_eq!(acme.ask("SELECT count(*) FROM events WHERE act = 'expense.commented'"), "2");
}
