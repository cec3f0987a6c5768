//! A logo out of bytes that somebody sent. What it is, its bytes say; it is decoded within limits, and what is kept is
//! drawn anew: nothing of the file survives, neither its metadata nor what hides behind its pixels.

use crate::domain::fault::Fault;
use crate::web::brand::content_hash;
use crate::web::pictures::{self, Bounds, Flaw};
use image::imageops::FilterType;
use image::{DynamicImage, ImageFormat, RgbaImage};
use std::io::Cursor;

/// The largest side of a picture that is decoded, in pixels.
pub const MOST_PIXELS: u32 = 2_500;
/// What decoding may take of memory, in bytes: sixteen bits a channel of the largest picture, and some.
const MOST_MEMORY: u64 = 64 * 1024 * 1024;
/// What the kept picture fits into, in pixels.
const BOX: (u32, u32) = (640, 256);
/// The sides of the square icons, in pixels.
const ICON: u32 = 192;
const ICON_LARGE: u32 = 512;

/// The pictures of a logo, each a PNG.
#[derive(Debug, Clone)]
pub struct Logo {
    /// The hash of the picture.
    pub hash: String,
    /// As it is shown.
    pub picture: Vec<u8>,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// As a square of 192 pixels.
    pub icon: Vec<u8>,
    /// As a square of 512 pixels.
    pub icon_large: Vec<u8>,
}

impl Logo {
    /// Decodes a file. Takes its time: see [`crate::web::workshop`].
    ///
    /// # Errors
    /// What is wrong with it: [`Fault::LogoSvg`], [`Fault::LogoKind`], [`Fault::LogoTooManyPixels`] or
    /// [`Fault::LogoBroken`].
    pub fn decode(bytes: &[u8]) -> Result<Self, Fault> {
        let bounds = Bounds { side: MOST_PIXELS, pixels: u64::from(MOST_PIXELS).pow(2), memory: MOST_MEMORY };
        let format = format(bytes)?;
        let orientation = pictures::orientation(bytes, format, &bounds).map_err(fault)?;
        let mut image = pictures::open(bytes, format, &bounds).map_err(fault)?;
        image.apply_orientation(orientation);
        Self::draw(image.into_rgba8())
    }

    /// The pictures of a drawing.
    ///
    /// # Errors
    /// [`Fault::LogoBroken`] for one without pixels.
    pub fn draw(mut drawing: RgbaImage) -> Result<Self, Fault> {
        premultiply(&mut drawing);
        let drawing = DynamicImage::ImageRgba8(drawing);
        let fits = drawing.width() <= BOX.0 && drawing.height() <= BOX.1;
        let shown = if fits { drawing.clone() } else { drawing.resize(BOX.0, BOX.1, FilterType::Lanczos3) };
        let (width, height) = (shown.width(), shown.height());
        let picture = png(shown.into_rgba8())?;
        Ok(Self {
            hash: content_hash(&picture),
            picture,
            width,
            height,
            icon: png(square(&drawing, ICON))?,
            icon_large: png(square(&drawing, ICON_LARGE))?,
        })
    }
}

/// What the bytes say they are.
fn format(bytes: &[u8]) -> Result<ImageFormat, Fault> {
    let otherwise = || if is_svg(bytes) { Fault::LogoSvg } else { Fault::LogoKind };
    pictures::format(bytes).ok_or_else(otherwise)
}

fn fault(flaw: Flaw) -> Fault {
    match flaw {
        Flaw::TooManyPixels => Fault::LogoTooManyPixels { most: MOST_PIXELS },
        Flaw::Broken => Fault::LogoBroken,
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    let beginning = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_lowercase();
    let text = beginning.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('<') && text.contains("<svg")
}

fn broken(_: image::ImageError) -> Fault {
    Fault::LogoBroken
}

/// In the middle of a transparent square.
fn square(drawing: &DynamicImage, side: u32) -> RgbaImage {
    let fitted = drawing.resize(side, side, FilterType::Lanczos3).into_rgba8();
    let mut square = RgbaImage::new(side, side);
    let (left, top) = ((side - fitted.width()) / 2, (side - fitted.height()) / 2);
    image::imageops::replace(&mut square, &fitted, i64::from(left), i64::from(top));
    square
}

/// Resizing mixes neighbours: with premultiplied colours a transparent one adds nothing of what it hides.
fn premultiply(drawing: &mut RgbaImage) {
    for pixel in drawing.pixels_mut() {
        let [red, green, blue, alpha] = pixel.0;
        let scaled = |channel: u8| u8::try_from(u16::from(channel) * u16::from(alpha) / 255).unwrap_or(255);
        pixel.0 = [scaled(red), scaled(green), scaled(blue), alpha];
    }
}

fn png(mut drawing: RgbaImage) -> Result<Vec<u8>, Fault> {
    for pixel in drawing.pixels_mut() {
        let [red, green, blue, alpha] = pixel.0;
        let scaled = |channel: u8| {
            u8::try_from((u16::from(channel) * 255).checked_div(u16::from(alpha)).unwrap_or(0)).unwrap_or(255)
        };
        pixel.0 = [scaled(red), scaled(green), scaled(blue), alpha];
    }
    let mut bytes = Cursor::new(Vec::new());
    drawing.write_to(&mut bytes, ImageFormat::Png).map_err(broken)?;
    Ok(bytes.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn encoded(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let drawing = RgbaImage::from_pixel(width, height, image::Rgba([15, 118, 110, 255]));
        DynamicImage::ImageRgba8(drawing).into_rgb8().write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn the_three_kinds_are_taken_and_drawn_anew() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let logo = Logo::decode(&encoded(1280, 256, format)).unwrap();
            assert_eq!((logo.width, logo.height), (640, 128), "{format:?}");
            for (bytes, side) in [(&logo.icon, 192), (&logo.icon_large, 512)] {
                let icon = image::load_from_memory_with_format(bytes, ImageFormat::Png).unwrap();
                assert_eq!((icon.width(), icon.height()), (side, side));
            }
        }
        let small = Logo::decode(&encoded(20, 10, ImageFormat::Png)).unwrap();
        assert_eq!((small.width, small.height), (20, 10), "nothing is blown up");
    }

    #[test]
    fn a_long_thin_one_keeps_a_pixel() {
        let logo = Logo::decode(&encoded(2_500, 1, ImageFormat::Png)).unwrap();
        assert_eq!((logo.width, logo.height), (640, 1));
    }

    #[test]
    fn what_stands_beside_the_pixels_is_gone() {
        let png = encoded(8, 8, ImageFormat::Png);
        // A text chunk after the header: length, type, data, checksum.
        let mut chunk = b"tEXtComment\0secret place".to_vec();
        let mut with_text = png[..33].to_vec();
        with_text.extend(u32::try_from(chunk.len() - 4).unwrap().to_be_bytes());
        let sum = crc(&chunk);
        with_text.append(&mut chunk);
        with_text.extend(sum.to_be_bytes());
        with_text.extend(&png[33..]);
        with_text.extend(b"<script>alert(1)</script>");
        let logo = Logo::decode(&with_text).unwrap();
        for kept in [&logo.picture, &logo.icon, &logo.icon_large] {
            let text = String::from_utf8_lossy(kept);
            assert!(!text.contains("secret") && !text.contains("script"));
        }
    }

    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0_u32, |sum, byte| {
            (0..8).fold(
                sum ^ u32::from(*byte),
                |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 },
            )
        })
    }

    #[test]
    fn what_is_no_logo_is_told_apart() {
        let svg = b"\xef\xbb\xbf<?xml version=\"1.0\"?><!-- x --><SVG xmlns=\"http://www.w3.org/2000/svg\"/>";
        assert_eq!(Logo::decode(svg).unwrap_err(), Fault::LogoSvg);
        for bytes in [&b"GIF89a\x01\x00\x01\x00"[..], b"", b"MZ", b"<html>", b"%PDF-1.7", b"RIFF\0\0\0\0WAVE"]
        {
            assert_eq!(Logo::decode(bytes).unwrap_err(), Fault::LogoKind);
        }
        let png = encoded(64, 64, ImageFormat::Png);
        assert_eq!(Logo::decode(&png[..png.len() / 2]).unwrap_err(), Fault::LogoBroken);
        assert_eq!(Logo::decode(&png[..8]).unwrap_err(), Fault::LogoBroken);
    }

    #[test]
    fn more_pixels_than_bytes_promise_are_never_decoded() {
        let mut bomb = encoded(1, 1, ImageFormat::Png);
        bomb[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
        let sum = crc(&bomb[12..29]).to_be_bytes();
        bomb[29..33].copy_from_slice(&sum);
        assert_eq!(Logo::decode(&bomb).unwrap_err(), Fault::LogoTooManyPixels { most: MOST_PIXELS });
        let wide = encoded(2_501, 1, ImageFormat::Png);
        assert_eq!(Logo::decode(&wide).unwrap_err(), Fault::LogoTooManyPixels { most: MOST_PIXELS });
    }

    proptest! {
        #[test]
        fn a_damaged_file_is_a_fault_and_no_panic(at in 0_usize..400, byte: u8, cut in 0_usize..400) {
            for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
                let mut bytes = encoded(16, 16, format);
                let length = bytes.len();
                bytes[at % length] = byte;
                bytes.truncate(length - cut % length / 4);
                let _ = Logo::decode(&bytes);
            }
        }
    }
}
