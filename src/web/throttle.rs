//! Limits on tries. Counted by each node in memory: they slow an attacker down, they are not an account's state.

use crate::error::AppError;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
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
pub struct Delays<K: Hash + Eq + Send + Sync + Clone + 'static> {
    failures: Option<Cache<K, Failures>>,
    free: u32,
}

#[derive(Clone, Copy)]
struct Failures {
    count: u32,
    wait_until: Instant,
}

const LONGEST_DELAY: u64 = 60;
const FORGOTTEN_AFTER: Duration = Duration::from_secs(15 * 60);

impl<K: Hash + Eq + Send + Sync + Clone + 'static> Delays<K> {
    /// Delays begin with the failure number `free`; none at all when limits are off.
    pub fn new(on: bool, free: u32) -> Self {
        let failures =
            on.then(|| Cache::builder().max_capacity(100_000).time_to_idle(FORGOTTEN_AFTER).build());
        Self { failures, free }
    }

    /// Whether a try may go on now.
    ///
    /// # Errors
    /// [`AppError::TooMany`] with the rest of the delay.
    pub fn check(&self, key: &K) -> Result<(), AppError> {
        let failures = self.failures.as_ref().and_then(|cache| cache.get(key));
        let rest = failures
            .map_or(Duration::ZERO, |failures| failures.wait_until.saturating_duration_since(Instant::now()));
        if rest.is_zero() { Ok(()) } else { Err(AppError::TooMany { retry_after: rest }) }
    }

    /// Counts a failure.
    pub fn failed(&self, key: K) {
        let Some(cache) = &self.failures else { return };
        let count = cache.get(&key).map_or(0, |failures| failures.count) + 1;
        let delay = match count.checked_sub(self.free) {
            Some(beyond) => Duration::from_secs((1 << beyond.min(6)).min(LONGEST_DELAY)),
            None => Duration::ZERO,
        };
        cache.insert(key, Failures { count, wait_until: Instant::now() + delay });
    }

    /// Forgets the failures.
    pub fn succeeded(&self, key: &K) {
        if let Some(cache) = &self.failures {
            cache.invalidate(key);
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
        for _ in 0..4 {
            delays.failed("a");
            assert!(delays.check(&"a").is_ok());
        }
        delays.failed("a");
        assert!(delays.check(&"a").is_err());
        assert!(delays.check(&"b").is_ok());
        delays.succeeded(&"a");
        assert!(delays.check(&"a").is_ok());
    }

    #[test]
    fn switched_off_nothing_waits() {
        let (limit, delays) = (Limit::new(false, 1, Duration::from_secs(60)), Delays::new(false, 5));
        for _ in 0..20 {
            delays.failed("a");
            assert!(limit.count(&"a").is_ok() && delays.check(&"a").is_ok());
        }
    }
}
