//! Who may do what. Imports nothing: features ask it, it asks nobody.

pub mod kept;
pub mod role;
