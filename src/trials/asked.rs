//! Which change of the rules an address asks about: what a form says, or what a button of the list would do.

use crate::domain::fault::FieldErrors;
use crate::domain::id::RuleId;
use crate::error::AppError;
use crate::identity::viewer::Viewer;
use crate::rules;
use crate::rules::form::RuleForm;
use crate::rules::form_pages::Offered;
use crate::rules::queries::Kept;
use crate::rules::rule::{Body, Rule};
use crate::words::phrase;
use serde::Deserialize;
use uuid::Uuid;

/// What an address may say besides the fields of a rule. `rule` is the one that a form edits.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Fields {
    rule: String,
    step: String,
    page: String,
}

/// What an address asks.
#[derive(Debug, Clone)]
pub struct Asked {
    fields: Fields,
    /// The fields of a rule.
    pub form: RuleForm,
}

/// What a button of the list does with a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Takes it out of use.
    Off,
    /// Takes it into use.
    On,
    /// Deletes it.
    Delete,
    /// Puts it before the one above.
    Up,
    /// Puts it after the one below.
    Down,
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Off, Self::On, Self::Delete, Self::Up, Self::Down];

    /// The word in addresses and in ids of the catalogue.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::On => "on",
            Self::Delete => "delete",
            Self::Up => "up",
            Self::Down => "down",
        }
    }

    /// Whether it can be done with this rule.
    pub fn fits(self, own: &Kept, all: &[Kept]) -> bool {
        let at = all.iter().position(|kept| kept.rule.id == own.rule.id);
        match self {
            Self::Off => own.active,
            Self::On => !own.active,
            Self::Delete => true,
            Self::Up => own.active && at.is_some_and(|at| at > 0),
            Self::Down => own.active && at.is_some_and(|at| at + 1 < all.len()),
        }
    }

    /// The rules in use afterwards.
    pub fn apply(self, own: &Kept, all: &[Kept]) -> Vec<Rule> {
        let mut all: Vec<Kept> = all.to_vec();
        let at = all.iter().position(|kept| kept.rule.id == own.rule.id).unwrap_or_default();
        let beside = match self {
            Self::Up => at.checked_sub(1),
            Self::Down => Some(at + 1),
            Self::Off | Self::On | Self::Delete => None,
        };
        if let Some(beside) = beside.filter(|beside| *beside < all.len()) {
            all.swap(at, beside);
        }
        let active = |kept: &Kept| match self {
            Self::Off | Self::Delete => kept.active && kept.rule.id != own.rule.id,
            Self::On => kept.active || kept.rule.id == own.rule.id,
            Self::Up | Self::Down => kept.active,
        };
        all.into_iter().filter(active).map(|kept| kept.rule).collect()
    }
}

/// Rules as they are in use today.
pub fn in_use(all: &[Kept]) -> Vec<Rule> {
    all.iter().filter(|kept| kept.active).map(|kept| kept.rule.clone()).collect()
}

impl Asked {
    /// Reads an address; what can't be read counts as empty.
    pub fn read(query: &str) -> Self {
        Self {
            fields: serde_html_form::from_str(query).unwrap_or_default(),
            form: serde_html_form::from_str(query).unwrap_or_default(),
        }
    }

    /// The rule that the form edits, if it edits one.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is no such rule.
    pub fn own<'a>(&self, all: &'a [Kept]) -> Result<Option<&'a Kept>, AppError> {
        if self.fields.rule.trim().is_empty() {
            return Ok(None);
        }
        let id: Uuid = self.fields.rule.trim().parse().map_err(|_| AppError::NotFound)?;
        rules::find(all, RuleId::from(id)).map(Some)
    }

    /// What a button would do with a rule: what is asked about, else the first thing that can be done with it.
    ///
    /// # Errors
    /// [`AppError::BadRequest`] for a word that is no step, [`AppError::NotFound`] for one that can't be made.
    pub fn step(&self, fitting: &[Step]) -> Result<Step, AppError> {
        let word = self.fields.step.trim();
        if word.is_empty() {
            return fitting.first().copied().ok_or(AppError::NotFound);
        }
        let step = Step::ALL.into_iter().find(|step| step.as_str() == word);
        let step = step.ok_or_else(|| AppError::BadRequest(phrase!("trials-no-step")))?;
        if fitting.contains(&step) { Ok(step) } else { Err(AppError::NotFound) }
    }

    /// The rules in use if the form was saved; an edited rule as if it was in use.
    ///
    /// # Errors
    /// What is wrong with the form, field by field.
    pub fn saved(
        &self,
        viewer: &Viewer,
        offered: &Offered,
        all: &[Kept],
        own: Option<&Kept>,
    ) -> Result<Vec<Rule>, FieldErrors> {
        let context = offered.context(viewer, own.map(|own| &own.rule.body));
        let body = self.form.parse(&context)?;
        let body = rules::among(all, own.map(|own| own.rule.id), body)?;
        Ok(with(all, own, body))
    }

    /// The page of a list, counted from 0.
    pub fn page(&self) -> usize {
        self.fields.page.trim().parse::<usize>().unwrap_or(1).clamp(1, 100_000) - 1
    }

    /// The form again as an address has it.
    pub fn query(&self) -> String {
        let form = serde_html_form::to_string(&self.form).unwrap_or_default();
        let rule = serde_html_form::to_string([("rule", self.fields.rule.as_str())]).unwrap_or_default();
        if self.fields.rule.is_empty() { form } else { format!("{rule}&{form}") }
    }
}

fn with(all: &[Kept], own: Option<&Kept>, body: Body) -> Vec<Rule> {
    let Some(own) = own else {
        let added = Rule { id: RuleId::new(), version: 1, body };
        return in_use(all).into_iter().chain([added]).collect();
    };
    let edited = |kept: &Kept| match kept.rule.id == own.rule.id {
        true => Some(Rule { body: body.clone(), ..kept.rule.clone() }),
        false => kept.active.then(|| kept.rule.clone()),
    };
    all.iter().filter_map(edited).collect()
}
