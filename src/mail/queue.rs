//! Which outboxes a worker looks into next: those woken, those whose time has come, each once.

use super::post_office::Outbox;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// After this long without a free hand a wake-up is told to other processes.
const OWN_PATIENCE: TimeDelta = TimeDelta::seconds(1);

/// The outboxes that are due, in work, or due later.
#[derive(Default)]
pub(super) struct Queue {
    ready: VecDeque<Outbox>,
    /// Those in `ready` since when.
    since: BTreeMap<Outbox, DateTime<Utc>>,
    working: BTreeSet<Outbox>,
    /// Woken while in work: something may have come in behind the batch that was read.
    again: BTreeSet<Outbox>,
    later: BTreeMap<Outbox, DateTime<Utc>>,
}

impl Queue {
    /// Something came into this outbox.
    pub(super) fn wake(&mut self, outbox: Outbox, now: DateTime<Utc>) {
        if self.working.contains(&outbox) {
            self.again.insert(outbox);
        } else if self.since.insert(outbox, now).is_none() {
            self.ready.push_back(outbox);
        }
    }

    /// The next entry of this outbox is due then.
    pub(super) fn schedule(&mut self, outbox: Outbox, at: DateTime<Utc>, now: DateTime<Utc>) {
        if at <= now {
            return self.wake(outbox, now);
        }
        let earliest = self.later.get(&outbox).map_or(at, |known| at.min(*known));
        self.later.insert(outbox, earliest);
    }

    /// Wakes those whose time has come.
    pub(super) fn tick(&mut self, now: DateTime<Utc>) {
        let due: Vec<Outbox> =
            self.later.iter().filter(|(_, at)| **at <= now).map(|(outbox, _)| *outbox).collect();
        for outbox in due {
            self.later.remove(&outbox);
            self.wake(outbox, now);
        }
    }

    /// Takes the next one into work.
    pub(super) fn begin(&mut self) -> Option<Outbox> {
        let outbox = self.ready.pop_front()?;
        self.since.remove(&outbox);
        self.later.remove(&outbox);
        self.working.insert(outbox);
        Some(outbox)
    }

    /// A batch is through; the outbox's next entry is due at `next`. It goes behind the others, so that one
    /// organization's thousand letters keep nobody waiting.
    pub(super) fn end(&mut self, outbox: Outbox, next: Option<DateTime<Utc>>, now: DateTime<Utc>) {
        self.working.remove(&outbox);
        if self.again.remove(&outbox) {
            self.wake(outbox, now);
        } else if let Some(at) = next {
            self.schedule(outbox, at, now);
        }
    }

    /// Those that have waited too long for a free hand here.
    pub(super) fn overdue(&self, now: DateTime<Utc>) -> Vec<Outbox> {
        let late = self.since.iter().filter(|(_, since)| now - **since >= OWN_PATIENCE);
        late.map(|(outbox, _)| *outbox).collect()
    }

    /// Whether everything known has been begun.
    pub(super) fn is_idle(&self) -> bool {
        self.ready.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::OrganizationId;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    #[test]
    fn an_outbox_is_in_work_once_and_again_when_it_was_woken_meanwhile() {
        let (mut queue, one) = (Queue::default(), Outbox::Of(OrganizationId::new()));
        queue.wake(one, at(0));
        queue.wake(one, at(0));
        assert_eq!((queue.begin(), queue.begin()), (Some(one), None));
        queue.wake(one, at(1));
        assert_eq!(queue.begin(), None, "it is in work");
        queue.end(one, None, at(2));
        assert_eq!(queue.begin(), Some(one));
        queue.end(one, None, at(3));
        assert_eq!(queue.begin(), None);
    }

    #[test]
    fn a_full_outbox_goes_behind_the_others() {
        let (mut queue, one) = (Queue::default(), Outbox::Of(OrganizationId::new()));
        queue.wake(one, at(0));
        queue.wake(Outbox::Shared, at(0));
        queue.begin();
        queue.end(one, Some(at(0)), at(1));
        assert_eq!((queue.begin(), queue.begin()), (Some(Outbox::Shared), Some(one)));
    }

    #[test]
    fn what_is_due_later_comes_up_in_time_and_waiting_too_long_is_told() {
        let mut queue = Queue::default();
        queue.schedule(Outbox::Shared, at(60), at(0));
        queue.schedule(Outbox::Shared, at(90), at(0));
        queue.tick(at(59));
        assert!(queue.is_idle());
        queue.tick(at(60));
        assert!(queue.overdue(at(60)).is_empty());
        assert_eq!(queue.overdue(at(61)), [Outbox::Shared]);
        assert_eq!(queue.begin(), Some(Outbox::Shared));
        assert!(queue.overdue(at(99)).is_empty());
    }
}
