//! The settings of an organization: who changes them, what they change, and the base currency's end of freedom.

use crate::steps::{Fields, count_waiting_for, owner};
use crate::support::{Answer, Organization, TestApp};
use diesel::connection::SimpleConnection;
use outlay::policy::role::Role;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

const ADDRESS: &str = "/settings/organization";

async fn acme() -> Organization {
    TestApp::start().await.organization("acme").await
}

fn settings() -> Fields {
    Fields::of(&[
        ("name", "Acme Works"),
        ("timezone", "America/New_York"),
        ("locale", "en-US"),
        ("week_start", "1"),
        ("month_start", "25"),
        ("fiscal_year_start", "4"),
        ("currency", "EUR"),
        ("version", "1"),
    ])
}

#[actix_web::test]
async fn settings_are_saved_and_show_at_once() {
    let acme = acme().await;
    let form = acme.owner.get(ADDRESS).await;
    for (field, value) in
        [("name", "acme"), ("timezone", "Europe/Vienna"), ("week_start", "7"), ("currency", "EUR")]
    {
        assert_eq!(form.field(field).as_deref(), Some(value), "{field}");
    }
    let saved = acme.owner.post(ADDRESS, &settings().pairs()).await;
    assert_eq!((saved.status, saved.location()), (303, ADDRESS.to_owned()));
    let page = acme.owner.get(ADDRESS).await;
    assert_eq!(page.shown("flash"), "Settings saved.");
    assert_eq!(page.texts(".rail__name"), ["Acme Works"]);
    for (field, value) in settings().without("version").pairs() {
        assert_eq!(page.field(field).as_deref(), Some(value), "{field}");
    }
    let after = acme.ask("SELECT after FROM events WHERE act = 'organization.changed'");
    assert!(after.contains("America/New_York") && !after.contains("currency"), "only what changed: {after}");
    let told = acme.owner.get("/activity").await;
    assert_eq!(told.texts(".told__words")[0], "Olivia Owner changed the settings of the organization");
    assert_eq!(acme.owner.post(ADDRESS, &settings().pairs()).await.status, 303, "nothing to change");
    assert_eq!(acme.ask("SELECT count(*) FROM events WHERE act = 'organization.changed'"), "1");
}

#[actix_web::test]
async fn faults_stand_beside_their_fields() {
    let acme = acme().await;
    let before = acme.contents();
    for (field, value) in [
        ("name", ""),
        ("name", "www.example.com"),
        ("timezone", "Mars/Base"),
        ("locale", "!"),
        ("week_start", "8"),
        ("month_start", "29"),
        ("fiscal_year_start", "0"),
        ("currency", "XXQ"),
    ] {
        let page = acme.owner.post(ADDRESS, &settings().with(field, value).pairs()).await;
        assert_eq!(page.status, 422, "{field} {value:?}");
        assert!(!page.shown(&format!("error-{field}")).is_empty(), "{field} {value:?}");
        assert_eq!(
            page.field("fiscal_year_start").as_deref(),
            if field == "fiscal_year_start" { None } else { Some("4") }
        );
    }
    assert_eq!(acme.contents(), before);
}

#[actix_web::test]
async fn owners_and_admins_change_approvers_and_auditors_see_members_neither() {
    let acme = acme().await;
    for (role, sees, changes) in [
        (Role::Admin, 200, 303),
        (Role::Approver, 200, 403),
        (Role::Auditor, 200, 403),
        (Role::Member, 403, 403),
    ] {
        let browser = acme.member(role.as_str(), role).await;
        let page = browser.get(ADDRESS).await;
        assert_eq!(page.status, sees, "{role:?}");
        if changes == 403 {
            assert_eq!(page.all("main form").len(), 0, "{role:?}");
        }
        let in_menu = browser.get("/").await.attributes(".menu a", "href").contains(&ADDRESS.to_owned());
        assert_eq!(in_menu, sees == 200, "{role:?}");
        assert_eq!(browser.post(ADDRESS, &[("name", "acme")]).await.status, changes, "{role:?}");
    }
}

#[actix_web::test]
async fn of_two_changes_the_second_hears_of_the_first() {
    let acme = acme().await;
    assert_eq!(acme.owner.post(ADDRESS, &settings().pairs()).await.status, 303);
    let late = acme.owner.post(ADDRESS, &settings().with("name", "Acme Late").pairs()).await;
    assert_eq!(late.status, 409);
    assert!(late.text.contains("Acme Works"), "{}", late.text);
    assert_eq!(late.field("name").as_deref(), Some("Acme Late"), "what was typed is kept");
    let again = settings().with("name", "Acme Late").with("version", &late.field("version").unwrap());
    assert_eq!(acme.ask("SELECT name FROM organization"), "Acme Works");
    assert_eq!(acme.owner.post(ADDRESS, &again.pairs()).await.status, 303);
}

#[actix_web::test]
async fn the_base_currency_changes_while_nothing_was_submitted_and_drafts_are_converted_anew() {
    let acme = acme().await;
    acme.spend("10.00", "Here").await;
    acme.spend_as(
        &acme.owner,
        &[("amount", "8.00"), ("currency", "USD"), ("rate", "0.9"), ("merchant", "There")],
    )
    .await;
    let saved = acme.owner.post(ADDRESS, &[("name", "acme"), ("currency", "USD")]).await;
    assert_eq!(saved.status, 303);
    let stored = acme.ask(
        "SELECT string_agg(merchant || ' ' || coalesce(trim_scale(rate)::text || ' ' || trim_scale(base_amount), 'none') || ' ' || version, ', ' ORDER BY id) FROM expenses",
    );
    assert_eq!(stored, "Here none 2, There 1 8 2");
    assert_eq!(acme.owner.get("/expenses").await.shown("total-amount"), "8.00 USD");
    assert_eq!(acme.ask("SELECT count(*) FROM events WHERE act = 'expense.rerated'"), "2");
}

#[actix_web::test]
async fn the_base_currency_stays_once_anything_was_submitted() {
    for statement in [
        "UPDATE expenses SET status = 'submitted'",
        // Taken back since, but it was before somebody's eyes.
        "INSERT INTO events (id, at, act, subject_kind, subject_id) VALUES (gen_random_uuid(), now(), 'expense.submitted', 'expense', gen_random_uuid())",
    ] {
        let acme = acme().await;
        acme.spend("10.00", "Here").await;
        acme.sql(statement);
        let page = acme.owner.post(ADDRESS, &[("name", "acme"), ("currency", "USD")]).await;
        assert_eq!(page.status, 422);
        assert!(page.shown("error-currency").contains("stays EUR"));
        assert_eq!(acme.owner.get(ADDRESS).await.all("select[name=currency]").len(), 0);
        let other = acme.owner.post(ADDRESS, &[("name", "Acme Works"), ("currency", "EUR")]).await;
        assert_eq!(other.status, 303, "all else may change");
    }
}

/// Does `work` while another transaction holds what `statement` changed, and lets that one end when somebody waits.
async fn meanwhile(acme: &Organization, statement: &str, work: impl Future<Output = Answer>) -> Answer {
    let mut other = owner();
    other.batch_execute(&format!("SET search_path TO {}; BEGIN; {statement}", acme.schema())).unwrap();
    let mut work = pin!(work);
    for _ in 0..20_000 {
        let polled = poll_fn(|context| Poll::Ready(work.as_mut().poll(context))).await;
        if let Poll::Ready(answer) = polled {
            return answer;
        }
        tokio::task::yield_now().await;
        if count_waiting_for(&mut other) > 0 {
            break;
        }
    }
    other.batch_execute("COMMIT").unwrap();
    work.await
}

#[actix_web::test]
async fn what_is_recorded_while_the_base_currency_changes_is_refused() {
    let acme = acme().await;
    let draft = acme.spend("10.00", "Here").await;
    for (base, path, fields) in [
        ("USD", "/expenses".to_owned(), Fields::expense(&acme).await),
        ("CHF", draft.clone(), Fields::expense(&acme).await.with("version", "1")),
        ("GBP", format!("{draft}/submit"), Fields::of(&[("version", "1")])),
    ] {
        acme.sql("UPDATE organization SET currency = 'EUR'");
        let change =
            format!("UPDATE organization SET currency = '{base}'; LOCK TABLE expenses IN EXCLUSIVE MODE");
        let answer = meanwhile(&acme, &change, acme.owner.post(&path, &fields.pairs())).await;
        assert_eq!(answer.status, 409, "{path}");
        assert_eq!(acme.ask("SELECT string_agg(status || ' ' || version, ',') FROM expenses"), "draft 1");
    }
}

#[actix_web::test]
async fn what_was_being_recorded_when_the_base_currency_changes_is_converted_too() {
    let acme = acme().await;
    acme.spend("10.00", "Here").await;
    let columns = "member_id, entered_by, category_id, spent_on, merchant, note, amount, currency, rate, base_amount, \
         status, version, created_at, updated_at";
    let another =
        format!("INSERT INTO expenses (id, {columns}) SELECT gen_random_uuid(), {columns} FROM expenses");
    let change = acme.owner.post(ADDRESS, &[("name", "acme"), ("currency", "USD")]);
    let answer = meanwhile(&acme, &another, change).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    assert_eq!(acme.ask("SELECT currency FROM organization"), "USD");
    assert_eq!(acme.ask("SELECT count(*) FROM expenses WHERE rate IS NULL AND base_amount IS NULL"), "2");
}

#[actix_web::test]
async fn the_base_currency_stays_when_something_is_submitted_meanwhile() {
    let acme = acme().await;
    acme.spend("10.00", "Here").await;
    let change = acme.owner.post(ADDRESS, &[("name", "acme"), ("currency", "USD")]);
    let answer = meanwhile(&acme, "UPDATE expenses SET status = 'submitted'", change).await;
    assert_eq!(answer.status, 409);
    assert_eq!(acme.ask("SELECT currency FROM organization"), "EUR");
    assert_eq!(acme.ask("SELECT status || ' ' || version FROM expenses"), "submitted 1");
}
