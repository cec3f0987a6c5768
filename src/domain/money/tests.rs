use proptest::prelude::*;

use super::*;

/// Locales that differ in digits, marks, grouping or direction.
const LOCALES: &[&str] = &[
    "de-AT", "en-US", "fr-FR", "de-CH", "hi-IN", "ar-EG", "ja-JP", "en-AT", "es-ES", "pt-PT", "fa-IR",
    "mr-IN", "bn-BD", "my-MM", "sv-SE", "en-ZA", "pl-PL", "fr-CH", "de-LI", "ne-NP", "und-150",
];

fn locale(tag: &str) -> Locale {
    Locale::parse(tag).unwrap_or_default()
}

fn currency(code: &str) -> Currency {
    Currency::parse(code).expect("a currency")
}

fn money(amount: &str, code: &str) -> Money {
    Money::new(amount.parse().expect("a number"), currency(code)).expect("money")
}

fn parse(typed: &str, code: &str, tag: &str) -> Result<String, Fault> {
    Amount::parse(typed, currency(code), &locale(tag)).map(|amount| amount.money().amount().to_string())
}

fn is(amount: &str) -> Result<String, Fault> {
    Ok(amount.to_owned())
}

#[test]
fn amounts_are_read_as_people_type_them() {
    for (typed, code, tag, amount) in [
        ("12", "EUR", "en", "12.00"),
        ("12,5", "EUR", "en", "12.50"),
        ("12.50", "EUR", "de", "12.50"),
        ("1,234.50", "EUR", "de", "1234.50"),
        ("1.234,50", "EUR", "en", "1234.50"),
        ("1 234,50", "EUR", "fr", "1234.50"),
        ("1\u{A0}234,50", "EUR", "en", "1234.50"),
        ("1\u{202F}234,50", "EUR", "fr", "1234.50"),
        ("1'234.50", "CHF", "de-CH", "1234.50"),
        ("1’234.50", "CHF", "en", "1234.50"),
        ("１２，５", "EUR", "ja", "12.50"),
        ("١٬٢٣٤٫٥٠", "EGP", "ar-EG", "1234.50"),
        ("१,२३,४५६.५", "INR", "hi-IN", "123456.50"),
        ("1,23,456", "INR", "en-IN", "123456.00"),
        ("1,234,567", "EUR", "de", "1234567.00"),
        (" 007.10\t", "EUR", "en", "7.10"),
        (".5", "EUR", "en", "0.50"),
        ("5.", "EUR", "en", "5.00"),
        ("1234", "JPY", "ja", "1234"),
        ("999,999,999,999.99", "EUR", "en", "999999999999.99"),
    ] {
        assert_eq!(parse(typed, code, tag), is(amount), "{typed} {code} {tag}");
    }
}

#[test]
fn the_chosen_currency_may_stand_beside_the_number() {
    for typed in ["€12.50", "12.50 €", "EUR 12.50", "12,50eur", "€ 12,5", "12.50\u{A0}EUR"] {
        assert_eq!(parse(typed, "EUR", "en"), is("12.50"), "{typed}");
    }
    for typed in ["$21", "US$ 21", "21 USD", "21,-", "21.–"] {
        assert_eq!(parse(typed, "USD", "en"), is("21.00"), "{typed}");
    }
    assert_eq!(parse("kr. 21", "DKK", "da"), is("21.00"));
    let other = |typed: &str| Err(Fault::AmountOtherCurrency { typed: typed.into(), chosen: "EUR".into() });
    assert_eq!(parse("$12", "EUR", "en"), other("$"));
    assert_eq!(parse("12 GBP", "EUR", "en"), other("GBP"));
    assert_eq!(parse("£12", "EUR", "en"), other("£"));
}

#[test]
fn a_lone_mark_before_three_digits_is_judged_and_never_guessed() {
    assert_eq!(parse("1,234", "EUR", "en"), is("1234.00"));
    assert_eq!(parse("1.234", "EUR", "de"), is("1234.00"));
    assert_eq!(parse("1.234", "EUR", "de-AT"), is("1234.00"));
    assert_eq!(parse("1 234", "EUR", "en"), is("1234.00"));
    assert_eq!(parse("1.234", "KWD", "en"), is("1.234"));
    assert_eq!(parse("0.125", "KWD", "en"), is("0.125"));
    assert_eq!(
        parse("1.234", "EUR", "en"),
        Err(Fault::AmountAmbiguous {
            typed: "1.234".into(),
            whole: "1234".into(),
            fraction: "1.234".into(),
            write_whole: "1234.00".into(),
            write_fraction: "1.23".into(),
        })
    );
    for (typed, code, tag) in
        [("1,234", "EUR", "de"), ("1.234", "JPY", "en"), ("1,234", "EUR", "fr"), ("1.234", "KWD", "fr")]
    {
        let fault = parse(typed, code, tag);
        let Err(Fault::AmountAmbiguous { write_whole, write_fraction, .. }) = &fault else {
            panic!("{typed} {code} {tag}: {fault:?}")
        };
        assert!(
            parse(write_whole, code, tag).is_ok() && parse(write_fraction, code, tag).is_ok(),
            "{fault:?}"
        );
    }
}

#[test]
fn what_is_no_amount_has_its_own_fault() {
    let too_precise = |code: &str, decimals| Err(Fault::AmountTooPrecise { currency: code.into(), decimals });
    let too_large = Err(Fault::AmountTooLarge { limit: "999,999,999,999".into() });
    assert_eq!(parse("", "EUR", "en"), Err(Fault::AmountMissing));
    assert_eq!(parse(" \u{A0}", "EUR", "en"), Err(Fault::AmountMissing));
    for typed in ["0", "0.00", "000", "0,0", "€0"] {
        assert_eq!(parse(typed, "EUR", "en"), Err(Fault::AmountZero), "{typed}");
    }
    for typed in ["-5", "−5", "(12.00)", "- $21.59", "-€5", "€-5", "5-", "($5)"] {
        let code = if typed.contains('$') { "USD" } else { "EUR" };
        assert_eq!(parse(typed, code, "en"), Err(Fault::AmountNegative), "{typed}");
    }
    for typed in ["NaN", "inf", "abc", "12x", "5²", "½", "12-50", "-", "()", "€", "--", "1/2"] {
        assert!(matches!(parse(typed, "EUR", "en"), Err(Fault::AmountNotNumber { .. })), "{typed}");
    }
    assert_eq!(parse("1\u{0}2", "EUR", "en"), Err(Fault::TextControl { character: "U+0000".into() }));
    assert_eq!(parse("12\u{200B}", "EUR", "en"), Err(Fault::TextHidden { character: "U+200B".into() }));
    assert_eq!(parse("1e9", "EUR", "en"), Err(Fault::AmountScientific { typed: "1e9".into() }));
    assert_eq!(parse("1,23,4", "EUR", "en"), Err(Fault::AmountGrouping { typed: "1,23,4".into() }));
    assert_eq!(parse("1,23,456", "EUR", "en-GB"), Err(Fault::AmountGrouping { typed: "1,23,456".into() }));
    assert_eq!(parse("12345678901234567890", "EUR", "en"), too_large);
    assert_eq!(parse("1000000000000", "JPY", "en"), too_large);
    assert_eq!(parse(&"9".repeat(200), "EUR", "en"), too_large);
    assert!(matches!(parse(&"9".repeat(201), "EUR", "en"), Err(Fault::AmountNotNumber { .. })));
    assert_eq!(parse("12.3456", "EUR", "en"), too_precise("EUR", 2));
    assert_eq!(parse("1,234.567", "EUR", "en"), too_precise("EUR", 2));
    assert_eq!(parse("12.5", "JPY", "en"), too_precise("JPY", 0));
}

#[test]
fn money_is_of_one_currency_and_exact() {
    let (coffee, beans) = (money("2.80", "EUR"), money("12.5", "EUR"));
    assert_eq!(coffee.checked_add(&beans), Ok(money("15.30", "EUR")));
    assert_eq!(
        coffee.checked_add(&money("1", "USD")),
        Err(Fault::CurrenciesDiffer { left: "EUR".into(), right: "USD".into() })
    );
    assert!(Money::new(Decimal::new(123, 3), currency("EUR")).is_err());
    assert_eq!(
        Money::new(Decimal::new(12300, 4), currency("EUR")).map(|m| m.to_string()),
        Ok("1.23 EUR".into())
    );
    assert_eq!(Money::new(-Decimal::ZERO, currency("JPY")).map(|m| m.to_string()), Ok("0 JPY".into()));
    assert_eq!(Money::zero(currency("KWD")).negated().to_string(), "0.000 KWD");
    assert!(money("999999999999999.99", "EUR").checked_add(&money("0.01", "EUR")).is_err());
}

#[test]
fn rates_take_either_mark() {
    let rate = |typed: &str| Rate::parse(typed, &locale("en")).map(|rate| rate.to_string());
    assert_eq!(rate("1,085"), Ok("1.085".into()));
    assert_eq!(rate("1.085"), Ok("1.085".into()));
    assert_eq!(rate("1,234.5"), Ok("1234.5".into()));
    assert_eq!(rate("0.0000000001"), Ok("0.0000000001".into()));
    assert_eq!(rate("9999999999.9999999999"), Ok("9999999999.9999999999".into()));
    assert_eq!(rate(""), Err(Fault::RateMissing));
    assert_eq!(rate("0"), Err(Fault::RateZero));
    assert_eq!(rate("-1"), Err(Fault::RateNegative));
    assert_eq!(rate("10000000000"), Err(Fault::RateTooLarge { limit: "9,999,999,999".into() }));
    assert_eq!(rate("0.00000000001"), Err(Fault::RateTooPrecise { decimals: 10 }));
    assert!(matches!(rate("x"), Err(Fault::RateNotNumber { .. })));
    assert!(matches!(rate("1,2,3"), Err(Fault::RateGrouping { .. })));
}

#[test]
fn conversion_rounds_half_to_even_once() {
    let to = |amount: &str, rate: &str, base: &str| {
        let rate = Rate::new(rate.parse().expect("a number")).expect("a rate");
        convert(&money(amount, "EUR"), rate, currency(base)).map(|money| money.to_string())
    };
    assert_eq!(to("0.01", "0.5", "USD"), Ok("0.00 USD".into())); // 0.005
    assert_eq!(to("0.03", "0.5", "USD"), Ok("0.02 USD".into())); // 0.015
    assert_eq!(to("0.05", "0.5", "USD"), Ok("0.02 USD".into())); // 0.025
    assert_eq!(to("-0.05", "0.5", "USD"), Ok("-0.02 USD".into()));
    assert_eq!(to("-0.03", "0.5", "USD"), Ok("-0.02 USD".into()));
    assert_eq!(to("100", "163.25", "JPY"), Ok("16325 JPY".into()));
    assert_eq!(to("10", "1", "KWD"), Ok("10.000 KWD".into()));
    assert_eq!(to("999999999999.99", "999.9999999999", "JPY"), Ok("999999999999890 JPY".into()));
    assert_eq!(
        to("999999999999.99", "9999", "USD"),
        Err(Fault::ConvertedTooLarge { currency: "USD".into() })
    );
    assert!(to("999999999999999", "9999999999.9999999999", "USD").is_err());
}

fn any_currency() -> impl Strategy<Value = Currency> {
    proptest::sample::select(Currency::all())
}

fn any_locale() -> impl Strategy<Value = Locale> {
    proptest::sample::select(LOCALES).prop_map(locale)
}

proptest! {
    #[test]
    fn what_stands_in_an_input_is_read_back(
        minor in 1i64..=9_999_999_999, currency in any_currency(), locale in any_locale()
    ) {
        let money = Money::new(Decimal::new(minor, currency.exponent()), currency).expect("fits");
        let typed = Format::of(&locale).editable(&money);
        prop_assert_eq!(Amount::parse(&typed, currency, &locale).map(|a| a.money()), Ok(money), "{}", typed);
    }

    #[test]
    fn what_is_shown_can_be_pasted_back(
        minor in 1i64..=9_999_999_999, currency in any_currency(), locale in any_locale()
    ) {
        let money = Money::new(Decimal::new(minor, currency.exponent()), currency).expect("fits");
        let format = Format::of(&locale);
        for shown in [format.money(&money), format.money_with_code(&money)] {
            let read = Amount::parse(&shown, currency, &locale).map(|a| a.money());
            prop_assert_eq!(read, Ok(money), "{} in {}", shown, &locale);
        }
    }

    #[test]
    fn a_rate_in_an_input_is_read_back(mantissa in 1i64.., scale in 0u32..=10, locale in any_locale()) {
        let Ok(rate) = Rate::new(Decimal::new(mantissa, scale)) else { return Ok(()) };
        let typed = Format::of(&locale).editable_rate(rate);
        prop_assert_eq!(Rate::parse(&typed, &locale), Ok(rate), "{}", typed);
    }

    #[test]
    fn no_text_panics(
        text in any::<String>(), likely in "[-+()€$ 0-9.,'\u{A0}\u{202F}٠-٩٫٬eE]{0,24}",
        currency in any_currency(), locale in any_locale()
    ) {
        for typed in [text, likely] {
            if let Ok(amount) = Amount::parse(&typed, currency, &locale) {
                let amount = amount.money().amount();
                prop_assert!(amount > Decimal::ZERO && amount < Decimal::from(1_000_000_000_000u64));
                prop_assert_eq!(amount.scale(), currency.exponent());
            }
            let _ = Rate::parse(&typed, &locale);
        }
    }

    #[test]
    fn conversion_is_off_by_half_a_minor_unit_at_most(
        minor in -1_000_000_000i64..1_000_000_000, rate in 1i64..1_000_000_000, base in any_currency()
    ) {
        let money = Money::new(Decimal::new(minor, 2), currency("EUR")).expect("fits");
        let rate = Rate::new(Decimal::new(rate, 5)).expect("a rate");
        let exact = money.amount() * rate.value();
        let converted = convert(&money, rate, base).expect("fits").amount();
        prop_assert!((converted - exact).abs() * Decimal::from(2) <= Decimal::new(1, base.exponent()));
        let strategy = rust_decimal::RoundingStrategy::MidpointNearestEven;
        prop_assert_eq!(converted, exact.round_dp_with_strategy(base.exponent(), strategy));
    }
}
