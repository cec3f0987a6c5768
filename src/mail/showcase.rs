//! The demo's mail: kept in memory, latest last, for `/dev/mail`. It never leaves the machine.

use super::letter::Posted;
use super::post_office::Outbox;
use chrono::{DateTime, Utc};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// So many are kept.
const MOST: usize = 500;

/// What would have gone out. Clones share it.
#[derive(Clone, Default)]
pub struct Showcase(Arc<Mutex<VecDeque<Shown>>>);

/// One mail.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Whose it is.
    pub outbox: Outbox,
    /// What it says.
    pub posted: Posted,
    /// When it was put.
    pub at: DateTime<Utc>,
}

impl Showcase {
    /// Those of one outbox, newest first.
    pub fn of(&self, outbox: Outbox) -> Vec<Shown> {
        self.lock().iter().rev().filter(|shown| shown.outbox == outbox).cloned().collect()
    }

    pub(super) fn show(&self, outbox: Outbox, posted: &Posted, at: DateTime<Utc>) {
        let letter = &posted.letter;
        let link = letter.button.as_ref().map(|button| button.url.as_str());
        tracing::info!(to = letter.to.as_str(), subject = letter.subject, link, "mail, shown at /dev/mail");
        let mut all = self.lock();
        if all.len() == MOST {
            all.pop_front();
        }
        all.push_back(Shown { outbox, posted: posted.clone(), at });
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Shown>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
