//! Lanes: threads with a bounded queue before them, and the connections they work on.
//!
//! Organizations are spread over lanes by a hash of their schema, so that each backend sees few `search_path`s and keeps
//! its plans. What is held up in its own lane is offered to a spare one as well, and whichever thread is free first
//! does it: one slow page holds up nobody for long. Blocking work runs on these threads alone, never on the async ones.

use super::pool::{self, GET_GOING, LanePool};
use super::settings::PoolSettings;
use crate::error::AppError;
use crate::web::crew::{Busy, Crew};
use scheduled_thread_pool::ScheduledThreadPool;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// After so long in its own lane's queue, work is offered to the spare lane too: some fifty ordinary pages, and no longer
/// than a person notices.
const HELD_UP: Duration = Duration::from_millis(50);
/// Behind so many jobs it is offered at once.
const MANY_AHEAD: usize = 4;
/// Jobs that may wait before a lane's threads.
const QUEUE: usize = 256;

/// How long work on a lane may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// The longest that a statement may run.
    pub(super) statement: Duration,
    /// How long bound work may take in all: for a server that froze, and does not end its statements.
    overall: Duration,
}

impl Limits {
    /// For pages.
    pub(super) const PAGE: Self =
        Self { statement: Duration::from_secs(5), overall: Duration::from_secs(12) };
    /// For what reads very much, such as an export.
    pub(super) const LONG: Self =
        Self { statement: Duration::from_secs(60), overall: Duration::from_secs(75) };
}

/// Connections, their threads, and the queue before them.
pub(super) struct Lane {
    hands: Arc<Hands>,
    crew: Crew,
    limits: Limits,
}

/// What the threads of a lane share.
struct Hands {
    pool: LanePool,
    /// Threads that outlived the requests they worked for, and are not to be counted on until they come back.
    stuck: AtomicUsize,
}

/// Work that waits for a thread. It may stand in the queues of two lanes: whose thread comes first has it.
struct Offer {
    work: Mutex<Option<Work>>,
    taken_by: OnceLock<Arc<Hands>>,
}

type Work = Box<dyn FnOnce(&LanePool) + Send>;

impl Offer {
    fn new(work: Work) -> Arc<Self> {
        Arc::new(Self { work: Mutex::new(Some(work)), taken_by: OnceLock::new() })
    }

    fn work(&self) -> MutexGuard<'_, Option<Work>> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A thread: takes it and does it, unless somebody was first.
    fn accept(&self, hands: &Arc<Hands>) {
        let taken = {
            let mut waiting = self.work();
            let taken = waiting.take();
            if taken.is_some() {
                let _ = self.taken_by.set(Arc::clone(hands));
            }
            taken
        };
        if let Some(work) = taken {
            work(&hands.pool);
        }
    }

    fn waits(&self) -> bool {
        self.work().is_some()
    }

    /// The edge: nobody shall begin it any more. False when a thread has it.
    fn withdraw(&self) -> bool {
        self.work().take().is_some()
    }
}

/// How far work is that a thread has taken, as the async edge may see and change it.
#[derive(Default)]
struct Progress {
    state: AtomicU8,
    began: OnceLock<Instant>,
}

impl Progress {
    /// Waiting, or a thread has it and looks for a connection.
    const BEFORE: u8 = 0;
    const RUNNING: u8 = 1;
    const ABANDONED: u8 = 2;

    fn advance(&self, to: u8) -> bool {
        self.state.compare_exchange(Self::BEFORE, to, Ordering::AcqRel, Ordering::Acquire).is_ok()
    }

    /// The thread: from here on the work runs. False when the request has gone.
    fn begin(&self) -> bool {
        // Before the state, so that whoever sees it run sees since when.
        let _ = self.began.set(Instant::now());
        self.advance(Self::RUNNING)
    }

    /// The edge: nobody waits any more. False when the work runs already.
    fn abandon(&self) -> bool {
        self.advance(Self::ABANDONED)
    }

    /// What is left of `overall` for work that runs.
    fn time_left(&self, overall: Duration) -> Duration {
        overall.saturating_sub(self.began.get().map_or(Duration::ZERO, Instant::elapsed))
    }
}

/// What a lane's thread hands to the work: how to tell that it has begun.
pub(super) struct Start<'a> {
    progress: &'a Progress,
}

impl Start<'_> {
    /// To be called once the connection is bound and before any statement of the work.
    /// False: the request has been answered already, do nothing.
    pub(super) fn begin(&self) -> bool {
        self.progress.begin()
    }
}

/// The waiting request, as the work on the thread sees it.
pub(super) struct Edge<'a, T>(&'a mut Option<oneshot::Sender<Result<T, AppError>>>);

impl<T> Edge<'_, T> {
    /// Answers at once, before the unit ends: for units that only read, whose COMMIT can lose nothing.
    pub(super) fn answer(&mut self, value: T) {
        if let Some(sender) = self.0.take() {
            // The edge may have given up; there is nothing to take back.
            let _ = sender.send(Ok(value));
        }
    }
}

impl Lane {
    /// A lane of `connections` connections and threads.
    pub(super) fn new(
        name: &str,
        url: &str,
        connections: u32,
        limits: Limits,
        settings: &PoolSettings,
        helpers: Arc<ScheduledThreadPool>,
    ) -> std::io::Result<Self> {
        let pool = pool::open(url, connections, settings, helpers);
        let crew = Crew::start(&format!("db-{name}"), connections as usize, QUEUE)?;
        Ok(Self { hands: Arc::new(Hands { pool, stuck: AtomicUsize::new(0) }), crew, limits })
    }

    /// How long work on it may take.
    pub(super) fn limits(&self) -> Limits {
        self.limits
    }

    /// Runs `work` on one of the lane's threads, or on one of `spare`'s if these are held up, under the deadline of
    /// [`GET_GOING`] until it calls [`Start::begin`]. `work` answers `None` where it has answered the edge itself.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        spare: Option<&Self>,
        work: impl FnOnce(&LanePool, Start<'_>, Edge<'_, T>) -> Result<Option<T>, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        let progress = Arc::new(Progress::default());
        let (finished, mut result) = oneshot::channel();
        let offer = Offer::new(undertaking(Arc::clone(&progress), finished, work));
        let spare = self.queue(&offer, spare)?;
        if let Some(spare) = spare {
            if let Ok(outcome) = tokio::time::timeout(HELD_UP, &mut result).await {
                return outcome.map_err(gone)?;
            }
            if offer.waits() {
                // It waits in its own lane too: a spare lane that takes no more changes nothing.
                let _ = spare.submit(&offer);
            }
        }
        self.await_result(&offer, &progress, result).await
    }

    /// Into this lane's queue; into the spare one's as well when this one is long, and alone when nobody here will come.
    /// Gives back the spare lane if it has not been asked yet.
    fn queue<'a>(&self, offer: &Arc<Offer>, spare: Option<&'a Self>) -> Result<Option<&'a Self>, AppError> {
        let own = self.submit(offer);
        if own.as_ref().is_ok_and(|&ahead| ahead < MANY_AHEAD) {
            return Ok(spare);
        }
        match (own, spare.map(|spare| spare.submit(offer))) {
            (Ok(_), _) | (_, Some(Ok(_))) => Ok(None),
            (Err(why), _) => Err(AppError::unavailable(why)),
        }
    }

    /// How many wait before it.
    fn submit(&self, offer: &Arc<Offer>) -> Result<usize, Refusal> {
        if self.hands.stuck.load(Ordering::Acquire) >= self.crew.threads() {
            return Err(Refusal::Stuck);
        }
        let (offer, hands) = (Arc::clone(offer), Arc::clone(&self.hands));
        Ok(self.crew.submit(Box::new(move || offer.accept(&hands)))?)
    }

    /// The result alone wakes the edge: whether the bind was in time is asked only when [`GET_GOING`] is over.
    async fn await_result<T: Send + 'static>(
        &self,
        offer: &Offer,
        progress: &Progress,
        mut result: oneshot::Receiver<Result<T, AppError>>,
    ) -> Result<T, AppError> {
        if let Ok(outcome) = tokio::time::timeout(GET_GOING, &mut result).await {
            return outcome.map_err(gone)?;
        }
        let late = || Err(AppError::unavailable("no bound connection within the deadline"));
        if offer.withdraw() {
            return late();
        }
        let hands = offer.taken_by.get().unwrap_or(&self.hands);
        if progress.abandon() {
            hands.count_stuck_until(result);
            return late();
        }
        match tokio::time::timeout(progress.time_left(self.limits.overall), &mut result).await {
            Ok(outcome) => outcome.map_err(gone)?,
            Err(_) => {
                hands.count_stuck_until(result);
                Err(AppError::OutcomeUnknown("the work did not end within the deadline".into()))
            }
        }
    }
}

impl Hands {
    /// A thread that outlives its request counts as stuck until it comes back.
    fn count_stuck_until<T: Send + 'static>(
        self: &Arc<Self>,
        result: oneshot::Receiver<Result<T, AppError>>,
    ) {
        let hands = Arc::clone(self);
        hands.stuck.fetch_add(1, Ordering::AcqRel);
        actix_web::rt::spawn(async move {
            let _ = result.await;
            hands.stuck.fetch_sub(1, Ordering::AcqRel);
        });
    }
}

/// Why a lane takes no work.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("every connection of the lane is stuck")]
    Stuck,
    #[error(transparent)]
    Busy(#[from] Busy),
}

fn gone(_: oneshot::error::RecvError) -> AppError {
    AppError::unavailable("the lane's thread has gone")
}

/// `work` as a thread does it: it tells the edge what became of it, and a panic ends nothing else.
fn undertaking<T: Send + 'static>(
    progress: Arc<Progress>,
    finished: oneshot::Sender<Result<T, AppError>>,
    work: impl FnOnce(&LanePool, Start<'_>, Edge<'_, T>) -> Result<Option<T>, AppError> + Send + 'static,
) -> Work {
    let span = tracing::Span::current();
    Box::new(move |pool| {
        let start = Start { progress: &progress };
        let mut waiting = Some(finished);
        let work = AssertUnwindSafe(|| work(pool, start, Edge(&mut waiting)));
        let outcome = span.in_scope(|| catch_unwind(work));
        let outcome = outcome.unwrap_or_else(|_| Err(AppError::internal("the work panicked")));
        match (waiting, outcome.transpose()) {
            (Some(edge), Some(outcome)) => {
                // The edge may have given up; the work itself is done or rolled back either way.
                let _ = edge.send(outcome);
            }
            (None, Some(Err(error))) => tracing::debug!(cause = %error, "a unit that only read ended badly"),
            (Some(_) | None, _) => {}
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::future::{join, join_all, join3};
    use std::sync::mpsc;

    /// A lane of one thread.
    fn lane(name: &str) -> Lane {
        let helpers = Arc::new(ScheduledThreadPool::new(1));
        Lane::new(name, "postgres:///none?host=/nowhere", 1, Limits::PAGE, &PoolSettings::default(), helpers)
            .unwrap()
    }

    /// Work that tells the name of the lane its thread is of.
    async fn whose(lane: &Lane, spare: Option<&Lane>) -> Result<String, AppError> {
        let name = |_: &LanePool, start: Start<'_>, _: Edge<'_, String>| {
            assert!(start.begin());
            Ok(Some(std::thread::current().name().unwrap_or_default().to_owned()))
        };
        lane.run(spare, name).await
    }

    #[test]
    fn what_is_abandoned_does_not_begin_and_what_began_is_not_abandoned() {
        let given_up = Progress::default();
        assert!(given_up.abandon() && !given_up.begin());
        let running = Progress::default();
        assert!(running.begin() && !running.abandon());
    }

    #[test]
    fn an_offer_is_accepted_once_and_not_after_it_was_withdrawn() {
        let lane = lane("own");
        let done = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&done);
        let offer = Offer::new(Box::new(move |_| {
            count.fetch_add(1, Ordering::AcqRel);
        }));
        assert!(offer.waits());
        offer.accept(&lane.hands);
        offer.accept(&lane.hands);
        assert_eq!(done.load(Ordering::Acquire), 1);
        assert!(!offer.waits() && !offer.withdraw());
        let late = Offer::new(Box::new(|_| panic!("nobody wants it")));
        assert!(late.withdraw());
        late.accept(&lane.hands);
    }

    /// One thread is busy; what waited behind it in vain closes nothing.
    #[actix_web::test]
    async fn requests_that_waited_in_the_queue_do_not_close_the_lane() {
        let lane = lane("own");
        let busy = lane.run(None, |_, start, _| {
            assert!(start.begin());
            std::thread::sleep(GET_GOING + Duration::from_millis(400));
            Ok(Some(()))
        });
        let behind = async || lane.run(None, |_, _, _| Ok(Some(()))).await;
        let (first, second, third) = join3(busy, behind(), behind()).await;
        assert!(first.is_ok());
        assert!(second.is_err() && third.is_err());
        assert_eq!(lane.hands.stuck.load(Ordering::Acquire), 0);
        whose(&lane, None).await.expect("the lane is open");
    }

    /// The first waits until the others are through: without the spare lane nobody would ever be.
    #[actix_web::test]
    async fn what_is_held_up_is_done_by_the_spare_lane() {
        for behind in [1, 2 * MANY_AHEAD] {
            let (own, spare) = (lane("own"), lane("spare"));
            let (release, released) = mpsc::channel::<()>();
            let slow = own.run(Some(&spare), move |_, start, _| {
                assert!(start.begin());
                Ok(Some(released.recv_timeout(Duration::from_secs(10)).is_ok()))
            });
            let others = async {
                let others = join_all((0..behind).map(|_| whose(&own, Some(&spare)))).await;
                release.send(()).expect("the first still waits");
                others
            };
            let (first, others) = join(slow, others).await;
            assert!(first.expect("it is done"), "it waited for the others");
            assert!(
                others.iter().all(|name| name.as_ref().is_ok_and(|name| name == "db-spare-0")),
                "{others:?}"
            );
        }
    }

    #[actix_web::test]
    async fn a_lane_whose_threads_are_stuck_leaves_its_work_to_the_spare_one() {
        let (own, spare) = (lane("own"), lane("spare"));
        own.hands.stuck.store(1, Ordering::Release);
        assert_eq!(whose(&own, Some(&spare)).await.expect("done"), "db-spare-0");
        assert!(whose(&own, None).await.is_err());
        spare.hands.stuck.store(1, Ordering::Release);
        assert!(whose(&own, Some(&spare)).await.is_err());
    }
}
