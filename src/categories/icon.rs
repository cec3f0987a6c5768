//! The icons a category may have. Each is drawn in `templates/categories/icon.html`.

/// Name and meaning, in the order they are offered.
pub const ICONS: [(&str, &str); 24] = [
    ("plane", "Plane"),
    ("train", "Train"),
    ("tram", "Tram"),
    ("car", "Car"),
    ("fuel", "Fuel pump"),
    ("bed", "Bed"),
    ("meal", "Fork and knife"),
    ("glass", "Glass"),
    ("cup", "Cup"),
    ("people", "People"),
    ("gift", "Gift"),
    ("pencil", "Pencil"),
    ("code", "Code"),
    ("chip", "Chip"),
    ("screen", "Screen"),
    ("phone", "Phone"),
    ("book", "Book"),
    ("box", "Box"),
    ("tool", "Tool"),
    ("house", "House"),
    ("shield", "Shield"),
    ("bank", "Bank"),
    ("tag", "Tag"),
    ("dots", "Dots"),
];

/// The icon of a category that none was chosen for.
pub const PLAIN: &str = "dots";

/// The name as this list has it; none for one that is not drawn.
pub fn known(name: &str) -> Option<&'static str> {
    ICONS.iter().map(|(known, _)| *known).find(|known| *known == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_is_drawn() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/categories/icon.html");
        let drawn = std::fs::read_to_string(path).unwrap();
        for (name, _) in ICONS.iter().filter(|(name, _)| *name != PLAIN) {
            assert!(drawn.contains(&format!("when \"{name}\"")), "{name}");
        }
    }
}
