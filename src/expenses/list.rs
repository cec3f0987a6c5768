//! `GET /expenses`: the list by month, newest first, a page at a time.

use super::cursor::{Cursor, Side, Sort};
use super::present::{self, Context};
use super::queries::{self, Expense, Scope, Sum};
use super::views::{ListKind, ListPage, MonthGroup};
use crate::categories;
use crate::domain::dates::Month;
use crate::error::AppError;
use crate::identity::members;
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::tenancy::TenantConn;
use crate::web::frame::{Flash, FlashKind};
use crate::web::respond;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Query;
use serde::Deserialize;

const PER_PAGE: i64 = 50;
const MOST_PER_PAGE: i64 = 200;

/// The address's parameters, as they came.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    status: String,
    sort: String,
    after: String,
    before: String,
    per: String,
}

/// Which page of which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wanted {
    trash: bool,
    from: Option<(Side, Cursor)>,
    per: i64,
}

impl ListQuery {
    /// `Err` has the list without what could not be read.
    fn parse(&self) -> Result<Wanted, Wanted> {
        let trash = match self.status.as_str() {
            "" | "draft" => Some(false),
            "trash" => Some(true),
            _ => None,
        };
        let per = match self.per.as_str() {
            "" => Some(PER_PAGE),
            per => per.parse().ok().filter(|per| (1..=MOST_PER_PAGE).contains(per)),
        };
        let sort = Sort::parse(&self.sort);
        let cursor = |text: &str| sort.and_then(|sort| Cursor::decode(text, sort));
        let from = match (self.after.as_str(), self.before.as_str()) {
            ("", "") => Some(None),
            (after, "") => cursor(after).map(|cursor| Some((Side::After, cursor))),
            ("", before) => cursor(before).map(|cursor| Some((Side::Before, cursor))),
            _ => None,
        };
        match (trash, per, sort, from) {
            (Some(trash), Some(per), Some(_), Some(from)) => Ok(Wanted { trash, from, per }),
            _ => Err(Wanted { trash: trash.unwrap_or(false), from: None, per: PER_PAGE }),
        }
    }
}

struct Found {
    context: Context,
    sums: Vec<Sum>,
    rows: Vec<Expense>,
    newer: bool,
    older: bool,
}

/// `GET /expenses`. A parameter that cannot be read is 422 within the list's frame.
pub async fn page(visit: Visit, query: Query<ListQuery>) -> Result<HttpResponse, AppError> {
    let (wanted, readable) = match query.parse() {
        Ok(wanted) => (wanted, true),
        Err(wanted) => (wanted, false),
    };
    let (viewer, found) = visit.run(move |conn, viewer| load(conn, viewer, wanted)).await?;
    if found.rows.is_empty() && wanted.from.is_some() {
        // The page's last row was moved meanwhile: "no expenses yet" would be untrue.
        return Ok(respond::see_other(if wanted.trash { "/expenses?status=trash" } else { "/expenses" }));
    }
    let (mut page, frame) = visit.page(&viewer, if wanted.trash { "Trash" } else { "Expenses" });
    if !readable {
        page.flash = Some(Flash {
            kind: FlashKind::Problem,
            text:
                "This address asks for something the list doesn't have. Here is the list from its beginning."
                    .to_owned(),
            undo: None,
        });
    }
    let address = |cursor: Option<String>| {
        cursor.map(|cursor| {
            let status = if wanted.trash { "status=trash&" } else { "" };
            let per = if wanted.per == PER_PAGE { String::new() } else { format!("&per={}", wanted.per) };
            format!("/expenses?{status}{cursor}{per}")
        })
    };
    let cursor = |row: Option<&Expense>, name| {
        row.map(|row| {
            let cursor = Cursor { sort: Sort::SpentOn, spent_on: row.spent_on, id: row.id.uuid() };
            format!("{name}={}", cursor.encode())
        })
    };
    let view = ListPage {
        page,
        frame,
        kind: if wanted.trash { ListKind::Trash } else { ListKind::All },
        totals: present::totals(&found.sums, &found.context)?,
        months: months(&found)?,
        newer: address(cursor(found.rows.first().filter(|_| found.newer), "before")),
        older: address(cursor(found.rows.last().filter(|_| found.older), "after")),
    };
    respond::page(if readable { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }, &view)
}

fn load(conn: &mut TenantConn<'_>, viewer: &Viewer, wanted: Wanted) -> Result<Found, AppError> {
    let scope = Scope::of(viewer);
    let categories = categories::queries::list(conn)?;
    let names = match scope {
        Scope::All | Scope::Decided(_) => Some(members::list_names(conn)?).filter(|names| names.len() > 1),
        Scope::Own(_) => None,
    };
    let sums = queries::sum_by_month(conn, scope, wanted.trash)?;
    let mut rows = queries::list(conn, scope, wanted.trash, wanted.from, wanted.per)?;
    let most = usize::try_from(wanted.per).unwrap_or(usize::MAX);
    let more = rows.len() > most;
    let side = wanted.from.map(|(side, _)| side);
    if more {
        // The row too many lies at the far end of the direction that was asked for.
        if side == Some(Side::Before) {
            rows.remove(0)
        } else {
            rows.remove(most)
        };
    }
    let (newer, older) = match side {
        None => (false, more),
        Some(Side::After) => (true, more),
        Some(Side::Before) => (more, true),
    };
    Ok(Found { context: Context::new(viewer, &categories, names), sums, rows, newer, older })
}

/// The rows under their months, each with the month's count and total (not only of this page).
fn months(found: &Found) -> Result<Vec<MonthGroup<'_>>, AppError> {
    let format = &found.context.format;
    let mut groups: Vec<(Month, MonthGroup<'_>)> = Vec::new();
    for expense in &found.rows {
        let month = Month::of(expense.spent_on);
        let row = present::row(expense, &found.context)?;
        match groups.last_mut().filter(|(last, _)| *last == month) {
            Some((_, group)) => group.rows.push(row),
            None => {
                let sums = || found.sums.iter().filter(|sum| Month::of(sum.month) == month);
                let count = sums().map(|sum| sum.count).sum();
                let group = MonthGroup {
                    key: month.to_string(),
                    name: format.month_year(month.first_day()),
                    count: present::count_of_expenses(count, format),
                    total: format.money_with_code(&present::base_total(sums(), found.context.base)?),
                    rows: vec![row],
                };
                groups.push((month, group));
            }
        }
    }
    Ok(groups.into_iter().map(|(_, group)| group).collect())
}
