//! Who may do what. Imports nothing: features ask it, it asks nobody.

pub mod membership;
pub mod role;
