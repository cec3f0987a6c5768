//! An organization's look: what it picks ([`Look`]), and every colour that follows from it ([`Theme`]).

mod color;
mod derive;
mod sheet;
#[cfg(test)]
mod tests;

pub use color::Color;
pub use derive::derive;

use super::fault::Fault;

/// Below this contrast (WCAG 2.2) text can't be read by everybody.
pub const TEXT: f64 = 4.5;
/// Below this contrast (WCAG 2.2) a control can't be seen by everybody.
pub const CONTROL: f64 = 3.0;

/// What an organization picks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Look {
    /// "Act here": buttons, the current place, focus, the first series of a chart.
    pub brand: Color,
    /// The double rule under a total.
    pub accent: Color,
    /// Light, dark, or as each person's device says.
    pub scheme: Scheme,
    /// How corners are.
    pub corners: Corners,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            brand: Color::new(0x0f, 0x76, 0x6e),
            accent: Color::new(0xf5, 0x9e, 0x0b),
            scheme: Scheme::Auto,
            corners: Corners::Soft,
        }
    }
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// As each person's device says.
    Auto,
    /// Light everywhere.
    Light,
    /// Dark everywhere.
    Dark,
}

impl Scheme {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The word in the database and in the form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The value of CSS's `color-scheme`.
    pub fn css(self) -> &'static str {
        match self {
            Self::Auto => "light dark",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads the word.
    ///
    /// # Errors
    /// [`Fault::NotOffered`] for any other.
    pub fn parse(word: &str) -> Result<Self, Fault> {
        Self::ALL.into_iter().find(|scheme| scheme.as_str() == word).ok_or(Fault::NotOffered)
    }
}

/// How corners are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Corners {
    /// Right angles.
    Sharp,
    /// A little round.
    Soft,
    /// Round.
    Round,
}

impl Corners {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Sharp, Self::Soft, Self::Round];

    /// The word in the database and in the form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sharp => "sharp",
            Self::Soft => "soft",
            Self::Round => "round",
        }
    }

    /// The radius of a control, in pixels; small marks have five eighths of it, cards one and a half.
    pub fn radius(self) -> u8 {
        match self {
            Self::Sharp => 0,
            Self::Soft => 8,
            Self::Round => 14,
        }
    }

    /// Reads the word.
    ///
    /// # Errors
    /// [`Fault::NotOffered`] for any other.
    pub fn parse(word: &str) -> Result<Self, Fault> {
        Self::ALL.into_iter().find(|corners| corners.as_str() == word).ok_or(Fault::NotOffered)
    }
}

/// Every colour that follows from a [`Look`], for both schemes. [`Theme::sheet`] is its stylesheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// What was picked.
    pub look: Look,
    /// On light paper.
    pub light: Tones,
    /// On dark paper.
    pub dark: Tones,
}

/// One assignment of the ramp and of the brand. The names are those of `static/css/tokens.css`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tones {
    /// What the page lies on.
    pub paper: Color,
    /// What lies above it: cards, inputs.
    pub raised: Color,
    /// What lies below it: wells.
    pub sunken: Color,
    /// A row under the pointer.
    pub hover: Color,
    /// Hairlines, which only decorate.
    pub line: Color,
    /// The borders of controls.
    pub line_strong: Color,
    /// Text.
    pub ink: Color,
    /// Text beside text.
    pub ink_soft: Color,
    /// Hints.
    pub ink_faint: Color,
    /// The primary button.
    pub brand_fill: Color,
    /// The primary button under the pointer.
    pub brand_hover: Color,
    /// Text on the primary button.
    pub on_brand: Color,
    /// Text in the brand's colour.
    pub brand_strong: Color,
    /// What is selected.
    pub brand_soft: Color,
    /// The ring round what has the focus.
    pub focus: Color,
    /// The double rule under a total.
    pub rule: Color,
}

impl Tones {
    /// What text and controls stand on.
    pub fn surfaces(&self) -> [Color; 5] {
        [self.paper, self.raised, self.sunken, self.hover, self.brand_soft]
    }

    /// All of them with the names of their custom properties.
    pub fn named(&self) -> [(&'static str, Color); 16] {
        [
            ("paper", self.paper),
            ("raised", self.raised),
            ("sunken", self.sunken),
            ("hover", self.hover),
            ("line", self.line),
            ("line-strong", self.line_strong),
            ("ink", self.ink),
            ("ink-soft", self.ink_soft),
            ("ink-faint", self.ink_faint),
            ("brand-fill", self.brand_fill),
            ("brand-hover", self.brand_hover),
            ("on-brand", self.on_brand),
            ("brand-strong", self.brand_strong),
            ("brand-soft", self.brand_soft),
            ("focus", self.focus),
            ("rule", self.rule),
        ]
    }
}
