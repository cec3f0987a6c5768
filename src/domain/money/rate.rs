//! Exchange rates, and what money is at one.

use std::fmt;

use diesel::{
    deserialize::{self, FromSql, FromSqlRow},
    expression::AsExpression,
    pg::{Pg, PgValue},
    serialize::{self, Output, ToSql},
    sql_types::Numeric,
};
use rust_decimal::Decimal;

use super::{Currency, Format, Locale, Money, nines};
use crate::domain::{
    fault::{Fault, excerpt, unseen},
    numeral::{self, Flaw, Lone},
};

/// `numeric(20,10)` holds 10 digits before the point and as many after it.
const RATE_DIGITS: usize = 10;

/// The decimals of a rate.
const RATE_DECIMALS: u32 = 10;

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

    /// Reads a rate as people type it, as [`super::Amount::parse`] does, save that a single `.` or `,` is always the
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
