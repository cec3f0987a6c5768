//! Amounts as people type them.

use rust_decimal::Decimal;

use super::{Currency, Format, Locale, Money, nines};
use crate::domain::{
    fault::{Fault, excerpt, unseen},
    format::Separators,
    numeral::{self, Flaw, Lone, Numeral},
};

/// A typed amount has at most 12 digits before the point: room for sums and for conversion.
const AMOUNT_DIGITS: usize = 12;

/// The longest text that is looked at as an amount, in bytes; no number with its currency comes near.
const TYPED: usize = 200;

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
    pub(super) fn significant(self) -> Self {
        Self { whole: self.whole.trim_start_matches('0').to_owned(), ..self }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.fraction.bytes().all(|digit| digit == b'0')
    }

    /// Its value with `decimals` decimals; `None` when it has more, or more digits than a number can have.
    pub(super) fn value(&self, decimals: u32) -> Option<Decimal> {
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
