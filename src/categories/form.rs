//! The category form: from what was typed to a [`Draft`] or to a fault beside each field.

use super::{Category, PALETTE, icon, rules};
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::id::CategoryId;
use crate::domain::text::{AccountCode, CategoryName};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// The fields as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CategoryForm {
    /// What it is called.
    pub name: String,
    /// One of the palette; empty: as it is, or one that is free.
    pub color: String,
    /// One of the icons; empty: as it is, or the plain one.
    pub icon: String,
    /// The category it lies below; empty: none.
    pub parent_id: String,
    /// Where the books put it; empty: nowhere yet.
    pub account_code: String,
    /// Guards against losing an edit.
    pub version: String,
}

/// A valid category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What it is called.
    pub name: CategoryName,
    /// One of the palette.
    pub color: &'static str,
    /// One of the icons.
    pub icon: &'static str,
    /// The category it lies below.
    pub parent: Option<CategoryId>,
    /// Where the books put it.
    pub account_code: Option<AccountCode>,
}

impl CategoryForm {
    /// A category as its form would hold it.
    pub fn of(category: &Category) -> Self {
        Self {
            name: category.name.clone(),
            color: category.color.clone(),
            icon: category.icon.clone(),
            parent_id: category.parent.map(|parent| parent.to_string()).unwrap_or_default(),
            account_code: category.account_code.clone().unwrap_or_default(),
            version: category.version.to_string(),
        }
    }

    /// All faults at once; the form keeps the typed text. `own` is the category being edited.
    ///
    /// # Errors
    /// What is wrong, field by field in the order of the form.
    pub fn parse(&self, all: &[Category], own: Option<&Category>) -> Result<Draft, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.keep("name", self.name(all, own));
        let color = errors.keep("color", self.color(all, own));
        let icon = errors.keep("icon", self.icon(own));
        let parent = errors.keep("parent_id", self.parent(all, own));
        let account_code = errors.keep("account_code", self.account_code());
        let draft = (|| {
            Some(Draft {
                name: name?,
                color: color?,
                icon: icon?,
                parent: parent?,
                account_code: account_code?,
            })
        })();
        draft.filter(|_| errors.is_empty()).ok_or(errors)
    }

    fn name(&self, all: &[Category], own: Option<&Category>) -> Result<CategoryName, Fault> {
        let name = CategoryName::parse(&self.name)?;
        // One that is archived may share its name; it is asked again when it comes back.
        if own.is_none_or(|own| own.active) {
            rules::name(all, own.map(|own| own.id), name.as_str())?;
        }
        Ok(name)
    }

    fn color(&self, all: &[Category], own: Option<&Category>) -> Result<&'static str, Fault> {
        let known = |word: &str| PALETTE.into_iter().find(|color| *color == word);
        match self.color.trim() {
            "" => Ok(own.and_then(|own| known(&own.color)).unwrap_or_else(|| free_color(all))),
            word => known(word).ok_or(Fault::NotOffered),
        }
    }

    fn icon(&self, own: Option<&Category>) -> Result<&'static str, Fault> {
        match self.icon.trim() {
            "" => Ok(own.and_then(|own| icon::known(&own.icon)).unwrap_or(icon::PLAIN)),
            word => icon::known(word).ok_or(Fault::NotOffered),
        }
    }

    fn parent(&self, all: &[Category], own: Option<&Category>) -> Result<Option<CategoryId>, Fault> {
        if self.parent_id.trim().is_empty() {
            return Ok(None);
        }
        let parent: Uuid = self.parent_id.trim().parse().map_err(|_| Fault::NotOffered)?;
        rules::parent(all, own, CategoryId::from(parent)).map(Some)
    }

    fn account_code(&self) -> Result<Option<AccountCode>, Fault> {
        if self.account_code.trim().is_empty() {
            return Ok(None);
        }
        AccountCode::parse(&self.account_code).map(Some)
    }
}

/// The first colour that the fewest categories have.
pub fn free_color(all: &[Category]) -> &'static str {
    let used = |color: &str| all.iter().filter(|category| category.active && category.color == color).count();
    PALETTE.into_iter().min_by_key(|color| used(color)).unwrap_or(PALETTE[0])
}

/// The fields that the trail keeps of a category.
pub type Facts = Map<String, Value>;

impl Draft {
    /// Its fields for the trail.
    pub fn facts(&self) -> Facts {
        facts(
            self.name.as_str(),
            self.color,
            self.icon,
            self.parent,
            self.account_code.as_ref().map(AccountCode::as_str),
        )
    }
}

impl Category {
    /// What [`Draft::facts`] would say of it as it is stored.
    pub fn facts(&self) -> Facts {
        facts(&self.name, &self.color, &self.icon, self.parent, self.account_code.as_deref())
    }
}

fn facts(
    name: &str,
    color: &str,
    icon: &str,
    parent: Option<CategoryId>,
    account_code: Option<&str>,
) -> Facts {
    let pairs = [
        ("name", json!(name)),
        ("color", json!(color)),
        ("icon", json!(icon)),
        ("parent_id", json!(parent)),
        ("account_code", json!(account_code)),
    ];
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_chosen_or_stays() {
        let meals = Category { color: "red".into(), icon: "meal".into(), ..Category::example("Meals") };
        let form = CategoryForm { name: "Taxi".into(), ..CategoryForm::default() };
        let new = form.parse(std::slice::from_ref(&meals), None).unwrap();
        assert_eq!((new.color, new.icon, new.parent), ("orange", "dots", None), "red is taken");
        let edited = form.parse(std::slice::from_ref(&meals), Some(&meals)).unwrap();
        assert_eq!((edited.color, edited.icon), ("red", "meal"));
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let form = CategoryForm {
            color: "plaid".into(),
            icon: "unicorn".into(),
            parent_id: "none".into(),
            account_code: "7".repeat(41),
            ..CategoryForm::default()
        };
        let errors = form.parse(&[], None).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["name", "color", "icon", "parent_id", "account_code"]);
        assert_eq!(errors.get("name"), Some(&Fault::NameMissing));
    }

    #[test]
    fn a_form_of_a_category_is_that_category() {
        let meals = Category::example("Meals");
        let draft = CategoryForm::of(&meals).parse(std::slice::from_ref(&meals), Some(&meals)).unwrap();
        assert_eq!(draft.facts(), meals.facts());
    }
}
