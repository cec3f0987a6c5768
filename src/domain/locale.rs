//! The reader's language and region: BCP 47 tags, and what follows from them.

use std::hash::{Hash, Hasher};

use chrono::Weekday;
use diesel::{deserialize::FromSqlRow, expression::AsExpression, sql_types::Text};
use icu_calendar::{types::Weekday as IcuWeekday, week::WeekInformation};
use icu_locale::{Direction, LanguageIdentifier, LocaleCanonicalizer, LocaleDirectionality, LocaleExpander};

use super::{
    Currency,
    fault::{Fault, excerpt},
    text_column,
};

/// How many entries of an Accept-Language header are looked at; browsers send fewer than ten.
const ACCEPTED: usize = 32;

/// The locales offered in a select: tag and the language's own name for itself, by that name.
const COMMON: &[(&str, &str)] = &[
    ("id", "Bahasa Indonesia"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("de-DE", "Deutsch (Deutschland)"),
    ("de-AT", "Deutsch (Österreich)"),
    ("de-CH", "Deutsch (Schweiz)"),
    ("et", "Eesti"),
    ("en-AU", "English (Australia)"),
    ("en-AT", "English (Austria)"),
    ("en-CA", "English (Canada)"),
    ("en-IN", "English (India)"),
    ("en-IE", "English (Ireland)"),
    ("en-ZA", "English (South Africa)"),
    ("en-GB", "English (United Kingdom)"),
    ("en-US", "English (United States)"),
    ("es-ES", "Español (España)"),
    ("es-MX", "Español (México)"),
    ("fr-BE", "Français (Belgique)"),
    ("fr-FR", "Français (France)"),
    ("fr-CH", "Français (Suisse)"),
    ("hr", "Hrvatski"),
    ("it", "Italiano"),
    ("lv", "Latviešu"),
    ("lt", "Lietuvių"),
    ("hu", "Magyar"),
    ("nl-NL", "Nederlands"),
    ("nb", "Norsk bokmål"),
    ("pl", "Polski"),
    ("pt-BR", "Português (Brasil)"),
    ("pt-PT", "Português (Portugal)"),
    ("ro", "Română"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("fi", "Suomi"),
    ("sv", "Svenska"),
    ("tr", "Türkçe"),
    ("el", "Ελληνικά"),
    ("bg", "Български"),
    ("uk", "Українська"),
    ("he", "עברית"),
    ("ar-EG", "العربية (مصر)"),
    ("ar-AE", "العربية (الإمارات)"),
    ("hi-IN", "हिन्दी (भारत)"),
    ("th", "ไทย"),
    ("ko", "한국어"),
    ("zh-CN", "中文（简体）"),
    ("zh-TW", "中文（繁體）"),
    ("ja-JP", "日本語"),
];

/// Which way a language is written; the value of HTML's `dir`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextDirection {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl TextDirection {
    /// `ltr` or `rtl`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// A language with, where known, script and region (BCP 47, RFC 5646): how numbers and dates are written.
///
/// Variants and extensions are left off, as RFC 4647's look-up does: nothing here depends on them, and the
/// formatters are cached by tag. `en` by default.
#[derive(Debug, Clone, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Locale {
    tag: String,
    icu: icu_locale::Locale,
}

impl Locale {
    /// The locale of a tag, canonical (`iw-il` is `he-IL`); POSIX's underscore is taken for a hyphen.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        let unknown = || Fault::LocaleUnknown { typed: excerpt(typed) };
        let full =
            icu_locale::Locale::try_from_str(&typed.trim().replace('_', "-")).map_err(|_| unknown())?.id;
        // Five to eight letters are well-formed, but name no language: people type "english".
        if full.language.is_unknown() || full.language.as_str().len() > 3 {
            return Err(unknown());
        }
        let mut icu = icu_locale::Locale::from(LanguageIdentifier { variants: Default::default(), ..full });
        LocaleCanonicalizer::new_extended().canonicalize(&mut icu);
        Ok(Self { tag: icu.to_string(), icu })
    }

    fn stored(tag: String) -> Result<Self, Fault> {
        Self::parse(&tag)
    }

    /// The locale a browser asks for first (RFC 9110, 12.5.4): the highest `q`, the earliest of equals; what is
    /// malformed, `*` or of weight 0 is passed over.
    pub fn from_accept_language(header: &str) -> Option<Self> {
        let mut best: Option<(u16, Self)> = None;
        for entry in header.split(',').take(ACCEPTED) {
            let (tag, parameters) = entry.split_once(';').unwrap_or((entry, ""));
            let Some(weight) = weight(parameters).filter(|weight| *weight > 0) else { continue };
            if best.as_ref().is_some_and(|(heaviest, _)| *heaviest >= weight) {
                continue;
            }
            if let Ok(locale) = Self::parse(tag) {
                best = Some((weight, locale));
            }
        }
        best.map(|(_, locale)| locale)
    }

    /// The canonical tag, `de-AT`; the value of HTML's `lang`.
    pub fn as_str(&self) -> &str {
        &self.tag
    }

    /// The language's subtag, `de`.
    pub fn language(&self) -> &str {
        self.icu.id.language.as_str()
    }

    /// The region's subtag, `AT`, where the tag has one.
    pub fn region(&self) -> Option<&str> {
        self.icu.id.region.as_ref().map(|region| region.as_str())
    }

    /// Which way its script runs.
    pub fn text_direction(&self) -> TextDirection {
        match LocaleDirectionality::new_extended().get(&self.icu.id) {
            Some(Direction::RightToLeft) => TextDirection::Rtl,
            _ => TextDirection::Ltr,
        }
    }

    /// The currency of its region, or of the region where most who speak the language live (CLDR likely subtags).
    pub fn suggested_currency(&self) -> Option<Currency> {
        let mut likely = self.icu.id.clone();
        LocaleExpander::new_extended().maximize(&mut likely);
        likely.region.and_then(|region| Currency::of_region(region.as_str()))
    }

    /// The day on which a week begins (CLDR); Monday (ISO 8601) where that is not known.
    pub fn week_start(&self) -> Weekday {
        let first = WeekInformation::try_new((&self.icu).into()).map(|week| week.first_weekday);
        match first {
            Ok(IcuWeekday::Sunday) => Weekday::Sun,
            Ok(IcuWeekday::Saturday) => Weekday::Sat,
            Ok(IcuWeekday::Friday) => Weekday::Fri,
            _ => Weekday::Mon,
        }
    }

    /// Locales to choose from: tag and own name, in the order of the names.
    pub fn common() -> &'static [(&'static str, &'static str)] {
        COMMON
    }

    /// The tag as ICU4X takes it.
    pub(super) fn icu(&self) -> &icu_locale::Locale {
        &self.icu
    }
}

impl Default for Locale {
    fn default() -> Self {
        let icu = icu_locale::locale!("en");
        Self { tag: icu.to_string(), icu }
    }
}

impl PartialEq for Locale {
    fn eq(&self, other: &Self) -> bool {
        self.tag == other.tag
    }
}

impl Eq for Locale {}

impl Hash for Locale {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.tag.hash(state);
    }
}

/// The weight of an entry in thousandths: 1000 without parameters, `None` where `q` is malformed (RFC 9110, 12.4.2).
fn weight(parameters: &str) -> Option<u16> {
    let parameters = parameters.trim();
    if parameters.is_empty() {
        return Some(1000);
    }
    let (name, value) = parameters.split_once('=')?;
    let (whole, fraction) = value.trim().split_once('.').unwrap_or((value.trim(), ""));
    let digits = fraction.len() <= 3 && fraction.bytes().all(|byte| byte.is_ascii_digit());
    if !name.trim().eq_ignore_ascii_case("q") || !digits {
        return None;
    }
    match whole {
        "0" => format!("{fraction:0<3}").parse().ok(),
        "1" => Some(1000),
        _ => None,
    }
}

text_column!(Locale, Locale::stored);

impl<'de> serde::Deserialize<'de> for Locale {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn locale(tag: &str) -> Locale {
        Locale::parse(tag).expect("a locale")
    }

    #[test]
    fn tags_become_canonical() {
        for (typed, tag) in [
            ("EN-gb", "en-GB"),
            (" de_at ", "de-AT"),
            ("iw", "he"),
            ("zh-hant-tw", "zh-Hant-TW"),
            ("de-DE-1996", "de-DE"),
            ("th-TH-u-nu-thai", "th-TH"),
        ] {
            assert_eq!(locale(typed).as_str(), tag);
        }
        for typed in ["", "english", "und", "*", "e", "en--GB", "C", "<script>"] {
            assert!(Locale::parse(typed).is_err(), "{typed}");
        }
        assert_eq!(Locale::default(), locale("en"));
    }

    #[test]
    fn the_heaviest_language_of_a_browser_wins() {
        let first = |header| Locale::from_accept_language(header).map(|locale| locale.to_string());
        assert_eq!(first("de-AT,de;q=0.9,en;q=0.8").as_deref(), Some("de-AT"));
        assert_eq!(first("en;q=0.5, fr-CH ; q=0.9, *;q=0.1").as_deref(), Some("fr-CH"));
        assert_eq!(first("de;q=0, en;q=0.001").as_deref(), Some("en"));
        assert_eq!(first("de;q=2, xx-, it;q=0.8, es;q=0.8").as_deref(), Some("it"));
        assert_eq!(first("*"), None);
        assert_eq!(first(""), None);
    }

    #[test]
    fn direction_currency_and_week_follow_from_the_tag() {
        assert_eq!(locale("ar-EG").text_direction(), TextDirection::Rtl);
        assert_eq!(locale("he").text_direction().as_str(), "rtl");
        assert_eq!(locale("en-AT").text_direction(), TextDirection::Ltr);
        for (tag, code) in [("en-AT", "EUR"), ("de", "EUR"), ("en", "USD"), ("de-CH", "CHF"), ("ja", "JPY")] {
            assert_eq!(locale(tag).suggested_currency().map(Currency::code), Some(code), "{tag}");
        }
        assert_eq!(locale("en-US").week_start(), Weekday::Sun);
        assert_eq!(locale("en-AT").week_start(), Weekday::Mon);
        assert_eq!(locale("ar-EG").week_start(), Weekday::Sat);
    }

    #[test]
    fn every_common_locale_is_canonical_and_has_a_currency() {
        for (tag, _) in Locale::common() {
            assert_eq!(locale(tag).as_str(), *tag);
            assert!(locale(tag).suggested_currency().is_some(), "{tag}");
        }
    }

    proptest! {
        #[test]
        fn no_header_panics_and_a_tag_is_stable(header in "\\PC*", tag in "[a-z]{2,3}(-[A-Z]{2})?") {
            let _ = Locale::from_accept_language(&header);
            if let Ok(locale) = Locale::parse(&tag) {
                prop_assert_eq!(Locale::parse(locale.as_str()), Ok(locale));
            }
        }
    }
}
