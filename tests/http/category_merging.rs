//! Archiving and merging categories: what follows, what does not, and the ways back.

use crate::categories::{acme, names, path};
use crate::steps::Fields;
use crate::support::{Answer, Organization};
use futures_util::future::join_all;
use outlay::categories::{queries, resolve, with_merged};
use outlay::policy::role::Role;

async fn act(acme: &Organization, name: &str, verb: &str, fields: &[(&str, &str)]) -> Answer {
    acme.owner.post(&format!("{}/{verb}", path(acme, name).await), fields).await
}

async fn merge(acme: &Organization, name: &str, into: &str) -> Answer {
    let into = acme.category(into).await;
    act(acme, name, "merge", &[("into", &into)]).await
}

#[actix_web::test]
async fn archiving_can_be_undone_and_takes_along_what_lies_below_after_asking() {
    let acme = acme().await;
    let travel = path(&acme, "Travel").await;
    let asked = acme.owner.get(&format!("{travel}/archive")).await;
    assert_eq!(asked.status, 200);
    assert!(
        asked.texts(".head__text")[0].starts_with("Lodging and Local transport lie below it and go along.")
    );
    let action = format!("{travel}/archive");
    let form = asked.hidden(&action);
    let done = acme.owner.post(&action, &form.pairs()).await;
    assert_eq!((done.status, done.location()), (303, "/categories".to_owned()));
    let list = acme.owner.get("/categories").await;
    assert_eq!(list.shown("flash"), "Archived Travel, Lodging and Local transport. Undo");
    assert_eq!(list.texts(".tree-more .tree__name"), ["Travel", "Lodging", "Local transport"]);
    let offered = acme.owner.get("/expenses/new").await.texts("#categories label");
    assert!(!offered.contains(&"Lodging".to_owned()), "{offered:?}");
    assert_eq!(acme.ask("SELECT count(*) FROM events WHERE act = 'category.archived'"), "3");
    let undo = format!("{travel}/restore");
    assert!(list.attributes(".flash form", "action").contains(&undo));
    assert_eq!(acme.owner.post(&undo, &[]).await.status, 303);
    let list = acme.owner.get("/categories").await;
    assert_eq!(list.all(".tree-more").len(), 0, "those that went along came back along");
    assert_eq!(acme.ask("SELECT count(*) FROM events WHERE act = 'category.restored'"), "3");
}

#[actix_web::test]
async fn a_category_that_came_below_after_asking_does_not_go_unasked() {
    let acme = acme().await;
    let travel = path(&acme, "Travel").await;
    let action = format!("{travel}/archive");
    let form = acme.owner.get(&action).await.hidden(&action);
    let id = acme.category("Travel").await;
    acme.owner.post("/categories", &[("name", "Visas"), ("parent_id", &id)]).await;
    assert_eq!(acme.owner.post(&action, &form.pairs()).await.status, 409);
    assert_eq!(acme.ask("SELECT count(*) FROM categories WHERE archived_at IS NOT NULL"), "0");
    let stale = act(&acme, "Meals", "archive", &[("version", "7")]).await;
    assert_eq!(stale.status, 409);
}

#[actix_web::test]
async fn an_expense_keeps_its_archived_category() {
    let acme = acme().await;
    let lunch = acme.spend("12.50", "Café").await;
    act(&acme, "Meals", "archive", &[]).await;
    assert!(acme.owner.get(&lunch).await.texts(".category")[0].contains("Meals (archived)"));
    let form = Fields::expense(&acme).await.with("note", "Kept");
    assert_eq!(acme.owner.post(&lunch, &form.pairs()).await.status, 303, "saving works");
    let page = acme.owner.get("/expenses/new").await;
    assert!(!page.texts("#categories label").iter().any(|label| label.contains("Meals")));
    assert_eq!(page.field("category_id").as_deref(), Some(""), "the last one used is no choice any more");
}

#[actix_web::test]
async fn the_last_category_stays_whoever_archives_at_once() {
    let acme = acme().await;
    acme.sql("UPDATE categories SET archived_at = now() WHERE name NOT IN ('Meals', 'Software')");
    let ada = acme.member("Ada", Role::Admin).await;
    let (meals, software) = (path(&acme, "Meals").await, path(&acme, "Software").await);
    let tries = [(&acme.owner, &meals), (&ada, &software), (&ada, &meals), (&acme.owner, &software)];
    let tries = tries.map(|(browser, path)| {
        let path = format!("{path}/archive");
        async move { browser.post(&path, &[]).await.status }
    });
    let statuses = join_all(tries).await;
    assert!(statuses.contains(&409) && statuses.contains(&303), "{statuses:?}");
    assert_eq!(acme.ask("SELECT count(*) FROM categories WHERE archived_at IS NULL"), "1");
    let last = acme.ask("SELECT name FROM categories WHERE archived_at IS NULL");
    let refused = act(&acme, &last, "archive", &[]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text.contains("the last category that can be chosen"));
}

#[actix_web::test]
async fn a_merged_category_shows_as_the_other_and_touches_no_expense() {
    let acme = acme().await;
    let lunch = acme.spend("12.50", "Café").await;
    let software = acme.category("Software").await;
    acme.spend_as(&acme.owner, &[("amount", "7.50"), ("merchant", "Editor"), ("category_id", &software)])
        .await;
    let expenses = acme.contents()["expenses"].clone();
    let merged = merge(&acme, "Meals", "Software").await;
    assert_eq!((merged.status, merged.location()), (303, "/categories".to_owned()));
    assert_eq!(acme.contents()["expenses"], expenses);

    let list = acme.owner.get("/categories").await;
    assert_eq!(list.shown("flash"), "Merged Meals into Software. Its expenses count there from now on. Undo");
    assert!(!names(&list).contains(&"Meals".to_owned()));
    let row = list.texts(&format!("[data-id='{software}']"));
    assert!(row[0].contains("2 expenses") && row[0].contains("Includes Meals"), "{row:?}");

    assert_eq!(acme.owner.get(&lunch).await.texts(".details .category"), ["Software"]);
    assert_eq!(acme.owner.get("/expenses").await.texts(".row__category"), ["Software", "Software"]);
    let home = acme.owner.get("/").await;
    assert_eq!(home.texts(".bars__link"), ["Software€20.00"], "totals count it where it counts now");
    let offered = acme.owner.get("/expenses/new").await;
    assert!(!offered.texts("#categories label").contains(&"Meals".to_owned()));
    assert_eq!(offered.field("category_id"), Some(software.clone()), "what the last one counts as");
    let refused = acme.try_to_spend(&acme.owner, &[("category_id", &acme.category("Meals").await)]).await;
    assert_eq!(refused.status, 422);

    assert_eq!(act(&acme, "Meals", "unmerge", &[]).await.status, 303);
    assert_eq!(acme.owner.get(&lunch).await.texts(".details .category"), ["Meals"]);
    assert_eq!(acme.contents()["expenses"], expenses);
    let acts = "SELECT string_agg(act, ' ' ORDER BY at, id) FROM events WHERE subject_kind = 'category'";
    assert_eq!(acme.ask(acts), "category.merged category.unmerged");
}

#[actix_web::test]
async fn an_edit_of_an_expense_leaves_a_merged_category_as_it_is() {
    let acme = acme().await;
    let lunch = acme.spend("12.50", "Café").await;
    let meals = acme.category("Meals").await;
    merge(&acme, "Meals", "Software").await;
    let form = acme.owner.get(&format!("{lunch}/edit")).await;
    let software = acme.category("Software").await;
    assert_eq!(form.field("category_id"), Some(software.clone()));
    let sent = Fields::expense(&acme).await.with("category_id", &software).with("note", "Another");
    assert_eq!(acme.owner.post(&lunch, &sent.pairs()).await.status, 303);
    assert_eq!(
        acme.ask("SELECT category_id FROM expenses"),
        meals,
        "so that undoing the merge brings it back"
    );
}

#[actix_web::test]
async fn merges_follow_one_another_and_come_apart_one_by_one() {
    let acme = acme().await;
    merge(&acme, "Meals", "Software").await;
    merge(&acme, "Software", "Hardware").await;
    let all = acme.run(queries::list).await;
    let id = |name: &str| all.iter().find(|category| category.name == name).unwrap().id;
    assert_eq!(resolve(&all, id("Meals")).unwrap().name, "Hardware");
    assert_eq!(with_merged(&all, id("Hardware")).len(), 3);
    let list = acme.owner.get("/categories").await;
    assert_eq!(list.all("[data-testid=merged]").len(), 2);
    act(&acme, "Software", "unmerge", &[]).await;
    let all = acme.run(queries::list).await;
    assert_eq!(resolve(&all, id("Meals")).unwrap().name, "Software");
}

#[actix_web::test]
async fn what_cannot_be_merged_is_refused_in_words() {
    let acme = acme().await;
    let page = act(&acme, "Meals", "merge", &[]).await;
    assert_eq!(page.status, 422);
    assert!(!page.shown("error-into").is_empty());
    let own = acme.category("Meals").await;
    assert_eq!(act(&acme, "Meals", "merge", &[("into", &own)]).await.status, 422, "into itself");
    let below = merge(&acme, "Travel", "Meals").await;
    assert_eq!(below.status, 409);
    assert!(below.text.contains("Lodging lies below Travel."), "{}", below.text);
    act(&acme, "Other", "archive", &[]).await;
    assert_eq!(merge(&acme, "Meals", "Other").await.status, 409, "into an archived one");
    assert_eq!(merge(&acme, "Meals", "Software").await.status, 303);
    assert_eq!(merge(&acme, "Meals", "Software").await.status, 303, "a double click");
    assert_eq!(merge(&acme, "Meals", "Hardware").await.status, 409);
    assert_eq!(merge(&acme, "Software", "Meals").await.status, 409, "round in a circle");
    assert_eq!(act(&acme, "Meals", "archive", &[]).await.status, 409);
    assert_eq!(acme.owner.post(&path(&acme, "Meals").await, &[("name", "Food")]).await.status, 409);
    assert_eq!(acme.ask("SELECT count(*) FROM events WHERE act = 'category.merged'"), "1");
}

#[actix_web::test]
async fn of_two_that_merge_into_each_other_at_once_one_stays() {
    let acme = acme().await;
    let (meals, software) = (acme.category("Meals").await, acme.category("Software").await);
    let tries = [(&meals, &software), (&software, &meals)].map(|(from, into)| {
        let acme = &acme;
        async move { acme.owner.post(&format!("/categories/{from}/merge"), &[("into", into)]).await.status }
    });
    let mut statuses = join_all(tries).await;
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(acme.ask("SELECT count(*) FROM categories WHERE merged_into IS NOT NULL"), "1");
}

#[actix_web::test]
async fn a_name_that_was_given_away_keeps_an_old_category_away() {
    let acme = acme().await;
    merge(&acme, "Meals", "Software").await;
    let old = path(&acme, "Meals").await;
    assert_eq!(acme.owner.post("/categories", &[("name", "meals")]).await.status, 303);
    let refused = acme.owner.post(&format!("{old}/unmerge"), &[]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text.contains("Another category is called Meals by now."));
    act(&acme, "Hardware", "archive", &[]).await;
    acme.owner.post("/categories", &[("name", "HARDWARE")]).await;
    assert_eq!(act(&acme, "Hardware", "restore", &[]).await.status, 409);
}

#[actix_web::test]
async fn a_draft_in_a_merged_category_is_submitted_as_it_is() {
    let acme = acme().await;
    let software = acme.category("Software").await;
    let draft = acme.spend_as(&acme.owner, &[("category_id", &software)]).await;
    merge(&acme, "Software", "Hardware").await;
    let sent = acme.owner.post(&format!("{draft}/submit"), &[("version", "1")]).await;
    assert_eq!((sent.status, sent.location()), (303, draft.clone()), "{}", sent.text);
    assert_eq!(acme.ask("SELECT category_id FROM expenses"), software);
    // What is recoded shows what it counts as, and that again is no change.
    let hardware = acme.category("Hardware").await;
    let page = acme.owner.get(&draft).await;
    let chosen = page.attributes(&format!("form[action='{draft}/recode'] option[selected]"), "value");
    assert_eq!(chosen, std::slice::from_ref(&hardware));
    let same = [("version", "2"), ("category_id", hardware.as_str())];
    assert_eq!(acme.owner.post(&format!("{draft}/recode"), &same).await.status, 303);
    assert_eq!(acme.ask("SELECT version || ' ' || category_id FROM expenses"), format!("2 {software}"));
    assert_eq!(acme.ask("SELECT count(*) FROM events WHERE act = 'expense.recoded'"), "0");
    let old = [("version", "2"), ("category_id", software.as_str())];
    assert_eq!(acme.owner.post(&format!("{draft}/recode"), &old).await.status, 422, "not into a merged one");
}

#[actix_web::test]
async fn what_was_merged_away_counts_no_longer_below_its_old_parent() {
    let acme = acme().await;
    for (category, merchant) in [("Travel", "Train"), ("Lodging", "Sacher"), ("Local transport", "Tram")] {
        let id = acme.category(category).await;
        acme.spend_as(&acme.owner, &[("category_id", &id), ("merchant", merchant)]).await;
    }
    merge(&acme, "Lodging", "Meals").await;
    let list = acme.owner.get("/categories").await;
    for (name, number) in [("Travel", 2), ("Meals", 1), ("Local transport", 1)] {
        let id = acme.category(name).await;
        let found = acme.owner.get(&format!("/expenses?category={id}")).await;
        assert_eq!(found.all(".row__category").len(), number, "{name}");
        let row = list.texts(&format!("[data-id='{id}']"))[0].clone();
        let said = if number == 1 { "1 expense".to_owned() } else { format!("{number} expenses") };
        assert!(row.contains(&said), "the number is that of its link: {row}");
    }
}

#[actix_web::test]
async fn a_copy_begins_without_a_category_that_is_archived() {
    let acme = acme().await;
    let lunch = acme.spend("12.50", "Café").await;
    act(&acme, "Meals", "archive", &[]).await;
    let page = acme.owner.get(&format!("/expenses/new?from={}", lunch.replace("/expenses/", ""))).await;
    assert_eq!(page.field("merchant").as_deref(), Some("Café"));
    assert_eq!(page.field("category_id").as_deref(), Some(""));
}
