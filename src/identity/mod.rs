//! Members, sign-in, sessions, and the policy of who may do what.

pub mod views;
