//! Who sees and changes whom: the part of the policy table that is about members.

use super::role::{Power, Role};

/// How much of the members somebody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Roster {
    /// The page is not there.
    Hidden,
    /// Names and roles.
    Names,
    /// E-mail addresses and when they were seen last, too.
    Everything,
}

/// What a role sees of the members.
pub fn roster(viewer: Role) -> Roster {
    match (viewer.may(Power::SeeContacts), viewer.may(Power::SeeMembers)) {
        (true, _) => Roster::Everything,
        (false, true) => Roster::Names,
        (false, false) => Roster::Hidden,
    }
}

/// Invite somebody as `role`, or make somebody `role`: only owners make owners.
pub fn may_grant(viewer: Role, role: Role) -> bool {
    viewer.may(Power::ManageMembers) && (viewer == Role::Owner || role != Role::Owner)
}

/// Change, deactivate or sign out a member who is `role` now: only owners touch owners.
pub fn may_manage(viewer: Role, role: Role) -> bool {
    may_grant(viewer, role)
}

/// Say when somebody who decides is away, and who stands in: one's own absence, or as who manages them.
pub fn may_arrange(viewer: Role, own: bool, role: Role) -> bool {
    viewer.may(Power::Decide) && role.may(Power::Decide) && (own || may_manage(viewer, role))
}

/// The roles that somebody may give.
pub fn grantable(viewer: Role) -> impl Iterator<Item = Role> {
    Role::ALL.into_iter().filter(move |role| may_grant(viewer, *role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn admins_neither_touch_nor_make_owners() {
        for role in Role::ALL {
            assert!(may_grant(Role::Owner, role) && may_manage(Role::Owner, role));
            assert_eq!(may_grant(Role::Admin, role), role != Role::Owner);
            assert_eq!(may_manage(Role::Admin, role), role != Role::Owner);
        }
    }

    #[test]
    fn nobody_else_changes_anybody() {
        for viewer in [Role::Approver, Role::Member, Role::Auditor] {
            assert_eq!(grantable(viewer).count(), 0);
            assert!(Role::ALL.iter().all(|role| !may_manage(viewer, *role)));
        }
    }

    #[test]
    fn who_decides_arranges_their_own_absence_and_managers_that_of_others() {
        let (owner, admin, approver) = (Role::Owner, Role::Admin, Role::Approver);
        assert!([owner, admin, approver].into_iter().all(|role| may_arrange(role, true, role)));
        assert!(may_arrange(owner, false, owner) && may_arrange(admin, false, approver));
        assert!(!may_arrange(admin, false, owner) && !may_arrange(approver, false, approver));
        assert!(Role::ALL.into_iter().all(|role| !may_arrange(role, true, Role::Member)));
    }

    #[test]
    fn addresses_are_for_those_who_keep_the_books() {
        let seen = Role::ALL.map(roster);
        let (all, names, none) = (Roster::Everything, Roster::Names, Roster::Hidden);
        assert_eq!(seen, [all, all, names, none, all]);
    }
}
