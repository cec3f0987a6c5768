//! `GET /`: what there is to do, the latest expenses, the month so far.

use super::views::{Bar, DashboardPage, MonthToDate, Step};
use crate::categories::{self, Category};
use crate::domain::dates::Month;
use crate::domain::format::Format;
use crate::domain::id::CategoryId;
use crate::domain::money::Money;
use crate::error::AppError;
use crate::expenses::filter::Filter;
use crate::expenses::listing::{self, Way};
use crate::expenses::own::{self, UnderWay};
use crate::expenses::queries::{self, Expense, Scope};
use crate::expenses::views::CategoryTag;
use crate::expenses::{PresentContext, present_row};
use crate::identity::members;
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::policy::role::{Power, Role};
use crate::tenancy::TenantConn;
use crate::web::respond;
use actix_web::HttpResponse;
use rust_decimal::Decimal;

const RECENT: usize = 5;

struct Found {
    month: Month,
    context: PresentContext,
    under_way: Vec<UnderWay>,
    recent: Vec<Expense>,
    by_category: Vec<(Option<CategoryId>, CategoryTag, Decimal)>,
}

/// `GET /` on an organization's host.
pub async fn dashboard(visit: Visit) -> Result<HttpResponse, AppError> {
    let (viewer, found) = visit.run(load).await?;
    let format = viewer.format();
    let (page, frame) = visit.page(&viewer, "Home");
    let drafts = of(&found, "draft").map_or(0, |drafts| drafts.count);
    let recent =
        found.recent.iter().map(|expense| present_row(expense, &found.context)).collect::<Result<_, _>>()?;
    let to_decide = viewer.waiting_at("/approvals");
    let (mut headline, mut total) = answer(&viewer, &found, drafts, &format)?;
    let mut todo =
        (drafts > 0).then(|| ("/expenses?status=draft".to_owned(), "Look through them".to_owned()));
    if to_decide > 0 {
        total = None;
        let verb = if to_decide == 1 { "expense waits" } else { "expenses wait" };
        headline = format!("{} {verb} for you", format.number(i64::try_from(to_decide).unwrap_or(i64::MAX)));
        todo = Some(("/approvals".to_owned(), "Decide".to_owned()));
    }
    let steps = first_steps(&viewer, found.recent.is_empty(), &visit.origin());
    if !steps.is_empty() {
        headline = format!("{} is ready", viewer.organization.brand.name);
    }
    respond::ok(&DashboardPage {
        page,
        frame,
        headline,
        total,
        detail: detail(&found, drafts, to_decide > 0, &format),
        todo,
        recent,
        month: month_to_date(&viewer, &found, &format)?,
        steps,
    })
}

fn load(conn: &mut TenantConn<'_>, viewer: &Viewer) -> Result<Found, AppError> {
    let scope = Scope::of(viewer);
    let categories = categories::queries::list(conn)?;
    let names = match scope {
        Scope::All | Scope::Decided(_) => Some(members::list_names(conn)?).filter(|names| names.len() > 1),
        Scope::Own(_) => None,
    };
    let month = Month::of(viewer.today());
    let sums = queries::sum_by_category(conn, scope, month.first_day(), month.last_day())?;
    let by_category = by_category(&categories, sums);
    Ok(Found {
        month,
        context: PresentContext::new(viewer, &categories, names),
        under_way: own::list_under_way(conn, viewer.id)?,
        recent: listing::list(conn, scope, &Filter::default(), None, RECENT as i64, Way::Walk)?
            .into_iter()
            .take(RECENT)
            .collect(),
        by_category,
    })
}

/// Largest first, with what was merged counted where it counts now, and what lies below another in that one: a bar is
/// as long as the list behind it.
fn by_category(
    categories: &[Category],
    sums: Vec<(Option<CategoryId>, Decimal)>,
) -> Vec<(Option<CategoryId>, CategoryTag, Decimal)> {
    let mut totals: Vec<(Option<&Category>, Decimal)> = Vec::new();
    for (id, sum) in sums {
        let shown = id.and_then(|id| categories::top(categories, id));
        match totals.iter_mut().find(|(other, _)| other.map(|other| other.id) == shown.map(|shown| shown.id))
        {
            Some((_, total)) => *total += sum,
            None => totals.push((shown, sum)),
        }
    }
    totals.sort_by_key(|(_, total)| std::cmp::Reverse(*total));
    totals
        .into_iter()
        .map(|(category, total)| (category.map(|category| category.id), tag(category), total))
        .collect()
}

fn tag(category: Option<&Category>) -> CategoryTag {
    category.map_or_else(
        || CategoryTag { name: "No category".to_owned(), color: "slate".to_owned() },
        |category| CategoryTag { name: category.name.clone(), color: category.color.clone() },
    )
}

/// "2 drafts to submit" and how much that is.
fn answer(
    viewer: &Viewer,
    found: &Found,
    drafts: i64,
    format: &Format,
) -> Result<(String, Option<String>), AppError> {
    if !viewer.role.may(Power::Record) {
        return Ok(("Everything is open to you, read-only".to_owned(), None));
    }
    Ok(match drafts {
        0 => ("Nothing to do".to_owned(), None),
        _ => {
            let noun = if drafts == 1 { "draft" } else { "drafts" };
            let sum = of(found, "draft").and_then(|drafts| drafts.base_amount).unwrap_or_default();
            let total = Money::total(sum, viewer.organization.currency).map_err(AppError::internal)?;
            (format!("{} {noun} to submit", format.number(drafts)), Some(format.money_with_code(&total)))
        }
    })
}

fn of<'a>(found: &'a Found, status: &str) -> Option<&'a UnderWay> {
    found.under_way.iter().find(|under_way| under_way.status == status)
}

/// What else is under way, in one line: what the heading says already is left out.
fn detail(found: &Found, drafts: i64, decides: bool, format: &Format) -> Option<String> {
    let count = |status, words: &str| {
        let count = of(found, status).map_or(0, |under_way| under_way.count);
        (count > 0).then(|| format!("{} {words}", format.number(count)))
    };
    let to_submit = if drafts == 1 { "draft to submit" } else { "drafts to submit" };
    let without_rate = of(found, "draft").map_or(0, |drafts| drafts.without_rate);
    let parts = [
        count("draft", to_submit).filter(|_| decides),
        (without_rate > 0)
            .then(|| format!("{} without a rate, not in the total", format.expenses(without_rate))),
        count("submitted", "in approval"),
        count("approved", "to be paid back"),
        count("rejected", "rejected"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn month_to_date(viewer: &Viewer, found: &Found, format: &Format) -> Result<Option<MonthToDate>, AppError> {
    let Some(largest) = found.by_category.first().map(|(_, _, sum)| *sum) else { return Ok(None) };
    let base = viewer.organization.currency;
    let money = |sum: Decimal| Money::total(sum, base).map_err(AppError::internal);
    let bars = found.by_category.iter().map(|(id, category, sum)| {
        Ok(Bar {
            category: category.clone(),
            amount: format.money(&money(*sum)?),
            percent: percent(*sum, largest),
            href: behind(*id, found.month),
        })
    });
    let total: Decimal = found.by_category.iter().map(|(_, _, sum)| *sum).sum();
    Ok(Some(MonthToDate {
        name: format.month_year(viewer.today()),
        total: format.money_with_code(&money(total)?),
        bars: bars.collect::<Result<_, AppError>>()?,
    }))
}

/// The month's expenses of one category, or of none.
fn behind(category: Option<CategoryId>, month: Month) -> String {
    let category = category.map_or_else(|| "none".to_owned(), |id| id.to_string());
    format!("/expenses?category={category}&from={}&to={}", month.first_day(), month.last_day())
}

fn percent(part: Decimal, whole: Decimal) -> String {
    let share = part.checked_mul(Decimal::ONE_HUNDRED).and_then(|part| part.checked_div(whole));
    share.unwrap_or_default().clamp(Decimal::ZERO, Decimal::ONE_HUNDRED).round().to_string()
}

/// What a new owner may do first; gone with the first expense.
fn first_steps(viewer: &Viewer, nothing_yet: bool, origin: &str) -> Vec<Step> {
    if !nothing_yet || viewer.role != Role::Owner {
        return Vec::new();
    }
    let step = |label: &str, hint: String, href: Option<&str>, done| Step {
        label: label.to_owned(),
        hint,
        href: href.map(str::to_owned),
        done,
    };
    let currency = viewer.organization.currency;
    let timezone = viewer.organization.timezone.name().replace('_', " ");
    vec![
        step(
            "Make your organization",
            format!("It counts in {currency}, by the days of {timezone}."),
            None,
            true,
        ),
        step(
            "Record your first expense",
            "The amount, where and when: it takes ten seconds.".to_owned(),
            Some("/expenses/new"),
            false,
        ),
        step("Keep this address", format!("You sign in at {origin}, so bookmark it."), None, false),
    ]
}
