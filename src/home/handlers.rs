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
use crate::words::{Language, Phrase, phrase};
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
    let (page, frame) = visit.page(&viewer, viewer.language.word("home-title"));
    let drafts = of(&found, "draft").map_or(0, |drafts| drafts.count);
    let recent =
        found.recent.iter().map(|expense| present_row(expense, &found.context)).collect::<Result<_, _>>()?;
    let to_decide = viewer.waiting_at("/approvals");
    let (mut headline, mut total) = answer(&viewer, &found, drafts, &format)?;
    let mut todo = (drafts > 0)
        .then(|| ("/expenses?status=draft".to_owned(), viewer.language.word("home-look-through").to_owned()));
    if to_decide > 0 {
        total = None;
        let waiting = i64::try_from(to_decide).unwrap_or(i64::MAX);
        headline = viewer.say(format.counted("approvals-waiting", waiting));
        todo = Some(("/approvals".to_owned(), viewer.language.word("home-decide").to_owned()));
    }
    let steps = first_steps(&viewer, found.recent.is_empty(), &visit.origin());
    if !steps.is_empty() {
        headline = viewer.say(phrase!("home-ready", organization = &viewer.organization.brand.name));
    }
    respond::ok(&DashboardPage {
        page,
        frame,
        headline,
        total,
        detail: detail(&viewer, &found, to_decide > 0),
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
    let by_category = by_category(&categories, sums, viewer.language);
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
    language: Language,
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
        .map(|(category, total)| (category.map(|category| category.id), tag(category, language), total))
        .collect()
}

fn tag(category: Option<&Category>, language: Language) -> CategoryTag {
    category.map_or_else(
        || CategoryTag { name: language.word("filter-no-category").to_owned(), color: "slate".to_owned() },
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
        return Ok((viewer.language.word("home-read-only").to_owned(), None));
    }
    Ok(match drafts {
        0 => (viewer.language.word("home-nothing").to_owned(), None),
        _ => {
            let sum = of(found, "draft").and_then(|drafts| drafts.base_amount).unwrap_or_default();
            let total = Money::total(sum, viewer.organization.currency).map_err(AppError::internal)?;
            (viewer.say(format.counted("home-drafts", drafts)), Some(format.money_with_code(&total)))
        }
    })
}

fn of<'a>(found: &'a Found, status: &str) -> Option<&'a UnderWay> {
    found.under_way.iter().find(|under_way| under_way.status == status)
}

/// What else is under way, in one line: what the heading says already is left out.
fn detail(viewer: &Viewer, found: &Found, decides: bool) -> Option<String> {
    let format = viewer.format();
    let count = |id, count: i64| (count > 0).then(|| viewer.say(format.counted(id, count)));
    let stands = |status| of(found, status).map_or(0, |under_way| under_way.count);
    let without_rate = of(found, "draft").map_or(0, |drafts| drafts.without_rate);
    let parts = [
        count("home-drafts", stands("draft")).filter(|_| decides),
        count("expenses-unrated", without_rate),
        count("home-in-approval", stands("submitted")),
        count("home-to-pay", stands("approved")),
        count("home-rejected", stands("rejected")),
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
    let step = |label: &'static str, hint: Phrase, href: Option<&str>, done| Step {
        label: viewer.language.word(label).to_owned(),
        hint: viewer.say(hint),
        href: href.map(str::to_owned),
        done,
    };
    let timezone = viewer.organization.timezone.name().replace('_', " ");
    let made =
        phrase!("home-step-made-hint", currency = viewer.organization.currency.code(), timezone = timezone);
    let record = phrase!("home-step-record-hint");
    vec![
        step("home-step-made", made, None, true),
        step("home-step-record", record, Some("/expenses/new"), false),
        step("home-step-keep", phrase!("home-step-keep-hint", origin = origin), None, false),
    ]
}
