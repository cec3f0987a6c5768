//! `POST /expenses/bulk`: one deed for many expenses, each with the version that was seen. What can't be done is listed
//! with its reason, and the others are done all the same.

use super::courier::Courier;
use super::filter::{Filter, Typed};
use super::filter_form::Choices;
use super::life::{self, Deed, Done, Known, Refusal};
use super::list;
use super::list_views::{Act, BulkBar, BulkPage, MissingWords, RefusedRow, WordedAct};
use super::listing::{self, Sum};
use super::queries::{self, Expense, Scope};
use super::{present, turns};
use crate::categories::Category;
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::format::Format;
use crate::domain::id::{CategoryId, ExpenseId};
use crate::domain::text::Remark;
use crate::error::AppError;
use crate::identity::trail::{self, Act as Told, Event, Subject};
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::policy::life::Step;
use crate::policy::role::Power;
use crate::policy::status::Status;
use crate::tenancy::TenantConn;
use crate::web::forms::{self, Form};
use crate::web::frame::{Choice, Faults, Hidden, Undo};
use crate::web::{flash, respond};
use crate::words::{Language, Phrase, phrase};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use serde_json::json;
use uuid::Uuid;

/// How many can be changed at once: all of them in one transaction, which others wait for.
pub const MOST: i64 = 500;
/// How many of those that were refused are listed.
const MOST_LISTED: usize = 100;
/// How many can be taken back from the sentence that says what was done: it is kept in a cookie.
const MOST_UNDONE: usize = 20;

/// What is to be done with each.
enum Change {
    Deed(Deed),
    /// Into a category: a draft of one's own is edited, what is submitted is recoded.
    File(CategoryId),
}

/// Which expenses, each with the version that was seen.
pub type Picked = Vec<(ExpenseId, Option<i32>)>;

/// An expense that nothing was done with; none where it is not there.
struct Refused {
    id: ExpenseId,
    expense: Option<Expense>,
    why: String,
}

/// What became of the form.
enum Outcome {
    Unread { faults: FieldErrors, categories: Vec<Category> },
    Ran { done: Picked, by_rule: usize, refused: Vec<Refused>, back: Filter, category: Option<String> },
}

/// `POST /expenses/bulk`.
pub async fn change(visit: Visit, Form(typed): Form<Typed>) -> Result<HttpResponse, AppError> {
    let (asked, courier) = (typed.clone(), Courier::of(&visit));
    let along = courier.clone();
    let (viewer, outcome) =
        visit.run_form(&typed, move |conn, viewer| run(conn, viewer, &along, &asked)).await?;
    courier.send();
    let action = typed.shown("action");
    match outcome {
        Outcome::Unread { faults, categories } => again(&visit, &viewer, &typed, &faults, &categories),
        Outcome::Ran { done, by_rule, refused, back, category } => {
            let format = viewer.format();
            let back = back.address(&format);
            let said = said(action, done.len(), category, &format);
            let said = viewer.say(with_rules(said, by_rule, &format));
            if refused.is_empty() {
                flash::put(visit.session(), said, undo(action, &done, viewer.language));
                return Ok(respond::see_other(&back));
            }
            let status = if done.is_empty() { StatusCode::CONFLICT } else { StatusCode::OK };
            let (page, frame) = visit.page(&viewer, viewer.language.word("bulk-not-all"));
            let rows = refused.iter().take(MOST_LISTED).map(|refused| refused_row(refused, &viewer));
            let more = refused.len().saturating_sub(MOST_LISTED);
            respond::page(
                status,
                &BulkPage {
                    page,
                    frame,
                    heading: viewer.say(format.counted("bulk-left", refused.len() as i64)),
                    done: (!done.is_empty()).then_some(said),
                    refused: rows.collect::<Result<_, _>>()?,
                    more: (more > 0).then(|| viewer.say(format.counted("expenses-and-more", more as i64))),
                    back,
                    missing: None,
                },
            )
        }
    }
}

fn run(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    courier: &Courier,
    typed: &Typed,
) -> Result<Outcome, AppError> {
    if !viewer.role.may(Power::Record) {
        return Err(AppError::Forbidden(phrase!("expenses-auditors-change-none")));
    }
    let asked = list::ask(conn, viewer, typed)?;
    let mut faults = FieldErrors::default();
    let change = change_of(typed, &asked.categories, &mut faults);
    let all = typed.shown("all") == "1";
    if all {
        asked.faults.iter().for_each(|(field, fault)| faults.add(field, fault.clone()));
    }
    let picked = match (all, faults.is_empty()) {
        (_, false) => Vec::new(),
        (true, true) => {
            let filter = listing::with_families(&asked.filter, &asked.categories);
            all_of(conn, asked.scope, &filter, &mut faults)?
        }
        (false, true) => picked(typed.several("ids"), &mut faults),
    };
    let Some(change) = change.filter(|_| faults.is_empty()) else {
        return Ok(Outcome::Unread { faults, categories: asked.categories });
    };
    let category = match &change {
        Change::File(id) => asked.categories.iter().find(|category| category.id == *id),
        Change::Deed(_) => None,
    };
    let category = category.map(|category| category.name.clone());
    let (mut done, mut refused, mut steps) = (Vec::new(), Vec::new(), Vec::new());
    let mut known = Known::of(asked.categories);
    if matches!(change, Change::Deed(Deed::Submit)) {
        turns::take(conn, &picked.iter().map(|(id, _)| *id).collect::<Vec<_>>())?;
    }
    for (id, version) in picked {
        match one(conn, viewer, &mut known, asked.scope, (id, version), &change) {
            Ok(Changed::Step(step)) => {
                done.push((id, Some(step.version)));
                steps.push(*step);
            }
            Ok(Changed::Filed(version)) => done.push((id, Some(version))),
            Err(Refusal::Failed(error)) => return Err(error),
            Err(refusal) => {
                let expense = queries::find(conn, asked.scope, id)?;
                refused.push(Refused { id, expense, why: viewer.say(refusal.phrase()) });
            }
        }
    }
    courier.tell(conn, viewer, &steps)?;
    let back = if asked.faults.is_empty() { asked.filter } else { Filter::default() };
    let is_by_rule =
        |step: &&Done| step.step == Step::Submit && step.to != Status::Submitted && !step.repeated;
    let by_rule = steps.iter().filter(is_by_rule).count();
    Ok(Outcome::Ran { done, by_rule, refused, back, category })
}

/// What was done with one.
enum Changed {
    Step(Box<Done>),
    /// A draft went into another category; its version afterwards.
    Filed(i32),
}

/// Does it to one.
fn one(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    known: &mut Known,
    scope: Scope,
    (id, version): (ExpenseId, Option<i32>),
    change: &Change,
) -> Result<Changed, Refusal> {
    let act = |conn: &mut TenantConn<'_>, known: &mut Known, deed: &Deed| -> Result<Changed, Refusal> {
        Ok(Changed::Step(Box::new(life::act_among(conn, viewer, known, id, version, deed)?)))
    };
    let category = match change {
        Change::Deed(deed) => return act(conn, known, deed),
        Change::File(category) => *category,
    };
    let expense = queries::find(conn, scope, id)?.ok_or(Refusal::NotThere)?;
    if expense.stands()? != Status::Draft {
        return act(conn, known, &Deed::Recode(category));
    }
    if expense.member_id != viewer.id {
        return Err(Refusal::Forbidden(phrase!("expenses-draft-is-the-spenders")));
    }
    if life::counts_as(known.categories(conn)?, expense.category_id, category) {
        return Ok(Changed::Filed(expense.version));
    }
    let seen = version.unwrap_or(expense.version);
    if !queries::set_category(conn, id, seen, category, viewer.now)? {
        let (first, second) = (phrase!("expenses-stale"), phrase!("expenses-look-again"));
        return Err(Refusal::Stale(phrase!("common-two-sentences", first = first, second = second)));
    }
    let event = Event {
        actor: Some(viewer.id),
        act: Told::ExpenseChanged,
        subject: Subject::Expense(id.uuid()),
        before: Some(json!({ "category_id": expense.category_id })),
        after: Some(json!({ "category_id": category })),
    };
    trail::record(conn, event, viewer.now)?;
    Ok(Changed::Filed(seen + 1))
}

/// What the form asks for.
fn change_of(typed: &Typed, categories: &[Category], faults: &mut FieldErrors) -> Option<Change> {
    let words = |field: &str, faults: &mut FieldErrors| faults.keep(field, Remark::parse(typed.shown(field)));
    Some(Change::Deed(match typed.shown("action") {
        "submit" => Deed::Submit,
        "withdraw" => Deed::Withdraw,
        "approve" => Deed::Approve,
        "return" => Deed::Return(words("comment", faults)?),
        "reject" => Deed::Reject(words("reason", faults)?),
        "reimburse" => Deed::Reimburse,
        "delete" => Deed::Trash,
        "restore" => Deed::Restore,
        "category" => {
            let typed = typed.shown("category_id").trim();
            let id = typed.parse::<Uuid>().map(CategoryId::from).ok();
            let offered = categories.iter().find(|category| category.active && Some(category.id) == id);
            let fault = if typed.is_empty() { Fault::Missing } else { Fault::NotOffered };
            return faults
                .keep("category_id", offered.ok_or(fault))
                .map(|category| Change::File(category.id));
        }
        _ => {
            faults.add("action", Fault::NotOffered);
            return None;
        }
    }))
}

/// `ids`: each `ID:VERSION`, or an id alone, in the order of ids, so that two who change the same never wait for each
/// other in a circle. One that is named twice is meant once, with the version that stands beside it.
pub fn picked<'a>(words: impl IntoIterator<Item = &'a str>, faults: &mut FieldErrors) -> Picked {
    let mut picked = Picked::new();
    for word in words {
        let (id, version) = word.split_once(':').unwrap_or((word, ""));
        match id.trim().parse::<Uuid>() {
            Ok(id) => picked.push((ExpenseId::from(id), forms::version(version))),
            Err(_) => faults.add("ids", Fault::NotOffered),
        }
    }
    picked.sort_by_key(|(id, version)| (id.uuid(), version.is_none()));
    picked.dedup_by_key(|(id, _)| *id);
    if picked.is_empty() {
        faults.add("ids", Fault::NothingSelected);
    }
    let found = i64::try_from(picked.len()).unwrap_or(i64::MAX);
    if found > MOST {
        faults.add("ids", Fault::TooManyAtOnce { most: MOST, found });
    }
    picked
}

fn all_of(
    conn: &mut TenantConn<'_>,
    scope: Scope,
    filter: &Filter,
    faults: &mut FieldErrors,
) -> Result<Picked, AppError> {
    Ok(match listing::list_ids(conn, scope, filter, MOST)? {
        Ok(rows) if rows.is_empty() => {
            faults.add("all", Fault::NothingSelected);
            Picked::new()
        }
        Ok(rows) => rows.into_iter().map(|(id, version)| (id, Some(version))).collect(),
        Err(found) => {
            faults.add("all", Fault::TooManyAtOnce { most: MOST, found });
            Picked::new()
        }
    })
}

/// "Submitted 3 expenses."
fn said(action: &str, count: usize, category: Option<String>, format: &Format) -> Phrase {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let id = match action {
        "submit" => "bulk-said-submit",
        "withdraw" => "bulk-said-withdraw",
        "approve" => "bulk-said-approve",
        "return" => "bulk-said-return",
        "reject" => "bulk-said-reject",
        "reimburse" => "bulk-said-reimburse",
        "delete" => "bulk-said-delete",
        "restore" => "bulk-said-restore",
        _ => {
            return format
                .counted("bulk-said-category", count)
                .with("category", category.unwrap_or_default());
        }
    };
    format.counted(id, count)
}

/// How many of what was submitted a rule approved at once.
fn with_rules(said: Phrase, by_rule: usize, format: &Format) -> Phrase {
    if by_rule == 0 {
        return said;
    }
    let approved = format.counted("bulk-said-by-rule", i64::try_from(by_rule).unwrap_or(i64::MAX));
    phrase!("common-two-sentences", first = said, second = approved)
}

/// The way back from the trash, where it fits into a cookie.
fn undo(action: &str, done: &Picked, language: Language) -> Option<Undo> {
    if action != "delete" || done.len() > MOST_UNDONE {
        return None;
    }
    let field = |name: &str, value: String| Hidden { name: name.to_owned(), value };
    let ids = done.iter().map(|(id, version)| match version {
        Some(version) => format!("{id}:{version}"),
        None => id.to_string(),
    });
    let mut fields = vec![field("action", "restore".to_owned())];
    fields.push(field("ids", ids.collect::<Vec<_>>().join(",")));
    let label = language.word("common-undo").to_owned();
    Some(Undo { action: "/expenses/bulk".to_owned(), label, fields })
}

fn refused_row(refused: &Refused, viewer: &Viewer) -> Result<RefusedRow, AppError> {
    let Some(expense) = &refused.expense else {
        return Ok(RefusedRow {
            id: refused.id.to_string(),
            href: None,
            merchant: viewer.language.word("bulk-one").to_owned(),
            amount: String::new(),
            why: refused.why.clone(),
        });
    };
    let money = present::money_of(expense, viewer.organization.currency)?;
    Ok(RefusedRow {
        id: refused.id.to_string(),
        href: Some(format!("/expenses/{}", refused.id)),
        merchant: expense.merchant.clone(),
        amount: viewer.format().money(&money),
        why: refused.why.clone(),
    })
}

/// 422: the form once more, with what it lacks. Nothing was done.
fn again(
    visit: &Visit,
    viewer: &Viewer,
    typed: &Typed,
    faults: &FieldErrors,
    categories: &[Category],
) -> Result<HttpResponse, AppError> {
    let (page, frame) = visit.page(viewer, viewer.language.word("bulk-nothing-yet"));
    let action = typed.shown("action");
    let asks = worded(viewer).into_iter().find(|worded| worded.act.value == action);
    let key = if action == "category" { "category_id" } else { asks.as_ref().map_or("", |asks| asks.field) };
    let others = faults.iter().filter(|(field, _)| *field != key);
    let problems = others.map(|(field, fault)| fault.sentence_for(field, viewer.language)).collect();
    let fields = typed.pairs().iter().filter(|(name, _)| name != key);
    let missing = MissingWords {
        problems,
        fields: fields.map(|(name, value)| Hidden { name: name.clone(), value: value.clone() }).collect(),
        key: key.to_owned(),
        label: asks.as_ref().map_or(viewer.language.word("bulk-category"), |asks| asks.label).to_owned(),
        value: typed.shown(key).to_owned(),
        categories: if action == "category" { choices(categories) } else { Vec::new() },
        verb: asks.map_or(viewer.language.word("bulk-change-category"), |asks| asks.act.verb).to_owned(),
        faults: faults.sentences(viewer.language).collect::<Faults>(),
    };
    let view = BulkPage {
        page,
        frame,
        heading: viewer.language.word("bulk-nothing-yet").to_owned(),
        done: None,
        refused: Vec::new(),
        more: None,
        back: "/expenses".to_owned(),
        missing: Some(missing),
    };
    Ok(respond::with_faults(respond::unprocessable(&view)?, faults))
}

/// What somebody can do with many at once; none for an auditor.
pub fn bar(
    viewer: &Viewer,
    filter: &Filter,
    sums: &[Sum],
    offered: &Choices,
) -> Result<Option<BulkBar>, AppError> {
    if !viewer.role.may(Power::Record) {
        return Ok(None);
    }
    let format = &offered.format;
    let pairs = filter.pairs(format).into_iter();
    let trash = filter.is_trash();
    let act = |value, verb| Act { value, verb: viewer.language.word(verb) };
    let mut acts =
        if trash { vec![act("restore", "bulk-restore")] } else { vec![act("submit", "bulk-submit")] };
    if !trash {
        acts.extend(viewer.role.may(Power::Decide).then(|| act("approve", "bulk-approve")));
        acts.extend(viewer.role.may(Power::Pay).then(|| act("reimburse", "bulk-reimburse")));
        acts.extend([act("withdraw", "bulk-withdraw"), act("delete", "bulk-delete")]);
    }
    let count = sums.iter().map(|sum| sum.count).sum();
    Ok(Some(BulkBar {
        filters: pairs.map(|(name, value)| Hidden { name: name.to_owned(), value }).collect(),
        count: viewer.say(format.expenses(count)),
        all: viewer.say(format.counted("bulk-all-matching", count)),
        allowed: count <= MOST,
        amount: format.money_with_code(&present::base_total(sums, offered.base)?),
        locale: viewer.locale.as_str().to_owned(),
        currency: offered.base.code().to_owned(),
        decimals: offered.base.exponent().to_string(),
        acts,
        worded: if trash { Vec::new() } else { worded(viewer) },
        categories: if trash { Vec::new() } else { choices(&offered.categories) },
    }))
}

fn worded(viewer: &Viewer) -> Vec<WordedAct> {
    if !viewer.role.may(Power::Decide) {
        return Vec::new();
    }
    let word = |id| viewer.language.word(id);
    let act = |value, verb, field, label| WordedAct {
        act: Act { value, verb: word(verb) },
        field,
        label: word(label),
    };
    vec![
        act("return", "bulk-return", "comment", "bulk-what-to-fix"),
        act("reject", "bulk-reject", "reason", "bulk-why"),
    ]
}

fn choices(categories: &[Category]) -> Vec<Choice> {
    let choice = |category: &Category| Choice {
        value: category.id.to_string(),
        label: category.name.clone(),
        chosen: false,
    };
    categories.iter().filter(|category| category.active).map(choice).collect()
}
