//! Currencies by their ISO 4217 codes.

use std::sync::LazyLock;

use diesel::{deserialize::FromSqlRow, expression::AsExpression, sql_types::Text};
use iso_currency::{Currency as Iso, IntoEnumIterator};

use super::{
    fault::{Fault, excerpt},
    text_column,
};

/// A currency that people pay with.
///
/// [`Currency::parse`] takes those in present circulation (ISO 4217 list one without metals, funds, units of account
/// and test codes). A stored code is read as long as ISO 4217 ever knew it: expenses outlive currencies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Currency(Iso);

/// The signs CLDR's root locale gives to currencies: they mean one currency wherever they stand.
const INTERNATIONAL_SIGNS: &[(&str, &str)] = &[
    ("AUD", "A$"),
    ("BRL", "R$"),
    ("CAD", "CA$"),
    ("CNY", "CN¥"),
    ("EUR", "€"),
    ("GBP", "£"),
    ("HKD", "HK$"),
    ("ILS", "₪"),
    ("INR", "₹"),
    ("JPY", "JP¥"),
    ("KRW", "₩"),
    ("MXN", "MX$"),
    ("NZD", "NZ$"),
    ("PHP", "₱"),
    ("TWD", "NT$"),
    ("USD", "US$"),
    ("VND", "₫"),
    ("XAF", "FCFA"),
    ("XCD", "EC$"),
    ("XPF", "CFPF"),
];

/// The signs that currencies go by where they are at home; elsewhere many of them would mean something else.
const HOME_SIGNS: &[(&str, &str)] = &[
    ("ARS", "$"),
    ("AUD", "$"),
    ("BDT", "৳"),
    ("BSD", "$"),
    ("BZD", "$"),
    ("CAD", "$"),
    ("CLP", "$"),
    ("CNY", "¥"),
    ("COP", "$"),
    ("CRC", "₡"),
    ("CZK", "Kč"),
    ("DKK", "kr."),
    ("FJD", "$"),
    ("GEL", "₾"),
    ("HKD", "HK$"),
    ("HUF", "Ft"),
    ("IDR", "Rp"),
    ("ISK", "kr"),
    ("JMD", "$"),
    ("JPY", "¥"),
    ("KES", "Ksh"),
    ("KHR", "៛"),
    ("KZT", "₸"),
    ("LAK", "₭"),
    ("LKR", "Rs"),
    ("MNT", "₮"),
    ("MXN", "$"),
    ("MYR", "RM"),
    ("NGN", "₦"),
    ("NOK", "kr"),
    ("NPR", "Rs"),
    ("NZD", "$"),
    ("PEN", "S/"),
    ("PKR", "Rs"),
    ("PLN", "zł"),
    ("PYG", "₲"),
    ("RUB", "₽"),
    ("SEK", "kr"),
    ("SGD", "$"),
    ("THB", "฿"),
    ("TRY", "₺"),
    ("TTD", "$"),
    ("TWD", "$"),
    ("UAH", "₴"),
    ("USD", "$"),
    ("UYU", "$"),
    ("ZAR", "R"),
];

impl Currency {
    /// The currency of a code as typed: trimmed, in any case.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        let code = typed.trim();
        if code.is_empty() {
            return Err(Fault::CurrencyMissing);
        }
        Iso::from_code(&code.to_ascii_uppercase())
            .filter(|iso| in_circulation(*iso))
            .map(Self)
            .ok_or_else(|| Fault::CurrencyUnknown { typed: excerpt(typed) })
    }

    /// The currency of a stored code, one that went out of use included.
    pub fn stored(code: &str) -> Result<Self, Fault> {
        Iso::from_code(code).map(Self).ok_or_else(|| Fault::CurrencyUnknown { typed: excerpt(code) })
    }

    /// The currency that is legal tender in a region (ISO 3166-1 alpha-2), the first where there are several.
    pub fn of_region(region: &str) -> Option<Self> {
        let country = region.parse::<iso_currency::Country>().ok()?;
        Iso::from_country(country).into_iter().find(|iso| in_circulation(*iso)).map(Self)
    }

    /// The ISO 4217 alphabetic code, `EUR`.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    fn as_str(&self) -> &'static str {
        self.code()
    }

    /// How many decimals its amounts have (ISO 4217 minor unit): JPY 0, EUR 2, KWD 3. At most 4.
    pub fn exponent(self) -> u32 {
        self.0.exponent().map_or(2, u32::from)
    }

    /// The sign it goes by where it is at home (`$`), if that differs from the unmistakable one.
    pub fn home_sign(self) -> Option<&'static str> {
        look_up(HOME_SIGNS, self.code())
    }

    /// The sign that means this currency alone (`US$`).
    pub fn international_sign(self) -> Option<&'static str> {
        look_up(INTERNATIONAL_SIGNS, self.code())
    }

    /// Every currency in present circulation, by code.
    pub fn all() -> &'static [Self] {
        static ALL: LazyLock<Vec<Currency>> = LazyLock::new(|| {
            let mut all: Vec<_> = Iso::iter().filter(|iso| in_circulation(*iso)).map(Currency).collect();
            all.sort_by_key(|currency| currency.code());
            all
        });
        &ALL
    }
}

/// Whether people pay with it today. ISO 4217 lists both bolívar codes; banks and CLDR use VES, the list at hand
/// calls it superseded.
fn in_circulation(iso: Iso) -> bool {
    iso == Iso::VES || iso.flags().is_empty()
}

fn look_up(signs: &[(&str, &'static str)], code: &str) -> Option<&'static str> {
    signs.iter().find(|(of, _)| *of == code).map(|(_, sign)| *sign)
}

text_column!(Currency, |code: String| Currency::stored(&code));

impl<'de> serde::Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::stored(&code).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_taken_in_any_case_and_trimmed() {
        assert_eq!(Currency::parse(" eur ").map(Currency::code), Ok("EUR"));
        assert_eq!(Currency::parse("  "), Err(Fault::CurrencyMissing));
        for typed in
            ["EURO", "€", "XXX", "XTS", "XAU", "XDR", "CHE", "USN", "CLF", "HRK", "BGN", "ZWL", "XAD"]
        {
            assert_eq!(
                Currency::parse(typed),
                Err(Fault::CurrencyUnknown { typed: typed.into() }),
                "{typed}"
            );
        }
    }

    #[test]
    fn decimals_are_those_of_iso_4217() {
        for (code, decimals) in
            [("JPY", 0), ("EUR", 2), ("KWD", 3), ("IQD", 3), ("UGX", 0), ("HUF", 2), ("MRU", 2)]
        {
            assert_eq!(Currency::parse(code).map(Currency::exponent), Ok(decimals), "{code}");
        }
        assert!(Currency::all().iter().all(|currency| currency.exponent() <= 4));
    }

    #[test]
    fn all_are_sorted_and_can_be_parsed() {
        let all = Currency::all();
        assert!(all.len() > 150, "{}", all.len());
        assert!(all.is_sorted_by_key(|currency| currency.code()));
        assert!(all.iter().all(|currency| Currency::parse(currency.code()) == Ok(*currency)));
    }

    #[test]
    fn a_region_names_its_currency() {
        for (region, code) in
            [("AT", "EUR"), ("US", "USD"), ("CH", "CHF"), ("BG", "EUR"), ("HR", "EUR"), ("JP", "JPY")]
        {
            assert_eq!(Currency::of_region(region).map(Currency::code), Some(code), "{region}");
        }
        assert_eq!(Currency::of_region("419"), None);
    }

    #[test]
    fn every_sign_belongs_to_a_currency() {
        for (code, _) in INTERNATIONAL_SIGNS.iter().chain(HOME_SIGNS) {
            assert!(Currency::parse(code).is_ok(), "{code}");
        }
    }

    #[test]
    fn a_stored_code_is_read_after_its_currency_is_gone() {
        assert_eq!(Currency::stored("HRK").map(Currency::code), Ok("HRK"));
        assert_eq!(serde_json::from_str::<Currency>("\"JPY\"").map(Currency::code).ok(), Some("JPY"));
    }
}
