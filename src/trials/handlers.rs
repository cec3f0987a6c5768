//! Trying a form, trying a button, and all that would go another way.

use super::ADDRESS;
use super::asked::{Asked, Step, in_use};
use super::say;
use super::views::{ExpensesPage, StepPage};
use crate::categories::Category;
use crate::domain::fault::FieldErrors;
use crate::domain::id::RuleId;
use crate::error::AppError;
use crate::expenses::book;
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::rules::form_pages::{self, Offered, Typed, form_page};
use crate::rules::queries::{self, Kept};
use crate::rules::rule::Rule;
use crate::rules::trial::Trial;
use crate::rules::views::{Tried, TriedRow};
use crate::rules::{self, say::sentence};
use crate::tenancy::TenantConn;
use crate::web::frame::Hidden;
use crate::web::respond;
use crate::words::{Phrase, phrase};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDate;
use uuid::Uuid;

/// So many of what would go another way stand beside the numbers.
const EXAMPLES: usize = 8;
/// So many stand on a page of all.
const PER_PAGE: usize = 50;
/// By which htmx says that it asks.
const HTMX: &str = "HX-Request";
/// By which htmx is told to open a page instead.
const OPEN: HeaderName = HeaderName::from_static("hx-redirect");

/// What became of a form that was tried.
enum Outcome {
    Tried(Offered, Option<Kept>, Tried),
    Again(Offered, Option<Kept>, FieldErrors),
}

/// `GET /settings/rules/try`: the form again, with what it would have done.
pub async fn form(visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    if request.query_string().is_empty() {
        return Ok(respond::see_other(&format!("{}/new", rules::ADDRESS)));
    }
    let asked = Asked::read(request.query_string());
    let form = asked.form.clone();
    let (viewer, outcome) = visit.run_long(move |conn, viewer| try_form(conn, viewer, &asked)).await?;
    match outcome {
        Outcome::Tried(offered, own, tried) => {
            let typed = Typed { form: &form, errors: None, met: None, tried: Some(tried) };
            respond::ok(&form_page(&visit, &viewer, &offered, own.as_ref(), typed))
        }
        Outcome::Again(offered, own, errors) => {
            let typed = Typed { form: &form, errors: Some(&errors), met: None, tried: None };
            let view = form_page(&visit, &viewer, &offered, own.as_ref(), typed);
            let mut answer = respond::with_faults(respond::unprocessable(&view)?, &errors);
            if request.headers().contains_key(HTMX) {
                let here = HeaderValue::from_str(&request.uri().to_string()).map_err(AppError::internal)?;
                answer.headers_mut().insert(OPEN, here);
            }
            Ok(answer)
        }
    }
}

fn try_form(conn: &mut TenantConn<'_>, viewer: &Viewer, asked: &Asked) -> Result<Outcome, AppError> {
    let all = queries::list(conn)?;
    let own = asked.own(&all)?.cloned();
    rules::require_change(viewer)?;
    let offered = form_pages::load(conn)?;
    let then = match asked.saved(viewer, &offered, &all, own.as_ref()) {
        Ok(then) => then,
        Err(errors) => return Ok(Outcome::Again(offered, own, errors)),
    };
    let (trial, first) = run(conn, viewer, &offered.categories, &in_use(&all), &then)?;
    let all = format!("{ADDRESS}/expenses?{}", asked.query());
    let tried = say::tried(conn, viewer, &offered.names, (&trial, first), (all, EXAMPLES))?;
    Ok(Outcome::Tried(offered, own, tried))
}

/// What the rules of today and others would have done with what was spent lately, and since which day.
pub(super) fn run(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    categories: &[Category],
    now: &[Rule],
    then: &[Rule],
) -> Result<(Trial, NaiveDate), AppError> {
    let (book, first) = book::load(conn, viewer, categories)?;
    Ok((book.compare(now, then), first))
}

struct Stepped {
    own: Kept,
    step: Step,
    fitting: Vec<Step>,
    offered: Offered,
    tried: Tried,
}

/// `GET /settings/rules/{rule}/try`: what a button of the list would have done.
pub async fn step(visit: Visit, rule: Path<Uuid>, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let (asked, id) = (Asked::read(request.query_string()), RuleId::from(rule.into_inner()));
    let (viewer, found) = visit.run_long(move |conn, viewer| try_step(conn, viewer, id, &asked)).await?;
    let (page, frame) = visit.page(&viewer, viewer.language.word("trials-what-if"));
    let format = viewer.format();
    let names = rules::say::Names {
        categories: &found.offered.categories,
        members: &found.offered.names,
        format: &format,
    };
    let rule = &found.own.rule;
    let other = |step: &Step| {
        let word = viewer.say(Phrase::new(format!("trials-step-{}", step.as_str())));
        (word, at(id, "", *step), *step == found.step)
    };
    let (deed, fields) = deed(found.step, rule);
    respond::ok(&StepPage {
        page,
        frame,
        says: viewer.say(sentence(&rule.body, &names)),
        steps: found.fitting.iter().map(other).collect(),
        tried: found.tried,
        action: format!("{}/{}/{deed}", rules::ADDRESS, rule.id),
        fields,
        verb: viewer.say(Phrase::new(format!("trials-do-{}", found.step.as_str()))),
    })
}

/// The address of a step with a rule, or of what it would change.
fn at(rule: RuleId, part: &str, step: Step) -> String {
    format!("{}/{rule}/try{part}?step={}", rules::ADDRESS, step.as_str())
}

/// Where a step is posted, and with what.
fn deed(step: Step, rule: &Rule) -> (&'static str, Vec<Hidden>) {
    let field = |name: &'static str, value: &str| Hidden { name: name.into(), value: value.into() };
    let version = field("version", &rule.version.to_string());
    match step {
        Step::Off => ("switch", vec![version, field("on", "0")]),
        Step::On => ("switch", vec![version, field("on", "1")]),
        Step::Delete => ("delete", vec![version]),
        Step::Up | Step::Down => ("move", vec![field("direction", step.as_str())]),
    }
}

fn try_step(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    id: RuleId,
    asked: &Asked,
) -> Result<Stepped, AppError> {
    let all = queries::list(conn)?;
    let own = rules::find(&all, id)?.clone();
    rules::require_change(viewer)?;
    let fitting: Vec<Step> = Step::ALL.into_iter().filter(|step| step.fits(&own, &all)).collect();
    let step = asked.step(&fitting)?;
    let offered = form_pages::load(conn)?;
    let then = step.apply(&own, &all);
    let (trial, first) = run(conn, viewer, &offered.categories, &in_use(&all), &then)?;
    let changed = (at(id, "/expenses", step), EXAMPLES);
    let tried = say::tried(conn, viewer, &offered.names, (&trial, first), changed)?;
    Ok(Stepped { own, step, fitting, offered, tried })
}

/// How many would go another way, and one page of them.
pub(super) type Changed = (usize, Vec<TriedRow>);

/// `GET /settings/rules/try/expenses`: all that would go another way if a form was saved.
pub async fn expenses_of_form(visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    if request.query_string().is_empty() {
        return Ok(respond::see_other(&format!("{}/new", rules::ADDRESS)));
    }
    let asked = Asked::read(request.query_string());
    let (query, page) = (asked.query(), asked.page());
    let (viewer, (what, changed)) = visit
        .run_long(move |conn, viewer| {
            let all = queries::list(conn)?;
            let own = asked.own(&all)?;
            let what = viewer.language.word(if own.is_some() { "rules-edit" } else { "rules-new" });
            rules::require_change(viewer)?;
            let offered = form_pages::load(conn)?;
            let then = asked.saved(viewer, &offered, &all, own);
            let then = then.map_err(|_| AppError::BadRequest(phrase!("trials-unreadable")))?;
            Ok((what, list_changed(conn, viewer, &offered, (&in_use(&all), &then), page)?))
        })
        .await?;
    let addresses = (format!("{ADDRESS}/expenses?{query}"), format!("{ADDRESS}?{query}"));
    expenses_page(&visit, &viewer, (what, changed), page, addresses)
}

/// `GET /settings/rules/{rule}/try/expenses`: all that would go another way after a button of the list.
pub async fn expenses_of_step(
    visit: Visit,
    rule: Path<Uuid>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (asked, id) = (Asked::read(request.query_string()), RuleId::from(rule.into_inner()));
    let page = asked.page();
    let (viewer, (step, changed)) = visit
        .run_long(move |conn, viewer| {
            let all = queries::list(conn)?;
            let own = rules::find(&all, id)?;
            rules::require_change(viewer)?;
            let fitting: Vec<Step> = Step::ALL.into_iter().filter(|step| step.fits(own, &all)).collect();
            let step = asked.step(&fitting)?;
            let offered = form_pages::load(conn)?;
            let sets = (&in_use(&all)[..], &step.apply(own, &all)[..]);
            Ok((step, list_changed(conn, viewer, &offered, sets, page)?))
        })
        .await?;
    let what = viewer.say(Phrase::new(format!("trials-step-{}", step.as_str())));
    expenses_page(&visit, &viewer, (&what, changed), page, (at(id, "/expenses", step), at(id, "", step)))
}

/// One page of what two sets of rules disagree on.
pub(super) fn list_changed(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    offered: &Offered,
    (now, then): (&[Rule], &[Rule]),
    page: usize,
) -> Result<Changed, AppError> {
    let (trial, _) = run(conn, viewer, &offered.categories, now, then)?;
    let differences = trial.differences;
    let first = differences.len().min(page * PER_PAGE);
    let last = differences.len().min(first + PER_PAGE);
    Ok((differences.len(), say::rows(conn, viewer, &offered.names, &differences[first..last])?))
}

/// A title of the page of what a change does.
fn title(viewer: &Viewer, id: &'static str, what: &str) -> String {
    viewer.say(phrase!("trials-titled", title = viewer.language.word(id), what = what))
}

/// That page, with what would change them in its title; `here` and `back` are its own address and the one it was opened
/// from.
pub(super) fn expenses_page(
    visit: &Visit,
    viewer: &Viewer,
    (what, (total, rows)): (&str, Changed),
    page: usize,
    (here, back): (String, String),
) -> Result<HttpResponse, AppError> {
    let address = |page: usize| format!("{here}&page={}", page + 1);
    let count = viewer.format().counted("trials-all", i64::try_from(total).unwrap_or(i64::MAX));
    let (head, frame) = visit.page(viewer, &title(viewer, "trials-expenses", what));
    respond::ok(&ExpensesPage {
        page: head,
        frame,
        count: viewer.say(count),
        back,
        rows,
        newer: page.checked_sub(1).map(address),
        older: ((page + 1) * PER_PAGE < total).then(|| address(page + 1)),
    })
}
