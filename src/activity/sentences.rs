//! From codes to words: what somebody did, said once for each act. A new act in the list of the trail doesn't compile
//! until it has its sentence here.

use super::views::{Detail, Sentence, Thing};
use crate::categories::{self, Category};
use crate::domain::currency::Currency;
use crate::domain::format::Format;
use crate::domain::id::CategoryId;
use crate::domain::money::Money;
use crate::identity::trail::{Act, Entry, SubjectKind};
use crate::policy::role::Role;
use crate::words::Language;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// What things are called: the trail itself holds ids and codes.
pub struct Names {
    /// Members, active or not.
    pub members: HashMap<Uuid, String>,
    /// Categories, archived and merged ones too.
    pub categories: Vec<Category>,
    /// The merchants of the expenses that are told of.
    pub merchants: HashMap<Uuid, String>,
    /// How the reader writes money and dates.
    pub format: Arc<Format>,
    /// The reader's language.
    pub language: Language,
}

impl Names {
    /// A member's name.
    pub fn member(&self, id: Uuid) -> String {
        self.members.get(&id).cloned().unwrap_or_else(|| "somebody".to_owned())
    }

    fn category(&self, id: Uuid) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == CategoryId::from(id))
    }
}

/// A kind of thing, for a list to choose from.
pub fn kind_label(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Expense => "Expenses",
        SubjectKind::Category => "Categories",
        SubjectKind::Member => "Members",
        SubjectKind::Invitation => "Invitations",
        SubjectKind::Organization => "Organization",
    }
}

/// What happened, in words. A code that this version of the program doesn't know is shown as it is.
pub fn of(entry: &Entry, names: &Names) -> Sentence {
    let Some(act) = Act::parse(&entry.act) else {
        return Sentence { verb: entry.act.clone(), details: details(entry, names), ..Sentence::default() };
    };
    let is_own = entry.actor_id == Some(entry.subject_id);
    let (verb, rest) = match act {
        Act::ExpenseCreated
        | Act::ExpenseChanged
        | Act::ExpenseSubmitted
        | Act::ExpenseWithdrawn
        | Act::ExpenseApproved
        | Act::ExpenseReturned
        | Act::ExpenseRejected
        | Act::ExpenseReopened
        | Act::ExpenseReimbursed
        | Act::ExpenseTrashed
        | Act::ExpenseRestored
        | Act::ExpenseCommented
        | Act::ExpenseRecoded
        | Act::ExpenseRerated
        | Act::ReceiptAdded
        | Act::ReceiptDeleted
        | Act::ReceiptRestored => expense(act, entry),
        Act::MemberCreated
        | Act::MemberInvited
        | Act::MemberJoined
        | Act::MemberRoleChanged
        | Act::MemberApproverChanged
        | Act::MemberDeactivated
        | Act::MemberReactivated
        | Act::MemberSessionsEnded
        | Act::MemberOwnershipGiven
        | Act::MemberNameChanged
        | Act::MemberLocaleChanged
        | Act::MemberEmailVerified
        | Act::MemberEmailChanged
        | Act::MemberPasswordChanged
        | Act::MemberPasswordReset => return member(act, entry, names, is_own),
        Act::InvitationResent => ("sent", " again"),
        Act::InvitationRevoked => ("revoked", ""),
        Act::CategoryCreated
        | Act::CategoryChanged
        | Act::CategoryArchived
        | Act::CategoryRestored
        | Act::CategoryMerged
        | Act::CategoryUnmerged
        | Act::CategoryMoved => category(act),
        Act::OrganizationCreated => ("made", ""),
        Act::OrganizationChanged => ("changed the settings of", ""),
        Act::OrganizationBranded => ("changed the look of", ""),
        Act::OrganizationSuspended => ("suspended", ""),
        Act::OrganizationResumed => ("opened", " again"),
    };
    let amount = (act == Act::ExpenseCreated).then(|| amount(entry, names)).flatten();
    Sentence {
        verb: verb.to_owned(),
        thing: Some(thing(entry, names)),
        rest: amount.unwrap_or_else(|| rest.to_owned()),
        details: if is_first(act) { Vec::new() } else { details(entry, names) },
    }
}

/// What a thing began with can be read on its own page.
fn is_first(act: Act) -> bool {
    matches!(act, Act::ExpenseCreated | Act::CategoryCreated | Act::OrganizationCreated | Act::MemberCreated)
}

fn expense(act: Act, entry: &Entry) -> (&'static str, &'static str) {
    let own = entry.after.as_ref().and_then(|after| after.get("own")).and_then(Value::as_bool) == Some(true);
    match act {
        Act::ExpenseCreated => ("recorded", ""),
        Act::ExpenseSubmitted => ("submitted", ""),
        Act::ExpenseWithdrawn => ("took back", ""),
        Act::ExpenseApproved if own => ("approved own expense", ""),
        Act::ExpenseApproved => ("approved", ""),
        Act::ExpenseReturned => ("returned", ""),
        Act::ExpenseRejected => ("rejected", ""),
        Act::ExpenseReopened => ("reopened", ""),
        Act::ExpenseReimbursed => ("reimbursed", ""),
        Act::ExpenseTrashed => ("moved", " to the trash"),
        Act::ExpenseRestored => ("took", " out of the trash"),
        Act::ExpenseCommented => ("commented on", ""),
        Act::ExpenseRecoded => ("recoded", ""),
        Act::ExpenseRerated => ("converted", " into the new base currency"),
        Act::ReceiptAdded => ("added a receipt to", ""),
        Act::ReceiptDeleted => ("deleted a receipt of", ""),
        Act::ReceiptRestored => ("restored a receipt of", ""),
        _ => ("changed", ""),
    }
}

fn category(act: Act) -> (&'static str, &'static str) {
    match act {
        Act::CategoryCreated => ("added", ""),
        Act::CategoryArchived => ("archived", ""),
        Act::CategoryRestored => ("restored", ""),
        Act::CategoryMerged => ("merged", " into another category"),
        Act::CategoryUnmerged => ("took", " out of the category it was merged into"),
        Act::CategoryMoved => ("moved", ""),
        _ => ("changed", ""),
    }
}

fn member(act: Act, entry: &Entry, names: &Names, is_own: bool) -> Sentence {
    let (verb, rest, own) = match act {
        Act::MemberCreated => ("added", "", "joined"),
        Act::MemberInvited => ("invited", "", "accepted"),
        Act::MemberJoined => ("let", " join", "joined"),
        Act::MemberRoleChanged => ("changed the role of", "", "changed their own role"),
        Act::MemberApproverChanged => ("changed the approver of", "", "changed their own approver"),
        Act::MemberDeactivated => ("deactivated", "", "deactivated their own account"),
        Act::MemberReactivated => ("reactivated", "", "reactivated their own account"),
        Act::MemberSessionsEnded => ("signed", " out everywhere", "signed out everywhere"),
        Act::MemberOwnershipGiven => ("gave ownership to", "", "became an owner"),
        Act::MemberNameChanged => ("changed the name of", "", "changed their name"),
        Act::MemberEmailChanged => ("changed the e-mail address of", "", "changed their e-mail address"),
        Act::MemberLocaleChanged => {
            ("changed how numbers are written for", "", "changed how they read numbers")
        }
        Act::MemberEmailVerified => ("verified the e-mail address of", "", "verified their e-mail address"),
        Act::MemberPasswordChanged => ("changed the password of", "", "changed their password"),
        Act::MemberPasswordReset => ("reset the password of", "", "reset their password"),
        _ => ("changed", "", "changed their account"),
    };
    let details = if is_first(act) { Vec::new() } else { details(entry, names) };
    if is_own {
        return Sentence { verb: own.to_owned(), details, ..Sentence::default() };
    }
    Sentence { verb: verb.to_owned(), thing: Some(thing(entry, names)), rest: rest.to_owned(), details }
}

/// What the thing is called and where it is.
fn thing(entry: &Entry, names: &Names) -> Thing {
    let id = entry.subject_id;
    let named = |name: Option<String>, otherwise: &str, href: String| Thing {
        name: name.unwrap_or_else(|| otherwise.to_owned()),
        href: Some(href),
    };
    match SubjectKind::parse(&entry.subject_kind) {
        Some(SubjectKind::Expense) => {
            named(names.merchants.get(&id).cloned(), "an expense", format!("/expenses/{id}"))
        }
        Some(SubjectKind::Category) => {
            let category = names.category(id);
            // What was merged stands in the row of what it counts as.
            let href = categories::resolve(&names.categories, CategoryId::from(id))
                .map_or_else(|| "/categories".to_owned(), |shown| format!("/categories#c-{}", shown.id));
            named(category.map(|category| category.name.clone()), "a category", href)
        }
        Some(SubjectKind::Member) => Thing { name: names.member(id), href: Some(format!("/members/{id}")) },
        Some(SubjectKind::Invitation) => named(None, "an invitation", "/members".to_owned()),
        Some(SubjectKind::Organization) => Thing { name: "the organization".to_owned(), href: None },
        None => Thing { name: entry.subject_kind.clone(), href: None },
    }
}

/// ", 12.50 EUR": what an expense began with.
fn amount(entry: &Entry, names: &Names) -> Option<String> {
    let after = entry.after.as_ref()?;
    let amount: Decimal = after.get("amount")?.as_str()?.parse().ok()?;
    let currency = Currency::stored(after.get("currency")?.as_str()?).ok()?;
    Some(format!(", {}", names.format.money_with_code(&Money::total(amount, currency).ok()?)))
}

/// What changed, field by field, in the order of the fields' names.
fn details(entry: &Entry, names: &Names) -> Vec<Detail> {
    let fields =
        |value: &Option<Value>| value.as_ref().and_then(Value::as_object).cloned().unwrap_or_default();
    let (before, after) = (fields(&entry.before), fields(&entry.after));
    let mut keys: Vec<&String> =
        before.keys().chain(after.keys().filter(|key| !before.contains_key(*key))).collect();
    keys.sort();
    let said = |fields: &Map<String, Value>, key: &String| {
        // What it means stands in its label.
        fields.get(key).filter(|_| key != "unversioned").map(|value| value_label(key, value, names))
    };
    let detail = |key: &String| Detail {
        label: field_label(key),
        before: said(&before, key),
        after: said(&after, key),
    };
    // The sentence says the first of these itself; the others have no name.
    let left_out = ["version", "own", "status", "comment_id", "invitation_id", "receipt_id"];
    keys.into_iter().filter(|key| !left_out.contains(&key.as_str())).map(detail).collect()
}

fn field_label(field: &str) -> String {
    match field {
        "spent_on" => "date".to_owned(),
        "category_id" => "category".to_owned(),
        "parent_id" => "below".to_owned(),
        "merged_into" => "into".to_owned(),
        "along_with" => "along with".to_owned(),
        "member_id" => "member".to_owned(),
        "approver_id" => "approver".to_owned(),
        "color" => "colour".to_owned(),
        "paid_with" => "paid with".to_owned(),
        "timezone" => "time zone".to_owned(),
        "brand_color" => "brand colour".to_owned(),
        "accent_color" => "accent".to_owned(),
        "display_name" => "shown as".to_owned(),
        "locale" => "dates and numbers".to_owned(),
        "currency" => "currency".to_owned(),
        "unversioned" => "without a version".to_owned(),
        other => other.trim_end_matches("_id").replace('_', " "),
    }
}

/// A value as the reader would say it; ids become names.
fn value_label(field: &str, value: &Value, names: &Names) -> String {
    match value {
        Value::Null => "none".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) if text.is_empty() => "empty".to_owned(),
        Value::String(text) => text_label(field, text, names).unwrap_or_else(|| text.clone()),
        other => other.to_string(),
    }
}

fn text_label(field: &str, text: &str, names: &Names) -> Option<String> {
    match field {
        "spent_on" => text.parse::<NaiveDate>().ok().map(|date| names.format.long_date(date)),
        // The hash of its picture says nothing to anybody.
        "logo" => Some("a picture".to_owned()),
        "role" => Role::parse(text).map(|role| role.label(names.language).to_owned()),
        _ => {
            let id: Uuid = text.parse().ok()?;
            let category = names.category(id).map(|category| category.name.clone());
            category.or_else(|| names.members.get(&id).cloned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::locale::Locale;
    use chrono::Utc;
    use serde_json::json;

    fn entry(act: &str) -> Entry {
        let kind = act.split('.').next().unwrap().to_owned();
        Entry {
            id: Uuid::now_v7(),
            at: Utc::now(),
            actor_id: Some(Uuid::now_v7()),
            act: act.to_owned(),
            subject_kind: kind,
            subject_id: Uuid::now_v7(),
            before: None,
            after: None,
        }
    }

    fn names() -> Names {
        Names {
            members: HashMap::new(),
            categories: vec![Category::example("Meals"), Category::example("Travel")],
            merchants: HashMap::new(),
            format: Format::of(&Locale::parse("en").unwrap()),
            language: Language::English,
        }
    }

    fn said(entry: &Entry, names: &Names) -> String {
        let sentence = of(entry, names);
        let thing = sentence.thing.map(|thing| format!(" {}", thing.name)).unwrap_or_default();
        format!("{}{thing}{}", sentence.verb, sentence.rest)
    }

    #[test]
    fn every_act_has_a_sentence_of_its_own() {
        let mut all: Vec<String> = Act::ALL.iter().map(|act| said(&entry(act.as_str()), &names())).collect();
        for sentence in &all {
            assert!(sentence.is_ascii() && !sentence.contains(['.', '_']), "{sentence}");
        }
        all.sort();
        let number = all.len();
        all.dedup();
        assert_eq!(all.len(), number, "{all:?}");
    }

    #[test]
    fn a_code_of_another_version_is_shown_as_it_is() {
        assert_eq!(said(&entry("expense.juggled"), &names()), "expense.juggled");
        let unknown = Entry { subject_kind: "budget".into(), ..entry("expense.changed") };
        assert_eq!(said(&unknown, &names()), "changed budget");
    }

    #[test]
    fn ids_become_names_and_dates_are_written_out() {
        let names = names();
        let (meals, travel) = (names.categories[0].id, names.categories[1].id);
        let changed = Entry {
            before: Some(json!({ "category_id": meals, "spent_on": "2026-11-02", "note": "" })),
            after: Some(json!({ "category_id": travel, "spent_on": "2026-11-03", "note": "Lunch" })),
            ..entry("expense.changed")
        };
        let details: Vec<String> = of(&changed, &names)
            .details
            .into_iter()
            .map(|one| format!("{} {} {}", one.label, one.before.unwrap(), one.after.unwrap()))
            .collect();
        assert_eq!(
            details,
            ["category Meals Travel", "note empty Lunch", "date November 2, 2026 November 3, 2026"]
        );
    }

    #[test]
    fn what_somebody_does_to_themselves_names_nobody_else() {
        let one = entry("member.password_changed");
        let own = Entry { actor_id: Some(one.subject_id), ..one };
        assert_eq!(said(&own, &names()), "changed their password");
        let recorded =
            Entry { after: Some(json!({ "amount": "12.5", "currency": "EUR" })), ..entry("expense.created") };
        assert_eq!(said(&recorded, &names()).replace('\u{a0}', " "), "recorded an expense, 12.50 EUR");
    }
}
