//! What may be done with a category, decided on the whole list: every change locks the list first, so what holds here
//! holds until it is saved.

use super::{Category, tree};
use crate::domain::fault::Fault;
use crate::domain::id::CategoryId;
use crate::error::AppError;
use crate::words::phrase;

/// Why a change is not made. The state it met is in the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No such category.
    NotThere,
    /// Somebody saved another version meanwhile.
    Stale,
    /// Nothing would be left to choose.
    LastActive,
    /// It counts as another, so it has to be taken out of there first.
    Merged {
        /// Its name.
        name: String,
        /// What it counts as.
        into: String,
    },
    /// Others lie below it.
    HasBelow {
        /// Its name.
        name: String,
        /// The first of them.
        first: String,
    },
    /// The name went to another meanwhile.
    NameTaken {
        /// The name.
        name: String,
    },
    /// What lies below it is not what the person was asked about.
    OthersBelow,
    /// The other one is not to be chosen.
    NotOffered,
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        Self::Conflict(match refusal {
            Refusal::NotThere => return Self::NotFound,
            Refusal::Stale => phrase!("categories-stale"),
            Refusal::LastActive => phrase!("categories-last-active"),
            Refusal::Merged { name, into } => phrase!("categories-merged", name = name, into = into),
            Refusal::HasBelow { name, first } => phrase!("categories-has-below", name = name, first = first),
            Refusal::NameTaken { name } => phrase!("categories-name-taken", name = name),
            Refusal::OthersBelow => phrase!("categories-others-below"),
            Refusal::NotOffered => phrase!("categories-not-offered"),
        })
    }
}

/// The category, if it still has the version that was meant; one left out means any.
pub fn meant(all: &[Category], id: CategoryId, version: Option<i32>) -> Result<&Category, Refusal> {
    let category = tree::find(all, id).ok_or(Refusal::NotThere)?;
    match version {
        Some(version) if version != category.version => Err(Refusal::Stale),
        _ => Ok(category),
    }
}

/// The category, if there is anything to edit: a merged one is shown as another.
pub fn editable(all: &[Category], id: CategoryId) -> Result<&Category, Refusal> {
    let category = meant(all, id, None)?;
    refuse_merged(all, category)?;
    Ok(category)
}

/// Those that go when this one is archived, itself first; none when it is archived already.
pub fn archive(all: &[Category], category: &Category) -> Result<Vec<CategoryId>, Refusal> {
    refuse_merged(all, category)?;
    if category.archived_at.is_some() {
        return Ok(Vec::new());
    }
    let along = tree::below(all, category.id).filter(|below| below.active).map(|below| below.id);
    let going: Vec<CategoryId> = std::iter::once(category.id).chain(along).collect();
    let stays = all.iter().any(|other| other.active && !going.contains(&other.id));
    if stays { Ok(going) } else { Err(Refusal::LastActive) }
}

/// Those that come back with this one, itself first: what went along with it goes along again.
pub fn restore(all: &[Category], category: &Category) -> Result<Vec<CategoryId>, Refusal> {
    refuse_merged(all, category)?;
    let Some(at) = category.archived_at else { return Ok(Vec::new()) };
    let along = tree::below(all, category.id)
        .filter(|below| below.archived_at == Some(at) && below.merged_into.is_none());
    let coming: Vec<&Category> = std::iter::once(category).chain(along).collect();
    for one in &coming {
        refuse_taken(all, one)?;
    }
    Ok(coming.into_iter().map(|one| one.id).collect())
}

/// Whether anything is to be done to merge one into the other: no, when that is so already.
pub fn merge(all: &[Category], category: &Category, into: CategoryId) -> Result<bool, Refusal> {
    if category.merged_into == Some(into) {
        return Ok(false);
    }
    refuse_merged(all, category)?;
    if into == category.id || !tree::find(all, into).is_some_and(|into| into.active) {
        return Err(Refusal::NotOffered);
    }
    match tree::below(all, category.id).find(|below| below.active) {
        Some(first) => Err(Refusal::HasBelow { name: category.name.clone(), first: first.name.clone() }),
        None => Ok(true),
    }
}

/// Whether anything is to be done to take it out of the one it counts as.
pub fn unmerge(all: &[Category], category: &Category) -> Result<bool, Refusal> {
    if category.merged_into.is_none() {
        return Ok(false);
    }
    if category.archived_at.is_none() {
        refuse_taken(all, category)?;
    }
    Ok(true)
}

/// Whether a category may have this name: no other that can be chosen has it, in whatever case.
pub fn name(all: &[Category], own: Option<CategoryId>, name: &str) -> Result<(), Fault> {
    let same = |other: &str| other.to_lowercase() == name.to_lowercase() || folded(other) == folded(name);
    let taken = all.iter().any(|other| other.active && Some(other.id) != own && same(&other.name));
    if taken { Err(Fault::NameTaken) } else { Ok(()) }
}

/// Letter by letter, as PostgreSQL's `lower()` in the index of names does it: "ΦΩΣ" and "φωσ" are one there.
fn folded(name: &str) -> String {
    name.chars().filter_map(|letter| letter.to_lowercase().next()).collect()
}

/// Whether a category may lie below that one: at the top and to be chosen, or where it lies already.
pub fn parent(all: &[Category], own: Option<&Category>, parent: CategoryId) -> Result<CategoryId, Fault> {
    if own.is_some_and(|own| own.parent == Some(parent)) {
        return Ok(parent);
    }
    if own.is_some_and(|own| tree::below(all, own.id).next().is_some()) {
        return Err(Fault::TooDeep);
    }
    let is_offered = tree::find(all, parent).is_some_and(|found| {
        found.active && found.parent.is_none() && own.is_none_or(|own| own.id != parent)
    });
    if is_offered { Ok(parent) } else { Err(Fault::NotOffered) }
}

fn refuse_merged(all: &[Category], category: &Category) -> Result<(), Refusal> {
    if category.merged_into.is_none() {
        return Ok(());
    }
    let into = tree::resolve(all, category.id).map(|into| into.name.clone()).unwrap_or_default();
    Err(Refusal::Merged { name: category.name.clone(), into })
}

fn refuse_taken(all: &[Category], category: &Category) -> Result<(), Refusal> {
    name(all, Some(category.id), &category.name)
        .map_err(|_| Refusal::NameTaken { name: category.name.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Utc;

    fn pair() -> (Category, Category) {
        (Category::example("Meals"), Category::example("Travel"))
    }

    fn archived(category: &Category) -> Category {
        Category { active: false, archived_at: Some(Utc::now()), ..category.clone() }
    }

    #[test]
    fn the_last_one_that_can_be_chosen_stays() {
        let (meals, travel) = pair();
        assert_eq!(archive(&[meals.clone(), travel.clone()], &meals), Ok(vec![meals.id]));
        assert_eq!(archive(&[meals.clone(), archived(&travel)], &meals), Err(Refusal::LastActive));
        let lodging = Category { parent: Some(meals.id), ..Category::example("Lodging") };
        assert_eq!(
            archive(&[meals.clone(), lodging], &meals),
            Err(Refusal::LastActive),
            "nor with its children"
        );
    }

    #[test]
    fn what_went_along_comes_back_along() {
        let (meals, travel) = pair();
        let at = Some(Utc::now());
        let gone = Category { active: false, archived_at: at, ..travel };
        let below = |name: &str, archived_at| Category {
            parent: Some(gone.id),
            active: false,
            archived_at,
            ..Category::example(name)
        };
        let (lodging, taxi) = (below("Lodging", at), below("Taxi", Some(Utc::now())));
        let all = [meals, gone.clone(), lodging.clone(), taxi];
        assert_eq!(restore(&all, &gone), Ok(vec![gone.id, lodging.id]));
    }

    #[test]
    fn a_name_that_is_used_again_has_to_be_given_back_first() {
        let (meals, travel) = pair();
        let gone = archived(&Category { name: "MEALS".into(), ..travel.clone() });
        let taken = Err(Refusal::NameTaken { name: "MEALS".into() });
        assert_eq!(restore(&[meals.clone(), gone.clone()], &gone), taken.clone());
        let merged = Category { archived_at: None, merged_into: Some(meals.id), ..gone };
        assert_eq!(unmerge(&[meals.clone(), merged.clone()], &merged), taken.map(|_: Vec<CategoryId>| true));
        assert_eq!(name(std::slice::from_ref(&meals), Some(meals.id), "meals"), Ok(()), "its own");
        assert_eq!(name(&[meals], None, "meals"), Err(Fault::NameTaken));
    }

    #[test]
    fn nothing_is_merged_in_circles() {
        let (meals, travel) = pair();
        let merged = Category { active: false, merged_into: Some(travel.id), ..meals.clone() };
        let all = [merged.clone(), travel.clone()];
        assert_eq!(merge(&all, &travel, merged.id), Err(Refusal::NotOffered));
        assert_eq!(merge(&all, &travel, travel.id), Err(Refusal::NotOffered));
        assert_eq!(merge(&all, &merged, travel.id), Ok(false), "a double click");
        assert!(matches!(archive(&all, &merged), Err(Refusal::Merged { .. })));
    }

    #[test]
    fn a_tree_has_two_levels() {
        let (meals, travel) = pair();
        let lodging = Category { parent: Some(travel.id), ..Category::example("Lodging") };
        let all = [meals.clone(), travel.clone(), lodging.clone()];
        assert_eq!(parent(&all, Some(&meals), travel.id), Ok(travel.id));
        assert_eq!(parent(&all, Some(&meals), lodging.id), Err(Fault::NotOffered));
        assert_eq!(parent(&all, Some(&travel), meals.id), Err(Fault::TooDeep));
        assert_eq!(parent(&all, Some(&meals), meals.id), Err(Fault::NotOffered));
        assert!(matches!(merge(&all, &travel, meals.id), Err(Refusal::HasBelow { .. })));
    }
}
