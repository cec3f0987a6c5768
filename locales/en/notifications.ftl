# What members are told: the list, and how they want letters.

notifications-title = Notifications
notifications-text = What others did with what is yours, and what waits for you.
notifications-unread = Unread:
notifications-unread-count = Unread:
notifications-read-all = Mark all as read
notifications-nothing = Nothing new
notifications-nothing-text = When something is submitted to you, decided, paid or said about an expense of yours, it stands here.
notifications-gone = Something about an expense that you can’t see any more.
notifications-kind-submitted = Submitted to you
notifications-kind-waiting = Waiting long for your decision
notifications-kind-approved = Approved
notifications-kind-returned = Returned
notifications-kind-rejected = Rejected
notifications-kind-reopened = Reopened
notifications-kind-reimbursed = Reimbursed
notifications-kind-commented = Commented on
notifications-kind-rule = A rule that binds you changed
