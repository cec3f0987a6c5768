//! `GET` and `POST /settings/branding`.

use super::ADDRESS;
use super::change::Change;
use super::form::{BrandingForm, Picked};
use super::logo::Logo;
use super::preview;
use super::views::{BrandingPage, Sample, Side};
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::theme::{Corners, Look, Scheme};
use crate::error::AppError;
use crate::identity::brand::{self, Branding};
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::policy::role::Power;
use crate::tenancy::TenantConn;
use crate::web::chrome::initials;
use crate::web::forms;
use crate::web::frame::{Choice, Faults};
use crate::web::upload::{Content, MOST_OF_A_FILE, Upload};
use crate::web::workshop::Workshop;
use crate::web::{flash, respond};
use crate::words::{Language, phrase};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;

/// The name of the file's field.
pub(super) const LOGO: &str = "logo";

/// `GET /settings/branding`.
pub async fn page(visit: Visit) -> Result<HttpResponse, AppError> {
    let (viewer, branding) = visit
        .run(|conn, viewer| {
            if !viewer.role.may(Power::SeeSettings) {
                return Err(AppError::Forbidden(phrase!("organization-settings-hidden")));
            }
            brand::find(conn)
        })
        .await?;
    respond::ok(&view(&visit, &viewer, Shown::new(&branding, BrandingForm::of(&branding))))
}

/// Whether somebody may change the look.
pub(super) fn require_change(viewer: &Viewer) -> Result<(), AppError> {
    if viewer.role.may(Power::ChangeSettings) {
        return Ok(());
    }
    Err(AppError::Forbidden(phrase!("branding-forbidden")))
}

/// The logo of a form, decoded; only for somebody who may change it.
pub(super) async fn logo_of(
    visit: &Visit,
    workshop: &Workshop,
    upload: &mut Upload<BrandingForm>,
) -> Result<Option<Result<Logo, Fault>>, AppError> {
    let Some(content) = upload.take(LOGO) else { return Ok(None) };
    visit.run(|_, viewer| require_change(viewer)).await?;
    Ok(Some(match content {
        Content::Whole(bytes) => {
            let decoded = workshop.run(move || Logo::decode(&bytes)).await?;
            decoded.unwrap_or(Err(Fault::LogoBroken))
        }
        Content::Empty => Err(Fault::LogoKind),
        Content::TooLarge => Err(Fault::LogoTooLarge { limit: format!("{} MB", MOST_OF_A_FILE >> 20) }),
    }))
}

/// What became of a form.
enum Outcome {
    Saved,
    Again {
        branding: Branding,
        errors: FieldErrors,
    },
    /// Somebody saved another look meanwhile.
    Stale {
        branding: Branding,
    },
}

/// `POST /settings/branding`.
pub async fn save(
    visit: Visit,
    workshop: Data<Workshop>,
    mut upload: Upload<BrandingForm>,
) -> Result<HttpResponse, AppError> {
    let logo = logo_of(&visit, &workshop, &mut upload).await?;
    let (form, sent) = (upload.fields, logo.is_some());
    let typed = form.clone();
    let (viewer, outcome) =
        visit.run_form(&form, move |conn, viewer| change(conn, viewer, &typed, logo)).await?;
    match outcome {
        Outcome::Saved => {
            flash::put(visit.session(), viewer.language.word("branding-said-saved"), None);
            Ok(respond::see_other(ADDRESS))
        }
        Outcome::Again { branding, errors } => {
            let shown = Shown { errors: Some(&errors), logo_again: sent, ..Shown::new(&branding, form) };
            let page = view(&visit, &viewer, shown);
            Ok(respond::with_faults(respond::unprocessable(&page)?, &errors))
        }
        Outcome::Stale { branding } => {
            let form = BrandingForm { version: branding.version.to_string(), ..form };
            let shown = Shown { logo_again: sent, ..Shown::new(&branding, form) };
            let mut page = view(&visit, &viewer, shown);
            page.faults = [("", viewer.language.word("branding-stale").to_owned())].into_iter().collect();
            respond::page(StatusCode::CONFLICT, &page)
        }
    }
}

fn change(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    form: &BrandingForm,
    logo: Option<Result<Logo, Fault>>,
) -> Result<Outcome, AppError> {
    require_change(viewer)?;
    let branding = brand::find_for_change(conn)?;
    let (picked, logo) = match parse(form, &branding, logo) {
        Ok(parsed) => parsed,
        Err(errors) => return Ok(Outcome::Again { branding, errors }),
    };
    let fits = |version| version == branding.version;
    let change = Change::between(&branding, picked, logo);
    if change.is_none() || forms::version(&form.version).is_none_or(fits) {
        change.map_or(Ok(()), |change| change.make(conn, viewer.id, viewer.now))?;
        return Ok(Outcome::Saved);
    }
    Ok(Outcome::Stale { branding })
}

/// The fields and the file together.
pub(super) fn parse(
    form: &BrandingForm,
    present: &Branding,
    logo: Option<Result<Logo, Fault>>,
) -> Result<(Picked, Option<Logo>), FieldErrors> {
    let parsed = form.parse(present);
    let (logo, fault) = match logo.transpose() {
        Ok(logo) => (logo, None),
        Err(fault) => (None, Some(fault)),
    };
    match (parsed, fault) {
        (Ok(picked), None) => Ok((picked, logo)),
        (parsed, fault) => {
            let mut errors = parsed.err().unwrap_or_default();
            if let Some(fault) = fault {
                errors.add(LOGO, fault);
            }
            Err(errors)
        }
    }
}

/// A form to be shown.
pub(super) struct Shown<'a> {
    /// What is stored.
    pub branding: &'a Branding,
    /// What was typed.
    pub form: BrandingForm,
    /// What is wrong with it.
    pub errors: Option<&'a FieldErrors>,
    /// A logo that is not stored, as a `data:` address.
    pub new_logo: Option<String>,
    /// A logo was sent and is not kept.
    pub logo_again: bool,
    /// Whether it was asked to be shown without being saved.
    pub previewed: bool,
}

impl<'a> Shown<'a> {
    pub(super) fn new(branding: &'a Branding, form: BrandingForm) -> Self {
        Self { branding, form, errors: None, new_logo: None, logo_again: false, previewed: false }
    }
}

pub(super) fn view(visit: &Visit, viewer: &Viewer, shown: Shown<'_>) -> BrandingPage {
    let Shown { branding, form, errors, new_logo, logo_again, previewed } = shown;
    let (page, frame) = visit.page(viewer, viewer.language.word("web-branding"));
    let page = page.with_script(&visit.chrome().assets, "js/branding.js");
    let form = form.filled(branding);
    let language = viewer.language;
    let look = nearest(&form, branding);
    let logo = viewer.organization.brand.logo_inside();
    let text = Option::<String>::unwrap_or_default;
    let (scheme, corners) = (text(form.scheme.clone()), text(form.corners.clone()));
    let faults = errors.into_iter().flat_map(|errors| errors.sentences(language));
    BrandingPage {
        page,
        frame,
        faults: faults.collect::<Faults>(),
        changes: viewer.role.may(Power::ChangeSettings),
        previewed,
        sample: sample(&form, branding, &look, new_logo.or_else(|| logo.clone()), language),
        removes_logo: form.removes_logo(),
        version: form.version,
        display_name: text(form.display_name),
        name: branding.name.clone(),
        brand_color: text(form.brand_color),
        accent_color: text(form.accent_color),
        schemes: choices(
            Scheme::ALL.map(|scheme| (scheme.as_str(), scheme_label(scheme, language))),
            &scheme,
        ),
        corners: choices(
            Corners::ALL.map(|corners| (corners.as_str(), corners_label(corners, language))),
            &corners,
        ),
        logo_outside: viewer.organization.brand.logo_outside().is_some(),
        logo,
        logo_again,
        facts: facts_in_words(branding, language),
    }
}

/// What was picked as far as it can be read, else what is stored: a sample can always be shown.
fn nearest(form: &BrandingForm, branding: &Branding) -> Look {
    let alone = |form: BrandingForm| form.parse(branding).map(|picked| picked.look).unwrap_or(branding.look);
    let nothing = BrandingForm::default;
    Look {
        brand: alone(BrandingForm { brand_color: form.brand_color.clone(), ..nothing() }).brand,
        accent: alone(BrandingForm { accent_color: form.accent_color.clone(), ..nothing() }).accent,
        scheme: alone(BrandingForm { scheme: form.scheme.clone(), ..nothing() }).scheme,
        corners: alone(BrandingForm { corners: form.corners.clone(), ..nothing() }).corners,
    }
}

fn sample(
    form: &BrandingForm,
    branding: &Branding,
    look: &Look,
    logo: Option<String>,
    language: Language,
) -> Sample {
    let typed = form.display_name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let name = typed.unwrap_or(&branding.name).to_owned();
    let side = |scheme, label, is: Scheme| Side {
        scheme,
        label: language.word(label),
        shown: [Scheme::Auto, is].contains(&look.scheme),
    };
    Sample {
        sheet: preview::sheet(look),
        initial: initials(&name, 1),
        name,
        logo: logo.filter(|_| !form.removes_logo()),
        sides: vec![
            side("light", "branding-sample-light", Scheme::Light),
            side("dark", "branding-sample-dark", Scheme::Dark),
        ],
    }
}

fn choices<const N: usize>(all: [(&str, &str); N], chosen: &str) -> Vec<Choice> {
    let choice = |(value, label): (&str, &str)| Choice {
        chosen: value == chosen,
        value: value.to_owned(),
        label: label.to_owned(),
    };
    all.into_iter().map(choice).collect()
}

fn scheme_label(scheme: Scheme, language: Language) -> &'static str {
    language.word(match scheme {
        Scheme::Auto => "branding-scheme-auto",
        Scheme::Light => "branding-scheme-light",
        Scheme::Dark => "branding-scheme-dark",
    })
}

fn corners_label(corners: Corners, language: Language) -> &'static str {
    language.word(match corners {
        Corners::Sharp => "branding-corners-sharp",
        Corners::Soft => "branding-corners-soft",
        Corners::Round => "branding-corners-round",
    })
}

fn facts_in_words(branding: &Branding, language: Language) -> Vec<(String, String)> {
    let look = &branding.look;
    let name = if branding.display_name.is_empty() { &branding.name } else { &branding.display_name };
    [
        ("branding-shown-as", name.clone()),
        ("branding-brand-color", look.brand.to_string()),
        ("branding-accent", look.accent.to_string()),
        ("branding-scheme", scheme_label(look.scheme, language).to_owned()),
        ("branding-corners", corners_label(look.corners, language).to_owned()),
    ]
    .map(|(name, value)| (language.word(name).to_owned(), value))
    .into()
}
