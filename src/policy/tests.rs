//! Prints both tables, holds the checked-in copies against them, and says again what may never be.

use super::life::{Step, transition};
use super::rights::{Action, Relation, Verdict, may, offered, verdict};
use super::role::{Power, Role};
use super::status::{PaidWith, Status};
use crate::words::Language;
use proptest::prelude::*;
use std::fmt::Write;
use std::path::Path;

/// Compares a file with what it should be; `OUTLAY_BLESS=1` writes it.
fn hold(name: &str, printed: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if std::env::var_os("OUTLAY_BLESS").is_some() {
        std::fs::write(&path, printed).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stored == printed,
        "docs/{name} is not what the code says: OUTLAY_BLESS=1 cargo test writes it anew"
    );
}

fn head(first: &str, columns: impl Iterator<Item = String>) -> String {
    let columns: Vec<String> = columns.collect();
    format!("| {first} | {} |\n|{}\n", columns.join(" | "), "---|".repeat(columns.len() + 1))
}

fn words(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !text.is_empty() {
            text.push(' ');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

#[test]
fn the_role_table_is_the_one_in_the_documentation() {
    let roles = || Role::ALL.into_iter().map(|role| role.label(Language::English).to_owned());
    let mut text = "# Who may do what\n\nPrinted from `src/policy` by its tests. An empty cell is refused: 403 where the \
                    person sees the thing.\n\n## By role alone\n\n"
        .to_owned();
    text += &head("power", roles());
    for power in Power::ALL {
        let cells = Role::ALL.map(|role| if role.may(power) { "yes" } else { "" });
        writeln!(text, "| {} | {} |", words(&format!("{power:?}")), cells.join(" | ")).unwrap();
    }
    text += "\n## With one expense\n\n404: it is not there for them.\n\n";
    for action in Action::ALL {
        writeln!(text, "### {}\n", words(&format!("{action:?}"))).unwrap();
        text += &head("the expense is", roles());
        for relation in Relation::ALL {
            let cells = Role::ALL.map(|role| match verdict(role, relation, action) {
                Verdict::Yes => "yes",
                Verdict::Refused => "403",
                Verdict::Hidden => "404",
            });
            writeln!(text, "| {} | {} |", words(&format!("{relation:?}")), cells.join(" | ")).unwrap();
        }
        text.push('\n');
    }
    hold("policy.md", text.trim_end());
}

#[test]
fn the_state_table_is_the_one_in_the_documentation() {
    let mut text = "# The life of an expense\n\nPrinted from `src/policy` by its tests: where each step leads. An empty \
                    cell is refused with 409 and the state that was met. What is approved and was paid with the company's \
                    card or an advance stands as settled.\n\n"
        .to_owned();
    text += &head("from", Step::ALL.into_iter().map(|step| step.verb().to_owned()));
    for status in Status::ALL {
        let cells = Step::ALL.map(|step| transition(status, step).map_or("", Status::code));
        writeln!(text, "| {} | {} |", status.code(), cells.join(" | ")).unwrap();
    }
    hold("states.md", &text);
}

#[test]
fn codes_come_back() {
    for status in Status::ALL {
        assert_eq!(Status::parse(status.code()), Some(status));
        let paid = if status == Status::Settled { PaidWith::Card } else { PaidWith::Own };
        assert_eq!(Status::of(status.stored(), status == Status::Trash, paid), Some(status));
    }
    for paid in PaidWith::ALL {
        assert_eq!(PaidWith::parse(paid.as_str()), Some(paid));
    }
}

#[test]
fn every_refusal_says_where_it_stands_and_what_to_do() {
    for (status, step) in Status::ALL.into_iter().flat_map(|status| Step::ALL.map(|step| (status, step))) {
        let Err(illegal) = transition(status, step) else { continue };
        let sentence = Language::English.say(&illegal.phrase());
        assert!(sentence.starts_with("This expense is ") && sentence.ends_with('.'), "{sentence}");
        assert!(sentence.matches(". ").count() >= 1, "{sentence}");
    }
}

#[test]
fn every_life_can_end_and_none_goes_on_after_the_end() {
    let ends = |step: &Step| !matches!(step, Step::Comment);
    for status in Status::ALL {
        let ways =
            Step::ALL.into_iter().filter(ends).filter(|step| transition(status, *step).is_ok()).count();
        assert_eq!(ways == 0, status == Status::Reimbursed, "{status:?}");
    }
}

fn pick<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    proptest::sample::select(all)
}

/// The tables once more, in other words: what a page shows and a handler takes, restated from the product's rules.
fn restated(role: Role, relation: Relation, status: Status, step: Step) -> bool {
    let own = relation.is_own();
    let shapes = role == Role::Owner || role == Role::Admin;
    let decides = shapes || role == Role::Approver;
    let draft = status == Status::Draft;
    let sees = own
        || match role {
            Role::Owner | Role::Admin | Role::Auditor => true,
            Role::Approver => !status.is_draft(),
            Role::Member => false,
        };
    if !sees || role == Role::Auditor {
        return false;
    }
    let left_behind = relation == Relation::LeftBehindDraft && shapes;
    let alone = relation == Relation::OwnNobodyElseDecides && shapes;
    match step {
        Step::Edit => own && draft,
        Step::Submit | Step::Trash => draft && (own || left_behind),
        Step::Restore => status == Status::Trash && (own || left_behind),
        Step::Withdraw => own && status == Status::Submitted,
        Step::Approve | Step::Return | Step::Reject => {
            let asked = match relation {
                Relation::WaitsForOthers => shapes,
                Relation::StoodInFor | Relation::SaidYesBefore => false,
                _ => decides,
            };
            status == Status::Submitted && (alone || (!own && asked))
        }
        Step::Reopen => match status {
            Status::Rejected => own,
            Status::Approved | Status::Settled => shapes || relation == Relation::DecidedByThem,
            _ => false,
        },
        Step::Reimburse => status == Status::Approved && shapes && relation != Relation::Own,
        Step::Comment => status != Status::Trash,
        Step::Recode => shapes && matches!(status, Status::Submitted | Status::Approved | Status::Settled),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, max_global_rejects: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn what_is_offered_is_what_is_accepted(
        role in pick(&Role::ALL), relation in pick(&Relation::ALL), status in pick(&Status::ALL), step in pick(&Step::ALL),
    ) {
        prop_assume!(relation.fits(status));
        let accepted = may(role, relation, status, step) == Verdict::Yes && transition(status, step).is_ok();
        prop_assert_eq!(offered(role, relation, status).contains(&step), accepted);
        prop_assert_eq!(accepted, restated(role, relation, status, step));
        let hidden = verdict(role, relation, Action::See) == Verdict::Hidden;
        prop_assert_eq!(may(role, relation, status, step) == Verdict::Hidden, hidden, "hidden for one is hidden for all");
    }
}
