//! An expense form while it is being typed: as much of it as can be read.

use super::form::{Context, ExpenseForm};
use super::judging;
use crate::domain::id::ExpenseId;
use crate::rules::glimpse::Glimpse;
use rust_decimal::Decimal;

/// Stands for a merchant that nobody typed yet.
const SOMEBODY: &str = "?";

/// What can be read of a form; none where that is nothing.
pub(super) fn of(
    form: &ExpenseForm,
    context: &Context<'_>,
    id: Option<ExpenseId>,
    receipted: bool,
) -> Option<Glimpse> {
    let errors = match form.parse(context) {
        Ok(draft) => return Some(Glimpse::whole(judging::spent_as(&draft, id, receipted))),
        Err(errors) => errors,
    };
    let is_read = |field| errors.get(field).is_none();
    let mut rest = form.clone();
    for (field, _) in errors.iter() {
        match field {
            "spent_on" => rest.spent_on = context.today.to_string(),
            "merchant" => SOMEBODY.clone_into(&mut rest.merchant),
            "amount" => "1".clone_into(&mut rest.amount),
            "currency" => rest.currency.clear(),
            "rate" => rest.rate.clear(),
            "category_id" => rest.category_id.clear(),
            "note" => rest.note.clear(),
            "paid_with" => rest.paid_with.clear(),
            _ => rest.exception.clear(),
        }
    }
    let mut spent = judging::spent_as(&rest.parse(context).ok()?, id, receipted);
    // Too long a note is one.
    spent.noted |= !is_read("note");
    let (in_currency, priced) = (is_read("currency"), is_read("amount"));
    if !priced || !in_currency {
        spent.amount = Decimal::ZERO;
        spent.base = None;
    }
    Some(Glimpse { spent, dated: is_read("spent_on"), named: is_read("merchant"), priced, in_currency })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::categories::Category;
    use crate::domain::currency::Currency;
    use crate::domain::locale::Locale;
    use proptest::prelude::*;

    fn read(form: &ExpenseForm, categories: &[Category]) -> Option<Glimpse> {
        let context = Context {
            locale: &Locale::parse("en").unwrap(),
            base: Currency::parse("EUR").unwrap(),
            today: "2026-11-21".parse().unwrap(),
            categories,
            present_category: None,
        };
        of(form, &context, None, false)
    }

    #[test]
    fn an_empty_form_tells_of_nothing_and_a_full_one_of_all() {
        let empty = read(&ExpenseForm::default(), &[]).unwrap();
        assert!(!empty.dated && !empty.named && !empty.priced && empty.in_currency);
        assert_eq!(empty.spent.base, None);
        let form = ExpenseForm {
            spent_on: "2026-11-20".into(),
            merchant: "Café".into(),
            amount: "12.50".into(),
            ..ExpenseForm::default()
        };
        let full = read(&form, &[]).unwrap();
        assert_eq!(full, Glimpse::whole(full.spent.clone()));
        let late = read(&ExpenseForm { spent_on: "soon".into(), ..form }, &[]).unwrap();
        assert!(!late.dated && late.named && late.priced);
        assert_eq!(late.spent.base.unwrap().to_string(), "12.50");
    }

    proptest! {
        #[test]
        fn whatever_is_typed_something_can_be_read(
            words in proptest::collection::vec("\\PC{0,12}|[0-9.,-]{0,8}|EUR|USD|2026-11-2[0-9]", 9),
        ) {
            let word = |at: usize| words[at].clone();
            let form = ExpenseForm {
                spent_on: word(0), merchant: word(1), amount: word(2), currency: word(3), rate: word(4),
                category_id: word(5), note: word(6), paid_with: word(7), exception: word(8),
                ..ExpenseForm::default()
            };
            let glimpse = read(&form, &[Category::example("Meals")]);
            prop_assert!(glimpse.is_some(), "{form:?}");
        }
    }
}
