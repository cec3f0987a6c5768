//! The logo of the demo organization, drawn: northern lights over a horizon.

use crate::branding::logo::Logo;
use crate::domain::fault::Fault;
use image::{Rgba, RgbaImage};

/// Drawn larger than it is kept, so that its edges become smooth.
const SIDE: u32 = 768;
/// Each light: where it stands, how far it reaches up, its colour; all in hundredths of the side.
const LIGHTS: [(f32, f32, [u8; 3]); 4] = [
    (16.0, 44.0, [0x5e, 0xea, 0xd4]),
    (36.0, 12.0, [0x2d, 0xd4, 0xbf]),
    (56.0, 28.0, [0x14, 0xb8, 0xa6]),
    (76.0, 4.0, [0x0d, 0x94, 0x88]),
];
const WIDTH: f32 = 14.0;
const HORIZON: (f32, f32, [u8; 3]) = (86.0, 94.0, [0xf5, 0x9e, 0x0b]);

/// The logo.
pub(super) fn logo() -> Result<Logo, Fault> {
    Logo::draw(RgbaImage::from_fn(SIDE, SIDE, |x, y| {
        let hundredths = |at: u32| (at as f32 + 0.5) * 100.0 / SIDE as f32;
        color(hundredths(x), hundredths(y))
            .map_or(Rgba([0; 4]), |[red, green, blue]| Rgba([red, green, blue, 255]))
    }))
}

fn color(x: f32, y: f32) -> Option<[u8; 3]> {
    let (over, under, amber) = HORIZON;
    if (over..=under).contains(&y) && (8.0..=98.0).contains(&x) {
        return Some(amber);
    }
    // The lights sway a little.
    let sway = (y / 14.0).sin() * 2.5;
    let light = LIGHTS
        .iter()
        .find(|(left, top, _)| (*top..=78.0).contains(&y) && (*left..=*left + WIDTH).contains(&(x - sway)));
    light.map(|(.., color)| *color)
}
