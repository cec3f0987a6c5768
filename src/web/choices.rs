//! The long lists that several forms offer: currencies, time zones, ways to write dates and numbers.

use super::frame::Choice;
use crate::domain::currency::Currency;
use crate::domain::locale::Locale;
use crate::domain::timezone::Timezone;

/// All currencies, by code and name.
pub fn currencies(chosen: &str) -> Vec<Choice> {
    let all = Currency::all().iter().map(|currency| Choice {
        value: currency.code().to_owned(),
        label: format!("{} – {}", currency.code(), currency.name()),
        chosen: currency.code().eq_ignore_ascii_case(chosen.trim()),
    });
    with_typed(all.collect(), chosen)
}

/// All time zones.
pub fn timezones(chosen: &str) -> Vec<Choice> {
    let all = Timezone::all().iter().map(|name| Choice {
        value: (*name).to_owned(),
        label: name.replace('_', " "),
        chosen: *name == chosen.trim(),
    });
    with_typed(all.collect(), chosen)
}

/// The ways to write dates and numbers that are asked for most.
pub fn locales(chosen: &str) -> Vec<Choice> {
    let common = Locale::common().iter().map(|(tag, name)| Choice {
        value: (*tag).to_owned(),
        label: (*name).to_owned(),
        chosen: *tag == chosen.trim(),
    });
    with_typed(common.collect(), chosen)
}

/// What was guessed or typed stays, even where the list does not have it: otherwise the browser would show, and send,
/// the first of the list instead.
fn with_typed(mut choices: Vec<Choice>, typed: &str) -> Vec<Choice> {
    if choices.iter().all(|choice| !choice.chosen) && !typed.trim().is_empty() {
        choices.insert(0, Choice { value: typed.to_owned(), label: typed.to_owned(), chosen: true });
    }
    choices
}
