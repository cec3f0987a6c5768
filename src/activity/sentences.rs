//! From codes to words: what somebody did. The catalogue has a sentence for each act of the list, by its code.

use super::views::{Detail, Part, Sentence};
use crate::categories::{self, Category, icon};
use crate::domain::currency::Currency;
use crate::domain::format::Format;
use crate::domain::id::CategoryId;
use crate::domain::money::Money;
use crate::identity::trail::{Act, Entry, SubjectKind};
use crate::policy::role::Role;
use crate::words::{Language, Phrase, Piece, phrase};
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
        self.members.get(&id).cloned().unwrap_or_else(|| self.word("history-somebody"))
    }

    fn category(&self, id: Uuid) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == CategoryId::from(id))
    }

    fn word(&self, id: &'static str) -> String {
        self.language.word(id).to_owned()
    }
}

/// A kind of thing, for a list to choose from, by the id of its name.
pub fn kind_label(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Expense => "expenses-title",
        SubjectKind::Category => "categories-title",
        SubjectKind::Rule => "rules-title",
        SubjectKind::Member => "members-title",
        SubjectKind::Invitation => "activity-invitations",
        SubjectKind::Organization => "web-organization",
    }
}

/// What happened, in words. A code that this version of the program doesn't know is shown as it is.
pub fn of(entry: &Entry, names: &Names) -> Sentence {
    let act = Act::parse(&entry.act);
    let told = match act {
        Some(act) => told(act, entry, names),
        None => phrase!("told-unknown", act = &entry.act),
    };
    let details = if act.is_some_and(is_first) { Vec::new() } else { details(entry, names) };
    Sentence { parts: parts(&told, entry, names), details }
}

/// What a thing began with can be read on its own page.
fn is_first(act: Act) -> bool {
    matches!(
        act,
        Act::ExpenseCreated
            | Act::CategoryCreated
            | Act::RuleCreated
            | Act::OrganizationCreated
            | Act::MemberCreated
    )
}

/// The sentence of an act, with its blanks for who did it and to what still open.
fn told(act: Act, entry: &Entry, names: &Names) -> Phrase {
    let id = format!("told-{}", act.slug());
    if let Some(amount) = (act == Act::ExpenseCreated).then(|| amount(entry, names)).flatten() {
        return Phrase::new(format!("{id}-amount")).with("amount", amount);
    }
    let own = format!("{id}-own");
    let is_own = entry.actor_id == Some(entry.subject_id) || decides_own(entry);
    Phrase::new(if is_own && Language::knows(&own) { own } else { id })
}

/// Whether somebody decided about an expense of their own.
fn decides_own(entry: &Entry) -> bool {
    entry.after.as_ref().and_then(|after| after.get("own")).and_then(Value::as_bool) == Some(true)
}

fn parts(told: &Phrase, entry: &Entry, names: &Names) -> Vec<Part> {
    let part = |piece| match piece {
        Piece::Open("who") => Part { is_who: true, ..Part::text(who(entry, names)) },
        Piece::Open(_) => thing(entry, names),
        Piece::Said(text) => Part::text(text),
    };
    names.language.pieces(told).into_iter().map(part).collect()
}

/// What nobody did, the program did.
fn who(entry: &Entry, names: &Names) -> String {
    entry.actor_id.map_or_else(|| "Outlay".to_owned(), |actor| names.member(actor))
}

/// What the thing is called and where it is.
fn thing(entry: &Entry, names: &Names) -> Part {
    let id = entry.subject_id;
    let named = |name: Option<String>, otherwise: &'static str, href: String| Part {
        href: Some(href),
        ..Part::text(name.unwrap_or_else(|| names.word(otherwise)))
    };
    match SubjectKind::parse(&entry.subject_kind) {
        Some(SubjectKind::Expense) => {
            named(names.merchants.get(&id).cloned(), "activity-an-expense", format!("/expenses/{id}"))
        }
        Some(SubjectKind::Category) => {
            let category = names.category(id);
            // What was merged stands in the row of what it counts as.
            let href = categories::resolve(&names.categories, CategoryId::from(id))
                .map_or_else(|| "/categories".to_owned(), |shown| format!("/categories#c-{}", shown.id));
            named(category.map(|category| category.name.clone()), "activity-a-category", href)
        }
        Some(SubjectKind::Member) => {
            named(names.members.get(&id).cloned(), "history-somebody", format!("/members/{id}"))
        }
        Some(SubjectKind::Rule) => named(None, "activity-a-rule", format!("/settings/rules#r-{id}")),
        Some(SubjectKind::Invitation) => named(None, "activity-an-invitation", "/members".to_owned()),
        Some(SubjectKind::Organization) | None => Part::text(entry.subject_kind.clone()),
    }
}

/// What an expense began with.
fn amount(entry: &Entry, names: &Names) -> Option<String> {
    let after = entry.after.as_ref()?;
    let amount: Decimal = after.get("amount")?.as_str()?.parse().ok()?;
    let currency = Currency::stored(after.get("currency")?.as_str()?).ok()?;
    Some(names.format.money_with_code(&Money::total(amount, currency).ok()?))
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
        fields
            .get(key)
            .filter(|_| !["unversioned", "again"].contains(&key.as_str()))
            .map(|value| value_label(key, value, names))
    };
    let detail = |key: &String| Detail {
        label: field_label(key, names.language),
        before: said(&before, key),
        after: said(&after, key),
    };
    // The sentence says the first of these itself; the others have no name.
    let left_out = [
        "version",
        "own",
        "status",
        "comment_id",
        "invitation_id",
        "receipt_id",
        "other_id",
        "absence_id",
        "of",
        "rule",
        "rule_version",
    ];
    keys.into_iter().filter(|key| !left_out.contains(&key.as_str())).map(detail).collect()
}

fn field_label(field: &str, language: Language) -> String {
    let id = format!("changed-{}", field.replace('_', "-"));
    if Language::knows(&id) {
        language.say(&Phrase::new(id)).into_owned()
    } else {
        field.trim_end_matches("_id").replace('_', " ")
    }
}

/// A value as the reader would say it; ids become names.
fn value_label(field: &str, value: &Value, names: &Names) -> String {
    match value {
        Value::Null => names.word("value-none"),
        Value::Bool(true) => names.word("value-yes"),
        Value::Bool(false) => names.word("value-no"),
        Value::String(text) if text.is_empty() => names.word("value-empty"),
        Value::String(text) => text_label(field, text, names).unwrap_or_else(|| text.clone()),
        other => other.to_string(),
    }
}

fn text_label(field: &str, text: &str, names: &Names) -> Option<String> {
    match field {
        "spent_on" | "first_day" | "last_day" => {
            text.parse::<NaiveDate>().ok().map(|date| names.format.long_date(date))
        }
        // The hash of its picture says nothing to anybody.
        "logo" => Some(names.word("value-picture")),
        "role" => Role::parse(text).map(|role| role.label(names.language).to_owned()),
        "color" => Some(names.language.say(&categories::color(text)).into_owned()),
        "icon" => icon::meaning(text).map(|meaning| names.word(meaning)),
        "paid_with" | "scheme" | "corners" | "condition" | "effect" => {
            let id = format!("value-{}-{text}", field.replace('_', "-"));
            Language::knows(&id).then(|| names.language.say(&Phrase::new(id)).into_owned())
        }
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
    use crate::words::sources;
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

    fn names_in(language: Language) -> Names {
        Names { language, ..names() }
    }

    fn said(entry: &Entry, names: &Names) -> String {
        of(entry, names).parts.into_iter().map(|part| part.text).collect()
    }

    #[test]
    fn every_act_has_a_sentence_of_its_own() {
        for language in Language::ALL {
            let names = names_in(language);
            let mut all: Vec<String> =
                Act::ALL.iter().map(|act| said(&entry(act.as_str()), &names)).collect();
            for sentence in &all {
                assert!(!sentence.starts_with("told-") && !sentence.contains(['.', '_']), "{sentence}");
            }
            all.sort();
            let number = all.len();
            all.dedup();
            assert_eq!(all.len(), number, "{all:?}");
        }
    }

    #[test]
    fn every_sentence_is_of_an_act_and_open_for_who_did_it() {
        let (_, text) = sources(Language::English).iter().find(|(name, _)| *name == "activity").unwrap();
        let ids = text.lines().filter_map(|line| line.split_once(" = ")).map(|(id, _)| id);
        for id in ids.filter(|id| id.starts_with("told-") && *id != "told-unknown") {
            let code = id.trim_start_matches("told-").trim_end_matches("-own").trim_end_matches("-amount");
            assert!(Act::ALL.iter().any(|act| act.slug() == code), "{id}");
            for language in Language::ALL {
                let pieces = language.pieces(&Phrase::new(id).with("amount", "12.50 EUR"));
                let open = pieces.iter().filter(|piece| matches!(piece, Piece::Open(_)));
                assert!(open.clone().any(|piece| *piece == Piece::Open("who")), "{language:?} {id}");
                assert!(open.count() <= 2, "{language:?} {id}");
            }
        }
    }

    #[test]
    fn a_code_of_another_version_is_shown_as_it_is() {
        assert_eq!(said(&entry("expense.juggled"), &names()), "somebody expense.juggled");
        let unknown = Entry { subject_kind: "budget".into(), ..entry("expense.changed") };
        assert_eq!(said(&unknown, &names()), "somebody changed budget");
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
        assert_eq!(said(&own, &names()), "somebody changed their password");
        let recorded =
            Entry { after: Some(json!({ "amount": "12.5", "currency": "EUR" })), ..entry("expense.created") };
        assert_eq!(
            said(&recorded, &names()).replace('\u{a0}', " "),
            "somebody recorded an expense, 12.50 EUR"
        );
        let nobody = Entry { actor_id: None, ..entry("category.moved") };
        assert_eq!(said(&nobody, &names_in(Language::German)), "Outlay hat eine Kategorie verschoben");
    }

    #[test]
    fn codes_become_words_of_the_reader() {
        let changed = Entry {
            before: Some(json!({ "color": "red", "icon": "meal", "paid_with": "own", "scheme": null })),
            after: Some(json!({ "color": "plaid", "icon": "castle", "paid_with": "card", "scheme": "dark" })),
            ..entry("category.changed")
        };
        let told = |language| {
            let details = of(&changed, &names_in(language)).details.into_iter();
            details
                .map(|one| format!("{} {} {}", one.label, one.before.unwrap(), one.after.unwrap()))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            told(Language::English),
            ["colour red plaid", "icon fork and knife castle", "paid with own card", "scheme none dark"]
        );
        assert_eq!(told(Language::German)[0], "Farbe rot plaid");
    }
}
