//! Sign-up.

use super::create::{self, Created, Plan, Stock, Verification};
use super::desk::{SignupDesk, SignupPolicy};
use super::form::{Signup, SignupForm};
use super::landing::{allow_redirect, picture, suffix};
use super::views::{SignupClosedPage, SignupPage, SlugHint, SlugState};
use crate::categories;
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::locale::Locale;
use crate::error::AppError;
use crate::identity::members::{NewMember, NewOrganization};
use crate::identity::passwords::Passwords;
use crate::mail::PostOffice;
use crate::policy::role::Role;
use crate::tenancy::organization::State;
use crate::tenancy::{Organization, Slug, Tenants};
use crate::web::chrome::Chrome;
use crate::web::client::client_address;
use crate::web::error_views::Problem;
use crate::web::forms::Form;
use crate::web::frame::{Faults, Flash, FlashKind};
use crate::web::keyring::Keyring;
use crate::web::negotiate::{Told, wants_json};
use crate::web::reader::Reader;
use crate::web::{choices, respond};
use crate::words::{Language, phrase};
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT_LANGUAGE, RETRY_AFTER};
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use chrono::Utc;
use serde::Deserialize;
use std::net::IpAddr;
use std::time::{Duration, Instant};

/// How long a form waits for another one that is making the same organization.
const OTHER_FORM_PATIENCE: Duration = Duration::from_secs(1);

/// `?organization=` of the sign-up page: the name typed on the landing page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NameQuery {
    organization: String,
}

/// `GET /signup`.
pub async fn signup_page(
    request: HttpRequest,
    chrome: Data<Chrome>,
    desk: Data<SignupDesk>,
    query: Query<NameQuery>,
    Reader(reader): Reader,
) -> Result<HttpResponse, AppError> {
    if desk.policy == SignupPolicy::Closed {
        return closed(&chrome, reader, StatusCode::OK);
    }
    let locale = guessed_locale(&request);
    let currency = locale.suggested_currency().map(|currency| currency.code().to_owned());
    let form = SignupForm {
        organization: query.into_inner().organization,
        currency: currency.unwrap_or_else(|| "EUR".to_owned()),
        timezone: "UTC".to_owned(),
        locale: locale.as_str().to_owned(),
        ..SignupForm::default()
    };
    signup_view(&chrome, reader, &desk.policy, form, None, SlugState::Unasked)
}

/// `POST /signup`: makes the organization and leads to it, signed in.
pub async fn signup(
    request: HttpRequest,
    chrome: Data<Chrome>,
    desk: Data<SignupDesk>,
    tenants: Data<Tenants>,
    keyring: Data<Keyring>,
    post_office: Data<PostOffice>,
    Form(form): Form<SignupForm>,
) -> Result<HttpResponse, AppError> {
    let Reader(reader) = Reader::of(&request);
    if desk.policy == SignupPolicy::Closed {
        return closed(&chrome, reader, StatusCode::FORBIDDEN);
    }
    let client = client_address(&request);
    let code_is_right = match desk.check_code(&keyring, &client, form.code.trim()) {
        Ok(right) => right,
        Err(error) => return later(&chrome, reader, &desk.policy, form, &error),
    };
    let signup = match form.parse(&guessed_locale(&request), code_is_right) {
        Ok(signup) => signup,
        Err(errors) => {
            return signup_view(&chrome, reader, &desk.policy, form, Some(&errors), SlugState::Unasked);
        }
    };
    let slug = signup.slug.clone();
    let verification = Verification {
        post_office: post_office.get_ref().clone(),
        origin: chrome.public.organization_origin(slug.as_str()),
        languages: chrome.languages,
    };
    match enter(&desk, &tenants, &keyring, client, signup, verification).await {
        Ok(Created::Active { organization, handover }) => {
            let origin = chrome.public.organization_origin(organization.slug.as_str());
            tracing::info!(organization = %organization.slug, schema = %organization.schema, "an organization signed up");
            let mut response = respond::see_other(&format!("{origin}/welcome?token={handover}"));
            allow_redirect(&mut response, &chrome)?;
            Ok(response)
        }
        Ok(Created::Taken) => taken(&chrome, reader, &desk.policy, form, &slug),
        Ok(Created::NoneReady) => later(&chrome, reader, &desk.policy, form, &AppError::NoneReady),
        Err(
            error @ (AppError::TooMany { .. }
            | AppError::Unavailable(_)
            | AppError::OutcomeUnknown(_)
            | AppError::BeingUpdated),
        ) => later(&chrome, reader, &desk.policy, form, &error),
        Err(error) => Err(error),
    }
}

/// Makes the organization, or leads the same person in who made it a moment ago.
async fn enter(
    desk: &SignupDesk,
    tenants: &Tenants,
    keyring: &Keyring,
    client: IpAddr,
    signup: Signup,
    verification: Verification,
) -> Result<Created, AppError> {
    desk.posts.count(&client)?;
    let share = client.to_string();
    if let Some(found) = tenants.find(&signup.slug).await?.filter(is_made) {
        return create::again(tenants, &desk.passwords, &share, found, &signup).await;
    }
    let language = verification.languages.of([signup.locale.as_str()]);
    let plan = plan(keyring, &desk.passwords, &share, &signup, language).await?;
    let plan = Plan { verification: Some(verification), ..plan };
    // Of two forms of one person at once the later takes the place of the earlier, even under its work.
    let lost = match create::create(tenants, Stock::Web, plan).await {
        lost @ (Ok(Created::Taken) | Err(AppError::Internal(_))) => lost,
        outcome => return outcome,
    };
    match made_meanwhile(tenants, &signup.slug).await? {
        Some(found) => create::again(tenants, &desk.passwords, &share, found, &signup).await,
        None => lost,
    }
}

fn is_made(found: &Organization) -> bool {
    found.state != State::Provisioning
}

/// The organization that somebody else, or the same person's other form, is about to make.
async fn made_meanwhile(tenants: &Tenants, slug: &Slug) -> Result<Option<Organization>, AppError> {
    let deadline = Instant::now() + OTHER_FORM_PATIENCE;
    loop {
        match tenants.find(slug).await? {
            Some(found) if is_made(&found) => return Ok(Some(found)),
            Some(_) if Instant::now() < deadline => tokio::time::sleep(Duration::from_millis(100)).await,
            _ => return Ok(None),
        }
    }
}

/// The form as it was typed, with the reason why it has to be sent once more: nothing is wrong with it.
fn later(
    chrome: &Chrome,
    language: Language,
    policy: &SignupPolicy,
    form: SignupForm,
    error: &AppError,
) -> Result<HttpResponse, AppError> {
    tracing::warn!(code = error.code(), cause = %error, "a sign-up has to wait");
    let seconds = error.retry_after_seconds().unwrap_or(5);
    let reason = match error {
        AppError::TooMany { .. } => phrase!("onboarding-later-tries"),
        AppError::NoneReady => phrase!("onboarding-later-preparing"),
        AppError::BeingUpdated => phrase!("onboarding-later-updated"),
        AppError::OutcomeUnknown(_) => phrase!("onboarding-later-unsure"),
        _ => phrase!("onboarding-later-database"),
    };
    let again = phrase!("onboarding-later-send", seconds = seconds);
    let said = phrase!("common-two-sentences", first = reason, second = again);
    let mut view = signup_page_view(chrome, language, policy, form, None, SlugState::Unasked);
    view.guess = false;
    view.page.flash =
        Some(Flash { kind: FlashKind::Problem, text: language.say(&said).into_owned(), undo: None });
    let mut response = respond::page(error.status_code(), &view)?;
    let problem = match error {
        AppError::TooMany { .. } => Problem::TooManyRequests { seconds },
        AppError::NoneReady => Problem::Preparing,
        AppError::BeingUpdated => Problem::Updating,
        AppError::OutcomeUnknown(_) => Problem::Unsure,
        _ => Problem::DatabaseAway,
    };
    response.extensions_mut().insert(Told { code: error.code(), problem });
    response.headers_mut().insert(RETRY_AFTER, seconds.into());
    allow_redirect(&mut response, chrome)?;
    Ok(response)
}

async fn plan(
    keyring: &Keyring,
    passwords: &Passwords,
    share: &str,
    signup: &Signup,
    language: Language,
) -> Result<Plan, AppError> {
    let claimed_by = keyring.code("sign-up claim", signup.email.as_str().as_bytes()).to_vec();
    let password_hash = passwords.hash(share, signup.password.clone()).await?;
    Ok(Plan {
        slug: signup.slug.clone(),
        organization: NewOrganization {
            name: signup.organization.clone(),
            currency: signup.currency,
            timezone: signup.timezone,
            locale: signup.locale.clone(),
            demo: false,
        },
        owner: NewMember {
            email: signup.email.clone(),
            name: signup.name.clone(),
            role: Role::Owner,
            password_hash: Some(password_hash),
            since: Utc::now(),
            deactivated_at: None,
            verified_at: None,
        },
        categories: categories::defaults(language),
        claimed_by,
        verification: None,
    })
}

fn taken(
    chrome: &Chrome,
    language: Language,
    policy: &SignupPolicy,
    form: SignupForm,
    slug: &Slug,
) -> Result<HttpResponse, AppError> {
    let mut errors = FieldErrors::default();
    errors.add("slug", Fault::SlugTaken { slug: slug.to_string() });
    signup_view(chrome, language, policy, form, Some(&errors), SlugState::Unasked)
}

fn closed(chrome: &Chrome, language: Language, status: StatusCode) -> Result<HttpResponse, AppError> {
    let (page, host) = chrome.public_page(language, language.word("onboarding-closed"));
    respond::page(status, &SignupClosedPage { page, host })
}

/// The form, empty or as typed. The password never comes back: it is typed again.
fn signup_view(
    chrome: &Chrome,
    language: Language,
    policy: &SignupPolicy,
    form: SignupForm,
    errors: Option<&FieldErrors>,
    state: SlugState,
) -> Result<HttpResponse, AppError> {
    let view = signup_page_view(chrome, language, policy, form, errors, state);
    let status = if errors.is_none() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = respond::page(status, &view)?;
    allow_redirect(&mut response, chrome)?;
    Ok(match errors {
        Some(errors) => respond::with_faults(response, errors),
        None => response,
    })
}

fn signup_page_view(
    chrome: &Chrome,
    language: Language,
    policy: &SignupPolicy,
    form: SignupForm,
    errors: Option<&FieldErrors>,
    state: SlugState,
) -> SignupPage {
    let (page, host) = chrome.public_page(language, language.word("onboarding-sign-up"));
    let faults = errors.into_iter().flat_map(|errors| errors.sentences(language));
    SignupPage {
        page: page.with_htmx(&chrome.assets).with_script(&chrome.assets, "js/signup.js"),
        host,
        faults: faults.collect::<Faults>(),
        organization: form.organization,
        slug: SlugHint { slug: form.slug, state, suggested: false },
        suffix: suffix(chrome),
        name: form.name,
        email: form.email,
        currencies: choices::currencies(language, &form.currency),
        timezones: choices::timezones(&form.timezone),
        locales: choices::locales(&form.locale),
        code: policy.asks_for_code().then_some(form.code),
        guess: errors.is_none(),
        picture: picture(chrome),
    }
}

fn guessed_locale(request: &HttpRequest) -> Locale {
    let header = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    header.and_then(Locale::from_accept_language).unwrap_or_default()
}

/// `?slug=`, or `?organization=` for a suggestion.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SlugQuery {
    slug: String,
    organization: String,
}

/// `GET /signup/slug`: is it free? A fragment, or JSON when asked for.
pub async fn slug_hint(
    request: HttpRequest,
    chrome: Data<Chrome>,
    desk: Data<SignupDesk>,
    tenants: Data<Tenants>,
    query: Query<SlugQuery>,
    Reader(reader): Reader,
) -> Result<HttpResponse, AppError> {
    desk.questions.count(&client_address(&request))?;
    let suggested = query.slug.trim().is_empty() && !query.organization.trim().is_empty();
    let parsed = if suggested {
        Slug::suggest(&query.organization).ok_or(Fault::SlugMissing)
    } else {
        Slug::parse(&query.slug)
    };
    let (slug, fault) = match parsed {
        Ok(slug) if tenants.find(&slug).await?.is_none() => (slug.to_string(), None),
        Ok(slug) => (slug.to_string(), Some(Fault::SlugTaken { slug: slug.to_string() })),
        Err(fault) => (query.slug.trim().to_owned(), Some(fault)),
    };
    if wants_json(&request) {
        let reason = fault.as_ref().map(|fault| fault.sentence(reader));
        return Ok(HttpResponse::Ok().json(serde_json::json!({
            "slug": slug, "available": fault.is_none(), "reason": reason,
        })));
    }
    let state = match fault {
        None => SlugState::Available { address: chrome.public.organization_origin(&slug) },
        Some(Fault::SlugTaken { .. }) => SlugState::Taken,
        Some(Fault::SlugMissing) => SlugState::Unasked,
        Some(fault) => SlugState::Invalid { reason: fault.sentence(reader) },
    };
    respond::part(reader, &SlugHint { slug, state, suggested })
}
