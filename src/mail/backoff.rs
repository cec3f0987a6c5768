//! When a mail that was not taken is tried again, and when it is given up.

use super::transport::Failure;
use crate::tenancy::outbox::Settlement;
use chrono::{DateTime, TimeDelta, Utc};

/// So often a mail is tried: for a day, nearly.
pub const MOST_ATTEMPTS: i32 = 10;

const FIRST: TimeDelta = TimeDelta::minutes(1);
const LONGEST: TimeDelta = TimeDelta::hours(6);

/// What becomes of a mail after its `attempts`-th try failed. `dice`, from 0 to 1, spreads tries that failed together.
pub fn settle(attempts: i32, failure: &Failure, now: DateTime<Utc>, dice: f64) -> Settlement {
    let code = failure.code.clone();
    if failure.permanent || attempts >= MOST_ATTEMPTS {
        return Settlement::Dead { code, at: now };
    }
    Settlement::Later { code, at: now + pause(attempts, dice) }
}

/// 1 min, 3 min, 9 min ... 6 h, each up to a quarter longer, and never beyond 6 h.
fn pause(attempts: i32, dice: f64) -> TimeDelta {
    let tripled = 3_i64.saturating_pow(u32::try_from(attempts - 1).unwrap_or(0));
    let pause = FIRST.num_seconds().saturating_mul(tripled).min(LONGEST.num_seconds());
    let spread = (pause as f64 / 4.0 * dice.clamp(0.0, 1.0)) as i64;
    TimeDelta::seconds(pause.saturating_add(spread)).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn failure(permanent: bool) -> Failure {
        Failure { code: "smtp-450".to_owned(), words: String::new(), permanent }
    }

    #[test]
    fn pauses_grow_from_a_minute_to_six_hours() {
        let minutes: Vec<i64> = (1..MOST_ATTEMPTS).map(|tries| pause(tries, 0.0).num_minutes()).collect();
        assert_eq!(minutes, [1, 3, 9, 27, 81, 243, 360, 360, 360]);
        assert_eq!(pause(1, 1.0), TimeDelta::seconds(75));
    }

    #[test]
    fn what_is_refused_for_good_or_too_often_is_given_up() {
        let now = DateTime::UNIX_EPOCH;
        let dead = Settlement::Dead { code: "smtp-450".to_owned(), at: now };
        assert_eq!(settle(1, &failure(true), now, 0.5), dead);
        assert_eq!(settle(MOST_ATTEMPTS, &failure(false), now, 0.5), dead);
        assert!(matches!(settle(MOST_ATTEMPTS - 1, &failure(false), now, 0.5), Settlement::Later { .. }));
    }

    proptest! {
        #[test]
        fn no_pause_is_out_of_bounds(attempts in i32::MIN..i32::MAX, dice in proptest::num::f64::ANY) {
            let pause = pause(attempts.max(i32::MIN + 1), dice);
            prop_assert!((FIRST..=LONGEST).contains(&pause), "{pause}");
        }
    }
}
