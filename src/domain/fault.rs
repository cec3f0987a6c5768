//! What a field can be wrong about, as data: a code and its parameters, and the phrase that follows from them.

use crate::words::{Language, Phrase, phrase};
use serde::Serialize;
use serde_json::{Value, json};

/// How much of what somebody typed is repeated to them, in characters.
const EXCERPT: usize = 40;

/// One thing that is wrong with one field.
///
/// It holds parameters, never sentences, so that it can be stored, logged, sent as JSON and put into the reader's
/// language by [`Fault::phrase`]. Serialized, the variant's name is the member `code`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
#[error("{}", self.sentence(Language::English))]
pub enum Fault {
    /// Nothing was typed where something is needed.
    Missing,
    /// A choice that the list doesn't offer (any more).
    NotOffered,
    /// A filter of the list that this version doesn't have.
    FilterMissing,
    /// A filter that takes one value was given several.
    FilterTwice,
    /// The trash together with other states.
    FilterTrashAlone,
    /// More or fewer rows on a page than can be asked for.
    PageSize { most: i64 },
    /// A place in the list that nothing leads to.
    PlaceUnknown,
    /// Nothing was chosen to be changed.
    NothingSelected,
    /// More expenses than can be changed at once.
    TooManyAtOnce { most: i64, found: i64 },

    /// No amount was typed.
    AmountMissing,
    /// The text isn't a number.
    AmountNotNumber { typed: String },
    /// Scientific notation, `1e9`.
    AmountScientific { typed: String },
    /// A minus sign or an accountant's parentheses.
    AmountNegative,
    /// Zero, however written.
    AmountZero,
    /// More than the limit; `limit` is a whole number with commas.
    AmountTooLarge { limit: String },
    /// More decimals than the currency has (ISO 4217 minor units).
    AmountTooPrecise { currency: String, decimals: u32 },
    /// Separators that group the digits as nobody does.
    AmountGrouping { typed: String },
    /// One separator that can be a grouping or a decimal mark. `whole` and `fraction` are the two readings,
    /// `write_whole` and `write_fraction` the ways to write them that can't be mistaken.
    AmountAmbiguous {
        typed: String,
        whole: String,
        fraction: String,
        write_whole: String,
        write_fraction: String,
    },
    /// The sign or code of another currency stands beside the number.
    AmountOtherCurrency { typed: String, chosen: String },
    /// Two currencies can't be added.
    CurrenciesDiffer { left: String, right: String },

    /// No rate was typed.
    RateMissing,
    /// The text isn't a number.
    RateNotNumber { typed: String },
    /// A minus sign or parentheses.
    RateNegative,
    /// Zero, however written.
    RateZero,
    /// More than the limit; `limit` is a whole number with commas.
    RateTooLarge { limit: String },
    /// More decimals than a rate keeps.
    RateTooPrecise { decimals: u32 },
    /// Separators that group the digits as nobody does.
    RateGrouping { typed: String },
    /// It was asked for while the organization counted in another currency.
    RateOfAnotherBase { currency: String },
    /// The amount in the base currency would be too large to keep.
    ConvertedTooLarge { currency: String },

    /// No currency was chosen.
    CurrencyMissing,
    /// Not an ISO 4217 code in present circulation.
    CurrencyUnknown { typed: String },
    /// Not a BCP 47 tag.
    LocaleUnknown { typed: String },
    /// Not a name of the IANA time zone database.
    TimezoneUnknown { typed: String },

    /// No date was given.
    DateMissing,
    /// Not of the form YYYY-MM-DD.
    DateShape { typed: String },
    /// The right form, but no such day.
    DateNotInCalendar { typed: String },
    /// Before the first date that is kept.
    DateTooEarly { earliest: String },
    /// Too far ahead.
    DateTooLate { latest: String },

    /// No address was typed.
    EmailMissing,
    /// Not an e-mail address.
    EmailInvalid { typed: String },
    /// Longer than an address can be.
    EmailTooLong { limit: usize },
    /// Another member of the organization has this address.
    EmailTaken,

    /// Somebody of this address is a member.
    MemberAlready { email: String },
    /// This address has an open invitation.
    InvitedAlready { email: String },
    /// Only an owner may bring back the owner that this address was.
    OwnerWasHere { email: String },
    /// No more invitations until an owner's address is verified.
    InvitationsLimited { email: String, most: usize },
    /// Nobody was invited, because something else in the form was wrong.
    InvitedNobody,
    /// More addresses than one form takes.
    TooManyAddresses { most: usize },
    /// Nobody who is active and may decide about expenses.
    ApproverUnfit,

    /// Others would be asked before whoever is asked was reminded.
    EscalationEarly,
    /// Nobody stands in for themselves.
    DelegateSelf,
    /// Who should stand in is away on some of the days.
    DelegateAway { from: String, to: String },
    /// The last day comes before the first.
    AbsenceBackwards,
    /// All of it has gone by.
    AbsenceOver,
    /// Another absence has some of the days.
    AbsenceOverlaps { from: String, to: String },

    /// Longer than the limit, both in characters.
    TextTooLong { limit: usize, length: usize },
    /// A control character; `character` is its code point, `U+0007`.
    TextControl { character: String },
    /// A character that shows nothing or turns the text round; `character` is its code point.
    TextHidden { character: String },
    /// A web or e-mail address where a name belongs.
    TextAddress,

    /// A thing without a name.
    NameMissing,
    /// Another one, which is in use, has this name already.
    NameTaken,
    /// Would lie two steps down.
    TooDeep,
    /// A number outside what is meant; the limits belong to it.
    NumberRange { least: u32, most: u32 },
    /// The base currency of an organization whose books have begun.
    CurrencyFixed { currency: String },

    /// A rule that asks for a note where a note is missing.
    RuleNoteTwice,
    /// A rule that asks for a receipt where a receipt is missing.
    RuleReceiptTwice,
    /// A rule that would meet every expense.
    RuleTooWide,
    /// There is this very rule already.
    RuleTwice,
    /// A step of a chain that goes to whom another goes to already.
    StepTwice,
    /// With the other rules nothing could be submitted any more.
    RulesContradict,
    /// A rule keeps the expense from being submitted.
    RuleBlocks,
    /// A rule keeps the expense from being submitted unless somebody writes why it should be let through.
    RuleNeedsReason,
    /// A rule asks for a note before the expense is submitted.
    RuleNeedsNote,
    /// A rule asks for a receipt before the expense is submitted.
    RuleNeedsReceipt,

    /// No colour was typed.
    ColorMissing,
    /// Not of the form `#rrggbb`.
    ColorInvalid { typed: String },
    /// More bytes than a logo may have; `limit` as people write it.
    LogoTooLarge { limit: String },
    /// More pixels than a logo may have on a side.
    LogoTooManyPixels { most: u32 },
    /// A drawing of lines, which can hold scripts.
    LogoSvg,
    /// Not a picture of one of the kinds that are taken.
    LogoKind,
    /// A picture that breaks off, or isn't what its beginning says.
    LogoBroken,

    /// A file with nothing in it.
    ReceiptEmpty { file: String },
    /// More bytes than a receipt may have; `limit` as people write it.
    ReceiptTooLarge { file: String, limit: String },
    /// Neither a picture nor a PDF of those that are taken.
    ReceiptKind { file: String },
    /// A photo in a format that browsers don't show.
    ReceiptHeic { file: String },
    /// A file that breaks off, or isn't what its beginning says.
    ReceiptBroken { file: String },
    /// More pixels than a receipt may have; `most` in millions.
    ReceiptTooManyPixels { file: String, most: u32 },
    /// A PDF that asks for a password.
    ReceiptEncrypted { file: String },
    /// More files than one form takes.
    ReceiptTooMany { file: String, most: usize },
    /// More files than one expense has; `most` is how many that are.
    ReceiptNoRoom { file: String, most: usize },
    /// More than the organization may keep; `limit` as people write it.
    ReceiptQuota { file: String, limit: String },
    /// No file was chosen.
    ReceiptMissing,

    /// Shorter than the limit, both in characters.
    PasswordTooShort { least: usize, length: usize },
    /// Longer than the limit, both in characters.
    PasswordTooLong { limit: usize, length: usize },
    /// One of those that are guessed first.
    PasswordCommon,
    /// Not the password of whoever is signed in.
    PasswordWrong,

    /// No slug was typed.
    SlugMissing,
    /// Shorter than the limit.
    SlugTooShort { least: usize },
    /// Longer than the limit.
    SlugTooLong { limit: usize },
    /// A character that a slug can't hold; `character` as typed, or its code point when it can't be seen.
    SlugCharacter { character: String },
    /// Doesn't begin with a letter.
    SlugStart,
    /// Ends in a hyphen.
    SlugEnd,
    /// Two hyphens in a row.
    SlugDoubleHyphen,
    /// Kept for the service itself.
    SlugReserved { slug: String },
    /// Another organization has it, or had it within the last 90 days.
    SlugTaken { slug: String },
    /// Not `org_` and 32 lower-case hex digits.
    SchemaNameShape,
}

impl Fault {
    /// The stable name of this fault, in snake case; the same as the member `code` when serialized.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NotOffered => "not_offered",
            Self::FilterMissing => "filter_missing",
            Self::FilterTwice => "filter_twice",
            Self::FilterTrashAlone => "filter_trash_alone",
            Self::PageSize { .. } => "page_size",
            Self::PlaceUnknown => "place_unknown",
            Self::NothingSelected => "nothing_selected",
            Self::TooManyAtOnce { .. } => "too_many_at_once",
            Self::AmountMissing => "amount_missing",
            Self::AmountNotNumber { .. } => "amount_not_number",
            Self::AmountScientific { .. } => "amount_scientific",
            Self::AmountNegative => "amount_negative",
            Self::AmountZero => "amount_zero",
            Self::AmountTooLarge { .. } => "amount_too_large",
            Self::AmountTooPrecise { .. } => "amount_too_precise",
            Self::AmountGrouping { .. } => "amount_grouping",
            Self::AmountAmbiguous { .. } => "amount_ambiguous",
            Self::AmountOtherCurrency { .. } => "amount_other_currency",
            Self::CurrenciesDiffer { .. } => "currencies_differ",
            Self::RateMissing => "rate_missing",
            Self::RateNotNumber { .. } => "rate_not_number",
            Self::RateNegative => "rate_negative",
            Self::RateZero => "rate_zero",
            Self::RateTooLarge { .. } => "rate_too_large",
            Self::RateTooPrecise { .. } => "rate_too_precise",
            Self::RateGrouping { .. } => "rate_grouping",
            Self::RateOfAnotherBase { .. } => "rate_of_another_base",
            Self::ConvertedTooLarge { .. } => "converted_too_large",
            Self::CurrencyMissing => "currency_missing",
            Self::CurrencyUnknown { .. } => "currency_unknown",
            Self::LocaleUnknown { .. } => "locale_unknown",
            Self::TimezoneUnknown { .. } => "timezone_unknown",
            Self::DateMissing => "date_missing",
            Self::DateShape { .. } => "date_shape",
            Self::DateNotInCalendar { .. } => "date_not_in_calendar",
            Self::DateTooEarly { .. } => "date_too_early",
            Self::DateTooLate { .. } => "date_too_late",
            Self::EmailMissing => "email_missing",
            Self::EmailInvalid { .. } => "email_invalid",
            Self::EmailTooLong { .. } => "email_too_long",
            Self::EmailTaken => "email_taken",
            Self::MemberAlready { .. } => "member_already",
            Self::InvitedAlready { .. } => "invited_already",
            Self::OwnerWasHere { .. } => "owner_was_here",
            Self::InvitationsLimited { .. } => "invitations_limited",
            Self::InvitedNobody => "invited_nobody",
            Self::TooManyAddresses { .. } => "too_many_addresses",
            Self::ApproverUnfit => "approver_unfit",
            Self::EscalationEarly => "escalation_early",
            Self::DelegateSelf => "delegate_self",
            Self::DelegateAway { .. } => "delegate_away",
            Self::AbsenceBackwards => "absence_backwards",
            Self::AbsenceOver => "absence_over",
            Self::AbsenceOverlaps { .. } => "absence_overlaps",
            Self::TextTooLong { .. } => "text_too_long",
            Self::TextControl { .. } => "text_control",
            Self::TextHidden { .. } => "text_hidden",
            Self::TextAddress => "text_address",
            Self::NameMissing => "name_missing",
            Self::NameTaken => "name_taken",
            Self::TooDeep => "too_deep",
            Self::NumberRange { .. } => "number_range",
            Self::CurrencyFixed { .. } => "currency_fixed",
            Self::RuleNoteTwice => "rule_note_twice",
            Self::RuleReceiptTwice => "rule_receipt_twice",
            Self::RuleTooWide => "rule_too_wide",
            Self::RuleTwice => "rule_twice",
            Self::StepTwice => "step_twice",
            Self::RulesContradict => "rules_contradict",
            Self::RuleBlocks => "rule_blocks",
            Self::RuleNeedsReason => "rule_needs_reason",
            Self::RuleNeedsNote => "rule_needs_note",
            Self::RuleNeedsReceipt => "rule_needs_receipt",
            Self::ColorMissing => "color_missing",
            Self::ColorInvalid { .. } => "color_invalid",
            Self::LogoTooLarge { .. } => "logo_too_large",
            Self::LogoTooManyPixels { .. } => "logo_too_many_pixels",
            Self::LogoSvg => "logo_svg",
            Self::LogoKind => "logo_kind",
            Self::LogoBroken => "logo_broken",
            Self::ReceiptEmpty { .. } => "receipt_empty",
            Self::ReceiptTooLarge { .. } => "receipt_too_large",
            Self::ReceiptKind { .. } => "receipt_kind",
            Self::ReceiptHeic { .. } => "receipt_heic",
            Self::ReceiptBroken { .. } => "receipt_broken",
            Self::ReceiptTooManyPixels { .. } => "receipt_too_many_pixels",
            Self::ReceiptEncrypted { .. } => "receipt_encrypted",
            Self::ReceiptTooMany { .. } => "receipt_too_many",
            Self::ReceiptNoRoom { .. } => "receipt_no_room",
            Self::ReceiptQuota { .. } => "receipt_quota",
            Self::ReceiptMissing => "receipt_missing",
            Self::PasswordTooShort { .. } => "password_too_short",
            Self::PasswordTooLong { .. } => "password_too_long",
            Self::PasswordCommon => "password_common",
            Self::PasswordWrong => "password_wrong",
            Self::SlugMissing => "slug_missing",
            Self::SlugTooShort { .. } => "slug_too_short",
            Self::SlugTooLong { .. } => "slug_too_long",
            Self::SlugCharacter { .. } => "slug_character",
            Self::SlugStart => "slug_start",
            Self::SlugEnd => "slug_end",
            Self::SlugDoubleHyphen => "slug_double_hyphen",
            Self::SlugReserved { .. } => "slug_reserved",
            Self::SlugTaken { .. } => "slug_taken",
            Self::SchemaNameShape => "schema_name_shape",
        }
    }

    /// What to say: short, in the second person, saying what to do. The id is `fault-` and the code, the blanks are
    /// filled by the parameters, as they are serialized.
    pub fn phrase(&self) -> Phrase {
        self.phrase_of(format!("fault-{}", self.code().replace('_', "-")))
    }

    /// What to say beside a field of this name, and in the summary of its form: what is only missing names the field.
    pub fn phrase_for(&self, field: &str) -> Phrase {
        if let Self::PasswordTooShort { least, length: 0 } = self {
            return phrase!("fault-password-missing", least = *least);
        }
        let general = self.phrase();
        let special = format!("{}-in-{field}", general.id());
        if Language::knows(&special) { self.phrase_of(special) } else { general }
    }

    /// [`Self::phrase`] in words.
    pub fn sentence(&self, language: Language) -> String {
        language.say(&self.phrase()).into_owned()
    }

    /// [`Self::phrase_for`] in words.
    pub fn sentence_for(&self, field: &str, language: Language) -> String {
        language.say(&self.phrase_for(field)).into_owned()
    }

    fn phrase_of(&self, id: String) -> Phrase {
        let Ok(Value::Object(members)) = serde_json::to_value(self) else { return Phrase::new(id) };
        let parameters = members.into_iter().filter(|(name, _)| name != "code");
        parameters.fold(Phrase::new(id), |phrase, (name, value)| match value {
            Value::String(text) => phrase.with(name, text),
            other => phrase.with(name, other.as_i64().unwrap_or(i64::MAX)),
        })
    }
}

/// The beginning of what somebody typed, fit to be repeated in a fault: 40 characters at most, one line, nothing
/// that can't be seen or turns the sentence round.
pub(crate) fn excerpt(typed: &str) -> String {
    let mut shown = typed.trim().chars().filter(|c| !is_unseen(*c));
    let mut excerpt: String = shown.by_ref().take(EXCERPT).collect();
    if shown.next().is_some() {
        excerpt.push('…');
    }
    excerpt
}

/// A character's code point as Unicode writes it, `U+200B`.
pub(crate) fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// The first character of a text that can't be seen, as a fault: repeating the text would show nothing wrong.
pub(crate) fn unseen(text: &str) -> Option<Fault> {
    text.chars().find(|c| is_unseen(*c)).map(unseen_character)
}

/// The fault of holding the unseen character `c`.
pub(crate) fn unseen_character(c: char) -> Fault {
    let character = code_point(c);
    if c.is_control() { Fault::TextControl { character } } else { Fault::TextHidden { character } }
}

/// Whether a character shows nothing of its own or reorders its neighbours: controls, bidirectional controls
/// (UAX #9), zero-width and other default-ignorable characters that spoofs are made of (UTS #39), line separators.
pub(crate) fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// The faults of one form, in the order of its fields; the first fault of a field wins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldErrors(Vec<(String, Fault)>);

impl FieldErrors {
    /// The value where there is one; otherwise the fault is kept under `field`.
    pub fn keep<T>(&mut self, field: &str, result: Result<T, Fault>) -> Option<T> {
        result.map_err(|fault| self.add(field, fault)).ok()
    }

    /// Keeps `fault` under `field`, unless the field has one.
    pub fn add(&mut self, field: &str, fault: Fault) {
        if self.get(field).is_none() {
            self.0.push((field.to_owned(), fault));
        }
    }

    /// These, and those of another part of the same form.
    pub fn and(mut self, others: &Self) -> Self {
        self.0.extend(others.0.iter().cloned());
        self
    }

    /// Keeps `fault` under `field` beside those that it has: for a field of several files.
    pub fn also(&mut self, field: &str, fault: Fault) {
        self.0.push((field.to_owned(), fault));
    }

    /// What is wrong with `field`.
    pub fn get(&self, field: &str) -> Option<&Fault> {
        self.iter().find(|(name, _)| *name == field).map(|(_, fault)| fault)
    }

    /// Fields and sentences, for a form that is shown again.
    pub fn sentences(&self, language: Language) -> impl Iterator<Item = (String, String)> {
        self.iter().map(move |(field, fault)| (field.to_owned(), fault.sentence_for(field, language)))
    }

    /// A list of `{"field", "code", …parameters, "detail"}` for a problem document (RFC 9457).
    pub fn problems(&self, language: Language) -> Value {
        let problem = |(field, fault): (&str, &Fault)| {
            let mut problem = json!(fault);
            problem["field"] = json!(field);
            problem["detail"] = json!(fault.sentence(language));
            problem
        };
        self.iter().map(problem).collect()
    }

    /// Fields and faults, in the order they were found.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Fault)> {
        self.0.iter().map(|(field, fault)| (field.as_str(), fault))
    }

    /// Whether every field is as it should be.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first faulty field: where the focus goes.
    pub fn first(&self) -> Option<&str> {
        self.iter().next().map(|(field, _)| field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_fault_of_a_field_wins_and_order_is_kept() {
        let mut errors = FieldErrors::default();
        assert!(errors.is_empty());
        assert_eq!(errors.keep("name", Ok::<_, Fault>(3)), Some(3));
        assert_eq!(errors.keep::<u8>("amount", Err(Fault::AmountZero)), None);
        errors.add("amount", Fault::AmountNegative);
        errors.add("currency", Fault::CurrencyMissing);
        assert_eq!(errors.get("amount"), Some(&Fault::AmountZero));
        assert_eq!(errors.first(), Some("amount"));
        assert!(errors.sentences(Language::English).any(|(_, said)| said == "Choose a currency."));
        assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["amount", "currency"]);
    }

    #[test]
    fn a_problem_document_names_field_code_parameters_and_detail() {
        let mut errors = FieldErrors::default();
        errors.add("amount", Fault::AmountTooPrecise { currency: "JPY".into(), decimals: 0 });
        let json = errors.problems(Language::English);
        assert_eq!(
            json,
            json!([{
                "field": "amount", "code": "amount_too_precise", "currency": "JPY", "decimals": 0,
                "detail": "JPY has no decimals. Enter a whole number."
            }])
        );
    }

    #[test]
    fn codes_are_those_that_serde_writes() {
        for fault in [
            Fault::Missing,
            Fault::AmountTooPrecise { currency: "EUR".into(), decimals: 2 },
            Fault::TextTooLong { limit: 1, length: 2 },
            Fault::SlugDoubleHyphen,
            Fault::NameTaken,
            Fault::NumberRange { least: 1, most: 28 },
            Fault::DateNotInCalendar { typed: "2023-02-29".into() },
        ] {
            assert_eq!(serde_json::to_value(&fault).expect("serializes")["code"], fault.code());
        }
    }

    #[test]
    fn an_excerpt_is_short_and_shows_all_of_itself() {
        assert_eq!(excerpt(" ab\u{202E}c\u{0}\n"), "abc");
        assert_eq!(excerpt(&"x".repeat(50)), format!("{}…", "x".repeat(40)));
    }
}
