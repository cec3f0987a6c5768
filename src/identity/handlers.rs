//! Signing in and out.

use super::brand;
use super::device::device_of;
use super::kept;
use super::members::{self, OwnPassword, SignIn};
use super::passwords::Passwords;
use super::sessions::{self, Arrival};
use super::viewer::{self, Viewer};
use super::views::{DemoSignIn, LoginMessage, LoginPage, ResumePage};
use super::visit::{Claim, Visit};
use crate::domain::email::Email;
use crate::domain::id::MemberId;
use crate::domain::password::Password;
use crate::error::AppError;
use crate::policy::role::Role;
use crate::tenancy::resolve::Org;
use crate::web::chrome::Chrome;
use crate::web::client::client_address;
use crate::web::forms::Form;
use crate::web::frame::Hidden;
use crate::web::keyring::{Keyring, secret_hash};
use crate::web::next::safe_path;
use crate::web::respond;
use crate::web::throttle::{Delays, Limit};
use actix_session::Session;
use actix_web::cookie::{Cookie, SameSite, time};
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Utc;
use serde::Deserialize;
use std::net::IpAddr;
use std::time::Duration;
use uuid::Uuid;

/// The password of every sign-in of a demo organization.
pub const DEMO_PASSWORD: &str = "outlay-demo";
/// The people of the demo organization who can sign in: address, name, role.
pub const DEMO_SIGN_INS: [(&str, &str, Role); 5] = [
    ("owner@demo.test", "Hanna Lindner", Role::Owner),
    ("admin@demo.test", "Jonas Egger", Role::Admin),
    ("approver@demo.test", "Tomás Vidal", Role::Approver),
    ("member@demo.test", "Mira Okafor", Role::Member),
    ("auditor@demo.test", "Eva Prohaska", Role::Auditor),
];

const DEVICE_PURPOSE: &str = "known device";
/// What everything typed that is no e-mail address is counted as: one account that nobody has.
const NO_ADDRESS: &str = "no address";

/// What signing in needs beside the organization: who checks passwords, and how often one may try.
pub struct SignInDesk {
    passwords: Passwords,
    addresses: Delays<IpAddr>,
    accounts: Delays<(Uuid, String, bool)>,
    mails: Limit<(Uuid, String)>,
    askers: Limit<IpAddr>,
    takes_demo: bool,
}

impl SignInDesk {
    /// With limits `on`, growing delays after 5 failures for one account, and after 50 from one client address. The
    /// passwords of a demo are public: where others can reach the program it must not take them.
    pub fn new(passwords: Passwords, on: bool, takes_demo: bool) -> Self {
        Self {
            passwords,
            addresses: Delays::new(on, 50),
            accounts: Delays::new(on, 5),
            mails: Limit::new(on, 3, Duration::from_secs(5 * 60)),
            askers: Limit::new(on, 20, Duration::from_secs(30)),
            takes_demo,
        }
    }

    /// Whether somebody who is signed in knows their own password, before a change that needs it. Wrong ones count
    /// against the account as they do at the sign-in page.
    ///
    /// # Errors
    /// [`AppError::TooMany`] after too many wrong ones.
    pub async fn confirm(&self, org: &Org, own: OwnPassword, typed: &str) -> Result<bool, AppError> {
        let organization = org.organization().id.uuid();
        let account = (organization, own.email, true);
        self.accounts.begin(&account)?;
        let right = match Password::attempt(typed) {
            Ok(typed) => self.passwords.verify(&organization.to_string(), typed, own.hash).await,
            Err(_) => Ok(false),
        };
        match right {
            Ok(true) => self.accounts.succeeded(&account),
            Ok(false) => {}
            Err(_) => self.accounts.forgive(&account),
        }
        right
    }

    /// Counts one request for a mail with a link, by the address it goes to and by who asks. Addresses that nobody has
    /// count the same.
    ///
    /// # Errors
    /// [`AppError::TooMany`] after three to one address, or twenty by one client.
    pub fn count_mail(&self, request: &HttpRequest, org: &Org, email: &str) -> Result<(), AppError> {
        self.askers.count(&client_address(request))?;
        self.mails.count(&(org.organization().id.uuid(), email.to_owned()))
    }

    /// Whether people of a demo, whose passwords are public, are taken in.
    pub fn takes_demo(&self) -> bool {
        self.takes_demo
    }

    /// The hashing threads.
    pub fn passwords(&self) -> &Passwords {
        &self.passwords
    }
}

/// `?next=` of the sign-in page.
#[derive(Debug, Deserialize)]
pub struct LoginQuery {
    next: Option<String>,
    #[serde(rename = "signed-out")]
    signed_out: Option<String>,
}

/// The sign-in form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct LoginForm {
    email: String,
    password: String,
    next: String,
    kept: String,
}

/// `GET /login`.
pub async fn login_page(
    org: Org,
    session: Session,
    chrome: Data<Chrome>,
    desk: Data<SignInDesk>,
    query: Query<LoginQuery>,
) -> Result<HttpResponse, AppError> {
    let next = query.next.as_deref().and_then(safe_path);
    if let Some(claim) = Claim::read(&session, org.organization().id.uuid()) {
        let (hash, languages) = (secret_hash(&claim.secret), chrome.languages);
        let viewer = org.run(move |conn| viewer::find_by_session(conn, &hash, Utc::now(), languages)).await?;
        let may_enter = |viewer: &Viewer| !viewer.organization.suspended || viewer.role.may_enter_suspended();
        if viewer.as_ref().is_some_and(may_enter) {
            return Ok(respond::see_other(next.unwrap_or("/")));
        }
    }
    let message = query.signed_out.is_some().then_some(LoginMessage::SignedOut);
    let page = login_view(&org, &chrome, &desk, "", next, None, message).await?;
    respond::ok(&page)
}

/// The sign-in page with whatever was typed.
///
/// # Errors
/// When the database is away.
pub async fn login_view(
    org: &Org,
    chrome: &Chrome,
    desk: &SignInDesk,
    email: &str,
    next: Option<&str>,
    kept: Option<String>,
    message: Option<LoginMessage>,
) -> Result<LoginPage, AppError> {
    let door = org.run(brand::find_doorplate).await?;
    let (language, demo) = (door.language(chrome.languages), door.demo);
    let (page, host) = chrome.organization_page(language, language.word("identity-sign-in"), &door.brand);
    let message = if demo && !desk.takes_demo { Some(LoginMessage::DemoRefused) } else { message };
    let demo = demo && desk.takes_demo;
    let demo_people = DEMO_SIGN_INS.iter().filter(|_| demo).map(|(email, name, role)| DemoSignIn {
        email: (*email).to_owned(),
        name: (*name).to_owned(),
        role: role.label(language).to_owned(),
    });
    Ok(LoginPage {
        page,
        host,
        email: email.to_owned(),
        next: next.map(str::to_owned),
        kept,
        message,
        demo: demo_people.collect(),
        demo_password: if demo { DEMO_PASSWORD.to_owned() } else { String::new() },
    })
}

/// `POST /login`.
pub async fn login(
    request: HttpRequest,
    org: Org,
    session: Session,
    chrome: Data<Chrome>,
    keyring: Data<Keyring>,
    desk: Data<SignInDesk>,
    Form(form): Form<LoginForm>,
) -> Result<HttpResponse, AppError> {
    let organization = org.organization().id.uuid();
    let next = safe_path(&form.next);
    let email = Email::parse(&form.email).ok();
    let address = email.as_ref().map_or(NO_ADDRESS, Email::as_str).to_owned();
    let known = email.is_some() && knows_device(&request, &keyring, organization, &address);
    let account = (organization, address.clone(), known);
    let again = |message| {
        login_view(
            &org,
            &chrome,
            &desk,
            &form.email,
            next,
            Some(form.kept.clone()).filter(|kept| !kept.is_empty()),
            Some(message),
        )
    };

    if !desk.takes_demo && org.run(brand::find_doorplate).await?.demo {
        return respond::page(StatusCode::FORBIDDEN, &again(LoginMessage::DemoRefused).await?);
    }
    let client = client_address(&request);
    let attempt = Attempt { desk: &desk, client: (!known).then_some(client), account };
    if let Err(AppError::TooMany { retry_after }) = attempt.begin() {
        let seconds = retry_after.as_secs() + 1;
        let page = again(LoginMessage::TooMany { seconds }).await?;
        let mut response = respond::page(StatusCode::TOO_MANY_REQUESTS, &page)?;
        response.headers_mut().insert(actix_web::http::header::RETRY_AFTER, HeaderValue::from(seconds));
        return Ok(response);
    }

    let checked = check(&desk, &org, email, &form.password).await.inspect_err(|_| attempt.take_back())?;
    let Some(found) = checked else {
        tracing::info!("a sign-in failed");
        return respond::unprocessable(&again(LoginMessage::Wrong).await?);
    };
    attempt.succeeded();
    if found.suspended && !found.role.may_enter_suspended() {
        return Err(AppError::Suspended);
    }
    begin_session(&request, &org, &session, found.member).await?;
    let mut response = match kept::open(&keyring, organization, found.member, &form.kept, Utc::now()) {
        Some(form) => {
            let door = org.run(brand::find_doorplate).await?;
            let language = door.language(chrome.languages);
            let title = language.word("identity-signed-in-again");
            let (page, host) = chrome.organization_page(language, title, &door.brand);
            let fields = form.fields.into_iter().filter(|(name, _)| name != "intent");
            let fields = fields.chain([("intent".to_owned(), "review".to_owned())]);
            respond::ok(&ResumePage {
                page,
                host,
                action: form.path,
                fields: fields.map(|(name, value)| Hidden { name, value }).collect(),
                leave: "/".to_owned(),
            })?
        }
        None => respond::see_other(next.unwrap_or("/")),
    };
    let device = device_cookie(&keyring, organization, &address, chrome.public.is_https());
    response.add_cookie(&device).map_err(AppError::internal)?;
    Ok(response)
}

/// One try to sign in, which counts as a failure from its beginning.
struct Attempt<'a> {
    desk: &'a SignInDesk,
    /// None for a device that is known: the strangers on its network don't delay it.
    client: Option<IpAddr>,
    account: (Uuid, String, bool),
}

impl Attempt<'_> {
    fn begin(&self) -> Result<(), AppError> {
        self.client.map_or(Ok(()), |client| self.desk.addresses.begin(&client))?;
        self.desk.accounts.begin(&self.account).inspect_err(|_| self.take_back_client())
    }

    fn succeeded(&self) {
        self.desk.accounts.succeeded(&self.account);
        self.take_back_client();
    }

    /// Nobody could look at the password.
    fn take_back(&self) {
        self.desk.accounts.forgive(&self.account);
        self.take_back_client();
    }

    fn take_back_client(&self) {
        if let Some(client) = &self.client {
            self.desk.addresses.forgive(client);
        }
    }
}

/// The member of this address and password.
async fn check(
    desk: &SignInDesk,
    org: &Org,
    email: Option<Email>,
    password: &str,
) -> Result<Option<SignIn>, AppError> {
    let found = match email {
        Some(email) => org.run(move |conn| members::find_sign_in(conn, &email)).await?,
        None => None,
    };
    let stored = found.as_ref().and_then(|found| found.password_hash.clone());
    let share = org.organization().id.uuid().to_string();
    let right = match Password::attempt(password) {
        Ok(typed) => desk.passwords.verify(&share, typed, stored).await?,
        Err(_) => false,
    };
    Ok(found.filter(|_| right))
}

async fn begin_session(
    request: &HttpRequest,
    org: &Org,
    session: &Session,
    member: MemberId,
) -> Result<(), AppError> {
    let organization = org.organization().id.uuid();
    let arrival = arrival(request, session, organization);
    let secret = org.run(move |conn| sessions::begin(conn, member, &arrival, Utc::now())).await?;
    Claim::write(session, organization, &secret, member)
}

/// The browser of a request, with the session that it would lose.
pub fn arrival(request: &HttpRequest, session: &Session, organization: Uuid) -> Arrival {
    Arrival {
        replaces: Claim::read(session, organization).map(|claim| claim.secret),
        device: device_of(request),
    }
}

/// A device that signed in as this address before is exempt from the delays that strangers cause.
fn knows_device(request: &HttpRequest, keyring: &Keyring, organization: Uuid, email: &str) -> bool {
    request.cookie("outlay_device").is_some_and(|cookie| {
        let code = URL_SAFE_NO_PAD.decode(cookie.value()).unwrap_or_default();
        keyring.verify_code(DEVICE_PURPOSE, &device_data(organization, email), &code)
    })
}

fn device_cookie(keyring: &Keyring, organization: Uuid, email: &str, secure: bool) -> Cookie<'static> {
    let code = keyring.code(DEVICE_PURPOSE, &device_data(organization, email));
    Cookie::build("outlay_device", URL_SAFE_NO_PAD.encode(code))
        .path("/login")
        .http_only(true)
        .secure(secure)
        .same_site(SameSite::Lax)
        .max_age(time::Duration::days(365))
        .finish()
}

fn device_data(organization: Uuid, email: &str) -> Vec<u8> {
    [organization.as_bytes(), email.as_bytes()].concat()
}

/// `POST /logout`.
pub async fn logout(org: Org, session: Session) -> Result<HttpResponse, AppError> {
    let claim = Claim::read(&session, org.organization().id.uuid());
    // First of all: this browser forgets the session even when its row cannot be reached.
    let answer = signed_out(&session);
    if let Some(claim) = claim {
        org.run(move |conn| sessions::end(conn, &claim.secret)).await?;
    }
    Ok(answer)
}

/// `POST /sessions/end-all`: ends every session of the member, this one too.
pub async fn end_all(visit: Visit) -> Result<HttpResponse, AppError> {
    visit.run(|conn, viewer| sessions::end_all(conn, viewer.id)).await?;
    Ok(signed_out(visit.session()))
}

/// This browser forgets its session, and what Back would show.
pub fn signed_out(session: &Session) -> HttpResponse {
    session.purge();
    let mut response = respond::see_other("/login?signed-out=1");
    // What Back would show has gone too.
    response
        .headers_mut()
        .insert(HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\""));
    response
}
