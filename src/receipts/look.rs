//! What a picture looks like, in 64 bits: the same photo, encoded again, made smaller or a little brighter, looks alike.
//!
//! It is a difference hash: the picture in grey, 9 × 8 pixels, and of each pixel whether its right neighbour is brighter.
//! Two looks are alike when they differ in at most [`ALIKE`] bits. With that few, two that are alike agree wholly in one
//! of four parts of 16 bits, by which the database finds them.

use image::DynamicImage;
use image::imageops::FilterType;

/// The most bits in which the looks of one photo differ.
pub const ALIKE: u32 = 3;
/// A picture with fewer bits than this, or so few missing, has nothing to be known by: paper, a wall.
const FEW: u32 = 10;
/// How far from each other neighbours have to be, of 255, to count as different: the grain of paper does not.
const STEP: u8 = 3;
/// The shortest side of what has a look.
const SMALLEST: u32 = 32;

/// The look of a picture; none of one that says too little.
pub fn of(picture: &DynamicImage) -> Option<i64> {
    if picture.width() < SMALLEST || picture.height() < SMALLEST {
        return None;
    }
    // Twice: averaging first is quick, and lets the second see everything.
    let grey = picture.thumbnail_exact(72, 64).resize_exact(9, 8, FilterType::Triangle).to_luma8();
    let mut bits = 0_u64;
    for y in 0..8 {
        for x in 0..8 {
            let (left, right) = (grey.get_pixel(x, y).0[0], grey.get_pixel(x + 1, y).0[0]);
            bits = bits << 1 | u64::from(right >= left.saturating_add(STEP) && right > left);
        }
    }
    let says_something = (FEW..=64 - FEW).contains(&bits.count_ones());
    says_something.then(|| i64::from_ne_bytes(bits.to_ne_bytes()))
}

/// Whether two looks are of one photo.
pub fn are_alike(one: i64, other: i64) -> bool {
    (one ^ other).count_ones() <= ALIKE
}

/// Whether two pictures, as width and height, are of one shape within two percent: a photo made smaller keeps it.
pub fn have_one_shape(one: (i64, i64), other: (i64, i64)) -> bool {
    let (here, there) = (one.0 * other.1, other.0 * one.1);
    (here - there).abs() * 50 <= here.max(there)
}

/// The four parts of a look, as the database's indexes have them.
pub fn parts(look: i64) -> [i64; 4] {
    [0, 16, 32, 48].map(|shift| look >> shift & 0xffff)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::codecs::jpeg::JpegEncoder;
    use image::{Rgb, RgbImage};
    use proptest::prelude::*;

    /// Blots on paper, each where the seed has it.
    fn photo(seed: u32) -> DynamicImage {
        let at = |number: u32| seed.wrapping_add(number).wrapping_mul(2_654_435_761);
        let blots: Vec<_> =
            (0..9).map(|number| (at(number) >> 8 & 511, at(number) >> 20 & 511, at(number) & 127)).collect();
        DynamicImage::ImageRgb8(RgbImage::from_fn(512, 512, |x, y| {
            let dark =
                blots.iter().filter(|(at_x, at_y, _)| x.abs_diff(*at_x) < 70 && y.abs_diff(*at_y) < 70);
            let shade = dark.fold(235_u32, |shade, blot| shade.saturating_sub(60 + blot.2 / 2));
            Rgb([shade as u8; 3])
        }))
    }

    fn again(picture: &DynamicImage, side: u32, quality: u8) -> DynamicImage {
        let mut bytes = Vec::new();
        let small = picture.thumbnail(side, side).to_rgb8();
        small.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality)).unwrap();
        image::load_from_memory(&bytes).unwrap()
    }

    #[test]
    fn the_same_photo_again_looks_alike_and_another_does_not() {
        for seed in 0..20 {
            let picture = photo(seed * 7919);
            let look = of(&picture).unwrap();
            for (side, quality) in [(512, 60), (300, 85), (140, 80)] {
                let other = of(&again(&picture, side, quality)).unwrap();
                assert!(are_alike(look, other), "{seed}: {side}, {quality}: {:x}", look ^ other);
            }
            let other = of(&photo(seed * 7919 + 104_729)).unwrap();
            assert!(!are_alike(look, other), "{seed}");
        }
    }

    #[test]
    fn what_shows_nothing_has_no_look() {
        let plain = |side, shade| DynamicImage::ImageRgb8(RgbImage::from_pixel(side, side, Rgb([shade; 3])));
        for (side, shade) in [(400, 255), (400, 0), (8, 120)] {
            assert_eq!(of(&plain(side, shade)), None);
        }
    }

    proptest! {
        #[test]
        fn whatever_is_alike_shares_a_part(look: i64, flips in proptest::collection::vec(0_u32..64, 0..=3)) {
            let other = flips.iter().fold(look, |look, flip| look ^ 1_i64 << flip);
            prop_assert!(are_alike(look, other));
            prop_assert!(parts(look).iter().zip(parts(other)).any(|(one, other)| *one == other));
        }
    }
}
