//! From news to sentences: for the list of notifications as for letters.

use super::kind::Kind;
use super::news::{About, Expenses};
use crate::domain::format::Format;
use crate::error::AppError;
use crate::words::{Phrase, phrase};

/// A piece of news and who made it.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// What it is.
    pub kind: Kind,
    /// The name of whoever did it; empty where the program did.
    pub who: &'a str,
    /// What it is about.
    pub about: &'a About,
}

impl Told<'_> {
    /// In a few words: "Avery approved your expense at Hotel Sacher".
    pub fn subject(&self, format: &Format) -> Phrase {
        match self.about {
            About::Expenses(expenses) => match expenses.only() {
                Some(item) => self.part("subject").with("merchant", item.merchant()),
                None => self.several(expenses, format),
            },
            About::Rule(_) => self.part("subject"),
            About::Absence(news) => self.part("subject").with("name", &news.name),
        }
    }

    /// As a whole sentence: "Avery approved €12.50 at Hotel Sacher on 3 November 2026."
    ///
    /// # Errors
    /// When the database holds money that nobody can write.
    pub fn sentence(&self, format: &Format) -> Result<Phrase, AppError> {
        Ok(match self.about {
            About::Expenses(expenses) => match expenses.only() {
                Some(item) => {
                    self.waited(self.part("one").with("line", item.phrase(format)?), expenses, format)
                }
                None => phrase!("letter-sentence", said = self.several(expenses, format)),
            },
            About::Rule(news) => self.part(news.change.as_str()).with("says", news.says.clone()),
            About::Absence(news) => {
                let said = self.part(news.change.as_str()).with("name", &news.name);
                said.with("from", format.long_date(news.first_day))
                    .with("to", format.long_date(news.last_day))
            }
        })
    }

    /// "Avery approved 3 of your expenses"
    pub fn several(&self, expenses: &Expenses, format: &Format) -> Phrase {
        let count = i64::try_from(expenses.count()).unwrap_or(i64::MAX);
        let said = self.part("several").with("count", count).with("number", format.number(count));
        self.waited(said, expenses, format)
    }

    /// Who did what: `letter-submitted-subject`.
    fn part(&self, part: &str) -> Phrase {
        let said = Phrase::new(format!("letter-{}-{part}", self.kind.as_str()));
        if self.who.is_empty() { said } else { said.with("who", self.who) }
    }

    fn waited(&self, said: Phrase, expenses: &Expenses, format: &Format) -> Phrase {
        match expenses.days() {
            Some(days) => said.with("days", days).with("time", format.number(days)),
            None => said,
        }
    }
}
