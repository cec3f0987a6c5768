//! What is said of an expense before it is submitted: which rules it breaks, what is left of the limits it counts towards,
//! and the one it likely repeats. Nothing of it tells what the viewer may not see.

use super::check_views::{Checked, Kept, Left, Twin};
use super::form::{Context, Draft, ExpenseForm};
use super::judging::{self, Found, Judgement};
use super::life::Known;
use super::queries::{self, Expense, Scope};
use super::{glimpse, pairs, present};
use crate::categories::Category;
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::id::{CategoryId, ExpenseId, MemberId};
use crate::domain::text::Remark;
use crate::error::AppError;
use crate::identity::trail::{self, Act, Event, Subject};
use crate::identity::viewer::Viewer;
use crate::identity::{members, roster};
use crate::policy::role::Power;
use crate::receipts::queries as attached;
use crate::rules::allowance::Allowance;
use crate::rules::evaluate::{self, Violation};
use crate::rules::exceptions;
use crate::rules::glimpse::Glimpse;
use crate::rules::rule::Span;
use crate::rules::say::{self, Names};
use crate::tenancy::TenantConn;
use crate::words::phrase;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;

/// What was found, with what the sentences about it need.
#[derive(Debug, Default)]
pub(super) struct Looked {
    found: Found,
    left: Vec<Allowance>,
    twin: Option<Expense>,
    kept: bool,
    names: HashMap<Uuid, String>,
}

/// What else there is to an expense than what it says.
enum Asked<'a> {
    /// As it is stored.
    Stored,
    /// As it is typed.
    Typed(&'a ExpenseForm),
}

impl Looked {
    /// Why a rule shall let it through, if its spender said so.
    pub(super) fn reason(&self) -> Option<&str> {
        self.found.reason()
    }

    /// In the viewer's words.
    pub(super) fn said(&self, viewer: &Viewer, categories: &[Category]) -> Checked {
        let format = viewer.format();
        let names = Names { categories, members: &self.names, format: &format };
        let left = |allowance: &Allowance| {
            Some(Left {
                says: viewer.say(say::left(allowance, &names)?),
                over: allowance.is_over(),
                used: used(allowance),
            })
        };
        let twin = self.twin.as_ref().and_then(|twin| {
            let (id, what) = (twin.id.to_string(), called(viewer, twin).ok()?);
            Some(Twin { href: format!("/expenses/{id}"), id, what, kept: self.kept })
        });
        let mut broken = self.found.said(viewer, categories);
        // What it looks like is led to once.
        if twin.is_some() {
            broken.iter_mut().for_each(|broken| broken.twin = None);
        }
        Checked {
            broken,
            left: self.left.iter().filter_map(left).collect(),
            twin,
            excepts: self.found.may_be_excepted(),
        }
    }
}

/// How much of a limit is used, of 100.
fn used(allowance: &Allowance) -> u8 {
    let share = allowance.counted.checked_div(allowance.limit.amount());
    let percent = share.and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED));
    percent.and_then(|percent| percent.min(Decimal::ONE_HUNDRED).to_u8()).unwrap_or(100)
}

/// What an expense is called in a sentence: "Taxi 40100, 23.40 EUR, 12 Nov 2026".
pub(super) fn called(viewer: &Viewer, expense: &Expense) -> Result<String, AppError> {
    let format = viewer.format();
    let money = format.money_with_code(&present::money_of(expense, viewer.organization.currency)?);
    let date = format.day_month_year(expense.spent_on);
    Ok(viewer.say(phrase!("check-twin-what", merchant = &expense.merchant, money = money, date = date)))
}

/// Of a draft as it is stored.
///
/// # Errors
/// When the database is away.
pub(super) fn stored(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    categories: &[Category],
    expense: &Expense,
) -> Result<Looked, AppError> {
    let glimpse = Glimpse::whole(judging::spent(expense)?);
    look(conn, viewer, categories, expense.member_id, &glimpse, &Asked::Stored)
}

/// Of a form as far as it is typed; `present` is the expense that is being edited.
///
/// # Errors
/// When the viewer may not record it, or the database is away.
pub(super) fn typed(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    categories: &[Category],
    form: &ExpenseForm,
    present: Option<&Expense>,
) -> Result<Looked, AppError> {
    let member = match present {
        Some(expense) => expense.member_id,
        None => match spender(conn, viewer, form)? {
            Ok((member, _)) => member,
            Err(_) => return Ok(Looked::default()),
        },
    };
    let context = context(viewer, categories, present.and_then(|expense| expense.category_id));
    // What this very form has recorded before is no other expense.
    let id = match (present, form.token()) {
        (Some(expense), _) => Some(expense.id),
        (None, Some(token)) => queries::find_by_token(conn, member, token)?.map(|(id, _)| id),
        (None, None) => None,
    };
    let receipted = has_receipt(conn, form, id)?;
    let Some(glimpse) = glimpse::of(form, &context, id, receipted) else { return Ok(Looked::default()) };
    look(conn, viewer, categories, member, &glimpse, &Asked::Typed(form))
}

fn look(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    categories: &[Category],
    member: MemberId,
    glimpse: &Glimpse,
    asked: &Asked<'_>,
) -> Result<Looked, AppError> {
    let mut known = Known::of(categories.to_vec());
    let rules = known.rules(conn)?.to_vec();
    let around = judging::around(conn, viewer, &mut known, member, &glimpse.spent, &rules, true)?;
    let found = glimpse.violations(&rules, &around);
    let found = match asked {
        Asked::Stored => judging::except(conn, glimpse.spent.id, found)?,
        Asked::Typed(form) => excepted(found, form),
    };
    // What somebody spent in all is for those who see all that they spent.
    let sees_totals = member == viewer.id || Scope::of(viewer) == Scope::All;
    let mut left = if sees_totals { glimpse.allowances(&rules, &around) } else { Vec::new() };
    // Nor is what all spent together for those who see their own alone.
    left.retain(|allowance| allowance.span != Span::Together || judging::sees_others(viewer));
    let twin = glimpse.twin(&around);
    let kept = matches!(asked, Asked::Typed(form) if form.kept() == twin);
    Ok(Looked {
        twin: twin.map(|id| queries::find(conn, Scope::of(viewer), id)).transpose()?.flatten(),
        kept,
        names: if left.is_empty() { HashMap::new() } else { members::list_names(conn)? },
        left,
        found: Found::load(conn, viewer, found)?,
    })
}

/// What was found, let through as far as the reason that stands in the form does.
fn excepted(found: Vec<Violation>, form: &ExpenseForm) -> Vec<Violation> {
    match form.reason() {
        Some(reason) => found.into_iter().map(|violation| violation.excepted_for(reason.as_str())).collect(),
        None => found,
    }
}

/// Whether an expense has a receipt, or a file waits to be one.
fn has_receipt(
    conn: &mut TenantConn<'_>,
    form: &ExpenseForm,
    id: Option<ExpenseId>,
) -> Result<bool, AppError> {
    if !form.waiting().is_empty() {
        return Ok(true);
    }
    id.map_or(Ok(false), |id| Ok(!attached::list(conn, id)?.is_empty()))
}

/// What a draft as typed breaks of the rules, with the reason that stands in its form.
///
/// # Errors
/// When the database is away.
pub(super) fn judge(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    categories: &[Category],
    member: MemberId,
    (draft, form): (&Draft, &ExpenseForm),
    id: Option<ExpenseId>,
) -> Result<Judgement, AppError> {
    let mut known = Known::of(categories.to_vec());
    let spent = judging::spent_as(draft, id, has_receipt(conn, form, id)?);
    let found = judging::find(conn, viewer, &mut known, member, &spent)?;
    Ok(Judgement { found: excepted(found.found, form), ..found })
}

/// Writes down what a saved form says beside the expense: why a rule shall let it through, and that it is not the one it
/// looks like.
///
/// # Errors
/// When the database is away.
pub(super) fn settle(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    categories: &[Category],
    member: MemberId,
    (draft, form): (&Draft, &ExpenseForm),
    id: ExpenseId,
) -> Result<(), AppError> {
    let mut known = Known::of(categories.to_vec());
    if let Some(other) = form.kept() {
        let spent = judging::spent_as(draft, Some(id), false);
        let around = judging::around(conn, viewer, &mut known, member, &spent, &[], true)?;
        if evaluate::alike(&spent, &around).any(|alike| alike == other) {
            keep_apart(conn, viewer, id, other)?;
        }
    }
    let reason = form.reason();
    if reason.is_none() && exceptions::find(conn, id)?.is_none() {
        return Ok(());
    }
    let spent = judging::spent_as(draft, Some(id), has_receipt(conn, form, Some(id))?);
    let judgement = judging::find(conn, viewer, &mut known, member, &spent)?;
    ask(conn, viewer, id, &judgement.found, reason.as_ref())
}

/// Keeps a reason for what it lets through of what was found; one that lets nothing through is void.
///
/// # Errors
/// When the database is away.
pub(super) fn ask(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    id: ExpenseId,
    found: &[Violation],
    reason: Option<&Remark>,
) -> Result<(), AppError> {
    let (rules, before) = (exceptions::rules_of(found), exceptions::find(conn, id)?);
    let said = before.as_ref().map(|before| before.reason.clone());
    let Some(reason) = reason.filter(|_| !rules.is_empty()) else {
        let Some(said) = said else { return Ok(()) };
        exceptions::drop(conn, id)?;
        let before = Some(json!({ "reason": said }));
        return remember(conn, viewer, id, Act::ExpenseExceptionDropped, before, None);
    };
    if before.is_some_and(|before| before.reason == reason.as_str() && before.rules == rules) {
        return Ok(());
    }
    exceptions::keep(conn, id, reason, &rules, viewer.id, viewer.now)?;
    if said.as_deref() == Some(reason.as_str()) {
        return Ok(());
    }
    let (before, after) = (said.map(|said| json!({ "reason": said })), json!({ "reason": reason.as_str() }));
    remember(conn, viewer, id, Act::ExpenseExceptionAsked, before, Some(after))
}

/// Writes down that two are not one. That they look so is for the caller to know.
///
/// # Errors
/// When the database is away.
pub(super) fn keep_apart(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    later: ExpenseId,
    earlier: ExpenseId,
) -> Result<(), AppError> {
    if !pairs::insert(conn, later, earlier, viewer.id, viewer.now)? {
        return Ok(());
    }
    let after = json!({ "other_id": earlier });
    remember(conn, viewer, later, Act::ExpenseKeptApart, None, Some(after))
}

fn remember(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    expense: ExpenseId,
    act: Act,
    before: Option<serde_json::Value>,
    after: Option<serde_json::Value>,
) -> Result<(), AppError> {
    let subject = Subject::Expense(expense.uuid());
    trail::record(conn, Event { actor: Some(viewer.id), act, subject, before, after }, viewer.now)
}

/// The expenses that one was kept beside, as far as the viewer may see them, with who said so.
///
/// # Errors
/// When the database is away.
pub(super) fn kept(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    id: ExpenseId,
) -> Result<Vec<(MemberId, Expense)>, AppError> {
    let mut seen = Vec::new();
    for (earlier, by) in pairs::list(conn, id)? {
        seen.extend(queries::find(conn, Scope::of(viewer), earlier)?.map(|expense| (by, expense)));
    }
    Ok(seen)
}

/// What was kept beside it, in the viewer's words.
///
/// # Errors
/// When the database holds a currency that ISO 4217 never had.
pub(super) fn say_kept(
    kept: &[(MemberId, Expense)],
    names: &HashMap<Uuid, String>,
    viewer: &Viewer,
) -> Result<Vec<Kept>, AppError> {
    let say = |(by, expense): &(MemberId, Expense)| {
        let who = names.get(&by.uuid()).cloned().unwrap_or_default();
        Ok(Kept {
            says: viewer.say(phrase!("check-kept", who = who)),
            href: format!("/expenses/{}", expense.id),
            what: called(viewer, expense)?,
        })
    };
    kept.iter().map(say).collect()
}

/// Who spent an expense, with their name where that is somebody else.
pub(super) type Spender = (MemberId, Option<String>);

/// Whose expense a form is about: one's own, or another's for who may record for others.
///
/// # Errors
/// When the viewer may not record for others, or the database is away.
pub(super) fn spender(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    form: &ExpenseForm,
) -> Result<Result<Spender, FieldErrors>, AppError> {
    let typed = form.member_id.trim();
    if typed.is_empty() || typed == viewer.id.to_string() {
        return Ok(Ok((viewer.id, None)));
    }
    if !viewer.role.may(Power::RecordForAnother) {
        return Err(AppError::Forbidden(phrase!("expenses-only-admins-for-others")));
    }
    let found = roster::list_recording(conn)?.into_iter().find(|(id, _)| id.to_string() == typed);
    Ok(found.map(|(id, name)| (id, Some(name))).ok_or_else(|| {
        let mut errors = FieldErrors::default();
        errors.add("member_id", Fault::NotOffered);
        errors
    }))
}

/// What a form is read against.
pub(super) fn context<'a>(
    viewer: &'a Viewer,
    categories: &'a [Category],
    present_category: Option<CategoryId>,
) -> Context<'a> {
    Context {
        locale: &viewer.locale,
        base: viewer.organization.currency,
        today: viewer.today(),
        categories,
        present_category,
    }
}
