//! Eyes for the accented English: what stands on a page without accents never went through the catalogue.

use crate::steps::another_app;
use crate::support::{Answer, TestApp};
use chrono::{Month, Weekday};
use outlay::words::Languages;
use scraper::{ElementRef, Node, Selector};
use std::collections::BTreeSet;

/// What is no word of the program's: names as ISO and the tz database have them, and those of the samples.
const NAMES: [&str; 8] = ["Outlay", "Europe", "Vienna", "EUR", "Café", "Central", "English", "Ireland"];
/// Read aloud or shown, though no text of the page.
const SAID: [&str; 4] = ["title", "aria-label", "placeholder", "alt"];
/// Choices whose names come from CLDR or the tz database, dates, what a person wrote, and keys of a keyboard.
const OF_OTHERS: &str = "select[name=locale] option, select[name=currency] option, select[name=timezone] option, \
     datalist option, time, kbd, code, textarea, script, style, template, .amount, .money, .total";

/// The program in nothing but the accented English.
pub async fn accented_app() -> TestApp {
    another_app(|raw| raw.languages = Some(Languages::PSEUDO)).await
}

/// The test's own eyes.
#[test]
fn plain_words_are_found_and_names_are_not() {
    let page = |text: &str| Answer {
        status: 200,
        headers: Default::default(),
        text: format!("<main>{text}</main>"),
        bytes: Vec::new(),
    };
    for (text, found) in [
        ("<p>Good day</p>", vec!["Good day"]),
        ("<p>⟦Góód dáý⟧</p>", vec![]),
        ("<p>⟦Góód dáý, Anna⟧</p>", vec![]),
        ("<p>⟦ón ⟦Mónday⟧⟧ later</p>", vec!["later"]),
        ("<a title=\"Open it\">⟦Ópén⟧</a>", vec!["Open it"]),
        ("<time>21 November</time><p>owner@x.test, Outlay, 7 EUR</p>", vec![]),
    ] {
        assert_eq!(plain_words(&page(text), &[]), found, "{text}");
    }
}

/// What a page says past the catalogue.
pub fn plain_words(page: &Answer, names: &[&str]) -> Vec<String> {
    let others = Selector::parse(OF_OTHERS).expect("a selector");
    let document = page.document();
    let others: BTreeSet<_> = document.select(&others).map(|element| element.id()).collect();
    let mut texts = Vec::new();
    for node in document.tree.nodes() {
        if node.ancestors().any(|above| others.contains(&above.id())) {
            continue;
        }
        match node.value() {
            Node::Text(text) => texts.push(text.to_string()),
            Node::Element(_) if !others.contains(&node.id()) => {
                let element = ElementRef::wrap(node).expect("an element");
                let spoken = |(name, value): (&str, &str)| {
                    let is_said = SAID.contains(&name) || (name.starts_with("data-") && value.contains(' '));
                    is_said.then(|| value.to_owned())
                };
                texts.extend(element.value().attrs().filter_map(spoken));
            }
            _ => {}
        }
    }
    let is_address = |word: &&str| {
        word.contains(['@', '/', '#'])
            || word.contains(".localhost")
            || names.iter().any(|name| word.contains(name))
    };
    let is_plain = |word: &str| {
        let has_vowel = word.chars().any(|letter| "aeiouyAEIOUY".contains(letter));
        // Capitals alone are initials, marks and codes.
        has_vowel
            && word.chars().any(char::is_lowercase)
            && !NAMES.contains(&word)
            && !is_of_the_calendar(word)
    };
    let without = |text: &String| names.iter().fold(outside(text), |text, name| text.replace(name, ""));
    let plain = texts.iter().map(without).filter(|text| {
        let words = text.split_whitespace().filter(|word| !is_address(word));
        words.flat_map(|word| word.split(|letter: char| !letter.is_alphabetic())).any(is_plain)
    });
    plain.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// `November`, `Nov`, `Saturday`, `Sat`.
fn is_of_the_calendar(word: &str) -> bool {
    word.parse::<Month>().is_ok() || word.parse::<Weekday>().is_ok()
}

/// What stands outside the brackets that the accented English puts around whatever it says.
fn outside(text: &str) -> String {
    let mut depth = 0_usize;
    let mut rest = String::new();
    for letter in text.chars() {
        match letter {
            '⟦' => depth += 1,
            '⟧' => depth = depth.saturating_sub(1),
            _ if depth == 0 => rest.push(letter),
            _ => {}
        }
    }
    rest
}
