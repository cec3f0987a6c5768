//! Whatever colour is picked, what is written can be read: held over 10,000 random looks and the extremes.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const TOKENS: &str = include_str!("../../../static/css/tokens.css");

/// A colour of the meanings, which are the same for every organization.
fn oklch(text: &str) -> Color {
    use palette::{FromColor, Oklch, Srgb};
    let inner = text.trim().strip_prefix("oklch(").unwrap().strip_suffix(')').unwrap();
    let numbers: Vec<f64> = inner.split_whitespace().map(|number| number.parse().unwrap()).collect();
    Color::from(Srgb::from_color(Oklch::new(numbers[0], numbers[1], numbers[2])))
}

/// The meanings of `tokens.css`: name, on light paper, on dark paper.
static MEANINGS: LazyLock<BTreeMap<&'static str, [Color; 2]>> = LazyLock::new(|| {
    let lines = TOKENS.lines().filter_map(|line| line.trim().strip_prefix("--"));
    let wanted = ["good", "warn", "bad", "info", "good-soft", "warn-soft", "bad-soft"];
    lines
        .filter_map(|line| line.split_once(": "))
        .filter(|(name, _)| wanted.contains(name))
        .map(|(name, value)| {
            let pair = value.strip_prefix("light-dark(").unwrap().strip_suffix(");").unwrap();
            let (light, dark) = pair.split_once(", ").unwrap();
            (name, [oklch(light), oklch(dark)])
        })
        .collect()
});

fn least(what: &str, front: Color, back: Color, least: f64) -> Result<(), TestCaseError> {
    let found = front.contrast(back);
    prop_assert!(found >= least, "{what}: {front} on {back} has {found:.2}, less than {least}");
    Ok(())
}

fn readable(brand: Color, accent: Color) -> Result<(), TestCaseError> {
    let theme = derive(&Look { brand, accent, ..Look::default() });
    for (scheme, tones) in [theme.light, theme.dark].into_iter().enumerate() {
        for surface in tones.surfaces() {
            for (name, text) in [
                ("ink", tones.ink),
                ("ink-soft", tones.ink_soft),
                ("ink-faint", tones.ink_faint),
                ("brand-strong", tones.brand_strong),
            ] {
                least(name, text, surface, TEXT)?;
            }
            for (name, control) in [
                ("brand-fill", tones.brand_fill),
                ("brand-hover", tones.brand_hover),
                ("focus", tones.focus),
                ("line-strong", tones.line_strong),
            ] {
                least(name, control, surface, CONTROL)?;
            }
            least("rule", tones.rule, surface, 1.7)?;
        }
        for fill in [tones.brand_fill, tones.brand_hover] {
            least("on-brand", tones.on_brand, fill, TEXT)?;
        }
        for name in ["good", "warn", "bad", "info"] {
            for surface in [tones.paper, tones.raised, tones.sunken, tones.hover] {
                least(name, MEANINGS[name][scheme], surface, TEXT)?;
            }
        }
        for name in ["good-soft", "warn-soft", "bad-soft"] {
            least(name, tones.ink, MEANINGS[name][scheme], TEXT)?;
        }
    }
    Ok(())
}

fn color() -> impl Strategy<Value = Color> {
    any::<[u8; 3]>().prop_map(|[red, green, blue]| Color::new(red, green, blue))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn every_colour_can_be_read(brand in color(), accent in color()) {
        readable(brand, accent)?;
    }

    #[test]
    fn a_colour_comes_back(color in color()) {
        prop_assert_eq!(Color::parse(&color.to_string()), Ok(color));
        prop_assert_eq!(Color::parse(&color.to_string().to_uppercase()), Ok(color));
    }
}

#[test]
fn the_extremes_can_be_read() {
    for brand in [
        "#000000", "#ffffff", "#808080", "#777777", "#ffff00", "#0000ff", "#ff0000", "#00ff00", "#00ffff",
        "#ff00ff", "#010101", "#fefefe", "#0f766e", "#f59e0b",
    ] {
        let brand = Color::parse(brand).unwrap();
        for accent in [brand, Color::WHITE, Color::new(0, 0, 0)] {
            readable(brand, accent).unwrap_or_else(|error| panic!("{brand}: {error}"));
        }
    }
}

#[test]
fn the_default_look_is_that_of_the_stylesheet() {
    let look = Look::default();
    assert!(TOKENS.contains(&format!("--brand: {};", look.brand)));
    assert!(TOKENS.contains(&format!("--accent: {};", look.accent)));
    let theme = derive(&look);
    assert_eq!(theme.light.brand_fill, look.brand, "a colour that can be read is left alone");
    assert_eq!(theme.light.on_brand, Color::WHITE);
    for (name, _) in theme.light.named() {
        assert!(TOKENS.contains(&format!("--{name}: ")), "{name} is in no stylesheet");
    }
}

#[test]
fn a_light_brand_keeps_its_colour_under_dark_text() {
    let amber = Look { brand: Color::parse("#f59e0b").unwrap(), ..Look::default() };
    let tones = derive(&amber).light;
    assert!(tones.on_brand.contrast(Color::WHITE) > 10.0, "dark text");
    let blue = Look { brand: Color::parse("#3b82f6").unwrap(), ..Look::default() };
    assert_eq!(derive(&blue).light.on_brand, Color::WHITE, "a little darker, and white text");
}

#[test]
fn a_sheet_is_custom_properties_alone() {
    let css = derive(&Look { corners: Corners::Round, scheme: Scheme::Dark, ..Look::default() }).sheet();
    let inner = css.trim().strip_prefix(":root{").unwrap().strip_suffix('}').unwrap();
    assert!(inner.split(';').all(|line| line.starts_with("--") && line.matches(':').count() == 1), "{css}");
    assert!(css.contains("--radius:14px;--radius-small:8.75px;--radius-large:21px"), "{css}");
    assert!(css.contains("--scheme:dark;"));
    assert!(!css.contains("var(") && css.len() < 1_500, "{}", css.len());
    assert_ne!(css, derive(&Look::default()).sheet());
}

#[test]
fn what_is_no_colour_is_told() {
    assert_eq!(Color::parse(" #0F766E "), Ok(Color::new(15, 118, 110)));
    assert_eq!(Color::parse("fff"), Ok(Color::WHITE));
    assert_eq!(Color::parse(""), Err(Fault::ColorMissing));
    for typed in ["#12345", "teal", "#0f766g", "rgb(0,0,0)", "#0f766e;}", "#０f766e", "##fff"] {
        assert!(matches!(Color::parse(typed), Err(Fault::ColorInvalid { .. })), "{typed}");
    }
}
