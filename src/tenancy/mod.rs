//! The core: which organization a request is for, and the one connection bound to it.

pub mod embedded;
