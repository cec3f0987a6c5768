//! The pages that adding, editing and merging answer with: the form, and what stands in its way.

use super::form::CategoryForm;
use super::views::{FormPage, More, StalePage};
use super::{Category, PALETTE, color, icon, rules, tree};
use crate::domain::fault::FieldErrors;
use crate::error::AppError;
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::web::frame::{Choice, Faults, Hidden};
use crate::web::{forms, respond};
use crate::words::{Language, Phrase, phrase};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;

pub(super) fn form_page(
    visit: &Visit,
    viewer: &Viewer,
    all: &[Category],
    form: CategoryForm,
    own: Option<&Category>,
    errors: Option<&FieldErrors>,
    more: Option<More>,
) -> FormPage {
    let language = viewer.language;
    let (heading, verb) = match own {
        Some(own) => (phrase!("categories-edit", name = &own.name), language.word("categories-save")),
        None => (phrase!("categories-new"), language.word("categories-add")),
    };
    let heading = viewer.say(heading);
    let (page, frame) = visit.page(viewer, &heading);
    let choice = |value: &str, label: Phrase, chosen: &str| Choice {
        value: value.to_owned(),
        label: capitalized(&language.say(&label)),
        chosen: value == chosen,
    };
    FormPage {
        page,
        frame,
        heading,
        verb: verb.to_owned(),
        action: own.map_or_else(|| "/categories".to_owned(), |own| format!("/categories/{}", own.id)),
        version: own.map(|_| form.version.clone()).filter(|version| !version.is_empty()),
        faults: faults(errors, language),
        colors: PALETTE.iter().map(|name| choice(name, color(name), &form.color)).collect(),
        icons: icon::ICONS
            .iter()
            .map(|(name, meaning)| choice(name, (*meaning).into(), &form.icon))
            .collect(),
        parents: parents(all, own, &form.parent_id, language),
        name: form.name,
        account_code: form.account_code,
        more,
    }
}

/// The faults of a form as its page shows them.
fn faults(errors: Option<&FieldErrors>, language: Language) -> Faults {
    let faults = errors.into_iter().flat_map(FieldErrors::iter);
    faults.map(|(field, fault)| (field.to_owned(), fault.sentence(language))).collect()
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Where a category may lie; empty where others lie below it.
fn parents(all: &[Category], own: Option<&Category>, chosen: &str, language: Language) -> Vec<Choice> {
    if own.is_some_and(|own| tree::below(all, own.id).next().is_some()) {
        return Vec::new();
    }
    let chosen = chosen.trim();
    let at_top = language.word("categories-at-top").to_owned();
    let none = Choice { value: String::new(), label: at_top, chosen: chosen.is_empty() };
    let archived =
        |name: &str| language.say(&phrase!("expenses-category-archived", name = name)).into_owned();
    let offered = all.iter().filter(|other| rules::parent(all, own, other.id).is_ok());
    let choices = offered.map(|other| Choice {
        value: other.id.to_string(),
        label: if other.active { other.name.clone() } else { archived(&other.name) },
        chosen: other.id.to_string() == chosen,
    });
    std::iter::once(none).chain(choices).collect()
}

/// Merging and archiving, below the form.
pub(super) fn more(all: &[Category], own: &Category, count: String, chosen: &str) -> Option<More> {
    let here = format!("/categories/{}", own.id);
    let targets = all.iter().filter(|other| rules::merge(all, own, other.id) == Ok(true));
    Some(More {
        merge: format!("{here}/merge"),
        version: own.version.to_string(),
        count,
        targets: targets
            .map(|other| Choice {
                value: other.id.to_string(),
                label: other.name.clone(),
                chosen: other.id.to_string() == chosen,
            })
            .collect(),
        archive: own.archived_at.is_none().then(|| format!("{here}/archive")),
    })
}

/// The edit page again, with what is wrong about merging.
pub(super) fn merge_again(
    visit: &Visit,
    viewer: &Viewer,
    all: &[Category],
    own: &Category,
    errors: &FieldErrors,
    more: Option<More>,
) -> Result<HttpResponse, AppError> {
    let view = form_page(visit, viewer, all, CategoryForm::of(own), Some(own), Some(errors), more);
    Ok(respond::with_faults(respond::unprocessable(&view)?, errors))
}

pub(super) fn stale(
    visit: &Visit,
    viewer: &Viewer,
    mut form: CategoryForm,
    present: &Category,
    all: &[Category],
    by: String,
) -> Result<HttpResponse, AppError> {
    let other = CategoryForm::of(present);
    let word = |id| viewer.language.word(id).to_owned();
    let parent = |id: &str| {
        let found = all.iter().find(|category| category.id.to_string() == id.trim());
        found.map_or_else(|| word("categories-at-top"), |found| found.name.clone())
    };
    let or_present = |typed: &str, present: &str| if typed.is_empty() { present } else { typed }.to_owned();
    let color = |name: String| viewer.say(color(&name));
    let shown = |name: String| icon::meaning(&name).map_or(name, word);
    let comparisons = vec![
        (word("categories-name"), form.name.clone(), other.name),
        (word("categories-color"), color(or_present(&form.color, &other.color)), color(other.color)),
        (word("categories-icon"), shown(or_present(&form.icon, &other.icon)), shown(other.icon)),
        (word("categories-lies"), parent(&form.parent_id), parent(&other.parent_id)),
        (word("categories-account-code"), form.account_code.clone(), other.account_code),
    ];
    form.version = present.version.to_string();
    let fields = forms::pairs(&form)?.into_iter().map(|(name, value)| Hidden { name, value }).collect();
    let (page, frame) = visit.page(viewer, viewer.language.word("categories-met"));
    let action = format!("/categories/{}", present.id);
    let view = StalePage { page, frame, other: by, comparisons, action, fields };
    respond::page(StatusCode::CONFLICT, &view)
}
