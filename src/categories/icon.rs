//! The icons a category may have. Each is drawn in `templates/categories/icon.html`.

/// Name and the id of what it shows, in the order they are offered.
pub const ICONS: [(&str, &str); 24] = [
    ("plane", "categories-icon-plane"),
    ("train", "categories-icon-train"),
    ("tram", "categories-icon-tram"),
    ("car", "categories-icon-car"),
    ("fuel", "categories-icon-fuel"),
    ("bed", "categories-icon-bed"),
    ("meal", "categories-icon-meal"),
    ("glass", "categories-icon-glass"),
    ("cup", "categories-icon-cup"),
    ("people", "categories-icon-people"),
    ("gift", "categories-icon-gift"),
    ("pencil", "categories-icon-pencil"),
    ("code", "categories-icon-code"),
    ("chip", "categories-icon-chip"),
    ("screen", "categories-icon-screen"),
    ("phone", "categories-icon-phone"),
    ("book", "categories-icon-book"),
    ("box", "categories-icon-box"),
    ("tool", "categories-icon-tool"),
    ("house", "categories-icon-house"),
    ("shield", "categories-icon-shield"),
    ("bank", "categories-icon-bank"),
    ("tag", "categories-icon-tag"),
    ("dots", "categories-icon-dots"),
];

/// The icon of a category that none was chosen for.
pub const PLAIN: &str = "dots";

/// The id of what an icon shows; none for one that is not drawn.
pub fn meaning(name: &str) -> Option<&'static str> {
    ICONS.iter().find(|(known, _)| *known == name).map(|(_, meaning)| *meaning)
}

/// The name as this list has it; none for one that is not drawn.
pub fn known(name: &str) -> Option<&'static str> {
    ICONS.iter().map(|(known, _)| *known).find(|known| *known == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn every_icon_is_drawn() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/categories/icon.html");
        let drawn = std::fs::read_to_string(path).unwrap();
        for (name, _) in ICONS.iter().filter(|(name, _)| *name != PLAIN) {
            assert!(drawn.contains(&format!("when \"{name}\"")), "{name}");
        }
    }

    #[test]
    fn every_icon_is_called_something() {
        assert!(ICONS.iter().all(|(name, _)| meaning(name).is_some_and(Language::knows)));
        assert_eq!(meaning("castle"), None);
    }
}
