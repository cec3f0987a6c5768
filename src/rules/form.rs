//! The form of a rule: from what was typed to a [`Body`] or to a fault beside each field.

use super::rule::{Body, Currencies, Days, Effect, Limit, Pattern, Scope, Span, When, Who};
use super::say;
use crate::categories::{self, Category};
use crate::domain::currency::Currency;
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::format::Format;
use crate::domain::id::{CategoryId, MemberId};
use crate::domain::locale::Locale;
use crate::domain::money::Amount;
use crate::identity::trail::Facts;
use crate::policy::role::{Power, Role};
use crate::policy::status::PaidWith;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

/// The fields as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RuleForm {
    /// A category's id; empty: any.
    pub category_id: String,
    /// `role:WORD` or `member:ID`; empty: everybody.
    pub who: String,
    /// `own`, `card` or `advance`; empty: anything.
    pub paid_with: String,
    /// What it looks for: `always`, `over`, `note`, `receipt`, `old`, `future`, `weekend`, `currency`, `merchant`, `duplicate`.
    pub when: String,
    /// The amount of `over`.
    pub limit: String,
    /// The time of `over`: `expense`, `day` or `month`.
    pub span: String,
    /// The amount of `receipt`; empty: whatever it comes to.
    pub missing_over: String,
    /// The days of `old`.
    pub days: String,
    /// The codes of `currency`.
    pub currencies: String,
    /// The text of `merchant`.
    pub merchant: String,
    /// `warn`, `note`, `receipt` or `block`.
    pub effect: String,
    /// `1`: a written reason is enough too; counts only where something is kept from being submitted.
    pub exception: String,
    /// Guards against losing an edit.
    pub version: String,
}

/// What the form is read against.
pub struct Context<'a> {
    /// How the person writes numbers.
    pub locale: &'a Locale,
    /// The organization's currency.
    pub base: Currency,
    /// All categories.
    pub categories: &'a [Category],
    /// Whose expenses there are.
    pub members: &'a [(MemberId, String)],
    /// What the rule said before: what it is about stays to be chosen.
    pub present: Option<&'a Body>,
}

/// The roles whose expenses there are.
pub fn roles() -> impl Iterator<Item = Role> {
    Role::ALL.into_iter().filter(|role| role.may(Power::Record))
}

impl RuleForm {
    /// A rule as its form would hold it.
    pub fn of(body: &Body, categories: &[Category], format: &Format) -> Self {
        let scope = body.scope();
        let shown = scope.category.map(|id| categories::resolve(categories, id).map_or(id, |shown| shown.id));
        let mut form = Self {
            category_id: shown.map(|id| id.to_string()).unwrap_or_default(),
            who: match scope.who {
                Who::Everybody => String::new(),
                Who::Role(role) => format!("role:{}", role.as_str()),
                Who::Member(member) => format!("member:{member}"),
            },
            paid_with: scope.paid_with.map(PaidWith::as_str).unwrap_or_default().to_owned(),
            when: say::code(body.when()).to_owned(),
            effect: body.effect().as_str().to_owned(),
            exception: if body.allows_exception() { "1".to_owned() } else { String::new() },
            ..Self::default()
        };
        match body.when() {
            When::Over { limit, span } => {
                form.when = "over".to_owned();
                form.limit = format.editable(&limit.money());
                form.span = span.as_str().to_owned();
            }
            When::ReceiptMissing { over } => {
                form.when = "receipt".to_owned();
                form.missing_over = over.map(|limit| format.editable(&limit.money())).unwrap_or_default();
            }
            When::OlderThan { days } => form.days = days.number().to_string(),
            When::CurrencyNotAmong(currencies) => {
                form.currencies = currencies.codes().collect::<Vec<_>>().join(", ");
            }
            When::Merchant(pattern) => form.merchant = pattern.as_str().to_owned(),
            When::Always | When::NoteMissing | When::InFuture | When::Weekend | When::LikelyDuplicate => {}
        }
        form
    }

    /// All faults at once; the form keeps the typed text.
    ///
    /// # Errors
    /// What is wrong, field by field in the order of the form.
    pub fn parse(&self, context: &Context<'_>) -> Result<Body, FieldErrors> {
        let mut errors = FieldErrors::default();
        let category = errors.keep("category_id", self.category(context));
        let who = errors.keep("who", self.who(context));
        let paid_with = errors.keep("paid_with", self.paid_with());
        let when = self.when(context, &mut errors);
        let effect = errors.keep("effect", Effect::parse(self.effect.trim()).ok_or(Fault::NotOffered));
        let body = (|| {
            let scope = Scope { category: category?, who: who?, paid_with: paid_with? };
            Some(Body::new(scope, when?, effect?))
        })();
        let body = body.and_then(|body| errors.keep("when", body));
        let body = body.map(|body| body.excepting(self.exception.trim() == "1"));
        body.filter(|_| errors.is_empty()).ok_or(errors)
    }

    fn category(&self, context: &Context<'_>) -> Result<Option<CategoryId>, Fault> {
        if self.category_id.trim().is_empty() {
            return Ok(None);
        }
        let id: Uuid = self.category_id.trim().parse().map_err(|_| Fault::NotOffered)?;
        let id = CategoryId::from(id);
        let kept = context.present.and_then(|present| present.scope().category);
        let shown = kept.and_then(|kept| categories::resolve(context.categories, kept));
        if kept.is_some() && shown.is_some_and(|shown| shown.id == id) {
            return Ok(kept);
        }
        let offered = context.categories.iter().any(|category| category.id == id && category.active);
        if offered { Ok(Some(id)) } else { Err(Fault::NotOffered) }
    }

    fn who(&self, context: &Context<'_>) -> Result<Who, Fault> {
        let typed = self.who.trim();
        if typed.is_empty() {
            return Ok(Who::Everybody);
        }
        if let Some(word) = typed.strip_prefix("role:") {
            return roles().find(|role| role.as_str() == word).map(Who::Role).ok_or(Fault::NotOffered);
        }
        let id = typed.strip_prefix("member:").ok_or(Fault::NotOffered)?;
        let found = context.members.iter().find(|(member, _)| member.to_string() == id);
        match (found, context.present.map(|present| present.scope().who)) {
            (Some((member, _)), _) => Ok(Who::Member(*member)),
            (None, Some(Who::Member(member))) if member.to_string() == id => Ok(Who::Member(member)),
            _ => Err(Fault::NotOffered),
        }
    }

    fn paid_with(&self) -> Result<Option<PaidWith>, Fault> {
        let word = self.paid_with.trim();
        if word.is_empty() {
            return Ok(None);
        }
        PaidWith::parse(word).map(Some).ok_or(Fault::NotOffered)
    }

    fn when(&self, context: &Context<'_>, errors: &mut FieldErrors) -> Option<When> {
        match self.when.trim() {
            "always" => Some(When::Always),
            "over" => {
                let amount = errors.keep("limit", Amount::parse(&self.limit, context.base, context.locale));
                let span = errors.keep("span", Span::parse(self.span.trim()).ok_or(Fault::NotOffered));
                Some(When::Over { limit: Limit::of(amount?), span: span? })
            }
            "note" => Some(When::NoteMissing),
            "receipt" if self.missing_over.trim().is_empty() => Some(When::ReceiptMissing { over: None }),
            "receipt" => {
                let amount = Amount::parse(&self.missing_over, context.base, context.locale);
                let over = Limit::of(errors.keep("missing_over", amount)?);
                Some(When::ReceiptMissing { over: Some(over) })
            }
            "old" => errors.keep("days", Days::parse(&self.days)).map(|days| When::OlderThan { days }),
            "future" => Some(When::InFuture),
            "weekend" => Some(When::Weekend),
            "currency" => {
                errors.keep("currencies", Currencies::parse(&self.currencies)).map(When::CurrencyNotAmong)
            }
            "merchant" => errors.keep("merchant", Pattern::parse(&self.merchant)).map(When::Merchant),
            "duplicate" => Some(When::LikelyDuplicate),
            _ => {
                errors.add("when", Fault::NotOffered);
                None
            }
        }
    }
}

/// What the trail keeps of a rule: ids and codes, money as exact text with its currency.
pub fn facts(body: &Body) -> Facts {
    let scope = body.scope();
    let value = match body.when() {
        When::Over { limit, .. } | When::ReceiptMissing { over: Some(limit) } => {
            json!(limit.money().to_string())
        }
        When::OlderThan { days } => json!(days.number().to_string()),
        When::CurrencyNotAmong(currencies) => json!(currencies.codes().collect::<Vec<_>>().join(", ")),
        When::Merchant(pattern) => json!(pattern.as_str()),
        When::Always
        | When::NoteMissing
        | When::ReceiptMissing { over: None }
        | When::InFuture
        | When::Weekend
        | When::LikelyDuplicate => Value::Null,
    };
    let (role, member) = match scope.who {
        Who::Everybody => (None, None),
        Who::Role(role) => (Some(role), None),
        Who::Member(member) => (None, Some(member)),
    };
    let pairs = [
        ("category_id", json!(scope.category)),
        ("role", json!(role)),
        ("member_id", json!(member)),
        ("paid_with", json!(scope.paid_with)),
        ("condition", json!(say::code(body.when()))),
        ("value", value),
        ("effect", json!(body.effect().as_str())),
        ("exception", json!(body.allows_exception())),
    ];
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(form: &RuleForm, categories: &[Category]) -> Result<Body, FieldErrors> {
        form.parse(&Context {
            locale: &Locale::parse("en").unwrap(),
            base: Currency::parse("EUR").unwrap(),
            categories,
            members: &[],
            present: None,
        })
    }

    #[test]
    fn a_form_of_a_rule_is_that_rule() {
        let meals = [Category::example("Meals")];
        let (id, format) = (meals[0].id.to_string(), Format::of(&Locale::parse("en").unwrap()));
        for when in [
            "always",
            "over",
            "note",
            "receipt",
            "old",
            "future",
            "weekend",
            "currency",
            "merchant",
            "duplicate",
        ] {
            let form = RuleForm {
                category_id: id.clone(),
                who: "role:member".into(),
                paid_with: "card".into(),
                when: when.into(),
                limit: "60.00".into(),
                span: "day".into(),
                missing_over: "25.00".into(),
                days: "30".into(),
                currencies: "usd, EUR".into(),
                merchant: "Minibar".into(),
                effect: "block".into(),
                exception: "1".into(),
                ..RuleForm::default()
            };
            let body = read(&form, &meals).unwrap();
            let again = RuleForm::of(&body, &meals, &format);
            assert_eq!(again.when, when);
            assert_eq!(read(&again, &meals).unwrap(), body, "{when}");
        }
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let form = RuleForm {
            category_id: "none".into(),
            who: "role:auditor".into(),
            paid_with: "shells".into(),
            when: "over".into(),
            limit: "-5".into(),
            effect: "shout".into(),
            ..RuleForm::default()
        };
        let errors = read(&form, &[]).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["category_id", "who", "paid_with", "limit", "span", "effect"]);
        let wide = RuleForm { when: "always".into(), effect: "block".into(), ..RuleForm::default() };
        assert_eq!(read(&wide, &[]).unwrap_err().get("when"), Some(&Fault::RuleTooWide));
    }
}
