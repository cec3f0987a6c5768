//! Receipts of the demo organization, drawn: a till's slip on a table, or an invoice as a PDF. The same expense always
//! has the same one.

use super::dice::Dice;
use super::planned::Planned;
use deunicode::deunicode;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, Rgb, RgbImage};
use std::fmt::Write;

/// How much smaller what lies below the print is drawn.
const SOFT: u32 = 4;
/// Parts of the way from one spot of light to the next.
const SCALE: i64 = 256;
/// What the photo shows of the table.
const TABLE: (u32, u32) = (540, 720);
const TABLES: [[u8; 3]; 6] = [
    [0x8d, 0x6e, 0x53],
    [0x5f, 0x66, 0x6d],
    [0xb8, 0xa0, 0x86],
    [0x3f, 0x4a, 0x45],
    [0x9a, 0xa3, 0xa8],
    [0x6b, 0x4f, 0x3a],
];
const INK: Rgb<u8> = Rgb([0x33, 0x35, 0x3a]);
const QUALITY: u8 = 82;
/// Whose receipts come by mail.
const INVOICED: [&str; 3] = ["Software", "Phone & internet", "Training & events"];

/// The receipt of an expense: the file's name and its bytes; none where it can't be drawn.
pub(super) fn of(row: &Planned, seed: u64) -> Option<(String, Vec<u8>)> {
    let stem = stem(row.merchant);
    let name = format!("{stem}-{}", row.spent_on);
    if INVOICED.contains(&row.category) {
        return Some((format!("{name}.pdf"), invoice(row)));
    }
    let mut bytes = Vec::new();
    slip(row, seed).write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY)).ok()?;
    Some((format!("{name}.jpg"), bytes))
}

fn stem(merchant: &str) -> String {
    let plain = deunicode(merchant).to_lowercase();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.take(3).collect::<Vec<_>>().join("-")
}

/// What is printed on it, line by line, each with its size.
fn lines(row: &Planned) -> Vec<(String, u32)> {
    let amount = |cents: i64| format!("{}.{:02}", cents / 100, cents.abs() % 100);
    let tax = row.cents - row.cents * 10 / 12;
    let merchant: String = deunicode(row.merchant).to_uppercase().chars().take(22).collect();
    let what: String = deunicode(row.category).to_uppercase();
    let date = row.spent_on.format("%d.%m.%Y").to_string();
    let pair = |left: &str, right: &str| format!("{left:<14}{right:>12}");
    vec![
        (merchant, 3),
        (String::new(), 2),
        (pair("DATE", &date), 2),
        ("-".repeat(26), 2),
        (pair(&what.chars().take(14).collect::<String>(), &amount(row.cents - tax)), 2),
        (pair("TAX 20%", &amount(tax)), 2),
        ("-".repeat(26), 2),
        (String::new(), 2),
        (format!("{} {}", row.currency, amount(row.cents)), 4),
        (String::new(), 2),
        ("THANK YOU".to_owned(), 2),
    ]
}

/// A slip somewhere on some table, in some light.
fn slip(row: &Planned, seed: u64) -> RgbImage {
    let mut dice = Dice::new(seed);
    let light = Light::thrown(&mut dice);
    let mut throw = |low: i64, high: i64| u32::try_from(dice.between(low, high)).unwrap_or_default();
    let wood = TABLES[throw(0, TABLES.len() as i64 - 1) as usize];
    let (left, top) = (throw(20, 130), throw(10, 150));
    let (width, height) = (throw(350, 400), throw(430, 560));
    let (shade, grain) = (throw(214, 236), throw(3, 9));
    let is_slip = |x, y| (left..left + width).contains(&x) && (top..top + height).contains(&y);
    // Small, and then enlarged: what lies below the print is soft anyway, and is drawn in a moment.
    let below = RgbImage::from_fn(TABLE.0 / SOFT, TABLE.1 / SOFT, |x, y| {
        let (x, y) = (x * SOFT, y * SOFT);
        let lit = |channel: u8, darker: u32| {
            let bright = i64::from(channel) - i64::from(darker) + light.at(x, y);
            u8::try_from(bright.clamp(0, 255)).unwrap_or(u8::MAX)
        };
        if is_slip(x, y) {
            let shade = u8::try_from(shade).unwrap_or(u8::MAX);
            return Rgb([lit(shade, 0), lit(shade, 0), lit(shade, 8)]);
        }
        // Boards, darker towards one side.
        let board = 12 * (y / (grain * 12) % 3) + x / 40;
        Rgb(wood.map(|channel| lit(channel, board)))
    });
    let mut photo =
        DynamicImage::from(below).resize_exact(TABLE.0, TABLE.1, FilterType::Triangle).into_rgb8();
    let mut at = top + 26;
    for (text, size) in lines(row) {
        write(&mut photo, (left + 18, at), &text, size.min(width / 120 + 1));
        at += 9 * size + 12;
    }
    photo
}

/// Light and shadow that lie softly over a photo: no two photos have the same.
struct Light([[i64; Light::COLUMNS]; Light::ROWS]);

impl Light {
    const COLUMNS: usize = 11;
    const ROWS: usize = 10;
    /// By how much it is brighter or darker at most, of 255.
    const MOST: i64 = 14;

    fn thrown(dice: &mut Dice) -> Self {
        let mut grid = [[0; Self::COLUMNS]; Self::ROWS];
        grid.iter_mut().flatten().for_each(|spot| *spot = dice.between(-Self::MOST, Self::MOST));
        Self(grid)
    }

    /// Between four spots in proportion.
    fn at(&self, x: u32, y: u32) -> i64 {
        let ((column, right), (line, down)) =
            (Self::place(x, TABLE.0, Self::COLUMNS), Self::place(y, TABLE.1, Self::ROWS));
        let between = |line: usize| self.0[line][column] * (SCALE - right) + self.0[line][column + 1] * right;
        (between(line) * (SCALE - down) + between(line + 1) * down) / (SCALE * SCALE)
    }

    /// After which spot a pixel lies, and how far on to the next, of [`SCALE`].
    fn place(at: u32, length: u32, spots: usize) -> (usize, i64) {
        let along = i64::from(at) * SCALE * (spots as i64 - 1) / i64::from(length);
        (usize::try_from(along / SCALE).unwrap_or_default(), along % SCALE)
    }
}

fn write(photo: &mut RgbImage, (left, top): (u32, u32), text: &str, size: u32) {
    for (number, letter) in (0_u32..).zip(text.bytes()) {
        let glyph = GLYPHS.get(usize::from(letter).wrapping_sub(0x20)).copied().unwrap_or_default();
        for (column, bits) in (0_u32..).zip(glyph) {
            for line in (0..7).filter(|line| bits >> line & 1 == 1) {
                for (right, down) in (0..size).flat_map(|right| (0..size).map(move |down| (right, down))) {
                    let (x, y) = (left + (number * 6 + column) * size + right, top + line * size + down);
                    if x < photo.width() && y < photo.height() {
                        photo.put_pixel(x, y, INK);
                    }
                }
            }
        }
    }
}

/// One page (ISO 32000-1, 7.5).
fn invoice(row: &Planned) -> Vec<u8> {
    let mut text = "BT /F1 34 Tf 0 0 0 rg 56 750 Td (Invoice) Tj /F1 19 Tf 36 TL T* ".to_owned();
    for (line, _) in lines(row).iter().filter(|(line, _)| !line.starts_with('-')) {
        let safe: String = line.chars().filter(|c| !matches!(c, '(' | ')' | '\\')).collect();
        let _ = write!(text, "({safe}) Tj T* ");
    }
    text.push_str("ET 0.6 w 56 734 m 539 734 l S");
    let objects = [
        "<</Type /Catalog /Pages 2 0 R>>".to_owned(),
        "<</Type /Pages /Kids [3 0 R] /Count 1>>".to_owned(),
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>"
            .to_owned(),
        format!("<</Length {}>>\nstream\n{text}\nendstream", text.len()),
        "<</Type /Font /Subtype /Type1 /BaseFont /Courier>>".to_owned(),
    ];
    let (mut file, mut table) = ("%PDF-1.4\n".to_owned(), String::new());
    for (number, object) in (1..).zip(&objects) {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = writeln!(file, "{number} 0 obj\n{object}\nendobj");
    }
    let (count, at) = (objects.len() + 1, file.len());
    let _ = write!(
        file,
        "xref\n0 {count}\n0000000000 65535 f \n{table}trailer <</Size {count} /Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n"
    );
    file.into_bytes()
}

/// Five columns of seven points each, from the space to the Z.
const GLYPHS: [[u8; 5]; 59] = [
    [0x00, 0x00, 0x00, 0x00, 0x00],
    [0x00, 0x00, 0x5f, 0x00, 0x00],
    [0x00, 0x07, 0x00, 0x07, 0x00],
    [0x14, 0x7f, 0x14, 0x7f, 0x14],
    [0x24, 0x2a, 0x7f, 0x2a, 0x12],
    [0x23, 0x13, 0x08, 0x64, 0x62],
    [0x36, 0x49, 0x56, 0x20, 0x50],
    [0x00, 0x08, 0x07, 0x03, 0x00],
    [0x00, 0x1c, 0x22, 0x41, 0x00],
    [0x00, 0x41, 0x22, 0x1c, 0x00],
    [0x2a, 0x1c, 0x7f, 0x1c, 0x2a],
    [0x08, 0x08, 0x3e, 0x08, 0x08],
    [0x00, 0x80, 0x70, 0x30, 0x00],
    [0x08, 0x08, 0x08, 0x08, 0x08],
    [0x00, 0x00, 0x60, 0x60, 0x00],
    [0x20, 0x10, 0x08, 0x04, 0x02],
    [0x3e, 0x51, 0x49, 0x45, 0x3e],
    [0x00, 0x42, 0x7f, 0x40, 0x00],
    [0x72, 0x49, 0x49, 0x49, 0x46],
    [0x21, 0x41, 0x49, 0x4d, 0x33],
    [0x18, 0x14, 0x12, 0x7f, 0x10],
    [0x27, 0x45, 0x45, 0x45, 0x39],
    [0x3c, 0x4a, 0x49, 0x49, 0x31],
    [0x41, 0x21, 0x11, 0x09, 0x07],
    [0x36, 0x49, 0x49, 0x49, 0x36],
    [0x46, 0x49, 0x49, 0x29, 0x1e],
    [0x00, 0x00, 0x14, 0x00, 0x00],
    [0x00, 0x40, 0x34, 0x00, 0x00],
    [0x00, 0x08, 0x14, 0x22, 0x41],
    [0x14, 0x14, 0x14, 0x14, 0x14],
    [0x00, 0x41, 0x22, 0x14, 0x08],
    [0x02, 0x01, 0x59, 0x09, 0x06],
    [0x3e, 0x41, 0x5d, 0x59, 0x4e],
    [0x7c, 0x12, 0x11, 0x12, 0x7c],
    [0x7f, 0x49, 0x49, 0x49, 0x36],
    [0x3e, 0x41, 0x41, 0x41, 0x22],
    [0x7f, 0x41, 0x41, 0x41, 0x3e],
    [0x7f, 0x49, 0x49, 0x49, 0x41],
    [0x7f, 0x09, 0x09, 0x09, 0x01],
    [0x3e, 0x41, 0x41, 0x51, 0x73],
    [0x7f, 0x08, 0x08, 0x08, 0x7f],
    [0x00, 0x41, 0x7f, 0x41, 0x00],
    [0x20, 0x40, 0x41, 0x3f, 0x01],
    [0x7f, 0x08, 0x14, 0x22, 0x41],
    [0x7f, 0x40, 0x40, 0x40, 0x40],
    [0x7f, 0x02, 0x1c, 0x02, 0x7f],
    [0x7f, 0x04, 0x08, 0x10, 0x7f],
    [0x3e, 0x41, 0x41, 0x41, 0x3e],
    [0x7f, 0x09, 0x09, 0x09, 0x06],
    [0x3e, 0x41, 0x51, 0x21, 0x5e],
    [0x7f, 0x09, 0x19, 0x29, 0x46],
    [0x26, 0x49, 0x49, 0x49, 0x32],
    [0x03, 0x01, 0x7f, 0x01, 0x03],
    [0x3f, 0x40, 0x40, 0x40, 0x3f],
    [0x1f, 0x20, 0x40, 0x20, 0x1f],
    [0x3f, 0x40, 0x38, 0x40, 0x3f],
    [0x63, 0x14, 0x08, 0x14, 0x63],
    [0x03, 0x04, 0x78, 0x04, 0x03],
    [0x61, 0x59, 0x49, 0x4d, 0x43],
];
