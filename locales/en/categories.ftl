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

# The list.
categories-list-text = { $categories }, offered in this order.
categories-list-text-read = { $categories }. Owners and admins keep them.
categories-new = New category
categories-archived = Archived ({ $found })
categories-archived-text = Expenses keep them; new ones can't choose them.
categories-account-code = Account code
categories-move-up = Move { $name } up
categories-move-down = Move { $name } down
# The name follows these two, for those who hear the page.
categories-restore = Restore
categories-undo-merge = Undo merge
categories-undo-merge-of = of { $name }
categories-includes = Includes { $name }

# The form.
categories-edit = Edit { $name }
categories-add = Add category
categories-save = Save changes
categories-cancel = Cancel
categories-name = Name
categories-color = Colour
categories-icon = Icon
# Where in the tree.
categories-lies = Lies
categories-lies-hint = Below another, it is listed there; a filter by that one finds it too.
categories-at-top = At the top
categories-at-top-others = At the top: others lie below it.
categories-account-code-hint = As your books write it, such as 7300.

# Merging and archiving.
categories-no-longer = No longer needed?
categories-no-longer-text = It has { $expenses }. Merged, they count as another category; archived, they keep this one. Both can be undone.
categories-merge-into = Merge into
categories-choose = Choose one
categories-merge = Merge
categories-merge-not = Others lie below it, so it can't be merged.
categories-archive = Archive
categories-archive-all = Archive all { $found }
categories-archive-question = Archive { $name }?
categories-archive-along =
    { $found ->
        [one] { $names } lies below it and goes along.
       *[other] { $names } lie below it and go along.
    }
categories-archive-text =
    { $count ->
        [one] The { $number } expense stays as it is; new ones can't choose it any more. It can be restored at any time.
       *[other] The { $number } expenses stay as they are; new ones can't choose it any more. It can be restored at any time.
    }

# Two versions beside each other.
categories-met = Changed meanwhile
categories-met-title = This category changed while you were editing it
categories-met-text = Saved meanwhile by { $other }. Yours is not saved yet. Choose which to keep.
categories-met-caption = Both versions, field by field
categories-met-field = Field
categories-met-mine = Yours
categories-met-other = The other
categories-met-differs = differs
categories-met-empty = Empty
categories-keep-mine = Keep mine
categories-keep-other = Keep the other

# The palette: `categories-color-` and the class name. The form begins them with a capital.
categories-color-red = red
categories-color-orange = orange
categories-color-amber = amber
categories-color-yellow = yellow
categories-color-lime = lime
categories-color-green = green
categories-color-emerald = emerald
categories-color-teal = teal
categories-color-cyan = cyan
categories-color-sky = sky
categories-color-blue = blue
categories-color-indigo = indigo
categories-color-violet = violet
categories-color-purple = purple
categories-color-pink = pink
categories-color-slate = slate

# What the icons show. The form begins them with a capital.
categories-icon-plane = plane
categories-icon-train = train
categories-icon-tram = tram
categories-icon-car = car
categories-icon-fuel = fuel pump
categories-icon-bed = bed
categories-icon-meal = fork and knife
categories-icon-glass = glass
categories-icon-cup = cup
categories-icon-people = people
categories-icon-gift = gift
categories-icon-pencil = pencil
categories-icon-code = code
categories-icon-chip = chip
categories-icon-screen = screen
categories-icon-phone = phone
categories-icon-book = book
categories-icon-box = box
categories-icon-tool = tool
categories-icon-house = house
categories-icon-shield = shield
categories-icon-bank = bank
categories-icon-tag = tag
categories-icon-dots = dots

# What a new organization begins with.
categories-first-travel = Travel
categories-first-lodging = Lodging
categories-first-transport = Local transport
categories-first-fuel = Fuel & parking
categories-first-meals = Meals
categories-first-entertainment = Client entertainment
categories-first-office = Office supplies
categories-first-software = Software
categories-first-hardware = Hardware
categories-first-phone = Phone & internet
categories-first-training = Training & events
categories-first-other = Other
