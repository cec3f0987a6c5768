//! Mail: letters are put into an outbox in the transaction of what they tell of, and sent after it was committed.
//! Imports `tenancy`, `web`, `error`, `domain`.

pub mod letter;
pub mod outbox;
mod post_office;

pub use letter::{Button, Letter};
pub use post_office::{Outbox, PostOffice, Wakes};
