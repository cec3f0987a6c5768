//! Whether two merchants are likely one: how many groups of three letters their names share.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// From this share on two names are similar.
const SIMILAR: (usize, usize) = (2, 5);

/// A name as names are compared: without case, accents, and what is neither letter nor digit; words one space apart.
pub fn fold(name: &str) -> String {
    let plain: String = name
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| if letter.is_alphanumeric() { letter } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two names are similar: at least two in five of their trigrams are in both. A name that has neither letters
/// nor digits is similar to itself alone.
pub fn similar(one: &str, other: &str) -> bool {
    one == other || Shape::of(one).is_like(&Shape::of(other))
}

/// A name as likeness sees it, to be made once where it is compared often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape(BTreeSet<[char; 3]>);

impl Shape {
    /// The shape of a name.
    pub fn of(name: &str) -> Self {
        Self(trigrams(&fold(name)))
    }

    /// Whether two different names are [`similar`].
    pub fn is_like(&self, other: &Self) -> bool {
        let (shared, all) = (self.0.intersection(&other.0).count(), self.0.union(&other.0).count());
        shared > 0 && shared * SIMILAR.1 >= all * SIMILAR.0
    }
}

/// Every three letters in a row of each word, with two blanks before it and one behind, so that beginnings weigh more.
fn trigrams(folded: &str) -> BTreeSet<[char; 3]> {
    let padded = |word: &str| "  ".chars().chain(word.chars()).chain([' ']).collect::<Vec<_>>();
    let of_word = |word: &str| {
        padded(word).windows(3).filter_map(|three| three.try_into().ok()).collect::<Vec<[char; 3]>>()
    };
    folded.split(' ').filter(|word| !word.is_empty()).flat_map(of_word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_that_are_likely_one_are_similar() {
        for (one, other) in [
            ("Café Central", "CAFE CENTRAL"),
            ("Taxi 40100", "Taxi 40100 Wien"),
            ("寿司処", "寿司処"),
            ("???", "???"),
            ("Müller & Söhne", "Muller Sohne"),
        ] {
            assert!(similar(one, other), "{one} {other}");
        }
        for (one, other) in [("Café Central", "Bahnhof"), ("Taxi", "Hotel Taube"), ("???", "!!!"), ("", "x")]
        {
            assert!(!similar(one, other), "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn likeness_goes_both_ways(one in "\\PC{0,30}", other in "\\PC{0,30}") {
            prop_assert!(similar(&one, &one));
            prop_assert_eq!(similar(&one, &other), similar(&other, &one));
        }
    }
}
