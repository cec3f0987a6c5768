//! The settings form: from what was typed to [`NewSettings`] or to a fault beside each field.

use crate::domain::currency::Currency;
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::locale::Locale;
use crate::domain::text::OrganizationName;
use crate::domain::timezone::Timezone;
use crate::identity::organization::{NewSettings, Settings};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// The fields as typed; what is left out stays as it is.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SettingsForm {
    /// The organization's name.
    pub name: String,
    /// ISO 4217.
    pub currency: String,
    /// IANA.
    pub timezone: String,
    /// BCP 47.
    pub locale: String,
    /// 1 (Monday) to 7.
    pub week_start: String,
    /// 1 to 28.
    pub month_start: String,
    /// 1 to 12.
    pub fiscal_year_start: String,
    /// Days until a reminder; empty: never.
    pub remind_days: Option<String>,
    /// Days until admins and owners are asked too; empty: never.
    pub escalate_days: Option<String>,
    /// Guards against losing an edit.
    pub version: String,
}

impl SettingsForm {
    /// The settings as their form would hold them.
    pub fn of(settings: &Settings) -> Self {
        Self {
            name: settings.name.clone(),
            currency: settings.currency.clone(),
            timezone: settings.timezone.clone(),
            locale: settings.locale.clone(),
            week_start: settings.week_start.to_string(),
            month_start: settings.month_start.to_string(),
            fiscal_year_start: settings.fiscal_year_start.to_string(),
            remind_days: Some(typed_days(settings.remind_days)),
            escalate_days: Some(typed_days(settings.escalate_days)),
            version: settings.version.to_string(),
        }
    }

    /// All faults at once; the form keeps the typed text. `fixed` is whether the base currency can't change any more.
    ///
    /// # Errors
    /// What is wrong, field by field in the order of the form.
    pub fn parse(&self, present: &Settings, fixed: bool) -> Result<NewSettings, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.keep("name", self.name());
        let timezone = errors.keep("timezone", Timezone::parse(or(&self.timezone, &present.timezone)));
        let locale = errors.keep("locale", Locale::parse(or(&self.locale, &present.locale)));
        let week_start = errors.keep("week_start", number(&self.week_start, present.week_start, 7));
        let month_start = errors.keep("month_start", number(&self.month_start, present.month_start, 28));
        let fiscal_year_start =
            errors.keep("fiscal_year_start", number(&self.fiscal_year_start, present.fiscal_year_start, 12));
        let currency = errors.keep("currency", self.currency(present, fixed));
        let remind_days = errors.keep("remind_days", days(self.remind_days.as_deref(), present.remind_days));
        let escalate_days = days(self.escalate_days.as_deref(), present.escalate_days);
        let escalate_days =
            errors.keep("escalate_days", escalate_days.and_then(|days| later(days, remind_days)));
        let settings = (|| {
            Some(NewSettings {
                name: name?,
                currency: currency?,
                timezone: timezone?,
                locale: locale?,
                week_start: week_start?,
                month_start: month_start?,
                fiscal_year_start: fiscal_year_start?,
                remind_days: remind_days?,
                escalate_days: escalate_days?,
            })
        })();
        settings.filter(|_| errors.is_empty()).ok_or(errors)
    }

    fn name(&self) -> Result<OrganizationName, Fault> {
        OrganizationName::parse(&self.name)
            .map_err(|fault| if fault == Fault::Missing { Fault::NameMissing } else { fault })
    }

    fn currency(&self, present: &Settings, fixed: bool) -> Result<Currency, Fault> {
        let typed = self.currency.trim();
        // The one it has stays, even if it is no longer in use.
        if typed.is_empty() || typed.eq_ignore_ascii_case(&present.currency) {
            return Currency::stored(&present.currency);
        }
        let currency = Currency::parse(typed)?;
        if fixed { Err(Fault::CurrencyFixed { currency: present.currency.clone() }) } else { Ok(currency) }
    }
}

fn or<'a>(typed: &'a str, present: &'a str) -> &'a str {
    if typed.trim().is_empty() { present } else { typed }
}

/// A whole number from 1 to `most`.
fn number(typed: &str, present: i16, most: u8) -> Result<i16, Fault> {
    if typed.trim().is_empty() {
        return Ok(present);
    }
    let number = typed.trim().parse().ok().filter(|number| (1..=i16::from(most)).contains(number));
    number.ok_or(Fault::NumberRange { least: 1, most: u32::from(most) })
}

/// The most days that may pass before somebody is reminded.
const MOST_DAYS: u8 = 90;

/// A number of days from 1 on; none for never.
fn days(typed: Option<&str>, present: i16) -> Result<i16, Fault> {
    match typed.map(str::trim) {
        None => Ok(present),
        Some("") => Ok(0),
        Some(typed) => number(typed, present, MOST_DAYS),
    }
}

/// Nobody else is asked before whoever is asked was reminded.
fn later(days: i16, remind_days: Option<i16>) -> Result<i16, Fault> {
    let is_early = |remind: &i16| (1..=*remind).contains(&days);
    if remind_days.as_ref().is_some_and(is_early) { Err(Fault::EscalationEarly) } else { Ok(days) }
}

fn typed_days(days: i16) -> String {
    if days == 0 { String::new() } else { days.to_string() }
}

/// The fields that the trail keeps of the settings.
pub type Facts = Map<String, Value>;

/// The settings as stored, for the trail.
pub fn facts_of(settings: &Settings) -> Facts {
    facts([
        ("name", json!(settings.name)),
        ("currency", json!(settings.currency)),
        ("timezone", json!(settings.timezone)),
        ("locale", json!(settings.locale)),
        ("week_start", json!(settings.week_start)),
        ("month_start", json!(settings.month_start)),
        ("fiscal_year_start", json!(settings.fiscal_year_start)),
        ("remind_days", fact(settings.remind_days)),
        ("escalate_days", fact(settings.escalate_days)),
    ])
}

/// The settings to be, for the trail.
pub fn facts_of_new(settings: &NewSettings) -> Facts {
    facts([
        ("name", json!(settings.name.as_str())),
        ("currency", json!(settings.currency.code())),
        ("timezone", json!(settings.timezone.name())),
        ("locale", json!(settings.locale.as_str())),
        ("week_start", json!(settings.week_start)),
        ("month_start", json!(settings.month_start)),
        ("fiscal_year_start", json!(settings.fiscal_year_start)),
        ("remind_days", fact(settings.remind_days)),
        ("escalate_days", fact(settings.escalate_days)),
    ])
}

fn fact(days: i16) -> Value {
    json!((days > 0).then_some(days))
}

fn facts(pairs: [(&str, Value); 9]) -> Facts {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn present() -> Settings {
        Settings {
            id: Uuid::now_v7(),
            name: "Acme".into(),
            currency: "EUR".into(),
            timezone: "Europe/Vienna".into(),
            locale: "en-AT".into(),
            week_start: 1,
            month_start: 1,
            fiscal_year_start: 1,
            remind_days: 3,
            escalate_days: 0,
            version: 1,
        }
    }

    #[test]
    fn what_is_left_out_stays() {
        let form = SettingsForm { name: "Acme".into(), ..SettingsForm::default() };
        let parsed = form.parse(&present(), true).unwrap();
        assert_eq!(facts_of_new(&parsed), facts_of(&present()));
        let same = SettingsForm::of(&present()).parse(&present(), true).unwrap();
        assert_eq!(same, parsed);
    }

    #[test]
    fn nobody_else_is_asked_before_the_reminder() {
        let parsed = |remind: &str, escalate: &str| {
            let (remind_days, escalate_days) = (Some(remind.to_owned()), Some(escalate.to_owned()));
            let form = SettingsForm { name: "Acme".into(), remind_days, escalate_days, ..Default::default() };
            let days = form.parse(&present(), true).map(|new| (new.remind_days, new.escalate_days));
            days.map_err(|errors| errors.first().unwrap_or_default().to_owned())
        };
        assert_eq!(parsed("", ""), Ok((0, 0)), "never");
        assert_eq!(parsed("2", "3"), Ok((2, 3)));
        assert_eq!(parsed("", "1"), Ok((0, 1)), "without a reminder");
        assert_eq!(parsed("3", "3"), Err("escalate_days".into()));
        assert_eq!(parsed("91", "2"), Err("remind_days".into()));
        assert_eq!(parsed("1", "0"), Err("escalate_days".into()), "never is said by nothing");
        assert_eq!(parsed("often", ""), Err("remind_days".into()));
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let form = SettingsForm {
            timezone: "Mars/Base".into(),
            locale: "-".into(),
            week_start: "8".into(),
            month_start: "0".into(),
            fiscal_year_start: "May".into(),
            currency: "USD".into(),
            ..SettingsForm::default()
        };
        let errors = form.parse(&present(), true).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(
            fields,
            ["name", "timezone", "locale", "week_start", "month_start", "fiscal_year_start", "currency"]
        );
        assert_eq!(errors.get("currency"), Some(&Fault::CurrencyFixed { currency: "EUR".into() }));
    }

    #[test]
    fn the_base_currency_may_change_while_nothing_hangs_on_it() {
        let form = SettingsForm { name: "Acme".into(), currency: "usd".into(), ..SettingsForm::default() };
        assert_eq!(form.parse(&present(), false).unwrap().currency.code(), "USD");
    }
}
