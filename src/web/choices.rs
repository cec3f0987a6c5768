//! The long lists that several forms offer: currencies, time zones, ways to write dates and numbers.

use super::frame::Choice;
use crate::domain::currency::Currency;
use crate::domain::locale::Locale;
use crate::domain::timezone::Timezone;
use crate::words::{Language, Phrase};

/// All currencies, by code and name.
pub fn currencies(language: Language, chosen: &str) -> Vec<Choice> {
    let all = Currency::all().iter().map(|currency| Choice {
        value: currency.code().to_owned(),
        label: format!("{} – {}", currency.code(), language.say(&name_of(*currency))),
        chosen: currency.code().eq_ignore_ascii_case(chosen.trim()),
    });
    with_typed(all.collect(), chosen)
}

/// The name of a currency in present circulation.
fn name_of(currency: Currency) -> Phrase {
    Phrase::new(format!("currency-{}", currency.code().to_ascii_lowercase()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_currency_has_a_name() {
        for currency in Currency::all() {
            let name = name_of(*currency);
            assert!(Language::knows(name.id()), "{}", name.id());
        }
        let euro = currencies(Language::German, "eur").into_iter().find(|choice| choice.chosen);
        assert_eq!(euro.map(|euro| euro.label).as_deref(), Some("EUR – Euro"));
    }
}
