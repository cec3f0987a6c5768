//! Tables as diesel sees them.
