//! The trail of an expense in words.

use super::views::HistoryEntry;
use crate::domain::format::Format;
use crate::domain::text::listed;
use crate::domain::timezone::Timezone;
use crate::identity::trail::{Act, Recorded};
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

/// What happened to an expense, latest first. Comments stand in full elsewhere.
pub fn entries(
    events: &[Recorded],
    members: &HashMap<Uuid, String>,
    format: &Format,
    timezone: Timezone,
) -> Vec<HistoryEntry> {
    let entry = |event: &Recorded| HistoryEntry {
        when: format.instant(event.0, timezone.tz()),
        when_iso: event.0.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        what: sentence(event, members, "it"),
        reason: fact(event, "reason").map(str::to_owned),
    };
    events.iter().filter(|event| event.2 != Act::ExpenseCommented.as_str()).map(entry).collect()
}

/// "Mira Okafor changed the amount": who did what to `it`.
pub fn sentence(event: &Recorded, members: &HashMap<Uuid, String>, it: &str) -> String {
    let name = |id: Uuid| members.get(&id).map_or("somebody", String::as_str);
    let who = event.1.and_then(|actor| members.get(&actor)).map_or("Outlay", String::as_str);
    let own = event.4.as_ref().and_then(|after| after.get("own")).is_some();
    let status = |of: &Option<Value>| {
        of.as_ref().and_then(|facts| facts.get("status")).and_then(Value::as_str).map(str::to_owned)
    };
    let deed = match Act::parse(&event.2) {
        Some(Act::ExpenseCreated) => {
            let spent_by = fact(event, "member_id").and_then(|id| id.parse().ok()).map(name);
            spent_by.map_or_else(|| format!("recorded {it}"), |whose| format!("recorded {it} for {whose}"))
        }
        Some(Act::ExpenseSubmitted) => format!("submitted {it}"),
        Some(Act::ExpenseWithdrawn) => format!("withdrew {it}"),
        Some(Act::ExpenseApproved) if own => "approved own expense".to_owned(),
        Some(Act::ExpenseApproved) => format!("approved {it}"),
        Some(Act::ExpenseReturned) => format!("returned {it}"),
        Some(Act::ExpenseRejected) => format!("rejected {it}"),
        Some(Act::ExpenseReopened) if status(&event.3).as_deref() == Some("rejected") => {
            format!("took {it} in hand again")
        }
        Some(Act::ExpenseReopened) => format!("reopened {it}"),
        Some(Act::ExpenseReimbursed) if own => "reimbursed own expense".to_owned(),
        Some(Act::ExpenseReimbursed) => format!("reimbursed {it}"),
        Some(Act::ExpenseTrashed) => format!("moved {it} to the trash"),
        Some(Act::ExpenseRestored) => format!("took {it} out of the trash"),
        Some(Act::ExpenseCommented) => format!("commented on {it}"),
        Some(Act::ExpenseRecoded) => "changed the category".to_owned(),
        _ => {
            let after = event.4.as_ref().and_then(Value::as_object);
            let fields: Vec<&str> =
                after.into_iter().flat_map(|after| after.keys().filter_map(|key| field_label(key))).collect();
            format!("changed {}", if fields.is_empty() { it.to_owned() } else { listed(&fields) })
        }
    };
    format!("{who} {deed}")
}

fn fact<'a>(event: &'a Recorded, name: &str) -> Option<&'a str> {
    event.4.as_ref()?.get(name)?.as_str()
}

fn field_label(field: &str) -> Option<&'static str> {
    Some(match field {
        "amount" => "the amount",
        "currency" => "the currency",
        "rate" => "the rate",
        "merchant" => "the merchant",
        "spent_on" => "the date",
        "category_id" => "the category",
        "note" => "the note",
        "paid_with" => "how it was paid",
        _ => return None,
    })
}
