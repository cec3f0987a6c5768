//! The trail of an expense in words.

use super::views::HistoryEntry;
use crate::domain::format::Format;
use crate::domain::timezone::Timezone;
use crate::identity::trail::{Act, Recorded};
use crate::words::{Arg, Language, Phrase, phrase};
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

/// What happened to an expense, latest first. Comments stand in full elsewhere.
pub fn entries(
    events: &[Recorded],
    members: &HashMap<Uuid, String>,
    format: &Format,
    timezone: Timezone,
    language: Language,
) -> Vec<HistoryEntry> {
    let entry = |event: &Recorded| HistoryEntry {
        when: format.instant(event.0, timezone.tz()),
        when_iso: event.0.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        what: language.say(&phrase(event, members, It::It)).into_owned(),
        reason: fact(event, "reason").map(str::to_owned),
    };
    events.iter().filter(|event| event.2 != Act::ExpenseCommented.as_str()).map(entry).collect()
}

/// How a sentence speaks of the expense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum It {
    /// On its own page: "it".
    It,
    /// Where nothing was said of it before: "this".
    This,
}

/// "Mira Okafor changed the amount": who did what to it.
pub fn phrase(event: &Recorded, members: &HashMap<Uuid, String>, it: It) -> Phrase {
    let somebody = || Arg::from(phrase!("history-somebody"));
    let name = |id: Uuid| members.get(&id).map_or_else(somebody, Arg::from);
    let who = event.1.and_then(|actor| members.get(&actor)).map_or("Outlay", String::as_str);
    let own = event.4.as_ref().and_then(|after| after.get("own")).is_some();
    let was_rejected = || {
        let before = event.3.as_ref().and_then(|facts| facts.get("status"));
        before.and_then(Value::as_str) == Some("rejected")
    };
    let deed = match Act::parse(&event.2) {
        Some(Act::ExpenseCreated) => {
            let spent_by = fact(event, "member_id").and_then(|id| id.parse().ok()).map(name);
            spent_by.map_or_else(
                || phrase!("history-recorded"),
                |whose| phrase!("history-recorded-for", whose = whose),
            )
        }
        Some(Act::ExpenseSubmitted) => phrase!("history-submitted"),
        Some(Act::ExpenseWithdrawn) => phrase!("history-withdrawn"),
        Some(Act::ExpenseApproved) if event.1.is_none() => phrase!("history-approved-by-rule"),
        Some(Act::ExpenseApproved) if own => phrase!("history-approved-own"),
        Some(Act::ExpenseApproved) => phrase!("history-approved"),
        Some(Act::ExpenseReturned) => phrase!("history-returned"),
        Some(Act::ExpenseRejected) => phrase!("history-rejected"),
        Some(Act::ExpenseReopened) if was_rejected() => phrase!("history-in-hand-again"),
        Some(Act::ExpenseReopened) => phrase!("history-reopened"),
        Some(Act::ExpenseReimbursed) if own => phrase!("history-reimbursed-own"),
        Some(Act::ExpenseReimbursed) => phrase!("history-reimbursed"),
        Some(Act::ExpenseTrashed) => phrase!("history-trashed"),
        Some(Act::ExpenseRestored) => phrase!("history-restored"),
        Some(Act::ExpenseCommented) => phrase!("history-commented"),
        Some(Act::ExpenseRecoded) => phrase!("history-recoded"),
        Some(Act::ExpenseExceptionAsked) => phrase!("history-exception-asked"),
        Some(Act::ExpenseExceptionDropped) => phrase!("history-exception-dropped"),
        Some(Act::ExpenseKeptApart) => phrase!("history-kept-apart"),
        Some(Act::ExpenseEscalated) => phrase!("history-escalated"),
        Some(Act::ReceiptAdded) => phrase!("history-receipt-added"),
        Some(Act::ReceiptDeleted) => phrase!("history-receipt-deleted"),
        Some(Act::ReceiptRestored) => phrase!("history-receipt-restored"),
        _ => {
            let after = event.4.as_ref().and_then(Value::as_object);
            let fields = after.into_iter().flat_map(|after| after.keys().filter_map(|key| field(key)));
            match Phrase::listed(fields) {
                Some(fields) => phrase!("history-changed-fields", fields = fields),
                None => phrase!("history-changed"),
            }
        }
    };
    let said = deed.with("who", who).with("it", if it == It::This { "this" } else { "it" });
    let said = match (number(event, "step"), number(event, "of")) {
        (Some(step), Some(of)) => phrase!("history-in-step", said = said, step = step, of = of),
        _ => said,
    };
    match fact(event, "for").and_then(|id| id.parse().ok()).map(name) {
        Some(absent) => phrase!("history-for-absent", said = said, absent = absent),
        None => said,
    }
}

fn number(event: &Recorded, name: &str) -> Option<i64> {
    event.4.as_ref()?.get(name)?.as_i64()
}

fn fact<'a>(event: &'a Recorded, name: &str) -> Option<&'a str> {
    event.4.as_ref()?.get(name)?.as_str()
}

fn field(name: &str) -> Option<Phrase> {
    Some(match name {
        "amount" => phrase!("history-field-amount"),
        "currency" => phrase!("history-field-currency"),
        "rate" => phrase!("history-field-rate"),
        "merchant" => phrase!("history-field-merchant"),
        "spent_on" => phrase!("history-field-spent-on"),
        "category_id" => phrase!("history-field-category-id"),
        "note" => phrase!("history-field-note"),
        "paid_with" => phrase!("history-field-paid-with"),
        _ => return None,
    })
}
