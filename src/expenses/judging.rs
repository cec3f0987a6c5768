//! What an expense breaks of the rules: gathers what surrounds it, asks [`evaluate`], and says what was found.

use super::form::Draft;
use super::life::Known;
use super::pairs;
use super::pots;
use super::queries::{self, Expense, Scope};
use crate::categories::{self, Category};
use crate::domain::dates::Month;
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::id::{CategoryId, ExpenseId, MemberId};
use crate::error::AppError;
use crate::identity::viewer::Viewer;
use crate::identity::{members, organization, roster};
use crate::policy::role::Role;
use crate::rules::evaluate::{
    self, Around, DUPLICATE_DAYS, Finding, Lineage, Other, Spent, Violation, Weekend,
};
use crate::rules::exceptions;
use crate::rules::rule::{Effect, Rule, Span, When};
use crate::rules::say::{self, Names};
use crate::rules::views::Broken;
use crate::tenancy::TenantConn;
use chrono::{Days, NaiveDate};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// By which rules an expense was judged, and what they found.
#[derive(Debug, Default)]
pub struct Judgement {
    /// All that were in use.
    pub rules: Vec<Rule>,
    /// What it breaks, in their order.
    pub found: Vec<Violation>,
    /// What surrounded it; none where there was no rule.
    pub around: Option<Around>,
}

impl Judgement {
    /// The same, let through as far as the reason does that was written for the expense.
    ///
    /// # Errors
    /// When the database is away.
    pub fn excepted(self, conn: &mut TenantConn<'_>, expense: Option<ExpenseId>) -> Result<Self, AppError> {
        Ok(Self { found: except(conn, expense, self.found)?, ..self })
    }

    /// What keeps the expense from being submitted, beside the field where something can be done about it.
    pub fn faults(&self) -> FieldErrors {
        let mut errors = FieldErrors::default();
        for violation in self.found.iter().filter(|violation| violation.stops()) {
            let body = &violation.body;
            if body.effect() == Effect::NeedNote || *body.when() == When::NoteMissing {
                errors.add("note", Fault::RuleNeedsNote);
            } else if body.effect() == Effect::NeedReceipt || field(violation) == "receipt" {
                errors.add("receipt", Fault::RuleNeedsReceipt);
            } else if body.allows_exception() {
                errors.add("exception", Fault::RuleNeedsReason);
            } else {
                errors.add(field(violation), Fault::RuleBlocks);
            }
        }
        errors
    }
}

/// The field of an expense that a violation is about.
fn field(violation: &Violation) -> &'static str {
    let scope = violation.body.scope();
    match violation.body.when() {
        When::Over { .. } => "amount",
        When::NoteMissing => "note",
        When::ReceiptMissing { .. } => "receipt",
        When::OlderThan { .. } | When::InFuture | When::Weekend => "spent_on",
        When::CurrencyNotAmong(_) => "currency",
        When::Merchant(_) | When::LikelyDuplicate => "merchant",
        When::Always if scope.category.is_none() && scope.paid_with.is_some() => "paid_with",
        When::Always => "category_id",
    }
}

/// What rules look at of an expense.
///
/// # Errors
/// When the database holds a word that no version wrote.
pub fn spent(expense: &Expense) -> Result<Spent, AppError> {
    Ok(Spent {
        id: Some(expense.id),
        category: expense.category_id,
        on: expense.spent_on,
        merchant: expense.merchant.clone(),
        noted: !expense.note.is_empty(),
        receipted: expense.receipt_count > 0,
        amount: expense.amount,
        currency: expense.currency.clone(),
        base: expense.base_amount,
        paid_with: expense.paid_with()?,
    })
}

/// What rules look at of a draft that is not saved yet.
pub fn spent_as(draft: &Draft, id: Option<ExpenseId>, receipted: bool) -> Spent {
    Spent {
        id,
        category: draft.category,
        on: draft.spent_on.date(),
        merchant: draft.merchant.as_str().to_owned(),
        noted: !draft.note.as_str().is_empty(),
        receipted,
        amount: draft.money.amount(),
        currency: draft.money.currency().code().to_owned(),
        base: draft.base.map(|(_, base)| base.amount()),
        paid_with: draft.paid_with,
    }
}

/// What was found, let through as far as the reason that was written for it does.
///
/// # Errors
/// When the database is away.
pub fn except(
    conn: &mut TenantConn<'_>,
    expense: Option<ExpenseId>,
    found: Vec<Violation>,
) -> Result<Vec<Violation>, AppError> {
    let Some(expense) = expense.filter(|_| found.iter().any(Violation::may_be_excepted)) else {
        return Ok(found);
    };
    let exception = exceptions::find(conn, expense)?;
    Ok(match exception {
        Some(exception) => exception.apply(found),
        None => found,
    })
}

/// What an expense of `member` breaks of the rules in use, whatever was asked for. Reads only what they look at.
///
/// # Errors
/// When the database is away.
pub fn find(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    known: &mut Known,
    member: MemberId,
    spent: &Spent,
) -> Result<Judgement, AppError> {
    let rules = known.rules(conn)?.to_vec();
    if rules.is_empty() {
        return Ok(Judgement::default());
    }
    let around = around(conn, viewer, known, member, spent, &rules, false)?;
    let found = evaluate::violations(&rules, spent, &around);
    Ok(Judgement { rules, found, around: Some(around) })
}

/// What surrounds an expense of `member`: what these rules look at, or `all` of it.
///
/// # Errors
/// When the database is away.
pub fn around(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    known: &mut Known,
    member: MemberId,
    spent: &Spent,
    rules: &[Rule],
    all: bool,
) -> Result<Around, AppError> {
    let looks_for = |what: fn(&When) -> bool| rules.iter().any(|rule| what(rule.body.when()));
    let for_twins = all || looks_for(|when| *when == When::LikelyDuplicate);
    Ok(Around {
        member,
        role: role(conn, viewer, member)?,
        today: viewer.today(),
        weekend: Weekend::of_week(if looks_for(|when| *when == When::Weekend) {
            organization::find(conn)?.week_start
        } else {
            1
        }),
        base: viewer.organization.currency,
        lineage: lineage(known.categories(conn)?),
        others: if all || looks_for(looks_around) { others(conn, member, spent)? } else { Vec::new() },
        apart: match spent.id.filter(|_| for_twins) {
            Some(id) => pairs::list(conn, id)?.into_iter().map(|(earlier, _)| earlier).collect(),
            None => BTreeSet::new(),
        },
        pots: if looks_for(looks_at_all) { pots::list(conn, spent.on, spent.id)? } else { Vec::new() },
    })
}

fn role(conn: &mut TenantConn<'_>, viewer: &Viewer, member: MemberId) -> Result<Role, AppError> {
    if member == viewer.id {
        return Ok(viewer.role);
    }
    let found = roster::find(conn, member)?;
    found.map(|member| member.role).ok_or_else(|| AppError::internal("an expense of nobody"))
}

/// Whether a rule looks at other expenses of the member.
fn looks_around(when: &When) -> bool {
    matches!(when, When::LikelyDuplicate | When::Over { span: Span::Day | Span::Month, .. })
}

/// Whether a rule looks at everybody's expenses.
fn looks_at_all(when: &When) -> bool {
    matches!(when, When::Over { span: Span::Together, .. })
}

fn others(conn: &mut TenantConn<'_>, member: MemberId, spent: &Spent) -> Result<Vec<Other>, AppError> {
    let (first, last) = nearby(spent.on);
    let all = queries::list_between(conn, member, first, last)?;
    let all = all.iter().filter(|other| Some(other.id) != spent.id);
    all.map(|expense| Ok(Other { spent: self::spent(expense)?, counts: pots::counts(expense.stands()?) }))
        .collect()
}

/// The days on which something may lie that a rule looks at: the month, and the days of duplicates.
pub(super) fn nearby(on: NaiveDate) -> (NaiveDate, NaiveDate) {
    let (month, near) = (Month::of(on), Days::new(DUPLICATE_DAYS));
    let first = on.checked_sub_days(near).unwrap_or(on).min(month.first_day());
    (first, on.checked_add_days(near).unwrap_or(on).max(month.last_day()))
}

/// Of each category what it counts in.
pub(super) fn lineage(all: &[Category]) -> Lineage {
    let of = |id: CategoryId| {
        let shown = categories::resolve(all, id).into_iter().chain(categories::top(all, id));
        (id, shown.map(|category| category.id).collect())
    };
    Lineage::new(all.iter().map(|category| of(category.id)))
}

/// What one expense breaks, with what the sentences about it need.
#[derive(Debug, Default)]
pub struct Found {
    violations: Vec<Violation>,
    about: About,
}

impl Found {
    /// With what else is read for it.
    ///
    /// # Errors
    /// When the database is away.
    pub fn load(
        conn: &mut TenantConn<'_>,
        viewer: &Viewer,
        violations: Vec<Violation>,
    ) -> Result<Self, AppError> {
        Ok(Self { about: About::load(conn, viewer, &violations)?, violations })
    }

    /// Whether a written reason lets it past a rule.
    pub fn may_be_excepted(&self) -> bool {
        self.violations.iter().any(Violation::may_be_excepted)
    }

    /// Why a rule lets it through, where one does.
    pub fn reason(&self) -> Option<&str> {
        self.violations.iter().find_map(|violation| violation.excepted.as_deref())
    }

    /// In the viewer's words, in the order of the rules.
    pub fn said(&self, viewer: &Viewer, categories: &[Category]) -> Vec<Broken> {
        self.about.said(&self.violations, viewer, categories)
    }
}

/// What sentences about violations need besides them.
#[derive(Debug, Default)]
pub struct About {
    /// The merchants of those expenses that the viewer may see.
    merchants: HashMap<Uuid, String>,
    /// What members are called.
    names: HashMap<Uuid, String>,
}

impl About {
    /// What is needed for these.
    ///
    /// # Errors
    /// When the database is away.
    pub fn load<'a>(
        conn: &mut TenantConn<'_>,
        viewer: &Viewer,
        violations: impl IntoIterator<Item = &'a Violation>,
    ) -> Result<Self, AppError> {
        let mut violations = violations.into_iter().peekable();
        if violations.peek().is_none() {
            return Ok(Self::default());
        }
        let twins: Vec<Uuid> = violations.filter_map(twin).map(ExpenseId::uuid).collect();
        let merchants = if twins.is_empty() {
            HashMap::new()
        } else {
            queries::find_merchants(conn, Scope::of(viewer), &twins)?
        };
        Ok(Self { merchants, names: members::list_names(conn)? })
    }

    /// The violations in the viewer's words.
    pub fn said(&self, violations: &[Violation], viewer: &Viewer, categories: &[Category]) -> Vec<Broken> {
        violations.iter().map(|violation| self.say(violation, viewer, categories)).collect()
    }

    fn say(&self, violation: &Violation, viewer: &Viewer, categories: &[Category]) -> Broken {
        let format = viewer.format();
        let names = Names { categories, members: &self.names, format: &format };
        // What the viewer may not see is not named: it may be somebody's draft.
        let twin = twin(violation).and_then(|twin| Some((twin, self.merchants.get(&twin.uuid())?)));
        Broken {
            says: viewer.say(say::sentence(&violation.body, &names)),
            fact: say::fact(violation, &format, sees_others(viewer)).map(|fact| viewer.say(fact)),
            twin: twin.map(|(id, merchant)| (format!("/expenses/{id}"), merchant.clone())),
            stops: violation.stops(),
            excepted: violation.excepted.clone(),
        }
    }
}

/// Whether the viewer sees of everybody what counts towards limits.
pub fn sees_others(viewer: &Viewer) -> bool {
    match Scope::of(viewer) {
        Scope::All | Scope::Decided(_) => true,
        Scope::Own(_) => false,
    }
}

fn twin(violation: &Violation) -> Option<ExpenseId> {
    match violation.finding {
        Finding::Duplicate { of } => Some(of),
        _ => None,
    }
}
