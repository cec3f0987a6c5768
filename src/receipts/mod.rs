//! Receipts: files handed in, looked at, kept and served. Who may see or change one follows from its expense, so the
//! addresses stand in `expenses`. Imports `identity`, `tenancy`, `web`, `error`, `policy`, `schema`, `domain`.

pub mod caretaker;
pub mod desk;
pub mod look;
mod lost;
pub mod painter;
pub mod paper;
pub mod queries;
pub mod serve;
pub mod store;
mod strip;
pub mod twins;
mod undrawn;
pub mod views;

pub use caretaker::{Bell, Caretaker};
pub use desk::Desk;
pub use store::{Location, Store};
