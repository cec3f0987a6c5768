//! How templates speak: `{{ "expenses-title"|say }}`, `{{ "profile-address"|with("email", email)|say }}`.
//!
//! A page's language is known to the page alone (`page.lang`), and a filter within a macro doesn't see the page. So the
//! first line of `layouts/base.html` sends the language through [`speaks`], which tells the [`Voice`] that goes along
//! with the rendering, and everything below it is said by that voice. What has no layout is begun with its language:
//! `Voice::in_language`.

use super::language::Language;
use super::phrase::{Arg, Phrase, Piece, Speak};
use askama::Values;
use std::any::Any;
use std::borrow::Cow;
use std::cell::Cell;

/// Goes along with one rendering and knows its language.
#[derive(Debug, Default)]
pub struct Voice(Cell<Language>);

impl Voice {
    /// One that knows from the start.
    pub fn in_language(language: Language) -> Self {
        Self(Cell::new(language))
    }

    fn of(values: &dyn Values) -> askama::Result<&Self> {
        askama::get_value(values, "voice")
    }
}

impl Values for Voice {
    fn get_value<'a>(&'a self, _: &str) -> Option<&'a dyn Any> {
        Some(self)
    }
}

/// Says an id or a phrase.
#[askama::filter_fn]
pub fn say(what: impl Speak, values: &dyn Values) -> askama::Result<Cow<'static, str>> {
    Ok(what.spoken(Voice::of(values)?.0.get()))
}

/// Fills one blank of an id or a phrase.
#[askama::filter_fn]
pub fn with<V: Into<Arg>>(
    what: impl Into<Phrase>,
    _: &dyn Values,
    name: &'static str,
    value: V,
) -> askama::Result<Phrase> {
    Ok(what.into().with(name, value))
}

/// A phrase in pieces, for a sentence with elements in its blanks.
#[askama::filter_fn]
pub fn pieces(what: impl Into<Phrase>, values: &dyn Values) -> askama::Result<Vec<Piece>> {
    Ok(Voice::of(values)?.0.get().pieces(&what.into()))
}

/// From here on this language is spoken; shows its code.
#[askama::filter_fn]
pub fn speaks(language: &Language, values: &dyn Values) -> askama::Result<&'static str> {
    Voice::of(values)?.0.set(*language);
    Ok(language.code())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::filters;
    use askama::Template;

    #[derive(Template)]
    #[template(
        source = "{% macro inner(id) %}{{ id|say }}{{ caller() }}{% endmacro %}\
                  <p lang={{ language|speaks }}>{{ \"status-draft\"|say }}\
                  {% call inner(\"role-owner\") %}{{ \"fault-page-size\"|with(\"most\", 7_u32)|say }}{% endcall %}",
        ext = "html"
    )]
    struct Page {
        language: Language,
    }

    #[test]
    fn a_page_speaks_its_language_in_macros_too() {
        let said = |language| Page { language }.render_with_values(&Voice::default()).expect("renders");
        assert_eq!(said(Language::German), "<p lang=de>EntwurfInhaberEine Seite hat 1 bis 7 Ausgaben.");
        assert_eq!(said(Language::English), "<p lang=en>DraftOwnerA page has 1 to 7 expenses.");
    }

    #[test]
    fn nothing_is_said_without_a_voice() {
        assert!(Page { language: Language::German }.render().is_err());
    }
}
