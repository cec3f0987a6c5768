//! A theme as a stylesheet: custom properties and nothing else.

use super::Theme;
use std::fmt::Write as _;

impl Theme {
    /// The stylesheet of every page: the properties on the root.
    pub fn sheet(&self) -> String {
        self.sheet_of(":root")
    }

    /// The stylesheet of what `selector` finds. Nothing in it refers to another property, so that it holds inside a page
    /// of another theme as well.
    pub fn sheet_of(&self, selector: &str) -> String {
        let look = &self.look;
        let radius = f32::from(look.corners.radius());
        let mut css = format!(
            "{selector}{{--brand:{};--accent:{};--scheme:{};--radius:{radius}px;--radius-small:{}px;--radius-large:{}px",
            look.brand,
            look.accent,
            look.scheme.css(),
            radius * 0.625,
            radius * 1.5,
        );
        for ((name, light), (_, dark)) in self.light.named().into_iter().zip(self.dark.named()) {
            // Writing to a String can't fail.
            let _ = write!(css, ";--{name}:light-dark({light},{dark})");
        }
        css.push_str("}\n");
        css
    }
}
