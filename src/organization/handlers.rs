//! `GET` and `POST /settings/organization`.

use super::BaseCurrency;
use super::form::{SettingsForm, facts_of, facts_of_new};
use super::views::SettingsPage;
use crate::domain::fault::FieldErrors;
use crate::error::AppError;
use crate::identity::organization::{self, Settings};
use crate::identity::trail::{self, Act, Event, Subject};
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::policy::role::Power;
use crate::tenancy::TenantConn;
use crate::web::forms::{self, Form};
use crate::web::frame::{Choice, Faults};
use crate::web::{choices, flash, respond};
use crate::words::{Phrase, phrase};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;

const ADDRESS: &str = "/settings/organization";
/// The ids of the days, as weeks are counted.
const WEEKDAYS: [&str; 7] = [
    "organization-monday",
    "organization-tuesday",
    "organization-wednesday",
    "organization-thursday",
    "organization-friday",
    "organization-saturday",
    "organization-sunday",
];
/// The ids of the months.
const MONTHS: [&str; 12] = [
    "organization-january",
    "organization-february",
    "organization-march",
    "organization-april",
    "organization-may",
    "organization-june",
    "organization-july",
    "organization-august",
    "organization-september",
    "organization-october",
    "organization-november",
    "organization-december",
];

/// `GET /settings/organization`.
pub async fn page(visit: Visit, base: Data<BaseCurrency>) -> Result<HttpResponse, AppError> {
    let base = **base;
    let (viewer, (settings, fixed)) = visit
        .run(move |conn, viewer| {
            if !viewer.role.may(Power::SeeSettings) {
                return Err(AppError::Forbidden(phrase!("organization-settings-hidden")));
            }
            Ok((organization::find(conn)?, (base.is_fixed)(conn)?))
        })
        .await?;
    respond::ok(&view(&visit, &viewer, SettingsForm::of(&settings), &settings, fixed, None))
}

/// What became of a form.
enum Outcome {
    Saved,
    Again {
        settings: Settings,
        fixed: bool,
        errors: FieldErrors,
    },
    /// Somebody saved others meanwhile; the sentence says which.
    Stale {
        settings: Settings,
        fixed: bool,
        said: Phrase,
    },
}

/// `POST /settings/organization`.
pub async fn save(
    visit: Visit,
    base: Data<BaseCurrency>,
    Form(form): Form<SettingsForm>,
) -> Result<HttpResponse, AppError> {
    let (typed, base) = (form.clone(), **base);
    let (viewer, outcome) =
        visit.run_form(&form, move |conn, viewer| change(conn, viewer, base, &typed)).await?;
    match outcome {
        Outcome::Saved => {
            flash::put(visit.session(), viewer.language.word("organization-said-saved"), None);
            Ok(respond::see_other(ADDRESS))
        }
        Outcome::Again { settings, fixed, errors } => {
            let view = view(&visit, &viewer, form, &settings, fixed, Some(&errors));
            Ok(respond::with_faults(respond::unprocessable(&view)?, &errors))
        }
        Outcome::Stale { settings, fixed, said } => {
            let typed = SettingsForm { version: settings.version.to_string(), ..form };
            let mut view = view(&visit, &viewer, typed, &settings, fixed, None);
            view.faults = [("", viewer.say(said))].into_iter().collect();
            respond::page(StatusCode::CONFLICT, &view)
        }
    }
}

fn change(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    base: BaseCurrency,
    form: &SettingsForm,
) -> Result<Outcome, AppError> {
    if !viewer.role.may(Power::ChangeSettings) {
        return Err(AppError::Forbidden(phrase!("organization-settings-forbidden")));
    }
    let settings = organization::find_for_change(conn)?;
    let fixed = (base.is_fixed)(conn)?;
    let new = match form.parse(&settings, fixed) {
        Ok(new) => new,
        Err(errors) => return Ok(Outcome::Again { settings, fixed, errors }),
    };
    let (before, after) = trail::differences(&facts_of(&settings), &facts_of_new(&new));
    if after.is_empty() {
        return Ok(Outcome::Saved);
    }
    if forms::version(&form.version).is_some_and(|version| version != settings.version) {
        let said = phrase!(
            "organization-stale",
            name = &settings.name,
            currency = &settings.currency,
            timezone = settings.timezone.replace('_', " "),
        );
        return Ok(Outcome::Stale { settings, fixed, said });
    }
    organization::update(conn, &new, viewer.now)?;
    let event = Event {
        actor: Some(viewer.id),
        act: Act::OrganizationChanged,
        subject: Subject::Organization(settings.id),
        before: Some(before.into()),
        after: Some(after.into()),
    };
    trail::record(conn, event, viewer.now)?;
    if new.currency.code() != settings.currency {
        (base.rerate)(conn, viewer, new.currency)?;
    }
    Ok(Outcome::Saved)
}

fn view(
    visit: &Visit,
    viewer: &Viewer,
    form: SettingsForm,
    settings: &Settings,
    fixed: bool,
    errors: Option<&FieldErrors>,
) -> SettingsPage {
    let (page, frame) = visit.page(viewer, viewer.language.word("web-organization"));
    let faults = errors.into_iter().flat_map(FieldErrors::iter);
    let word = |id| viewer.language.word(id).to_owned();
    let shown = SettingsForm::of(settings);
    let or = |typed: String, present: &str| if typed.trim().is_empty() { present.to_owned() } else { typed };
    let currency = or(form.currency, &shown.currency);
    SettingsPage {
        page,
        frame,
        faults: faults
            .map(|(field, fault)| (field.to_owned(), fault.sentence(viewer.language)))
            .collect::<Faults>(),
        changes: viewer.role.may(Power::ChangeSettings),
        version: or(form.version, &shown.version),
        name: form.name,
        currencies: if fixed { Vec::new() } else { choices::currencies(viewer.language, &currency) },
        currency: settings.currency.clone(),
        timezones: choices::timezones(&or(form.timezone, &shown.timezone)),
        locales: choices::locales(&or(form.locale, &shown.locale)),
        weekdays: numbered(WEEKDAYS.map(word), &or(form.week_start, &shown.week_start)),
        days: numbered((1..=28).map(|day| day.to_string()), &or(form.month_start, &shown.month_start)),
        months: numbered(MONTHS.map(word), &or(form.fiscal_year_start, &shown.fiscal_year_start)),
        remind_days: form.remind_days.or(shown.remind_days).unwrap_or_default(),
        escalate_days: form.escalate_days.or(shown.escalate_days).unwrap_or_default(),
        facts: facts(settings, viewer),
    }
}

/// Choices whose values are their places, from 1 on.
fn numbered(labels: impl IntoIterator<Item = String>, chosen: &str) -> Vec<Choice> {
    let choice = |(number, label): (usize, String)| Choice {
        chosen: number.to_string() == chosen.trim(),
        value: number.to_string(),
        label,
    };
    (1..).zip(labels).map(choice).collect()
}

fn facts(settings: &Settings, viewer: &Viewer) -> Vec<(String, String)> {
    let language = viewer.language;
    let days = |days: i16| match days {
        0 => language.word("organization-never").to_owned(),
        days => viewer.say(viewer.format().counted("organization-days", i64::from(days))),
    };
    let nth = |names: &[&'static str], number: i16| {
        let name = usize::try_from(number - 1).ok().and_then(|at| names.get(at).copied());
        name.map(|id| language.word(id)).unwrap_or_default().to_owned()
    };
    let locales = choices::locales(&settings.locale);
    let locale = locales.into_iter().find(|choice| choice.chosen).map(|choice| choice.label);
    [
        ("organization-name", settings.name.clone()),
        ("organization-currency", settings.currency.clone()),
        ("organization-timezone", settings.timezone.replace('_', " ")),
        ("organization-locale", locale.unwrap_or_else(|| settings.locale.clone())),
        ("organization-week-start", nth(&WEEKDAYS, settings.week_start)),
        ("organization-month-start", settings.month_start.to_string()),
        ("organization-fiscal-year-start", nth(&MONTHS, settings.fiscal_year_start)),
        ("organization-remind", days(settings.remind_days)),
        ("organization-escalate", days(settings.escalate_days)),
    ]
    .map(|(name, value)| (language.word(name).to_owned(), value))
    .into()
}
