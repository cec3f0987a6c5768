use super::*;
use image::{ImageFormat, Rgb};
use proptest::prelude::*;

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let drawing =
        RgbImage::from_fn(width, height, |x, y| Rgb([(x * 7 % 256) as u8, (y * 3 % 256) as u8, 90]));
    let mut bytes = Cursor::new(Vec::new());
    drawing.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn pdf(inside: &str) -> Vec<u8> {
    format!(
        "%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R{inside}>>\nstartxref\n9\n%%EOF\n"
    )
    .into_bytes()
}

fn fault(bytes: &[u8]) -> &'static str {
    Paper::read(bytes.to_vec(), "bill").unwrap_err().code()
}

/// A JPEG with a segment behind its beginning.
fn with_segment(jpeg: &[u8], marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length, content, &jpeg[2..]].concat()
}

/// What a camera writes: which way it was held, and where (TIFF 6.0).
fn exif(orientation: u8) -> Vec<u8> {
    let entry = [&[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0][..], &[0; 4]].concat();
    [b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01", &entry[..], b"GPS 48.2082 N secret place"].concat()
}

#[test]
fn the_bytes_say_what_it_is() {
    for (format, kind) in
        [(ImageFormat::Jpeg, Kind::Jpeg), (ImageFormat::Png, Kind::Png), (ImageFormat::WebP, Kind::Webp)]
    {
        let paper = Paper::read(picture(900, 300, format), "x.pdf").unwrap();
        assert_eq!((paper.kind, paper.size), (kind, Some((900, 300))));
        let small =
            image::load_from_memory_with_format(&paper.thumbnail.unwrap(), ImageFormat::Jpeg).unwrap();
        assert!(small.width() <= THUMBNAIL.0 && small.height() <= THUMBNAIL.1);
        assert!(image::load_from_memory(&paper.bytes).is_ok());
    }
    let paper = Paper::read(pdf(""), "x.png").unwrap();
    assert_eq!((paper.kind, paper.size, &paper.bytes), (Kind::Pdf, None, &pdf("")));
}

#[test]
fn what_is_no_receipt_is_told_apart() {
    assert_eq!(fault(b""), "receipt_empty");
    for bytes in [&b"PK\x03\x04zip"[..], b"GIF89a\x01\0\x01\0", b"<svg/>", b"<html>", b"MZ", b"\0"] {
        assert_eq!(fault(bytes), "receipt_kind");
    }
    assert_eq!(fault(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), "receipt_heic");
    assert_eq!(fault(b"%PDF-1.7"), "receipt_broken");
    assert_eq!(fault(&pdf(" /Encrypt 4 0 R")), "receipt_encrypted");
    assert!(Paper::read(pdf(" /EncryptMetadata false"), "x").is_ok());
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let whole = picture(64, 64, format);
        assert_eq!(fault(&whole[..whole.len() / 2]), "receipt_broken", "{format:?}");
        assert_eq!(fault(&whole[..12.min(whole.len())]), "receipt_broken", "{format:?}");
    }
}

#[test]
fn more_pixels_than_bytes_promise_are_never_decoded() {
    let mut bomb = picture(1, 1, ImageFormat::Png);
    bomb[16..24].copy_from_slice(&[0, 0, 0x9c, 0x40, 0, 0, 0x9c, 0x40]);
    // The sum of the header with 40,000 pixels on a side.
    let sum = crc(&bomb[12..29]).to_be_bytes();
    bomb[29..33].copy_from_slice(&sum);
    assert_eq!(fault(&bomb), "receipt_too_many_pixels");
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
fn places_and_comments_are_gone_and_the_pixels_are_the_same() {
    let plain = picture(40, 20, ImageFormat::Jpeg);
    let told = with_segment(&with_segment(&plain, 0xe1, &exif(1)), 0xfe, b"secret comment");
    let told = [&told[..], b"<script>secret</script>"].concat();
    let paper = Paper::read(told.clone(), "x").unwrap();
    assert!(!String::from_utf8_lossy(&paper.bytes).contains("secret"));
    let pixels = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().into_rgb8();
    assert_eq!(pixels(&paper.bytes), pixels(&told), "nothing of the quality is lost");
    assert_ne!(paper.sha256, Paper::read(plain, "x").unwrap().sha256, "the file as it was sent");

    let png = picture(8, 8, ImageFormat::Png);
    let mut chunk = b"tEXtComment\0secret place".to_vec();
    let length = u32::try_from(chunk.len() - 4).unwrap().to_be_bytes();
    let sum = crc(&chunk).to_be_bytes();
    chunk.extend(sum);
    let told = [&png[..33], &length, &chunk, &png[33..], b"secret"].concat();
    let paper = Paper::read(told, "x").unwrap();
    assert_eq!(paper.bytes, png);
}

#[test]
fn a_photo_held_sideways_stands_upright() {
    let told = with_segment(&picture(40, 20, ImageFormat::Jpeg), 0xe1, &exif(6));
    let paper = Paper::read(told, "x").unwrap();
    assert_eq!(paper.size, Some((20, 40)));
    let kept = image::load_from_memory(&paper.bytes).unwrap();
    assert_eq!((kept.width(), kept.height()), (20, 40));
    assert!(!String::from_utf8_lossy(&paper.bytes).contains("secret"));
}

#[test]
fn a_restart_and_a_fill_byte_are_part_of_a_scan_and_of_nothing() {
    let plain = picture(16, 16, ImageFormat::Jpeg);
    let filled = [&plain[..2], &[0xff, 0xff], &plain[2..]].concat();
    assert!(Paper::read(filled, "x").is_ok());
}

proptest! {
    #[test]
    fn a_damaged_file_is_a_fault_and_no_panic(
        changes in proptest::collection::vec((0_usize..2_000, any::<u8>()), 1..6),
        cut in 0_usize..2_000,
    ) {
        for whole in [
            with_segment(&picture(24, 16, ImageFormat::Jpeg), 0xe1, &exif(3)),
            picture(24, 16, ImageFormat::Png),
            picture(24, 16, ImageFormat::WebP),
            pdf(""),
        ] {
            let mut bytes = whole;
            let length = bytes.len();
            for (at, byte) in &changes {
                bytes[at % length] = *byte;
            }
            bytes.truncate(length - cut % length / 4);
            if let Ok(paper) = Paper::read(bytes, "x") {
                prop_assert!(paper.kind == Kind::Pdf || image::load_from_memory(&paper.bytes).is_ok());
            }
        }
    }
}
