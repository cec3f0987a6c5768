//! How numbers, money and dates are written in a locale. Data: Unicode CLDR, through ICU4X.
//!
//! ICU4X's currency formatter is not stable yet and rounds to CLDR's everyday decimals (IQD 0) instead of
//! ISO 4217's (IQD 3); so it writes the digits here, and `Placement` puts the sign where CLDR's patterns put it.
//! Dates are of the Gregorian calendar for everybody: receipts are.

use std::{
    array,
    collections::HashMap,
    sync::{Arc, LazyLock, OnceLock, PoisonError, RwLock},
};

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike, Utc};
use chrono_tz::Tz;
use icu_calendar::{Date, Gregorian};
use icu_datetime::{
    FixedCalendarDateTimeFormatter,
    fieldsets::{MD, T, YM, YMD, enums::CompositeDateTimeFieldSet},
    input::{DateTime as IcuDateTime, Time},
    pattern::FixedCalendarDateTimeNames,
};
use icu_decimal::{DecimalFormatter, input::Decimal as IcuDecimal, options::GroupingStrategy};

use super::{Currency, Locale, Money, Rate};
use crate::words::Phrase;

/// How many locales are kept at once. More than the world uses; a bound, because tags come from strangers.
const CACHED: usize = 512;

/// Room for three digits, a mark and the decimals of any currency, in bytes.
const LONGEST_SHORT: usize = 12;

/// Between a number and its currency: the two never part at the end of a line.
const NO_BREAK_SPACE: char = '\u{A0}';

type Moments = FixedCalendarDateTimeFormatter<Gregorian, CompositeDateTimeFieldSet>;

/// The formatters of one locale, made once in a process.
///
/// A formatter that could not be loaded (the compiled data holds a root entry for every locale, so this doesn't
/// happen) is `None`, and ISO notation is written in its place rather than a page lost.
pub struct Format {
    /// The marks of money, and those of other numbers.
    separators: Separators,
    numbers: Separators,
    /// Whether the locale's digits are 0 to 9.
    plain_digits: bool,
    placement: Placement,
    home: Option<Currency>,
    grouped: Option<DecimalFormatter>,
    ungrouped: Option<DecimalFormatter>,
    day_month: Option<Moments>,
    /// What `day_month` has written so far, by month and day.
    days: Box<[[OnceLock<String>; 31]; 12]>,
    day_month_year: Option<Moments>,
    long_date: Option<Moments>,
    month_year: Option<Moments>,
    instant: Option<Moments>,
    time: Option<Moments>,
}

/// The marks that stand between digits in a locale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Separators {
    /// Before the fraction.
    pub decimal: char,
    /// Between the groups of the whole part of an amount of money.
    pub grouping: char,
    /// Whether groups above the first thousand have two digits (12,34,567).
    pub pairs: bool,
}

/// Where the sign of a currency stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Placement {
    /// `€12.50`; a sign that ends in a letter gets a space: `CHF 12.50`.
    Before,
    /// `€ 12,50`.
    BeforeSpaced,
    /// `12,50 €`.
    After,
}

/// The formatter of some fields of a date. ICU4X 2.4 decides by one variant of a pattern what data it needs and writes
/// another, which in Brazilian Portuguese (month and year) leaves the digits out: a panic in debug builds. So they are
/// always loaded. A macro, since the bounds of a generic function would be longer than it.
macro_rules! moments {
    ($icu:expr, $fields:expr) => {
        FixedCalendarDateTimeFormatter::try_new($icu.into(), $fields).ok().and_then(|formatter| {
            let mut names = FixedCalendarDateTimeNames::from_formatter($icu.into(), formatter);
            names.include_decimal_formatter().ok()?;
            names.try_into_formatter($fields).ok().map(|formatter| formatter.cast_into_fset())
        })
    };
}

impl Format {
    /// The formatters of `locale`.
    pub fn of(locale: &Locale) -> Arc<Self> {
        static CACHE: LazyLock<RwLock<HashMap<Locale, Arc<Format>>>> = LazyLock::new(RwLock::default);
        if let Some(known) = CACHE.read().unwrap_or_else(PoisonError::into_inner).get(locale) {
            return Arc::clone(known);
        }
        let format = Arc::new(Self::load(locale));
        let mut cache = CACHE.write().unwrap_or_else(PoisonError::into_inner);
        if cache.len() < CACHED {
            cache.insert(locale.clone(), Arc::clone(&format));
        }
        format
    }

    fn load(locale: &Locale) -> Self {
        let icu = locale.icu();
        let grouped = DecimalFormatter::try_new(icu.into(), Default::default()).ok();
        let numbers = Separators::sample(grouped.as_ref()).unwrap_or(Separators::ENGLISH);
        Self {
            separators: numbers.of_money(locale),
            plain_digits: write_digits(grouped.as_ref(), "987".to_owned()) == "987",
            numbers,
            placement: Placement::of(locale),
            home: locale.suggested_currency(),
            grouped,
            ungrouped: DecimalFormatter::try_new(icu.into(), GroupingStrategy::Never.into()).ok(),
            day_month: moments!(icu, MD::medium()),
            days: Box::new(array::from_fn(|_| array::from_fn(|_| OnceLock::new()))),
            day_month_year: moments!(icu, YMD::medium()),
            long_date: moments!(icu, YMD::long()),
            month_year: moments!(icu, YM::long()),
            instant: moments!(icu, YMD::medium().with_time_hm()),
            time: moments!(icu, T::hm()),
        }
    }

    /// The marks between the digits of money.
    pub fn separators(&self) -> Separators {
        self.separators
    }

    /// A count, grouped: `1,234`.
    pub fn number(&self, number: i64) -> String {
        write_digits(self.grouped.as_ref(), number.to_string())
    }

    /// A phrase about a number of things: `$count` chooses the plural, `$number` is how this locale writes it.
    pub fn counted(&self, id: &'static str, count: i64) -> Phrase {
        Phrase::new(id).with("count", count).with("number", self.number(count))
    }

    /// "1 expense", "12 expenses".
    pub fn expenses(&self, count: i64) -> Phrase {
        self.counted("expenses-count", count)
    }

    /// An amount with its currency's sign where the locale has it: `€12.50`, `12,50 €`, `US$12.50`; the code where
    /// the currency has no sign of its own.
    pub fn money(&self, money: &Money) -> String {
        let number = self.amount(money);
        let sign = self.sign(money.currency());
        let (minus, digits) = match number.as_bytes().first() {
            Some(b'0'..=b'9') => ("", number.as_str()),
            _ => number.split_at(number.find(char::is_numeric).unwrap_or(0)),
        };
        let space = NO_BREAK_SPACE.encode_utf8(&mut [0; 2]).to_owned();
        let parts = match self.placement {
            Placement::After => ["", &number, &space, sign],
            Placement::Before if !ends_in_letter(sign) => [minus, sign, digits, ""],
            _ => [minus, sign, &space, digits],
        };
        parts.concat()
    }

    /// An amount with its currency's code: `4,812.20 EUR`, for where currencies stand side by side.
    pub fn money_with_code(&self, money: &Money) -> String {
        format!("{}{NO_BREAK_SPACE}{}", self.amount(money), money.currency())
    }

    /// An amount without its currency, grouped: `4,812.20`.
    pub fn amount(&self, money: &Money) -> String {
        self.write_money(self.grouped.as_ref(), money)
    }

    /// What stands in an input: the locale's decimal mark and digits, no grouping. [`super::Amount::parse`] reads it.
    pub fn editable(&self, money: &Money) -> String {
        self.write_money(self.ungrouped.as_ref(), money)
    }

    /// What stands in the input of a rate, without trailing zeros. [`Rate::parse`] reads it.
    pub fn editable_rate(&self, rate: Rate) -> String {
        write_digits(self.ungrouped.as_ref(), rate.value().to_string())
    }

    /// `21 Nov`.
    pub fn day_month(&self, date: NaiveDate) -> &str {
        let written = &self.days[date.month0() as usize][date.day0() as usize];
        written.get_or_init(|| write_moment(&self.day_month, date.into(), "%m-%d"))
    }

    /// `21 Nov 2026`.
    pub fn day_month_year(&self, date: NaiveDate) -> String {
        write_moment(&self.day_month_year, date.into(), "%Y-%m-%d")
    }

    /// `21 November 2026`.
    pub fn long_date(&self, date: NaiveDate) -> String {
        write_moment(&self.long_date, date.into(), "%Y-%m-%d")
    }

    /// The month a date lies in: `November 2026`.
    pub fn month_year(&self, date: NaiveDate) -> String {
        write_moment(&self.month_year, date.into(), "%Y-%m")
    }

    /// An instant as the clock in `timezone` shows it: `21 Nov 2026, 14:05`.
    pub fn instant(&self, instant: DateTime<Utc>, timezone: Tz) -> String {
        write_moment(&self.instant, instant.with_timezone(&timezone).naive_local(), "%Y-%m-%d %H:%M")
    }

    /// The time of day that the clock in `timezone` shows: `14:05`.
    pub fn time(&self, instant: DateTime<Utc>, timezone: Tz) -> String {
        write_moment(&self.time, instant.with_timezone(&timezone).naive_local(), "%H:%M")
    }

    /// An amount in the marks of money, where the formatter wrote those of numbers.
    fn write_money(&self, formatter: Option<&DecimalFormatter>, money: &Money) -> String {
        if let Some(text) = self.write_short(money) {
            return text;
        }
        let text = write_digits(formatter, money.amount().to_string());
        if self.separators == self.numbers {
            return text;
        }
        let money_mark = |c| match c {
            c if c == self.numbers.decimal => self.separators.decimal,
            c if c == self.numbers.grouping => self.separators.grouping,
            c => c,
        };
        text.chars().map(money_mark).collect()
    }

    /// Most amounts need nothing of a formatter but the decimal mark: positive, below the first grouping mark, in
    /// the digits 0 to 9. A list page writes a hundred of them.
    fn write_short(&self, money: &Money) -> Option<String> {
        let decimals = money.amount().scale();
        let minor = u64::try_from(money.amount().mantissa()).ok()?;
        let unit = 10_u64.checked_pow(decimals)?;
        if !self.plain_digits || minor / unit >= 1_000 {
            return None;
        }
        let mut text = String::with_capacity(LONGEST_SHORT);
        push_digits(&mut text, minor / unit, 1);
        if decimals > 0 {
            text.push(self.separators.decimal);
            push_digits(&mut text, minor % unit, decimals);
        }
        Some(text)
    }

    /// The plain sign at home (`$` in the United States), else the one that can't be mistaken (`US$`), else the code.
    fn sign(&self, currency: Currency) -> &'static str {
        let home = if self.home == Some(currency) { currency.home_sign() } else { None };
        home.or_else(|| currency.international_sign()).unwrap_or_else(|| currency.code())
    }
}

impl Separators {
    const ENGLISH: Self = Self { decimal: '.', grouping: ',', pairs: false };

    /// Those of money, where a locale writes it with other marks than numbers (CLDR `currencyGroup` and
    /// `currencyDecimal`, which ICU4X doesn't carry).
    fn of_money(self, locale: &Locale) -> Self {
        match locale.as_str() {
            "de-AT" => Self { grouping: '.', ..self },
            "fr-CH" => Self { decimal: '.', ..self },
            _ => self,
        }
    }

    /// Read off a number that has all the marks: 12345678.9.
    fn sample(formatter: Option<&DecimalFormatter>) -> Option<Self> {
        let text = write_digits(formatter, "12345678.9".to_owned());
        let mut parts = text.split(char::is_numeric).filter_map(|mark| mark.chars().next());
        let (grouping, decimal) = (parts.next()?, parts.next_back()?);
        let pairs = text.chars().filter(|c| *c == grouping).count() > 2;
        Some(Self { decimal, grouping, pairs })
    }
}

impl Placement {
    /// CLDR 48's standard currency patterns, by language and region.
    fn of(locale: &Locale) -> Self {
        match (locale.language(), locale.region()) {
            ("en", Some("AT" | "CH" | "NL")) => Self::BeforeSpaced,
            ("en", Some("BE" | "DE" | "DK" | "FI" | "SE" | "SI")) => Self::After,
            ("de", Some("AT" | "CH" | "LI")) | ("it", Some("CH")) => Self::BeforeSpaced,
            ("es", Some("AR" | "BO" | "CO" | "PE" | "PY" | "UY")) => Self::BeforeSpaced,
            (
                "es",
                Some(
                    "CL" | "CR" | "DO" | "EC" | "GT" | "HN" | "MX" | "NI" | "PA" | "PR" | "SV" | "US" | "VE",
                ),
            ) => Self::Before,
            ("pt", None | Some("BR")) | ("nl" | "id" | "ms" | "sw" | "ne" | "ur" | "fa", _) => {
                Self::BeforeSpaced
            }
            (
                "en" | "ja" | "zh" | "ko" | "th" | "hi" | "mr" | "gu" | "ta" | "te" | "kn" | "ml" | "pa"
                | "or" | "si" | "tr" | "cy" | "ga" | "gd" | "mt" | "fil" | "zu" | "xh" | "am" | "yo" | "ig"
                | "ha",
                _,
            ) => Self::Before,
            _ => Self::After,
        }
    }
}

/// A number in the digits 0 to 9, with zeros before it up to `least` digits.
fn push_digits(text: &mut String, number: u64, least: u32) {
    let digits = number.checked_ilog10().map_or(1, |power| power + 1).max(least);
    for place in (0..digits).rev() {
        let digit = number / 10_u64.pow(place) % 10;
        text.push(char::from(b'0' + digit as u8));
    }
}

/// Whether a currency's sign would run into the digits behind it. Most signs lie in Unicode's own block of them or are
/// as old as Latin-1, and need no look into the tables.
fn ends_in_letter(sign: &str) -> bool {
    match sign.chars().next_back() {
        None | Some('£' | '¥' | '\u{20A0}'..='\u{20CF}') => false,
        Some(last) => last.is_alphabetic(),
    }
}

/// A plain decimal text in the formatter's digits and marks.
fn write_digits(formatter: Option<&DecimalFormatter>, plain: String) -> String {
    match (formatter, IcuDecimal::try_from_str(&plain)) {
        (Some(formatter), Ok(number)) => formatter.format(&number).to_string(),
        _ => plain,
    }
}

/// A moment through a formatter; by the ISO 8601 `pattern` (strftime) where there is none.
fn write_moment(formatter: &Option<Moments>, moment: NaiveDateTime, pattern: &str) -> String {
    match (formatter, gregorian(moment)) {
        (Some(formatter), Some(moment)) => formatter.format(&moment).to_string(),
        _ => moment.format(pattern).to_string(),
    }
}

fn gregorian(moment: NaiveDateTime) -> Option<IcuDateTime<Gregorian>> {
    let small = |number: u32| u8::try_from(number).ok();
    let date = Date::try_new_gregorian(moment.year(), small(moment.month())?, small(moment.day())?).ok()?;
    let time = Time::try_new(small(moment.hour())?, small(moment.minute())?, 0, 0).ok()?;
    Some(IcuDateTime { date, time })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn format(tag: &str) -> Arc<Format> {
        Format::of(&Locale::parse(tag).expect("a locale"))
    }

    fn money(minor: i64, code: &str) -> Money {
        let currency = Currency::parse(code).expect("a currency");
        Money::new(rust_decimal::Decimal::new(minor, currency.exponent()), currency).expect("money")
    }

    fn shown(minor: i64, code: &str, tag: &str) -> String {
        format(tag).money(&money(minor, code)).replace(NO_BREAK_SPACE, "_").replace('\u{202F}', "~")
    }

    #[test]
    fn the_sign_stands_where_the_locale_has_it() {
        for (minor, code, tag, text) in [
            (123450, "EUR", "en-US", "€1,234.50"),
            (123450, "USD", "en-US", "$1,234.50"),
            (123450, "USD", "en-GB", "US$1,234.50"),
            (123450, "EUR", "de-DE", "1.234,50_€"),
            (123450, "EUR", "de-AT", "€_1.234,50"),
            (123450, "CHF", "de-CH", "CHF_1'234.50"),
            (123450, "CHF", "fr-CH", "1'234.50_CHF"),
            (123450, "CHF", "en", "CHF_1,234.50"),
            (123450, "EUR", "fr-FR", "1~234,50_€"),
            (123450, "BRL", "pt-BR", "R$_1.234,50"),
            (123450, "PLN", "pl", "1234,50_zł"),
            (123450, "PLN", "en", "PLN_1,234.50"),
            (12345600, "INR", "hi-IN", "₹1,23,456.00"),
            (1234, "JPY", "ja", "¥1,234"),
            (1234, "KWD", "en", "KWD_1.234"),
            (-1250, "EUR", "en", "-€12.50"),
            (-1250, "EUR", "de", "-12,50_€"),
            (-1250, "SEK", "sv", "−12,50_kr"),
        ] {
            assert_eq!(shown(minor, code, tag), text, "{tag}");
        }
        assert_eq!(format("en").money_with_code(&money(481220, "EUR")), "4,812.20\u{A0}EUR");
    }

    #[test]
    fn inputs_have_the_decimal_mark_and_no_grouping() {
        assert_eq!(format("de-AT").editable(&money(123450, "EUR")), "1234,50");
        assert_eq!(format("en").editable(&money(123450, "JPY")), "123450");
        assert_eq!(format("ar-EG").editable(&money(123450, "KWD")), "١٢٣٫٤٥٠");
        let rate = Rate::new("1.08450".parse().expect("a number")).expect("a rate");
        assert_eq!(format("de").editable_rate(rate), "1,0845");
        assert_eq!(format("en").number(-1234567), "-1,234,567");
    }

    #[test]
    fn dates_are_in_the_words_of_the_locale() {
        let date: NaiveDate = "2026-11-21".parse().expect("a date");
        for (tag, day_month, day_month_year, long, month) in [
            ("en-AT", "21 Nov", "21 Nov 2026", "21 November 2026", "November 2026"),
            ("en-US", "Nov 21", "Nov 21, 2026", "November 21, 2026", "November 2026"),
            ("de-AT", "21. Nov.", "21.11.2026", "21. November 2026", "November 2026"),
            ("ja-JP", "11月21日", "2026/11/21", "2026年11月21日", "2026年11月"),
            ("pt-BR", "21 de nov.", "21 de nov. de 2026", "21 de novembro de 2026", "novembro de 2026"),
        ] {
            let format = format(tag);
            assert_eq!(format.day_month(date), day_month);
            assert_eq!(format.day_month_year(date), day_month_year);
            assert_eq!(format.long_date(date), long);
            assert_eq!(format.month_year(date), month);
        }
        let instant: DateTime<Utc> = "2026-11-21T13:05:59Z".parse().expect("an instant");
        assert_eq!(format("en-GB").instant(instant, Tz::Europe__Vienna), "21 Nov 2026, 14:05");
        assert_eq!(format("en-GB").time(instant, Tz::Europe__Vienna), "14:05");
        assert!(format("th").day_month_year(date).contains("2026"));
    }

    #[test]
    fn separators_are_read_off_the_locale() {
        let marks = |tag| {
            let Separators { decimal, grouping, pairs } = format(tag).separators();
            (decimal, grouping, pairs)
        };
        assert_eq!(marks("en"), ('.', ',', false));
        assert_eq!(marks("en-IN"), ('.', ',', true));
        assert_eq!(marks("de-AT"), (',', '.', false));
        assert_eq!(marks("fr"), (',', '\u{202F}', false));
        assert_eq!(marks("ar-EG"), ('\u{66B}', '\u{66C}', false));
        assert_eq!(marks("es"), (',', '.', false));
    }

    #[test]
    fn formatters_are_made_once() {
        assert!(Arc::ptr_eq(&format("de-AT"), &format("de-at")));
    }

    proptest! {
        #[test]
        fn zero_is_never_negative(
            currency in proptest::sample::select(Currency::all()),
            common in proptest::sample::select(Locale::common()),
        ) {
            let zero = Money::new(-rust_decimal::Decimal::ZERO, currency).expect("zero").negated();
            let format = format(common.0);
            for text in [format.money(&zero), format.money_with_code(&zero), format.editable(&zero)] {
                prop_assert!(!text.contains(['-', '\u{2212}']), "{}", text);
            }
        }

        #[test]
        fn every_amount_shows_the_currencys_decimals(
            minor in any::<i32>(),
            currency in proptest::sample::select(Currency::all()),
        ) {
            let money = money(i64::from(minor), currency.code());
            let text = format("en").amount(&money);
            let decimals = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
            prop_assert_eq!(decimals, currency.exponent() as usize);
        }
    }
}
