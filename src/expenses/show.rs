//! The page of one expense: what it says, where it stands, what happened, and what this person may do now.

use super::checking::{self, Looked};
use super::comments::{self, Comment};
use super::history::{self, It};
use super::judging::Found;
use super::life;
use super::queries::{Expense, Scope};
use super::show_views::{CommentForm, Decision, DeedButton, ReasonedDeed, RecodeForm, ShowPage};
use super::waits::Waits;
use super::whole::{self, Whole};
use super::{present, receipts};
use crate::categories::{self, Category};
use crate::domain::dates;
use crate::domain::fault::FieldErrors;
use crate::domain::id::{ExpenseId, MemberId};
use crate::error::AppError;
use crate::identity::members;
use crate::identity::trail::{self, Recorded};
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::policy::life::Step;
use crate::policy::rights::{Relation, offered};
use crate::policy::role::Power;
use crate::policy::status::{PaidWith, Status};
use crate::rules;
use crate::tenancy::TenantConn;
use crate::web::frame::{Choice, Faults};
use crate::web::respond;
use crate::words::{Language, phrase};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::TimeDelta;
use std::collections::HashMap;
use uuid::Uuid;

/// How long the trash promises to keep an expense.
const KEPT_IN_TRASH: TimeDelta = TimeDelta::days(30);

/// What the page is made of.
pub(super) struct Shown {
    whole: Whole,
    status: Status,
    relation: Relation,
    categories: Vec<Category>,
    names: HashMap<Uuid, String>,
    events: Vec<Recorded>,
    comments: Vec<Comment>,
    receipts: receipts::Attached,
    found: Found,
    waits: Waits,
    /// Of a draft what there is to say of it.
    looked: Option<Looked>,
    kept: Vec<(MemberId, Expense)>,
}

/// A step that came back: which, what was typed, and what is wrong with it.
pub(super) struct Again {
    pub(super) step: Step,
    pub(super) typed: String,
    pub(super) errors: FieldErrors,
}

/// Reads all of it, within the viewer's scope.
pub(super) fn load(conn: &mut TenantConn<'_>, viewer: &Viewer, id: ExpenseId) -> Result<Shown, AppError> {
    let whole = whole::find(conn, Scope::of(viewer), id)?.ok_or(AppError::NotFound)?;
    let categories = categories::queries::list(conn)?;
    let status = whole.expense.stands()?;
    let looked = (status == Status::Draft)
        .then(|| checking::stored(conn, viewer, &categories, &whole.expense))
        .transpose()?;
    let found = found(conn, viewer, &whole, status)?;
    let mut known = life::Known::default();
    Ok(Shown {
        looked,
        kept: checking::kept(conn, viewer, id)?,
        status,
        relation: whole.relation_among(conn, viewer, &mut known)?,
        waits: Waits::load(conn, viewer, &mut known, &whole, status)?,
        receipts: receipts::load(conn, viewer, &whole.expense)?,
        found,
        whole,
        categories,
        names: members::list_names(conn)?,
        events: trail::list_of_subject(conn, id.uuid())?,
        comments: comments::list(conn, id)?,
    })
}

/// Of what was submitted what it broke then, whatever the rules say since.
fn found(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    whole: &Whole,
    status: Status,
) -> Result<Found, AppError> {
    let id = whole.expense.id;
    let violations = match status {
        Status::Trash | Status::Draft => Vec::new(),
        Status::Submitted | Status::Approved | Status::Settled | Status::Reimbursed | Status::Rejected => {
            rules::queries::find_judgements(conn, &[id])?.remove(&id).unwrap_or_default()
        }
    };
    Found::load(conn, viewer, violations)
}

/// `GET /expenses/{expense}`.
pub async fn page(visit: Visit, expense: Path<Uuid>) -> Result<HttpResponse, AppError> {
    let id = ExpenseId::from(expense.into_inner());
    let (viewer, shown) = visit.run(move |conn, viewer| load(conn, viewer, id)).await?;
    respond::ok(&view(&visit, &viewer, &shown, None)?)
}

/// 422: the page with what was typed and what is wrong with it.
pub(super) fn again(
    visit: &Visit,
    viewer: &Viewer,
    shown: &Shown,
    again: &Again,
) -> Result<HttpResponse, AppError> {
    let page = view(visit, viewer, shown, Some(again))?;
    Ok(respond::with_faults(respond::page(StatusCode::UNPROCESSABLE_ENTITY, &page)?, &again.errors))
}

fn view(visit: &Visit, viewer: &Viewer, shown: &Shown, again: Option<&Again>) -> Result<ShowPage, AppError> {
    let (format, expense) = (viewer.format(), &shown.whole.expense);
    let steps = offered(viewer.role, shown.relation, shown.status);
    let may = |step| steps.contains(&step);
    let decides = may(Step::Approve);
    let (mut page, frame) = visit.page(viewer, &expense.merchant);
    if decides {
        page = page.with_script(&visit.chrome().assets, "js/approvals.js");
    }
    let receipts = shown.receipts.cards(viewer, may(Step::Edit));
    if may(Step::Edit) || receipts.iter().any(|receipt| receipt.due) {
        page = page.with_script(&visit.chrome().assets, "js/receipts.js");
    }
    let href = format!("/expenses/{}", expense.id);
    let name = |id: Uuid| shown.names.get(&id).cloned().unwrap_or_default();
    let typed = |step| again.filter(|again| again.step == step).map(|again| again.typed.clone());
    let paid_with = expense.paid_with()?;
    let faults = again.into_iter().flat_map(|again| again.errors.sentences(viewer.language));
    let entered_by = shown.whole.entered_by;
    let check = shown.looked.as_ref().map(|looked| looked.said(viewer, &shown.categories));
    let excepts = check.as_ref().is_some_and(|check| check.excepts) && may(Step::Submit);
    Ok(ShowPage {
        page,
        frame,
        merchant: expense.merchant.clone(),
        status: present::status(expense, viewer.language),
        amount: format.money(&present::money_of(expense, viewer.organization.currency)?),
        base: present::base_line(expense, viewer.organization.currency, &format)?
            .map(|phrase| viewer.say(phrase)),
        date: format.long_date(expense.spent_on),
        date_iso: expense.spent_on.to_string(),
        category: present::category(expense, &shown.categories, viewer.language),
        member: name(expense.member_id.uuid()),
        entered_by: (entered_by != expense.member_id).then(|| name(entered_by.uuid())),
        paid_with: (paid_with != PaidWith::Own).then(|| paid_with.label(viewer.language)),
        note: Some(expense.note.clone()).filter(|note| !note.is_empty()),
        decision: decision(shown, viewer.language),
        broken: match &check {
            Some(check) => check.broken.clone(),
            None => shown.found.said(viewer, &shown.categories),
        },
        judged: !shown.status.is_draft(),
        waits: shown.waits.lines(viewer, expense.member_id, &shown.names),
        twin: check.as_ref().and_then(|check| check.twin.clone()).filter(|_| may(Step::Edit)),
        keep: format!("{href}/keep"),
        exception: excepts.then(|| exception(shown, typed(Step::Submit), viewer.language)),
        left: check.as_ref().map(|check| check.left.clone()).unwrap_or_default(),
        kept: checking::say_kept(&shown.kept, &shown.names, viewer)?,
        history: history::entries(
            &shown.events,
            &shown.names,
            &format,
            viewer.organization.timezone,
            viewer.language,
        ),
        receipts,
        waiting: Vec::new(),
        add_receipts: may(Step::Edit).then(|| format!("{href}/receipts")),
        comments: comments::entries(&shown.comments, &shown.names, viewer),
        comment: may(Step::Comment).then(|| CommentForm {
            action: format!("{href}/comments"),
            typed: typed(Step::Comment).unwrap_or_default(),
        }),
        edit: may(Step::Edit).then(|| format!("{href}/edit")),
        again: viewer.role.may(Power::Record).then(|| format!("/expenses/new?from={}", expense.id)),
        deeds: steps.iter().filter_map(|step| button(shown, *step, viewer.language)).collect(),
        reasoned: steps
            .iter()
            .filter_map(|step| reasoned(shown, *step, typed(*step), viewer.language))
            .collect(),
        recode: may(Step::Recode)
            .then(|| recode(shown, again.is_some_and(|again| again.step == Step::Recode))),
        kept_until: expense.trashed_at.map(|trashed| {
            format.long_date(dates::today(viewer.organization.timezone, trashed + KEPT_IN_TRASH))
        }),
        faults: faults.collect::<Faults>(),
        decides,
    })
}

/// What was said when it was sent back or refused, as long as it has not gone out again.
fn decision(shown: &Shown, language: Language) -> Option<Decision> {
    let otherwise = match shown.status {
        Status::Draft | Status::Trash => phrase!("history-decided"),
        Status::Rejected => phrase!("history-rejected", it = "it"),
        Status::Submitted | Status::Approved | Status::Settled | Status::Reimbursed => return None,
    };
    let reason = shown.whole.marks.decision_reason.clone()?;
    let decider = shown.whole.marks.decided_by.and_then(|decider| shown.names.get(&decider.uuid()))?;
    // The trail knows which of the two it was.
    let told = shown.events.iter().find(|event| {
        let after = event.4.as_ref().and_then(|after| after.get("reason")).and_then(|told| told.as_str());
        after == Some(reason.as_str())
    });
    let what = told
        .map_or_else(|| otherwise.with("who", decider), |event| history::phrase(event, &shown.names, It::It));
    Some(Decision { what: language.say(&what).into_owned(), reason })
}

fn action(shown: &Shown, step: Step) -> (String, String) {
    let expense = &shown.whole.expense;
    (format!("/expenses/{}/{}", expense.id, step.verb()), expense.version.to_string())
}

/// The steps of one click: those that can be taken back.
fn button(shown: &Shown, step: Step, language: Language) -> Option<DeedButton> {
    let (label, primary) = match (step, shown.status) {
        (Step::Submit, _) => ("bulk-submit", true),
        (Step::Withdraw, _) => ("bulk-withdraw", false),
        (Step::Approve, _) => ("bulk-approve", true),
        (Step::Reopen, Status::Rejected) => ("show-fix-and-resubmit", true),
        (Step::Trash, _) => ("bulk-delete", false),
        (Step::Restore, _) => ("bulk-restore", true),
        (
            Step::Edit
            | Step::Return
            | Step::Reject
            | Step::Reopen
            | Step::Reimburse
            | Step::Comment
            | Step::Recode,
            _,
        ) => return None,
    };
    let (action, version) = action(shown, step);
    Some(DeedButton { action, version, label: language.word(label), verb: step.verb(), primary })
}

/// The steps that ask first.
fn reasoned(shown: &Shown, step: Step, typed: Option<String>, language: Language) -> Option<ReasonedDeed> {
    let (label, field, question) = match (step, shown.status) {
        (Step::Return, _) => ("bulk-return", Some("comment"), "bulk-what-to-fix"),
        (Step::Reject, _) => ("bulk-reject", Some("reason"), "show-why-rejected"),
        (Step::Reopen, Status::Approved | Status::Settled) => {
            ("show-reopen", Some("reason"), "show-why-reopened")
        }
        (Step::Reimburse, _) => ("bulk-reimburse", None, "show-say-paid"),
        (
            Step::Edit
            | Step::Submit
            | Step::Withdraw
            | Step::Approve
            | Step::Reopen
            | Step::Trash
            | Step::Restore
            | Step::Comment
            | Step::Recode,
            _,
        ) => return None,
    };
    let (action, version) = action(shown, step);
    let open = typed.is_some();
    let typed = typed.unwrap_or_default();
    let (label, question) = (language.word(label), language.word(question));
    Some(ReasonedDeed { action, version, label, verb: step.verb(), field, question, typed, open })
}

/// Submitting for a reason that a rule takes.
fn exception(shown: &Shown, typed: Option<String>, language: Language) -> ReasonedDeed {
    let (action, version) = action(shown, Step::Submit);
    let open = typed.is_some();
    let said = shown.looked.as_ref().and_then(Looked::reason).unwrap_or_default();
    ReasonedDeed {
        action,
        version,
        label: language.word("check-exception"),
        verb: "exception",
        field: Some("exception"),
        question: language.word("check-exception-why"),
        typed: typed.unwrap_or_else(|| said.to_owned()),
        open,
    }
}

fn recode(shown: &Shown, open: bool) -> RecodeForm {
    let filed = shown.whole.expense.category_id;
    let choice = |category: &Category| Choice {
        value: category.id.to_string(),
        label: category.name.clone(),
        chosen: life::counts_as(&shown.categories, filed, category.id),
    };
    let (action, version) = action(shown, Step::Recode);
    let categories = shown.categories.iter().filter(|category| category.active).map(choice).collect();
    RecodeForm { action, version, categories, open }
}
