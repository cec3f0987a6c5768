//! One error type for the edge.
