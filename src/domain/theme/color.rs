//! A colour as people pick it: sRGB, eight bits a channel, written `#rrggbb`.

use crate::domain::fault::{Fault, excerpt};
use palette::Srgb;
use palette::color_difference::Wcag21RelativeContrast;
use std::fmt;

/// An opaque sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Color {
    red: u8,
    green: u8,
    blue: u8,
}

impl Color {
    /// White.
    pub const WHITE: Self = Self::new(255, 255, 255);

    /// From its channels.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Reads `#rrggbb` or `#rgb`, in either case, with or without its `#`.
    ///
    /// # Errors
    /// [`Fault::ColorMissing`] or [`Fault::ColorInvalid`].
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        let text = typed.trim();
        if text.is_empty() {
            return Err(Fault::ColorMissing);
        }
        let digits = text.strip_prefix('#').unwrap_or(text);
        let digits: Option<Vec<u8>> = digits
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect();
        match digits.as_deref() {
            Some([r, g, b]) => Ok(Self::new(r * 17, g * 17, b * 17)),
            Some([r, s, g, h, b, c]) => Ok(Self::new(r * 16 + s, g * 16 + h, b * 16 + c)),
            _ => Err(Fault::ColorInvalid { typed: excerpt(typed) }),
        }
    }

    /// Red, green and blue.
    pub fn channels(self) -> [u8; 3] {
        [self.red, self.green, self.blue]
    }

    /// How well one can be told from the other: the contrast ratio of WCAG 2.2, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        self.srgb().relative_contrast(other.srgb())
    }

    pub(super) fn srgb(self) -> Srgb<f64> {
        Srgb::new(self.red, self.green, self.blue).into_format()
    }
}

impl From<Srgb<f64>> for Color {
    fn from(color: Srgb<f64>) -> Self {
        let color: Srgb<u8> = color.into_format();
        Self::new(color.red, color.green, color.blue)
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}
