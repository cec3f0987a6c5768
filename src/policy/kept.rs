//! What an organization keeps for all of its members, and who may see or change it: the rows of the policy table on
//! categories, settings and the trail.

use super::role::Role;

/// One of the things that are everybody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The categories.
    Categories,
    /// The organization's settings.
    Settings,
    /// The trail of the whole organization.
    Trail,
}

impl Kept {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Categories, Self::Settings, Self::Trail];
}

impl Role {
    /// Whether somebody in this role sees it; otherwise it is not shown in the navigation, and refused.
    pub fn may_see(self, kept: Kept) -> bool {
        match (kept, self) {
            (Kept::Categories, _) => true,
            (Kept::Settings, Self::Owner | Self::Admin | Self::Approver | Self::Auditor) => true,
            (Kept::Settings, Self::Member) => false,
            (Kept::Trail, Self::Owner | Self::Admin | Self::Auditor) => true,
            (Kept::Trail, Self::Approver | Self::Member) => false,
        }
    }

    /// Whether somebody in this role changes it. Nobody changes the trail.
    pub fn may_change(self, kept: Kept) -> bool {
        match (kept, self) {
            (Kept::Categories | Kept::Settings, Self::Owner | Self::Admin) => true,
            (Kept::Categories | Kept::Settings, Self::Approver | Self::Member | Self::Auditor) => false,
            (Kept::Trail, _) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_changes_something_sees_it() {
        for kept in Kept::ALL {
            for role in Role::ALL {
                assert!(!role.may_change(kept) || role.may_see(kept), "{role:?} {kept:?}");
            }
        }
    }

    #[test]
    fn the_trail_is_read_by_those_who_keep_the_books_and_changed_by_nobody() {
        let readers: Vec<Role> = Role::ALL.into_iter().filter(|role| role.may_see(Kept::Trail)).collect();
        assert_eq!(readers, [Role::Owner, Role::Admin, Role::Auditor]);
        assert!(!Role::ALL.into_iter().any(|role| role.may_change(Kept::Trail)));
    }
}
