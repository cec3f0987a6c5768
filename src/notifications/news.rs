//! What there is to tell: a code with parameters. Ids, exact amounts and dates are kept; words are made of them when
//! somebody reads, in their language.

use super::kind::Kind;
use crate::domain::currency::Currency;
use crate::domain::format::Format;
use crate::domain::id::{ExpenseId, MemberId, RuleId};
use crate::domain::money::Money;
use crate::error::AppError;
use crate::words::{Phrase, phrase};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// So many expenses are named in one piece of news; of the others it says how many they are.
pub const MOST_NAMED: usize = 10;

/// One piece of news for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// For whom.
    pub to: MemberId,
    /// What it is.
    pub kind: Kind,
    /// What it is about.
    pub about: About,
}

/// What a piece of news is about. It is stored as it is serialized here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// One or several expenses.
    Expenses(Expenses),
    /// A rule.
    Rule(RuleNews),
    /// Who decides while somebody is away.
    Absence(AbsenceNews),
}

impl About {
    /// What somebody said along with it.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Expenses(expenses) => expenses.words(),
            Self::Absence(news) => news.note.as_deref(),
            Self::Rule(_) => None,
        }
    }
}

/// An absence, as it was when somebody was told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbsenceNews {
    /// What became of it.
    pub change: AbsenceChange,
    /// Who is away, for whoever stands in; for whoever is away, who stands in.
    pub name: String,
    /// The first day of it.
    pub first_day: NaiveDate,
    /// The last one.
    pub last_day: NaiveDate,
    /// What whoever stands in should know, for them alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What became of an absence, as those see it whom it concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AbsenceChange {
    /// The reader stands in.
    Asked,
    /// The reader stands in on other days.
    Changed,
    /// What the reader should know when they stand in is another.
    Noted,
    /// The reader stands in no more.
    Ended,
    /// Somebody stands in for the reader.
    Entered,
    /// Nobody stands in for the reader any more.
    Dropped,
}

impl AbsenceChange {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Asked, Self::Changed, Self::Noted, Self::Ended, Self::Entered, Self::Dropped];

    /// The last part of the ids of its sentences.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Changed => "changed",
            Self::Noted => "noted",
            Self::Ended => "ended",
            Self::Entered => "entered",
            Self::Dropped => "dropped",
        }
    }
}

/// The expenses of one piece of news.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expenses {
    /// The first [`MOST_NAMED`] of them.
    named: Vec<Item>,
    /// How many they are.
    count: usize,
    /// What the person who did it said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    /// For how many days the one that waits longest has waited, where that is the news.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    days: Option<i64>,
}

impl Expenses {
    /// These, and what was said about them.
    pub fn new(items: Vec<Item>, words: Option<&str>) -> Self {
        let count = items.len();
        let named = items.into_iter().take(MOST_NAMED).collect();
        Self { named, count, words: words.map(str::to_owned), days: None }
    }

    /// These, which wait for so many days.
    pub fn waiting(items: Vec<Item>, days: i64) -> Self {
        Self { days: Some(days), ..Self::new(items, None) }
    }

    /// Those that are named.
    pub fn named(&self) -> &[Item] {
        &self.named
    }

    /// How many they are, at least as many as are named.
    pub fn count(&self) -> usize {
        self.count.max(self.named.len())
    }

    /// The one it is about, if it is one.
    pub fn only(&self) -> Option<&Item> {
        self.named.first().filter(|_| self.count() == 1)
    }

    /// What was said.
    pub fn words(&self) -> Option<&str> {
        self.words.as_deref()
    }

    /// For how many days they wait.
    pub fn days(&self) -> Option<i64> {
        self.days
    }
}

/// An expense as it was when somebody was told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    id: ExpenseId,
    amount: String,
    currency: String,
    merchant: String,
    spent_on: NaiveDate,
}

impl Item {
    /// An expense, with its money exactly.
    pub fn new(id: ExpenseId, money: &Money, merchant: &str, spent_on: NaiveDate) -> Self {
        let (amount, currency) = (money.amount().to_string(), money.currency().code().to_owned());
        Self { id, amount, currency, merchant: merchant.to_owned(), spent_on }
    }

    /// Which.
    pub fn id(&self) -> ExpenseId {
        self.id
    }

    /// Where the money went.
    pub fn merchant(&self) -> &str {
        &self.merchant
    }

    /// "€12.50 at Hotel Sacher on 3 November 2026"
    ///
    /// # Errors
    /// When the database holds money that nobody can write.
    pub fn phrase(&self, format: &Format) -> Result<Phrase, AppError> {
        let unreadable =
            || AppError::internal(format!("{:?} {:?} in a notification", self.amount, self.currency));
        let amount: Decimal = self.amount.parse().map_err(|_| unreadable())?;
        let currency = Currency::stored(&self.currency).map_err(|_| unreadable())?;
        let money = Money::total(amount, currency).map_err(|_| unreadable())?;
        let (money, date) = (format.money(&money), format.long_date(self.spent_on));
        Ok(phrase!("letter-line", money = money, merchant = &self.merchant, date = date))
    }
}

/// A rule, as it was when somebody was told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleNews {
    /// Which.
    pub rule: RuleId,
    /// What became of it.
    pub change: RuleChange,
    /// What it says, with money as the reader writes it.
    pub says: Phrase,
}

/// What became of a rule, as those see it whom it binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleChange {
    /// It holds from now on.
    Added,
    /// It says something else.
    Changed,
    /// It holds no more.
    Removed,
}

impl RuleChange {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Added, Self::Changed, Self::Removed];

    /// The last part of the ids of its sentences.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::locale::Locale;
    use crate::words::Language;

    fn items(count: usize) -> Vec<Item> {
        let (day, euro) = (NaiveDate::from_ymd_opt(2026, 11, 3).unwrap(), Currency::stored("EUR").unwrap());
        let money = Money::new(Decimal::new(1250, 2), euro).unwrap();
        (0..count).map(|_| Item::new(ExpenseId::new(), &money, "Hotel Sacher", day)).collect()
    }

    #[test]
    fn what_is_stored_says_the_same_when_it_is_read_again() {
        let about = About::Expenses(Expenses::new(items(12), Some("Which client?")));
        let kept = serde_json::to_value(&about).unwrap();
        assert_eq!(serde_json::from_value::<About>(kept).unwrap(), about);
        let About::Expenses(expenses) = about else { panic!("they are expenses") };
        assert_eq!((expenses.named().len(), expenses.count(), expenses.only()), (MOST_NAMED, 12, None));
    }

    #[test]
    fn money_is_written_as_the_reader_writes_it() {
        let said = |locale: &str, language: Language| {
            let format = Format::of(&Locale::parse(locale).unwrap());
            language.say(&items(1)[0].phrase(&format).unwrap()).replace('\u{a0}', " ")
        };
        assert_eq!(said("en-GB", Language::English), "€12.50 at Hotel Sacher on 3 November 2026");
        assert!(said("de-AT", Language::German).contains("12,50"));
    }

    #[test]
    fn a_count_that_was_tampered_with_is_at_least_what_is_named() {
        let mut kept = serde_json::to_value(Expenses::new(items(2), None)).unwrap();
        kept["count"] = 0.into();
        assert_eq!(serde_json::from_value::<Expenses>(kept).unwrap().count(), 2);
    }
}
