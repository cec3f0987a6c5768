//! English that no catalogue has: accents on every vowel, so that what was written past the catalogue stands out.

use std::borrow::Cow;

/// One piece of a sentence, legible and yet no English; blanks are not touched.
pub(super) fn accented(text: &str) -> Cow<'_, str> {
    Cow::Owned(text.chars().map(accent).collect())
}

/// A whole sentence: its ends show whether a page cuts it or puts it together of pieces.
pub(super) fn bracketed(text: &str) -> String {
    format!("⟦{text}⟧")
}

fn accent(letter: char) -> char {
    match letter {
        'a' => 'á',
        'e' => 'é',
        'i' => 'í',
        'o' => 'ó',
        'u' => 'ú',
        'y' => 'ý',
        'A' => 'Á',
        'E' => 'É',
        'I' => 'Í',
        'O' => 'Ó',
        'U' => 'Ú',
        'Y' => 'Ý',
        other => other,
    }
}
