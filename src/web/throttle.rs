//! Limits on tries. Counted by each node in memory: they slow an attacker down, they are not an account's state.

use crate::error::AppError;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use moka::Entry;
use moka::ops::compute::Op;
use moka::sync::Cache;
use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::{Duration, Instant};

/// A steady limit for each key: a burst, then one more every `refill`.
pub struct Limit<K: Hash + Eq + Clone = IpAddr>(Option<DefaultKeyedRateLimiter<K>>);

impl<K: Hash + Eq + Clone> Limit<K> {
    /// `burst` tries at once, then one every `refill` (not zero); none at all when limits are `off`.
    pub fn new(on: bool, burst: u32, refill: Duration) -> Self {
        let quota = Quota::with_period(refill)
            .map(|quota| quota.allow_burst(NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN)));
        Self(quota.filter(|_| on).map(RateLimiter::keyed))
    }

    /// Counts one try.
    ///
    /// # Errors
    /// [`AppError::TooMany`] with the time until the next may succeed.
    pub fn count(&self, key: &K) -> Result<(), AppError> {
        let Some(limiter) = &self.0 else { return Ok(()) };
        if limiter.len() > 100_000 {
            limiter.retain_recent();
        }
        limiter.check_key(key).map_err(|until| {
            let retry_after = until.wait_time_from(governor::clock::Clock::now(limiter.clock()));
            AppError::TooMany { retry_after }
        })
    }
}

/// Growing delays after failures: once the free ones are used up, the next try waits a second, then two, four, up to a
/// minute. A delay instead of a lock-out, so that nobody can lock a colleague out for good (OWASP, authentication).
///
/// A try counts from its beginning, as if it had failed: of many at once no more go on than one after the other.
pub struct Delays<K: Hash + Eq + Send + Sync + Clone + 'static> {
    tries: Option<Cache<K, Tries>>,
    free: u32,
}

#[derive(Clone, Copy)]
struct Tries {
    count: u32,
    wait_until: Instant,
}

const LONGEST_DELAY: u64 = 60;
/// Since the last try that was let on: those refused don't renew it.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(15 * 60);

impl<K: Hash + Eq + Send + Sync + Clone + 'static> Delays<K> {
    /// Delays begin with the failure number `free`; none at all when limits are off.
    pub fn new(on: bool, free: u32) -> Self {
        let tries = on.then(|| Cache::builder().max_capacity(100_000).time_to_live(FORGOTTEN_AFTER).build());
        Self { tries, free }
    }

    /// Whether a try may go on now; if so it counts, in the same step.
    ///
    /// # Errors
    /// [`AppError::TooMany`] with the rest of the delay.
    pub fn begin(&self, key: &K) -> Result<(), AppError> {
        let Some(cache) = &self.tries else { return Ok(()) };
        let now = Instant::now();
        let mut rest = Duration::ZERO;
        cache.entry_by_ref(key).and_compute_with(|entry| {
            let before = entry.map(Entry::into_value);
            rest = before.map_or(Duration::ZERO, |tries| tries.wait_until.saturating_duration_since(now));
            if !rest.is_zero() {
                return Op::Nop;
            }
            let count = before.map_or(0, |tries| tries.count).saturating_add(1);
            Op::Put(Tries { count, wait_until: now + self.delay(count) })
        });
        if rest.is_zero() { Ok(()) } else { Err(AppError::TooMany { retry_after: rest }) }
    }

    /// Takes one try back: it succeeded, or could not be looked at.
    pub fn forgive(&self, key: &K) {
        let Some(cache) = &self.tries else { return };
        cache.entry_by_ref(key).and_compute_with(|entry| match entry.map(Entry::into_value) {
            // It began after the delay before it, so its own is the only one there is.
            Some(tries) if tries.count > 1 => {
                Op::Put(Tries { count: tries.count - 1, wait_until: Instant::now() })
            }
            Some(_) => Op::Remove,
            None => Op::Nop,
        });
    }

    /// Forgets all tries.
    pub fn succeeded(&self, key: &K) {
        if let Some(cache) = &self.tries {
            cache.invalidate(key);
        }
    }

    fn delay(&self, count: u32) -> Duration {
        match count.checked_sub(self.free) {
            Some(beyond) => Duration::from_secs((1 << beyond.min(6)).min(LONGEST_DELAY)),
            None => Duration::ZERO,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_counts_each_key_for_itself() {
        let limit = Limit::new(true, 2, Duration::from_secs(60));
        assert!(limit.count(&"a").is_ok() && limit.count(&"a").is_ok());
        assert!(
            matches!(limit.count(&"a"), Err(AppError::TooMany { retry_after }) if !retry_after.is_zero())
        );
        assert!(limit.count(&"b").is_ok());
    }

    #[test]
    fn delays_begin_at_the_fifth_failure_and_end_with_a_success() {
        let delays = Delays::new(true, 5);
        for _ in 0..5 {
            assert!(delays.begin(&"a").is_ok());
        }
        assert!(delays.begin(&"a").is_err());
        assert!(delays.begin(&"b").is_ok());
        delays.succeeded(&"a");
        assert!(delays.begin(&"a").is_ok());
    }

    #[test]
    fn a_try_that_is_taken_back_never_counted() {
        let delays = Delays::new(true, 5);
        for _ in 0..50 {
            assert!(delays.begin(&"a").is_ok());
            delays.forgive(&"a");
        }
        delays.forgive(&"never");
    }

    #[test]
    fn of_many_at_once_no_more_go_on_than_one_after_the_other() {
        let delays = Delays::new(true, 5);
        let went_on = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..40).map(|_| scope.spawn(|| delays.begin(&"a").is_ok())).collect();
            threads.into_iter().filter_map(|thread| thread.join().ok()).filter(|on| *on).count()
        });
        assert_eq!(went_on, 5);
    }

    #[test]
    fn switched_off_nothing_waits() {
        let (limit, delays) = (Limit::new(false, 1, Duration::from_secs(60)), Delays::new(false, 5));
        for _ in 0..20 {
            assert!(limit.count(&"a").is_ok() && delays.begin(&"a").is_ok());
        }
    }
}
