//! What mails about expenses say.

use super::present;
use super::queries::Expense;
use crate::domain::currency::Currency;
use crate::domain::format::Format;
use crate::error::AppError;
use crate::identity::reach::Reached;
use crate::mail::{Button, Letter};
use crate::words::{Language, Phrase, phrase};

/// So many expenses are listed in one letter; of the others it says how many they are.
const MOST_LISTED: usize = 10;

/// What somebody did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// They put it before whoever decides.
    Submitted,
    /// They said yes, and somebody else is to decide next.
    PassedOn,
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
    /// The last part of the ids of its sentences.
    fn code(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::PassedOn => "passed-on",
            Self::Approved => "approved",
            Self::Returned => "returned",
            Self::Rejected => "rejected",
            Self::Reopened => "reopened",
            Self::Commented => "commented",
        }
    }

    /// What follows from it, if that is not plain.
    fn advice(self, several: bool) -> Option<&'static str> {
        match (self, several) {
            (Self::Submitted | Self::PassedOn, false) => Some("letter-advice-submitted-one"),
            (Self::Submitted | Self::PassedOn, true) => Some("letter-advice-submitted"),
            (Self::Returned, false) => Some("letter-advice-returned-one"),
            (Self::Returned, true) => Some("letter-advice-returned"),
            (Self::Rejected, false) => Some("letter-advice-rejected-one"),
            (Self::Rejected, true) => Some("letter-advice-rejected"),
            (Self::Reopened, false) => Some("letter-advice-reopened-one"),
            (Self::Reopened, true) => Some("letter-advice-reopened"),
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
pub fn letter(
    to: &Reached,
    language: Language,
    news: &News<'_>,
    base: Currency,
    origin: &str,
) -> Result<Letter, AppError> {
    let (format, several) = (Format::of(&to.locale), news.expenses.len() > 1);
    let say = |phrase: Phrase| language.say(&phrase).into_owned();
    let lines = news.expenses.iter().take(MOST_LISTED).map(|expense| line(expense, base, &format));
    let lines = lines.collect::<Result<Vec<Phrase>, _>>()?;
    let (subject, mut paragraphs) = match (lines.as_slice(), news.expenses.first()) {
        ([only], Some(expense)) => {
            let subject = told(news, "subject").with("merchant", &expense.merchant);
            (say(subject), vec![say(told(news, "one").with("line", only.clone()))])
        }
        _ => {
            let count = count(news.expenses.len());
            let several = told(news, "several").with("count", count).with("number", format.number(count));
            let heading = say(phrase!("letter-heading", said = several.clone()));
            (say(several), [heading].into_iter().chain(lines.into_iter().map(say)).collect())
        }
    };
    let more = news.expenses.len().saturating_sub(MOST_LISTED);
    if more > 0 {
        paragraphs.push(say(format.counted("expenses-and-more", count(more))));
    }
    paragraphs.extend(news.words.map(|words| say(phrase!("letter-words", words = words))));
    paragraphs.extend(news.what.advice(several).map(|id| language.word(id).to_owned()));
    Ok(Letter {
        to: to.email.clone(),
        to_name: to.name.clone(),
        language,
        subject,
        paragraphs,
        button: Some(button(news, language, origin)),
        small: Vec::new(),
    })
}

/// Who did what: `letter-submitted-subject`.
fn told(news: &News<'_>, part: &str) -> Phrase {
    Phrase::new(format!("letter-{}-{part}", news.what.code())).with("who", news.who)
}

/// "€12.50 at Hotel Sacher on 3 November 2026"
fn line(expense: &Expense, base: Currency, format: &Format) -> Result<Phrase, AppError> {
    let money = present::money_of(expense, base)?;
    let (money, date) = (format.money(&money), format.long_date(expense.spent_on));
    Ok(phrase!("letter-line", money = money, merchant = &expense.merchant, date = date))
}

fn button(news: &News<'_>, language: Language, origin: &str) -> Button {
    let (label, path) = match (news.what, news.expenses.as_slice()) {
        (_, [only]) => ("letter-open-expense", format!("/expenses/{}", only.id)),
        (What::Submitted | What::PassedOn, _) => ("letter-open-approvals", "/approvals".to_owned()),
        _ => ("letter-open-expenses", "/expenses".to_owned()),
    };
    Button { label: language.word(label).to_owned(), url: format!("{origin}{path}") }
}

fn count(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
