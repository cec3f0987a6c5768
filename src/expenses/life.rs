//! The one way in which an expense's state changes. Pages, the queue and bulk changes all call [`act`].

use super::hands::{self, Hand};
use super::history::{self, It};
use super::judging::{self, Judgement};
use super::past::Past;
use super::queries::Expense;
use super::routing::Onward;
use super::whole::{self, Marks, Whole};
use super::{base, turns};
use crate::categories::{self, Category};
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::id::{CategoryId, ExpenseId, MemberId};
use crate::domain::text::Remark;
use crate::error::AppError;
use crate::identity::trail::{self, Act, Event, Facts, Subject};
use crate::identity::viewer::Viewer;
use crate::identity::{company, members};
use crate::notifications::Kind;
use crate::policy::asked::{Company, Target};
use crate::policy::life::{Illegal, Step, transition};
use crate::policy::rights::{Relation, Verdict, may};
use crate::policy::status::Status;
use crate::rules;
use crate::rules::evaluate::Spent;
use crate::rules::rule::Rule;
use crate::tenancy::TenantConn;
use crate::words::{Phrase, phrase};
use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

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
    /// When it was submitted the last time before this, UTC.
    pub submitted_at: Option<DateTime<Utc>>,
    /// What was done with it.
    pub step: Step,
    /// Where it stood.
    pub from: Status,
    /// Where it stands now.
    pub to: Status,
    /// Its version now.
    pub version: i32,
    /// The words that went along.
    pub words: Option<String>,
    /// Whom it waits for by name from now on.
    pub asked: Vec<MemberId>,
    /// Whether it had been done before: a double click, which changed nothing and is no news to anybody.
    pub repeated: bool,
}

/// Who shall hear of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hears {
    /// Whoever spent it.
    Spender(MemberId),
    /// Those whom it waits for.
    Asked,
}

impl Done {
    fn again(held: Whole, step: Step, stands: Status) -> Self {
        let (version, submitted_at) = (held.expense.version, held.marks.submitted_at);
        Self {
            expense: held.expense,
            submitted_at,
            step,
            from: stands,
            to: stands,
            version,
            words: None,
            asked: Vec::new(),
            repeated: true,
        }
    }

    /// Who else shall hear of it, and of what: of a decision and of the payment whoever spent it, unless they took it
    /// themselves; of a submission, and of a yes before the last one, those whom it waits for.
    pub fn told(&self, viewer: MemberId) -> Option<(Hears, Kind)> {
        let spender = self.expense.member_id;
        if self.repeated {
            return None;
        }
        let what = match self.step {
            Step::Submit => return Some((Hears::Asked, Kind::Submitted)),
            Step::Approve if self.to == Status::Submitted => return Some((Hears::Asked, Kind::PassedOn)),
            Step::Approve => Kind::Approved,
            Step::Return => Kind::Returned,
            Step::Reject => Kind::Rejected,
            // Otherwise the news of the decision would stand.
            Step::Reopen => Kind::Reopened,
            Step::Reimburse => Kind::Reimbursed,
            Step::Edit | Step::Withdraw | Step::Trash | Step::Restore | Step::Comment | Step::Recode => {
                return None;
            }
        };
        (spender != viewer).then_some((Hears::Spender(spender), what))
    }
}

/// Why nothing was done.
#[derive(Debug)]
pub enum Refusal {
    /// 404: not there, or not for this person.
    NotThere,
    /// 403: they see it and may not.
    Forbidden(Phrase),
    /// 409: it does not follow from the state it met.
    Illegal(Phrase),
    /// 409: it is not what the person saw any more.
    Stale(Phrase),
    /// 422: something is missing first, field by field.
    Lacking(FieldErrors),
    /// The program or the database is at fault.
    Failed(AppError),
}

impl Refusal {
    /// In one sentence, for a list of what was not done.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::NotThere => phrase!("expenses-gone"),
            Self::Forbidden(phrase) | Self::Illegal(phrase) | Self::Stale(phrase) => phrase.clone(),
            Self::Lacking(errors) => {
                let lacking = errors.iter().map(|(field, fault)| fault.phrase_for(field));
                let joined = lacking
                    .reduce(|first, second| phrase!("common-two-sentences", first = first, second = second));
                joined.unwrap_or_else(|| phrase!("problem-internal-short"))
            }
            Self::Failed(_) => phrase!("problem-internal-short"),
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
            Refusal::Forbidden(phrase) => Self::Forbidden(phrase),
            Refusal::Failed(error) => error,
            other => Self::Conflict(other.phrase()),
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
    act_among(conn, viewer, &mut Known::default(), id, version, deed)
}

/// What is the same for every expense of one unit, read once, when it is first asked for.
#[derive(Debug, Default)]
pub struct Known {
    categories: Option<Vec<Category>>,
    company: Option<Company>,
    hands: HashMap<ExpenseId, Vec<Hand>>,
    rules: Option<Vec<Rule>>,
}

impl Known {
    /// With the categories that were read already.
    pub fn of(categories: Vec<Category>) -> Self {
        Self { categories: Some(categories), ..Self::default() }
    }

    /// With everybody who decides, and the steps of expenses.
    pub fn among(company: Company, hands: HashMap<ExpenseId, Vec<Hand>>) -> Self {
        Self { company: Some(company), hands, ..Self::default() }
    }

    /// All categories.
    ///
    /// # Errors
    /// When the database is away.
    pub fn categories(&mut self, conn: &mut TenantConn<'_>) -> Result<&[Category], AppError> {
        if self.categories.is_none() {
            self.categories = Some(categories::queries::list(conn)?);
        }
        Ok(self.categories.as_deref().unwrap_or_default())
    }

    /// The rules in use.
    ///
    /// # Errors
    /// When the database is away.
    pub fn rules(&mut self, conn: &mut TenantConn<'_>) -> Result<&[Rule], AppError> {
        if self.rules.is_none() {
            self.rules = Some(rules::queries::list_active(conn)?);
        }
        Ok(self.rules.as_deref().unwrap_or_default())
    }

    /// Everybody who decides.
    ///
    /// # Errors
    /// When the database is away.
    pub fn company(&mut self, conn: &mut TenantConn<'_>, viewer: &Viewer) -> Result<&Company, AppError> {
        let known = match self.company.take() {
            Some(known) => known,
            None => company::load(conn, viewer.today())?,
        };
        Ok(self.company.insert(known))
    }

    /// The steps that an expense goes through.
    ///
    /// # Errors
    /// When the database is away.
    pub fn hands(&mut self, conn: &mut TenantConn<'_>, id: ExpenseId) -> Result<&[Hand], AppError> {
        Ok(match self.hands.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(hands::of(conn, id)?),
        })
    }

    /// Whom an expense that was submitted waits for, and who said yes before.
    ///
    /// # Errors
    /// When the database is away.
    pub fn turn(
        &mut self,
        conn: &mut TenantConn<'_>,
        id: ExpenseId,
    ) -> Result<(Target, Vec<MemberId>), AppError> {
        let hands = self.hands(conn, id)?;
        Ok((hands::target(hands), hands::said(hands)))
    }
}

/// [`act`] for one of several in the same unit.
///
/// # Errors
/// As [`act`].
pub fn act_among(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    known: &mut Known,
    id: ExpenseId,
    version: Option<i32>,
    deed: &Deed,
) -> Result<Done, Refusal> {
    if *deed == Deed::Submit {
        turns::take(conn, &[id])?;
    }
    let held = whole::lock(conn, id)?.ok_or(Refusal::NotThere)?;
    if *deed == Deed::Submit {
        base::insist(conn, viewer)?;
    }
    let (from, step) = (held.expense.stands()?, deed.step());
    if is_repeated(conn, viewer, &held, version, deed)? {
        return Ok(Done::again(held, step, from));
    }
    let relation = held.relation_among(conn, viewer, known)?;
    permit(viewer, relation, from, step)?;
    if matches!((from, step), (Status::Trash, Step::Trash) | (Status::Draft, Step::Restore)) {
        return Ok(Done::again(held, step, from));
    }
    let to = match transition(from, step) {
        Ok(to) => Status::of(to.stored(), to == Status::Trash, held.expense.paid_with()?).unwrap_or(to),
        Err(illegal) => return Err(Refusal::Illegal(met(conn, viewer, &held, Some(illegal))?)),
    };
    if let Deed::Recode(category) = deed
        && counts_as(known.categories(conn)?, held.expense.category_id, *category)
    {
        return Ok(Done::again(held, step, from));
    }
    if version.is_some_and(|version| version != held.expense.version) {
        return Err(Refusal::Stale(met(conn, viewer, &held, None)?));
    }
    require(conn, known, &held, deed)?;
    let judged = judged(conn, viewer, known, &held, deed)?;
    let onward = Onward::of(conn, viewer, known, &held, deed, judged.as_ref())?;
    let (said, to) = (to, onward.leads(&held, to)?);
    let category = if let Deed::Recode(category) = deed { Some(*category) } else { held.expense.category_id };
    let marks = onward.marks(&held, marks(&held, viewer.id, viewer.now, deed));
    whole::write(conn, &held, to, &marks, category, viewer.now)?;
    if let Some((_, judgement)) = judged {
        rules::queries::keep_judgement(conn, id, &judgement.rules, &judgement.found, viewer.now)?;
    }
    let past = Past::step(deed.clone(), viewer.id, viewer.now);
    let mut facts = onward.facts();
    if version.is_none() {
        facts.insert("unversioned".to_owned(), json!(true));
    }
    // What a rule says to what is submitted is an event of its own.
    remember(conn, &held, if step == Step::Submit { said } else { to }, &past, facts)?;
    onward.keep(conn, viewer, id, to)?;
    let asked = onward.asked(conn, viewer, known, held.expense.member_id)?;
    let version = held.expense.version + 1;
    let (submitted_at, words) = (held.marks.submitted_at, deed.reason().map(str::to_owned));
    Ok(Done { expense: held.expense, submitted_at, step, from, to, version, words, asked, repeated: false })
}

/// Whether an expense that is filed so is shown in `wanted` already.
pub(super) fn counts_as(categories: &[Category], filed: Option<CategoryId>, wanted: CategoryId) -> bool {
    filed.and_then(|filed| categories::resolve(categories, filed)).is_some_and(|shown| shown.id == wanted)
}

/// Whether the viewer may; the refusal says why not.
pub(super) fn permit(viewer: &Viewer, relation: Relation, status: Status, step: Step) -> Result<(), Refusal> {
    match may(viewer.role, relation, status, step) {
        Verdict::Yes => Ok(()),
        Verdict::Hidden => Err(Refusal::NotThere),
        Verdict::Refused => Err(Refusal::Forbidden(refused(relation, step))),
    }
}

fn refused(relation: Relation, step: Step) -> Phrase {
    match step {
        Step::Edit | Step::Submit | Step::Withdraw | Step::Trash | Step::Restore => {
            phrase!("expenses-only-spender")
        }
        Step::Approve | Step::Return | Step::Reject if relation.is_own() => {
            phrase!("expenses-not-ones-own")
        }
        Step::Approve | Step::Return | Step::Reject if relation == Relation::WaitsForOthers => {
            phrase!("expenses-waits-for-others")
        }
        Step::Approve | Step::Return | Step::Reject if relation == Relation::StoodInFor => {
            phrase!("expenses-stood-in-for")
        }
        Step::Approve | Step::Return | Step::Reject if relation == Relation::SaidYesBefore => {
            phrase!("expenses-said-yes-before")
        }
        Step::Approve | Step::Return | Step::Reject => phrase!("expenses-who-decides"),
        Step::Reopen => phrase!("expenses-who-takes-back"),
        Step::Reimburse if relation.is_own() => phrase!("expenses-not-pay-oneself"),
        Step::Reimburse => phrase!("expenses-who-pays"),
        Step::Comment => phrase!("expenses-auditors-say-nothing"),
        Step::Recode => phrase!("expenses-who-recodes"),
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
    // What a rule did follows from what somebody did.
    let counts = |act: &str| !Act::parse(act).is_some_and(Act::is_beside);
    let latest = events.iter().find(|event| event.1.is_some() && counts(&event.2));
    Ok(latest.is_some_and(|(_, actor, act, _, after)| {
        let field = |name| after.as_ref().and_then(|after| after.get(name)).filter(|value| !value.is_null());
        let same_words = field("reason").and_then(Value::as_str) == deed.reason();
        let same_category = match deed {
            Deed::Recode(category) => field("category_id") == Some(&json!(category)),
            _ => true,
        };
        *actor == Some(viewer.id.uuid()) && act == deed.act().as_str() && same_words && same_category
    }))
}

/// What it met: who did what meanwhile, and what to do now.
fn met(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    held: &Whole,
    illegal: Option<Illegal>,
) -> Result<Phrase, AppError> {
    let advice = illegal.map_or_else(|| phrase!("expenses-look-again"), Illegal::advice);
    let events = trail::list_of_subject(conn, held.expense.id.uuid())?;
    let latest = events.iter().find(|event| !Act::parse(&event.2).is_some_and(Act::is_beside));
    if let Some(event) = latest.filter(|event| event.1 != Some(viewer.id.uuid())) {
        let names = members::list_names(conn)?;
        let said = history::phrase(event, &names, It::This);
        let when = viewer.format().instant(event.0, viewer.organization.timezone.tz());
        return Ok(phrase!("expenses-met", said = said, when = when, advice = advice));
    }
    Ok(match illegal {
        Some(illegal) => illegal.phrase(),
        None => phrase!("common-two-sentences", first = phrase!("expenses-stale"), second = advice),
    })
}

/// What it needs besides the right state.
fn require(conn: &mut TenantConn<'_>, known: &mut Known, held: &Whole, deed: &Deed) -> Result<(), Refusal> {
    let mut errors = FieldErrors::default();
    match deed {
        Deed::Submit => {
            let rated = held.expense.base_amount.is_some();
            errors = lacking(known.categories(conn)?, held.expense.category_id, rated);
            // It began with its receipt.
            if held.expense.amount.is_zero() {
                errors.add("amount", Fault::AmountMissing);
            }
        }
        Deed::Recode(category) => {
            if !known.categories(conn)?.iter().any(|offered| offered.id == *category && offered.active) {
                errors.add("category_id", Fault::NotOffered);
            }
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

/// What the rules find of what is being submitted; refuses what they keep from it.
fn judged(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    known: &mut Known,
    held: &Whole,
    deed: &Deed,
) -> Result<Option<(Spent, Judgement)>, Refusal> {
    if *deed != Deed::Submit {
        return Ok(None);
    }
    let (member, spent) = (held.expense.member_id, judging::spent(&held.expense)?);
    let judgement = judging::find(conn, viewer, known, member, &spent)?.excepted(conn, spent.id)?;
    let faults = judgement.faults();
    if faults.is_empty() { Ok(Some((spent, judgement))) } else { Err(Refusal::Lacking(faults)) }
}

/// What a draft lacks before it can be submitted.
pub(super) fn lacking(categories: &[Category], category: Option<CategoryId>, rated: bool) -> FieldErrors {
    let mut errors = FieldErrors::default();
    match category {
        None => errors.add("category_id", Fault::Missing),
        Some(wanted) => {
            // What was merged counts as another, and the form shows it so: that one has to be there to choose.
            if !categories::resolve(categories, wanted).is_some_and(|shown| shown.active) {
                errors.add("category_id", Fault::NotOffered);
            }
        }
    }
    if !rated {
        errors.add("rate", Fault::RateMissing);
    }
    errors
}

/// What the deed leaves on the expense.
pub(super) fn marks(held: &Whole, by: MemberId, at: DateTime<Utc>, deed: &Deed) -> Marks {
    let before = held.marks.clone();
    let decided = |reason: Option<&Remark>| Marks {
        decided_at: Some(at),
        decided_by: Some(by),
        decision_reason: reason.map(|reason| reason.as_str().to_owned()),
        ..before.clone()
    };
    match deed {
        Deed::Submit => Marks { submitted_at: Some(at), ever_submitted: true, ..Marks::default() },
        Deed::Withdraw => Marks { ever_submitted: true, ..Marks::default() },
        Deed::Approve => decided(None),
        Deed::Return(reason) => Marks { submitted_at: None, ..decided(Some(reason)) },
        Deed::Reject(reason) => decided(Some(reason)),
        // What was rejected keeps the reason in sight until it is submitted again.
        Deed::Reopen(_) if held.expense.status == Status::Rejected.stored() => {
            Marks { submitted_at: None, ..before }
        }
        Deed::Reopen(_) => Marks { decided_at: None, decided_by: None, decision_reason: None, ..before },
        Deed::Reimburse => Marks { reimbursed_at: Some(at), ..before },
        Deed::Trash | Deed::Restore | Deed::Recode(_) => before,
    }
}

/// Writes into the trail what was done, with what else is to be known of it.
pub(super) fn remember(
    conn: &mut TenantConn<'_>,
    held: &Whole,
    to: Status,
    past: &Past,
    more: Facts,
) -> Result<(), AppError> {
    let Past { deed, by, at } = past;
    let to = Status::of(to.stored(), to == Status::Trash, held.expense.paid_with()?).unwrap_or(to);
    let from = held.expense.stands()?;
    let (mut before, mut after) = (Map::new(), more);
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
    if decides && held.expense.member_id == *by {
        after.insert("own".to_owned(), json!(true));
    }
    let event = Event {
        actor: Some(*by),
        act: deed.act(),
        subject: Subject::Expense(held.expense.id.uuid()),
        before: Some(before.into()),
        after: Some(after.into()),
    };
    trail::record(conn, event, *at)
}
