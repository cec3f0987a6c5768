//! What the program logs where nobody is watching: one JSON document a line, with request, organization and member.

use crate::program::Home;
use serde_json::Value;
use std::collections::BTreeSet;
use uuid::Uuid;

#[actix_web::test]
async fn every_answer_is_one_line_that_says_whose_request_it_was_and_tells_no_secret() {
    let home = Home::new("logs");
    let program = home.serve().await;
    let company = program.company("acme").await;
    let list = company.owner.get("/expenses").await;
    assert_eq!(list.status, 200);
    let stranger = program.client(&format!("{}.localhost", company.slug));
    assert_eq!(stranger.get("/expenses").await.status, 303);

    let log = program.log();
    let lines: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect();
    for line in &lines {
        assert!(line["timestamp"].is_string() && line["level"].is_string(), "{line}");
    }
    let answered: Vec<&Value> = lines.iter().filter(|line| line["message"] == "answered").collect();
    let of = |route: &str, status: u16| -> &Value {
        let mut found = answered.iter().filter(|line| line["route"] == route && line["status"] == status);
        found.next().unwrap_or_else(|| panic!("no line of {route} with {status}: {log}"))
    };
    let (shown, sent_away) = (&of("/expenses", 200)["span"], &of("/expenses", 303)["span"]);
    for span in [shown, sent_away] {
        assert_eq!((&span["organization"], &span["method"]), (&company.slug.clone().into(), &"GET".into()));
        assert!(span["request_id"].as_str().is_some_and(|id| id.parse::<Uuid>().is_ok()), "{span}");
    }
    assert!(shown["member"].as_str().is_some_and(|id| id.parse::<Uuid>().is_ok()), "{shown}");
    assert!(sent_away["member"].is_null(), "nobody was signed in: {sent_away}");
    let requests: BTreeSet<String> =
        answered.iter().map(|line| line["span"]["request_id"].to_string()).collect();
    assert_eq!(requests.len(), answered.len(), "no two requests share a number");

    assert_eq!(of("/welcome", 303)["span"]["organization"], company.slug.as_str());
    assert!(!log.contains("token="), "{log}");
    let session = company.owner.cookie("outlay_session").unwrap();
    assert!(!log.contains(&session));
}

#[actix_web::test]
async fn a_queue_of_many_rows_sends_no_more_statements_than_one_of_two() {
    let home = Home::new("statements");
    let program = home.serve().await;
    let company = program.company("acme").await;
    let submit = async |merchant: String| {
        let token = Uuid::new_v4().to_string();
        let mut form = company.form(&merchant, &token);
        form.push(("intent", "submit"));
        let saved = company.owner.post("/expenses", &form).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        let path = saved.location();
        company.owner.post(&format!("{path}/comments"), &[("text", "With the client")]).await;
    };
    let mut sent = Vec::new();
    for rows in [2, 12] {
        for row in sent.len() * 2..rows {
            submit(format!("Shop {row}")).await;
        }
        for address in ["/approvals", "/approvals?show=all", "/expenses"] {
            let page = company.owner.get(address).await;
            assert_eq!(page.all("[data-testid=expense-row]").len(), rows, "{address}: {}", page.text);
        }
        let log = program.log();
        let lines = log.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
        let pages = lines.filter(|line| {
            let is_page = line["route"] == "/approvals" || line["route"] == "/expenses";
            is_page && line["span"]["method"] == "GET"
        });
        let statements = pages.map(|line| line["span"]["statements"].as_u64().expect("a number"));
        sent.push(statements.collect::<Vec<_>>());
    }
    let (few, many) = (&sent[0], &sent[1][sent[0].len()..]);
    assert_eq!(few, many, "statements of the queue, of all that wait, of the list");
    assert!(few[0] >= 8, "{few:?}");
}
