//! A picture without what stands beside its pixels: places, owners, thumbnails, comments, and whatever hangs behind its
//! end. What is known to be pixels is copied, all else is not; so nothing of the quality is lost.

use image::ImageFormat;

/// The file without its metadata; none where it doesn't hold together.
pub fn strip(bytes: &[u8], format: ImageFormat) -> Option<Vec<u8>> {
    match format {
        ImageFormat::Jpeg => jpeg(bytes),
        ImageFormat::Png => png(bytes),
        ImageFormat::WebP => webp(bytes),
        _ => None,
    }
}

/// JFIF 1.1 (ITU-T T.871), one pixel as wide as high, no thumbnail.
const JFIF: &[u8] = b"\xff\xe0\x00\x10JFIF\0\x01\x01\x00\x00\x01\x00\x01\x00\x00";
/// The length of Adobe's segment: it says which colours these are.
const ADOBE: usize = 14;

/// Segments as ITU-T T.81, annex B, has them.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend_from_slice(b"\xff\xd8");
    loop {
        rest = rest.strip_prefix(b"\xff")?;
        let (marker, after) = rest.split_first()?;
        // Any number of fill bytes may stand before a marker.
        if *marker == 0xff {
            continue;
        }
        rest = after;
        match marker {
            0xd9 => {
                kept.extend_from_slice(b"\xff\xd9");
                return Some(kept);
            }
            0x01 | 0xd0..=0xd7 => continue,
            0x00 | 0xd8 => return None,
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes([*rest.first()?, *rest.get(1)?]));
        let segment = rest.get(..length).filter(|_| length >= 2)?;
        rest = rest.get(length..)?;
        match marker {
            // Frames, tables, restarts, scans.
            0xc0..=0xc7 | 0xc9..=0xcf | 0xda..=0xdd => {
                kept.extend_from_slice(&[0xff, *marker]);
                kept.extend_from_slice(segment);
            }
            0xe0 if segment.get(2..7) == Some(b"JFIF\0") => kept.extend_from_slice(JFIF),
            0xee if segment.get(2..7) == Some(b"Adobe") && length == ADOBE => {
                kept.extend_from_slice(&[0xff, *marker]);
                kept.extend_from_slice(segment);
            }
            _ => {}
        }
        if *marker == 0xda {
            let end = end_of_scan(rest)?;
            kept.extend_from_slice(rest.get(..end)?);
            rest = rest.get(end..)?;
        }
    }
}

/// Where a scan's bytes end: at a marker that is neither a stuffed byte nor a restart.
fn end_of_scan(bytes: &[u8]) -> Option<usize> {
    bytes.windows(2).position(|pair| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xd0..=0xd7))
}

/// Chunks as the PNG specification (third edition) has them.
fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
    const PIXELS: [&[u8]; 8] = [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB"];
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend_from_slice(SIGNATURE);
    loop {
        let length = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?);
        let name = rest.get(4..8)?;
        let whole = usize::try_from(length).ok()?.checked_add(12)?;
        let chunk = rest.get(..whole)?;
        if PIXELS.contains(&name) {
            kept.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Some(kept);
        }
        rest = rest.get(whole..)?;
    }
}

/// Chunks as RFC 9649 has them; one that moves is none of a receipt.
fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    const ALPHA: u8 = 0x10;
    const MOVES: u8 = 0x02;
    let size = usize::try_from(u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?)).ok()?;
    let mut rest = bytes.get(12..size.checked_add(8)?.min(bytes.len()))?;
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend_from_slice(b"RIFF\0\0\0\0WEBP");
    while rest.len() >= 8 {
        let length = usize::try_from(u32::from_le_bytes(rest.get(4..8)?.try_into().ok()?)).ok()?;
        let whole = length.checked_add(8)?;
        let (name, chunk) = (rest.get(..4)?, rest.get(..whole)?);
        match name {
            b"VP8X" => {
                let mut chunk = chunk.to_vec();
                let flags = chunk.get_mut(8)?;
                if *flags & MOVES != 0 {
                    return None;
                }
                *flags &= ALPHA;
                kept.append(&mut chunk);
            }
            b"VP8 " | b"VP8L" | b"ALPH" => kept.extend_from_slice(chunk),
            _ => {}
        }
        if kept.len() % 2 == 1 {
            kept.push(0);
        }
        rest = rest.get(whole + whole % 2..).unwrap_or_default();
    }
    let size = u32::try_from(kept.len().checked_sub(8)?).ok()?;
    kept.get_mut(4..8)?.copy_from_slice(&size.to_le_bytes());
    Some(kept)
}
