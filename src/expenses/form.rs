//! The expense form: from what was typed to a [`Draft`] or to a fault beside each field.

use crate::categories::{self, Category};
use crate::domain::currency::Currency;
use crate::domain::dates::SpentOn;
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::id::{CategoryId, ExpenseId};
use crate::domain::locale::Locale;
use crate::domain::money::{Amount, Money, Rate, convert};
use crate::domain::text::{Merchant, Note, Remark};
use crate::policy::status::PaidWith;
pub use crate::web::forms::version;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The fields as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ExpenseForm {
    /// YYYY-MM-DD.
    pub spent_on: String,
    /// Where the money went.
    pub merchant: String,
    /// As the locale writes numbers.
    pub amount: String,
    /// ISO 4217; empty: the organization's.
    pub currency: String,
    /// Base currency per unit; empty: not known yet.
    pub rate: String,
    /// The base currency that the form asked the rate in; empty: today's.
    pub rate_base: String,
    /// A category's id; empty: none yet.
    pub category_id: String,
    /// What for.
    pub note: String,
    /// Whose expense it is; empty: one's own.
    pub member_id: String,
    /// `1`: money back, the amount counts negative.
    pub refund: String,
    /// `own`, `card` or `advance`; empty: own.
    pub paid_with: String,
    /// Why it shall be submitted although a rule keeps it from that.
    pub exception: String,
    /// The id of the expense that this looks like and is not.
    pub keep: String,
    /// Guards against recording it twice.
    pub form_token: String,
    /// Guards against losing an edit.
    pub version: String,
    /// Receipts that wait for this form, by their ids.
    pub waiting: Vec<String>,
    /// `save`, `save_and_new`, `submit`, or `review`: the form comes back filled and nothing is saved.
    pub intent: String,
}

/// What the form is read against.
pub struct Context<'a> {
    /// How the person writes numbers.
    pub locale: &'a Locale,
    /// The organization's currency.
    pub base: Currency,
    /// Today in the organization's time zone.
    pub today: NaiveDate,
    /// All categories.
    pub categories: &'a [Category],
    /// The category the expense has already: kept even when it was archived meanwhile.
    pub present_category: Option<CategoryId>,
}

/// A valid draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The date spent.
    pub spent_on: SpentOn,
    /// Where the money went.
    pub merchant: Merchant,
    /// How much, in the currency it was paid in.
    pub money: Money,
    /// The rate and the amount in the base currency; none until a rate is known.
    pub base: Option<(Rate, Money)>,
    /// The category; a draft may be without one, submitting asks for it.
    pub category: Option<CategoryId>,
    /// What for; may be empty.
    pub note: Note,
    /// Whose money it was.
    pub paid_with: PaidWith,
}

impl ExpenseForm {
    /// All faults at once; the form keeps the typed text.
    ///
    /// # Errors
    /// What is wrong, field by field in the order of the form.
    pub fn parse(&self, context: &Context<'_>) -> Result<Draft, FieldErrors> {
        let mut errors = FieldErrors::default();
        let typed_currency =
            if self.currency.trim().is_empty() { Ok(context.base) } else { Currency::parse(&self.currency) };
        let currency = errors.keep("currency", typed_currency);
        // Without a currency the amount is still looked at, as one of the base currency would be.
        let amount = errors
            .keep("amount", Amount::parse(&self.amount, currency.unwrap_or(context.base), context.locale));
        let rate = errors.keep("rate", self.rate(currency, context));
        let merchant = errors.keep("merchant", Merchant::parse(&self.merchant));
        let spent_on = errors.keep("spent_on", SpentOn::parse(&self.spent_on, context.today));
        let category = errors.keep("category_id", self.category(context));
        let note = errors.keep("note", Note::parse(&self.note));
        let paid_with = errors.keep("paid_with", self.paid_with());
        errors.keep("exception", Note::parse(&self.exception));
        let refund = self.is_refund();
        let money = amount.map(|amount| if refund { amount.money().negated() } else { amount.money() });
        let base = match (money, rate) {
            (Some(money), Some(Some(rate))) => {
                errors.keep("rate", convert(&money, rate, context.base)).map(|base| Some((rate, base)))
            }
            (_, rate) => rate.map(|_| None),
        };
        let draft = (|| {
            Some(Draft {
                spent_on: spent_on?,
                merchant: merchant?,
                money: money?,
                base: base?,
                category: category?,
                note: note?,
                paid_with: paid_with?,
            })
        })();
        draft.filter(|_| errors.is_empty()).ok_or(errors)
    }

    /// One in the base currency; otherwise as typed, or none yet.
    fn rate(&self, currency: Option<Currency>, context: &Context<'_>) -> Result<Option<Rate>, Fault> {
        if currency == Some(context.base) {
            return Ok(Some(Rate::ONE));
        }
        if self.rate.trim().is_empty() {
            return Ok(None);
        }
        if !self.rate_base.is_empty() && self.rate_base != context.base.code() {
            return Err(Fault::RateOfAnotherBase { currency: context.base.code().to_owned() });
        }
        Rate::parse(&self.rate, context.locale).map(Some)
    }

    fn category(&self, context: &Context<'_>) -> Result<Option<CategoryId>, Fault> {
        if self.category_id.trim().is_empty() {
            return Ok(None);
        }
        let id =
            self.category_id.trim().parse::<Uuid>().map(CategoryId::from).map_err(|_| Fault::NotOffered)?;
        // What was merged is offered as what it counts as; left so, the expense keeps what it has.
        let present = context.present_category.and_then(|id| categories::resolve(context.categories, id));
        if context.present_category == Some(id) || present.is_some_and(|present| present.id == id) {
            return Ok(context.present_category);
        }
        let offered = context.categories.iter().any(|category| category.id == id && category.active);
        if offered { Ok(Some(id)) } else { Err(Fault::NotOffered) }
    }

    /// The token, if it is one; anything else is treated as left out.
    pub fn token(&self) -> Option<Uuid> {
        self.form_token.trim().parse().ok()
    }

    /// The version that was edited, if it was sent.
    pub fn version(&self) -> Option<i32> {
        version(&self.version)
    }

    /// The receipts that wait for it; what is no id is none.
    pub fn waiting(&self) -> Vec<Uuid> {
        self.waiting.iter().filter_map(|id| id.trim().parse().ok()).collect()
    }

    fn paid_with(&self) -> Result<PaidWith, Fault> {
        let word = self.paid_with.trim();
        if word.is_empty() { Ok(PaidWith::Own) } else { PaidWith::parse(word).ok_or(Fault::NotOffered) }
    }

    /// Why a rule shall let it through, if that was said.
    pub fn reason(&self) -> Option<Remark> {
        Remark::parse(&self.exception).ok()
    }

    /// Whether it says more than what the expense itself keeps.
    pub fn says_more(&self) -> bool {
        self.reason().is_some() || self.kept().is_some()
    }

    /// The expense that this is not, if one is named.
    pub fn kept(&self) -> Option<ExpenseId> {
        self.keep.trim().parse::<Uuid>().ok().map(ExpenseId::from)
    }

    /// Whether it is money back.
    pub fn is_refund(&self) -> bool {
        self.refund.trim() == "1"
    }

    /// Whether it shall be submitted at once.
    pub fn is_submission(&self) -> bool {
        self.intent == "submit"
    }

    /// Whether this form only shall be shown again.
    pub fn is_review(&self) -> bool {
        self.intent == "review"
    }
}

impl Draft {
    /// The hash that tells a repeated form from a changed one.
    pub fn hash(&self) -> Vec<u8> {
        let rate = self.base.map(|(rate, _)| rate.value().normalize().to_string()).unwrap_or_default();
        let parts = [
            self.spent_on.date().to_string(),
            self.merchant.as_str().to_owned(),
            self.money.amount().normalize().to_string(),
            self.money.currency().code().to_owned(),
            rate,
            self.category.map(|category| category.to_string()).unwrap_or_default(),
            self.note.as_str().to_owned(),
            self.paid_with.as_str().to_owned(),
        ];
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update(part.len().to_be_bytes());
            hasher.update(part.as_bytes());
        }
        hasher.finalize().to_vec()
    }

    /// Its fields for the trail: exact text, so that before and after can be compared.
    pub fn facts(&self) -> Map<String, Value> {
        let rate = self.base.map(|(rate, _)| rate.value().normalize().to_string());
        facts([
            ("spent_on", json!(self.spent_on.date())),
            ("merchant", json!(self.merchant.as_str())),
            ("amount", json!(self.money.amount().normalize().to_string())),
            ("currency", json!(self.money.currency().code())),
            ("rate", json!(rate)),
            ("category_id", json!(self.category)),
            ("note", json!(self.note.as_str())),
            ("paid_with", json!(self.paid_with.as_str())),
        ])
    }
}

/// The fields that the trail keeps of an expense, by name.
pub(super) fn facts(pairs: [(&str, Value); 8]) -> Map<String, Value> {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn categories() -> Vec<Category> {
        let category = |name: &str, active| Category { active, ..Category::example(name) };
        vec![category("Meals", true), category("Old", false)]
    }

    fn parse(
        form: &ExpenseForm,
        categories: &[Category],
        present: Option<CategoryId>,
    ) -> Result<Draft, FieldErrors> {
        form.parse(&Context {
            locale: &Locale::parse("en").unwrap(),
            base: Currency::parse("EUR").unwrap(),
            today: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
            categories,
            present_category: present,
        })
    }

    fn filled(category: &Category) -> ExpenseForm {
        ExpenseForm {
            spent_on: "2026-11-20".into(),
            merchant: "Café Central".into(),
            amount: "12.50".into(),
            currency: "EUR".into(),
            category_id: category.id.to_string(),
            ..ExpenseForm::default()
        }
    }

    #[test]
    fn every_empty_field_is_named_at_once() {
        let errors = parse(&ExpenseForm::default(), &categories(), None).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["amount", "merchant", "spent_on"]);
    }

    #[test]
    fn the_base_currency_has_the_rate_one_whatever_is_typed() {
        let categories = categories();
        let form = ExpenseForm { rate: "7".into(), ..filled(&categories[0]) };
        let (rate, base) = parse(&form, &categories, None).unwrap().base.unwrap();
        assert_eq!((rate, base.amount().to_string()), (Rate::ONE, "12.50".to_owned()));
    }

    #[test]
    fn another_currency_waits_for_its_rate() {
        let categories = categories();
        let form = ExpenseForm { currency: "USD".into(), ..filled(&categories[0]) };
        assert_eq!(parse(&form, &categories, None).unwrap().base, None);
        let form = ExpenseForm { rate: "0.9".into(), ..form };
        let (_, base) = parse(&form, &categories, None).unwrap().base.unwrap();
        assert_eq!(base.amount().to_string(), "11.25");
    }

    #[test]
    fn a_rate_into_what_was_the_base_currency_is_asked_for_again() {
        let categories = categories();
        let of = |base: &str, currency: &str| ExpenseForm {
            currency: currency.into(),
            rate: "0.9".into(),
            rate_base: base.into(),
            ..filled(&categories[0])
        };
        let refused = parse(&of("CHF", "USD"), &categories, None).unwrap_err();
        assert_eq!(refused.get("rate"), Some(&Fault::RateOfAnotherBase { currency: "EUR".into() }));
        assert!(parse(&of("EUR", "USD"), &categories, None).is_ok());
        assert!(parse(&of("CHF", "EUR"), &categories, None).is_ok(), "no rate is needed");
    }

    #[test]
    fn money_back_counts_negative_and_so_does_what_it_comes_to() {
        let categories = categories();
        let form = ExpenseForm {
            currency: "USD".into(),
            rate: "0.9".into(),
            refund: "1".into(),
            paid_with: "card".into(),
            ..filled(&categories[0])
        };
        let draft = parse(&form, &categories, None).unwrap();
        let base = draft.base.unwrap().1.amount().to_string();
        assert_eq!((draft.money.amount().to_string(), base), ("-12.50".into(), "-11.25".into()));
        assert_eq!(draft.paid_with, PaidWith::Card);
        let wrong = ExpenseForm { paid_with: "gold".into(), ..form };
        assert!(parse(&wrong, &categories, None).is_err());
    }

    #[test]
    fn an_archived_category_is_kept_but_not_chosen_anew() {
        let categories = categories();
        let form = filled(&categories[1]);
        assert!(parse(&form, &categories, None).is_err());
        assert!(parse(&form, &categories, Some(categories[1].id)).is_ok());
    }

    #[test]
    fn the_hash_follows_the_meaning_and_not_the_spelling() {
        let categories = categories();
        let (form, spelled) =
            (filled(&categories[0]), ExpenseForm { amount: "12,5".into(), ..filled(&categories[0]) });
        let hash = |form: &ExpenseForm| parse(form, &categories, None).unwrap().hash();
        assert_eq!(hash(&form), hash(&spelled));
        assert_ne!(hash(&form), hash(&ExpenseForm { amount: "12.51".into(), ..form.clone() }));
    }
}
