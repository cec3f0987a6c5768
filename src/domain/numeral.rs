//! Numbers as people type them: which marks group the digits, which one begins the fraction. Knows no currency.

use super::format::Separators;

/// The code points of the digit zero in the numbering systems that CLDR gives to a locale by default, and of the
/// full-width form; nine digits follow each.
const ZEROS: &[char] = &[
    '\u{0660}',
    '\u{06F0}',
    '\u{07C0}',
    '\u{0966}',
    '\u{09E6}',
    '\u{0E50}',
    '\u{0F20}',
    '\u{1040}',
    '\u{1C50}',
    '\u{FF10}',
    '\u{11136}',
    '\u{1E140}',
    '\u{1E950}',
];

/// A number taken apart, in ASCII digits: `1.234,50` is `1234` and `50`. Either part may be empty.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    pub whole: String,
    pub fraction: String,
}

/// Why a text is no number.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    NotNumber,
    Scientific,
    Grouping,
    /// One mark between these two runs of digits, which can group or begin a fraction.
    Ambiguous {
        before: String,
        after: String,
    },
}

/// What a single `.` or `,` means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lone {
    /// What the locale and the number of decimals suggest; ambiguous where they don't.
    Judged,
    /// Always the decimal mark: a rate of 1,085 is hardly a thousand.
    Decimal,
}

/// The text in its plainest form: ASCII digits and signs for full-width and native ones, one kind of space, one of
/// apostrophe, one of minus, no bidirectional marks (they come along when an Arabic amount is copied), trimmed.
///
/// Not NFKC: that turns `5²` into 52.
pub(super) fn plain(typed: &str) -> String {
    let kept = typed.chars().filter(|c| !is_bidi_mark(*c));
    kept.map(plain_char).collect::<String>().trim().to_owned()
}

/// One character in its plainest form.
pub(super) fn plain_char(c: char) -> char {
    if let Some(digit) = native_digit(c) {
        return digit;
    }
    match c {
        '\u{2019}' | '\u{2018}' | '\u{02BC}' | '\u{FF07}' | '\u{00B4}' | '`' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' => '-',
        '\u{060C}' => ',',
        '\u{FFE5}' => '¥',
        '\u{FFE1}' => '£',
        // Full-width forms lie at a fixed distance from ASCII.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

fn native_digit(c: char) -> Option<char> {
    ZEROS.iter().find_map(|zero| {
        let distance = u32::from(c).checked_sub(u32::from(*zero))?;
        if distance < 10 { char::from_digit(distance, 10) } else { None }
    })
}

fn is_bidi_mark(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a plain character can stand between digits.
fn is_mark(c: char) -> bool {
    may_be_decimal(c) || may_only_group(c)
}

/// Point, comma, Arabic decimal separator.
pub(super) fn may_be_decimal(c: char) -> bool {
    matches!(c, '.' | ',' | '\u{066B}')
}

/// Space, apostrophe, Arabic thousands separator.
fn may_only_group(c: char) -> bool {
    matches!(c, ' ' | '\'' | '\u{066C}')
}

/// Reads a plain text of digits and marks. `decimals` is how many a fraction may have, as far as that tells what a
/// lone mark is; whether they are too many is the caller's question.
pub(super) fn read(text: &str, separators: Separators, decimals: u32, lone: Lone) -> Result<Numeral, Flaw> {
    if is_scientific(text) {
        return Err(Flaw::Scientific);
    }
    if !text.contains(|c: char| c.is_ascii_digit()) || !text.chars().all(|c| c.is_ascii_digit() || is_mark(c))
    {
        return Err(Flaw::NotNumber);
    }
    let Some((last_at, last)) = text.char_indices().rfind(|(_, c)| is_mark(*c)) else {
        return Ok(Numeral { whole: text.to_owned(), fraction: String::new() });
    };
    let (head, tail) = (&text[..last_at], &text[last_at + last.len_utf8()..]);
    let first = text.chars().find(|c| is_mark(*c)).unwrap_or(last);
    let single = !head.contains(is_mark);
    let decimal = if single {
        lone_is_decimal(head, last, tail, separators, decimals, lone)?
    } else {
        // 1.234.567 groups, 1.234,50 ends in a fraction.
        first != last
    };
    if decimal { with_fraction(head, last, tail, separators) } else { grouped(text, last, separators) }
}

fn is_scientific(text: &str) -> bool {
    let Some((number, power)) = text.split_once(['e', 'E']) else { return false };
    let power = power.trim_start_matches(['+', '-']);
    let digits =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit() || may_be_decimal(c));
    digits(number) && digits(power)
}

fn lone_is_decimal(
    before: &str,
    mark: char,
    after: &str,
    separators: Separators,
    decimals: u32,
    lone: Lone,
) -> Result<bool, Flaw> {
    if !may_be_decimal(mark) {
        return Ok(false);
    }
    let could_group = after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
    if mark == '\u{066B}' || lone == Lone::Decimal || !could_group {
        return Ok(true);
    }
    match mark {
        mark if mark == plain_char(separators.grouping) => Ok(false),
        mark if mark == plain_char(separators.decimal) && decimals >= 3 => Ok(true),
        _ => Err(Flaw::Ambiguous { before: before.to_owned(), after: after.to_owned() }),
    }
}

/// The part before the decimal mark may be grouped, by another mark.
fn with_fraction(head: &str, mark: char, tail: &str, separators: Separators) -> Result<Numeral, Flaw> {
    if !may_be_decimal(mark) || head.contains(mark) {
        return Err(Flaw::Grouping);
    }
    let whole = match head.chars().find(|c| is_mark(*c)) {
        Some(grouping) => grouped(head, grouping, separators)?.whole,
        None => head.to_owned(),
    };
    Ok(Numeral { whole, fraction: tail.to_owned() })
}

/// Groups of three digits, the first of one to three; in locales that count in lakh and crore the groups above the
/// first thousand may have two.
fn grouped(text: &str, mark: char, separators: Separators) -> Result<Numeral, Flaw> {
    let groups: Vec<&str> = text.split(mark).collect();
    let digits = groups.iter().all(|group| group.chars().all(|c| c.is_ascii_digit()));
    let [first, middle @ .., last] = groups.as_slice() else { return Err(Flaw::Grouping) };
    let by = |size| middle.iter().all(|group| group.len() == size);
    let threes = by(3) && (1..=3).contains(&first.len());
    let pairs = separators.pairs && by(2) && (1..=2).contains(&first.len());
    if digits && last.len() == 3 && (threes || pairs) {
        Ok(Numeral { whole: groups.concat(), fraction: String::new() })
    } else {
        Err(Flaw::Grouping)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: Separators = Separators { decimal: '.', grouping: ',', pairs: false };
    const IN: Separators = Separators { pairs: true, ..EN };

    fn read_as(text: &str, separators: Separators) -> Result<(String, String), Flaw> {
        read(&plain(text), separators, 2, Lone::Judged).map(|numeral| (numeral.whole, numeral.fraction))
    }

    #[test]
    fn native_and_full_width_forms_become_plain() {
        assert_eq!(plain("\u{200F}١٬٢٣٤٫٥٠\u{A0}"), "1\u{66C}234\u{66B}50");
        assert_eq!(plain("１，２３４．５０"), "1,234.50");
        assert_eq!(plain("−1\u{202F}234’567"), "-1 234'567");
        assert_eq!(plain("5²"), "5²");
    }

    #[test]
    fn groups_are_well_formed_or_refused() {
        let number = |whole: &str, fraction: &str| Ok((whole.to_owned(), fraction.to_owned()));
        assert_eq!(read_as("1,234,567.5", EN), number("1234567", "5"));
        assert_eq!(read_as("1.234.567", EN), number("1234567", ""));
        assert_eq!(read_as("12,34,567.50", IN), number("1234567", "50"));
        assert_eq!(read_as(".5", EN), number("", "5"));
        assert_eq!(read_as("5.", EN), number("5", ""));
        for text in
            ["12,34,567.50", "1,2,3", "1,,234", "1 23", "1.234,567.8", "1,234 567", ",123,456", "1234,567.5"]
        {
            assert_eq!(read_as(text, EN), Err(Flaw::Grouping), "{text}");
        }
        for text in ["", ".", "12a", "5²", "1\u{7}", "NaN"] {
            assert_eq!(read_as(text, EN), Err(Flaw::NotNumber), "{text}");
        }
        assert_eq!(read_as("1.5e-9", EN), Err(Flaw::Scientific));
    }
}
