//! What pages have in common, as plain data that is ready to be shown. Imports `assets` and `words`.
//!
//! Every page's struct has a field `page`; pages for signed-in people also have `frame`, pages in the middle
//! of the window have `host`. The layouts in `templates/layouts/` read them by these names.

use super::assets::Assets;
use crate::words::Language;

/// The head of a page, and what may stand above its content.
#[derive(Debug, Clone)]
pub struct Page {
    /// What the page is, without the name of the site.
    pub title: String,
    /// Whose page it is: the organization's name, or "Outlay".
    pub site: String,
    /// The language of the words. The layout tells it to whatever it encloses.
    pub lang: Language,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The address of the stylesheet.
    pub css: String,
    /// The address of the organization's own colours, if it has any.
    pub theme: Option<String>,
    /// The address of the icon in the browser's tab.
    pub icon: String,
    /// The address of the organization's web manifest.
    pub manifest: Option<&'static str>,
    /// The value of `color-scheme`.
    pub scheme: &'static str,
    /// The colours of the browser's own bars, each with the media it is for.
    pub bars: Vec<(&'static str, String)>,
    /// The address of htmx, on pages that use it.
    pub htmx: Option<String>,
    /// The addresses of the page's modules.
    pub scripts: Vec<String>,
    /// What just happened.
    pub flash: Option<Flash>,
    /// What is true of this whole organization: "This is a demo. ..."
    pub notice: Option<String>,
    /// What this person should see to, on every page until it is done.
    pub reminder: Option<Reminder>,
}

/// Something to see to: a sentence, a button and a link.
#[derive(Debug, Clone)]
pub struct Reminder {
    /// The sentence.
    pub text: String,
    /// Where the button posts.
    pub action: &'static str,
    /// The verb on the button.
    pub label: &'static str,
    /// Where the link leads.
    pub href: &'static str,
    /// The words of the link.
    pub link: &'static str,
}

impl Page {
    /// A page with the stylesheet and the scripts that every page has.
    pub fn new(assets: &Assets, title: impl Into<String>, site: impl Into<String>, lang: Language) -> Self {
        Self {
            title: title.into(),
            site: site.into(),
            dir: lang.dir(),
            lang,
            css: assets.css_url(),
            theme: None,
            icon: assets.url("img/icon.svg"),
            manifest: None,
            scheme: "light dark",
            bars: Vec::new(),
            htmx: None,
            scripts: vec![assets.url("js/flash.js")],
            flash: None,
            notice: None,
            reminder: None,
        }
    }

    /// Adds a module by its path below `static/`.
    pub fn with_script(mut self, assets: &Assets, path: &str) -> Self {
        self.scripts.push(assets.url(path));
        self
    }

    /// Adds htmx.
    pub fn with_htmx(mut self, assets: &Assets) -> Self {
        self.htmx = Some(assets.url("vendor/htmx/htmx.min.js"));
        self
    }
}

/// One sentence about what just happened, shown once.
#[derive(Debug, Clone)]
pub struct Flash {
    /// How it is meant.
    pub kind: FlashKind,
    /// The sentence.
    pub text: String,
    /// The way back, if there is one.
    pub undo: Option<Undo>,
}

/// How a flash is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlashKind {
    /// It is done.
    Done,
    /// It is done, and there is something to know.
    Note,
    /// It was not done.
    Problem,
}

impl FlashKind {
    /// The variant in the class name.
    pub fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Note => "note",
            Self::Problem => "problem",
        }
    }
}

/// A button that takes something back.
#[derive(Debug, Clone)]
pub struct Undo {
    /// Where to post.
    pub action: String,
    /// The verb on the button.
    pub label: String,
    /// What goes along.
    pub fields: Vec<Hidden>,
}

/// A form's value that is not shown.
#[derive(Debug, Clone)]
pub struct Hidden {
    /// The field's name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// What stands round every page of a signed-in person.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Whose books these are.
    pub organization: Host,
    /// The places to go, commonest first.
    pub places: Vec<Place>,
    /// What else there is for this person, in their menu.
    pub menu: Vec<MenuEntry>,
    /// Where a new expense begins; none for a person who records none.
    pub record: Option<String>,
    /// What they were told.
    pub bell: Bell,
    /// Who is signed in.
    pub person: Person,
}

impl Frame {
    /// Shows how many things wait at a place; without a number the place is none of this person's.
    pub fn count(&mut self, href: &str, count: Option<usize>) {
        let Some(count) = count else {
            self.places.retain(|place| place.href != href);
            return;
        };
        for place in self.places.iter_mut().filter(|place| place.href == href) {
            place.count = shown(count);
        }
    }

    /// Whether a place is one of this person's.
    pub fn has(&self, href: &str) -> bool {
        self.places.iter().any(|place| place.href == href)
    }

    /// Shows how much of what the person was told they haven't read.
    pub fn unread(&mut self, count: usize) {
        self.bell.count = shown(count);
    }
}

/// A count as it stands beside a place: nothing for none, and no more than two digits.
fn shown(count: usize) -> Option<String> {
    match count {
        0 => None,
        1..=99 => Some(count.to_string()),
        _ => Some("99+".to_owned()),
    }
}

/// The way to what a person was told.
#[derive(Debug, Clone, Default)]
pub struct Bell {
    /// Whether the person is there.
    pub current: bool,
    /// How much they haven't read.
    pub count: Option<String>,
}

/// An organization (or Outlay itself) as the top of a page names it.
#[derive(Debug, Clone)]
pub struct Host {
    /// Its name.
    pub name: String,
    /// The first letter of it, where no logo is.
    pub initial: String,
    /// The address of its logo.
    pub logo: Option<String>,
    /// Where its name leads.
    pub home: String,
}

/// One place in the navigation.
#[derive(Debug, Clone)]
pub struct Place {
    /// Its name.
    pub label: String,
    /// Its address.
    pub href: String,
    /// A name that `templates/shared/icon.html` knows.
    pub icon: &'static str,
    /// Whether the person is there.
    pub current: bool,
    /// How many things wait there.
    pub count: Option<String>,
}

/// One entry of the person's menu.
#[derive(Debug, Clone)]
pub struct MenuEntry {
    /// Its name.
    pub label: String,
    /// Its address.
    pub href: String,
    /// Whether the person is there.
    pub current: bool,
}

/// The person who is signed in.
#[derive(Debug, Clone)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// Their role, as a word: "Owner".
    pub role: String,
    /// One or two letters.
    pub initials: String,
}

/// One entry of a select, a datalist or a group of radio buttons.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is the one chosen.
    pub chosen: bool,
}

/// What is wrong with a form: a message for each field, in the order of the fields.
#[derive(Debug, Clone, Default)]
pub struct Faults(Vec<Fault>);

/// What is wrong with one field.
#[derive(Debug, Clone)]
pub struct Fault {
    /// The field's name; empty for the form as a whole.
    pub field: String,
    /// What to do, in words.
    pub message: String,
}

impl Faults {
    /// Whether there is anything to say.
    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// What is wrong with a field.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|fault| fault.field == field).map(|fault| fault.message.as_str())
    }

    /// Whether this field is the one to begin with.
    pub fn first_is(&self, field: &str) -> bool {
        self.0.iter().find(|fault| !fault.field.is_empty()).is_some_and(|fault| fault.field == field)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Fault> {
        self.0.iter()
    }
}

impl<F: Into<String>, M: Into<String>> FromIterator<(F, M)> for Faults {
    fn from_iter<I: IntoIterator<Item = (F, M)>>(faults: I) -> Self {
        Self(
            faults
                .into_iter()
                .map(|(field, message)| Fault { field: field.into(), message: message.into() })
                .collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_field_at_fault_gets_the_focus() {
        let faults: Faults =
            [("", "Nothing was saved."), ("amount", "Enter an amount."), ("note", "Shorten it.")]
                .into_iter()
                .collect();
        assert!(faults.first_is("amount"));
        assert!(!faults.first_is("note"));
        assert_eq!(faults.of("note"), Some("Shorten it."));
        assert_eq!(faults.of("merchant"), None);
    }
}
