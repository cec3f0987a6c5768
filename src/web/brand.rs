//! What an organization shows of itself on every page: its name, its look and its logo. A page wears it by addresses
//! that carry the hash of what they lead to, so a browser keeps it for ever and a change is seen at once.

use crate::domain::theme::{Color, Look, Theme, derive};
use moka::sync::Cache;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::sync::Arc;

use super::chrome::initials;

/// Where the custom properties are.
pub const THEME: &str = "/theme.css";
/// Where the logo is.
pub const LOGO: &str = "/logo";
/// Where the icon of the browser's tab is.
pub const ICON: &str = "/icon";
/// Where the web manifest is.
pub const MANIFEST: &str = "/manifest.webmanifest";
/// How many looks are kept derived, in a few hundred bytes each.
const DRESSES: u64 = 10_000;

/// An organization's name, look and logo.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Brand {
    /// What it is called on its pages and in its mails.
    pub name: String,
    /// What it picked.
    pub look: Look,
    /// Its logo.
    pub logo: Option<Logo>,
}

/// A logo, by the hash of its picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// The hash.
    pub hash: String,
    /// Whether strangers see it: an owner's address is known to be theirs.
    pub outside: bool,
}

impl Brand {
    /// A name with the look that everybody begins with.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// The address of the logo for members.
    pub fn logo_inside(&self) -> Option<String> {
        self.logo.as_ref().map(|logo| format!("{LOGO}?v={}", logo.hash))
    }

    /// The address of the logo for whoever isn't signed in, and in mails.
    pub fn logo_outside(&self) -> Option<String> {
        self.logo.as_ref().filter(|logo| logo.outside).map(|logo| format!("{LOGO}?v={}", logo.hash))
    }

    /// The letter of its icon, where it has no logo that everybody may see.
    pub fn initial(&self) -> String {
        initials(&self.name, 1)
    }
}

/// What a page wears of a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dress {
    /// The address of the custom properties.
    pub theme: String,
    /// The address of the icon.
    pub icon: String,
    /// The value of `color-scheme`.
    pub scheme: &'static str,
    /// The colours of the browser's own bars, each with the media it is for.
    pub bars: Vec<(&'static str, String)>,
}

/// Looks already derived. One lives in the program; nothing in it can be out of date, since the key is all there is.
pub struct Wardrobe(Cache<(Look, String), Arc<Dress>>);

impl Default for Wardrobe {
    fn default() -> Self {
        Self(Cache::new(DRESSES))
    }
}

impl Wardrobe {
    /// What a page of this organization wears.
    pub fn dress(&self, brand: &Brand) -> Dress {
        let initial = brand.initial();
        let dress = self.0.get_with((brand.look, initial), || Arc::new(tailor(brand)));
        let mut dress = dress.as_ref().clone();
        if let Some(logo) = brand.logo.as_ref().filter(|logo| logo.outside) {
            dress.icon = format!("{ICON}?v={}", logo.hash);
        }
        dress
    }
}

fn tailor(brand: &Brand) -> Dress {
    let theme = derive(&brand.look);
    let (light, dark) = (theme.light.paper.to_string(), theme.dark.paper.to_string());
    let bars = match brand.look.scheme.css() {
        "light" => vec![("all", light)],
        "dark" => vec![("all", dark)],
        _ => vec![("(prefers-color-scheme: light)", light), ("(prefers-color-scheme: dark)", dark)],
    };
    Dress {
        theme: format!("{THEME}?v={}", content_hash(theme.sheet().as_bytes())),
        icon: format!("{ICON}?v={}", content_hash(initial_icon(&theme, &brand.initial()).as_bytes())),
        scheme: brand.look.scheme.css(),
        bars,
    }
}

/// The icon of an organization without a logo: its initial in its colour.
pub fn initial_icon(theme: &Theme, initial: &str) -> String {
    let radius = f32::from(theme.look.corners.radius()) * 0.875;
    let (fill, ink): (Color, Color) = (theme.light.brand_fill, theme.light.on_brand);
    let mut letter = String::new();
    for each in initial.chars().filter(|each| each.is_alphanumeric()) {
        // A character reference, so that no letter can be markup. Writing to a String can't fail.
        let _ = write!(letter, "&#{};", u32::from(each));
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\"><rect width=\"32\" height=\"32\" rx=\"{radius}\" \
         fill=\"{fill}\"/><text x=\"16\" y=\"22.5\" text-anchor=\"middle\" font-family=\"system-ui,sans-serif\" \
         font-size=\"18\" font-weight=\"600\" fill=\"{ink}\">{letter}</text></svg>\n"
    )
}

/// The beginning of the SHA-256 of some content, in hex.
pub fn content_hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().take(8).fold(String::with_capacity(16), |mut hash, byte| {
        // Writing to a String can't fail.
        let _ = write!(hash, "{byte:02x}");
        hash
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::theme::Scheme;

    fn logo(outside: bool) -> Brand {
        Brand { logo: Some(Logo { hash: "abc".to_owned(), outside }), ..Brand::named("Acme") }
    }

    #[test]
    fn the_same_look_has_the_same_address_and_another_has_another() {
        let wardrobe = Wardrobe::default();
        let (acme, globex) = (Brand::named("Acme"), Brand::named("Globex"));
        assert_eq!(wardrobe.dress(&acme).theme, wardrobe.dress(&globex).theme);
        assert_ne!(wardrobe.dress(&acme).icon, wardrobe.dress(&globex).icon);
        let look = Look { brand: Color::new(1, 2, 3), ..Look::default() };
        let other = wardrobe.dress(&Brand { look, ..acme.clone() });
        assert_ne!(other.theme, wardrobe.dress(&acme).theme);
        assert_eq!(wardrobe.dress(&acme).bars.len(), 2);
        let dark = Look { scheme: Scheme::Dark, ..Look::default() };
        let dark = wardrobe.dress(&Brand { look: dark, ..acme });
        assert_eq!((dark.scheme, dark.bars.len(), dark.bars[0].0), ("dark", 1, "all"));
    }

    #[test]
    fn strangers_see_the_logo_of_a_known_owner_alone() {
        assert_eq!(logo(false).logo_outside(), None);
        assert_eq!(logo(false).logo_inside().as_deref(), Some("/logo?v=abc"));
        assert_eq!(logo(true).logo_outside().as_deref(), Some("/logo?v=abc"));
        let wardrobe = Wardrobe::default();
        assert_eq!(wardrobe.dress(&logo(true)).icon, "/icon?v=abc");
        assert_ne!(wardrobe.dress(&logo(false)).icon, "/icon?v=abc");
    }

    #[test]
    fn no_letter_is_markup() {
        let theme = derive(&Look::default());
        assert!(initial_icon(&theme, "<").contains("></text>"), "nothing that is no letter is shown");
        assert!(initial_icon(&theme, "É").contains(">&#201;</text>"));
    }
}
