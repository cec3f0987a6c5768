//! Editing, two at a time; the trash, and the way back; what the page tells of it.

use crate::steps::Fields;
use crate::support::{Answer, Organization, TestApp};
use futures_util::future::join_all;
use outlay::policy::role::Role;

async fn lunch() -> (Organization, String, Fields) {
    let acme = TestApp::start().await.organization("acme").await;
    let form = Fields::expense(&acme).await.with("spent_on", "2026-11-02");
    let path = acme.owner.post("/expenses", &form.pairs()).await.location();
    (acme, path, form)
}

async fn save(org: &Organization, path: &str, form: &Fields) -> Answer {
    org.owner.post(path, &form.pairs()).await
}

#[actix_web::test]
async fn an_edit_is_saved_and_told_in_the_history() {
    let (acme, path, form) = lunch().await;
    let edit = acme.owner.get(&format!("{path}/edit")).await;
    assert_eq!(edit.first("h1").as_deref(), Some("Edit expense"));
    for name in ["spent_on", "merchant", "amount", "currency", "category_id", "note"] {
        assert_eq!(edit.field(name).as_deref(), Some(form.value(name)), "{name}");
    }
    let version = edit.field("version").expect("a version");
    let changed = form.with("version", &version).with("amount", "15.00").with("note", "");
    let answer = save(&acme, &path, &changed).await;
    assert_eq!((answer.status, answer.location()), (303, path.clone()));
    let page = acme.owner.get(&path).await;
    assert_eq!(page.shown("flash"), "Changes saved.");
    assert_eq!(page.texts(".sheet__figure"), ["€15.00"]);
    assert_eq!(
        page.texts(".history__item span"),
        ["Olivia Owner changed the amount and the note", "Olivia Owner recorded it"],
        "latest first"
    );
    let before = acme.ask("SELECT before FROM events WHERE act = 'expense.changed'");
    assert!(
        before.contains("12.5") && before.contains("Breakfast") && !before.contains("merchant"),
        "{before}"
    );
}

#[actix_web::test]
async fn saving_without_a_change_changes_nothing() {
    let (acme, path, form) = lunch().await;
    assert_eq!(save(&acme, &path, &form.with("version", "1")).await.status, 303);
    assert_eq!(acme.ask("SELECT version FROM expenses"), "1");
    assert_eq!(acme.ask("SELECT count(*) FROM events WHERE act LIKE 'expense.%'"), "1");
}

#[actix_web::test]
async fn of_two_edits_the_second_sees_both() {
    let (acme, path, form) = lunch().await;
    let form = form.with("version", "1");
    assert_eq!(save(&acme, &path, &form.clone().with("amount", "15.00")).await.status, 303);
    let mine = form.with("merchant", "Hawelka").with("amount", "14.00");
    let page = save(&acme, &path, &mine).await;
    assert_eq!(page.status, 409);
    assert!(page.texts(".head__text")[0].contains("Olivia Owner"));
    let rows = page.texts(".compare tbody tr");
    assert_eq!(rows[0], "Amount differs 14.00 15.00");
    assert_eq!(rows[2], "Merchant differs Hawelka Café Central");
    assert_eq!(rows[3], "Date November 2, 2026 November 2, 2026");
    assert!(page.attributes("main a", "href").contains(&path), "keep the other");
    let stored = || acme.ask("SELECT merchant || ' ' || trim_scale(amount) FROM expenses");
    assert_eq!(stored(), "Café Central 15", "nothing is lost");
    assert_eq!(save(&acme, &path, &page.hidden(&path)).await.status, 303, "keep mine");
    assert_eq!(stored(), "Hawelka 14");
    assert_eq!(acme.ask("SELECT version FROM expenses"), "3");
}

#[actix_web::test]
async fn keep_mine_is_checked_again() {
    let (acme, path, form) = lunch().await;
    save(&acme, &path, &form.clone().with("amount", "15.00")).await;
    let page = save(&acme, &path, &form.clone().with("version", "1").with("amount", "14.00")).await;
    save(&acme, &path, &form.with("amount", "16.00")).await;
    let again = save(&acme, &path, &page.hidden(&path)).await;
    assert_eq!(again.status, 409);
    assert_eq!(again.texts(".compare tbody tr")[0], "Amount differs 14.00 16.00");
}

#[actix_web::test]
async fn of_many_edits_at_once_one_wins() {
    let (acme, path, form) = lunch().await;
    let tries = (0..6).map(|number| {
        let form = form.clone().with("version", "1").with("note", &format!("edit {number}"));
        let (browser, path) = (acme.owner.clone(), path.clone());
        async move { browser.post(&path, &form.pairs()).await.status }
    });
    let mut statuses = join_all(tries).await;
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409, 409, 409, 409, 409]);
    assert_eq!(acme.ask("SELECT version FROM expenses"), "2");
    assert_eq!(acme.ask("SELECT count(*) FROM events WHERE act = 'expense.changed'"), "1");
}

#[actix_web::test]
async fn a_version_that_is_none_is_no_leave_to_overwrite() {
    let (acme, path, form) = lunch().await;
    for version in ["0", "2", "-1"] {
        let form = form.clone().with("version", version).with("amount", "99.00");
        assert_eq!(save(&acme, &path, &form).await.status, 409, "{version}");
    }
    for version in ["x", "1.5", "99999999999999"] {
        let form = form.clone().with("version", version).with("amount", "99.00");
        assert_eq!(save(&acme, &path, &form).await.status, 409, "{version}");
        let trash = acme.owner.post(&format!("{path}/delete"), &[("version", version)]).await;
        assert_eq!(trash.status, 409, "{version}");
    }
    assert_eq!(acme.ask("SELECT trim_scale(amount) FROM expenses"), "12.5");
}

#[actix_web::test]
async fn a_bad_edit_comes_back_with_its_version() {
    let (acme, path, form) = lunch().await;
    let typed = form.with("version", "1").with("amount", "abc").with("merchant", "Hawelka");
    let page = save(&acme, &path, &typed).await;
    assert_eq!(page.status, 422);
    assert!(page.testid("error-amount").is_some());
    for name in ["spent_on", "merchant", "amount", "currency", "category_id", "note", "version"] {
        assert_eq!(page.field(name).as_deref(), Some(typed.value(name)), "{name}");
    }
    assert_eq!(page.attribute("form#expense", "action"), Some(path));
}

#[actix_web::test]
async fn a_stale_edit_with_a_mistake_is_not_lost_either() {
    let (acme, path, form) = lunch().await;
    save(&acme, &path, &form.clone().with("amount", "15.00")).await;
    let page = save(&acme, &path, &form.with("version", "1").with("amount", "abc")).await;
    assert_eq!(page.status, 422, "the mistake first");
    assert_eq!(page.field("version").as_deref(), Some("1"), "then the other's version");
}

#[actix_web::test]
async fn an_archived_category_may_stay() {
    let (acme, path, form) = lunch().await;
    acme.sql("UPDATE categories SET archived_at = now() WHERE name = 'Meals'");
    let edit = acme.owner.get(&format!("{path}/edit")).await;
    assert_eq!(edit.field("category_id").as_deref(), Some(form.value("category_id")));
    assert_eq!(save(&acme, &path, &form.with("amount", "15.00")).await.status, 303);
    assert!(acme.owner.get(&path).await.texts(".details dd").contains(&"Meals (archived)".to_owned()));
}

#[actix_web::test]
async fn what_went_to_the_trash_comes_back_with_undo() {
    let (acme, path, _) = lunch().await;
    let page = acme.owner.get(&path).await;
    let delete = format!("{path}/delete");
    let answer = acme.owner.post(&delete, &page.hidden(&delete).pairs()).await;
    assert_eq!((answer.status, answer.location().as_str()), (303, "/expenses"));
    let list = acme.owner.get("/expenses").await;
    assert_eq!(list.shown("flash"), "Moved Café Central to the trash. Undo");
    assert_eq!(list.shown("total-count"), "0");
    let restore = format!("{path}/restore");
    let answer = acme.owner.post(&restore, &list.hidden(&restore).pairs()).await;
    assert_eq!(answer.location(), path);
    let page = acme.owner.get(&path).await;
    assert_eq!(page.shown("flash"), "Restored Café Central.");
    assert_eq!(
        page.texts(".history__item span"),
        [
            "Olivia Owner took it out of the trash",
            "Olivia Owner moved it to the trash",
            "Olivia Owner recorded it"
        ]
    );
}

#[actix_web::test]
async fn in_the_trash_it_can_be_seen_and_restored_and_nothing_else() {
    let (acme, path, form) = lunch().await;
    acme.owner.post(&format!("{path}/delete"), &[("version", "1")]).await;
    let page = acme.owner.get(&path).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.texts(".head__over"), ["In trash"]);
    assert!(page.text.contains("It can be restored until"));
    let links = page.attributes("main a", "href");
    assert!(!links.contains(&format!("{path}/edit")), "{links:?}");
    assert_eq!(acme.owner.get(&format!("{path}/edit")).await.status, 409);
    let edit = save(&acme, &path, &form.with("amount", "15.00")).await;
    assert_eq!(edit.status, 409);
    assert!(edit.text.contains("in the trash"));
}

#[actix_web::test]
async fn a_double_click_on_trash_is_one() {
    let (acme, path, _) = lunch().await;
    let delete = format!("{path}/delete");
    for _ in 0..2 {
        let answer = acme.owner.post(&delete, &[("version", "1")]).await;
        assert_eq!((answer.status, answer.location().as_str()), (303, "/expenses"));
    }
    let both = join_all((0..2).map(|_| acme.owner.post(&delete, &[("version", "1")]))).await;
    assert!(both.iter().all(|answer| answer.status == 303));
    assert_eq!(acme.ask("SELECT count(*) FROM events WHERE act = 'expense.trashed'"), "1");
    let restore = format!("{path}/restore");
    for _ in 0..2 {
        assert_eq!(acme.owner.post(&restore, &[("version", "2")]).await.location(), path);
    }
    assert_eq!(acme.ask("SELECT version FROM expenses"), "3");
}

#[actix_web::test]
async fn two_clicks_on_trash_at_the_same_moment_are_one() {
    let (acme, path, _) = lunch().await;
    let delete = format!("{path}/delete");
    let answers = join_all((0..4).map(|_| acme.owner.post(&delete, &[("version", "1")]))).await;
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses, [303; 4]);
    assert_eq!(acme.ask("SELECT count(*) FROM events WHERE act = 'expense.trashed'"), "1");
}

#[actix_web::test]
async fn what_changed_meanwhile_is_not_thrown_away_unseen() {
    let (acme, path, form) = lunch().await;
    save(&acme, &path, &form.with("amount", "15.00")).await;
    let answer = acme.owner.post(&format!("{path}/delete"), &[("version", "1")]).await;
    assert_eq!(answer.status, 409);
    assert!(answer.text.contains("changed after you opened it"));
    assert_eq!(acme.owner.get("/expenses").await.shown("total-amount"), "15.00 EUR");
}

#[actix_web::test]
async fn the_longest_merchant_fits_into_the_flash() {
    let acme = TestApp::start().await.organization("acme").await;
    for letter in ["🍕", "\"", "\\", "<"] {
        let merchant = letter.repeat(200);
        let path = acme.spend("1.00", &merchant).await;
        let answer = acme.owner.post(&format!("{path}/delete"), &[]).await;
        assert_eq!(answer.status, 303, "{letter}");
        let cookie = acme.owner.cookie("outlay_session").unwrap();
        assert!(cookie.len() < 3_900, "browsers keep 4,096 bytes: {}", cookie.len());
        let list = acme.owner.get("/expenses").await;
        assert_eq!(list.shown("flash"), format!("Moved {merchant} to the trash. Undo"));
    }
}

#[actix_web::test]
async fn who_only_commented_is_not_named_as_the_editor() {
    let acme = TestApp::start().await.organization("acme").await;
    let mira = acme.member("Mira", Role::Member).await;
    let form = Fields::expense(&acme).await.with("spent_on", "2026-11-02");
    let path = mira.post("/expenses", &form.pairs()).await.location();
    let form = form.with("version", "1");
    assert_eq!(mira.post(&path, &form.clone().with("amount", "15.00").pairs()).await.status, 303);
    let comment = acme.owner.post(&format!("{path}/comments"), &[("text", "Which project?")]).await;
    assert_eq!(comment.status, 303, "{}", comment.text);
    let stale = mira.post(&path, &form.with("amount", "14.00").pairs()).await;
    assert_eq!(stale.status, 409);
    assert!(stale.text.contains("Mira, "), "{}", stale.text);
    assert!(!stale.text.contains("Olivia Owner"), "{}", stale.text);
}
