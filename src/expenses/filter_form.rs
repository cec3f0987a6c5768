//! The filters as the page shows them: chips that can be taken away, and the form with all of them.

use super::cursor::{Direction, Sort};
use super::filter::{self, Filter, PER_PAGE, Typed};
use super::list_views::{Chip, FilterFields, FilterForm};
use crate::categories::Category;
use crate::domain::currency::Currency;
use crate::domain::fault::FieldErrors;
use crate::domain::format::Format;
use crate::policy::status::Status;
use crate::web::frame::{Choice, Faults, Hidden};
use crate::words::{Language, Phrase, phrase};
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// What there is to choose from.
pub struct Choices {
    /// How the reader writes money and dates.
    pub format: Arc<Format>,
    /// The organization's currency.
    pub base: Currency,
    /// All categories.
    pub categories: Vec<Category>,
    /// The language of the page.
    pub language: Language,
    /// The members by name, where there are others' expenses to be seen.
    pub members: Option<HashMap<Uuid, String>>,
}

/// One chip for each value, each leading to the list without it.
pub fn chips(filter: &Filter, choices: &Choices) -> Vec<Chip> {
    let (format, language) = (&choices.format, choices.language);
    let say = |phrase: Phrase| language.say(&phrase).into_owned();
    let mut chips = Vec::new();
    let mut put = |label: String, without: &dyn Fn(&mut Filter)| {
        let mut rest = filter.clone();
        without(&mut rest);
        chips.push(Chip { label, href: rest.address(format) });
    };
    if let Some(text) = &filter.text {
        put(say(phrase!("filter-quoted", text = text)), &|rest| rest.text = None);
    }
    for status in filter.statuses.iter().filter(|status| **status != Status::Trash) {
        put(status.word(language).to_owned(), &|rest| rest.statuses.retain(|other| other != status));
    }
    for id in &filter.categories {
        let name = choices.categories.iter().find(|category| category.id == *id);
        let name = name.map(|category| category.name.clone()).unwrap_or_default();
        put(name, &|rest| rest.categories.retain(|other| other != id));
    }
    if filter.uncategorized {
        put(say(phrase!("filter-no-category")), &|rest| rest.uncategorized = false);
    }
    for id in &filter.members {
        let names = choices.members.as_ref();
        let name = names.and_then(|names| names.get(&id.uuid()).cloned());
        put(name.unwrap_or_else(|| say(phrase!("filter-yours"))), &|rest| {
            rest.members.retain(|other| other != id)
        });
    }
    if let Some(day) = filter.from {
        put(say(phrase!("filter-from", day = format.day_month_year(day))), &|rest| rest.from = None);
    }
    if let Some(day) = filter.to {
        put(say(phrase!("filter-to", day = format.day_month_year(day))), &|rest| rest.to = None);
    }
    if let Some(money) = filter.min {
        put(say(phrase!("filter-at-least", amount = format.money_with_code(&money))), &|rest| {
            rest.min = None
        });
    }
    if let Some(money) = filter.max {
        put(say(phrase!("filter-at-most", amount = format.money_with_code(&money))), &|rest| rest.max = None);
    }
    if let Some(currency) = filter.currency {
        put(say(phrase!("filter-in", currency = currency.code())), &|rest| rest.currency = None);
    }
    chips
}

/// The form, filled with what was typed. All filters are shown when `filter=open` asks for them, and while something
/// in them is wrong.
pub fn form(typed: &Typed, filter: &Filter, per: i64, choices: &Choices, faults: &FieldErrors) -> FilterForm {
    let inside =
        ["status", "category", "member", "from", "to", "min", "max", "currency", "tag", "sort", "dir"];
    let open = typed.shown("filter") == "open" || faults.iter().any(|(field, _)| inside.contains(&field));
    let per = (per != PER_PAGE).then(|| per.to_string());
    let pairs = filter.pairs(&choices.format);
    let mut opened = pairs.clone();
    opened.extend(per.clone().map(|per| ("per", per)));
    opened.push(("filter", "open".to_owned()));
    let held = pairs.into_iter().filter(|(name, _)| !open && *name != "q");
    FilterForm {
        q: typed.shown("q").to_owned(),
        per,
        fields: open.then(|| fields(typed, filter, choices)),
        held: held.map(|(name, value)| Hidden { name: name.to_owned(), value }).collect(),
        opened: filter::with_query("/expenses", &filter::encode(&opened)),
        faults: faults.sentences(choices.language).collect::<Faults>(),
    }
}

fn fields(typed: &Typed, filter: &Filter, choices: &Choices) -> FilterFields {
    let shown = |name| typed.shown(name).to_owned();
    let amounts = filter.currency.unwrap_or(choices.base);
    FilterFields {
        statuses: statuses(filter, choices.language),
        categories: categories(filter, choices),
        members: members(filter, choices),
        from: shown("from"),
        to: shown("to"),
        min: shown("min"),
        max: shown("max"),
        amounts_in: amounts.code().to_owned(),
        currencies: currencies(filter, choices),
        sorts: sorts(filter, choices.language),
    }
}

fn statuses(filter: &Filter, language: Language) -> Vec<Choice> {
    if filter.is_trash() {
        return Vec::new();
    }
    let offered = Status::ALL.into_iter().filter(|status| *status != Status::Trash);
    let choice = |status: Status| Choice {
        value: status.code().to_owned(),
        label: status.word(language).to_owned(),
        chosen: filter.statuses.contains(&status),
    };
    offered.map(choice).collect()
}

fn categories(filter: &Filter, choices: &Choices) -> Vec<Choice> {
    let choice = |category: &Category| Choice {
        value: category.id.to_string(),
        label: category.name.clone(),
        chosen: filter.categories.contains(&category.id),
    };
    let label = choices.language.word("filter-no-category").to_owned();
    let none = Choice { value: "none".to_owned(), label, chosen: filter.uncategorized };
    // What was merged counts as what it was merged into, which is offered.
    let offered =
        |category: &&Category| category.merged_into.is_none() || filter.categories.contains(&category.id);
    [none].into_iter().chain(choices.categories.iter().filter(offered).map(choice)).collect()
}

fn members(filter: &Filter, choices: &Choices) -> Vec<Choice> {
    let names = choices.members.iter().flatten();
    let mut members: Vec<Choice> = names
        .map(|(id, name)| Choice {
            value: id.to_string(),
            label: name.clone(),
            chosen: filter.members.iter().any(|member| member.uuid() == *id),
        })
        .collect();
    members.sort_by(|one, other| one.label.cmp(&other.label));
    members
}

/// The organization's first, then the one chosen, then all others.
fn currencies(filter: &Filter, choices: &Choices) -> Vec<Choice> {
    let base = choices.base;
    let chosen = filter.currency.filter(|chosen| *chosen != base);
    let others = Currency::all().iter().copied().filter(|other| *other != base && Some(*other) != chosen);
    let label = choices.language.word("filter-any").to_owned();
    let any = Choice { value: String::new(), label, chosen: filter.currency.is_none() };
    let choice = |currency: Currency| Choice {
        value: currency.code().to_owned(),
        label: currency.code().to_owned(),
        chosen: filter.currency == Some(currency),
    };
    [any].into_iter().chain([base].into_iter().chain(chosen).chain(others).map(choice)).collect()
}

/// `+` and `-` say the direction, as the address may.
fn sorts(filter: &Filter, language: Language) -> Vec<Choice> {
    let offered = [
        ("", Sort::SpentOn, Direction::Descending, "sort-latest"),
        ("+spent_on", Sort::SpentOn, Direction::Ascending, "sort-earliest"),
        ("amount", Sort::Amount, Direction::Descending, "sort-largest"),
        ("+amount", Sort::Amount, Direction::Ascending, "sort-smallest"),
        ("merchant", Sort::Merchant, Direction::Ascending, "sort-merchant"),
        ("-merchant", Sort::Merchant, Direction::Descending, "sort-merchant-down"),
        ("created", Sort::Created, Direction::Descending, "sort-recorded-last"),
        ("+created", Sort::Created, Direction::Ascending, "sort-recorded-first"),
    ];
    let choice = |(value, sort, direction, label): (&str, Sort, Direction, &'static str)| Choice {
        value: value.to_owned(),
        label: language.word(label).to_owned(),
        chosen: (filter.order.sort, filter.order.direction) == (sort, direction),
    };
    offered.into_iter().map(choice).collect()
}
