//! How `outlay serve` ends, in good order and not.

use crate::ground::{number, run, until};
use crate::program::Home;
use nix::sys::signal::Signal;
use uuid::Uuid;

#[actix_web::test]
async fn a_killed_program_is_followed_by_one_that_takes_over() {
    let home = Home::new("killed");
    let program = home.serve().await;
    let mut company = program.company("acme").await;
    let expense = company.owner.post("/expenses", &company.form("Tea", &Uuid::new_v4().to_string())).await;
    assert_eq!(expense.status, 303, "{}", expense.text);
    let postmaster = home.postmaster().expect("PostgreSQL runs");
    program.signal(Signal::SIGKILL);
    program.ended().await;
    assert_eq!(home.postmaster(), Some(postmaster), "it outlives the program");
    let program = home.serve().await;
    assert_eq!(home.postmaster(), Some(postmaster), "and is adopted");
    company.move_to(&program);
    assert_eq!(company.owner.get(&expense.location()).await.first("h1").as_deref(), Some("Tea"));
    program.signal(Signal::SIGTERM);
    assert_eq!(program.ended().await.code(), Some(0));
    assert_eq!(home.postmaster(), None);
}

#[actix_web::test]
async fn both_are_killed_and_all_is_there() {
    let home = Home::new("both");
    let program = home.serve().await;
    let mut company = program.company("acme").await;
    let expense = company.owner.post("/expenses", &company.form("Tea", &Uuid::new_v4().to_string())).await;
    crate::program::signal(home.postmaster().expect("PostgreSQL runs"), Signal::SIGKILL);
    program.signal(Signal::SIGKILL);
    program.ended().await;
    let program = home.serve().await;
    company.move_to(&program);
    assert_eq!(company.owner.get(&expense.location()).await.first("h1").as_deref(), Some("Tea"));
}

#[actix_web::test]
async fn sigterm_lets_requests_in_flight_finish() {
    ends_in_good_order(Signal::SIGTERM).await;
}

#[actix_web::test]
async fn sigint_lets_requests_in_flight_finish() {
    ends_in_good_order(Signal::SIGINT).await;
}

/// A request waits for a lock while the signal arrives; it gets its answer, and only then everything ends.
async fn ends_in_good_order(which: Signal) {
    let home = Home::new("orderly");
    let program = home.serve().await;
    let company = program.company("acme").await;
    let schema = home.schema(&company.slug);
    let (mut blocker, mut observer) = (home.owner(), home.owner());
    run(&mut blocker, &format!("BEGIN; LOCK TABLE {schema}.expenses IN ACCESS EXCLUSIVE MODE"));
    let token = Uuid::new_v4().to_string();
    let form: Vec<(String, String)> = company
        .form("Tea", &token)
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let owner = company.owner.clone();
    let in_flight = actix_web::rt::spawn(async move {
        let form: Vec<(&str, &str)> =
            form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        owner.post("/expenses", &form).await
    });
    let waiting = "SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    until("the request waits", async || number(&mut observer, waiting) == 1).await;
    program.signal(which);
    until("it has understood", async || program.log().contains("stopping")).await;
    run(&mut blocker, "COMMIT");
    drop((blocker, observer));
    let answer = in_flight.await.unwrap();
    assert_eq!(answer.status, 303, "{}", answer.text);
    assert_eq!(program.ended().await.code(), Some(0));
    assert_eq!(home.postmaster(), None, "PostgreSQL stopped with it");
    let listed = home.json(&["org", "show", &company.slug, "--json"]);
    assert_eq!(listed["expenses"], 1);
    let log = std::fs::read_to_string(home.data().join("postgres.log")).unwrap();
    assert!(!log.contains("not properly shut down"), "{log}");
}
