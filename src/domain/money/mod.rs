//! Money: exact amounts of one currency, amounts as people type them, exchange rates and conversion.
//!
//! Never a float. Amounts are stored as `numeric(19,4)`, rates as `numeric(20,10)`.

mod amount;
mod rate;
#[cfg(test)]
mod tests;

use std::fmt;

use rust_decimal::Decimal;

use super::{Currency, Format, Locale, fault::Fault};

pub use amount::Amount;
pub use rate::{Rate, convert};

/// `numeric(19,4)` holds 15 digits before the point.
const MONEY_DIGITS: u32 = 15;

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

/// The largest whole number of so many digits, with commas: `999,999,999,999`.
fn nines(digits: usize) -> String {
    let first = digits % 3;
    let groups = std::iter::repeat_n("999".to_owned(), digits / 3);
    let first = (first > 0).then(|| "9".repeat(first));
    first.into_iter().chain(groups).collect::<Vec<_>>().join(",")
}
