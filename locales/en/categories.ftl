# Categories.

categories-stale = This category was changed after you opened it. Look at it again, then decide.
categories-last-active = This is the last category that can be chosen. Add another first, then archive this one.
categories-merged = { $name } was merged into { $into }. Undo the merge first.
categories-has-below = { $first } lies below { $name }. Move or merge what lies below it first.
categories-name-taken = Another category is called { $name } by now. Rename that one first.
categories-others-below = What lies below this category changed after you opened it. Look at it again, then decide.
categories-not-offered = The category to merge into is archived or merged itself. Choose another.
categories-forbidden = Only owners and admins change categories.
categories-direction = A category moves in the direction up or down.

# Titles, and what is said after something was done.
categories-title = Categories
categories-count =
    { $count ->
        [one] { $number } category
       *[other] { $number } categories
    }
categories-archive-title = Archive { $name }
categories-said-archived = Archived { $names }.
categories-said-restored = Restored { $names }.
categories-said-merged = Merged { $name } into { $into }. Its expenses count there from now on.
categories-said-unmerged = { $name } counts as itself again.
categories-said-added = Added { $name }.
categories-said-saved = Saved { $name }.
