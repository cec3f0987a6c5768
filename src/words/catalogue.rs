//! The texts of one language, read from the files in the program once and kept ready.

use super::language::Language;
use super::phrase::{Arg, Phrase, Piece};
use super::pseudo;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;
use unic_langid::LanguageIdentifier;

/// Phrases within phrases end somewhere, whatever was read from a cookie.
const DEEPEST: usize = 16;

/// The files of one language, by feature.
macro_rules! files {
    ($language:literal) => {
        files!($language; "absences", "activity", "approvals", "branding", "categories", "common", "currencies", "errors", "expenses", "faults", "home", "identity", "letters", "mail", "members", "notifications", "onboarding", "organization", "policy", "receipts", "routes", "rules", "sets", "trials", "web")
    };
    ($language:literal; $($feature:literal),+) => {
        &[$(($feature, include_str!(concat!("../../locales/", $language, "/", $feature, ".ftl")))),+]
    };
}

const ENGLISH: &[(&str, &str)] = files!("en");
const GERMAN: &[(&str, &str)] = files!("de");
const SPANISH: &[(&str, &str)] = files!("es");

/// The texts a language is made of, by feature: what a test looks through.
pub fn sources(language: Language) -> &'static [(&'static str, &'static str)] {
    match language {
        Language::English | Language::Pseudo => ENGLISH,
        Language::German => GERMAN,
        Language::Spanish => SPANISH,
    }
}

pub(super) struct Catalogue {
    language: Language,
    /// What has no blanks is said once, here: a page has a hundred of them.
    words: HashMap<String, String>,
    bundle: FluentBundle<FluentResource>,
}

impl Catalogue {
    pub(super) fn of(language: Language) -> &'static Self {
        static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::load(Language::English));
        static GERMAN: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::load(Language::German));
        static SPANISH: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::load(Language::Spanish));
        static PSEUDO: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::load(Language::Pseudo));
        match language {
            Language::English => &ENGLISH,
            Language::German => &GERMAN,
            Language::Spanish => &SPANISH,
            Language::Pseudo => &PSEUDO,
        }
    }

    fn load(language: Language) -> Self {
        let tag: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Isolating marks would end up in titles, attributes and mails' subjects.
        bundle.set_use_isolating(false);
        if language == Language::Pseudo {
            bundle.set_transform(Some(pseudo::accented));
        }
        let mut ids = Vec::new();
        for (feature, text) in sources(language) {
            // A test reads every file strictly; here a slip costs one sentence, not the program.
            let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(read, faults)| {
                tracing::error!(feature, ?faults, "a file of sentences has faults");
                read
            });
            ids.extend(text.lines().filter_map(id_of).map(str::to_owned));
            if let Err(faults) = bundle.add_resource(resource) {
                tracing::error!(feature, ?faults, "a sentence has two texts");
            }
        }
        let mut catalogue = Self { language, words: HashMap::new(), bundle };
        let words: Vec<(String, String)> = ids.into_iter().filter_map(|id| catalogue.whole(id)).collect();
        catalogue.words.extend(words);
        catalogue
    }

    /// An id with its text, if nothing is missing in it.
    fn whole(&self, id: String) -> Option<(String, String)> {
        let text = self.format(&id, None)?;
        Some((id, text))
    }

    pub(super) fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    pub(super) fn word(&'static self, id: &str) -> Option<&'static str> {
        let own = self.words.get(id).map(String::as_str);
        own.or_else(|| self.fallback().and_then(|english| english.word(id)))
    }

    pub(super) fn say(&'static self, phrase: &Phrase) -> Cow<'static, str> {
        self.say_within(phrase, DEEPEST)
    }

    fn say_within(&'static self, phrase: &Phrase, depth: usize) -> Cow<'static, str> {
        if phrase.args().is_empty()
            && let Some(word) = self.word(phrase.id())
        {
            return Cow::Borrowed(word);
        }
        let args = self.args(phrase, depth);
        match (self.format(phrase.id(), Some(&args)), self.fallback()) {
            (Some(text), _) => Cow::Owned(text),
            (None, Some(english)) => english.say_within(phrase, depth),
            (None, None) => {
                tracing::error!(id = phrase.id(), "a sentence could not be said");
                Cow::Owned(phrase.id().to_owned())
            }
        }
    }

    pub(super) fn pieces(&'static self, phrase: &Phrase) -> Vec<Piece> {
        let own = self.cut(phrase).or_else(|| self.fallback().and_then(|english| english.cut(phrase)));
        own.unwrap_or_else(|| vec![Piece::Said(phrase.id().to_owned())])
    }

    /// None where a text or something in it is missing.
    fn cut(&'static self, phrase: &Phrase) -> Option<Vec<Piece>> {
        let pattern = self.bundle.get_message(phrase.id())?.value()?;
        let args = self.args(phrase, DEEPEST);
        let piece = |element: &PatternElement<&'static str>| match open_blank(element, &args) {
            Some(blank) => Some(Piece::Open(blank)),
            None => {
                let mut faults = Vec::new();
                let alone = Pattern { elements: vec![element.clone()] };
                let said = self.bundle.format_pattern(&alone, Some(&args), &mut faults).into_owned();
                faults.is_empty().then_some(Piece::Said(said))
            }
        };
        pattern.elements.iter().map(piece).collect()
    }

    fn args(&'static self, phrase: &Phrase, depth: usize) -> FluentArgs<'static> {
        let mut args = FluentArgs::with_capacity(phrase.args().len());
        for (name, arg) in phrase.args() {
            let value = match arg {
                Arg::Number(number) => FluentValue::from(*number),
                Arg::Text(text) => FluentValue::from(text.clone()),
                Arg::Phrase(inner) if depth > 0 => FluentValue::from(self.say_within(inner, depth - 1)),
                Arg::Phrase(inner) => FluentValue::from(inner.id().to_owned()),
            };
            args.set(name.clone(), value);
        }
        args
    }

    /// None where a text or something in it is missing.
    fn format(&self, id: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut faults = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut faults).into_owned();
        if !faults.is_empty() {
            return None;
        }
        Some(if self.language == Language::Pseudo { pseudo::bracketed(&text) } else { text })
    }

    fn fallback(&self) -> Option<&'static Self> {
        (self.language != Language::English).then(|| Self::of(Language::English))
    }
}

/// The name of a blank that nothing was given for.
fn open_blank(element: &PatternElement<&'static str>, args: &FluentArgs<'_>) -> Option<&'static str> {
    match element {
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::VariableReference { id }),
        } if args.get(id.name).is_none() => Some(id.name),
        _ => None,
    }
}

/// The id that a line of a file begins with.
fn id_of(line: &str) -> Option<&str> {
    let (id, _) = line.split_once('=')?;
    let id = id.trim_end();
    (id.starts_with(|first: char| first.is_ascii_lowercase()) && !id.contains(' ')).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::super::phrase::phrase;
    use super::*;

    #[test]
    fn a_phrase_is_said_in_each_language() {
        let phrase = phrase!("fault-page-size", most = 100_u32);
        assert_eq!(Language::English.say(&phrase), "A page has 1 to 100 expenses.");
        assert_eq!(Language::German.say(&phrase), "Eine Seite hat 1 bis 100 Ausgaben.");
        assert_eq!(Language::Pseudo.say(&phrase), "⟦Á págé hás 1 tó 100 éxpénsés.⟧");
        assert_eq!(Language::Spanish.word("status-draft"), "Borrador");
    }

    #[test]
    fn what_nobody_wrote_is_its_own_id() {
        assert_eq!(Language::German.say(&phrase!("no-such-sentence")), "no-such-sentence");
        assert_eq!(
            Language::English.say(&phrase!("fault-page-size")),
            "fault-page-size",
            "a blank stays empty"
        );
    }

    #[test]
    fn blanks_that_nothing_was_given_for_stay_open() {
        let phrase = phrase!("fault-amount-other-currency", chosen = "EUR");
        let said = |text: &str| Piece::Said(text.to_owned());
        let (before, between, after) =
            (said("You wrote “"), said("” but chose "), said(". Make the two agree."));
        let pieces = [before, Piece::Open("typed"), between, said("EUR"), after];
        assert_eq!(Language::English.pieces(&phrase), pieces);
        assert_eq!(Language::German.pieces(&phrase!("no-such-sentence")), [said("no-such-sentence")]);
    }

    #[test]
    fn the_plural_follows_the_count() {
        let expenses = |count: i64| phrase!("expenses-count", count = count, number = count.to_string());
        assert_eq!(Language::English.say(&expenses(1)), "1 expense");
        assert_eq!(Language::German.say(&expenses(0)), "0 Ausgaben");
        assert_eq!(Language::Spanish.say(&expenses(1)), "1 gasto");
    }

    #[test]
    fn phrases_within_phrases_end() {
        let mut phrase = phrase!("role-owner");
        for _ in 0..50 {
            phrase = phrase!("common-two-sentences", first = phrase.clone(), second = phrase!("role-owner"));
        }
        assert!(Language::English.say(&phrase).starts_with("common-two-sentences role-owner Owner"));
    }
}
