//! Submissions of one member take turns, so that two at once can't both pass a limit.

use crate::rules::acme;
use crate::steps::{count_waiting_for, owner, until};
use crate::support::{Client, Organization};
use diesel::connection::SimpleConnection;
use futures_util::future::join;
use outlay::policy::role::Role;

async fn limited() -> (Organization, Client) {
    let acme = acme().await;
    acme.rule(&[("when", "over"), ("limit", "60.00"), ("span", "day"), ("effect", "block")]).await;
    let mira = acme.member("Mira", Role::Member).await;
    (acme, mira)
}

/// Two answers to what is asked while somebody else holds Mira's turn, until one of them waits for it.
async fn while_held<A, B>(
    acme: &Organization,
    one: impl Future<Output = A>,
    other: impl Future<Output = B>,
) -> (A, B) {
    let mut holder = owner();
    let hold = format!(
        "BEGIN; SET LOCAL search_path TO {}; SELECT id FROM members WHERE name = 'Mira' FOR NO KEY UPDATE",
        acme.schema()
    );
    holder.batch_execute(&hold).expect("the row is held");
    let release = async {
        until("somebody who waits", async || count_waiting_for(&mut holder) > 0).await;
        holder.batch_execute("COMMIT").expect("the row is let go");
    };
    let ((one, other), ()) = join(join(one, other), release).await;
    (one, other)
}

#[actix_web::test]
async fn of_two_drafts_submitted_at_once_one_passes_the_limit() {
    let (acme, mira) = limited().await;
    let one = acme.spend_as(&mira, &[("amount", "40.00")]).await;
    let other = acme.spend_as(&mira, &[("amount", "41.00")]).await;
    let submit = async |path: &str| mira.post(&format!("{path}/submit"), &[]).await.status;
    let (first, second) = while_held(&acme, submit(&one), submit(&other)).await;
    let mut statuses = [first, second];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422]);
    assert_eq!(acme.ask("SELECT count(*) FROM expenses WHERE status = 'submitted'"), "1");
}

#[actix_web::test]
async fn of_two_forms_submitted_at_once_one_comes_back_filled() {
    let (acme, mira) = limited().await;
    let record =
        async |amount: &str| acme.try_to_spend(&mira, &[("amount", amount), ("intent", "submit")]).await;
    let (first, second) = while_held(&acme, record("40.00"), record("41.00")).await;
    let (saved, refused) = if first.status == 303 { (first, second) } else { (second, first) };
    assert_eq!((saved.status, refused.status), (303, 422));
    assert!(refused.field("amount").is_some_and(|amount| amount.starts_with('4')));
    assert_eq!(acme.ask("SELECT count(*) FROM expenses"), "1");
}

#[actix_web::test]
async fn many_at_once_take_their_turn_and_count_one_another() {
    let (acme, mira) = limited().await;
    let mut ids = Vec::new();
    for amount in ["25.00", "25.01", "25.02"] {
        ids.push(acme.spend_as(&mira, &[("amount", amount)]).await.replace("/expenses/", ""));
    }
    let single = format!("/expenses/{}/submit", ids[0]);
    let bulk: Vec<(&str, &str)> = ids[1..].iter().map(|id| ("ids", id.as_str())).collect();
    let bulk = [&bulk[..], &[("action", "submit")]].concat();
    while_held(&acme, mira.post(&single, &[]), mira.post("/expenses/bulk", &bulk)).await;
    assert_eq!(acme.ask("SELECT count(*) FROM expenses WHERE status = 'submitted'"), "2");
}
