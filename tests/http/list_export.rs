//! The list as a file: the same rows in the same order, in a form that spreadsheets can do no harm with.

use crate::list_model::{Asked, Dice, WORDS, fill, ids};
use crate::steps::{another_app, count_waiting_for, owner};
use crate::support::{Answer, Client, TestApp};
use diesel::connection::SimpleConnection;
use outlay::policy::role::Role;
use reqwest::Method;

/// The file's rows, each as its fields, without the head.
fn table(file: &Answer, separator: u8) -> Vec<Vec<String>> {
    assert_eq!(file.status, 200, "{}", file.text);
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(file.text.as_bytes());
    assert_eq!(reader.headers().expect("a head").get(0), Some("id"));
    let rows = reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect());
    rows.collect()
}

async fn listed(browser: &Client, query: &str) -> Vec<String> {
    ids(&browser.get(&format!("/expenses?{query}&per=200")).await)
}

#[actix_web::test]
async fn a_file_has_the_rows_of_the_list_in_its_order() {
    let acme = TestApp::start().await.organization("acme").await;
    let mira = acme.member("Mira", Role::Member).await;
    let approver = acme.member("Avery", Role::Approver).await;
    let auditor = acme.member("Eva", Role::Auditor).await;
    fill(&acme, 120, 21);
    let mut dice = Dice::new(5);
    for round in 0..32 {
        let browser = [&acme.owner, &mira, &approver, &auditor][round % 4];
        let asked = Asked::default()
            .with("q", *dice.one(&WORDS))
            .with("sort", *dice.one(&["spent_on", "amount", "merchant", "created"]))
            .with("dir", *dice.one(&["asc", "desc"]))
            .with("status", *dice.one(&["", "draft", "submitted", "settled", "trash"]));
        let query = asked.query();
        let file = browser.get(&format!("/expenses/export.csv?{query}")).await;
        let found: Vec<String> = table(&file, b',').iter().map(|row| row[0].clone()).collect();
        assert_eq!(found, listed(browser, &query).await, "{query}");
    }
    let whole = table(&acme.owner.get("/expenses/export.csv").await, b',');
    assert_eq!(whole.len(), listed(&acme.owner, "").await.len());
    assert_eq!(table(&mira.get("/expenses/export.csv").await, b',').len(), listed(&mira, "").await.len());
}

#[actix_web::test]
async fn every_field_stands_in_the_file() {
    let acme = TestApp::start().await.organization("acme").await;
    acme.sql("UPDATE categories SET account_code = '7650' WHERE name = 'Meals'");
    let path = acme
        .spend_as(
            &acme.owner,
            &[
                ("spent_on", "2026-11-02"),
                ("merchant", "Café, \"Central\""),
                ("note", "two\nlines"),
                ("amount", "1234.50"),
                ("currency", "USD"),
                ("rate", "0.92"),
            ],
        )
        .await;
    acme.sql("UPDATE expenses SET created_at = '2026-11-03 10:20:30+00'");
    let file = acme.owner.get("/expenses/export.csv").await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8; header=present");
    assert!(file.header("content-disposition").starts_with("attachment; filename=\"expenses-20"));
    assert_eq!(file.header("cache-control"), "private, no-store");
    assert_eq!(
        file.text,
        format!(
            "id,spent_on,merchant,note,amount,currency,rate,base_amount,base_currency,status,paid_with,member,\
             entered_by,category,account_code,created_at,version\r\n\
             {},2026-11-02,\"Café, \"\"Central\"\"\",\"two\nlines\",1234.50,USD,0.92,1135.74,EUR,draft,own,\
             Olivia Owner,Olivia Owner,Meals,7650,2026-11-03T10:20:30Z,1\r\n",
            path.replace("/expenses/", "")
        ),
        "1234.50 x 0.92 = 1135.74"
    );
    let semicolons = acme.owner.get("/expenses/export.csv?sep=%3B&bom=1").await;
    let text = semicolons.text.strip_prefix('\u{FEFF}').expect("a byte order mark");
    assert!(text.starts_with("id;spent_on;"));
    assert!(text.contains(";1234,50;USD;0,92;1135,74;EUR;"), "commas in numbers go with semicolons: {text}");
}

#[actix_web::test]
async fn no_cell_begins_a_formula() {
    let acme = TestApp::start().await.organization("acme").await;
    for merchant in ["=HYPERLINK(\"http://evil\")", "+1", "-2+3", "@SUM(A1)", "'=1", "fine"] {
        acme.spend("12.50", merchant).await;
    }
    acme.sql("UPDATE expenses SET amount = -12.5, base_amount = -12.5 WHERE merchant = 'fine'");
    acme.sql("UPDATE categories SET name = '=1+1' WHERE name = 'Meals'");
    acme.sql("UPDATE members SET name = '@SUM(A1)'");
    let rows = table(&acme.owner.get("/expenses/export.csv?sort=%2Bcreated").await, b',');
    let merchants: Vec<&str> = rows.iter().map(|row| row[2].as_str()).collect();
    assert_eq!(merchants, ["'=HYPERLINK(\"http://evil\")", "'+1", "'-2+3", "'@SUM(A1)", "''=1", "fine"]);
    assert_eq!((rows[5][4].as_str(), rows[5][7].as_str()), ("-12.50", "-12.50"), "numbers stay numbers");
    assert!(rows.iter().all(|row| row[11] == "'@SUM(A1)" && row[12] == "'@SUM(A1)" && row[13] == "'=1+1"));
}

#[actix_web::test]
async fn only_the_site_itself_leads_to_a_file() {
    let acme = TestApp::start().await.organization("acme").await;
    acme.spend("12.50", "Lunch").await;
    for (site, status) in
        [("cross-site", 403), ("same-site", 403), ("nonsense", 403), ("same-origin", 200), ("none", 200)]
    {
        let headers = [("sec-fetch-site", site)];
        let answer = acme.owner.send(Method::GET, "/expenses/export.csv", &headers, None).await;
        assert_eq!(answer.status, status, "{site}");
        assert_eq!(answer.text.contains("Lunch"), status == 200, "{site}");
    }
    assert!(acme.stranger().get("/expenses/export.csv").await.asks_to_sign_in());
    for query in ["status=nonsense", "sep=x", "bom=2", "min=ten"] {
        let answer = acme.owner.get(&format!("/expenses/export.csv?{query}")).await;
        assert_eq!((answer.status, answer.shown("total-count").as_str()), (422, "1"), "{query}");
    }
}

#[actix_web::test]
async fn a_large_file_is_whole() {
    let acme = TestApp::start().await.organization("acme").await;
    fill(&acme, 4_000, 31);
    let file = acme.owner.get("/expenses/export.csv?sort=amount").await;
    let rows = table(&file, b',');
    let count = acme.ask("SELECT count(*) FROM expenses WHERE trashed_at IS NULL");
    assert_eq!(rows.len().to_string(), count, "more than one block of the file");
    assert!(file.text.len() > 3 * 64 * 1024);
}

#[actix_web::test]
async fn no_page_waits_behind_exports() {
    let app = another_app(|raw| raw.rate_limit = Some("off".into())).await;
    let (acme, globex) = (app.organization("acme").await, app.organization("globex").await);
    acme.spend("12.50", "Café").await;
    let mut other = owner();
    other.batch_execute(&format!("BEGIN; LOCK TABLE {}.expenses", acme.schema())).unwrap();
    let export = || {
        let browser = acme.owner.clone();
        actix_web::rt::spawn(async move { browser.get("/expenses/export.csv").await.status })
    };
    let exports = [export(), export()];
    for _ in 0..20_000 {
        if count_waiting_for(&mut other) == exports.len() {
            break;
        }
        tokio::task::yield_now().await;
    }
    assert_eq!(globex.owner.get("/expenses").await.status, 200, "on the one lane that there is");
    other.batch_execute("COMMIT").unwrap();
    for export in exports {
        assert_eq!(export.await.unwrap(), 200);
    }
}
