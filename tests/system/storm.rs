//! kill -9 of PostgreSQL under writes: every acknowledged expense is there, once; no 500; back without help.

use crate::ground::{DEADLINE, until};
use crate::program::{Company, Home, signal};
use nix::sys::signal::Signal;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// Expenses by form token: where the 303 led to.
type Acknowledged = BTreeMap<String, String>;

/// Records expenses until told to stop; each is sent again with the same token until it is acknowledged.
async fn record_on_and_on(
    company: Arc<Company>,
    who: u32,
    stop: Arc<AtomicBool>,
    count: Arc<AtomicU32>,
) -> Acknowledged {
    let mut acknowledged = Acknowledged::new();
    while !stop.load(Ordering::Acquire) {
        let token = Uuid::new_v4().to_string();
        let merchant = format!("Shop {who} {}", acknowledged.len());
        let location = record(&company, &merchant, &token).await;
        acknowledged.insert(token, location);
        count.fetch_add(1, Ordering::AcqRel);
    }
    acknowledged
}

async fn record(company: &Company, merchant: &str, token: &str) -> String {
    let begun = Instant::now();
    loop {
        let answer = company.owner.post("/expenses", &company.form(merchant, token)).await;
        match answer.status {
            303 => return answer.location(),
            503 => assert!(!answer.header("retry-after").is_empty(), "{}", answer.text),
            other => panic!("{other}: {}", answer.text),
        }
        assert!(begun.elapsed() < DEADLINE, "{merchant} could not be recorded any more");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[actix_web::test]
async fn nothing_acknowledged_is_lost_or_doubled_when_postgresql_is_killed() {
    let home = Home::new("storm");
    let program = home.serve().await;
    let companies = [Arc::new(program.company("acme").await), Arc::new(program.company("globex").await)];
    let (stop, count) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(0)));
    let clients: Vec<_> = (0..6)
        .map(|who| {
            let company = Arc::clone(&companies[who as usize % 2]);
            actix_web::rt::spawn(record_on_and_on(company, who, Arc::clone(&stop), Arc::clone(&count)))
        })
        .collect();
    for _ in 0..2 {
        let before = count.load(Ordering::Acquire);
        until("they are at it", async || count.load(Ordering::Acquire) >= before + 30).await;
        let postmaster = home.postmaster().expect("PostgreSQL runs");
        signal(postmaster, Signal::SIGKILL);
        until("PostgreSQL is back", async || home.postmaster().is_some_and(|pid| pid != postmaster)).await;
    }
    let before = count.load(Ordering::Acquire);
    until("they are at it again", async || count.load(Ordering::Acquire) >= before + 30).await;
    stop.store(true, Ordering::Release);
    let mut by_company = [Acknowledged::new(), Acknowledged::new()];
    for (who, client) in clients.into_iter().enumerate() {
        by_company[who % 2].extend(client.await.expect("no answer but 303 and 503"));
    }
    for (company, acknowledged) in companies.iter().zip(&by_company) {
        let list = company.owner.get("/expenses").await;
        let total = list.testid("total-count").unwrap().replace([',', '\u{a0}'], "");
        assert_eq!(total, acknowledged.len().to_string(), "each acknowledged one, and no other");
        let mut places: Vec<_> = acknowledged.values().collect();
        places.sort();
        places.dedup();
        assert_eq!(places.len(), acknowledged.len());
        for place in places {
            assert_eq!(company.owner.get(place).await.status, 200);
        }
    }
    let log = program.log();
    assert!(!log.contains("\"status\":500"), "{log}");
}
