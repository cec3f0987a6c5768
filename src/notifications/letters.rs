//! What mails about news say.

use super::ADDRESS;
use super::kind::Kind;
use super::news::{About, Expenses};
use super::say::Told;
use crate::domain::format::Format;
use crate::error::AppError;
use crate::identity::reach::Reached;
use crate::mail::{Button, Letter};
use crate::policy::role::Role;
use crate::words::{Language, Phrase, phrase};

/// What follows from it, if that is not plain.
fn advice(kind: Kind, several: bool) -> Option<&'static str> {
    match (kind, several) {
        (Kind::Submitted | Kind::PassedOn, false) => Some("letter-advice-submitted-one"),
        (Kind::Submitted | Kind::PassedOn, true) => Some("letter-advice-submitted"),
        (Kind::Returned, false) => Some("letter-advice-returned-one"),
        (Kind::Returned, true) => Some("letter-advice-returned"),
        (Kind::Rejected, false) => Some("letter-advice-rejected-one"),
        (Kind::Rejected, true) => Some("letter-advice-rejected"),
        (Kind::Reopened, false) => Some("letter-advice-reopened-one"),
        (Kind::Reopened, true) => Some("letter-advice-reopened"),
        (Kind::Rule, _) => Some("letter-advice-rule"),
        (
            Kind::Approved
            | Kind::Commented
            | Kind::Reimbursed
            | Kind::Waiting
            | Kind::Escalated
            | Kind::Absence,
            _,
        ) => None,
    }
}

/// Tells one person. The link leads to `origin`, the organization's public one.
///
/// # Errors
/// When the database holds money that nobody can write.
pub fn letter(to: &Reached, language: Language, told: Told<'_>, origin: &str) -> Result<Letter, AppError> {
    let format = Format::of(&to.locale);
    let say = |phrase: Phrase| language.say(&phrase).into_owned();
    let mut paragraphs: Vec<String> = Vec::new();
    let mut several = false;
    match told.about {
        About::Expenses(expenses) => {
            several = expenses.only().is_none();
            let listed = if several { list(told, expenses, &format)? } else { vec![told.sentence(&format)?] };
            paragraphs.extend(listed.into_iter().map(say));
        }
        About::Rule(_) | About::Absence(_) => paragraphs.push(say(told.sentence(&format)?)),
    }
    paragraphs.extend(told.about.words().map(|words| say(phrase!("letter-words", words = words))));
    paragraphs.extend(advice(told.kind, several).map(|id| language.word(id).to_owned()));
    Ok(Letter {
        to: to.email.clone(),
        to_name: to.name.clone(),
        language,
        subject: say(told.subject(&format)),
        paragraphs,
        button: Some(button(told, language, origin)),
        small: Vec::new(),
        unsubscribe: None,
    })
}

/// So many pieces of news are told in the letter of the day; of the others it says how many they are.
const MOST_TOLD: usize = 30;

/// Tells one person what the day brought.
///
/// # Errors
/// When the database holds money that nobody can write.
pub fn daily(to: &Reached, language: Language, all: &[Told<'_>], origin: &str) -> Result<Letter, AppError> {
    let format = Format::of(&to.locale);
    let say = |phrase: Phrase| language.say(&phrase).into_owned();
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let mut paragraphs = Vec::new();
    for told in all.iter().take(MOST_TOLD) {
        let sentence = told.sentence(&format)?;
        paragraphs.push(say(match told.about.words() {
            Some(words) => phrase!(
                "common-two-sentences",
                first = sentence,
                second = phrase!("letter-words", words = words)
            ),
            None => sentence,
        }));
    }
    let more = all.len().saturating_sub(MOST_TOLD);
    if more > 0 {
        paragraphs.push(say(format.counted("expenses-and-more", count(more))));
    }
    let label = language.word("letter-open-notifications").to_owned();
    Ok(Letter {
        to: to.email.clone(),
        to_name: to.name.clone(),
        language,
        subject: say(format.counted("letter-daily-subject", count(all.len()))),
        paragraphs,
        button: Some(Button { label, url: format!("{origin}{ADDRESS}") }),
        small: Vec::new(),
        unsubscribe: None,
    })
}

/// A heading, a line each, and how many more there are.
fn list(told: Told<'_>, expenses: &Expenses, format: &Format) -> Result<Vec<Phrase>, AppError> {
    let mut lines = vec![phrase!("letter-heading", said = told.several(expenses, format))];
    for item in expenses.named() {
        lines.push(item.phrase(format)?);
    }
    let more = expenses.count().saturating_sub(expenses.named().len());
    if more > 0 {
        lines.push(format.counted("expenses-and-more", i64::try_from(more).unwrap_or(i64::MAX)));
    }
    Ok(lines)
}

fn button(told: Told<'_>, language: Language, origin: &str) -> Button {
    let (label, path) = place(told.kind, told.about);
    Button { label: language.word(label).to_owned(), url: format!("{origin}{path}") }
}

/// Where news leads somebody in a role; nowhere where only those who decide may go.
pub fn way(kind: Kind, about: &About, role: Role) -> Option<String> {
    let one = matches!(about, About::Expenses(expenses) if expenses.only().is_some());
    (one || kind.reaches(role)).then(|| place(kind, about).1)
}

/// Where news leads: the verb on the button, and the address.
pub fn place(kind: Kind, about: &About) -> (&'static str, String) {
    match about {
        About::Rule(news) => ("letter-open-rules", format!("/settings/rules#r-{}", news.rule)),
        About::Absence(_) => ("letter-open-absences", "/settings/absence".to_owned()),
        About::Expenses(expenses) => match expenses.only() {
            Some(item) => ("letter-open-expense", format!("/expenses/{}", item.id())),
            None if kind.asks_for_decision() => ("letter-open-approvals", "/approvals".to_owned()),
            None => ("letter-open-expenses", "/expenses".to_owned()),
        },
    }
}
