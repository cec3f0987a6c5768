//! An organization of three that several tests meet: Olivia owns it, Mira spends, Avery decides.

use crate::steps::plain;
use crate::support::{Answer, Client, Organization, TestApp};
use outlay::mail::Letter;
use outlay::policy::role::Role;

pub struct Office {
    pub acme: Organization,
    pub mira: Client,
    pub avery: Client,
}

pub async fn office() -> Office {
    let acme = TestApp::start().await.organization("acme").await;
    let mira = acme.member("Mira", Role::Member).await;
    let avery = acme.member("Avery", Role::Approver).await;
    Office { acme, mira, avery }
}

impl Office {
    /// The letters to somebody, oldest first.
    pub async fn to(&self, name: &str) -> Vec<Letter> {
        self.acme.letters_to(name).await
    }

    /// Mira records and submits.
    pub async fn submitted(&self, merchant: &str) -> String {
        self.acme.spend_as(&self.mira, &[("merchant", merchant), ("intent", "submit")]).await
    }
}

impl Organization {
    /// The letters to a member, oldest first.
    pub async fn letters_to(&self, name: &str) -> Vec<Letter> {
        let address = format!("{}@{}.test", name.to_lowercase(), self.slug);
        let letters = self.letters().await.into_iter();
        letters.filter(|letter| letter.to.as_str() == address).collect()
    }
}

/// Somebody does something with an expense.
pub async fn step(browser: &Client, path: &str, step: &str, fields: &[(&str, &str)]) -> Answer {
    browser.post(&format!("{path}/{step}"), fields).await
}

pub fn paragraphs(letter: &Letter) -> Vec<String> {
    letter.paragraphs.iter().map(|paragraph| plain(paragraph)).collect()
}
