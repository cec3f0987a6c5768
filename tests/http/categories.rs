//! The list of categories: who sees and changes it, its fields, its order, and edits that meet.

use crate::steps::Fields;
use crate::support::{Answer, Client, Organization, TestApp};
use futures_util::future::join_all;
use outlay::categories::{PALETTE, icon};
use outlay::policy::role::Role;
use std::collections::BTreeSet;

pub async fn acme() -> Organization {
    TestApp::start().await.organization("acme").await
}

fn taxi() -> Fields {
    Fields::of(&[
        ("name", "Taxi"),
        ("color", "yellow"),
        ("icon", "car"),
        ("parent_id", ""),
        ("account_code", "7330"),
    ])
}

async fn add(acme: &Organization, form: &Fields) -> Answer {
    acme.owner.post("/categories", &form.pairs()).await
}

pub async fn path(acme: &Organization, name: &str) -> String {
    format!("/categories/{}", acme.category(name).await)
}

pub fn names(page: &Answer) -> Vec<String> {
    page.texts(".tree__name")
}

#[actix_web::test]
async fn a_new_category_stands_at_the_end_and_is_offered() {
    let acme = acme().await;
    let saved = add(&acme, &taxi()).await;
    assert_eq!((saved.status, saved.location()), (303, "/categories".to_owned()));
    let list = acme.owner.get("/categories").await;
    assert_eq!(list.shown("flash"), "Added Taxi.");
    assert_eq!(names(&list).last().unwrap(), "Taxi");
    assert_eq!(list.all("[data-testid=category-row]").len(), 13);
    assert!(list.texts(".tree__row")[12].contains("7330"));
    let event = acme.ask("SELECT act || after FROM events WHERE subject_kind = 'category'");
    for part in ["category.created", "Taxi", "yellow", "car", "7330"] {
        assert!(event.contains(part), "{event}");
    }
    let form = acme.owner.get("/expenses/new").await;
    assert!(form.texts("#categories label").contains(&"Taxi".to_owned()));
}

#[actix_web::test]
async fn the_default_tree_shows_what_lies_below_what() {
    let acme = acme().await;
    let list = acme.owner.get("/categories").await;
    assert_eq!(names(&list)[..3], ["Travel", "Lodging", "Local transport"]);
    assert_eq!(list.texts(".tree__row--below .tree__name"), ["Lodging", "Local transport"]);
    assert!(list.texts("h1")[0].contains("Categories"));
    acme.spend("12.50", "Café").await;
    acme.spend("7.50", "Bar").await;
    let meals = format!("[data-id='{}'] .tree__count", acme.category("Meals").await);
    assert_eq!(acme.owner.get("/categories").await.texts(&meals), ["2 expenses"]);
    let mira = acme.member("Mira", Role::Member).await;
    assert_eq!(mira.get("/categories").await.texts(&meals), ["0 expenses"], "counted within one's own scope");
}

#[actix_web::test]
async fn faults_stand_beside_their_fields_and_nothing_typed_is_lost() {
    let acme = acme().await;
    let before = acme.contents();
    let form = Fields::of(&[
        ("name", " "),
        ("color", "plaid"),
        ("icon", "unicorn"),
        ("parent_id", "nowhere"),
        ("account_code", &"7".repeat(41)),
    ]);
    let page = add(&acme, &form).await;
    assert_eq!(page.status, 422);
    for field in ["name", "color", "icon", "parent_id", "account_code"] {
        assert!(!page.shown(&format!("error-{field}")).is_empty(), "{field}");
    }
    assert_eq!(page.shown("error-name"), "Enter a name.");
    assert_eq!(page.field("account_code").unwrap(), "7".repeat(41));
    assert_eq!(acme.contents(), before);
}

#[actix_web::test]
async fn a_name_is_given_once_in_whatever_case() {
    let acme = acme().await;
    for taken in ["Meals", "MEALS", " meals "] {
        let page = add(&acme, &taxi().with("name", taken)).await;
        assert_eq!(page.status, 422, "{taken}");
        assert!(page.shown("error-name").contains("has this name already"));
    }
    let page = acme.owner.post(&path(&acme, "Travel").await, &[("name", "meals")]).await;
    assert_eq!(page.status, 422);
    let own = acme.owner.post(&path(&acme, "Meals").await, &[("name", "MEALS")]).await;
    assert_eq!(own.status, 303, "a name may change its own case");
    // PostgreSQL folds letter by letter, so these two are one name in its index.
    assert_eq!(add(&acme, &taxi().with("name", "ΦΩΣ")).await.status, 303);
    let page = add(&acme, &taxi().with("name", "φωσ")).await;
    assert_eq!((page.status, page.shown("error-name").is_empty()), (422, false));
    // Once archived, a name is free again.
    acme.owner.post(&format!("/categories/{}/archive", acme.category("MEALS").await), &[]).await;
    assert_eq!(add(&acme, &taxi().with("name", "Meals")).await.status, 303);
}

#[actix_web::test]
async fn of_many_new_ones_with_one_name_one_is_made() {
    let acme = acme().await;
    let form = taxi();
    let tries = (0..6).map(|_| add(&acme, &form));
    let mut statuses: Vec<u16> = join_all(tries).await.into_iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422, 422, 422, 422, 422]);
}

#[actix_web::test]
async fn every_colour_and_icon_of_the_form_is_taken() {
    let acme = acme().await;
    let page = acme.owner.get("/categories/new").await;
    let colors: BTreeSet<String> = page.attributes("input[name=color]", "value").into_iter().collect();
    assert_eq!(colors, PALETTE.iter().map(|color| (*color).to_owned()).collect());
    let icons = page.attributes("input[name=icon]", "value");
    assert_eq!(icons.len(), icon::ICONS.len());
    for (number, (color, icon)) in colors.iter().zip(icons).enumerate() {
        let form =
            taxi().with("name", &format!("Category {number}")).with("color", color).with("icon", &icon);
        assert_eq!(add(&acme, &form).await.status, 303, "{color} {icon}");
    }
}

#[actix_web::test]
async fn a_category_lies_at_most_one_below_another() {
    let acme = acme().await;
    let (travel, lodging, meals) =
        (acme.category("Travel").await, acme.category("Lodging").await, acme.category("Meals").await);
    let edit = |id: &str, parent: &str| {
        let (path, parent) = (format!("/categories/{id}"), parent.to_owned());
        let browser = acme.owner.clone();
        async move { browser.post(&path, &[("name", "Renamed"), ("parent_id", &parent)]).await }
    };
    for (id, parent) in [(&travel, &meals), (&meals, &lodging), (&meals, &meals)] {
        let page = edit(id, parent).await;
        assert_eq!(page.status, 422);
        assert!(!page.shown("error-parent_id").is_empty());
    }
    assert_eq!(edit(&meals, &travel).await.status, 303);
    assert_eq!(
        acme.owner.get("/categories").await.texts(".tree__row--below .tree__name"),
        ["Lodging", "Local transport", "Renamed"]
    );
    assert_eq!(edit(&meals, "").await.status, 303);
    let events =
        acme.ask("SELECT string_agg(after->>'parent_id', ',') FROM events WHERE act = 'category.changed'");
    assert_eq!(events, travel);
}

#[actix_web::test]
async fn an_edit_keeps_what_it_does_not_name_and_the_trail_holds_what_changed() {
    let acme = acme().await;
    let meals = path(&acme, "Meals").await;
    let form = acme.owner.get(&format!("{meals}/edit")).await;
    assert_eq!(form.field("name").as_deref(), Some("Meals"));
    assert_eq!(form.field("color").as_deref(), Some("orange"));
    assert_eq!(form.field("version").as_deref(), Some("1"));
    let saved = acme.owner.post(&meals, &[("name", "Food"), ("version", "1")]).await;
    assert_eq!(saved.status, 303);
    assert_eq!(
        acme.ask("SELECT color || icon || version FROM categories WHERE name = 'Food'"),
        "orangemeal2"
    );
    assert_eq!(
        acme.ask("SELECT before::text || after::text FROM events WHERE act = 'category.changed'"),
        r#"{"name": "Meals"}{"name": "Food"}"#
    );
    let again = acme.owner.post(&meals, &[("name", "Food"), ("version", "1")]).await;
    assert_eq!(again.status, 303, "nothing to change, so nothing to lose");
    assert_eq!(acme.ask("SELECT count(*) FROM events WHERE act = 'category.changed'"), "1");
}

#[actix_web::test]
async fn of_two_edits_the_second_sees_both() {
    let acme = acme().await;
    let meals = path(&acme, "Meals").await;
    let first = acme.owner.post(&meals, &[("name", "Food"), ("version", "1")]).await;
    assert_eq!(first.status, 303);
    let mine = [("name", "Restaurants"), ("color", "red"), ("account_code", "7650"), ("version", "1")];
    let page = acme.owner.post(&meals, &mine).await;
    assert_eq!(page.status, 409);
    assert!(page.texts(".head__text")[0].contains("Olivia Owner"));
    assert_eq!(page.texts(".compare tbody tr")[0], "Name differs Restaurants Food");
    assert_eq!(acme.ask("SELECT name FROM categories WHERE color = 'orange'"), "Food", "nothing is lost");
    assert_eq!(acme.owner.post(&meals, &page.hidden(&meals).pairs()).await.status, 303, "keep mine");
    assert_eq!(
        acme.ask("SELECT name || color || account_code FROM categories WHERE version = 3"),
        "Restaurantsred7650"
    );
}

#[actix_web::test]
async fn categories_move_among_their_siblings() {
    let acme = acme().await;
    let move_ = |name: &'static str, direction: &'static str| {
        let acme = &acme;
        async move {
            let path = format!("{}/move", path(acme, name).await);
            acme.owner.post(&path, &[("direction", direction)]).await.status
        }
    };
    let tops = || async {
        let all = names(&acme.owner.get("/categories").await);
        all.into_iter().take(5).collect::<Vec<_>>()
    };
    assert_eq!(move_("Travel", "down").await, 303);
    assert_eq!(
        tops().await,
        ["Fuel & parking", "Travel", "Lodging", "Local transport", "Meals"],
        "with those below"
    );
    assert_eq!(move_("Local transport", "up").await, 303);
    assert_eq!(tops().await[2..4], ["Local transport", "Lodging"]);
    assert_eq!(move_("Fuel & parking", "up").await, 303, "at the end of the row it stays");
    assert_eq!(tops().await[0], "Fuel & parking");
    assert_eq!(move_("Travel", "sideways").await, 400);
    assert_eq!(
        acme.ask(
            "SELECT before::text || after::text FROM events WHERE act = 'category.moved' ORDER BY at LIMIT 1"
        ),
        r#"{"place": 1}{"place": 2}"#
    );
    assert_eq!(acme.ask("SELECT count(*) FROM events WHERE act = 'category.moved'"), "2");
    let offered = acme.owner.get("/expenses/new").await.texts("#categories label");
    assert_eq!(offered[1..4], ["Fuel & parking", "Travel", "Local transport"], "forms have the same order");
}

/// Everything that could change a category, as form posts and the pages that lead there.
async fn try_to_change(browser: &Client, path: &str) -> Vec<u16> {
    let form = [("name", "Changed"), ("direction", "up"), ("into", path.trim_start_matches("/categories/"))];
    let mut statuses = vec![browser.post(path, &form).await.status];
    for act in ["move", "archive", "restore", "merge", "unmerge"] {
        statuses.push(browser.post(&format!("{path}/{act}"), &form).await.status);
    }
    for page in ["edit", "archive"] {
        statuses.push(browser.get(&format!("{path}/{page}")).await.status);
    }
    statuses
}

#[actix_web::test]
async fn owners_and_admins_change_and_all_others_see() {
    let acme = acme().await;
    let meals = path(&acme, "Meals").await;
    for role in [Role::Approver, Role::Member, Role::Auditor] {
        let browser = acme.member(role.as_str(), role).await;
        let before = acme.contents();
        let list = browser.get("/categories").await;
        assert_eq!(list.status, 200, "{role:?}");
        assert_eq!(names(&list).len(), 12);
        assert_eq!(
            list.all("main form, main .button, main .tree__link").len(),
            0,
            "{role:?} is offered no change"
        );
        assert_eq!(try_to_change(&browser, &meals).await, [403; 8], "{role:?}");
        assert_eq!(browser.post("/categories", &[("name", "Mine")]).await.status, 403);
        assert_eq!(browser.get("/categories/new").await.status, 403);
        assert_eq!(acme.contents(), before, "{role:?}");
    }
    let admin = acme.member("Ada", Role::Admin).await;
    assert_eq!(admin.post(&meals, &[("name", "Food")]).await.status, 303);
    let unknown = "/categories/01900000-0000-7000-8000-000000000000";
    assert_eq!(try_to_change(&admin, unknown).await, [404; 8]);
    assert!(admin.get("/").await.attributes(".places a", "href").contains(&"/categories".to_owned()));
}
