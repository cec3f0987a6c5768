//! The categories of an organization as a tree of two levels: what counts as what, and what lies where. No input or
//! output; everything takes the list that [`super::queries::list`] answers.

use super::Category;
use crate::domain::id::CategoryId;

/// The category that this one counts as and is shown as: itself, or what it was merged into.
pub fn resolve(all: &[Category], id: CategoryId) -> Option<&Category> {
    let mut found = find(all, id)?;
    // A chain is no longer than the list, whatever stands in it.
    for _ in all {
        match found.merged_into.and_then(|into| find(all, into)) {
            Some(into) => found = into,
            None => break,
        }
    }
    Some(found)
}

/// Every category that counts as this one, itself first: what a filter by it has to ask for.
pub fn with_merged(all: &[Category], id: CategoryId) -> Vec<CategoryId> {
    let others = all.iter().map(|category| category.id).filter(|other| *other != id);
    let merged = others.filter(|other| resolve(all, *other).is_some_and(|shown| shown.id == id));
    std::iter::once(id).chain(merged).collect()
}

/// Every category that counts as this one or as one below it, itself first: what the list of this one has in it. What
/// lay below it and was merged elsewhere counts there.
pub fn family(all: &[Category], id: CategoryId) -> Vec<CategoryId> {
    let below = below(all, id).filter(|child| child.merged_into.is_none()).map(|child| child.id);
    std::iter::once(id).chain(below).flat_map(|member| with_merged(all, member)).collect()
}

/// The category of the top level that this one counts in: the one whose [`family`] it belongs to.
pub fn top(all: &[Category], id: CategoryId) -> Option<&Category> {
    let shown = resolve(all, id)?;
    let parent = shown.parent.and_then(|parent| find(all, parent));
    // Below what was merged elsewhere nothing counts any more but itself.
    Some(parent.filter(|parent| parent.merged_into.is_none()).unwrap_or(shown))
}

/// The category with this id, as it is stored.
pub fn find(all: &[Category], id: CategoryId) -> Option<&Category> {
    all.iter().find(|category| category.id == id)
}

/// All categories, each followed by those below it, siblings by their position.
pub fn in_order(mut all: Vec<Category>) -> Vec<Category> {
    all.sort_by_key(|category| (category.position, category.id));
    let (tops, mut rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|category| category.parent.is_none());
    let mut ordered = Vec::with_capacity(tops.len() + rest.len());
    for top in tops {
        let id = top.id;
        ordered.push(top);
        ordered.extend(rest.extract_if(.., |category| category.parent == Some(id)));
    }
    ordered.append(&mut rest);
    ordered
}

/// The one that a category is shown below: its parent, as long as that may be chosen.
pub fn shown_parent<'a>(all: &'a [Category], category: &Category) -> Option<&'a Category> {
    category.parent.and_then(|parent| find(all, parent)).filter(|parent| parent.active)
}

/// Those that lie below it, whether they may be chosen or not.
pub fn below(all: &[Category], id: CategoryId) -> impl Iterator<Item = &Category> {
    all.iter().filter(move |category| category.parent == Some(id))
}

/// Those that may be chosen and are shown beside it, itself among them, in order.
pub fn siblings<'a>(all: &'a [Category], category: &Category) -> Vec<&'a Category> {
    let parent = shown_parent(all, category).map(|parent| parent.id);
    all.iter()
        .filter(|other| other.active && shown_parent(all, other).map(|parent| parent.id) == parent)
        .collect()
}

/// Those that may be chosen, in order, with whether each is shown below another.
pub fn shown(all: &[Category]) -> Vec<(&Category, bool)> {
    let active = || all.iter().filter(|category| category.active);
    let tops = active().filter(|category| shown_parent(all, category).is_none());
    tops.flat_map(|top| {
        let children = active().filter(move |category| category.parent == Some(top.id));
        std::iter::once((top, false)).chain(children.map(|child| (child, true)))
    })
    .collect()
}

/// Which way a category moves among its siblings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Towards the beginning.
    Up,
    /// Towards the end.
    Down,
}

impl Direction {
    /// Reads the word of a form.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "up" => Some(Self::Up),
            "down" => Some(Self::Down),
            _ => None,
        }
    }
}

/// The sibling to change places with; none at the end of the row.
pub fn neighbour<'a>(all: &'a [Category], category: &Category, direction: Direction) -> Option<&'a Category> {
    let row = siblings(all, category);
    let at = row.iter().position(|other| other.id == category.id)?;
    let beside = match direction {
        Direction::Up => at.checked_sub(1)?,
        Direction::Down => at + 1,
    };
    row.get(beside).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(categories: &[Category]) -> Vec<&str> {
        categories.iter().map(|category| category.name.as_str()).collect()
    }

    /// Travel with Lodging and Taxi below it, and Meals.
    fn house() -> Vec<Category> {
        let travel = Category { position: 2, ..Category::example("Travel") };
        let below =
            |name: &str, position| Category { parent: Some(travel.id), position, ..Category::example(name) };
        let (lodging, taxi) = (below("Lodging", 4), below("Taxi", 3));
        let meals = Category { position: 1, ..Category::example("Meals") };
        in_order(vec![lodging, travel, taxi, meals])
    }

    #[test]
    fn each_is_followed_by_those_below_it() {
        assert_eq!(names(&house()), ["Meals", "Travel", "Taxi", "Lodging"]);
    }

    #[test]
    fn a_child_of_what_is_archived_is_shown_at_the_top() {
        let mut all = house();
        all[1].active = false;
        let shown: Vec<_> =
            shown(&all).into_iter().map(|(category, below)| (&*category.name, below)).collect();
        assert_eq!(shown, [("Meals", false), ("Taxi", false), ("Lodging", false)]);
    }

    #[test]
    fn siblings_change_places_and_ends_stay() {
        let all = house();
        let beside = |name: &str, direction| {
            let category = all.iter().find(|category| category.name == name).unwrap();
            neighbour(&all, category, direction).map(|category| category.name.clone())
        };
        assert_eq!(beside("Meals", Direction::Up), None);
        assert_eq!(beside("Meals", Direction::Down).as_deref(), Some("Travel"));
        assert_eq!(beside("Lodging", Direction::Up).as_deref(), Some("Taxi"));
        assert_eq!(beside("Lodging", Direction::Down), None);
    }

    #[test]
    fn merged_ones_count_as_the_last_of_the_chain() {
        let mut all = house();
        let (meals, travel, taxi) = (all[0].id, all[1].id, all[2].id);
        all[2].merged_into = Some(travel);
        all[1].merged_into = Some(meals);
        assert_eq!(resolve(&all, taxi).unwrap().name, "Meals");
        assert_eq!(with_merged(&all, meals), [meals, travel, taxi]);
        assert_eq!(with_merged(&all, taxi), [taxi]);
        assert_eq!(resolve(&all, CategoryId::new()), None);
    }

    #[test]
    fn a_family_has_those_below_and_what_was_merged_into_any_of_them() {
        let mut all = house();
        let (meals, travel, taxi, lodging) = (all[0].id, all[1].id, all[2].id, all[3].id);
        assert_eq!(family(&all, travel), [travel, taxi, lodging]);
        all[2].merged_into = Some(meals);
        assert_eq!(family(&all, travel), [travel, lodging], "it counts elsewhere");
        assert_eq!(family(&all, meals), [meals, taxi]);
        all[2].merged_into = Some(travel);
        assert_eq!(family(&all, travel), [travel, taxi, lodging], "once");
    }

    #[test]
    fn everything_counts_in_the_family_of_its_top() {
        let mut all = house();
        let (meals, travel) = (all[0].id, all[1].id);
        let check = |all: &[Category], expected: [CategoryId; 4]| {
            for (category, expected) in all.iter().zip(expected) {
                let top = top(all, category.id).unwrap().id;
                assert_eq!(top, expected, "{}", category.name);
                assert!(family(all, top).contains(&category.id), "{}", category.name);
            }
        };
        check(&all, [meals, travel, travel, travel]);
        all[2].merged_into = Some(meals);
        check(&all, [meals, travel, meals, travel]);
        all[1].active = false;
        check(&all, [meals, travel, meals, travel]);
        (all[1].merged_into, all[2].merged_into) = (Some(meals), None);
        check(&all, [meals, meals, all[2].id, all[3].id]);
    }

    proptest! {
        /// Whatever points where: everything counts as exactly one thing, and nothing runs in circles for ever.
        #[test]
        fn everything_counts_as_one_thing(pointers in proptest::collection::vec(proptest::option::of(0..12usize), 12)) {
            let mut all: Vec<Category> = (0..12).map(|n| Category::example(&n.to_string())).collect();
            let ids: Vec<CategoryId> = all.iter().map(|category| category.id).collect();
            // As the program merges: a target is never merged itself, so pointers lead onwards only.
            for (at, pointer) in pointers.iter().enumerate() {
                all[at].merged_into = pointer.filter(|to| *to > at).map(|to| ids[to]);
            }
            let shown = all.iter().filter(|category| category.merged_into.is_none());
            let counted: usize = shown.map(|category| with_merged(&all, category.id).len()).sum();
            prop_assert_eq!(counted, all.len());
            for (at, pointer) in pointers.iter().enumerate() {
                all[at].merged_into = pointer.map(|to| ids[to]);
            }
            for id in ids {
                prop_assert!(resolve(&all, id).is_some());
            }
        }
    }
}
