//! `GET /expenses`: the list, narrowed and sorted as the address says, a page at a time.

use super::bulk;
use super::cursor::{Cursor, Order, Side, Sort};
use super::export::Dialect;
use super::filter::{self, Filter, Known, PER_PAGE, Place, Typed};
use super::filter_form::{self, Choices};
use super::list_views::{Group, Heading, ListKind, ListPage, ListRow};
use super::listing::{self, Sum, Way};
use super::present::{self, Context};
use super::queries::{Expense, Scope};
use super::views::ExpenseRow;
use super::waits;
use crate::categories::{self, Category};
use crate::domain::dates::Month;
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::id::{ExpenseId, MemberId};
use crate::error::AppError;
use crate::identity::members;
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::policy::role::Power;
use crate::tenancy::TenantConn;
use crate::web::frame::{Flash, FlashKind};
use crate::web::respond;
use crate::words::{Language, Phrase, Piece, phrase};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use chrono::Datelike;
use std::collections::HashMap;
use uuid::Uuid;

/// What the reader's address means to them.
pub struct Asked {
    /// Whose expenses they may see.
    pub scope: Scope,
    /// Which of those, in which order.
    pub filter: Filter,
    /// Which page.
    pub place: Place,
    /// How a file of it is written.
    pub dialect: Dialect,
    /// What could not be read.
    pub faults: FieldErrors,
    /// All categories.
    pub categories: Vec<Category>,
    /// The names of members, where more than one's own expenses are to be seen.
    pub names: Option<HashMap<Uuid, String>>,
}

struct Found {
    context: Context,
    choices: Choices,
    filter: Filter,
    place: Place,
    faults: FieldErrors,
    sums: Vec<Sum>,
    rows: Vec<Expense>,
    /// Whom those that were submitted wait for.
    waits: HashMap<ExpenseId, String>,
    newer: bool,
    older: bool,
}

/// `GET /expenses`.
pub async fn page(visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    answer(&visit, Typed::read(request.query_string())).await
}

/// The list. What can't be read of the address is 422 within its frame; all else holds.
pub async fn answer(visit: &Visit, typed: Typed) -> Result<HttpResponse, AppError> {
    let asked = typed.clone();
    let (viewer, found) = visit.run(move |conn, viewer| load(conn, viewer, &asked)).await?;
    let format = viewer.format();
    if found.rows.is_empty() && found.place.beside.is_some() {
        // The page's last row was moved meanwhile: "nothing here" would be untrue.
        return Ok(respond::see_other(&found.filter.address(&format)));
    }
    let trash = found.filter.is_trash();
    let (mut page, frame) =
        visit.page(&viewer, viewer.language.word(if trash { "expenses-trash" } else { "expenses-title" }));
    if !found.faults.is_empty() {
        page.flash = Some(problem(&found.faults, viewer.language));
    }
    let status = if found.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let order = found.filter.order;
    let view = ListPage {
        page: page.with_script(&visit.chrome().assets, "js/list.js"),
        frame,
        kind: if trash { ListKind::Trash } else { ListKind::All },
        form: filter_form::form(&typed, &found.filter, found.place.per, &found.choices, &found.faults),
        chips: filter_form::chips(&found.filter, &found.choices),
        clear: if trash { Filter::trash() } else { Filter::default() }.address(&format),
        totals: present::totals(&found.sums, &found.context)?,
        groups: groups(&found, &viewer)?,
        newer: neighbour(&found, Side::Before),
        older: neighbour(&found, Side::After),
        latest_first: order == Order::default(),
        export: filter::with_query("/expenses/export.csv", &found.filter.query(&format)),
        bulk: bulk::bar(&viewer, &found.filter, &found.sums, &found.choices)?,
    };
    Ok(respond::with_faults(respond::page(status, &view)?, &found.faults))
}

/// Reads an address for this person.
///
/// # Errors
/// When the database is away.
pub fn ask(conn: &mut TenantConn<'_>, viewer: &Viewer, typed: &Typed) -> Result<Asked, AppError> {
    let scope = Scope::of(viewer);
    let categories = categories::queries::list(conn)?;
    let names = match scope {
        Scope::Own(_) => None,
        Scope::All | Scope::Decided(_) => Some(members::list_names(conn)?),
    };
    let known = Known {
        locale: &viewer.locale,
        base: viewer.organization.currency,
        categories: &categories,
        members: names
            .as_ref()
            .map_or_else(|| vec![viewer.id], |names| names.keys().copied().map(MemberId::from).collect()),
    };
    let mut faults = FieldErrors::default();
    let filter = typed.filter(&known, &mut faults);
    let place = typed.place(filter.order, &mut faults);
    let dialect = Dialect::parse(typed, &mut faults);
    Ok(Asked { scope, filter, place, dialect, faults, categories, names })
}

fn load(conn: &mut TenantConn<'_>, viewer: &Viewer, typed: &Typed) -> Result<Found, AppError> {
    let Asked { scope, filter, place, faults, categories, names, .. } = ask(conn, viewer, typed)?;
    let narrowed = listing::with_families(&filter, &categories);
    let sums = listing::sum_by_month(conn, scope, &narrowed)?;
    let way = Way::of(&narrowed, sums.iter().map(|sum| sum.count).sum());
    let mut rows = listing::list(conn, scope, &narrowed, place.beside.as_ref(), place.per, way)?;
    let most = usize::try_from(place.per).unwrap_or(usize::MAX);
    let more = rows.len() > most;
    let side = place.beside.as_ref().map(|(side, _)| *side);
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
    let waits = waits::in_brief(conn, viewer, &rows, names.as_ref())?;
    let names = names.filter(|names| names.len() > 1);
    let context = Context::new(viewer, &categories, names.clone());
    let choices = Choices {
        format: viewer.format(),
        base: viewer.organization.currency,
        categories,
        language: viewer.language,
        members: names,
    };
    Ok(Found { context, choices, filter, place, faults, sums, rows, waits, newer, older })
}

/// The address of the page on one side, where there is one.
fn neighbour(found: &Found, side: Side) -> Option<String> {
    let (name, row) = match side {
        Side::Before => ("before", found.rows.first().filter(|_| found.newer)?),
        Side::After => ("after", found.rows.last().filter(|_| found.older)?),
    };
    let mut pairs = found.filter.pairs(&found.context.format);
    let cursor: Cursor = listing::cursor(row, &found.filter);
    pairs.push((name, cursor.encode()));
    pairs.extend((found.place.per != PER_PAGE).then(|| ("per", found.place.per.to_string())));
    Some(filter::with_query("/expenses", &filter::encode(&pairs)))
}

/// What could not be read, filter by filter.
fn problem(faults: &FieldErrors, language: Language) -> Flash {
    let one = |(field, fault): (&str, &Fault)| {
        language.say(&phrase!("filter-problem-one", field = name(field), said = fault.phrase_for(field)))
    };
    let problems = faults.iter().map(one).collect::<Vec<_>>().join(" ");
    let text = language.say(&phrase!("filter-problem", problems = problems)).into_owned();
    Flash { kind: FlashKind::Problem, text, undo: None }
}

/// What a field of the address is called on the page.
fn name(field: &str) -> Phrase {
    match field {
        "q" => phrase!("filter-name-q"),
        "status" => phrase!("filter-name-status"),
        "category" => phrase!("filter-name-category"),
        "member" => phrase!("filter-name-member"),
        "from" => phrase!("filter-name-from"),
        "to" => phrase!("filter-name-to"),
        "min" => phrase!("filter-name-min"),
        "max" => phrase!("filter-name-max"),
        "currency" => phrase!("filter-name-currency"),
        "tag" => phrase!("filter-name-tag"),
        "sort" | "dir" => phrase!("filter-name-sort"),
        "per" => phrase!("filter-name-per"),
        "sep" => phrase!("filter-name-sep"),
        "bom" => phrase!("filter-name-bom"),
        _ => phrase!("filter-name-page"),
    }
}

/// The rows: under their months where they are sorted by date, each with the month's count and total (not only of this
/// page); otherwise as one group.
fn groups<'a>(found: &'a Found, viewer: &Viewer) -> Result<Vec<Group<'a>>, AppError> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let by_month = found.filter.order.sort == Sort::SpentOn;
    // Said once for all rows.
    let select = found.context.language.pieces(&phrase!("list-select"));
    let mut month_of_group = None;
    for expense in &found.rows {
        let month = by_month.then(|| Month::of(expense.spent_on));
        let row = list_row(expense, found, viewer, &select)?;
        match groups.last_mut().filter(|_| month_of_group == Some(month)) {
            Some(group) => group.rows.push(row),
            None => {
                let heading = month.map(|month| heading(month, found)).transpose()?;
                groups.push(Group { heading, rows: vec![row] });
                month_of_group = Some(month);
            }
        }
    }
    Ok(groups)
}

fn heading(month: Month, found: &Found) -> Result<Heading, AppError> {
    let format = &found.context.format;
    let sums = || found.sums.iter().filter(|sum| Month::of(sum.month) == month);
    let count = sums().map(|sum| sum.count).sum();
    Ok(Heading {
        key: month.to_string(),
        name: format.month_year(month.first_day()),
        count: found.context.language.say(&format.expenses(count)).into_owned(),
        total: format.money_with_code(&present::base_total(sums(), found.context.base)?),
    })
}

fn list_row<'a>(
    expense: &'a Expense,
    found: &'a Found,
    viewer: &Viewer,
    select: &[Piece],
) -> Result<ListRow<'a>, AppError> {
    let row: ExpenseRow<'_> = present::row(expense, &found.context)?;
    let dated = found.filter.order.sort == Sort::SpentOn || expense.spent_on.year() == viewer.today().year();
    // Under no month's heading the year has to stand in the row.
    let date = if dated { String::new() } else { found.context.format.day_month_year(expense.spent_on) };
    let waits = found.waits.get(&expense.id).map_or("", String::as_str);
    if !viewer.role.may(Power::Record) {
        let nothing = String::new;
        return Ok(ListRow { row, date, waits, check: nothing(), select: nothing(), minor: nothing() });
    }
    let check = format!("{}:{}", expense.id, expense.version);
    // With as many decimals as the currency has, the digits alone are its smallest unit.
    let minor =
        present::base_of(expense, found.context.base)?.map(|money| money.amount().mantissa().to_string());
    let select = select.iter().map(|piece| match piece {
        Piece::Said(text) => text.as_str(),
        Piece::Open(_) => expense.merchant.as_str(),
    });
    Ok(ListRow { row, date, waits, check, select: select.collect(), minor: minor.unwrap_or_default() })
}
