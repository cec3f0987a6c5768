//! What sign-up needs at hand: who may, and how often.

use crate::error::AppError;
use crate::identity::passwords::Passwords;
use crate::web::keyring::Keyring;
use crate::web::throttle::{Delays, Limit};
use std::net::IpAddr;
use std::time::Duration;

/// Who may sign up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignupPolicy {
    /// Everybody.
    Open,
    /// Whoever has this code.
    Code(String),
    /// Nobody.
    Closed,
}

impl SignupPolicy {
    pub(super) fn asks_for_code(&self) -> bool {
        matches!(self, Self::Code(_))
    }
}

/// What sign-up needs besides the organizations: who may, who hashes passwords, and how often a client address may try.
pub struct SignupDesk {
    pub(super) policy: SignupPolicy,
    pub(super) passwords: Passwords,
    pub(super) posts: Limit<IpAddr>,
    pub(super) questions: Limit<IpAddr>,
    codes: Delays<IpAddr>,
    /// Mails with one's organizations, by client and by address.
    pub(super) finders: Limit<IpAddr>,
    pub(super) found: Limit<String>,
}

impl SignupDesk {
    /// With limits `on`, 30 sign-ups at once and ten a minute after that; 120 questions about slugs at
    /// once, four a second after that; growing delays after 10 wrong codes.
    pub fn new(policy: SignupPolicy, passwords: Passwords, on: bool) -> Self {
        Self {
            policy,
            passwords,
            posts: Limit::new(on, 30, Duration::from_secs(6)),
            questions: Limit::new(on, 120, Duration::from_millis(250)),
            codes: Delays::new(on, 10),
            finders: Limit::new(on, 10, Duration::from_secs(60)),
            found: Limit::new(on, 3, Duration::from_secs(5 * 60)),
        }
    }

    /// Whether the code, where one is asked for, is right. Counts a wrong one.
    pub(super) fn check_code(
        &self,
        keyring: &Keyring,
        client: &IpAddr,
        typed: &str,
    ) -> Result<bool, AppError> {
        const PURPOSE: &str = "sign-up code";
        let SignupPolicy::Code(code) = &self.policy else { return Ok(true) };
        if typed.is_empty() {
            return Ok(false);
        }
        self.codes.begin(client)?;
        // By keyed hashes, in constant time.
        let right = keyring.verify_code(PURPOSE, code.as_bytes(), &keyring.code(PURPOSE, typed.as_bytes()));
        if right {
            self.codes.forgive(client);
        }
        Ok(right)
    }
}
