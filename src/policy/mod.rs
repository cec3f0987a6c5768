//! Who may do what, and the life of an expense: both tables of the product in one place. Pages hide what is denied here
//! and handlers refuse it; both ask the same functions. Imports nothing: features ask it, it asks nobody.
//!
//! `docs/policy.md` and `docs/states.md` are printed from this code; a test holds them against it.

pub mod asked;
pub mod life;
pub mod membership;
pub mod rights;
pub mod role;
pub mod status;
#[cfg(test)]
mod tests;
