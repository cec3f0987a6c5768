//! Environment and flags become typed settings, once, with every fault reported at start.
