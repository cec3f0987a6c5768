//! Numbers beside the places of the navigation: features register how to count, pages show what was counted in their own
//! unit of work.

use super::viewer::Viewer;
use crate::error::AppError;
use crate::tenancy::TenantConn;

/// How many things wait for somebody at a place. None where the place is none of theirs, which is then not shown. It runs
/// hot SELECTs alone, since every page runs it.
pub type Count = fn(&mut TenantConn<'_>, &Viewer) -> Result<Option<usize>, AppError>;

/// A place with a number.
#[derive(Clone, Copy)]
pub struct Badge {
    /// The place's address.
    pub href: &'static str,
    /// How to count.
    pub count: Count,
}

/// All of them, registered by the composition root.
#[derive(Clone, Default)]
pub struct Badges(pub Vec<Badge>);

impl Badges {
    /// Counts them for a viewer.
    ///
    /// # Errors
    /// When the database is away.
    pub fn count(&self, conn: &mut TenantConn<'_>, viewer: &Viewer) -> Result<Vec<Counted>, AppError> {
        self.0.iter().map(|badge| Ok((badge.href, (badge.count)(conn, viewer)?))).collect()
    }
}

/// A place's address and how many wait there; none where it is not to be shown.
pub type Counted = (&'static str, Option<usize>);
