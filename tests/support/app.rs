//! The running program, and organizations in it.

use super::client::{Answer, Client};
use super::server;
use actix_web::dev::ServerHandle;
use actix_web::rt::System;
use chrono::{DateTime, Utc};
use outlay::app;
use outlay::categories::defaults;
use outlay::domain::email::Email;
use outlay::domain::password::Password;
use outlay::domain::text::PersonName;
use outlay::error::AppError;
use outlay::identity::members::{self, NewMember};
use outlay::identity::passwords::Passwords;
use outlay::mail::{Dress, Letter, PostOffice, unsent};
use outlay::policy::role::Role;
use outlay::settings::{RawSettings, Settings};
use outlay::tenancy::resolve::Org;
use outlay::tenancy::settings::DatabaseSettings;
use outlay::tenancy::{Slug, TenantConn, Tenants};
use outlay::web::keyring::Keyring;
use outlay::words::{Language, Languages};
use std::net::{SocketAddr, TcpListener};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock, mpsc};

/// The password of everybody that tests make.
pub const PASSWORD: &str = "correct-horse-battery";

/// The program, listening on a port of its own on the loopback address.
#[derive(Clone)]
pub struct TestApp {
    pub address: SocketAddr,
    pub tenants: Tenants,
    pub keyring: Keyring,
    pub post_office: PostOffice,
    _running: Arc<Running>,
}

/// Stops the server when the last one that holds the program lets go: each has its pools, and connections are counted.
struct Running(ServerHandle);

impl Drop for Running {
    fn drop(&mut self) {
        // The order is given at once; nobody waits for its end.
        drop(self.0.stop(false));
    }
}

impl TestApp {
    /// The program as most tests want it: without limits on tries. One for the whole test binary.
    pub async fn start() -> Self {
        static SHARED: OnceLock<TestApp> = OnceLock::new();
        // Starting blocks for a moment; the first test pays.
        SHARED.get_or_init(|| Self::start_with(|raw| raw.rate_limit = Some("off".into()))).clone()
    }

    /// Another one, with settings of its own, on the same database.
    pub fn start_with(change: impl FnOnce(&mut RawSettings)) -> Self {
        Self::start_on(server::database(), change)
    }

    /// Another one, on a database of its own.
    pub fn start_on(database: &DatabaseSettings, change: impl FnOnce(&mut RawSettings)) -> Self {
        let receipts = std::env::temp_dir().join(format!("outlay-receipts-{}", std::process::id()));
        let storage_url = Some(format!("file://{}", receipts.display()));
        let mut raw = RawSettings { storage_url, ..RawSettings::default() };
        change(&mut raw);
        Self::start_as(database, raw.parse().expect("the test's settings are valid"))
    }

    /// Another one, as settings that were parsed say.
    pub fn start_as(database: &DatabaseSettings, settings: Settings) -> Self {
        let keyring = settings.keyring.clone().unwrap_or_else(Keyring::random);
        let (database, ring) = (database.clone(), keyring.clone());
        let (started, is_started) = mpsc::channel();
        std::thread::spawn(move || {
            System::new().block_on(async move {
                let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
                let address = listener.local_addr().expect("the listener's address");
                let application =
                    app::build(&settings, &database, ring, listener).expect("the program starts");
                let parts = (application.tenants.clone(), application.post_office.clone());
                started.send((address, parts, application.server.handle())).expect("the test waits");
                let (_provisioner, _mail) = (application.provisioner, application.mail);
                let _caretaker = application.caretaker;
                application.server.await.expect("the server runs");
            });
        });
        let (address, (tenants, post_office), handle) = is_started.recv().expect("the server has started");
        Self { address, tenants, keyring, post_office, _running: Arc::new(Running(handle)) }
    }

    /// A browser with no cookies, for a host such as `localhost` or `acme.localhost`.
    pub fn client(&self, host: &str) -> Client {
        Client::new(self.address, host)
    }

    /// A browser on the base domain.
    pub fn base(&self) -> Client {
        self.client("localhost")
    }

    /// A new organization through sign-up, with its owner signed in. `name` becomes the beginning of its slug.
    pub async fn organization(&self, name: &str) -> Organization {
        self.organization_with(name, &[]).await
    }

    /// The same with other sign-up fields, e.g. `[("currency", "JPY"), ("locale", "ja-JP")]`.
    pub async fn organization_with(&self, name: &str, fields: &[(&str, &str)]) -> Organization {
        let slug = unique_slug(name);
        let email = format!("owner@{slug}.test");
        let mut form: Vec<(&str, &str)> = vec![
            ("organization", name),
            ("slug", &slug),
            ("name", "Olivia Owner"),
            ("email", &email),
            ("password", PASSWORD),
            ("currency", "EUR"),
            ("timezone", "Europe/Vienna"),
            ("locale", "en"),
        ];
        form.retain(|(name, _)| fields.iter().all(|(other, _)| name != other));
        form.extend(fields);
        let mut answer = self.base().post("/signup", &form).await;
        // Many tests at once use the ready schemas up faster than they are made; the program waits a moment each time.
        for _ in 0..20 {
            if answer.status == 503 {
                answer = self.base().post("/signup", &form).await;
            }
        }
        assert_eq!(answer.status, 303, "sign-up of {slug}: {}", answer.text);
        let client = self.client(&format!("{slug}.localhost"));
        let welcome = answer.location();
        let path = &welcome[welcome.find("/welcome").expect("sign-up leads to the welcome address")..];
        let answer = client.get(path).await;
        assert_eq!((answer.status, answer.location()), (303, "/".to_owned()), "{}", answer.text);
        let found =
            self.tenants.find(&Slug::parse(&slug).unwrap()).await.unwrap().expect("the registry has it");
        let org = Org::new(Arc::new(found), self.tenants.clone());
        Organization { app: self.clone(), slug, org, owner: client }
    }
}

/// A slug nobody else has, beginning with `name`.
pub fn unique_slug(name: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let random: u32 = rand::random();
    format!(
        "{}-{random:08x}{number:x}",
        name.to_lowercase().replace(' ', "").chars().take(12).collect::<String>()
    )
}

/// An organization of one test.
pub struct Organization {
    pub app: TestApp,
    pub slug: String,
    pub org: Org,
    /// The owner's browser, signed in.
    pub owner: Client,
}

impl Organization {
    /// `SLUG.localhost`.
    pub fn host(&self) -> String {
        format!("{}.localhost", self.slug)
    }

    /// A browser on this organization's host that is not signed in.
    pub fn stranger(&self) -> Client {
        self.app.client(&self.host())
    }

    /// The name of its schema.
    pub fn schema(&self) -> String {
        self.org.organization().schema.to_string()
    }

    /// Runs work on its tables, past the HTTP edge.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut TenantConn<'_>) -> Result<T, AppError> + Send + 'static,
    ) -> T {
        self.org.run(work).await.expect("the test's own work on the tables succeeds")
    }

    /// The letters that wait in its outbox, oldest first: the shared program sends none.
    pub async fn letters(&self) -> Vec<Letter> {
        let keyring = self.app.keyring.clone();
        let unsent = self.run(move |conn| unsent::list(conn, &keyring)).await;
        unsent.into_iter().map(|unsent| unsent.posted.expect("the key opens it").letter).collect()
    }

    /// What the letters that wait in its outbox wear, oldest first.
    pub async fn dresses(&self) -> Vec<Option<Dress>> {
        let keyring = self.app.keyring.clone();
        let unsent = self.run(move |conn| unsent::list(conn, &keyring)).await;
        unsent.into_iter().map(|unsent| unsent.posted.expect("the key opens it").dress).collect()
    }

    /// A further member of that role, signed in; their address is `NAME@SLUG.test`.
    pub async fn member(&self, name: &str, role: Role) -> Client {
        let email = format!("{}@{}.test", name.to_lowercase(), self.slug);
        let passwords = Passwords::start().expect("threads");
        let hash = passwords.hash("test", Password::parse(PASSWORD).unwrap()).await.expect("a hash");
        let member = NewMember {
            email: Email::parse(&email).unwrap(),
            name: PersonName::parse(name).unwrap(),
            role,
            password_hash: Some(hash),
            since: Utc::now(),
            deactivated_at: None,
            verified_at: Some(Utc::now()),
        };
        self.run(move |conn| members::insert(conn, &member)).await;
        self.sign_in(&email).await
    }

    /// The path of the page of the member of this name.
    pub async fn path_of(&self, name: &str) -> String {
        let names = self.run(members::list_names).await;
        let found = names.into_iter().find(|(_, found)| found == name);
        format!("/members/{}", found.expect("a member of this name").0)
    }

    /// A browser in which the person with this address has signed in.
    pub async fn sign_in(&self, email: &str) -> Client {
        let client = self.stranger();
        let answer = client.post("/login", &[("email", email), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        client
    }

    /// The id of the category with this name. A default is named in English, whatever the organization's language.
    pub async fn category(&self, name: &str) -> String {
        let categories = self.run(outlay::categories::queries::list).await;
        let default = defaults(Language::English).iter().position(|(english, ..)| *english == name);
        let languages = [Language::English, Language::German, Language::Spanish, Language::Pseudo];
        let called: Vec<&str> =
            languages.map(|language| default.map_or(name, |at| defaults(language)[at].0)).into();
        let found = categories.into_iter().find(|category| called.contains(&category.name.as_str()));
        found.expect("a default category").id.to_string()
    }

    /// The owner adds a rule that warns, as far as `fields` says nothing else; its id.
    pub async fn rule(&self, fields: &[(&str, &str)]) -> String {
        let mut form = vec![("when", "always"), ("effect", "warn")];
        form.retain(|(name, _)| fields.iter().all(|(other, _)| name != other));
        form.extend(fields);
        let answer = self.owner.post("/settings/rules", &form).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        let rules = self.run(outlay::rules::queries::list).await;
        rules.last().expect("a rule").rule.id.to_string()
    }

    /// What the worker does at `now` besides sending mail; when it has to look again.
    pub async fn do_chores(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let chores = app::chores(&self.app.post_office, Languages::default());
        let organization = self.org.organization().clone();
        self.run(move |conn| {
            let mut next = None;
            for chore in chores.iter() {
                next = next.into_iter().chain(chore.work(conn, &organization, now)?).min();
            }
            Ok(next)
        })
        .await
    }

    /// The path of the link in a letter about a rule by which somebody gets no more of them.
    pub async fn unsubscribe_link(&self, whose: &Client) -> String {
        let chosen = whose.post("/settings/notifications", &[("rule", "at_once")]).await;
        assert_eq!(chosen.status, 303, "{}", chosen.text);
        self.rule(&[("when", "merchant"), ("merchant", "Unsubscribed")]).await;
        let link = self.letters().await.into_iter().filter_map(|letter| letter.unsubscribe).next_back();
        link.expect("a letter with a link").replace(&self.owner.origin(), "")
    }

    /// The owner records an expense of today in the category Meals; its path.
    pub async fn spend(&self, amount: &str, merchant: &str) -> String {
        self.spend_as(&self.owner, &[("amount", amount), ("merchant", merchant)]).await
    }

    /// Somebody records an expense; what `fields` leaves out is filled in. Its path.
    pub async fn spend_as(&self, client: &Client, fields: &[(&str, &str)]) -> String {
        let answer = self.try_to_spend(client, fields).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        answer.location()
    }

    /// The same, whatever comes of it.
    pub async fn try_to_spend(&self, client: &Client, fields: &[(&str, &str)]) -> Answer {
        let (meals, today) = (self.category("Meals").await, Utc::now().date_naive().to_string());
        let mut form = vec![
            ("spent_on", today.as_str()),
            ("merchant", "Café Central"),
            ("amount", "12.50"),
            ("currency", "EUR"),
            ("category_id", meals.as_str()),
        ];
        form.retain(|(name, _)| fields.iter().all(|(other, _)| name != other));
        form.extend(fields);
        client.post("/expenses", &form).await
    }
}
