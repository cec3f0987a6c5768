//! From a look to every colour, in OKLCH: lightness is what the eye says it is, so one ramp serves every hue. Each
//! colour begins where it looks best and moves away from the paper until what is written in it can be read.

use super::{CONTROL, Color, Look, TEXT, Theme, Tones};
use palette::convert::FromColorUnclamped;
use palette::{Clamp, FromColor, IsWithinBounds, OklabHue, Oklch, Srgb};

/// How far a colour moves at once.
const STEP: f64 = 0.005;
/// White text is worth so much darkening of the brand's colour; beyond it dark text keeps the colour truer.
const FOR_WHITE_TEXT: f64 = 0.12;
/// The rule under a total only decorates, but has to be there.
const SEEN: f64 = 1.8;

/// Every colour of a look. Pure and quick: the same look gives the same theme, to the bit.
pub fn derive(look: &Look) -> Theme {
    let (brand, accent) = (Hue::of(look.brand), Hue::of(look.accent));
    Theme { look: *look, light: light(brand, accent), dark: dark(brand, accent) }
}

/// A colour's place in OKLCH.
#[derive(Clone, Copy)]
struct Hue {
    lightness: f64,
    chroma: f64,
    hue: OklabHue<f64>,
}

/// Away from the paper.
#[derive(Clone, Copy)]
enum Away {
    Darker,
    Lighter,
}

impl Hue {
    fn of(color: Color) -> Self {
        let place = Oklch::from_color(color.srgb());
        Self { lightness: place.l, chroma: place.chroma, hue: place.hue }
    }

    /// The same hue with at most so much chroma.
    fn muted(self, most: f64) -> Self {
        Self { chroma: self.chroma.min(most), ..self }
    }

    /// This hue at a lightness, with as much of its chroma as a screen can show there.
    fn at(self, lightness: f64) -> Color {
        let with = |chroma| Srgb::from_color_unclamped(Oklch::new(lightness, chroma, self.hue));
        let full: Srgb<f64> = with(self.chroma);
        if full.is_within_bounds() {
            return full.into();
        }
        let (mut shown, mut beyond) = (0.0, self.chroma);
        for _ in 0..14 {
            let middle = f64::midpoint(shown, beyond);
            if with(middle).is_within_bounds() {
                shown = middle;
            } else {
                beyond = middle;
            }
        }
        with(shown).clamp().into()
    }

    /// The first lightness from `from` on that does; black or white where none does.
    fn settle(self, from: f64, away: Away, does: impl Fn(Color) -> bool) -> (f64, Color) {
        let mut lightness = from.clamp(0.0, 1.0);
        loop {
            let color = self.at(lightness);
            let next = match away {
                Away::Darker => lightness - STEP,
                Away::Lighter => lightness + STEP,
            };
            if does(color) || !(0.0..=1.0).contains(&next) {
                return (lightness, color);
            }
            lightness = next;
        }
    }
}

fn on_all(surfaces: [Color; 5], least: f64) -> impl Fn(Color) -> bool {
    move |color| surfaces.iter().all(|surface| color.contrast(*surface) >= least)
}

/// The primary button: its colour, the same under the pointer, the text on it.
struct Fill {
    fill: Color,
    hover: Color,
    on: Color,
}

fn light(brand: Hue, accent: Hue) -> Tones {
    let paper = brand.muted(0.003).at(0.988);
    let sunken = brand.muted(0.005).at(0.965);
    let hover = brand.muted(0.006).at(0.968);
    let brand_soft = brand.muted(0.025).at(0.955);
    let surfaces = [paper, Color::WHITE, sunken, hover, brand_soft];
    let darker = |hue: Hue, from, least| hue.settle(from, Away::Darker, on_all(surfaces, least)).1;
    let Fill { fill, hover: brand_hover, on } = light_fill(brand, surfaces);
    Tones {
        paper,
        raised: Color::WHITE,
        sunken,
        hover,
        line: brand.muted(0.007).at(0.905),
        line_strong: darker(brand.muted(0.012), 0.62, CONTROL),
        ink: darker(brand.muted(0.014), 0.235, TEXT),
        ink_soft: darker(brand.muted(0.014), 0.44, TEXT),
        ink_faint: darker(brand.muted(0.013), 0.52, TEXT),
        brand_fill: fill,
        brand_hover,
        on_brand: on,
        brand_strong: darker(brand, brand.lightness.min(0.48), TEXT),
        brand_soft,
        focus: darker(brand, brand.lightness.min(0.55), CONTROL),
        rule: darker(accent, accent.lightness.min(0.78), SEEN),
    }
}

fn light_fill(brand: Hue, surfaces: [Color; 5]) -> Fill {
    let seen = on_all(surfaces, CONTROL);
    let (under_white, fill) = brand
        .settle(brand.lightness, Away::Darker, |color| color.contrast(Color::WHITE) >= TEXT && seen(color));
    if brand.lightness - under_white <= FOR_WHITE_TEXT {
        let hover = if under_white < 0.25 { under_white + 0.08 } else { under_white - 0.05 };
        return Fill { fill, hover: brand.at(hover), on: Color::WHITE };
    }
    let (lightness, fill) = brand.settle(brand.lightness, Away::Darker, seen);
    let hover = brand.at(lightness - 0.04);
    Fill { fill, hover, on: ink_on(brand, fill, hover) }
}

fn dark(brand: Hue, accent: Hue) -> Tones {
    let paper = brand.muted(0.008).at(0.19);
    let raised = brand.muted(0.009).at(0.225);
    let sunken = brand.muted(0.007).at(0.165);
    let hover = brand.muted(0.01).at(0.23);
    let brand_soft = brand.muted(0.04).at(0.29);
    let surfaces = [paper, raised, sunken, hover, brand_soft];
    let lighter = |hue: Hue, from, least| hue.settle(from, Away::Lighter, on_all(surfaces, least)).1;
    let (lightness, fill) = brand.settle(brand.lightness.max(0.74), Away::Lighter, on_all(surfaces, CONTROL));
    let brand_hover = brand.at(if lightness > 0.94 { lightness - 0.05 } else { lightness + 0.05 });
    Tones {
        paper,
        raised,
        sunken,
        hover,
        line: brand.muted(0.012).at(0.31),
        line_strong: lighter(brand.muted(0.012), 0.55, CONTROL),
        ink: lighter(brand.muted(0.006), 0.93, TEXT),
        ink_soft: lighter(brand.muted(0.01), 0.76, TEXT),
        ink_faint: lighter(brand.muted(0.011), 0.66, TEXT),
        brand_fill: fill,
        brand_hover,
        on_brand: ink_on(brand, fill, brand_hover),
        brand_strong: lighter(brand, brand.lightness.max(0.78), TEXT),
        brand_soft,
        focus: lighter(brand, brand.lightness.max(0.78), CONTROL),
        rule: lighter(accent, accent.lightness.max(0.75), SEEN),
    }
}

/// Dark text in the brand's hue.
fn ink_on(brand: Hue, fill: Color, hover: Color) -> Color {
    let reads = |ink: Color| ink.contrast(fill) >= TEXT && ink.contrast(hover) >= TEXT;
    brand.muted(0.02).settle(0.19, Away::Darker, reads).1
}
