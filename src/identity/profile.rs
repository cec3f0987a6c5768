//! `/settings/profile`: one's own name, locale, address and password. Each may be sent alone.

use super::account_views::ProfilePage;
use super::handlers::SignInDesk;
use super::letters::{self, Addressee};
use super::members::{self, Own, OwnPassword};
use super::roster;
use super::sessions::{self, Purpose};
use super::trail::{self, Act, Event, Subject};
use super::viewer::Viewer;
use super::visit::Visit;
use crate::domain::email::Email;
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::locale::Locale;
use crate::domain::password::Password;
use crate::domain::text::PersonName;
use crate::error::AppError;
use crate::mail::PostOffice;
use crate::policy::role::Power;
use crate::tenancy::TenantConn;
use crate::web::forms::Form;
use crate::web::frame::{Choice, Faults};
use crate::web::{flash, respond};
use crate::words::{Language, Phrase, phrase};
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The form; a field that is not sent stays as it is.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct ProfileForm {
    name: Option<String>,
    locale: Option<String>,
    email: Option<String>,
    #[serde(skip_serializing)]
    current_password: String,
    #[serde(skip_serializing)]
    new_password: Option<String>,
}

/// What is to be changed, field by field.
struct Change {
    name: Option<PersonName>,
    locale: Option<Option<Locale>>,
    email: Option<Email>,
    password: Option<Password>,
}

impl Change {
    fn needs_password(&self) -> bool {
        self.email.is_some() || self.password.is_some()
    }
}

impl ProfileForm {
    fn parse(&self, own: &Own) -> Result<Change, FieldErrors> {
        let mut errors = FieldErrors::default();
        let mut keep = |field: &str, fault: Option<Fault>| {
            if let Some(fault) = fault {
                errors.add(field, fault);
            }
        };
        let name = self.name.as_deref().map(PersonName::parse).transpose();
        keep("name", name.as_ref().err().cloned());
        let locale = match self.locale.as_deref().map(str::trim) {
            None => Ok(None),
            Some("") => Ok(Some(None)),
            Some(tag) => Locale::parse(tag).map(|locale| Some(Some(locale))),
        };
        keep("locale", locale.as_ref().err().cloned());
        let email = self.email.as_deref().map(Email::parse).transpose();
        keep("email", email.as_ref().err().cloned());
        let password = self.new_password.as_deref().map(Password::parse).transpose();
        keep("new_password", password.as_ref().err().cloned());
        match (name, locale, email, password) {
            (Ok(name), Ok(locale), Ok(email), Ok(password)) => Ok(Change {
                name: name.filter(|name| name.as_str() != own.name),
                locale: locale.filter(|locale| locale.as_ref().map(Locale::as_str) != own.locale.as_deref()),
                email: email.filter(|email| email.as_str() != own.email),
                password,
            }),
            _ => Err(errors),
        }
    }
}

/// `GET /settings`.
pub async fn settings(visit: Visit) -> Result<HttpResponse, AppError> {
    visit.run(|_, _| Ok(())).await?;
    Ok(respond::see_other("/settings/profile"))
}

/// `GET /settings/profile`.
pub async fn page(visit: Visit) -> Result<HttpResponse, AppError> {
    let (viewer, own) = visit.run(|conn, viewer| members::find_own(conn, viewer.id)).await?;
    respond::ok(&view(&visit, &viewer, &own, &ProfileForm::default(), Faults::default()))
}

fn view(visit: &Visit, viewer: &Viewer, own: &Own, form: &ProfileForm, faults: Faults) -> ProfilePage {
    let (page, frame) = visit.page(viewer, viewer.language.word("identity-your-profile"));
    let chosen = form.locale.clone().or_else(|| own.locale.clone()).unwrap_or_default();
    ProfilePage {
        page,
        frame,
        name: form.name.clone().unwrap_or_else(|| own.name.clone()),
        locales: locales(&chosen, viewer.language),
        email: form.email.clone().unwrap_or_else(|| own.email.clone()),
        present_email: own.email.clone(),
        verified: viewer.verified,
        changes_password: form.new_password.is_some(),
        faults,
    }
}

fn locales(chosen: &str, language: Language) -> Vec<Choice> {
    let choice = |value: &str, label: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        chosen: value == chosen.trim(),
    };
    let mut all = vec![choice("", language.word("identity-as-organization"))];
    all.extend(Locale::common().iter().map(|(tag, name)| choice(tag, name)));
    if all.iter().all(|choice| !choice.chosen) {
        all.push(choice(chosen.trim(), chosen.trim()));
    }
    all
}

/// `POST /settings/profile`. Address and password ask for the present password.
pub async fn save(
    request: HttpRequest,
    visit: Visit,
    desk: Data<SignInDesk>,
    post_office: Data<PostOffice>,
    Form(form): Form<ProfileForm>,
) -> Result<HttpResponse, AppError> {
    let typed = form.clone();
    let (viewer, (own, password, parsed)) =
        visit.run_form(&form, move |conn, viewer| read(conn, viewer, &typed)).await?;
    let again = |errors: &FieldErrors| {
        let page = view(&visit, &viewer, &own, &form, errors.sentences(viewer.language).collect());
        Ok(respond::with_faults(respond::unprocessable(&page)?, errors))
    };
    // Nothing typed is lost over a limit.
    let later = |field: &str, error: AppError| {
        let AppError::TooMany { .. } = error else { return Err(error) };
        let seconds = error.retry_after_seconds().unwrap_or(60);
        let said = viewer.say(phrase!("identity-too-many-send-later", seconds = seconds));
        let page = view(&visit, &viewer, &own, &form, [(field, said)].into_iter().collect());
        respond::too_many(&page, seconds)
    };
    let change = match parsed {
        Ok(change) => change,
        Err(errors) => return again(&errors),
    };
    if change.needs_password() {
        if form.current_password.is_empty() {
            return again(&one("current_password", Fault::Missing));
        }
        match desk.confirm(visit.org(), password, &form.current_password).await {
            Ok(true) => {}
            Ok(false) => return again(&one("current_password", Fault::PasswordWrong)),
            Err(error) => return later("current_password", error),
        }
    }
    let counted =
        change.email.as_ref().map_or(Ok(()), |email| desk.count_mail(&request, visit.org(), email.as_str()));
    if let Err(error) = counted {
        return later("email", error);
    }
    let said = viewer.say(said(&change));
    let share = visit.organization().id.uuid().to_string();
    let hash = match change.password.clone() {
        Some(password) => Some(desk.passwords().hash(&share, password).await?),
        None => None,
    };
    let desk = Desk { mail: post_office.clone(), origin: visit.origin(), session: visit.session_hash() };
    let present = own.clone();
    let (_, applied) = visit
        .run_form(&form, move |conn, viewer| apply(conn, viewer, &present, &change, hash, &desk))
        .await?;
    if let Err(errors) = applied {
        return again(&errors);
    }
    post_office.wake(visit.organization());
    flash::put(visit.session(), said, None);
    Ok(respond::see_other("/settings/profile"))
}

fn one(field: &str, fault: Fault) -> FieldErrors {
    let mut errors = FieldErrors::default();
    errors.add(field, fault);
    errors
}

type Read = (Own, OwnPassword, Result<Change, FieldErrors>);

fn read(conn: &mut TenantConn<'_>, viewer: &Viewer, form: &ProfileForm) -> Result<Read, AppError> {
    let own = members::find_own(conn, viewer.id)?;
    let parsed = form.parse(&own);
    Ok((own, members::find_own_password(conn, viewer.id)?, parsed))
}

fn said(change: &Change) -> Phrase {
    match (&change.email, &change.password) {
        (Some(email), _) => phrase!("identity-said-address-asked", email = email.as_str()),
        (None, Some(_)) => phrase!("identity-said-password-changed"),
        (None, None) => phrase!("identity-said-profile-saved"),
    }
}

/// What applying a change needs besides the tables.
struct Desk {
    mail: Data<PostOffice>,
    origin: String,
    session: Option<Vec<u8>>,
}

fn apply(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    own: &Own,
    change: &Change,
    hash: Option<String>,
    desk: &Desk,
) -> Result<Result<(), FieldErrors>, AppError> {
    let taken = match &change.email {
        Some(email) => roster::find_by_email(conn, email)?.is_some(),
        None => false,
    };
    if taken && viewer.role.may(Power::SeeContacts) {
        return Ok(Err(one("email", Fault::EmailTaken)));
    }
    if let Some(name) = &change.name {
        members::set_name(conn, viewer.id, name, viewer.now)?;
        remember(conn, viewer, Act::MemberNameChanged, None, None)?;
    }
    if let Some(locale) = &change.locale {
        members::set_locale(conn, viewer.id, locale.as_ref(), viewer.now)?;
        let (before, after) =
            (json!({ "locale": own.locale }), json!({ "locale": locale.as_ref().map(Locale::as_str) }));
        remember(conn, viewer, Act::MemberLocaleChanged, Some(before), Some(after))?;
    }
    let brand = &viewer.organization.brand;
    if let Some(hash) = hash {
        members::set_password(conn, viewer.id, &hash, viewer.now)?;
        sessions::end_others(conn, viewer.id, desk.session.as_deref().unwrap_or_default())?;
        // Whoever knew the old password may have asked for another address: that link ends with it.
        sessions::end_tokens_of(conn, Purpose::Reset, viewer.id)?;
        sessions::end_tokens_of(conn, Purpose::Email, viewer.id)?;
        remember(conn, viewer, Act::MemberPasswordChanged, None, None)?;
        let whom = Addressee::stored(&own.email, &own.name, &brand.name, viewer.language)?;
        desk.mail.put(conn, brand, &letters::password_changed(whom), viewer.now)?;
    }
    if let Some(email) = &change.email {
        // The links before it end either way: who sees no addresses learns nothing of whose this one is.
        sessions::end_tokens_of(conn, Purpose::Email, viewer.id)?;
        if !taken {
            offer_address(conn, viewer, own, email, desk)?;
        }
    }
    Ok(Ok(()))
}

/// The letter with the link that makes an address count.
fn offer_address(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    own: &Own,
    email: &Email,
    desk: &Desk,
) -> Result<(), AppError> {
    let brand = &viewer.organization.brand;
    let address = Some(email.as_str());
    let token = sessions::insert_only_token(conn, Purpose::Email, viewer.id, address, viewer.now)?;
    let whom = Addressee {
        to: email.clone(),
        name: own.name.clone(),
        organization: brand.name.clone(),
        language: viewer.language,
    };
    let letter = letters::confirm_address(whom, format!("{}/settings/email?token={token}", desk.origin));
    desk.mail.put(conn, brand, &letter, viewer.now)
}

fn remember(
    conn: &mut TenantConn<'_>,
    viewer: &Viewer,
    act: Act,
    before: Option<Value>,
    after: Option<Value>,
) -> Result<(), AppError> {
    let subject = Subject::Member(viewer.id.uuid());
    trail::record(conn, Event { actor: Some(viewer.id), act, subject, before, after }, viewer.now)
}
