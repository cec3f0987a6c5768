//! The composition root: settings and a listener become a server.

mod cookies;
mod errors;
mod health;
mod mount;

use crate::error::AppError;
use crate::expenses::nudges::Nudges;
use crate::identity::badge::Badges;
use crate::identity::handlers::SignInDesk;
use crate::identity::passwords::Passwords;
use crate::mail::{PostOffice, Postman, Transport};
use crate::members::MembersDesk;
use crate::notifications::DailyLetters;
use crate::onboarding::{SignupDesk, SignupPolicy};
use crate::receipts::{Bell, Caretaker, Store};
use crate::settings::{Settings, Signup};
use crate::tenancy::settings::DatabaseSettings;
use crate::tenancy::{Provisioner, Tenants};
use crate::web::assets::Assets;
use crate::web::brand::Wardrobe;
use crate::web::chrome::Chrome;
use crate::web::encoding;
use crate::web::headers;
use crate::web::keyring::Keyring;
use crate::web::public_url::PublicUrl;
use crate::web::routes::Route;
use crate::web::workshop::Workshop;
use crate::words::Languages;
use crate::{
    absences, activity, approvals, branding, categories, expenses, gallery, home, identity, mail, members,
    notifications, onboarding, organization, receipts, rules, telemetry, tenancy, trials,
};
use actix_web::App;
use actix_web::HttpServer;
use actix_web::dev::Server;
use actix_web::middleware::from_fn;
use actix_web::web::Data;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

/// How long requests in flight may take to finish when the program is told to stop, in seconds.
const SHUTDOWN_PATIENCE: u64 = 15;
/// How long an idle connection is kept.
const KEEP_ALIVE: Duration = Duration::from_secs(75);
/// How often the registry's generation is looked at.
const POLL: Duration = Duration::from_secs(1);

/// Every address of the program: what is mounted, and what the cross-organization test walks.
pub fn routes() -> Vec<Route> {
    [
        onboarding::routes(),
        home::routes(),
        activity::routes(),
        absences::routes(),
        approvals::routes(),
        expenses::routes(),
        members::routes(),
        categories::routes(),
        organization::routes(),
        branding::routes(),
        trials::routes(),
        rules::routes(),
        notifications::routes(),
        identity::routes(),
        mail::routes(),
        gallery::routes(),
        health::routes(),
    ]
    .concat()
}

/// A server that is ready to be awaited, and what runs beside it.
pub struct Application {
    /// Resolves when the server has stopped; its handle stops it.
    pub server: Server,
    /// All organizations.
    pub tenants: Tenants,
    /// Stops when dropped: keep it as long as the server.
    pub provisioner: Provisioner,
    /// Takes letters.
    pub post_office: PostOffice,
    /// What sends them; ends when dropped or stopped.
    pub mail: mail::Worker,
    /// Where receipts lie.
    pub store: Store,
    /// Tells the caretaker.
    pub bell: Bell,
    /// What draws and forgets receipts; ends when dropped.
    pub caretaker: Caretaker,
}

/// Builds the server on `listener`. To be called inside an actix runtime.
///
/// # Errors
/// When the system gives no threads, or the listener cannot be used.
pub fn build(
    settings: &Settings,
    database: &DatabaseSettings,
    keyring: Keyring,
    listener: TcpListener,
) -> Result<Application, AppError> {
    let port = listener.local_addr().map_err(AppError::internal)?.port();
    let public = settings.public_url(port);
    let tenants = Tenants::new(database)?;
    let provisioner = Provisioner::start(&tenants, database).map_err(AppError::internal)?;
    let (post_office, mail) = mail(settings, &listener, &keyring, &public, &tenants)?;
    let passwords = Passwords::start().map_err(AppError::internal)?;
    let workshop = Workshop::start().map_err(AppError::internal)?;
    let store = Store::at(settings.storage());
    let (bell, rings) = Bell::new();
    let caretaker = Caretaker::start(tenants.clone(), store.clone(), workshop.clone(), rings);
    let receipts = Data::new(receipts::Desk::new(
        store.clone(),
        workshop.clone(),
        bell.clone(),
        settings.receipts.quota,
    ));
    let workshop = Data::new(workshop);
    let chrome = Chrome {
        assets: Assets::load(),
        wardrobe: Wardrobe::default(),
        public: public.clone(),
        places: vec![
            home::PLACE,
            expenses::PLACE,
            approvals::PLACE,
            categories::PLACE,
            members::PLACE,
            identity::PLACE,
        ],
        menu: vec![organization::PLACE, branding::PLACE, rules::PLACE, activity::PLACE],
        languages: settings.languages,
    };
    let signup = match &settings.signup {
        Signup::Open => SignupPolicy::Open,
        Signup::Code(code) => SignupPolicy::Code(code.clone()),
        Signup::Closed => SignupPolicy::Closed,
    };
    let limited = settings.rate_limit;
    let (chrome, public_data, tenants_data) =
        (Data::new(chrome), Data::new(public), Data::new(tenants.clone()));
    let sign_in = Data::new(SignInDesk::new(passwords.clone(), limited, settings.listen.ip().is_loopback()));
    let sign_up = Data::new(SignupDesk::new(signup, passwords, limited));
    let members = Data::new(MembersDesk::new(expenses::own::count_unfinished, limited));
    let proxies = Data::new(settings.trusted_proxies.clone());
    let (keyring, post_office_data) = (Data::new(keyring), Data::new(post_office.clone()));
    let base_currency = Data::new(expenses::BASE_CURRENCY);
    let usage = Data::new(categories::Usage(expenses::queries::count_by_category));
    let sight = Data::new(SIGHT);
    let badges = Data::new(Badges(vec![approvals::BADGE]));
    let server = HttpServer::new(move || {
        App::new()
            .app_data(chrome.clone())
            .app_data(public_data.clone())
            .app_data(tenants_data.clone())
            .app_data(sign_in.clone())
            .app_data(sign_up.clone())
            .app_data(members.clone())
            .app_data(proxies.clone())
            .app_data(keyring.clone())
            .app_data(post_office_data.clone())
            .app_data(usage.clone())
            .app_data(base_currency.clone())
            .app_data(badges.clone())
            .app_data(sight.clone())
            .app_data(workshop.clone())
            .app_data(receipts.clone())
            .wrap(from_fn(errors::remember))
            .wrap(cookies::sessions(&keyring, public_data.is_https()))
            .wrap(from_fn(cookies::rekey))
            .wrap(from_fn(mount::same_origin))
            .wrap(from_fn(tenancy::resolve::resolve))
            .wrap(from_fn(errors::pages))
            .wrap(from_fn(encoding::compress))
            .wrap(from_fn(headers::secure))
            .wrap(from_fn(telemetry::trace))
            .configure(mount::all)
    })
    .on_connect(|connection, _| {
        // Without it an export waits 40 ms for an acknowledgement (measured).
        if let Some(stream) = connection.downcast_ref::<actix_web::rt::net::TcpStream>() {
            let _ = stream.set_nodelay(true);
        }
    })
    .keep_alive(KEEP_ALIVE)
    .shutdown_timeout(SHUTDOWN_PATIENCE)
    .disable_signals()
    .listen(listener)
    .map_err(AppError::internal)?
    .run();
    actix_web::rt::spawn(poll_generation(tenants.clone()));
    Ok(Application { server, tenants, provisioner, post_office, mail, store, bell, caretaker })
}

/// The post office and the worker behind it. What no mail server takes is shown on loopback addresses alone.
fn mail(
    settings: &Settings,
    listener: &TcpListener,
    keyring: &Keyring,
    public: &PublicUrl,
    tenants: &Tenants,
) -> Result<(PostOffice, mail::Worker), AppError> {
    let mut how = settings.mail.clone();
    how.shown &= listener.local_addr().map_err(AppError::internal)?.ip().is_loopback();
    let transport = Transport::open(&how, public.base_domain())?;
    let showcase = match &transport {
        Some(Transport::Shown(showcase)) => Some(showcase.clone()),
        _ => None,
    };
    let (post_office, wakes) = PostOffice::new(keyring.clone(), public.clone(), tenants.clone(), showcase);
    let chores = chores(&post_office, settings.languages);
    let postman = transport
        .map(|transport| Postman::new(tenants.clone(), keyring.clone(), transport).with_chores(chores));
    Ok((post_office, mail::Worker::start(tenants.clone(), postman, wakes)))
}

/// What the worker sees to besides the mail that waits.
pub fn chores(post_office: &PostOffice, languages: Languages) -> mail::Chores {
    let letters = DailyLetters::new(post_office.clone(), languages, SIGHT);
    // First what is told, then the letters that tell of it.
    Arc::new([Arc::new(Nudges::new(post_office.clone(), languages)), Arc::new(letters)])
}

/// Which expenses people are told of: those that their lists have.
const SIGHT: notifications::Sight = notifications::Sight(expenses::list_visible);

/// Keeps every node's cache at most a second behind a suspension or a renamed slug.
async fn poll_generation(tenants: Tenants) {
    loop {
        tokio::time::sleep(POLL).await;
        if let Err(error) = tenants.poll_generation().await {
            tracing::debug!(%error, "the registry's generation could not be read");
        }
    }
}
