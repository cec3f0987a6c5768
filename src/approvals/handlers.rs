//! `GET /approvals`: what waits, oldest first. `POST /approvals`: several decisions at once.

use super::bulk::{self, BulkForm, Report};
use super::views::{QueuePage, QueueRow, RefusedRow};
use crate::categories::{self, Category};
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::id::{ExpenseId, MemberId};
use crate::domain::money::Money;
use crate::error::AppError;
use crate::expenses::courier::Courier;
use crate::expenses::judging::About;
use crate::expenses::queue::{self, Which};
use crate::expenses::views::MemberTag;
use crate::expenses::whole::Whole;
use crate::expenses::{base_of, category_tag, money_of};
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::identity::{company, members};
use crate::policy::role::Power;
use crate::rules::evaluate::Violation;
use crate::rules::queries::find_judgements;
use crate::tenancy::TenantConn;
use crate::web::chrome::initials;
use crate::web::forms::Form;
use crate::web::frame::Faults;
use crate::web::{flash, respond};
use crate::words::phrase;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::HashMap;
use uuid::Uuid;

/// So many are shown at once; the next come when these are decided.
const MOST: i64 = 100;

struct Queue {
    waiting: Vec<Whole>,
    categories: Vec<Category>,
    names: HashMap<Uuid, String>,
    /// What each broke when it was submitted.
    found: HashMap<ExpenseId, Vec<Violation>>,
    about: About,
    /// For whom the viewer decides about some of it, and until when.
    absent: HashMap<ExpenseId, (MemberId, NaiveDate)>,
}

fn require_decider(viewer: &Viewer) -> Result<(), AppError> {
    if !viewer.role.may(Power::Decide) {
        return Err(AppError::Forbidden(phrase!("approvals-forbidden")));
    }
    Ok(())
}

fn load(conn: &mut TenantConn<'_>, viewer: &Viewer) -> Result<Queue, AppError> {
    require_decider(viewer)?;
    let company = company::load(conn, viewer.today())?;
    let waiting = queue::list(conn, viewer, &company, Which::Mine, MOST)?;
    let ids: Vec<ExpenseId> = waiting.iter().map(|whole| whole.expense.id).collect();
    let found = find_judgements(conn, &ids)?;
    Ok(Queue {
        absent: queue::list_stood_in_for(conn, viewer, &company, &waiting)?,
        waiting,
        about: About::load(conn, viewer, found.values().flatten())?,
        found,
        categories: categories::queries::list(conn)?,
        names: members::list_names(conn)?,
    })
}

/// `GET /approvals`.
pub async fn page(visit: Visit) -> Result<HttpResponse, AppError> {
    let (viewer, queue) = visit.run(load).await?;
    respond::ok(&view(&visit, &viewer, &queue, &BulkForm::default(), None)?)
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
    let (viewer, outcome) = visit
        .run_form(&form, move |conn, viewer| {
            require_decider(viewer)?;
            Ok(match parsed {
                Err(errors) => Outcome::Wrong(errors, load(conn, viewer)?),
                Ok(wanted) => {
                    let report = bulk::decide(conn, viewer, &along, &wanted)?;
                    Outcome::Decided(report, load(conn, viewer)?)
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
            Ok(respond::see_other("/approvals"))
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
    let count = i64::try_from(queue.waiting.len()).unwrap_or(i64::MAX);
    let total: Decimal = queue.waiting.iter().filter_map(|whole| whole.expense.base_amount).sum();
    let total = Money::total(total, base).map_err(AppError::internal)?;
    let heading = match count {
        0 => phrase!("approvals-none"),
        _ if count >= MOST => format.counted("approvals-oldest", count),
        _ => format.counted("approvals-waiting", count),
    };
    let rows = queue.waiting.iter().map(|whole| row(whole, queue, viewer, form));
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
    let value = format!("{}:{}", expense.id, expense.version);
    let foreign = base_of(expense, base)?.filter(|_| expense.currency != base.code());
    let name = queue.names.get(&expense.member_id.uuid()).cloned().unwrap_or_default();
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
        absent: queue.absent.get(&expense.id).map(|(absent, until)| {
            let name = queue.names.get(&absent.uuid()).map_or("", String::as_str);
            viewer.say(phrase!("approvals-for-absent", name = name, until = format.long_date(*until)))
        }),
        broken: queue
            .found
            .get(&expense.id)
            .map_or_else(Vec::new, |found| queue.about.said(found, viewer, &queue.categories)),
    })
}
