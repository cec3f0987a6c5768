//! What is to be said, as data.

use super::language::Language;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A sentence or a word before anybody has said it: an id of the catalogue and what belongs into its blanks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    id: Cow<'static, str>,
    args: Vec<(Cow<'static, str>, Arg)>,
}

/// What belongs into a blank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Arg {
    /// A number: chooses the plural, and is written in the digits 0 to 9 without groups. A count that can be large has
    /// its written form beside it, as another argument.
    Number(i64),
    /// Anything that is shown as it is: a name, an amount, a date.
    Text(String),
    /// Another phrase, said in the same language.
    Phrase(Box<Phrase>),
}

/// A piece of a sentence that is cut at its open blanks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// What the language says.
    Said(String),
    /// A blank, by its name.
    Open(&'static str),
}

impl Phrase {
    /// The phrase of an id, without arguments.
    pub fn new(id: impl Into<Cow<'static, str>>) -> Self {
        Self { id: id.into(), args: Vec::new() }
    }

    /// The same with one blank filled.
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Arg>) -> Self {
        self.args.push((name.into(), value.into()));
        self
    }

    /// The id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// A text as it is, in whatever language it came: what operators read, which is English, or what a person wrote.
    pub fn verbatim(text: impl Into<String>) -> Self {
        Self::new("common-verbatim").with("text", text.into())
    }

    /// Several things after each other, as a language joins them; none for nothing.
    pub fn listed(things: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut things: Vec<Self> = things.into_iter().collect();
        let last = things.pop()?;
        let before = things
            .into_iter()
            .reduce(|rest, next| Self::new("common-list-rest").with("rest", rest).with("next", next));
        Some(match before {
            Some(rest) => Self::new("common-list-last").with("rest", rest).with("last", last),
            None => last,
        })
    }

    /// What fills the blanks.
    pub fn args(&self) -> &[(Cow<'static, str>, Arg)] {
        &self.args
    }
}

/// A phrase in one line: `phrase!("members-invited", name = name, count = 3)`.
macro_rules! phrase {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::words::Phrase::new($id)$(.with(stringify!($name), $value))*
    };
}
pub(crate) use phrase;

/// What a language can say: an id, or a phrase.
pub trait Speak {
    /// It in words.
    fn spoken(&self, language: Language) -> Cow<'static, str>;
}

impl Speak for Phrase {
    fn spoken(&self, language: Language) -> Cow<'static, str> {
        language.say(self)
    }
}

impl Speak for &'static str {
    fn spoken(&self, language: Language) -> Cow<'static, str> {
        Cow::Borrowed(language.word(self))
    }
}

impl<T: Speak + ?Sized> Speak for &T {
    fn spoken(&self, language: Language) -> Cow<'static, str> {
        (**self).spoken(language)
    }
}

impl From<&'static str> for Phrase {
    fn from(id: &'static str) -> Self {
        Self::new(id)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&&str> for Arg {
    fn from(text: &&str) -> Self {
        Self::Text((*text).to_owned())
    }
}

impl From<&&String> for Arg {
    fn from(text: &&String) -> Self {
        Self::Text((*text).clone())
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<Phrase> for Arg {
    fn from(phrase: Phrase) -> Self {
        Self::Phrase(Box::new(phrase))
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u64> for Arg {
    fn from(number: u64) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_can_be_kept_and_read_again() {
        let inner = phrase!("role-owner");
        let whole = phrase!("fault-page-size", most = 100_u32, name = "Mira", role = inner);
        let kept = serde_json::to_string(&whole).expect("serializes");
        assert_eq!(serde_json::from_str::<Phrase>(&kept).expect("reads"), whole);
    }
}
