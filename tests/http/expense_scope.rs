//! Who sees and changes which expense, and that what people typed is never taken for markup.

use crate::steps::Fields;
use crate::support::{Client, Organization, TestApp};
use outlay::policy::role::Role;

/// An organization with two who spend and one of each other role.
struct Office {
    acme: Organization,
    mira: Client,
    of_mira: String,
    of_owner: String,
}

async fn office() -> Office {
    let acme = TestApp::start().await.organization("acme").await;
    let mira = acme.member("Mira", Role::Member).await;
    let of_mira = acme.spend_as(&mira, &[("amount", "12.50"), ("merchant", "Miras lunch")]).await;
    let of_owner = acme.spend("7.50", "Owners taxi").await;
    Office { acme, mira, of_mira, of_owner }
}

/// Everything that could change an expense, as form posts.
async fn try_to_change(office: &Office, browser: &Client, path: &str) -> Vec<u16> {
    let form =
        Fields::expense(&office.acme).await.with("merchant", "Changed by another").with("version", "1");
    let mut statuses = vec![browser.post(path, &form.pairs()).await.status];
    for act in ["delete", "restore"] {
        statuses.push(browser.post(&format!("{path}/{act}"), &[("version", "1")]).await.status);
    }
    statuses.push(browser.get(&format!("{path}/edit")).await.status);
    statuses
}

#[actix_web::test]
async fn members_and_approvers_see_their_own_drafts_alone() {
    let office = office().await;
    let acme = &office.acme;
    let list = office.mira.get("/expenses").await;
    assert_eq!((list.shown("total-count"), list.shown("total-amount")), ("1".into(), "12.50 EUR".into()));
    assert!(list.text.contains("Miras lunch") && !list.text.contains("Owners taxi"));
    let home = office.mira.get("/").await;
    assert!(!home.text.contains("Owners taxi"));
    assert_eq!(home.texts(".home__total"), ["12.50 EUR"], "sums have the same scope");
    let approver = acme.member("Avery", Role::Approver).await;
    assert_eq!(approver.get("/expenses").await.shown("total-count"), "0");
    let before = acme.contents();
    for browser in [&office.mira, &approver] {
        assert_eq!(browser.get(&office.of_owner).await.status, 404);
        assert_eq!(try_to_change(&office, browser, &office.of_owner).await, [404; 4]);
    }
    assert_eq!(try_to_change(&office, &approver, &office.of_mira).await, [404; 4]);
    assert_eq!(acme.contents(), before);
    let merchants = office.mira.get("/expenses/new").await.attributes("#merchants option", "value");
    assert_eq!(merchants, ["Miras lunch"], "suggestions are one's own");
}

#[actix_web::test]
async fn owners_admins_and_auditors_see_all_and_change_nobodys() {
    let office = office().await;
    let acme = &office.acme;
    let (admin, auditor) = (acme.member("Ada", Role::Admin).await, acme.member("Eva", Role::Auditor).await);
    let before = acme.contents();
    for (who, browser) in [("owner", &acme.owner), ("admin", &admin), ("auditor", &auditor)] {
        let list = browser.get("/expenses").await;
        assert_eq!(list.shown("total-amount"), "20.00 EUR", "{who}: 12.50 + 7.50");
        assert!(
            list.texts(".row__member .visually-hidden").contains(&"Mira".to_owned()),
            "{who}: {:?}",
            list.texts(".row__member")
        );
        let page = browser.get(&office.of_mira).await;
        assert_eq!(page.status, 200, "{who}");
        let forms = page.attributes("main form", "action");
        let comments = format!("{}/comments", office.of_mira);
        let only_comments: &[String] = if who == "auditor" { &[] } else { &[comments] };
        assert_eq!(forms, only_comments, "{who}: what one may not do is not shown");
        assert!(!page.attributes("main a", "href").contains(&format!("{}/edit", office.of_mira)), "{who}");
        assert_eq!(try_to_change(&office, browser, &office.of_mira).await, [403; 4], "{who}");
    }
    assert_eq!(acme.contents(), before);
}

#[actix_web::test]
async fn auditors_record_nothing() {
    let office = office().await;
    let auditor = office.acme.member("Eva", Role::Auditor).await;
    assert_eq!(office.acme.try_to_spend(&auditor, &[]).await.status, 403);
    assert_eq!(auditor.get("/expenses/new").await.status, 403);
    for path in ["/", "/expenses"] {
        assert!(
            !auditor.get(path).await.attributes("a", "href").contains(&"/expenses/new".to_owned()),
            "{path}"
        );
    }
    assert_eq!(office.acme.ask("SELECT count(*) FROM expenses"), "2");
}

#[actix_web::test]
async fn an_auditor_who_once_recorded_changes_nothing_any_more() {
    let office = office().await;
    office.acme.sql("UPDATE members SET role = 'auditor' WHERE name = 'Mira'");
    assert_eq!(office.mira.get(&office.of_mira).await.status, 200);
    assert_eq!(try_to_change(&office, &office.mira, &office.of_mira).await, [403; 4]);
}

#[actix_web::test]
async fn the_trash_has_the_same_scope() {
    let office = office().await;
    office.acme.owner.post(&format!("{}/delete", office.of_owner), &[]).await;
    assert_eq!(office.mira.get("/expenses?status=trash").await.shown("total-count"), "0");
    office.mira.post(&format!("{}/delete", office.of_mira), &[]).await;
    let trash = office.acme.owner.get("/expenses?status=trash").await;
    assert_eq!(trash.shown("total-amount"), "20.00 EUR", "12.50 + 7.50");
    let restores = trash.attributes("[data-testid=expense-row] form", "action");
    assert_eq!(restores, [format!("{}/restore", office.of_owner)], "one restores one's own");
}

const MARKUP: &str = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}&amp;";

#[actix_web::test]
async fn what_people_typed_is_text_everywhere() {
    let app = TestApp::start().await;
    let acme = app
        .organization_with("xss", &[("organization", "<script>alert(1)</script>"), ("name", "<img src=x>")])
        .await;
    acme.member("Mira", Role::Member).await;
    acme.sql("UPDATE categories SET name = '<script>alert(1)</script>' WHERE name = 'Meals'");
    acme.sql("UPDATE members SET name = '<script>alert(1)</script>' WHERE name = 'Mira'");
    let category = acme.category("<script>alert(1)</script>").await;
    let form = Fields::of(&[("spent_on", "2026-11-02"), ("amount", "12.50"), ("currency", "EUR")])
        .with("category_id", &category)
        .with("merchant", MARKUP)
        .with("note", &format!("</textarea>{MARKUP}"))
        .with("form_token", &uuid::Uuid::new_v4().to_string());
    let path = acme.owner.post("/expenses", &form.pairs()).await.location();
    assert!(path.starts_with("/expenses/"), "{path}");
    let changed = form.clone().with("amount", "99.00");
    let mut pages = vec![
        ("already saved", acme.owner.post("/expenses", &changed.pairs()).await),
        ("stale", acme.owner.post(&path, &changed.clone().with("version", "7").pairs()).await),
        ("bad", acme.owner.post("/expenses", &form.clone().with("amount", MARKUP).pairs()).await),
        ("bad choice", acme.owner.post("/expenses", &form.clone().with("currency", MARKUP).pairs()).await),
    ];
    for path in ["/", "/expenses", &path, &format!("{path}/edit"), "/expenses/new"] {
        pages.push(("page", acme.owner.get(path).await));
    }
    acme.owner.post(&format!("{path}/delete"), &[]).await;
    pages.push(("flash", acme.owner.get("/expenses?status=trash").await));
    pages.push(("sign in", acme.stranger().get("/login").await));
    pages.push(("wrong", acme.stranger().post("/login", &[("email", MARKUP), ("next", MARKUP)]).await));
    for (what, page) in &pages {
        let scripts = page.all("script:not([src])");
        assert!(scripts.is_empty(), "{what}: {scripts:?}");
        assert!(
            page.attributes("img", "src").is_empty() && page.attributes("[onerror]", "onerror").is_empty(),
            "{what}"
        );
        assert!(!page.text.contains("<script>alert"), "{what}");
    }
    assert_eq!(pages[2].1.field("merchant").as_deref(), Some(MARKUP), "and comes back as it was");
    let flash = pages.iter().find(|(what, _)| *what == "flash").unwrap();
    assert!(flash.1.shown("flash").contains("<script>alert(1)</script>"), "shown as what it is");
}
