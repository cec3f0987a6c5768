//! The worker: one task that sends mail, beside the server in `serve` or alone in `work`.
//!
//! It is woken by this process first. What has no free hand within a second becomes a hint in `shared` for other
//! processes; whoever takes a hint deletes it before reading. A sweep finds what was lost on the way.

use super::post_office::{Outbox, Wakes};
use super::postman::{Delivered, Postman};
use super::queue::Queue;
use crate::domain::id::OrganizationId;
use crate::error::AppError;
use crate::tenancy::Tenants;
use chrono::{DateTime, Utc};
use futures_util::StreamExt;
use futures_util::future::{FutureExt, LocalBoxFuture};
use futures_util::stream::FuturesUnordered;
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::{MissedTickBehavior, interval};

/// Outboxes in work at a time.
const AT_ONCE: usize = 4;
/// How often hints and the clock are looked at.
const TICK: Duration = Duration::from_secs(1);
/// How often all organizations are looked through.
const SWEEP: Duration = Duration::from_secs(10 * 60);
/// Hints taken at a time.
const HINTS: i64 = 16;
/// How long a database that is away is left alone.
const REST: chrono::TimeDelta = chrono::TimeDelta::seconds(5);
/// How long the end of the program waits for mails that are with the mail server.
const STOP_PATIENCE: Duration = Duration::from_secs(10);

/// The running worker.
pub struct Worker {
    stop: oneshot::Sender<()>,
    task: actix_web::rt::task::JoinHandle<()>,
}

impl Worker {
    /// Starts it inside the runtime. Without a postman it only passes wake-ups on to other processes.
    pub fn start(tenants: Tenants, postman: Option<Postman>, wakes: Wakes) -> Self {
        let (stop, stopped) = oneshot::channel();
        let task = match postman {
            Some(postman) => actix_web::rt::spawn(Rounds::new(postman).run(wakes, stopped)),
            None => actix_web::rt::spawn(pass_on(tenants, wakes, stopped)),
        };
        Self { stop, task }
    }

    /// Ends it, when the mails that are with the mail server are through.
    pub async fn stop(self) {
        drop(self.stop);
        if tokio::time::timeout(STOP_PATIENCE, self.task).await.is_err() {
            tracing::warn!("mails that were being sent are left to the next start");
        }
    }
}

/// Mail is not sent here: somebody else shall look.
async fn pass_on(tenants: Tenants, mut wakes: Wakes, mut stopped: oneshot::Receiver<()>) {
    loop {
        tokio::select! {
            _ = &mut stopped => return,
            Some(outbox) = wakes.recv() => leave_hints(&tenants, &[outbox]).await,
        }
    }
}

/// What one of the worker's hands came back with.
enum Done {
    Batch(Outbox, Result<Delivered, AppError>),
    Hints(Result<Vec<OrganizationId>, AppError>),
    Sweep(Result<Vec<(Outbox, DateTime<Utc>)>, AppError>),
}

type Hands = FuturesUnordered<LocalBoxFuture<'static, Done>>;

struct Rounds {
    postman: Postman,
    queue: Queue,
    hands: Hands,
    batches: usize,
    exchanging: bool,
    sweeping: bool,
}

impl Rounds {
    fn new(postman: Postman) -> Self {
        let (queue, hands) = (Queue::default(), Hands::new());
        Self { postman, queue, hands, batches: 0, exchanging: false, sweeping: false }
    }

    async fn run(mut self, mut wakes: Wakes, mut stopped: oneshot::Receiver<()>) {
        let (mut tick, mut sweep) = (interval(TICK), interval(SWEEP));
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        sweep.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            self.begin();
            tokio::select! {
                _ = &mut stopped => break,
                Some(outbox) = wakes.recv() => self.queue.wake(outbox, Utc::now()),
                Some(done) = self.hands.next() => self.end(done),
                _ = tick.tick() => self.tick(),
                _ = sweep.tick() => self.sweep(),
            }
        }
        self.finish().await;
    }

    /// Gives every free hand an outbox.
    fn begin(&mut self) {
        while self.batches < AT_ONCE {
            let Some(outbox) = self.queue.begin() else { return };
            self.batches += 1;
            let postman = self.postman.clone();
            let batch = async move { Done::Batch(outbox, postman.deliver(outbox, Utc::now()).await) };
            self.hands.push(batch.boxed_local());
        }
    }

    fn end(&mut self, done: Done) {
        let now = Utc::now();
        match done {
            Done::Batch(outbox, delivered) => {
                self.batches -= 1;
                let next = delivered.map(|delivered| delivered.next).unwrap_or_else(|cause| {
                    tracing::warn!(%cause, ?outbox, "an outbox could not be worked");
                    Some(now + REST)
                });
                self.queue.end(outbox, next, now);
            }
            Done::Hints(hints) => {
                self.exchanging = false;
                match hints {
                    Ok(hints) => hints.into_iter().for_each(|id| self.queue.wake(Outbox::of_hint(id), now)),
                    Err(cause) => tracing::warn!(%cause, "hints could not be taken"),
                }
            }
            Done::Sweep(found) => {
                self.sweeping = false;
                match found {
                    Ok(found) => {
                        found.into_iter().for_each(|(outbox, at)| self.queue.schedule(outbox, at, now))
                    }
                    Err(cause) => tracing::warn!(%cause, "the outboxes could not be looked through"),
                }
            }
        }
    }

    /// Looks at the clock, and exchanges hints: leaves what nobody here gets to, takes some only with nothing to do.
    fn tick(&mut self) {
        let now = Utc::now();
        self.queue.tick(now);
        if self.exchanging {
            return;
        }
        self.exchanging = true;
        let (tenants, overdue) = (self.postman.tenants().clone(), self.queue.overdue(now));
        let limit = if self.queue.is_idle() { HINTS } else { 0 };
        let exchange = async move {
            leave_hints(&tenants, &overdue).await;
            Done::Hints(if limit == 0 { Ok(Vec::new()) } else { tenants.take_mail_hints(limit).await })
        };
        self.hands.push(exchange.boxed_local());
    }

    fn sweep(&mut self) {
        if self.sweeping {
            return;
        }
        self.sweeping = true;
        let postman = self.postman.clone();
        self.hands.push(async move { Done::Sweep(postman.sweep(Utc::now()).await) }.boxed_local());
    }

    /// Mails that are with the mail server are finished; the rest is left to others.
    async fn finish(mut self) {
        let now = Utc::now();
        while self.batches > 0 {
            match self.hands.next().await {
                Some(done) => self.end(done),
                None => break,
            }
        }
        let mut left = Vec::new();
        while let Some(outbox) = self.queue.begin() {
            self.queue.end(outbox, None, now);
            left.push(outbox);
        }
        leave_hints(self.postman.tenants(), &left).await;
    }
}

/// Best effort: the sweep finds what was not told.
async fn leave_hints(tenants: &Tenants, outboxes: &[Outbox]) {
    if outboxes.is_empty() {
        return;
    }
    let hints = outboxes.iter().map(|outbox| outbox.hint()).collect();
    if let Err(cause) = tenants.leave_mail_hints(hints, Utc::now()).await {
        tracing::warn!(%cause, "hints could not be left");
    }
}
