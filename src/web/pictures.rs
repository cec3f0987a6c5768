//! Pictures out of bytes that somebody sent. What they are, their bytes say; they are decoded within limits.

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// How large a picture may be.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Pixels on a side.
    pub side: u32,
    /// Pixels in all.
    pub pixels: u64,
    /// Bytes of memory that decoding may take.
    pub memory: u64,
}

/// Why bytes are no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// More than the bounds.
    TooManyPixels,
    /// It breaks off, or isn't what its beginning says.
    Broken,
}

/// Which of the three kinds that are taken the bytes begin as. The file's name and its sender's word count for nothing.
pub fn format(bytes: &[u8]) -> Option<ImageFormat> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(ImageFormat::Png),
        [0xff, 0xd8, 0xff, ..] => Some(ImageFormat::Jpeg),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(ImageFormat::WebP),
        _ => None,
    }
}

/// How a picture has to be turned; its pixels are not decoded.
///
/// # Errors
/// What is wrong with it.
pub fn orientation(bytes: &[u8], format: ImageFormat, bounds: &Bounds) -> Result<Orientation, Flaw> {
    decoder(bytes, format, bounds)?.orientation().map_err(broken)
}

/// Decodes; nothing is turned.
///
/// # Errors
/// What is wrong with it. Nothing is decoded before the size it claims was looked at.
pub fn open(bytes: &[u8], format: ImageFormat, bounds: &Bounds) -> Result<DynamicImage, Flaw> {
    DynamicImage::from_decoder(decoder(bytes, format, bounds)?).map_err(broken)
}

fn decoder<'a>(
    bytes: &'a [u8],
    format: ImageFormat,
    bounds: &Bounds,
) -> Result<impl ImageDecoder + 'a, Flaw> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(bounds.memory);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    let is_large = width > bounds.side || height > bounds.side || pixels > bounds.pixels;
    if is_large || decoder.total_bytes() > bounds.memory {
        return Err(Flaw::TooManyPixels);
    }
    Ok(decoder)
}

fn broken(_: image::ImageError) -> Flaw {
    Flaw::Broken
}
