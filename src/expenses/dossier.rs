//! What a decision looks at, of many expenses at once: what each broke, its receipts, what it may repeat, whom it waits for
//! and what happened to it. Each of these is read once for all of them.

use super::check_views::{Kept, Twin};
use super::comments::{self, Comment};
use super::hands::{self, Hand};
use super::history;
use super::judging::About;
use super::life::Known;
use super::queries::{self, Expense, Scope};
use super::show_views::CommentEntry;
use super::views::HistoryEntry;
use super::waits::{self, WaitLine};
use super::whole::Whole;
use super::{checking, pairs};
use crate::categories::Category;
use crate::domain::dates;
use crate::domain::id::{ExpenseId, MemberId};
use crate::error::AppError;
use crate::identity::trail::{self, Recorded};
use crate::identity::viewer::Viewer;
use crate::identity::{absences, members};
use crate::policy::asked::{Capacity, Company};
use crate::policy::life::Step;
use crate::policy::rights::{Verdict, may};
use crate::receipts::queries::{self as papers, Preview};
use crate::rules::evaluate::{DUPLICATE_DAYS, Finding, Violation};
use crate::rules::likeness;
use crate::rules::queries::find_judgements;
use crate::rules::views::Broken;
use crate::tenancy::TenantConn;
use crate::words::phrase;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// What was read of many.
pub struct Dossiers {
    company: Company,
    names: HashMap<Uuid, String>,
    found: HashMap<ExpenseId, Vec<Violation>>,
    about: About,
    papers: HashMap<ExpenseId, Vec<Preview>>,
    twins: HashMap<ExpenseId, Expense>,
    kept: HashMap<ExpenseId, Vec<(MemberId, Expense)>>,
    hands: HashMap<ExpenseId, Vec<Hand>>,
    left: Vec<MemberId>,
    /// Those for whom the viewer may decide, and until when they are away.
    away: HashMap<MemberId, NaiveDate>,
    events: HashMap<Uuid, Vec<Recorded>>,
    comments: HashMap<Uuid, Vec<Comment>>,
    /// Those that the viewer may decide about.
    decides: HashSet<ExpenseId>,
}

/// What there is to one expense, in the viewer's words.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// What it broke of the rules when it was submitted.
    pub broken: Vec<Broken>,
    /// The one that it likely repeats, where no rule says so already.
    pub twin: Option<Twin>,
    /// Those that somebody said it does not repeat.
    pub kept: Vec<Kept>,
    /// Its receipts.
    pub papers: Vec<Preview>,
    /// Whom it waits for, step by step.
    pub waits: Vec<WaitLine>,
    /// What happened to it, latest first.
    pub history: Vec<HistoryEntry>,
    /// What was said about it, oldest first.
    pub comments: Vec<CommentEntry>,
    /// Why the viewer is asked, where it isn't put before them: for somebody who is away, or since it waits for long.
    pub absent: Option<String>,
    /// Whether the viewer may decide about it.
    pub may_decide: bool,
}

impl Dossiers {
    /// Of expenses that were submitted and that the viewer may see.
    ///
    /// # Errors
    /// When the database is away.
    pub fn load(
        conn: &mut TenantConn<'_>,
        viewer: &Viewer,
        company: Company,
        all: &[Whole],
    ) -> Result<Self, AppError> {
        let expenses: Vec<ExpenseId> = all.iter().map(|whole| whole.expense.id).collect();
        let ids: Vec<Uuid> = expenses.iter().map(|id| id.uuid()).collect();
        let found = find_judgements(conn, &expenses)?;
        let hands = hands::list(conn, &expenses)?;
        let targets = hands.values().flatten().map(|hand| hand.target);
        let left = waits::left(conn, &company, targets)?;
        let (twins, kept) = beside(conn, viewer, all, &ids)?;
        // Of one that no step is known of, too.
        let steps = expenses.iter().map(|id| (*id, hands.get(id).cloned().unwrap_or_default())).collect();
        let mut known = Known::among(company.clone(), steps);
        let mut decides = HashSet::new();
        for whole in all {
            let relation = whole.relation_among(conn, viewer, &mut known)?;
            let status = whole.expense.stands()?;
            if may(viewer.role, relation, status, Step::Approve) == Verdict::Yes {
                decides.insert(whole.expense.id);
            }
        }
        let stands_in = company.deciders().iter().any(|one| company.stand_ins(one.id).contains(&viewer.id));
        Ok(Self {
            away: if stands_in { absences::list_away(conn, viewer.today())? } else { HashMap::new() },
            decides,
            about: About::load(conn, viewer, found.values().flatten())?,
            found,
            papers: papers::previews(conn, &expenses)?,
            twins,
            kept,
            left,
            hands,
            events: trail::list_lately(conn, &ids)?,
            comments: comments::list_lately(conn, &ids)?,
            names: members::list_names(conn)?,
            company,
        })
    }

    /// What members are called.
    pub fn names(&self) -> &HashMap<Uuid, String> {
        &self.names
    }

    /// What there is to one of them.
    ///
    /// # Errors
    /// When the database holds a currency that ISO 4217 never had.
    pub fn of(&self, whole: &Whole, viewer: &Viewer, categories: &[Category]) -> Result<Dossier, AppError> {
        let expense = &whole.expense;
        let (id, spender) = (expense.id, expense.member_id);
        let found = self.found.get(&id).map_or(&[][..], Vec::as_slice);
        let hands = self.hands.get(&id).map_or(&[][..], Vec::as_slice);
        let waits = waits::About { company: &self.company, left: &self.left, names: &self.names };
        let since = whole.marks.submitted_at.unwrap_or(expense.updated_at);
        let events = self.events.get(&id.uuid()).map_or(&[][..], Vec::as_slice);
        let comments = self.comments.get(&id.uuid()).map_or(&[][..], Vec::as_slice);
        Ok(Dossier {
            broken: self.about.said(found, viewer, categories),
            twin: self.twin(id, found).map(|twin| said(viewer, twin)).transpose()?,
            kept: checking::say_kept(self.kept.get(&id).map_or(&[], Vec::as_slice), &self.names, viewer)?,
            papers: self.papers.get(&id).cloned().unwrap_or_default(),
            waits: waits.lines(hands, since, viewer, spender),
            history: history::entries(
                events,
                &self.names,
                &viewer.format(),
                viewer.organization.timezone,
                viewer.language,
            ),
            comments: comments::entries(comments, &self.names, viewer),
            absent: self.absent(viewer, hands, spender),
            may_decide: self.decides.contains(&id),
        })
    }

    /// "for Tomás Vidal, away until 3 December 2026", or since when others have been asked too.
    fn absent(&self, viewer: &Viewer, hands: &[Hand], spender: MemberId) -> Option<String> {
        let absent =
            match self.company.capacity(viewer.id, hands::target(hands), spender, &hands::said(hands)) {
                Capacity::For(absent) => absent,
                Capacity::Over => {
                    let at = hands::current(hands)?.escalated_at?;
                    let day = viewer.format().long_date(dates::today(viewer.organization.timezone, at));
                    return Some(viewer.say(phrase!("approvals-escalated", day = day)));
                }
                Capacity::Asked | Capacity::Not | Capacity::StandIn | Capacity::SaidYes => return None,
            };
        let until = viewer.format().long_date(*self.away.get(&absent)?);
        let name = self.names.get(&absent.uuid()).map_or("", String::as_str);
        Some(viewer.say(phrase!("approvals-for-absent", name = name, until = until)))
    }

    fn twin(&self, id: ExpenseId, found: &[Violation]) -> Option<&Expense> {
        let is_said =
            |twin: &&Expense| found.iter().any(|one| one.finding == Finding::Duplicate { of: twin.id });
        self.twins.get(&id).filter(|twin| !is_said(twin))
    }
}

fn said(viewer: &Viewer, twin: &Expense) -> Result<Twin, AppError> {
    let id = twin.id.to_string();
    Ok(Twin { href: format!("/expenses/{id}"), id, what: checking::called(viewer, twin)?, kept: false })
}

/// Of each the one that it likely repeats, and those that it was kept beside; only what the viewer may see.
type Beside = (HashMap<ExpenseId, Expense>, HashMap<ExpenseId, Vec<(MemberId, Expense)>>);

fn beside(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    all: &[Whole],
    ids: &[Uuid],
) -> Result<Beside, AppError> {
    let scope = Scope::of(viewer);
    let pairs = pairs::list_of(conn, ids)?;
    let apart: HashSet<(ExpenseId, ExpenseId)> =
        pairs.iter().map(|(later, earlier, _)| (*later, *earlier)).collect();
    let merchants: HashMap<ExpenseId, &str> =
        all.iter().map(|whole| (whole.expense.id, whole.expense.merchant.as_str())).collect();
    let mut twins = HashMap::new();
    // The oldest comes first.
    for (id, same) in queries::list_same(conn, ids, i32::try_from(DUPLICATE_DAYS).unwrap_or(i32::MAX))? {
        let is_like = merchants.get(&id).is_some_and(|merchant| likeness::similar(merchant, &same.merchant));
        if is_like && !apart.contains(&(id, same.id)) && scope.sees(&same) {
            twins.entry(id).or_insert(same);
        }
    }
    let earlier: Vec<Uuid> = pairs.iter().map(|(_, earlier, _)| earlier.uuid()).collect();
    let earlier: HashMap<ExpenseId, Expense> =
        queries::list_some(conn, scope, &earlier)?.into_iter().map(|expense| (expense.id, expense)).collect();
    let mut kept: HashMap<ExpenseId, Vec<(MemberId, Expense)>> = HashMap::new();
    for (later, other, by) in pairs {
        if let Some(expense) = earlier.get(&other) {
            kept.entry(later).or_default().push((by, expense.clone()));
        }
    }
    Ok((twins, kept))
}
