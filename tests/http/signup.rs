//! Sign-up.

use crate::support::TestApp;

#[actix_web::test]
async fn a_company_signs_up_and_records_its_first_expense() {
    let app = TestApp::start().await;
    let acme = app.organization("acme").await;
    let expense = acme.spend("12.50", "Coffee beans").await;
    let page = acme.owner.get(&expense).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.first("h1").as_deref(), Some("Coffee beans"));
    let list = acme.owner.get("/expenses").await;
    assert_eq!(list.testid("total-count").as_deref(), Some("1"));
    assert_eq!(
        list.testid("total-amount").map(|text| text.replace('\u{a0}', " ")).as_deref(),
        Some("12.50 EUR")
    );
}
