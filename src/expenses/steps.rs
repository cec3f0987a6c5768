//! The addresses of an expense's life: each a POST that leads on, or says why it could not.

use super::courier::Courier;
use super::life::{self, Deed, Done, Known, Refusal};
use super::queries::{Expense, Scope};
use super::show::{self, Again, Shown};
use super::{checking, comments, form, handlers, judging, present, queue, whole};
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::id::{CategoryId, ExpenseId};
use crate::domain::text::Remark;
use crate::error::AppError;
use crate::identity::trail::{self, Act, Event, Subject};
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::policy::life::{Step, transition};
use crate::policy::rights::{Verdict, may};
use crate::policy::status::Status;
use crate::tenancy::TenantConn;
use crate::web::forms::Form;
use crate::web::frame::{Hidden, Undo};
use crate::web::{flash, respond};
use crate::words::{Phrase, phrase};
use actix_web::HttpResponse;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::slice;
use uuid::Uuid;

/// What a step may need, as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct StepForm {
    /// The version that the button was shown for.
    version: String,
    /// Why: of a rejection, and of a decision taken back.
    reason: String,
    /// What is to be fixed: of a return.
    comment: String,
    /// The other category.
    category_id: String,
    /// A comment.
    text: String,
    /// Why it shall be submitted although a rule keeps it from that; none where that was not asked.
    exception: Option<String>,
    /// Which list of approvals the button stood in, if it wasn't the page of the expense.
    show: String,
}

impl StepForm {
    /// The words that the step asks for, by the field's name.
    fn words(&self, step: Step) -> (&'static str, &str) {
        match step {
            Step::Return => ("comment", &self.comment),
            Step::Comment => ("text", &self.text),
            Step::Recode => ("category_id", &self.category_id),
            Step::Submit => ("exception", self.exception.as_deref().unwrap_or_default()),
            _ => ("reason", &self.reason),
        }
    }

    /// The deed, or what is wrong with the words.
    fn deed(&self, step: Step) -> Result<Deed, FieldErrors> {
        let (field, typed) = self.words(step);
        let wrong = |fault| {
            let mut errors = FieldErrors::default();
            errors.add(field, fault);
            errors
        };
        Ok(match step {
            Step::Submit => Deed::Submit,
            Step::Withdraw => Deed::Withdraw,
            Step::Approve => Deed::Approve,
            Step::Return => Deed::Return(Remark::parse(typed).map_err(wrong)?),
            Step::Reject => Deed::Reject(Remark::parse(typed).map_err(wrong)?),
            Step::Reopen if typed.trim().is_empty() => Deed::Reopen(None),
            Step::Reopen => Deed::Reopen(Some(Remark::parse(typed).map_err(wrong)?)),
            Step::Reimburse => Deed::Reimburse,
            Step::Trash => Deed::Trash,
            Step::Restore => Deed::Restore,
            Step::Recode => {
                let id: Result<Uuid, _> = typed.trim().parse();
                Deed::Recode(CategoryId::from(id.map_err(|_| wrong(Fault::NotOffered))?))
            }
            Step::Edit | Step::Comment => return Err(FieldErrors::default()),
        })
    }
}

/// What became of it.
enum Outcome {
    Done { done: Box<Done>, next: String, undo: Option<Undo> },
    Again(Box<Shown>, Again),
    Incomplete(Box<handlers::Unfinished>, FieldErrors),
}

/// `POST /expenses/{expense}/submit`.
pub async fn submit(visit: Visit, id: Path<Uuid>, form: Form<StepForm>) -> Result<HttpResponse, AppError> {
    step(visit, id, form, Step::Submit).await
}

/// `POST /expenses/{expense}/withdraw`.
pub async fn withdraw(visit: Visit, id: Path<Uuid>, form: Form<StepForm>) -> Result<HttpResponse, AppError> {
    step(visit, id, form, Step::Withdraw).await
}

/// `POST /expenses/{expense}/approve`.
pub async fn approve(visit: Visit, id: Path<Uuid>, form: Form<StepForm>) -> Result<HttpResponse, AppError> {
    step(visit, id, form, Step::Approve).await
}

/// `POST /expenses/{expense}/return`.
pub async fn give_back(visit: Visit, id: Path<Uuid>, form: Form<StepForm>) -> Result<HttpResponse, AppError> {
    step(visit, id, form, Step::Return).await
}

/// `POST /expenses/{expense}/reject`.
pub async fn reject(visit: Visit, id: Path<Uuid>, form: Form<StepForm>) -> Result<HttpResponse, AppError> {
    step(visit, id, form, Step::Reject).await
}

/// `POST /expenses/{expense}/reopen`.
pub async fn reopen(visit: Visit, id: Path<Uuid>, form: Form<StepForm>) -> Result<HttpResponse, AppError> {
    step(visit, id, form, Step::Reopen).await
}

/// `POST /expenses/{expense}/reimburse`.
pub async fn reimburse(visit: Visit, id: Path<Uuid>, form: Form<StepForm>) -> Result<HttpResponse, AppError> {
    step(visit, id, form, Step::Reimburse).await
}

/// `POST /expenses/{expense}/delete`: into the trash, with the way back beside the sentence.
pub async fn trash(visit: Visit, id: Path<Uuid>, form: Form<StepForm>) -> Result<HttpResponse, AppError> {
    step(visit, id, form, Step::Trash).await
}

/// `POST /expenses/{expense}/restore`: out of the trash.
pub async fn restore(visit: Visit, id: Path<Uuid>, form: Form<StepForm>) -> Result<HttpResponse, AppError> {
    step(visit, id, form, Step::Restore).await
}

/// `POST /expenses/{expense}/recode`: another category for what is submitted or approved.
pub async fn recode(visit: Visit, id: Path<Uuid>, form: Form<StepForm>) -> Result<HttpResponse, AppError> {
    step(visit, id, form, Step::Recode).await
}

async fn step(
    visit: Visit,
    id: Path<Uuid>,
    Form(form): Form<StepForm>,
    step: Step,
) -> Result<HttpResponse, AppError> {
    let id = ExpenseId::from(id.into_inner());
    let (typed, courier) = (form.clone(), Courier::of(&visit));
    let along = courier.clone();
    let (viewer, outcome) =
        visit.run_form(&form, move |conn, viewer| take(conn, viewer, &along, id, &typed, step)).await?;
    courier.send();
    match outcome {
        Outcome::Done { done, next, undo } => {
            flash::put(visit.session(), viewer.say(said(&viewer, &done)?), undo);
            Ok(respond::see_other(&next))
        }
        Outcome::Again(shown, again) => show::again(&visit, &viewer, &shown, &again),
        Outcome::Incomplete(unfinished, errors) => {
            handlers::unfinished_again(&visit, &viewer, &unfinished, &errors)
        }
    }
}

fn take(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    courier: &Courier,
    id: ExpenseId,
    form: &StepForm,
    step: Step,
) -> Result<Outcome, AppError> {
    let again = |conn: &mut TenantConn<'_>, errors| {
        let typed = form.words(step).1.to_owned();
        let shown = show::load(conn, viewer, id)?;
        Ok(Outcome::Again(Box::new(shown), Again { step, typed, errors }))
    };
    let deed = match form.deed(step) {
        Ok(deed) => deed,
        Err(errors) => {
            // Whether it may be done at all comes before how it is worded.
            follows(conn, viewer, id, step)?;
            return again(conn, errors);
        }
    };
    if let Some(errors) = ask(conn, viewer, id, form, step)? {
        return again(conn, errors);
    }
    match life::act(conn, viewer, id, form::version(&form.version), &deed) {
        Ok(done) => {
            courier.tell(conn, viewer, slice::from_ref(&done))?;
            let next = next(conn, viewer, id, form, &done)?;
            let undo = undo(conn, viewer, id, &done)?;
            Ok(Outcome::Done { done: Box::new(done), next, undo })
        }
        Err(Refusal::Lacking(errors)) if step == Step::Submit => {
            match handlers::unfinished(conn, viewer, id)? {
                Some(unfinished) => Ok(Outcome::Incomplete(Box::new(unfinished), errors)),
                None => Err(Refusal::Lacking(errors).into()),
            }
        }
        Err(Refusal::Lacking(errors)) => again(conn, errors),
        Err(refusal) => Err(refusal.into()),
    }
}

/// Writes down why a draft shall be submitted although a rule keeps it from that, where somebody says so; the faults of
/// what was typed.
fn ask(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    id: ExpenseId,
    form: &StepForm,
    step: Step,
) -> Result<Option<FieldErrors>, AppError> {
    let Some(typed) = form.exception.as_deref().filter(|_| step == Step::Submit) else { return Ok(None) };
    let Some(whole) = whole::find(conn, Scope::of(viewer), id)? else { return Err(AppError::NotFound) };
    // What else there is to refuse, and the second click of a double one, is told by the step itself.
    let expense = whole.expense.clone();
    let relation = whole.relation(conn, viewer)?;
    let is_theirs = may(viewer.role, relation, expense.stands()?, Step::Submit) == Verdict::Yes;
    let is_old = form::version(&form.version).is_some_and(|version| version != expense.version);
    if !is_theirs || is_old || expense.stands()? != Status::Draft {
        return Ok(None);
    }
    let reason = match Remark::parse(typed) {
        Ok(reason) => reason,
        Err(fault) => {
            let mut errors = FieldErrors::default();
            errors.add("exception", fault);
            return Ok(Some(errors));
        }
    };
    let (mut known, spent) = (Known::default(), judging::spent(&expense)?);
    let judgement = judging::find(conn, viewer, &mut known, expense.member_id, &spent)?;
    checking::ask(conn, viewer, id, &judgement.found, Some(&reason))?;
    Ok(None)
}

/// The expense; refuses what is not there, not allowed or not to be done from where it stands.
fn follows(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    id: ExpenseId,
    step: Step,
) -> Result<Expense, AppError> {
    let whole = whole::find(conn, Scope::of(viewer), id)?.ok_or(AppError::NotFound)?;
    let (status, relation) = (whole.expense.stands()?, whole.relation(conn, viewer)?);
    life::permit(viewer, relation, status, step)?;
    transition(status, step).map_err(|illegal| AppError::Conflict(illegal.phrase()))?;
    Ok(whole.expense)
}

/// Where to go on: after a decision to the next that waits; otherwise where the expense can be seen.
fn next(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    id: ExpenseId,
    form: &StepForm,
    done: &Done,
) -> Result<String, AppError> {
    Ok(match done.step {
        Step::Approve | Step::Return | Step::Reject if form.show == queue::ALL => {
            queue::ADDRESS_OF_ALL.to_owned()
        }
        Step::Trash => "/expenses".to_owned(),
        Step::Approve | Step::Return | Step::Reject => queue::find_next(conn, viewer, done.submitted_at)?
            .map_or_else(|| "/approvals".to_owned(), |next| format!("/expenses/{next}")),
        _ => format!("/expenses/{id}"),
    })
}

/// What came of submitting: it waits, or a rule approved it.
pub(super) fn said_of_submission(to: Status, amount: String) -> Phrase {
    match to {
        Status::Submitted => phrase!("step-said-submitted", amount = amount),
        _ => phrase!("step-said-submitted-approved", amount = amount),
    }
}

/// What just happened, in the word of the button.
fn said(viewer: &Viewer, done: &Done) -> Result<Phrase, AppError> {
    let merchant = &done.expense.merchant;
    let amount = viewer.format().money(&present::money_of(&done.expense, viewer.organization.currency)?);
    Ok(match done.step {
        Step::Submit => said_of_submission(done.to, amount),
        Step::Withdraw => phrase!("step-said-withdrawn", amount = amount),
        Step::Approve if done.to == Status::Submitted => {
            phrase!("step-said-passed-on", amount = amount, merchant = merchant)
        }
        Step::Approve => phrase!("step-said-approved", amount = amount, merchant = merchant),
        Step::Return => phrase!("step-said-returned", amount = amount, merchant = merchant),
        Step::Reject => phrase!("step-said-rejected", amount = amount, merchant = merchant),
        Step::Reopen if done.to.is_draft() => phrase!("letter-advice-returned-one"),
        Step::Reopen => phrase!("step-said-reopened", amount = amount),
        Step::Reimburse => phrase!("step-said-reimbursed", amount = amount),
        Step::Trash => phrase!("step-said-trashed", merchant = merchant),
        Step::Restore => phrase!("step-said-restored", merchant = merchant),
        Step::Recode => phrase!("step-said-recoded"),
        Step::Edit | Step::Comment => phrase!("step-said-saved"),
    })
}

/// The way back, where one click makes it undone and the viewer may.
fn undo(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    id: ExpenseId,
    done: &Done,
) -> Result<Option<Undo>, AppError> {
    let back = match done.step {
        Step::Submit if done.to == Status::Submitted => Step::Withdraw,
        Step::Withdraw => Step::Submit,
        Step::Trash => Step::Restore,
        Step::Approve if done.to != Status::Submitted => Step::Reopen,
        _ => return Ok(None),
    };
    let Some(whole) = whole::find(conn, Scope::of(viewer), id)? else { return Ok(None) };
    let relation = whole.relation(conn, viewer)?;
    if may(viewer.role, relation, done.to, back) != Verdict::Yes {
        return Ok(None);
    }
    let field = |name: &str, value: String| Hidden { name: name.to_owned(), value };
    let mut fields = vec![field("version", done.version.to_string())];
    if back == Step::Reopen {
        fields.push(field("reason", viewer.language.word("step-by-mistake").to_owned()));
    }
    let action = format!("/expenses/{id}/{}", back.verb());
    Ok(Some(Undo { action, label: viewer.language.word("common-undo").to_owned(), fields }))
}

/// `POST /expenses/{expense}/comments`.
pub async fn comment(
    visit: Visit,
    id: Path<Uuid>,
    Form(form): Form<StepForm>,
) -> Result<HttpResponse, AppError> {
    let id = ExpenseId::from(id.into_inner());
    let (typed, courier) = (form.clone(), Courier::of(&visit));
    let along = courier.clone();
    let (viewer, refused) = visit
        .run_form(&form, move |conn, viewer| {
            let expense = follows(conn, viewer, id, Step::Comment)?;
            let text = match Remark::parse(&typed.text) {
                Ok(text) => text,
                Err(fault) => {
                    let mut errors = FieldErrors::default();
                    errors.add("text", fault);
                    let again = Again { step: Step::Comment, typed: typed.text, errors };
                    return Ok(Some((show::load(conn, viewer, id)?, again)));
                }
            };
            // Held, so that the second click of a double one sees the first.
            whole::lock(conn, id)?;
            if comments::was_just_said(conn, id, viewer.id, &text, viewer.now)? {
                return Ok(None);
            }
            let comment = comments::insert(conn, id, viewer.id, &text, viewer.now)?;
            let event = Event {
                actor: Some(viewer.id),
                act: Act::ExpenseCommented,
                subject: Subject::Expense(id.uuid()),
                before: None,
                after: Some(json!({ "comment_id": comment })),
            };
            trail::record(conn, event, viewer.now)?;
            along.tell_comment(conn, viewer, &expense, &text)?;
            Ok(None)
        })
        .await?;
    courier.send();
    if let Some((shown, again)) = refused {
        return show::again(&visit, &viewer, &shown, &again);
    }
    Ok(respond::see_other(&format!("/expenses/{id}#comments")))
}
