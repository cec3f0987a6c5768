//! The one way in which an expense's state changes. Pages, the queue and bulk changes all call [`act`].

use super::history;
use super::queries::Expense;
use super::whole::{self, Marks, Whole};
use crate::categories;
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::id::{CategoryId, ExpenseId, MemberId};
use crate::domain::text::Remark;
use crate::error::AppError;
use crate::identity::members;
use crate::identity::trail::{self, Act, Event, Subject};
use crate::identity::viewer::Viewer;
use crate::policy::life::{Illegal, Step, transition};
use crate::policy::rights::{Relation, Verdict, may};
use crate::policy::status::Status;
use crate::tenancy::TenantConn;
use serde_json::{Map, Value, json};

/// What is to be done, with what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Put it before those who decide.
    Submit,
    /// Take it back from them.
    Withdraw,
    /// Say yes.
    Approve,
    /// Send it back; what is to be fixed.
    Return(Remark),
    /// Say no; why.
    Reject(Remark),
    /// Fix what was rejected, or take a decision back; the latter needs a reason.
    Reopen(Option<Remark>),
    /// Pay it back.
    Reimburse,
    /// Throw it away.
    Trash,
    /// Take it out of the trash.
    Restore,
    /// Put it into another category.
    Recode(CategoryId),
}

impl Deed {
    /// What it is in the table of states.
    pub fn step(&self) -> Step {
        match self {
            Self::Submit => Step::Submit,
            Self::Withdraw => Step::Withdraw,
            Self::Approve => Step::Approve,
            Self::Return(_) => Step::Return,
            Self::Reject(_) => Step::Reject,
            Self::Reopen(_) => Step::Reopen,
            Self::Reimburse => Step::Reimburse,
            Self::Trash => Step::Trash,
            Self::Restore => Step::Restore,
            Self::Recode(_) => Step::Recode,
        }
    }

    /// What it is in the trail.
    pub fn act(&self) -> Act {
        match self {
            Self::Submit => Act::ExpenseSubmitted,
            Self::Withdraw => Act::ExpenseWithdrawn,
            Self::Approve => Act::ExpenseApproved,
            Self::Return(_) => Act::ExpenseReturned,
            Self::Reject(_) => Act::ExpenseRejected,
            Self::Reopen(_) => Act::ExpenseReopened,
            Self::Reimburse => Act::ExpenseReimbursed,
            Self::Trash => Act::ExpenseTrashed,
            Self::Restore => Act::ExpenseRestored,
            Self::Recode(_) => Act::ExpenseRecoded,
        }
    }

    /// The words that go along.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Return(reason) | Self::Reject(reason) | Self::Reopen(Some(reason)) => Some(reason.as_str()),
            Self::Reopen(None)
            | Self::Submit
            | Self::Withdraw
            | Self::Approve
            | Self::Reimburse
            | Self::Trash
            | Self::Restore
            | Self::Recode(_) => None,
        }
    }
}

/// What was done.
#[derive(Debug, Clone)]
pub struct Done {
    /// The expense as it was before.
    pub expense: Expense,
    /// What was done with it.
    pub step: Step,
    /// Where it stood.
    pub from: Status,
    /// Where it stands now.
    pub to: Status,
    /// Its version now.
    pub version: i32,
    /// Whether it had been done before: a double click, which changed nothing and is no news to anybody.
    pub repeated: bool,
}

impl Done {
    /// Who else should hear of it: the person who spent it, unless they did it themselves or it is their own matter.
    /// Of a submission those hear who may decide, whom this does not know.
    pub fn told(&self, viewer: MemberId) -> Option<MemberId> {
        let concerns = matches!(
            self.step,
            Step::Approve | Step::Return | Step::Reject | Step::Reopen | Step::Reimburse | Step::Recode
        );
        (concerns && !self.repeated && self.expense.member_id != viewer).then_some(self.expense.member_id)
    }
}

/// Why nothing was done.
#[derive(Debug)]
pub enum Refusal {
    /// 404: not there, or not for this person.
    NotThere,
    /// 403: they see it and may not.
    Forbidden(&'static str),
    /// 409: it does not follow from the state it met.
    Illegal(String),
    /// 409: it is not what the person saw any more.
    Stale(String),
    /// 422: something is missing first, field by field.
    Lacking(FieldErrors),
    /// The program or the database is at fault.
    Failed(AppError),
}

impl Refusal {
    /// In one sentence, for a list of what was not done.
    pub fn sentence(&self) -> String {
        match self {
            Self::NotThere => "It is not there any more.".to_owned(),
            Self::Forbidden(sentence) => (*sentence).to_owned(),
            Self::Illegal(sentence) | Self::Stale(sentence) => sentence.clone(),
            Self::Lacking(errors) => {
                let sentences = errors.iter().map(|(field, fault)| fault.sentence_for(field));
                sentences.collect::<Vec<_>>().join(" ")
            }
            Self::Failed(_) => "Something broke on our side.".to_owned(),
        }
    }
}

impl From<AppError> for Refusal {
    fn from(error: AppError) -> Self {
        Self::Failed(error)
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotThere => Self::NotFound,
            Refusal::Forbidden(sentence) => Self::Forbidden(sentence),
            Refusal::Failed(error) => error,
            other => Self::Conflict(other.sentence()),
        }
    }
}

/// Does it, if the viewer may and it follows from where the expense stands. `version` is the one the person saw; without
/// one the newest is meant, and the trail says so. Where several are changed in one transaction, go by their ids in
/// order: each row is held until its end.
///
/// # Errors
/// The reason why not, with nothing changed.
pub fn act(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    id: ExpenseId,
    version: Option<i32>,
    deed: &Deed,
) -> Result<Done, Refusal> {
    let held = whole::lock(conn, id)?.ok_or(Refusal::NotThere)?;
    let (from, step) = (held.expense.stands()?, deed.step());
    if is_repeated(conn, viewer, &held, version, deed)? {
        let version = held.expense.version;
        return Ok(Done { expense: held.expense, step, from, to: from, version, repeated: true });
    }
    let relation = held.relation(conn, viewer)?;
    permit(viewer, relation, from, step)?;
    if matches!((from, step), (Status::Trash, Step::Trash) | (Status::Draft, Step::Restore)) {
        let version = held.expense.version;
        return Ok(Done { expense: held.expense, step, from, to: from, version, repeated: true });
    }
    let to = match transition(from, step) {
        Ok(to) => Status::of(to.stored(), to == Status::Trash, held.expense.paid_with()?).unwrap_or(to),
        Err(illegal) => return Err(Refusal::Illegal(met(conn, viewer, &held, Some(illegal))?)),
    };
    if version.is_some_and(|version| version != held.expense.version) {
        return Err(Refusal::Stale(met(conn, viewer, &held, None)?));
    }
    require(conn, &held, deed)?;
    let category = if let Deed::Recode(category) = deed { Some(*category) } else { held.expense.category_id };
    whole::write(conn, &held, to, &marks(&held, viewer, deed), category, viewer.now)?;
    remember(conn, viewer, &held, to, deed, version.is_none())?;
    let version = held.expense.version + 1;
    Ok(Done { expense: held.expense, step, from, to, version, repeated: false })
}

/// Whether the viewer may; the refusal says why not.
pub(super) fn permit(viewer: &Viewer, relation: Relation, status: Status, step: Step) -> Result<(), Refusal> {
    match may(viewer.role, relation, status, step) {
        Verdict::Yes => Ok(()),
        Verdict::Hidden => Err(Refusal::NotThere),
        Verdict::Refused => Err(Refusal::Forbidden(refused(relation, step))),
    }
}

fn refused(relation: Relation, step: Step) -> &'static str {
    match step {
        Step::Edit | Step::Submit | Step::Withdraw | Step::Trash | Step::Restore => {
            "Only the person who spent it can change an expense."
        }
        Step::Approve | Step::Return | Step::Reject if relation.is_own() => {
            "Nobody decides about their own expense while somebody else can."
        }
        Step::Approve | Step::Return | Step::Reject => "Approvers, admins and owners decide about expenses.",
        Step::Reopen => "Who decided, an admin or an owner can take a decision back.",
        Step::Reimburse if relation.is_own() => "Nobody pays themselves while somebody else can.",
        Step::Reimburse => "Admins and owners pay back.",
        Step::Comment => "Auditors read expenses and say nothing about them.",
        Step::Recode => "Admins and owners change the category of what is submitted.",
    }
}

/// The second click of a double one: the viewer did this very thing to this very version.
fn is_repeated(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    held: &Whole,
    version: Option<i32>,
    deed: &Deed,
) -> Result<bool, AppError> {
    if version.and_then(|version| version.checked_add(1)) != Some(held.expense.version) {
        return Ok(false);
    }
    let events = trail::list_of_subject(conn, held.expense.id.uuid())?;
    let latest = events.iter().find(|event| event.2 != Act::ExpenseCommented.as_str());
    Ok(latest.is_some_and(|(_, actor, act, _, after)| {
        let told = after.as_ref().and_then(|after| after.get("reason")).and_then(Value::as_str);
        *actor == Some(viewer.id.uuid()) && act == deed.act().as_str() && told == deed.reason()
    }))
}

/// What it met: who did what meanwhile, and what to do now.
fn met(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    held: &Whole,
    illegal: Option<Illegal>,
) -> Result<String, AppError> {
    let advice = illegal.map_or_else(|| "Look at it again, then decide.".to_owned(), Illegal::advice);
    let events = trail::list_of_subject(conn, held.expense.id.uuid())?;
    let latest = events.iter().find(|event| event.2 != Act::ExpenseCommented.as_str());
    if let Some(event) = latest.filter(|event| event.1 != Some(viewer.id.uuid())) {
        let names = members::list_names(conn)?;
        let said = history::sentence(event, &names, "this");
        let when = viewer.format().instant(event.0, viewer.organization.timezone.tz());
        return Ok(format!("{said} at {when}. {advice}"));
    }
    Ok(match illegal {
        Some(illegal) => illegal.sentence(),
        None => format!("This expense was changed after you opened it. {advice}"),
    })
}

/// What it needs besides the right state.
fn require(conn: &mut TenantConn<'_>, held: &Whole, deed: &Deed) -> Result<(), Refusal> {
    let mut errors = FieldErrors::default();
    match deed {
        Deed::Submit => {
            let active = active_category(conn, held.expense.category_id)?;
            errors.keep("category_id", active);
            if held.expense.base_amount.is_none() {
                errors.add("rate", Fault::RateMissing);
            }
        }
        Deed::Recode(category) => {
            let active = active_category(conn, Some(*category))?;
            errors.keep("category_id", active);
        }
        Deed::Reopen(None) if held.expense.stands()? != Status::Rejected => {
            errors.add("reason", Fault::Missing);
        }
        Deed::Reopen(_)
        | Deed::Withdraw
        | Deed::Approve
        | Deed::Return(_)
        | Deed::Reject(_)
        | Deed::Reimburse
        | Deed::Trash
        | Deed::Restore => {}
    }
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Lacking(errors)) }
}

fn active_category(
    conn: &mut TenantConn<'_>,
    wanted: Option<CategoryId>,
) -> Result<Result<(), Fault>, AppError> {
    let Some(wanted) = wanted else { return Ok(Err(Fault::Missing)) };
    let categories = categories::queries::list(conn)?;
    let offered = categories.iter().any(|category| category.id == wanted && category.active);
    Ok(if offered { Ok(()) } else { Err(Fault::NotOffered) })
}

/// What the deed leaves on the expense.
fn marks(held: &Whole, viewer: &Viewer, deed: &Deed) -> Marks {
    let before = held.marks.clone();
    let decided = |reason: Option<&Remark>| Marks {
        decided_at: Some(viewer.now),
        decided_by: Some(viewer.id),
        decision_reason: reason.map(|reason| reason.as_str().to_owned()),
        ..before.clone()
    };
    match deed {
        Deed::Submit => Marks { submitted_at: Some(viewer.now), ever_submitted: true, ..Marks::default() },
        Deed::Withdraw => Marks { ever_submitted: true, ..Marks::default() },
        Deed::Approve => decided(None),
        Deed::Return(reason) => Marks { submitted_at: None, ..decided(Some(reason)) },
        Deed::Reject(reason) => decided(Some(reason)),
        // What was rejected keeps the reason in sight until it is submitted again.
        Deed::Reopen(_) if held.expense.status == Status::Rejected.stored() => {
            Marks { submitted_at: None, ..before }
        }
        Deed::Reopen(_) => Marks { decided_at: None, decided_by: None, decision_reason: None, ..before },
        Deed::Reimburse => Marks { reimbursed_at: Some(viewer.now), ..before },
        Deed::Trash | Deed::Restore | Deed::Recode(_) => before,
    }
}

fn remember(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    held: &Whole,
    to: Status,
    deed: &Deed,
    unversioned: bool,
) -> Result<(), AppError> {
    let from = held.expense.stands()?;
    let (mut before, mut after) = (Map::new(), Map::new());
    if from != to {
        before.insert("status".to_owned(), json!(from.code()));
        after.insert("status".to_owned(), json!(to.code()));
    }
    if let Deed::Recode(category) = deed {
        before.insert("category_id".to_owned(), json!(held.expense.category_id));
        after.insert("category_id".to_owned(), json!(category));
    }
    before.insert("version".to_owned(), json!(held.expense.version));
    after.insert("version".to_owned(), json!(held.expense.version + 1));
    if let Some(reason) = deed.reason() {
        after.insert("reason".to_owned(), json!(reason));
    }
    let decides = matches!(deed, Deed::Approve | Deed::Return(_) | Deed::Reject(_) | Deed::Reimburse);
    if decides && held.expense.member_id == viewer.id {
        after.insert("own".to_owned(), json!(true));
    }
    if unversioned {
        after.insert("unversioned".to_owned(), json!(true));
    }
    let event = Event {
        actor: Some(viewer.id),
        act: deed.act(),
        subject: Subject::Expense(held.expense.id.uuid()),
        before: Some(before.into()),
        after: Some(after.into()),
    };
    trail::record(conn, event, viewer.now)
}
