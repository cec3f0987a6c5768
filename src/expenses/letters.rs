//! What mails about expenses say.

use super::present;
use super::queries::Expense;
use crate::domain::currency::Currency;
use crate::domain::format::Format;
use crate::error::AppError;
use crate::identity::reach::Reached;
use crate::mail::{Button, Letter};

/// So many expenses are listed in one letter; of the others it says how many they are.
const MOST_LISTED: usize = 10;

/// What somebody did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// They put it before whoever decides.
    Submitted,
    /// They said yes.
    Approved,
    /// They sent it back.
    Returned,
    /// They said no.
    Rejected,
    /// They took the decision back.
    Reopened,
    /// They said something about it.
    Commented,
}

impl What {
    fn verb(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::Returned => "returned",
            Self::Rejected => "rejected",
            Self::Reopened => "reopened",
            Self::Commented => "commented on",
        }
    }

    /// What follows from it, if that is not plain.
    fn advice(self, several: bool) -> Option<&'static str> {
        match (self, several) {
            (Self::Submitted, false) => Some("It waits for your decision."),
            (Self::Submitted, true) => Some("They wait for your decision."),
            (Self::Returned, false) => Some("It is a draft again. Fix it, then submit it."),
            (Self::Returned, true) => Some("They are drafts again. Fix them, then submit them."),
            (Self::Rejected, false) => Some("If you can fix it, reopen it."),
            (Self::Rejected, true) => Some("What you can fix, reopen."),
            (Self::Reopened, false) => Some("It waits for a decision again."),
            (Self::Reopened, true) => Some("They wait for a decision again."),
            (Self::Approved | Self::Commented, _) => None,
        }
    }
}

/// What happened to one or several expenses.
#[derive(Debug, Clone)]
pub struct News<'a> {
    /// What.
    pub what: What,
    /// The name of whoever did it.
    pub who: &'a str,
    /// What they said.
    pub words: Option<&'a str>,
    /// What it was done with.
    pub expenses: Vec<&'a Expense>,
}

/// Tells one person. The link leads to `origin`, the organization's public one.
///
/// # Errors
/// When the database holds money that nobody can write.
pub fn letter(to: &Reached, news: &News<'_>, base: Currency, origin: &str) -> Result<Letter, AppError> {
    let format = Format::of(&to.locale);
    let (who, verb, several) = (news.who, news.what.verb(), news.expenses.len() > 1);
    let lines = news.expenses.iter().take(MOST_LISTED).map(|expense| line(expense, base, &format));
    let lines = lines.collect::<Result<Vec<String>, _>>()?;
    let (subject, mut paragraphs) = match (lines.as_slice(), news.expenses.first()) {
        ([only], Some(expense)) => {
            let whose = if news.what == What::Submitted { "an" } else { "your" };
            let subject = format!("{who} {verb} {whose} expense at {}", expense.merchant);
            (subject, vec![format!("{who} {verb} {only}.")])
        }
        _ => {
            let subject = format!("{who} {verb} {}", them(news, &format));
            let heading = format!("{subject}:");
            (subject, [heading].into_iter().chain(lines).collect())
        }
    };
    let more = news.expenses.len().saturating_sub(MOST_LISTED);
    if more > 0 {
        paragraphs.push(format!("And {} more.", format.number(count(more))));
    }
    paragraphs.extend(news.words.map(|words| format!("“{words}”")));
    paragraphs.extend(news.what.advice(several).map(str::to_owned));
    Ok(Letter {
        to: to.email.clone(),
        to_name: to.name.clone(),
        subject,
        paragraphs,
        button: Some(button(news, origin)),
        small: Vec::new(),
    })
}

/// "3 expenses", "3 of your expenses".
fn them(news: &News<'_>, format: &Format) -> String {
    let count = count(news.expenses.len());
    match news.what {
        What::Submitted => format.expenses(count),
        _ => format!("{} of your expenses", format.number(count)),
    }
}

/// "€12.50 at Hotel Sacher on 3 November 2026".
fn line(expense: &Expense, base: Currency, format: &Format) -> Result<String, AppError> {
    let money = present::money_of(expense, base)?;
    let (money, date) = (format.money(&money), format.long_date(expense.spent_on));
    Ok(format!("{money} at {} on {date}", expense.merchant))
}

fn button(news: &News<'_>, origin: &str) -> Button {
    let (label, path) = match (news.what, news.expenses.as_slice()) {
        (_, [only]) => ("Open the expense", format!("/expenses/{}", only.id)),
        (What::Submitted, _) => ("Open your approvals", "/approvals".to_owned()),
        _ => ("Open your expenses", "/expenses".to_owned()),
    };
    Button { label: label.to_owned(), url: format!("{origin}{path}") }
}

fn count(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
