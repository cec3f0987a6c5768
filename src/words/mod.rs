//! Words: every sentence that a person reads, by its id, in each language. Imports nothing of the crate.
//!
//! The texts lie in `locales/LANGUAGE/FEATURE.ftl` (Fluent); `locales/README.md` says how they are written. Code says
//! *what* is to be said, as a [`Phrase`] of an id and arguments, and a [`Language`] says it where a person is in sight:
//! a page, a mail, an error. What is stored or compared is the phrase or a code, never a sentence.

mod catalogue;
pub mod filters;
mod language;
mod phrase;
mod pseudo;

pub use catalogue::sources;
pub use filters::Voice;
pub use language::{Language, Languages};
pub(crate) use phrase::phrase;
pub use phrase::{Arg, Phrase, Piece, Speak};
