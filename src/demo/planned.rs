//! One expense as it is thought out, before it has a database to lie in.

use super::calendar;
use super::people::Who;
use crate::domain::currency::Currency;
use crate::domain::dates::SpentOn;
use crate::domain::fault::Fault;
use crate::domain::id::CategoryId;
use crate::domain::money::{Money, Rate, convert};
use crate::domain::text::{Merchant, Note};
use crate::expenses::form::Draft;
use crate::policy::status::PaidWith;
use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;

/// An expense to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Whose it is.
    pub who: Who,
    /// When it was spent.
    pub spent_on: NaiveDate,
    /// When it was written down, on a clock in Vienna.
    pub entered: NaiveDateTime,
    /// The name of its category.
    pub category: &'static str,
    /// Where the money went.
    pub merchant: &'static str,
    /// What for.
    pub note: String,
    /// How much, in hundredths of `currency`.
    pub cents: i64,
    /// ISO 4217.
    pub currency: &'static str,
    /// Whether the rate has been looked up.
    pub rated: bool,
}

impl Planned {
    /// Whether it was paid in the organization's own currency.
    pub fn is_foreign(&self) -> bool {
        self.currency != "EUR"
    }

    /// The draft that the form would have made of it.
    ///
    /// # Errors
    /// When the domain refuses a part of it.
    pub fn draft(&self, category: CategoryId, today: NaiveDate, paid_with: PaidWith) -> Result<Draft, Fault> {
        let money = Money::new(Decimal::new(self.cents, 2), Currency::parse(self.currency)?)?;
        let rate = match (self.is_foreign(), self.rated) {
            (false, _) => Some(Rate::ONE),
            (true, true) => Some(Rate::new(calendar::rate(self.currency, self.spent_on))?),
            (true, false) => None,
        };
        let base =
            rate.map(|rate| Ok((rate, convert(&money, rate, Currency::parse("EUR")?)?))).transpose()?;
        Ok(Draft {
            spent_on: SpentOn::parse(&self.spent_on.to_string(), today)?,
            merchant: Merchant::parse(self.merchant)?,
            money,
            base,
            category: Some(category),
            note: Note::parse(&self.note)?,
            paid_with,
        })
    }
}
