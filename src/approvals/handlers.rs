//! `GET /approvals`: what waits, for the viewer or for anybody, oldest first. `POST /approvals`: several decisions at once.

use super::bulk::{self, BulkForm, Report};
use super::views::{QueuePage, QueueRow, RefusedRow};
use crate::categories::{self, Category};
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::money::Money;
use crate::error::AppError;
use crate::expenses::courier::Courier;
use crate::expenses::dossier::Dossiers;
use crate::expenses::queue;
use crate::expenses::views::MemberTag;
use crate::expenses::whole::Whole;
use crate::expenses::{base_of, category_tag, money_of};
use crate::identity::company;
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::policy::role::Power;
use crate::tenancy::TenantConn;
use crate::web::chrome::initials;
use crate::web::forms::Form;
use crate::web::frame::Faults;
use crate::web::{flash, respond};
use crate::words::phrase;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Query;
use rust_decimal::Decimal;
use serde::Deserialize;

/// So many are shown at once; the next come when these are decided.
const MOST: i64 = 100;

struct Queue {
    all: Vec<Whole>,
    dossiers: Dossiers,
    categories: Vec<Category>,
}

/// Which queue an address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Shown {
    show: String,
}

fn require_decider(viewer: &Viewer) -> Result<(), AppError> {
    if !viewer.role.may(Power::Decide) {
        return Err(AppError::Forbidden(phrase!("approvals-forbidden")));
    }
    Ok(())
}

fn load(conn: &mut TenantConn<'_>, viewer: &Viewer, everything: bool) -> Result<Queue, AppError> {
    require_decider(viewer)?;
    let company = company::load(conn, viewer.today())?;
    let list = if everything { queue::list_all } else { queue::list };
    let all = list(conn, viewer, &company, MOST)?;
    Ok(Queue {
        dossiers: Dossiers::load(conn, viewer, company, &all)?,
        all,
        categories: categories::queries::list(conn)?,
    })
}

/// `GET /approvals`: what waits for the viewer; with `show=all` what waits for others, too.
pub async fn page(visit: Visit, shown: Query<Shown>) -> Result<HttpResponse, AppError> {
    let form = BulkForm { show: shown.into_inner().show, ..BulkForm::default() };
    let everything = form.shows_all();
    let (viewer, queue) = visit.run(move |conn, viewer| load(conn, viewer, everything)).await?;
    respond::ok(&view(&visit, &viewer, &queue, &form, None)?)
}

/// What became of a bulk decision.
enum Outcome {
    Wrong(FieldErrors, Queue),
    Decided(Report, Queue),
}

/// `POST /approvals`: 303 when all were decided; otherwise the queue with which were not, and why.
pub async fn decide(visit: Visit, Form(form): Form<BulkForm>) -> Result<HttpResponse, AppError> {
    let (parsed, courier) = (form.parse(), Courier::of(&visit));
    let along = courier.clone();
    let everything = form.shows_all();
    let (viewer, outcome) = visit
        .run_form(&form, move |conn, viewer| {
            require_decider(viewer)?;
            Ok(match parsed {
                Err(errors) => Outcome::Wrong(errors, load(conn, viewer, everything)?),
                Ok(wanted) => {
                    let report = bulk::decide(conn, viewer, &along, &wanted)?;
                    Outcome::Decided(report, load(conn, viewer, everything)?)
                }
            })
        })
        .await?;
    courier.send();
    match outcome {
        Outcome::Wrong(errors, queue) => {
            let mut page = view(&visit, &viewer, &queue, &form, None)?;
            let said = errors.iter().map(|(field, fault)| match fault {
                Fault::NothingSelected => {
                    (field.to_owned(), viewer.language.word("approvals-tick-one").to_owned())
                }
                _ => (field.to_owned(), fault.sentence_for(field, viewer.language)),
            });
            page.faults = said.collect::<Faults>();
            Ok(respond::with_faults(respond::unprocessable(&page)?, &errors))
        }
        Outcome::Decided(report, _) if report.refused.is_empty() => {
            flash::put(visit.session(), done(&form, report.done, &viewer), None);
            Ok(respond::see_other(if everything { queue::ADDRESS_OF_ALL } else { "/approvals" }))
        }
        Outcome::Decided(report, queue) => {
            let status = if report.done == 0 { StatusCode::CONFLICT } else { StatusCode::OK };
            respond::page(status, &view(&visit, &viewer, &queue, &form, Some(&report))?)
        }
    }
}

/// "Approved 3 expenses."
fn done(form: &BulkForm, count: usize, viewer: &Viewer) -> String {
    let id = match form.action.as_str() {
        "approve" => "bulk-said-approve",
        "return" => "bulk-said-return",
        _ => "bulk-said-reject",
    };
    viewer.say(viewer.format().counted(id, i64::try_from(count).unwrap_or(i64::MAX)))
}

fn view(
    visit: &Visit,
    viewer: &Viewer,
    queue: &Queue,
    form: &BulkForm,
    report: Option<&Report>,
) -> Result<QueuePage, AppError> {
    let (format, base) = (viewer.format(), viewer.organization.currency);
    let (page, frame) = visit.page(viewer, viewer.language.word("approvals-title"));
    let count = i64::try_from(queue.all.len()).unwrap_or(i64::MAX);
    let total: Decimal = queue.all.iter().filter_map(|whole| whole.expense.base_amount).sum();
    let total = Money::total(total, base).map_err(AppError::internal)?;
    let heading = match count {
        0 if form.shows_all() => phrase!("approvals-none-at-all"),
        _ if form.shows_all() && count >= MOST => format.counted("approvals-oldest-of-all", count),
        _ if form.shows_all() => format.counted("approvals-all-waiting", count),
        0 => phrase!("approvals-none"),
        _ if count >= MOST => format.counted("approvals-oldest", count),
        _ => format.counted("approvals-waiting", count),
    };
    let rows = queue.all.iter().map(|whole| row(whole, queue, viewer, form));
    let refused = report.into_iter().flat_map(|report| &report.refused).map(|(id, seen, why)| {
        let what = match seen {
            Some(expense) => {
                let amount = format.money(&money_of(expense, base)?);
                phrase!("approvals-one", amount = amount, merchant = &expense.merchant)
            }
            None => phrase!("approvals-out-of-sight"),
        };
        Ok(RefusedRow { href: format!("/expenses/{id}"), what: viewer.say(what), why: why.clone() })
    });
    Ok(QueuePage {
        page: page.with_script(&visit.chrome().assets, "js/approvals.js"),
        frame,
        everything: form.shows_all(),
        heading: viewer.say(heading),
        total: (count > 0).then(|| format.money_with_code(&total)),
        rows: rows.collect::<Result<_, _>>()?,
        refused: refused.collect::<Result<_, AppError>>()?,
        done: report.filter(|report| report.done > 0).map(|report| done(form, report.done, viewer)),
        reason: form.words().to_owned(),
        faults: Faults::default(),
    })
}

fn row(whole: &Whole, queue: &Queue, viewer: &Viewer, form: &BulkForm) -> Result<QueueRow, AppError> {
    let (expense, format, base) = (&whole.expense, viewer.format(), viewer.organization.currency);
    let more = queue.dossiers.of(whole, viewer, &queue.categories)?;
    let value = if more.may_decide { format!("{}:{}", expense.id, expense.version) } else { String::new() };
    let foreign = base_of(expense, base)?.filter(|_| expense.currency != base.code());
    let name = queue.dossiers.names().get(&expense.member_id.uuid()).cloned().unwrap_or_default();
    Ok(QueueRow {
        id: expense.id.to_string(),
        href: format!("/expenses/{}", expense.id),
        ticked: form.has(&value),
        value,
        version: expense.version.to_string(),
        merchant: expense.merchant.clone(),
        note: Some(expense.note.clone()).filter(|note| !note.is_empty()),
        date: format.day_month(expense.spent_on).to_owned(),
        date_iso: expense.spent_on.to_string(),
        category: category_tag(expense, &queue.categories, viewer.language),
        member: MemberTag { initials: initials(&name, 2), name },
        amount: format.money(&money_of(expense, base)?),
        base: foreign.map(|base| format.money(&base)),
        more,
    })
}
