//! A few threads with a bounded queue before them, for work that blocks: the async threads never do.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// One piece of blocking work.
pub type Job = Box<dyn FnOnce() + Send>;

/// The threads. They end when the crew is dropped and the queue is empty.
pub struct Crew {
    queue: Arc<Queue>,
    threads: usize,
    most: usize,
}

/// A submitted job wakes one idle thread and no other: with a channel behind a mutex each taken job woke a second
/// thread, which went to wait at the channel.
#[derive(Default)]
struct Queue {
    jobs: Mutex<Jobs>,
    something: Condvar,
}

#[derive(Default)]
struct Jobs {
    waiting: VecDeque<Job>,
    over: bool,
}

/// The queue is full, or the threads have gone.
#[derive(Debug, thiserror::Error)]
#[error("the queue is full")]
pub struct Busy;

impl Crew {
    /// Starts `threads` threads named after `name`; at most `waiting` jobs queue up.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(name: &str, threads: usize, waiting: usize) -> std::io::Result<Self> {
        let crew = Self { queue: Arc::default(), threads, most: waiting };
        for number in 0..threads {
            let queue = Arc::clone(&crew.queue);
            std::thread::Builder::new().name(format!("{name}-{number}")).spawn(move || queue.work())?;
        }
        Ok(crew)
    }

    /// How many threads there are.
    pub fn threads(&self) -> usize {
        self.threads
    }

    /// Queues a job; how many wait before it.
    ///
    /// # Errors
    /// [`Busy`] at once when the queue is full.
    pub fn submit(&self, job: Job) -> Result<usize, Busy> {
        let mut jobs = self.queue.lock();
        let ahead = jobs.waiting.len();
        if ahead >= self.most {
            return Err(Busy);
        }
        jobs.waiting.push_back(job);
        drop(jobs);
        self.queue.something.notify_one();
        Ok(ahead)
    }
}

impl Drop for Crew {
    fn drop(&mut self) {
        self.queue.lock().over = true;
        self.queue.something.notify_all();
    }
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, Jobs> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self) {
        while let Some(job) = self.next() {
            // The thread outlives a job that panics: what it was for shows in the answer that never comes.
            if catch_unwind(AssertUnwindSafe(job)).is_err() {
                tracing::error!("a job panicked");
            }
        }
    }

    fn next(&self) -> Option<Job> {
        let idle = |jobs: &mut Jobs| jobs.waiting.is_empty() && !jobs.over;
        let jobs = self.something.wait_while(self.lock(), idle);
        jobs.unwrap_or_else(PoisonError::into_inner).waiting.pop_front()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;
    use std::time::Duration;

    const PATIENCE: Duration = Duration::from_secs(10);

    #[test]
    fn a_full_queue_refuses_at_once() {
        let crew = Crew::start("test", 1, 1).unwrap();
        let (begin, begun) = channel();
        let (release, released) = channel::<()>();
        crew.submit(Box::new(move || {
            begin.send(()).unwrap();
            let _ = released.recv_timeout(PATIENCE);
        }))
        .unwrap();
        begun.recv_timeout(PATIENCE).unwrap();
        crew.submit(Box::new(|| ())).unwrap();
        assert!(crew.submit(Box::new(|| ())).is_err());
        release.send(()).unwrap();
    }

    #[test]
    fn what_is_queued_is_done_after_the_crew_is_dropped_and_then_the_threads_end() {
        let crew = Crew::start("test", 2, 64).unwrap();
        let (done, is_done) = channel();
        for number in 0..50 {
            let done = done.clone();
            crew.submit(Box::new(move || done.send(number).unwrap())).unwrap();
        }
        let queue = Arc::downgrade(&crew.queue);
        drop((crew, done));
        let mut numbers: Vec<_> = is_done.iter().collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (0..50).collect::<Vec<_>>());
        let patience = std::time::Instant::now() + PATIENCE;
        while queue.strong_count() > 0 && std::time::Instant::now() < patience {
            std::thread::sleep(Duration::from_millis(1));
        }
        assert_eq!(queue.strong_count(), 0);
    }

    #[test]
    fn a_thread_outlives_a_job_that_panics() {
        let crew = Crew::start("test", 1, 2).unwrap();
        let (tell, told) = channel();
        crew.submit(Box::new(|| panic!("on purpose"))).unwrap();
        crew.submit(Box::new(move || tell.send(()).unwrap())).unwrap();
        assert!(told.recv_timeout(PATIENCE).is_ok());
    }
}
