//! The languages there are, and which of them a reader gets.

use super::catalogue::Catalogue;
use super::phrase::{Phrase, Piece, Speak};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A language that the catalogue speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Language {
    /// English: the language the program is written in, and the one for everybody whose own it doesn't speak.
    #[default]
    #[serde(rename = "en")]
    English,
    /// German.
    #[serde(rename = "de")]
    German,
    /// Spanish.
    #[serde(rename = "es")]
    Spanish,
    /// English with accents, in brackets: what stands on a page without them never went through the catalogue.
    #[serde(rename = "en-XA")]
    Pseudo,
}

impl Language {
    /// Those of people.
    pub const ALL: [Self; 3] = [Self::English, Self::German, Self::Spanish];

    /// BCP 47: the value of HTML's `lang`.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::Spanish => "es",
            Self::Pseudo => "en-XA",
        }
    }

    /// Which way it is written: the value of HTML's `dir`.
    pub fn dir(self) -> &'static str {
        match self {
            Self::English | Self::German | Self::Spanish | Self::Pseudo => "ltr",
        }
    }

    /// The language of a BCP 47 tag, whatever its region: `de-AT` is German.
    pub fn of(tag: &str) -> Option<Self> {
        if tag.eq_ignore_ascii_case(Self::Pseudo.code()) {
            return Some(Self::Pseudo);
        }
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|known| known.code().eq_ignore_ascii_case(language))
    }

    /// A phrase in this language.
    pub fn say(self, phrase: &Phrase) -> Cow<'static, str> {
        Catalogue::of(self).say(phrase)
    }

    /// A phrase in pieces, for a page that puts elements into its blanks: those that the phrase has nothing for stay
    /// open.
    pub fn pieces(self, phrase: &Phrase) -> Vec<Piece> {
        Catalogue::of(self).pieces(phrase)
    }

    /// A phrase without arguments, by its id.
    pub fn word(self, id: &'static str) -> &'static str {
        Catalogue::of(self).word(id).unwrap_or(id)
    }

    /// Whether the catalogue has a sentence of this id.
    pub fn knows(id: &str) -> bool {
        Catalogue::of(Self::English).has(id)
    }

    /// Whatever can be said, in this language: an id or a phrase.
    pub fn speak(self, what: &(impl Speak + ?Sized)) -> Cow<'static, str> {
        what.spoken(self)
    }
}

/// The languages that readers are offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Languages(&'static [Language]);

impl Languages {
    /// Those of people. Every page speaks each of them: `tests/language.rs` holds the catalogue and the code to it.
    pub const WHOLE: Self = Self(&Language::ALL);
    /// The accented English alone: for tests.
    pub const PSEUDO: Self = Self(&[Language::Pseudo]);

    /// The language of the first wish that can be granted, else the first one offered. Wishes are BCP 47 tags.
    pub fn of<'a>(self, wishes: impl IntoIterator<Item = &'a str>) -> Language {
        let mut wanted = wishes.into_iter().filter_map(Language::of);
        wanted.find(|language| self.0.contains(language)).unwrap_or_else(|| self.first())
    }

    /// The language for a header `Accept-Language` (RFC 9110, 12.5.4), its wishes taken by their weight.
    pub fn accepted(self, header: &str) -> Language {
        let mut wishes: Vec<(&str, f32)> = header.split(',').take(32).filter_map(weighed).collect();
        wishes.sort_by(|(_, left), (_, right)| right.total_cmp(left));
        self.of(wishes.into_iter().map(|(tag, _)| tag))
    }

    fn first(self) -> Language {
        self.0.first().copied().unwrap_or_default()
    }
}

impl Default for Languages {
    fn default() -> Self {
        Self::WHOLE
    }
}

/// `de-AT;q=0.8` as tag and weight; nothing for what is not wanted at all.
fn weighed(entry: &str) -> Option<(&str, f32)> {
    let mut parts = entry.split(';');
    let tag = parts.next()?.trim();
    let weight =
        parts.find_map(|part| part.trim().strip_prefix("q=")).map_or(Some(1.0), |q| q.parse().ok())?;
    (weight > 0.0).then_some((tag, weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_names_its_language_in_any_region() {
        for (tag, language) in [
            ("de-AT", Some(Language::German)),
            ("DE", Some(Language::German)),
            ("es_MX", Some(Language::Spanish)),
            ("en-XA", Some(Language::Pseudo)),
            ("en-GB", Some(Language::English)),
            ("fr", None),
            ("den", None),
            ("", None),
        ] {
            assert_eq!(Language::of(tag), language, "{tag}");
        }
    }

    #[test]
    fn the_first_wish_that_can_be_granted_counts() {
        assert_eq!(Languages::WHOLE.of(["fr-FR", "es-ES", "de"]), Language::Spanish);
        assert_eq!(Languages::WHOLE.of(["fr-FR"]), Language::English);
        assert_eq!(Languages::WHOLE.of(["en-XA"]), Language::English, "nobody is offered accents");
        assert_eq!(Languages::PSEUDO.of(["de-AT"]), Language::Pseudo);
    }

    #[test]
    fn weights_order_the_wishes_of_a_browser() {
        assert_eq!(Languages::WHOLE.accepted("fr, en;q=0.5, de-AT;q=0.8"), Language::German);
        assert_eq!(Languages::WHOLE.accepted("de;q=0, es;q=0.1"), Language::Spanish);
        assert_eq!(Languages::WHOLE.accepted("*;q=oops,,"), Language::English);
    }
}
