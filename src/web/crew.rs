//! A few threads with a bounded queue before them, for work that blocks: the async threads never do.

use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

/// One piece of blocking work.
pub type Job = Box<dyn FnOnce() + Send>;

/// The threads. They end when the crew is dropped and the queue is empty.
pub struct Crew {
    queue: SyncSender<Job>,
    threads: usize,
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
        let (queue, jobs) = sync_channel::<Job>(waiting);
        let jobs = Arc::new(Mutex::new(jobs));
        for number in 0..threads {
            let jobs = Arc::clone(&jobs);
            std::thread::Builder::new().name(format!("{name}-{number}")).spawn(move || work(&jobs))?;
        }
        Ok(Self { queue, threads })
    }

    /// How many threads there are.
    pub fn threads(&self) -> usize {
        self.threads
    }

    /// Queues a job.
    ///
    /// # Errors
    /// [`Busy`] at once when the queue is full.
    pub fn submit(&self, job: Job) -> Result<(), Busy> {
        self.queue.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) | TrySendError::Disconnected(_) => Busy,
        })
    }
}

fn work(jobs: &Mutex<Receiver<Job>>) {
    loop {
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match job {
            Ok(job) => job(),
            Err(_) => return,
        }
    }
}
