//! A receipt out of bytes that somebody sent. What it is, its bytes say. Pictures are decoded within limits, turned the
//! right way up and stripped of all that stands beside their pixels; a PDF is kept as it is and never opened here.

use super::look;
use super::strip::strip;
use crate::domain::fault::Fault;
use crate::web::pictures::{self, Bounds, Flaw};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::webp::WebPEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use sha2::{Digest, Sha256};
use std::io::Cursor;

/// The largest file, in bytes.
pub const MOST_BYTES: usize = 10 * 1024 * 1024;
/// The most pixels of a picture, in millions.
pub const MOST_MEGAPIXELS: u32 = 40;
const BOUNDS: Bounds =
    Bounds { side: 60_000, pixels: MOST_MEGAPIXELS as u64 * 1_000_000, memory: 256 * 1024 * 1024 };
/// What a thumbnail fits into, in pixels: a card of the page on a screen of two pixels a point.
const THUMBNAIL: (u32, u32) = (440, 560);
const THUMBNAIL_QUALITY: u8 = 80;
/// Of a picture that had to be turned: nobody sees that it was encoded again.
const QUALITY: u8 = 92;
/// Where a PDF has to end: readers look for its end there.
const PDF_END: usize = 2048;

/// What a receipt is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A photo.
    Jpeg,
    /// A picture of a screen.
    Png,
    /// Either.
    Webp,
    /// A document.
    Pdf,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Jpeg, Self::Png, Self::Webp, Self::Pdf];

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Pdf => "pdf",
        }
    }

    /// Reads the word of the database.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// What it is served as.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
        }
    }

    fn of(format: ImageFormat) -> Option<Self> {
        match format {
            ImageFormat::Jpeg => Some(Self::Jpeg),
            ImageFormat::Png => Some(Self::Png),
            ImageFormat::WebP => Some(Self::Webp),
            _ => None,
        }
    }
}

/// A receipt, ready to be kept.
#[derive(Debug, Clone)]
pub struct Paper {
    /// What it is.
    pub kind: Kind,
    /// As it is kept.
    pub bytes: Vec<u8>,
    /// Width and height in pixels, of a picture.
    pub size: Option<(u32, u32)>,
    /// The hash of the file as it was sent: the same file again has the same.
    pub sha256: Vec<u8>,
    /// What it looks like, of a picture that can be known by that.
    pub look: Option<i64>,
    /// A small JPEG of a picture.
    pub thumbnail: Option<Vec<u8>>,
}

impl Paper {
    /// Reads a file. Takes its time: see [`crate::web::workshop`].
    ///
    /// # Errors
    /// What is wrong with it, with the file's name.
    pub fn read(bytes: Vec<u8>, file: &str) -> Result<Self, Fault> {
        let file = || file.to_owned();
        let sha256 = Sha256::digest(&bytes).to_vec();
        if let Some(format) = pictures::format(&bytes) {
            return Self::picture(&bytes, format, sha256).map_err(|flaw| match flaw {
                Flaw::TooManyPixels => Fault::ReceiptTooManyPixels { file: file(), most: MOST_MEGAPIXELS },
                Flaw::Broken => Fault::ReceiptBroken { file: file() },
            });
        }
        if bytes.starts_with(b"%PDF-") {
            check_pdf(&bytes, file)?;
            return Ok(Self { kind: Kind::Pdf, bytes, size: None, sha256, look: None, thumbnail: None });
        }
        if bytes.is_empty() {
            return Err(Fault::ReceiptEmpty { file: file() });
        }
        Err(if is_heic(&bytes) {
            Fault::ReceiptHeic { file: file() }
        } else {
            Fault::ReceiptKind { file: file() }
        })
    }

    fn picture(bytes: &[u8], format: ImageFormat, sha256: Vec<u8>) -> Result<Self, Flaw> {
        let kind = Kind::of(format).ok_or(Flaw::Broken)?;
        let orientation = pictures::orientation(bytes, format, &BOUNDS)?;
        let stripped = strip(bytes, format).ok_or(Flaw::Broken)?;
        // What is kept is what was decoded, not what it was made of.
        let mut image = pictures::open(&stripped, format, &BOUNDS)?;
        let bytes = if orientation == Orientation::NoTransforms {
            stripped
        } else {
            image.apply_orientation(orientation);
            encode(&image, format).ok_or(Flaw::Broken)?
        };
        Ok(Self {
            kind,
            bytes,
            size: Some((image.width(), image.height())),
            sha256,
            look: look::of(&image),
            thumbnail: Some(thumbnail(&image).ok_or(Flaw::Broken)?),
        })
    }
}

/// The thumbnail of a picture that was drawn of a document.
pub fn thumbnail_of(page: &[u8]) -> Option<Vec<u8>> {
    let format = pictures::format(page)?;
    thumbnail(&pictures::open(page, format, &BOUNDS).ok()?)
}

fn thumbnail(image: &DynamicImage) -> Option<Vec<u8>> {
    jpeg(&on_white(&image.thumbnail(THUMBNAIL.0, THUMBNAIL.1)), THUMBNAIL_QUALITY)
}

fn encode(image: &DynamicImage, format: ImageFormat) -> Option<Vec<u8>> {
    if format == ImageFormat::Jpeg {
        // Most are: a copy of one is a hundred megabytes.
        return image.as_rgb8().map_or_else(|| jpeg(&image.to_rgb8(), QUALITY), |own| jpeg(own, QUALITY));
    }
    let mut bytes = Cursor::new(Vec::new());
    if format == ImageFormat::WebP {
        image.to_rgba8().write_with_encoder(WebPEncoder::new_lossless(&mut bytes)).ok()?;
    } else {
        image.write_to(&mut bytes, format).ok()?;
    }
    Some(bytes.into_inner())
}

fn jpeg(picture: &RgbImage, quality: u8) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality)).ok()?;
    Some(bytes)
}

/// What can be seen through lies on paper.
fn on_white(image: &DynamicImage) -> RgbImage {
    let drawing = image.to_rgba8();
    RgbImage::from_fn(drawing.width(), drawing.height(), |x, y| {
        let [red, green, blue, alpha] = drawing.get_pixel(x, y).0;
        let mixed = |channel: u8| {
            let sum = u16::from(channel) * u16::from(alpha) + 255 * (255 - u16::from(alpha));
            u8::try_from(sum / 255).unwrap_or(255)
        };
        Rgb([mixed(red), mixed(green), mixed(blue)])
    })
}

/// A PDF that ends as one, and that opens without a password.
fn check_pdf(bytes: &[u8], file: impl Fn() -> String) -> Result<(), Fault> {
    let has_version = matches!(bytes.get(5..8), Some([b'1' | b'2', b'.', b'0'..=b'9']));
    let end = bytes.get(bytes.len().saturating_sub(PDF_END)..).unwrap_or_default();
    let holds = |place: &[u8], word: &[u8]| place.windows(word.len()).any(|part| part == word);
    let is_whole = holds(end, b"startxref") && holds(end, b"%%EOF") && holds(bytes, b" obj");
    if !has_version || !is_whole {
        return Err(Fault::ReceiptBroken { file: file() });
    }
    if is_encrypted(bytes) {
        return Err(Fault::ReceiptEncrypted { file: file() });
    }
    Ok(())
}

/// Whether a trailer says so (ISO 32000-2, 7.5.5): the name is never compressed there.
fn is_encrypted(bytes: &[u8]) -> bool {
    const NAME: &[u8] = b"/Encrypt";
    let is_name = |at: &usize| !bytes.get(at + NAME.len()).is_some_and(|next| next.is_ascii_alphanumeric());
    let found = bytes.windows(NAME.len()).enumerate().filter(|(_, part)| *part == NAME);
    found.map(|(at, _)| at).any(|at| is_name(&at))
}

/// A photo as iPhones take it (ISO/IEC 23008-12).
fn is_heic(bytes: &[u8]) -> bool {
    const BRANDS: [&[u8]; 7] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"];
    bytes.get(4..8) == Some(b"ftyp") && bytes.get(8..12).is_some_and(|brand| BRANDS.contains(&brand))
}

#[cfg(test)]
mod tests;
