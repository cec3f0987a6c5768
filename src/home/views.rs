//! What the pages of this feature show.
