//! PostgreSQL's `numeric` read straight from the wire.
//!
//! rust_decimal's own reader takes some 2,100 instructions a value, a sixth of the program's work for a list page
//! (measured); almost every amount has so few digits that they fit a machine word.

use diesel::deserialize::{FromSql, FromSqlRow, Result};
use diesel::pg::{Pg, PgValue};
use diesel::sql_types::{Nullable, Numeric};
use rust_decimal::Decimal;

/// A number of the database, for `#[diesel(deserialize_as = Exact)]` on a [`Decimal`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromSqlRow)]
pub struct Exact(Decimal);

/// A number of the database that may be missing, for the same on an `Option<Decimal>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromSqlRow)]
pub struct MaybeExact(Option<Decimal>);

impl From<Exact> for Decimal {
    fn from(exact: Exact) -> Self {
        exact.0
    }
}

impl From<MaybeExact> for Option<Decimal> {
    fn from(exact: MaybeExact) -> Self {
        exact.0
    }
}

impl FromSql<Numeric, Pg> for Exact {
    fn from_sql(value: PgValue<'_>) -> Result<Self> {
        match short(value.as_bytes()) {
            Some(number) => Ok(Self(number)),
            None => <Decimal as FromSql<Numeric, Pg>>::from_sql(value).map(Self),
        }
    }
}

impl FromSql<Nullable<Numeric>, Pg> for MaybeExact {
    fn from_sql(value: PgValue<'_>) -> Result<Self> {
        <Exact as FromSql<Numeric, Pg>>::from_sql(value).map(|exact| Self(Some(exact.0)))
    }

    fn from_nullable_sql(value: Option<PgValue<'_>>) -> Result<Self> {
        value.map_or(Ok(Self(None)), <Self as FromSql<Nullable<Numeric>, Pg>>::from_sql)
    }
}

/// A number of at most four groups of four digits; none for longer ones and for what is no number.
///
/// The wire has (PostgreSQL, `numeric_send`): the count of groups, the first one's weight in powers of 10,000, the
/// sign, the decimals to show, the groups; sixteen bits each, the highest byte first.
fn short(bytes: &[u8]) -> Option<Decimal> {
    const NEGATIVE: u16 = 0x4000;
    let word = |at: usize| Some(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
    let (groups, weight, sign, scale) = (word(0)?, word(2)?.cast_signed(), word(4)?, u32::from(word(6)?));
    if groups > 4 || scale > 10 || !(-3..=3).contains(&weight) || ![0, NEGATIVE].contains(&sign) {
        return None;
    }
    let mut mantissa = 0_i64;
    for group in 0..usize::from(groups) {
        mantissa = mantissa * 10_000 + i64::from(word(8 + 2 * group)?);
    }
    // The mantissa counts in units of 10 to the power of -`decimals`.
    let decimals = 4 * (i32::from(groups) - 1 - i32::from(weight));
    let missing = i32::try_from(scale).ok()? - decimals;
    let power = 10_i64.checked_pow(missing.unsigned_abs())?;
    let mantissa = if missing < 0 { mantissa / power } else { mantissa.checked_mul(power)? };
    let mut number = Decimal::new(mantissa, scale);
    number.set_sign_negative(sign == NEGATIVE && mantissa != 0);
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// As PostgreSQL's `numeric_send` writes it.
    fn wire(number: Decimal) -> Vec<u8> {
        let (mantissa, scale) = (number.mantissa().unsigned_abs(), number.scale());
        let filler = (4 - scale % 4) % 4;
        let mut rest = mantissa * 10_u128.pow(filler);
        let mut groups: Vec<u16> = Vec::new();
        while rest > 0 {
            groups.push((rest % 10_000) as u16);
            rest /= 10_000;
        }
        let fraction = scale.div_ceil(4) as i16;
        let mut weight = groups.len() as i16 - 1 - fraction;
        groups.reverse();
        while groups.last() == Some(&0) {
            groups.pop();
        }
        if groups.is_empty() {
            weight = 0;
        }
        let sign = if number.is_sign_negative() && !number.is_zero() { 0x4000 } else { 0 };
        let head = [groups.len() as u16, weight.cast_unsigned(), sign, scale as u16];
        head.into_iter().chain(groups).flat_map(u16::to_be_bytes).collect()
    }

    proptest! {
        #[test]
        fn what_is_short_is_read_with_its_decimals(mantissa in -99_999_999_999_i64..=99_999_999_999, scale in 0..=4_u32) {
            let number = Decimal::new(mantissa, scale);
            let read = short(&wire(number));
            prop_assert_eq!(read.map(|read| read.to_string()), Some(number.to_string()));
        }

        #[test]
        fn what_is_long_is_left_to_the_library_or_right(mantissa in any::<i64>(), scale in 0..=10_u32) {
            let number = Decimal::new(mantissa, scale);
            if let Some(read) = short(&wire(number)) {
                prop_assert_eq!((read, read.scale()), (number, number.scale()));
            }
        }

        #[test]
        fn any_bytes_are_read_or_left(bytes in proptest::collection::vec(any::<u8>(), 0..24)) {
            let _ = short(&bytes);
        }
    }

    #[test]
    fn what_is_no_number_is_left_to_the_library() {
        for bytes in [&[][..], &[0; 7], &[0, 0, 0, 0, 0xC0, 0, 0, 0], &[0, 2, 0, 0, 0, 0, 0, 4, 0, 1]] {
            assert_eq!(short(bytes), None);
        }
    }
}
