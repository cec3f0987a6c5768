//! Ready-made sets of rules to begin with. No input or output.
//!
//! Amounts stand here as an organization that counts in euros would choose them; `scale` makes round amounts of about
//! the same worth of them in other currencies. Categories are those that new organizations begin with: an organization
//! has one if it has one of its names, in any language, or its icon.

use super::rule::{Body, Days, Effect, Limit, Scope, Span, When, Who};
use crate::categories::{self, Category};
use crate::domain::currency::Currency;
use crate::domain::fault::Fault;
use crate::domain::id::CategoryId;
use crate::words::Language;
use rust_decimal::Decimal;

/// A set of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    /// Few rules that hold up nobody.
    Small,
    /// For people who travel to clients, and for what clients are billed.
    Consultants,
    /// Everything explained and in time.
    Strict,
}

/// What a rule of a set looks for.
enum Looks {
    Always,
    Over(i64, Span),
    Old(&'static str),
    Future,
    Weekend,
    Duplicate,
    /// No receipt, of more than so many euros.
    NoReceipt(i64),
}

type Ready = (Option<&'static str>, Looks, Effect);

const TRAVEL: &str = "categories-first-travel";
const LODGING: &str = "categories-first-lodging";
const MEALS: &str = "categories-first-meals";
const ENTERTAINMENT: &str = "categories-first-entertainment";

impl Set {
    /// All of them, the mildest first.
    pub const ALL: [Self; 3] = [Self::Small, Self::Consultants, Self::Strict];

    /// The word in forms and in ids of the catalogue.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Consultants => "consultants",
            Self::Strict => "strict",
        }
    }

    /// Reads [`Self::as_str`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|set| set.as_str() == word)
    }

    fn ready(self) -> Vec<Ready> {
        match self {
            Self::Small => vec![
                (Some(MEALS), Looks::Over(60, Span::Day), Effect::NeedNote),
                (None, Looks::Over(500, Span::Expense), Effect::NeedNote),
                (None, Looks::NoReceipt(50), Effect::Warn),
                (None, Looks::Old("60"), Effect::Warn),
                (None, Looks::Future, Effect::Block),
                (None, Looks::Duplicate, Effect::Warn),
            ],
            Self::Consultants => vec![
                (Some(LODGING), Looks::Over(200, Span::Expense), Effect::Warn),
                (Some(MEALS), Looks::Over(50, Span::Day), Effect::NeedNote),
                (Some(ENTERTAINMENT), Looks::Always, Effect::NeedNote),
                (Some(TRAVEL), Looks::Over(3000, Span::Month), Effect::Warn),
                (None, Looks::Over(25, Span::Expense), Effect::NeedReceipt),
                (None, Looks::Weekend, Effect::NeedNote),
                (None, Looks::Old("30"), Effect::Warn),
                (None, Looks::Future, Effect::Block),
                (None, Looks::Duplicate, Effect::Warn),
            ],
            Self::Strict => vec![
                (None, Looks::Over(100, Span::Expense), Effect::NeedNote),
                (None, Looks::Over(10, Span::Expense), Effect::NeedReceipt),
                (Some(MEALS), Looks::Over(40, Span::Day), Effect::Block),
                (Some(ENTERTAINMENT), Looks::Always, Effect::NeedNote),
                (Some(TRAVEL), Looks::Over(10_000, Span::Together), Effect::Warn),
                (None, Looks::Old("30"), Effect::Block),
                (None, Looks::Future, Effect::Block),
                (None, Looks::Weekend, Effect::NeedNote),
                (None, Looks::Duplicate, Effect::NeedNote),
            ],
        }
    }

    /// Its rules for an organization; and the categories, as ids of the catalogue, that it has not, whose rules are left out.
    ///
    /// # Errors
    /// None for what stands above: what is no rule is none of a set's.
    pub fn bodies(self, base: Currency, all: &[Category]) -> Result<(Vec<Body>, Vec<&'static str>), Fault> {
        let (mut bodies, mut missing) = (Vec::new(), Vec::new());
        for (category, looks, effect) in self.ready() {
            let found = category.and_then(|name| find(name, all));
            match category {
                Some(name) if found.is_none() => missing.push(name),
                _ => bodies.push(body(found, &looks, effect, base)?),
            }
        }
        Ok((bodies, missing))
    }
}

fn body(category: Option<CategoryId>, looks: &Looks, effect: Effect, base: Currency) -> Result<Body, Fault> {
    let when = match looks {
        Looks::Always => When::Always,
        Looks::Over(euros, span) => When::Over { limit: Limit::new(scale(*euros, base), base)?, span: *span },
        Looks::Old(days) => When::OlderThan { days: Days::parse(days)? },
        Looks::Future => When::InFuture,
        Looks::Weekend => When::Weekend,
        Looks::Duplicate => When::LikelyDuplicate,
        Looks::NoReceipt(euros) => {
            When::ReceiptMissing { over: Some(Limit::new(scale(*euros, base), base)?) }
        }
    };
    Body::new(Scope { category, who: Who::Everybody, paid_with: None }, when, effect)
}

/// The category that an organization has for one of the first ones: of one of its names, else with its icon.
fn find(name: &'static str, all: &[Category]) -> Option<CategoryId> {
    let active = || all.iter().filter(|category| category.active);
    let named = |category: &&Category| {
        Language::ALL
            .iter()
            .any(|language| language.word(name).to_lowercase() == category.name.to_lowercase())
    };
    let icon = categories::DEFAULTS.iter().find(|(first, ..)| *first == name).map(|(_, _, icon, _)| *icon);
    let found =
        active().find(named).or_else(|| active().find(|category| Some(category.icon.as_str()) == icon));
    found.map(|category| category.id)
}

/// Euros as a round amount in another currency: so many units of it are about one euro, in steps that keep amounts
/// round. A currency that stands in no row counts as the euro does; whoever takes a set looks over its amounts.
const SCALES: [(i64, u32, &[&str]); 12] = [
    (5, 1, &["BHD", "JOD", "KWD", "OMR"]),
    (2, 0, &["AUD", "BND", "CAD", "NZD", "SGD"]),
    (5, 0, &["AED", "BRL", "GEL", "ILS", "MYR", "PEN", "PLN", "QAR", "RON", "SAR"]),
    (10, 0, &["BOB", "CNY", "DKK", "GTQ", "HKD", "MAD", "NOK", "SEK"]),
    (20, 0, &["CZK", "MXN", "MDL", "ZAR"]),
    (50, 0, &["EGP", "PHP", "THB", "TRY", "TWD", "UAH", "UYU", "DOP"]),
    (100, 0, &["INR", "ISK", "JPY", "KES", "RSD", "RUB", "BDT"]),
    (500, 0, &["CRC", "HUF", "KZT", "LKR", "PKR", "AMD"]),
    (1000, 0, &["ARS", "CLP", "KRW", "NGN", "XAF", "XOF"]),
    (5000, 0, &["COP", "MNT", "TZS", "UGX"]),
    (10_000, 0, &["IDR", "PYG", "UZS"]),
    (20_000, 0, &["LAK", "VND"]),
];

fn scale(euros: i64, base: Currency) -> Decimal {
    let row = SCALES.iter().find(|(_, _, codes)| codes.contains(&base.code()));
    let (units, decimals) = row.map_or((1, 0), |(units, decimals, _)| (*units, *decimals));
    let mut amount = Decimal::new(euros * units, decimals);
    amount.rescale(base.exponent());
    amount
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(set: Set, code: &str) -> Vec<String> {
        let (bodies, _) = set.bodies(Currency::parse(code).unwrap(), &[]).unwrap();
        let limits = bodies.iter().filter_map(|body| match body.when() {
            When::Over { limit, .. } => Some(limit.money().to_string()),
            _ => None,
        });
        limits.collect()
    }

    #[test]
    fn every_set_is_made_of_rules_in_every_currency() {
        let mut listed: Vec<&str> = SCALES.iter().flat_map(|(_, _, codes)| *codes).copied().collect();
        listed.sort_unstable();
        assert!(listed.windows(2).all(|pair| pair[0] < pair[1]), "no currency stands in two rows");
        assert!(listed.iter().all(|code| Currency::parse(code).is_ok()), "{listed:?}");
        for currency in Currency::all() {
            for set in Set::ALL {
                let all = categories::defaults(Language::German);
                let all: Vec<Category> = all.iter().map(|(name, ..)| Category::example(name)).collect();
                let (bodies, missing) = set.bodies(*currency, &all).unwrap();
                assert!(missing.is_empty() && bodies.len() >= 5, "{set:?} {}", currency.code());
                assert!(bodies.iter().enumerate().all(|(at, body)| !bodies[..at].contains(body)));
            }
        }
        assert_eq!(limits(Set::Small, "EUR"), ["500.00 EUR"]);
        assert_eq!(limits(Set::Small, "JPY"), ["50000 JPY"]);
        assert_eq!(limits(Set::Small, "KWD"), ["250.000 KWD"]);
    }

    #[test]
    fn a_category_is_found_by_its_name_in_any_language_or_its_icon() {
        let euro = Currency::parse("EUR").unwrap();
        let of = |all: &[Category]| {
            let (bodies, missing) = Set::Small.bodies(euro, all).unwrap();
            (bodies.iter().find_map(|body| body.scope().category), missing)
        };
        let meals = Category::example("comidas");
        assert_eq!(of(std::slice::from_ref(&meals)), (Some(meals.id), vec![]));
        let food = Category { icon: "meal".into(), ..Category::example("Food") };
        assert_eq!(of(std::slice::from_ref(&food)), (Some(food.id), vec![]));
        assert_eq!(of(&[Category { active: false, ..food }]), (None, vec![MEALS]));
    }
}
