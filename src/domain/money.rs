//! Money: exact amounts of one currency, amounts as people type them, exchange rates and conversion.
//!
//! Never a float. Amounts are stored as `numeric(19,4)`, rates as `numeric(20,10)`.

use std::fmt;

use diesel::{
    deserialize::{self, FromSql, FromSqlRow},
    expression::AsExpression,
    pg::{Pg, PgValue},
    serialize::{self, Output, ToSql},
    sql_types::Numeric,
};
use rust_decimal::Decimal;

use super::{
    Currency, Format, Locale,
    fault::{Fault, excerpt, unseen},
    format::Separators,
    numeral::{self, Flaw, Lone, Numeral},
};

/// `numeric(19,4)` holds 15 digits before the point.
const MONEY_DIGITS: u32 = 15;

/// A typed amount has at most 12 digits before the point: room for sums and for conversion.
const AMOUNT_DIGITS: usize = 12;

/// The longest text that is looked at as an amount, in bytes; no number with its currency comes near.
const TYPED: usize = 200;

/// `numeric(20,10)` holds 10 digits before the point and as many after it.
const RATE_DIGITS: usize = 10;

/// The decimals of a rate.
const RATE_DECIMALS: u32 = 10;

/// An exact amount of one currency, with that currency's number of decimals; never a negative zero.
///
/// Below zero only as the result of a computation or of a refund.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    amount: Decimal,
    currency: Currency,
}

impl Money {
    /// An amount that fits the currency's decimals (ISO 4217 minor unit) and the column.
    pub fn new(amount: Decimal, currency: Currency) -> Result<Self, Fault> {
        if amount.trunc().abs() >= Decimal::from(10u64.pow(MONEY_DIGITS)) {
            return Err(Fault::AmountTooLarge { limit: nines(MONEY_DIGITS as usize) });
        }
        Self::total(amount, currency)
    }

    /// What many amounts come to: it fits the currency's decimals, but no column has to hold it.
    pub fn total(amount: Decimal, currency: Currency) -> Result<Self, Fault> {
        let decimals = currency.exponent();
        if let Some(amount) = short_with(amount, decimals) {
            return Ok(Self { amount, currency });
        }
        let mut amount = amount.normalize();
        if amount.scale() > decimals {
            return Err(Fault::AmountTooPrecise { currency: currency.code().into(), decimals });
        }
        amount.rescale(decimals);
        if amount.is_zero() {
            amount.set_sign_positive(true);
        }
        Ok(Self { amount, currency })
    }

    /// Nothing, in `currency`.
    pub fn zero(currency: Currency) -> Self {
        Self { amount: Decimal::new(0, currency.exponent()), currency }
    }

    /// The number, with as many decimals as the currency has.
    pub fn amount(&self) -> Decimal {
        self.amount
    }

    /// What it is an amount of.
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// Whether it is nothing.
    pub fn is_zero(&self) -> bool {
        self.amount.is_zero()
    }

    /// The same amount the other way: money back.
    pub fn negated(&self) -> Self {
        if self.is_zero() { *self } else { Self { amount: -self.amount, currency: self.currency } }
    }

    /// The sum of two amounts of one currency.
    pub fn checked_add(&self, other: &Self) -> Result<Self, Fault> {
        if self.currency != other.currency {
            let (left, right) = (self.currency.code().into(), other.currency.code().into());
            return Err(Fault::CurrenciesDiffer { left, right });
        }
        // Both are below 10^15 with at most 4 decimals, so the sum is exact.
        Self::new(self.amount + other.amount, self.currency)
    }
}

/// The amount with exactly so many decimals, where that needs no long division: a list page asks a hundred times.
fn short_with(amount: Decimal, decimals: u32) -> Option<Decimal> {
    let mantissa = i64::try_from(amount.mantissa()).ok()?;
    let surplus = 10_i64.checked_pow(amount.scale().checked_sub(decimals)?)?;
    (mantissa % surplus == 0).then(|| Decimal::new(mantissa / surplus, decimals))
}

impl fmt::Display for Money {
    /// `1234.50 EUR`: for logs and exports; [`Format`] writes for people.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount, self.currency)
    }
}

/// What one expense cost: more than zero, at most 999,999,999,999 and decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Amount(Money);

impl Amount {
    /// Reads an amount as people type it: `1,234.50`, `1.234,50`, `12,5`, `1 234,50`, `1'234.50`, native and
    /// full-width digits, the currency's sign or code before or behind.
    ///
    /// Of two kinds of separators the last is the decimal mark. A single one with three digits behind it is what
    /// the locale and the currency's decimals make of it, or [`Fault::AmountAmbiguous`]; with another number of
    /// digits it is a decimal mark. Guessing wrong costs a factor of a thousand, so it is never guessed.
    pub fn parse(typed: &str, currency: Currency, locale: &Locale) -> Result<Self, Fault> {
        let plain = numeral::plain(typed);
        if plain.is_empty() {
            return Err(Fault::AmountMissing);
        }
        if let Some(fault) = unseen(&plain) {
            return Err(fault);
        }
        if plain.len() > TYPED {
            return Err(Fault::AmountNotNumber { typed: excerpt(typed) });
        }
        let bare = bare(&plain, currency)?;
        let numeral = read_amount(&bare.number, &excerpt(typed), currency, locale)?;
        if bare.negative { Err(Fault::AmountNegative) } else { Self::of_numeral(numeral, currency) }
    }

    fn of_numeral(numeral: Numeral, currency: Currency) -> Result<Self, Fault> {
        let decimals = currency.exponent();
        let digits = numeral.significant();
        if digits.whole.len() > AMOUNT_DIGITS {
            return Err(Fault::AmountTooLarge { limit: nines(AMOUNT_DIGITS) });
        }
        if digits.is_zero() {
            return Err(Fault::AmountZero);
        }
        let amount = digits
            .value(decimals)
            .ok_or_else(|| Fault::AmountTooPrecise { currency: currency.code().into(), decimals })?;
        Money::new(amount, currency).map(Self)
    }

    /// The amount as money.
    pub fn money(&self) -> Money {
        self.0
    }
}

/// The numeral in `number`; `typed` is what a fault repeats.
fn read_amount(number: &str, typed: &str, currency: Currency, locale: &Locale) -> Result<Numeral, Fault> {
    let separators = Format::of(locale).separators();
    let decimals = currency.exponent();
    let typed = || typed.to_owned();
    numeral::read(number, separators, decimals, Lone::Judged).map_err(|flaw| match flaw {
        Flaw::NotNumber => Fault::AmountNotNumber { typed: typed() },
        Flaw::Scientific => Fault::AmountScientific { typed: typed() },
        Flaw::Grouping => Fault::AmountGrouping { typed: typed() },
        Flaw::Ambiguous { before, after } => ambiguous(typed(), &before, &after, decimals, separators),
    })
}

impl Numeral {
    /// Without the zeros that lead it.
    fn significant(self) -> Self {
        Self { whole: self.whole.trim_start_matches('0').to_owned(), ..self }
    }

    fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.fraction.bytes().all(|digit| digit == b'0')
    }

    /// Its value with `decimals` decimals; `None` when it has more, or more digits than a number can have.
    fn value(&self, decimals: u32) -> Option<Decimal> {
        let missing = (decimals as usize).checked_sub(self.fraction.len())?;
        let digits = format!("0{}{}{}", self.whole, self.fraction, "0".repeat(missing));
        Decimal::try_from_i128_with_scale(digits.parse().ok()?, decimals).ok()
    }
}

/// A number without what stood around it.
struct Bare {
    number: String,
    negative: bool,
}

/// Takes off the sign or code of `currency`, a minus or accountant's parentheses, and the dash that stands for no
/// cents (`12.–`). Another currency's sign or code is a fault, anything else stays and is no number.
fn bare(plain: &str, currency: Currency) -> Result<Bare, Fault> {
    let mut rest = plain;
    let mut negative = false;
    loop {
        let before = rest;
        rest = rest.trim();
        rest = rest.strip_suffix(".-").or_else(|| rest.strip_suffix(",-")).unwrap_or(rest);
        for (open, close) in [("-", ""), ("", "-"), ("(", ")")] {
            if let Some(inner) = rest.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)) {
                (rest, negative) = (inner, true);
            }
        }
        rest = without_currency(rest, currency)?;
        if rest == before {
            return Ok(Bare { number: rest.to_owned(), negative });
        }
    }
}

/// The text without the currency's sign or code at one of its ends.
fn without_currency(text: &str, currency: Currency) -> Result<&str, Fault> {
    let signs = [Some(currency.code()), currency.international_sign(), currency.home_sign()];
    for sign in signs.into_iter().flatten() {
        if let Some(rest) = strip_end(text, sign) {
            return Ok(rest);
        }
    }
    for word in [leading_word(text), trailing_word(text)] {
        if let Some(other) = other_currency(word) {
            return Err(Fault::AmountOtherCurrency { typed: other.into(), chosen: currency.code().into() });
        }
    }
    Ok(text)
}

/// `text` without `sign` before or behind, in any ASCII case.
fn strip_end<'a>(text: &'a str, sign: &str) -> Option<&'a str> {
    let starts = text.get(..sign.len()).is_some_and(|start| start.eq_ignore_ascii_case(sign));
    if starts {
        return text.get(sign.len()..);
    }
    let end = text.len().checked_sub(sign.len())?;
    if text.get(end..)?.eq_ignore_ascii_case(sign) { text.get(..end) } else { None }
}

fn leading_word(text: &str) -> &str {
    let end = text.find(|c: char| !is_sign_char(c)).unwrap_or(text.len());
    &text[..end]
}

fn trailing_word(text: &str) -> &str {
    let begin = text.char_indices().rev().take_while(|(_, c)| is_sign_char(*c)).last().map(|(at, _)| at);
    begin.map_or("", |at| &text[at..])
}

/// Whether a character can be part of a currency's sign.
fn is_sign_char(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '$' | '¢' | '/' | '\u{A3}'..='\u{A5}' | '\u{20A0}'..='\u{20CF}')
}

/// The sign or code in `word`, if it means some currency.
fn other_currency(word: &str) -> Option<&str> {
    let known = |currency: &Currency| {
        currency.code().eq_ignore_ascii_case(word)
            || currency.international_sign() == Some(word)
            || currency.home_sign() == Some(word)
    };
    Currency::all().iter().any(known).then_some(word)
}

/// The two readings of `before`, mark, `after`, and how to write each so that it can't be mistaken.
fn ambiguous(typed: String, before: &str, after: &str, decimals: u32, separators: Separators) -> Fault {
    let mark = separators.decimal;
    let decimals = decimals as usize;
    let (whole, zeros) = (format!("{before}{after}"), "0".repeat(decimals));
    let kept: String = after.chars().take(decimals).collect();
    Fault::AmountAmbiguous {
        typed,
        fraction: format!("{before}{mark}{after}"),
        write_whole: if decimals == 0 { whole.clone() } else { format!("{whole}{mark}{zeros}") },
        write_fraction: if decimals == 0 { before.to_owned() } else { format!("{before}{mark}{kept}") },
        whole,
    }
}

/// The largest whole number of so many digits, with commas: `999,999,999,999`.
fn nines(digits: usize) -> String {
    let first = digits % 3;
    let groups = std::iter::repeat_n("999".to_owned(), digits / 3);
    let first = (first > 0).then(|| "9".repeat(first));
    first.into_iter().chain(groups).collect::<Vec<_>>().join(",")
}

/// An exchange rate: how much of the base currency one unit of the expense's currency is worth. More than zero,
/// below 10,000,000,000, at most 10 decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Numeric)]
pub struct Rate(Decimal);

impl Rate {
    /// The rate of a currency to itself.
    pub const ONE: Self = Self(Decimal::ONE);

    /// A rate that fits the column, trailing zeros left off.
    pub fn new(value: Decimal) -> Result<Self, Fault> {
        let value = value.normalize();
        if value.is_zero() {
            return Err(Fault::RateZero);
        }
        if value.is_sign_negative() {
            return Err(Fault::RateNegative);
        }
        if value.trunc() >= Decimal::from(10u64.pow(RATE_DIGITS as u32)) {
            return Err(Fault::RateTooLarge { limit: nines(RATE_DIGITS) });
        }
        if value.scale() > RATE_DECIMALS {
            return Err(Fault::RateTooPrecise { decimals: RATE_DECIMALS });
        }
        Ok(Self(value))
    }

    /// Reads a rate as people type it, as [`Amount::parse`] does, save that a single `.` or `,` is always the
    /// decimal mark: rates are copied from elsewhere, and 1,085 is hardly a thousand.
    pub fn parse(typed: &str, locale: &Locale) -> Result<Self, Fault> {
        let plain = numeral::plain(typed);
        if plain.is_empty() {
            return Err(Fault::RateMissing);
        }
        if let Some(fault) = unseen(&plain) {
            return Err(fault);
        }
        let unsigned = plain.strip_prefix('-').unwrap_or(&plain).trim_start();
        let separators = Format::of(locale).separators();
        let numeral =
            numeral::read(unsigned, separators, RATE_DECIMALS, Lone::Decimal).map_err(|flaw| match flaw {
                Flaw::Grouping => Fault::RateGrouping { typed: excerpt(typed) },
                _ => Fault::RateNotNumber { typed: excerpt(typed) },
            })?;
        if unsigned.len() < plain.len() {
            return Err(Fault::RateNegative);
        }
        let digits = numeral.significant();
        if digits.whole.len() > RATE_DIGITS {
            return Err(Fault::RateTooLarge { limit: nines(RATE_DIGITS) });
        }
        let value = digits.value(RATE_DECIMALS).ok_or(Fault::RateTooPrecise { decimals: RATE_DECIMALS })?;
        Self::new(value)
    }

    /// The number, without trailing zeros.
    pub fn value(self) -> Decimal {
        self.0
    }
}

impl fmt::Display for Rate {
    /// `1.0845`: for logs and exports.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl ToSql<Numeric, Pg> for Rate {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        <Decimal as ToSql<Numeric, Pg>>::to_sql(&self.0, out)
    }
}

impl FromSql<Numeric, Pg> for Rate {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        Ok(Self::new(<Decimal as FromSql<Numeric, Pg>>::from_sql(value)?)?)
    }
}

/// `money` at `rate` in the currency `base`, rounded half to even at the base currency's decimals.
///
/// Computed in whole numbers: exact until that one rounding, and what overflows is seen, where [`Decimal`] would
/// round a long product before we do. A result of more than 15 digits before the point is a fault.
pub fn convert(money: &Money, rate: Rate, base: Currency) -> Result<Money, Fault> {
    let too_large = || Fault::ConvertedTooLarge { currency: base.code().into() };
    // Beyond 128 bits at 14 decimals the result has 24 digits before the point: too large in any case.
    let product = money.amount.mantissa().checked_mul(rate.0.mantissa()).ok_or_else(too_large)?;
    let scale = money.amount.scale() + rate.0.scale();
    let decimals = base.exponent();
    let rounded = match scale.checked_sub(decimals) {
        Some(surplus) => divide_half_even(product, 10i128.pow(surplus)),
        None => product.checked_mul(10i128.pow(decimals - scale)).ok_or_else(too_large)?,
    };
    let amount = Decimal::try_from_i128_with_scale(rounded, decimals).map_err(|_| too_large())?;
    Money::new(amount, base).map_err(|_| too_large())
}

/// `dividend / divisor`, a half going to the even neighbour (IEEE 754 roundTiesToEven). `divisor` is above zero.
fn divide_half_even(dividend: i128, divisor: i128) -> i128 {
    let (quotient, remainder) = (dividend.div_euclid(divisor), dividend.rem_euclid(divisor));
    let up = match (remainder * 2).cmp(&divisor) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => quotient % 2 != 0,
        std::cmp::Ordering::Greater => true,
    };
    quotient + i128::from(up)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Locales that differ in digits, marks, grouping or direction.
    const LOCALES: &[&str] = &[
        "de-AT", "en-US", "fr-FR", "de-CH", "hi-IN", "ar-EG", "ja-JP", "en-AT", "es-ES", "pt-PT", "fa-IR",
        "mr-IN", "bn-BD", "my-MM", "sv-SE", "en-ZA", "pl-PL", "fr-CH", "de-LI", "ne-NP", "und-150",
    ];

    fn locale(tag: &str) -> Locale {
        Locale::parse(tag).unwrap_or_default()
    }

    fn currency(code: &str) -> Currency {
        Currency::parse(code).expect("a currency")
    }

    fn money(amount: &str, code: &str) -> Money {
        Money::new(amount.parse().expect("a number"), currency(code)).expect("money")
    }

    fn parse(typed: &str, code: &str, tag: &str) -> Result<String, Fault> {
        Amount::parse(typed, currency(code), &locale(tag)).map(|amount| amount.money().amount().to_string())
    }

    fn is(amount: &str) -> Result<String, Fault> {
        Ok(amount.to_owned())
    }

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (typed, code, tag, amount) in [
            ("12", "EUR", "en", "12.00"),
            ("12,5", "EUR", "en", "12.50"),
            ("12.50", "EUR", "de", "12.50"),
            ("1,234.50", "EUR", "de", "1234.50"),
            ("1.234,50", "EUR", "en", "1234.50"),
            ("1 234,50", "EUR", "fr", "1234.50"),
            ("1\u{A0}234,50", "EUR", "en", "1234.50"),
            ("1\u{202F}234,50", "EUR", "fr", "1234.50"),
            ("1'234.50", "CHF", "de-CH", "1234.50"),
            ("1’234.50", "CHF", "en", "1234.50"),
            ("１２，５", "EUR", "ja", "12.50"),
            ("١٬٢٣٤٫٥٠", "EGP", "ar-EG", "1234.50"),
            ("१,२३,४५६.५", "INR", "hi-IN", "123456.50"),
            ("1,23,456", "INR", "en-IN", "123456.00"),
            ("1,234,567", "EUR", "de", "1234567.00"),
            (" 007.10\t", "EUR", "en", "7.10"),
            (".5", "EUR", "en", "0.50"),
            ("5.", "EUR", "en", "5.00"),
            ("1234", "JPY", "ja", "1234"),
            ("999,999,999,999.99", "EUR", "en", "999999999999.99"),
        ] {
            assert_eq!(parse(typed, code, tag), is(amount), "{typed} {code} {tag}");
        }
    }

    #[test]
    fn the_chosen_currency_may_stand_beside_the_number() {
        for typed in ["€12.50", "12.50 €", "EUR 12.50", "12,50eur", "€ 12,5", "12.50\u{A0}EUR"] {
            assert_eq!(parse(typed, "EUR", "en"), is("12.50"), "{typed}");
        }
        for typed in ["$21", "US$ 21", "21 USD", "21,-", "21.–"] {
            assert_eq!(parse(typed, "USD", "en"), is("21.00"), "{typed}");
        }
        assert_eq!(parse("kr. 21", "DKK", "da"), is("21.00"));
        let other =
            |typed: &str| Err(Fault::AmountOtherCurrency { typed: typed.into(), chosen: "EUR".into() });
        assert_eq!(parse("$12", "EUR", "en"), other("$"));
        assert_eq!(parse("12 GBP", "EUR", "en"), other("GBP"));
        assert_eq!(parse("£12", "EUR", "en"), other("£"));
    }

    #[test]
    fn a_lone_mark_before_three_digits_is_judged_and_never_guessed() {
        assert_eq!(parse("1,234", "EUR", "en"), is("1234.00"));
        assert_eq!(parse("1.234", "EUR", "de"), is("1234.00"));
        assert_eq!(parse("1.234", "EUR", "de-AT"), is("1234.00"));
        assert_eq!(parse("1 234", "EUR", "en"), is("1234.00"));
        assert_eq!(parse("1.234", "KWD", "en"), is("1.234"));
        assert_eq!(parse("0.125", "KWD", "en"), is("0.125"));
        assert_eq!(
            parse("1.234", "EUR", "en"),
            Err(Fault::AmountAmbiguous {
                typed: "1.234".into(),
                whole: "1234".into(),
                fraction: "1.234".into(),
                write_whole: "1234.00".into(),
                write_fraction: "1.23".into(),
            })
        );
        for (typed, code, tag) in
            [("1,234", "EUR", "de"), ("1.234", "JPY", "en"), ("1,234", "EUR", "fr"), ("1.234", "KWD", "fr")]
        {
            let fault = parse(typed, code, tag);
            let Err(Fault::AmountAmbiguous { write_whole, write_fraction, .. }) = &fault else {
                panic!("{typed} {code} {tag}: {fault:?}")
            };
            assert!(
                parse(write_whole, code, tag).is_ok() && parse(write_fraction, code, tag).is_ok(),
                "{fault:?}"
            );
        }
    }

    #[test]
    fn what_is_no_amount_has_its_own_fault() {
        let too_precise =
            |code: &str, decimals| Err(Fault::AmountTooPrecise { currency: code.into(), decimals });
        let too_large = Err(Fault::AmountTooLarge { limit: "999,999,999,999".into() });
        assert_eq!(parse("", "EUR", "en"), Err(Fault::AmountMissing));
        assert_eq!(parse(" \u{A0}", "EUR", "en"), Err(Fault::AmountMissing));
        for typed in ["0", "0.00", "000", "0,0", "€0"] {
            assert_eq!(parse(typed, "EUR", "en"), Err(Fault::AmountZero), "{typed}");
        }
        for typed in ["-5", "−5", "(12.00)", "- $21.59", "-€5", "€-5", "5-", "($5)"] {
            let code = if typed.contains('$') { "USD" } else { "EUR" };
            assert_eq!(parse(typed, code, "en"), Err(Fault::AmountNegative), "{typed}");
        }
        for typed in ["NaN", "inf", "abc", "12x", "5²", "½", "12-50", "-", "()", "€", "--", "1/2"] {
            assert!(matches!(parse(typed, "EUR", "en"), Err(Fault::AmountNotNumber { .. })), "{typed}");
        }
        assert_eq!(parse("1\u{0}2", "EUR", "en"), Err(Fault::TextControl { character: "U+0000".into() }));
        assert_eq!(parse("12\u{200B}", "EUR", "en"), Err(Fault::TextHidden { character: "U+200B".into() }));
        assert_eq!(parse("1e9", "EUR", "en"), Err(Fault::AmountScientific { typed: "1e9".into() }));
        assert_eq!(parse("1,23,4", "EUR", "en"), Err(Fault::AmountGrouping { typed: "1,23,4".into() }));
        assert_eq!(
            parse("1,23,456", "EUR", "en-GB"),
            Err(Fault::AmountGrouping { typed: "1,23,456".into() })
        );
        assert_eq!(parse("12345678901234567890", "EUR", "en"), too_large);
        assert_eq!(parse("1000000000000", "JPY", "en"), too_large);
        assert_eq!(parse(&"9".repeat(200), "EUR", "en"), too_large);
        assert!(matches!(parse(&"9".repeat(201), "EUR", "en"), Err(Fault::AmountNotNumber { .. })));
        assert_eq!(parse("12.3456", "EUR", "en"), too_precise("EUR", 2));
        assert_eq!(parse("1,234.567", "EUR", "en"), too_precise("EUR", 2));
        assert_eq!(parse("12.5", "JPY", "en"), too_precise("JPY", 0));
    }

    #[test]
    fn money_is_of_one_currency_and_exact() {
        let (coffee, beans) = (money("2.80", "EUR"), money("12.5", "EUR"));
        assert_eq!(coffee.checked_add(&beans), Ok(money("15.30", "EUR")));
        assert_eq!(
            coffee.checked_add(&money("1", "USD")),
            Err(Fault::CurrenciesDiffer { left: "EUR".into(), right: "USD".into() })
        );
        assert!(Money::new(Decimal::new(123, 3), currency("EUR")).is_err());
        assert_eq!(
            Money::new(Decimal::new(12300, 4), currency("EUR")).map(|m| m.to_string()),
            Ok("1.23 EUR".into())
        );
        assert_eq!(Money::new(-Decimal::ZERO, currency("JPY")).map(|m| m.to_string()), Ok("0 JPY".into()));
        assert_eq!(Money::zero(currency("KWD")).negated().to_string(), "0.000 KWD");
        assert!(money("999999999999999.99", "EUR").checked_add(&money("0.01", "EUR")).is_err());
    }

    #[test]
    fn rates_take_either_mark() {
        let rate = |typed: &str| Rate::parse(typed, &locale("en")).map(|rate| rate.to_string());
        assert_eq!(rate("1,085"), Ok("1.085".into()));
        assert_eq!(rate("1.085"), Ok("1.085".into()));
        assert_eq!(rate("1,234.5"), Ok("1234.5".into()));
        assert_eq!(rate("0.0000000001"), Ok("0.0000000001".into()));
        assert_eq!(rate("9999999999.9999999999"), Ok("9999999999.9999999999".into()));
        assert_eq!(rate(""), Err(Fault::RateMissing));
        assert_eq!(rate("0"), Err(Fault::RateZero));
        assert_eq!(rate("-1"), Err(Fault::RateNegative));
        assert_eq!(rate("10000000000"), Err(Fault::RateTooLarge { limit: "9,999,999,999".into() }));
        assert_eq!(rate("0.00000000001"), Err(Fault::RateTooPrecise { decimals: 10 }));
        assert!(matches!(rate("x"), Err(Fault::RateNotNumber { .. })));
        assert!(matches!(rate("1,2,3"), Err(Fault::RateGrouping { .. })));
    }

    #[test]
    fn conversion_rounds_half_to_even_once() {
        let to = |amount: &str, rate: &str, base: &str| {
            let rate = Rate::new(rate.parse().expect("a number")).expect("a rate");
            convert(&money(amount, "EUR"), rate, currency(base)).map(|money| money.to_string())
        };
        assert_eq!(to("0.01", "0.5", "USD"), Ok("0.00 USD".into())); // 0.005
        assert_eq!(to("0.03", "0.5", "USD"), Ok("0.02 USD".into())); // 0.015
        assert_eq!(to("0.05", "0.5", "USD"), Ok("0.02 USD".into())); // 0.025
        assert_eq!(to("-0.05", "0.5", "USD"), Ok("-0.02 USD".into()));
        assert_eq!(to("-0.03", "0.5", "USD"), Ok("-0.02 USD".into()));
        assert_eq!(to("100", "163.25", "JPY"), Ok("16325 JPY".into()));
        assert_eq!(to("10", "1", "KWD"), Ok("10.000 KWD".into()));
        assert_eq!(to("999999999999.99", "999.9999999999", "JPY"), Ok("999999999999890 JPY".into()));
        assert_eq!(
            to("999999999999.99", "9999", "USD"),
            Err(Fault::ConvertedTooLarge { currency: "USD".into() })
        );
        assert!(to("999999999999999", "9999999999.9999999999", "USD").is_err());
    }

    fn any_currency() -> impl Strategy<Value = Currency> {
        proptest::sample::select(Currency::all())
    }

    fn any_locale() -> impl Strategy<Value = Locale> {
        proptest::sample::select(LOCALES).prop_map(locale)
    }

    proptest! {
        #[test]
        fn what_stands_in_an_input_is_read_back(
            minor in 1i64..=9_999_999_999, currency in any_currency(), locale in any_locale()
        ) {
            let money = Money::new(Decimal::new(minor, currency.exponent()), currency).expect("fits");
            let typed = Format::of(&locale).editable(&money);
            prop_assert_eq!(Amount::parse(&typed, currency, &locale).map(|a| a.money()), Ok(money), "{}", typed);
        }

        #[test]
        fn what_is_shown_can_be_pasted_back(
            minor in 1i64..=9_999_999_999, currency in any_currency(), locale in any_locale()
        ) {
            let money = Money::new(Decimal::new(minor, currency.exponent()), currency).expect("fits");
            let format = Format::of(&locale);
            for shown in [format.money(&money), format.money_with_code(&money)] {
                let read = Amount::parse(&shown, currency, &locale).map(|a| a.money());
                prop_assert_eq!(read, Ok(money), "{} in {}", shown, &locale);
            }
        }

        #[test]
        fn a_rate_in_an_input_is_read_back(mantissa in 1i64.., scale in 0u32..=10, locale in any_locale()) {
            let Ok(rate) = Rate::new(Decimal::new(mantissa, scale)) else { return Ok(()) };
            let typed = Format::of(&locale).editable_rate(rate);
            prop_assert_eq!(Rate::parse(&typed, &locale), Ok(rate), "{}", typed);
        }

        #[test]
        fn no_text_panics(
            text in any::<String>(), likely in "[-+()€$ 0-9.,'\u{A0}\u{202F}٠-٩٫٬eE]{0,24}",
            currency in any_currency(), locale in any_locale()
        ) {
            for typed in [text, likely] {
                if let Ok(amount) = Amount::parse(&typed, currency, &locale) {
                    let amount = amount.money().amount();
                    prop_assert!(amount > Decimal::ZERO && amount < Decimal::from(1_000_000_000_000u64));
                    prop_assert_eq!(amount.scale(), currency.exponent());
                }
                let _ = Rate::parse(&typed, &locale);
            }
        }

        #[test]
        fn conversion_is_off_by_half_a_minor_unit_at_most(
            minor in -1_000_000_000i64..1_000_000_000, rate in 1i64..1_000_000_000, base in any_currency()
        ) {
            let money = Money::new(Decimal::new(minor, 2), currency("EUR")).expect("fits");
            let rate = Rate::new(Decimal::new(rate, 5)).expect("a rate");
            let exact = money.amount() * rate.value();
            let converted = convert(&money, rate, base).expect("fits").amount();
            prop_assert!((converted - exact).abs() * Decimal::from(2) <= Decimal::new(1, base.exponent()));
            let strategy = rust_decimal::RoundingStrategy::MidpointNearestEven;
            prop_assert_eq!(converted, exact.round_dp_with_strategy(base.exponent(), strategy));
        }
    }
}
