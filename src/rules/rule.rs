//! What a rule is: whose expenses it looks at, what it looks for, and what follows. No input or output; what makes no
//! sense can't be made.

use super::likeness;
use crate::domain::currency::Currency;
use crate::domain::fault::Fault;
use crate::domain::id::{CategoryId, MemberId, RuleId};
use crate::domain::money::{Amount, Money};
use crate::domain::text::Merchant;
use crate::policy::role::Role;
use crate::policy::status::PaidWith;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The longest time that "older than" can ask for, in days: ten years.
pub const MOST_DAYS: u16 = 3650;

/// A rule in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its identity.
    pub id: RuleId,
    /// Counts up with every change.
    pub version: i32,
    /// What it says.
    pub body: Body,
}

/// What a rule says. It is stored as it is serialized here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    scope: Scope,
    when: When,
    effect: Effect,
    /// What was stored before there were exceptions allows none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    exception: bool,
}

impl Body {
    /// A rule that says something: one that asks for a note where a note is missing says it twice, and one that looks
    /// at nothing in particular meets every expense.
    ///
    /// # Errors
    /// What is wrong with it as a whole.
    pub fn new(scope: Scope, when: When, effect: Effect) -> Result<Self, Fault> {
        if when == When::NoteMissing && effect == Effect::NeedNote {
            return Err(Fault::RuleNoteTwice);
        }
        if matches!(when, When::ReceiptMissing { .. }) && effect == Effect::NeedReceipt {
            return Err(Fault::RuleReceiptTwice);
        }
        let may_meet_all = matches!(effect, Effect::NeedNote | Effect::NeedReceipt);
        if when == When::Always && !may_meet_all && scope == Scope::default() {
            return Err(Fault::RuleTooWide);
        }
        Ok(Self { scope, when, effect, exception: false })
    }

    /// The same, with an exception for a written reason or without one; only what stops an expense can have one.
    #[must_use]
    pub fn excepting(self, allowed: bool) -> Self {
        Self { exception: allowed && self.effect.stops(), ..self }
    }

    /// Whether a written reason lets through what it stops.
    pub fn allows_exception(&self) -> bool {
        self.exception && self.effect.stops()
    }

    /// Whose expenses it looks at, and which of them.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// What it looks for.
    pub fn when(&self) -> &When {
        &self.when
    }

    /// What follows.
    pub fn effect(&self) -> Effect {
        self.effect
    }
}

/// Which expenses a rule looks at; what is left out is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// In this category, or one that counts as it or lies below it.
    pub category: Option<CategoryId>,
    /// Of these people.
    pub who: Who,
    /// Paid so.
    pub paid_with: Option<PaidWith>,
}

/// Whose expenses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Everybody's.
    #[default]
    Everybody,
    /// Those of everybody in this role.
    Role(Role),
    /// Those of one person.
    Member(MemberId),
}

/// What a rule looks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Any expense that the scope has.
    Always,
    /// More than so much, by one or by all of a time.
    Over {
        /// What may be spent.
        limit: Limit,
        /// In which time.
        span: Span,
    },
    /// Nothing was noted.
    NoteMissing,
    /// It has no receipt.
    ReceiptMissing {
        /// And comes to more than this; none: whatever it comes to.
        over: Option<Limit>,
    },
    /// Spent longer ago than so many days.
    OlderThan {
        /// 1 to [`MOST_DAYS`].
        days: Days,
    },
    /// Spent on a day that is still to come.
    InFuture,
    /// Spent on a weekend.
    Weekend,
    /// In a currency that is none of these.
    CurrencyNotAmong(Currencies),
    /// The merchant's name has this in it.
    Merchant(Pattern),
    /// As much in the same currency at a similar merchant within three days.
    LikelyDuplicate,
}

/// The time in which a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// One expense.
    Expense,
    /// All of the same member on its day.
    Day,
    /// All of the same member in its month.
    Month,
    /// Everybody's together in its month.
    Together,
}

impl Span {
    /// All of them, the narrowest first.
    pub const ALL: [Self; 4] = [Self::Expense, Self::Day, Self::Month, Self::Together];

    /// The word in forms and in ids of the catalogue.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Expense => "expense",
            Self::Day => "day",
            Self::Month => "month",
            Self::Together => "together",
        }
    }

    /// Reads [`Self::as_str`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|span| span.as_str() == word)
    }
}

/// What follows where a rule is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Whoever records and whoever decides is told.
    Warn,
    /// It can't be submitted without a note.
    NeedNote,
    /// It can't be submitted without a receipt.
    NeedReceipt,
    /// It can't be submitted.
    Block,
}

impl Effect {
    /// All of them, the mildest first.
    pub const ALL: [Self; 4] = [Self::Warn, Self::NeedNote, Self::NeedReceipt, Self::Block];

    /// The word in forms and in ids of the catalogue.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Warn => "warn",
            Self::NeedNote => "note",
            Self::NeedReceipt => "receipt",
            Self::Block => "block",
        }
    }

    /// Reads [`Self::as_str`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|effect| effect.as_str() == word)
    }

    /// Whether it keeps an expense from being submitted.
    pub fn stops(self) -> bool {
        self != Self::Warn
    }
}

/// How much may be spent: more than nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "StoredLimit", into = "StoredLimit")]
pub struct Limit(Money);

#[derive(Serialize, Deserialize)]
struct StoredLimit {
    amount: String,
    currency: Currency,
}

impl Limit {
    /// The limit of an amount.
    pub fn of(amount: Amount) -> Self {
        Self(amount.money())
    }

    /// The limit of a number, where it is one.
    ///
    /// # Errors
    /// When it is nothing or less, or does not fit the currency.
    pub fn new(amount: Decimal, currency: Currency) -> Result<Self, Fault> {
        if amount <= Decimal::ZERO {
            return Err(Fault::AmountMissing);
        }
        Money::new(amount, currency).map(Self)
    }

    /// As money.
    pub fn money(self) -> Money {
        self.0
    }
}

impl From<Limit> for StoredLimit {
    fn from(limit: Limit) -> Self {
        Self { amount: limit.0.amount().to_string(), currency: limit.0.currency() }
    }
}

impl TryFrom<StoredLimit> for Limit {
    type Error = Fault;

    fn try_from(stored: StoredLimit) -> Result<Self, Fault> {
        let amount: Decimal = stored.amount.parse().map_err(|_| Fault::AmountMissing)?;
        Money::new(amount, stored.currency).map(Self)
    }
}

/// A number of days, 1 to [`MOST_DAYS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Days(u16);

impl Days {
    /// Reads a whole number.
    ///
    /// # Errors
    /// When it is none, or outside the range.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        if typed.trim().is_empty() {
            return Err(Fault::Missing);
        }
        let range = || Fault::NumberRange { least: 1, most: u32::from(MOST_DAYS) };
        let days: u16 = typed.trim().parse().map_err(|_| range())?;
        if (1..=MOST_DAYS).contains(&days) { Ok(Self(days)) } else { Err(range()) }
    }

    /// How many.
    pub fn number(self) -> u16 {
        self.0
    }
}

/// At least one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Currencies(BTreeSet<String>);

impl Currencies {
    /// Reads codes with spaces or commas between them.
    ///
    /// # Errors
    /// When there is none, or one that is no currency.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        let words = typed.split(|letter: char| letter.is_whitespace() || letter == ',' || letter == ';');
        let codes = words.filter(|word| !word.is_empty());
        let codes: Result<BTreeSet<String>, Fault> =
            codes.map(|code| Currency::parse(code).map(|currency| currency.code().to_owned())).collect();
        let codes = codes?;
        if codes.is_empty() { Err(Fault::CurrencyMissing) } else { Ok(Self(codes)) }
    }

    /// Whether this one is among them.
    pub fn has(&self, code: &str) -> bool {
        self.0.contains(code)
    }

    /// Their codes in order.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// A part of a merchant's name, whatever its case and accents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pattern(String);

impl Pattern {
    /// Reads a part of a name.
    ///
    /// # Errors
    /// When nothing is left of it to compare, or a merchant can't have it.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        let text = Merchant::parse(typed)?.as_str().to_owned();
        if likeness::fold(&text).is_empty() { Err(Fault::Missing) } else { Ok(Self(text)) }
    }

    /// Whether a merchant's name has it.
    pub fn is_in(&self, merchant: &str) -> bool {
        likeness::fold(merchant).contains(&self.folded())
    }

    /// As names are compared.
    pub fn folded(&self) -> String {
        likeness::fold(&self.0)
    }

    /// As it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether these rules together let nothing through: no currency is left that none of them stops.
pub fn contradict(rules: &[&Body]) -> bool {
    let strict = rules.iter().filter(|body| body.effect == Effect::Block && body.scope == Scope::default());
    let allowed = strict.filter_map(|body| match &body.when {
        When::CurrencyNotAmong(currencies) => Some(currencies.0.clone()),
        _ => None,
    });
    allowed.reduce(|these, those| &these & &those).is_some_and(|left| left.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::locale::Locale;

    fn limit(typed: &str) -> Limit {
        let (euro, locale) = (Currency::parse("EUR").unwrap(), Locale::parse("en").unwrap());
        Limit::of(Amount::parse(typed, euro, &locale).unwrap())
    }

    fn currencies(typed: &str) -> When {
        When::CurrencyNotAmong(Currencies::parse(typed).unwrap())
    }

    fn block(when: When) -> Body {
        Body::new(Scope::default(), when, Effect::Block).unwrap()
    }

    #[test]
    fn nonsense_is_no_rule() {
        let new = |when, effect| Body::new(Scope::default(), when, effect);
        assert_eq!(new(When::NoteMissing, Effect::NeedNote), Err(Fault::RuleNoteTwice));
        assert_eq!(new(When::Always, Effect::Block), Err(Fault::RuleTooWide));
        assert_eq!(new(When::Always, Effect::Warn), Err(Fault::RuleTooWide));
        assert!(new(When::Always, Effect::NeedNote).is_ok());
        assert!(new(When::Always, Effect::NeedReceipt).is_ok());
        let missing = When::ReceiptMissing { over: Some(limit("25.00")) };
        assert_eq!(new(missing.clone(), Effect::NeedReceipt), Err(Fault::RuleReceiptTwice));
        assert!(new(missing, Effect::NeedNote).is_ok(), "why there is none");
        let cards = Scope { paid_with: Some(PaidWith::Card), ..Scope::default() };
        assert!(Body::new(cards, When::Always, Effect::Warn).is_ok());
    }

    #[test]
    fn parts_are_read_or_refused() {
        assert_eq!(Days::parse("0"), Err(Fault::NumberRange { least: 1, most: 3650 }));
        assert_eq!(Days::parse(" 30 ").map(Days::number), Ok(30));
        assert_eq!(Currencies::parse(" , "), Err(Fault::CurrencyMissing));
        assert_eq!(Currencies::parse("usd, EUR EUR").unwrap().codes().collect::<Vec<_>>(), ["EUR", "USD"]);
        assert!(Currencies::parse("EUR, XYZ1").is_err());
        assert_eq!(Pattern::parse("  "), Err(Fault::Missing));
        assert!(Pattern::parse("cafe").unwrap().is_in("Das CAFÉ Central"));
        assert!(!Pattern::parse("cafe").unwrap().is_in("Central"));
    }

    #[test]
    fn what_is_stored_comes_back() {
        let member = Scope {
            category: Some(CategoryId::new()),
            who: Who::Member(MemberId::new()),
            paid_with: Some(PaidWith::Advance),
        };
        let role = Scope { who: Who::Role(Role::Approver), ..Scope::default() };
        for when in [
            When::Over { limit: limit("60.00"), span: Span::Day },
            When::OlderThan { days: Days::parse("60").unwrap() },
            currencies("EUR USD"),
            When::Merchant(Pattern::parse("Minibar").unwrap()),
            When::Weekend,
            When::LikelyDuplicate,
            When::ReceiptMissing { over: None },
            When::ReceiptMissing { over: Some(limit("25.00")) },
        ] {
            for scope in [&member, &role, &Scope::default()] {
                let body = Body::new(scope.clone(), when.clone(), Effect::Block).unwrap();
                let stored = serde_json::to_value(&body).unwrap();
                assert_eq!(serde_json::from_value::<Body>(stored).unwrap(), body);
            }
        }
        let over = When::Over { limit: limit("60.00"), span: Span::Day };
        assert_eq!(
            serde_json::to_string(&block(over)).unwrap(),
            r#"{"scope":{"category":null,"who":"everybody","paid_with":null},"when":{"over":{"limit":{"amount":"60.00","currency":"EUR"},"span":"day"}},"effect":"block"}"#
        );
    }

    #[test]
    fn only_what_stops_has_exceptions_and_what_was_stored_before_them_has_none() {
        let stored = r#"{"scope":{"category":null,"who":"everybody","paid_with":null},"when":"weekend","effect":"block"}"#;
        let before: Body = serde_json::from_str(stored).unwrap();
        assert!(!before.allows_exception());
        assert_eq!(serde_json::to_string(&before).unwrap(), stored, "and is stored as it was");
        for effect in Effect::ALL {
            let body = Body::new(Scope::default(), When::Weekend, effect).unwrap();
            assert_eq!(body.clone().excepting(true).allows_exception(), effect.stops());
            let allowed = body.excepting(true);
            let again: Body = serde_json::from_value(serde_json::to_value(&allowed).unwrap()).unwrap();
            assert_eq!(again, allowed);
            assert!(!again.excepting(false).allows_exception());
        }
    }

    #[test]
    fn rules_that_leave_no_currency_contradict_each_other() {
        let (euro, both, dollar) =
            (block(currencies("EUR")), block(currencies("EUR USD")), block(currencies("USD")));
        assert!(!contradict(&[]));
        assert!(!contradict(&[&euro, &both]));
        assert!(contradict(&[&euro, &both, &dollar]));
        let mild = Body::new(Scope::default(), currencies("USD"), Effect::Warn).unwrap();
        assert!(!contradict(&[&euro, &mild]));
    }
}
