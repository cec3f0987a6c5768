//! What is looked up about the lines of a book: which lie in one day or month, and which are likely duplicates.

use super::Line;
use crate::domain::dates::Month;
use crate::domain::id::{ExpenseId, MemberId};
use crate::rules::evaluate::DUPLICATE_DAYS;
use crate::rules::likeness::{self, Shape};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;
use std::sync::OnceLock;

/// Tables of one book. A group is a number that lines of the same group share.
pub(super) struct Tables {
    /// By member and day.
    pub(super) days: Vec<u32>,
    /// By member and month.
    pub(super) months: Vec<u32>,
    /// By month.
    pub(super) together: Vec<u32>,
    merchants: Merchants,
    twins: OnceLock<Vec<bool>>,
    twins_not_apart: OnceLock<Vec<bool>>,
}

impl Tables {
    pub(super) fn new(lines: &[Line]) -> Self {
        Self {
            days: groups(lines, |line| (line.member, line.spent.on)),
            months: groups(lines, |line| (line.member, month(line))),
            together: groups(lines, month),
            merchants: Merchants::new(lines),
            twins: OnceLock::new(),
            twins_not_apart: OnceLock::new(),
        }
    }

    /// The name of a line's merchant as names are compared.
    pub(super) fn folded(&self, at: usize) -> &str {
        &self.merchants.folded[self.merchants.of[at] as usize]
    }

    /// Which lines are likely duplicates of one that was recorded before, those aside that are `apart`.
    pub(super) fn twins(&self, lines: &[Line], apart: Option<&Apart>) -> &[bool] {
        match apart.filter(|apart| !apart.is_empty()) {
            None => self.twins.get_or_init(|| find_twins(lines, &self.merchants, &Apart::new())),
            Some(apart) => self.twins_not_apart.get_or_init(|| find_twins(lines, &self.merchants, apart)),
        }
    }
}

fn month(line: &Line) -> (i32, u32) {
    let month = Month::of(line.spent.on);
    (month.year(), month.month())
}

fn groups<'a, K: Eq + Hash>(lines: &'a [Line], key: impl Fn(&'a Line) -> K) -> Vec<u32> {
    let mut numbers = HashMap::new();
    let mut number = |key| {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        *numbers.entry(key).or_insert(next)
    };
    lines.iter().map(|line| number(key(line))).collect()
}

/// Each name of a merchant once.
struct Merchants {
    of: Vec<u32>,
    folded: Vec<String>,
    names: Vec<String>,
}

impl Merchants {
    fn new(lines: &[Line]) -> Self {
        let of = groups(lines, |line| line.spent.merchant.as_str());
        let mut names = Vec::new();
        for (line, number) in lines.iter().zip(&of) {
            if *number as usize == names.len() {
                names.push(line.spent.merchant.clone());
            }
        }
        let folded = names.iter().map(|name| likeness::fold(name)).collect();
        Self { of, folded, names }
    }
}

/// What two lines have to share to be likely the same, their merchants aside.
type Sameness<'a> = (MemberId, Decimal, &'a str);

/// The later and the earlier of pairs that are not the same.
type Apart = BTreeSet<(ExpenseId, ExpenseId)>;

fn find_twins(lines: &[Line], merchants: &Merchants, apart: &Apart) -> Vec<bool> {
    let mut alike: HashMap<Sameness<'_>, Vec<usize>> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        alike.entry((line.member, line.spent.amount, &line.spent.currency)).or_default().push(at);
    }
    let mut twins = vec![false; lines.len()];
    let mut similar = Similar::new(merchants);
    for mut group in alike.into_values().filter(|group| group.len() > 1) {
        group.sort_by_key(|at| lines[*at].spent.on);
        mark(&group, (lines, apart), &mut similar, &mut twins);
    }
    twins
}

/// Marks within a group, which lies in the order of its days.
fn mark(group: &[usize], (lines, apart): (&[Line], &Apart), similar: &mut Similar<'_>, twins: &mut [bool]) {
    let is_apart = |later: usize, before: usize| {
        lines[later].spent.id.zip(lines[before].spent.id).is_some_and(|pair| apart.contains(&pair))
    };
    let mut first = 0;
    for (place, at) in group.iter().enumerate() {
        let own = &lines[*at].spent;
        while days_between(lines[group[first]].spent.on, own.on) > DUPLICATE_DAYS {
            first += 1;
        }
        let earlier_days = &group[first..place];
        for other in earlier_days {
            let spent = &lines[*other].spent;
            let (later, before) = if spent.id < own.id { (*at, *other) } else { (*other, *at) };
            // What is pointed out already needs no second reason.
            if !twins[later] && own.id != spent.id && !is_apart(later, before) && similar.are(later, before) {
                twins[later] = true;
            }
        }
    }
}

fn days_between(earlier: NaiveDate, later: NaiveDate) -> u64 {
    later.signed_duration_since(earlier).num_days().unsigned_abs()
}

/// So many pairs are remembered at most.
const PAIRS: usize = 1 << 20;

/// Which merchants are similar, each pair mostly compared once.
struct Similar<'a> {
    merchants: &'a Merchants,
    shapes: HashMap<u32, Shape>,
    pairs: HashMap<(u32, u32), bool>,
}

impl<'a> Similar<'a> {
    fn new(merchants: &'a Merchants) -> Self {
        Self { merchants, shapes: HashMap::new(), pairs: HashMap::new() }
    }

    fn are(&mut self, one: usize, other: usize) -> bool {
        let (one, other) = (self.merchants.of[one], self.merchants.of[other]);
        if one == other {
            return true;
        }
        let pair = (one.min(other), one.max(other));
        if let Some(known) = self.pairs.get(&pair) {
            return *known;
        }
        let merchants = self.merchants;
        for number in [one, other] {
            self.shapes.entry(number).or_insert_with(|| Shape::of(&merchants.names[number as usize]));
        }
        let are = match (self.shapes.get(&one), self.shapes.get(&other)) {
            (Some(one), Some(other)) => one.is_like(other),
            _ => false,
        };
        if self.pairs.len() >= PAIRS {
            self.pairs.clear();
        }
        self.pairs.insert(pair, are);
        are
    }
}
