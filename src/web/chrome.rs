//! What handlers need to make a page besides its content: static files, the places of the navigation, public addresses.

use super::assets::Assets;
use super::brand::{Brand, MANIFEST, Wardrobe};
use super::frame::{Bell, Flash, Frame, Host, MenuEntry, Page, Person, Place};
use super::public_url::PublicUrl;
use crate::policy::role::Power;
use crate::policy::role::Role;
use crate::words::{Language, Languages};

/// A place in the navigation or in the person's menu, as a feature registers it.
#[derive(Debug, Clone, Copy)]
pub struct NavPlace {
    /// The id of its word.
    pub label: &'static str,
    /// The address; everything below it counts as being there.
    pub href: &'static str,
    /// An icon that `templates/shared/icon.html` knows; the menu shows none.
    pub icon: Option<&'static str>,
    /// Who finds it there.
    pub seen_by: fn(Role) -> bool,
}

/// For places that everybody finds.
pub fn everybody(_: Role) -> bool {
    true
}

/// Built once, by the composition root.
pub struct Chrome {
    /// Static files.
    pub assets: Assets,
    /// What organizations wear.
    pub wardrobe: Wardrobe,
    /// Public addresses.
    pub public: PublicUrl,
    /// The places, in order.
    pub places: Vec<NavPlace>,
    /// The places of the person's menu, in order.
    pub menu: Vec<NavPlace>,
    /// The languages pages are offered in.
    pub languages: Languages,
}

impl Chrome {
    /// A page of Outlay itself.
    pub fn public_page(&self, language: Language, title: &str) -> (Page, Host) {
        let host = Host {
            name: "Outlay".to_owned(),
            initial: "O".to_owned(),
            logo: None,
            home: self.public.base_origin(),
        };
        (Page::new(&self.assets, title, "Outlay", language), host)
    }

    /// A page on an organization's host for somebody who is not signed in.
    pub fn organization_page(&self, language: Language, title: &str, brand: &Brand) -> (Page, Host) {
        (self.dressed(language, title, brand), organization_host(brand, brand.logo_outside()))
    }

    fn dressed(&self, language: Language, title: &str, brand: &Brand) -> Page {
        let mut page = Page::new(&self.assets, title, &brand.name, language);
        let dress = self.wardrobe.dress(brand);
        page.theme = Some(dress.theme);
        page.icon = dress.icon;
        page.manifest = Some(MANIFEST);
        page.scheme = dress.scheme;
        page.bars = dress.bars;
        page
    }

    /// What stands round a page of a signed-in person. `path` is where they are.
    pub fn frame(&self, language: Language, brand: &Brand, person: Person, path: &str, role: Role) -> Frame {
        let places = self.places.iter().filter(|place| (place.seen_by)(role)).map(|place| Place {
            label: language.word(place.label).to_owned(),
            href: place.href.to_owned(),
            icon: place.icon.unwrap_or_default(),
            current: is_at(path, place.href),
            count: None,
        });
        Frame {
            organization: organization_host(brand, brand.logo_inside()),
            places: places.collect(),
            menu: self.menu(language, role, path),
            record: role.may(Power::Record).then(|| "/expenses/new".to_owned()),
            bell: Bell { current: is_at(path, "/notifications"), count: None },
            person,
        }
    }

    /// The places of the menu that somebody in this role sees. `path` is where they are.
    pub fn menu(&self, language: Language, role: Role, path: &str) -> Vec<MenuEntry> {
        let seen = self.menu.iter().filter(|place| (place.seen_by)(role));
        let entry = |place: &NavPlace| MenuEntry {
            label: language.word(place.label).to_owned(),
            href: place.href.to_owned(),
            current: is_at(path, place.href),
        };
        seen.map(entry).collect()
    }

    /// The head of a page of a signed-in person. `language` is that of the words, not that of the numbers.
    pub fn page(
        &self,
        language: Language,
        title: &str,
        brand: &Brand,
        flash: Option<Flash>,
        demo: bool,
    ) -> Page {
        let mut page = self.dressed(language, title, brand).with_script(&self.assets, "js/keys.js");
        page.flash = flash;
        page.notice = demo.then(|| language.word("web-demo-notice").to_owned());
        page
    }
}

fn organization_host(brand: &Brand, logo: Option<String>) -> Host {
    Host { name: brand.name.clone(), initial: brand.initial(), logo, home: "/".to_owned() }
}

fn is_at(path: &str, href: &str) -> bool {
    if href == "/" {
        path == "/"
    } else {
        path == href || path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/'))
    }
}

/// The first letters of the first and last words of a name, `most` of them at the most.
pub fn initials(name: &str, most: usize) -> String {
    let mut letters: Vec<char> = name.split_whitespace().filter_map(|word| word.chars().next()).collect();
    if letters.len() > most {
        letters = letters.first().into_iter().chain(letters.last()).take(most).copied().collect();
    }
    letters.into_iter().flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        assert_eq!(initials("Mira Okafor", 2), "MO");
        assert_eq!(initials("Hanna Maria von Lindner", 2), "HL");
        assert_eq!(initials("nordlicht Studio GmbH", 1), "N");
        assert_eq!(initials("", 2), "");
    }

    #[test]
    fn below_an_address_is_there_and_beside_it_is_not() {
        assert!(is_at("/expenses/new", "/expenses") && is_at("/expenses", "/expenses"));
        assert!(!is_at("/expensesx", "/expenses") && !is_at("/expenses", "/"));
    }
}
