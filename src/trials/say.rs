//! From numbers to what pages show.

use crate::domain::dates;
use crate::error::AppError;
use crate::expenses::queries::Expense;
use crate::expenses::{book, money_of};
use crate::identity::viewer::Viewer;
use crate::rules::trial::{Count, Difference, Outcome, Trial};
use crate::rules::views::{Tried, TriedLine, TriedRow};
use crate::tenancy::TenantConn;
use crate::words::{Phrase, phrase};
use chrono::NaiveDate;
use std::collections::HashMap;
use uuid::Uuid;

/// What members are called.
pub type Names = HashMap<Uuid, String>;

/// The answer of a dry run with the first `most` of what would go another way; `all` is where all of them are.
///
/// # Errors
/// When the database is away.
pub fn tried(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    names: &Names,
    (trial, first): (&Trial, NaiveDate),
    (all, most): (String, usize),
) -> Result<Tried, AppError> {
    let format = viewer.format();
    let shown = &trial.differences[..trial.differences.len().min(most)];
    let days = |phrase: Phrase| {
        phrase.with("from", format.long_date(first)).with("to", format.long_date(viewer.today()))
    };
    let about = days(format.counted("trials-about", count(trial.judged)));
    let changes = count(trial.differences.len());
    let all = (changes > 0).then(|| (all, viewer.say(format.counted("trials-all", changes))));
    Ok(Tried {
        about: viewer.say(about),
        lines: trial.counts.iter().map(|count| line(count, viewer)).collect(),
        rows: rows(conn, viewer, names, shown)?,
        all,
    })
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn line(counted: &Count, viewer: &Viewer) -> TriedLine {
    let format = viewer.format();
    let word = |number: usize| format.number(count(number));
    let code = counted.consequence.as_str();
    let difference = match (counted.more, counted.fewer) {
        (0, 0) => phrase!("trials-same"),
        (more, 0) => phrase!("trials-more", more = word(more)),
        (0, fewer) => phrase!("trials-fewer", fewer = word(fewer)),
        (more, fewer) => phrase!("trials-both", more = word(more), fewer = word(fewer)),
    };
    TriedLine {
        code,
        label: viewer.say(Phrase::new(format!("trials-counted-{code}"))),
        now: word(counted.now),
        then: word(counted.then),
        difference: viewer.say(difference),
        differs: counted.more + counted.fewer > 0,
    }
}

/// Rows of expenses that would go another way, as far as the viewer may see them.
///
/// # Errors
/// When the database is away.
pub fn rows(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    names: &Names,
    differences: &[Difference],
) -> Result<Vec<TriedRow>, AppError> {
    let ids: Vec<_> = differences.iter().map(|difference| difference.expense).collect();
    let found = book::list_some(conn, viewer, &ids)?;
    let row = |expense: &Expense| {
        let difference = differences.iter().find(|difference| difference.expense == expense.id)?;
        Some(row(expense, difference, viewer, names))
    };
    found.iter().filter_map(row).collect()
}

fn row(
    expense: &Expense,
    difference: &Difference,
    viewer: &Viewer,
    names: &Names,
) -> Result<TriedRow, AppError> {
    let format = viewer.format();
    Ok(TriedRow {
        href: format!("/expenses/{}", expense.id),
        merchant: expense.merchant.clone(),
        date: format.day_month(expense.spent_on).to_owned(),
        date_iso: dates::iso(expense.spent_on),
        member: names.get(&expense.member_id.uuid()).cloned().unwrap_or_default(),
        amount: format.money(&money_of(expense, viewer.organization.currency)?),
        now: viewer.say(outcome(difference.now)),
        then: viewer.say(outcome(difference.then)),
    })
}

fn outcome(outcome: Outcome) -> Phrase {
    let parts = outcome.parts().map(|part| Phrase::new(format!("trials-is-{}", part.as_str())));
    Phrase::listed(parts).unwrap_or_else(|| phrase!("trials-is-fine"))
}
