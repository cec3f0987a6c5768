//! Mail from the outbox to a mail server: sent after its commit, sealed until then, tried again, given up.

use crate::ground::{connect, number, own_database, run, texts, until};
use crate::sink::{Mail, Sink};
use crate::support::app::Organization;
use crate::support::{TestApp, server};
use chrono::{DateTime, TimeDelta, Utc};
use outlay::domain::email::Email;
use outlay::error::AppError;
use outlay::mail::backoff::MOST_ATTEMPTS;
use outlay::mail::settings::{MailSettings, Sender, SmtpSettings};
use outlay::mail::{Button, Delivered, LEASE, Letter, Outbox, Postman, Transport};
use outlay::settings::RawSettings;
use outlay::tenancy::organization::State;
use outlay::tenancy::settings::DatabaseSettings;
use outlay::web::brand::Brand;
use outlay::words::Language;

/// Organizations on a database of their own: a program that sends mail would send that of other tests as well.
pub struct Post {
    pub database: DatabaseSettings,
    pub app: TestApp,
    pub org: Organization,
}

impl Post {
    /// With a program that has these settings, when the mail of the sign-up itself is out of the way.
    pub async fn start(change: impl FnOnce(&mut RawSettings)) -> Self {
        let database = own_database("mail");
        let mut sends = false;
        let app = TestApp::start_on(&database, |raw| {
            raw.rate_limit = Some("off".to_owned());
            change(raw);
            sends = raw.smtp_url.is_some();
        });
        let org = app.organization("Acme Works").await;
        let post = Self { database, app, org };
        if sends {
            until("the mail of the sign-up has gone", async || post.entries("sent_at IS NULL") == 0).await;
        }
        run(&mut connect(&post.database.owner_url), &format!("DELETE FROM {}.outbox", post.org.schema()));
        post
    }

    /// With a program that sends nothing itself.
    pub async fn waiting() -> Self {
        Self::start(|_| ()).await
    }

    /// Puts a letter into the organization's outbox, without waking anybody.
    pub async fn put(&self, letter: Letter, now: DateTime<Utc>) {
        let post_office = self.app.post_office.clone();
        self.org.run(move |conn| post_office.put(conn, &Brand::named("Acme Works"), &letter, now)).await;
    }

    pub fn wake(&self) {
        self.app.post_office.wake(self.org.org.organization());
    }

    pub fn outbox(&self) -> Outbox {
        Outbox::Of(self.org.org.organization().id)
    }

    /// Somebody who sends mail to this server.
    pub fn postman(&self, sink: &Sink) -> Postman {
        let settings = MailSettings {
            smtp: Some(SmtpSettings::parse(&sink.url()).unwrap()),
            from: Sender::parse("post@outlay.test").unwrap(),
            shown: false,
        };
        let transport = Transport::open(&settings, "outlay.test").unwrap().expect("a way out");
        Postman::new(self.app.tenants.clone(), self.app.keyring.clone(), transport)
    }

    pub fn count(&self, table: &str, condition: &str) -> i64 {
        let sql = format!("SELECT count(*) AS n FROM {table} WHERE {condition}");
        number(&mut connect(&self.database.owner_url), &sql)
    }

    /// A condition on the organization's outbox.
    pub fn entries(&self, condition: &str) -> i64 {
        self.count(&format!("{}.outbox", self.org.schema()), condition)
    }

    /// Texts of the organization's outbox, in the order they were put in.
    pub fn column(&self, column: &str) -> Vec<String> {
        let sql = format!("SELECT {column}::text AS t FROM {}.outbox ORDER BY id", self.org.schema());
        texts(&mut connect(&self.database.owner_url), &sql)
    }

    /// What passes for the other process's time going by.
    pub fn expire_leases(&self) {
        let sql = format!(
            "UPDATE {}.outbox SET leased_until = now() - interval '1 s' WHERE leased_until IS NOT NULL",
            self.org.schema()
        );
        run(&mut connect(&self.database.owner_url), &sql);
    }
}

/// A letter to Mira with a link.
pub fn letter(app: &TestApp, subject: &str) -> Letter {
    Letter {
        language: Language::English,
        to: Email::parse("mira@acme.test").unwrap(),
        to_name: "Mira Okafor".to_owned(),
        subject: subject.to_owned(),
        paragraphs: vec!["Somebody asked for a new password.".to_owned()],
        button: Some(Button {
            label: "Choose a password".to_owned(),
            url: format!("http://localhost:{}/password/reset?token=SECRET", app.address.port()),
        }),
        small: vec!["Nothing changes unless you open it.".to_owned()],
        unsubscribe: None,
    }
}

fn counts(delivered: &Delivered) -> (usize, usize, usize) {
    (delivered.sent, delivered.put_off, delivered.given_up)
}

#[actix_web::test]
async fn a_letter_is_sealed_until_it_is_sent_and_then_blank() {
    let sink = Sink::start();
    let post = Post::start(|raw| raw.smtp_url = Some(sink.url())).await;
    sink.forget();
    post.put(letter(&post.app, "Your password"), Utc::now()).await;
    let row = post.column("outbox").remove(0);
    for secret in ["mira", "password", "SECRET", "Acme"] {
        assert!(!row.contains(secret), "{row}");
    }
    post.wake();
    until("the mail has come", async || !sink.mails().is_empty()).await;
    until("it is written down", async || post.entries("sent_at IS NOT NULL") == 1).await;
    assert_eq!(post.column("body"), [""]);
    let mail: Mail = sink.mails().remove(0);
    assert_eq!((mail.from.as_str(), mail.to.as_str()), ("outlay@localhost", "mira@acme.test"));
    assert_eq!(mail.header("From"), "\"Acme Works via Outlay\" <outlay@localhost>");
    assert_eq!(mail.header("To"), "\"Mira Okafor\" <mira@acme.test>");
    assert_eq!(mail.header("Subject"), "Your password");
    assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
    assert_eq!(vec![mail.header("Message-ID")], post.column("message_id"));
    assert!(mail.data.contains("text/plain") && mail.data.contains("text/html"));
    assert!(mail.data.contains("/password/reset?token=SECRET"), "{}", mail.data);
}

#[actix_web::test]
async fn what_is_rolled_back_is_never_sent() {
    let post = Post::waiting().await;
    let (post_office, letter) = (post.app.post_office.clone(), letter(&post.app, "Never"));
    let outcome = post
        .org
        .org
        .run(move |conn| {
            post_office.put(conn, &Brand::named("Acme Works"), &letter, Utc::now())?;
            Err::<(), _>(AppError::NotFound)
        })
        .await;
    assert!(outcome.is_err());
    assert_eq!(post.entries("true"), 0);
}

#[actix_web::test]
async fn a_link_to_another_place_is_refused() {
    let post = Post::waiting().await;
    let post_office = post.app.post_office.clone();
    let mut letter = letter(&post.app, "Elsewhere");
    letter.button.as_mut().unwrap().url = "https://evil.test/password/reset?token=SECRET".to_owned();
    let outcome =
        post.org.org.run(move |conn| post_office.put(conn, &Brand::named("Acme"), &letter, Utc::now())).await;
    assert!(outcome.is_err());
    assert_eq!(post.entries("true"), 0);
}

#[actix_web::test]
async fn a_refused_mail_is_tried_again_ever_later_and_then_given_up() {
    let (sink, post) = (Sink::start(), Post::waiting().await);
    let (postman, mut now) = (post.postman(&sink), Utc::now());
    sink.refuse("451 try later");
    post.put(letter(&post.app, "Your password"), now).await;
    let mut pause = TimeDelta::zero();
    for attempt in 1..MOST_ATTEMPTS {
        let delivered = postman.deliver(post.outbox(), now).await.unwrap();
        assert_eq!(counts(&delivered), (0, 1, 0), "attempt {attempt}");
        let next = delivered.next.expect("another try");
        assert!(next - now >= pause && next - now <= TimeDelta::hours(6), "{}", next - now);
        pause = (next - now) * 2 / 3;
        let early = postman.deliver(post.outbox(), next - TimeDelta::seconds(1)).await.unwrap();
        assert_eq!(counts(&early), (0, 0, 0), "not before its time");
        now = next;
    }
    let delivered = postman.deliver(post.outbox(), now).await.unwrap();
    assert_eq!((counts(&delivered), delivered.next), ((0, 0, 1), None));
    assert_eq!(post.entries("dead_at IS NOT NULL AND sent_at IS NULL AND last_error = 'smtp-451'"), 1);
    let ids: Vec<String> = sink.mails().iter().map(|mail| mail.header("Message-ID")).collect();
    assert_eq!(ids.len(), MOST_ATTEMPTS as usize);
    assert!(ids.iter().all(|id| *id == post.column("message_id")[0]), "{ids:?}");
    let much_later = postman.deliver(post.outbox(), now + TimeDelta::days(9)).await.unwrap();
    assert_eq!(counts(&much_later), (0, 0, 0), "a dead letter rests");
}

#[actix_web::test]
async fn what_is_refused_for_good_is_given_up_at_once_and_its_neighbour_goes_on() {
    let (sink, post) = (Sink::start(), Post::waiting().await);
    let (postman, now) = (post.postman(&sink), Utc::now());
    sink.refuse("550 no such user");
    post.put(letter(&post.app, "Gone"), now).await;
    assert_eq!(counts(&postman.deliver(post.outbox(), now).await.unwrap()), (0, 0, 1));
    sink.accept();
    post.put(letter(&post.app, "Here"), now).await;
    assert_eq!(counts(&postman.deliver(post.outbox(), now).await.unwrap()), (1, 0, 0));
    assert_eq!(post.column("coalesce(last_error, 'none')"), ["smtp-550", "none"]);
}

/// A wrong password of the operator's must not cost anybody their mail.
#[actix_web::test]
async fn a_refused_login_gives_nothing_up() {
    let (sink, post) = (Sink::start(), Post::waiting().await);
    sink.refuse("530 authentication required");
    post.put(letter(&post.app, "Wait"), Utc::now()).await;
    let delivered = post.postman(&sink).deliver(post.outbox(), Utc::now()).await.unwrap();
    assert_eq!(counts(&delivered), (0, 1, 0));
}

#[actix_web::test]
async fn what_somebody_holds_is_left_to_them_until_the_lease_is_over() {
    let (sink, post) = (Sink::start(), Post::waiting().await);
    let (postman, now) = (post.postman(&sink), Utc::now());
    post.put(letter(&post.app, "Held"), now).await;
    // What a worker that was killed in the middle of its batch leaves behind.
    let until = (now + LEASE).to_rfc3339();
    let sql = format!("UPDATE {}.outbox SET attempts = 1, leased_until = '{until}'", post.org.schema());
    run(&mut connect(&post.database.owner_url), &sql);
    let held = postman.deliver(post.outbox(), now).await.unwrap();
    assert_eq!(counts(&held), (0, 0, 0));
    let next = held.next.expect("it comes free");
    assert_eq!(next.timestamp(), (now + LEASE).timestamp());
    assert_eq!(counts(&postman.deliver(post.outbox(), next).await.unwrap()), (1, 0, 0));
}

#[actix_web::test]
async fn mail_of_a_suspended_organization_waits() {
    let (sink, post) = (Sink::start(), Post::waiting().await);
    let (postman, id) = (post.postman(&sink), post.org.org.organization().id);
    post.put(letter(&post.app, "Wait"), Utc::now()).await;
    for state in [State::Suspended, State::Archived] {
        post.app.tenants.set_state(id, state).await.unwrap();
        assert_eq!(postman.deliver(post.outbox(), Utc::now()).await.unwrap(), Delivered::default());
        assert!(postman.sweep(Utc::now()).await.unwrap().is_empty(), "nobody looks into it");
    }
    post.app.tenants.set_state(id, State::Active).await.unwrap();
    assert_eq!(postman.sweep(Utc::now()).await.unwrap().len(), 1);
    assert_eq!(counts(&postman.deliver(post.outbox(), Utc::now()).await.unwrap()), (1, 0, 0));
}

#[actix_web::test]
async fn a_process_that_sends_nothing_tells_one_that_does() {
    let (sink, post) = (Sink::start(), Post::waiting().await);
    post.wake();
    let hints = || post.count("shared.outbox_hints", "true");
    until("a hint is left", async || hints() == 1).await;
    let key = key_of(&post.app);
    let _sender = TestApp::start_on(&post.database, |raw| {
        raw.smtp_url = Some(sink.url());
        raw.secret_key = Some(key);
    });
    until("the hint is taken", async || hints() == 0).await;
    // The other one's sweep is over: it looks again in ten minutes, or when it is told.
    post.put(letter(&post.app, "Told"), Utc::now()).await;
    post.wake();
    until("the mail has come", async || sink.mails().len() == 1).await;
    post.app.post_office.put_shared(&letter(&post.app, "Told too"), Utc::now()).await.unwrap();
    until("that of no organization has come", async || sink.mails().len() == 2).await;
}

#[actix_web::test]
async fn a_letter_of_no_organization_is_outlays_own() {
    let sink = Sink::start();
    let post = Post::start(|raw| {
        raw.smtp_url = Some(sink.url());
        raw.mail_from = Some("post@outlay.test".to_owned());
    })
    .await;
    sink.forget();
    let letter = letter(&post.app, "Your organizations");
    post.app.post_office.put_shared(&letter, Utc::now()).await.unwrap();
    until("the mail has come", async || !sink.mails().is_empty()).await;
    assert_eq!(sink.mails()[0].header("From"), "Outlay <post@outlay.test>");
    until("it is blank", async || post.count("shared.outbox", "body = ''") == 1).await;
    assert_eq!(post.count("shared.outbox", "true"), 1);
}

#[actix_web::test]
async fn the_demo_shows_its_mail_to_the_host_it_belongs_to() {
    let database = own_database("mail_demo");
    let mut settings =
        RawSettings { rate_limit: Some("off".into()), ..RawSettings::default() }.parse().unwrap();
    settings.mail.shown = true;
    let app = TestApp::start_as(&database, settings);
    let (acme, globex) = (app.organization("Acme").await, app.organization("Globex").await);
    let (post_office, mail) = (app.post_office.clone(), letter(&app, "Choose a password"));
    let link = mail.button.clone().unwrap().url;
    acme.run(move |conn| post_office.put(conn, &Brand::named("Acme"), &mail, Utc::now())).await;
    app.post_office.wake(acme.org.organization());
    let subject = "[data-testid='mail-subject']";
    // Each sign-up has sent a letter of its own.
    until("it is shown", async || acme.stranger().get("/dev/mail").await.all(subject).len() == 2).await;
    let page = acme.stranger().get("/dev/mail").await;
    assert_eq!((page.status, page.testid("mail-to").unwrap().as_str()), (200, "mira@acme.test"));
    assert_eq!(page.attribute("[data-testid='mail-link']", "href"), Some(link));
    for (elsewhere, own) in [(globex.stranger(), 1), (app.base(), 0)] {
        let page = elsewhere.get("/dev/mail").await;
        assert_eq!((page.status, page.all(subject).len()), (200, own), "{}", elsewhere.host);
        assert!(!page.text.contains("Choose a password"), "{}", elsewhere.host);
    }
    app.post_office.put_shared(&letter(&app, "First"), Utc::now()).await.unwrap();
    app.post_office.put_shared(&letter(&app, "Second"), Utc::now()).await.unwrap();
    until("both are shown", async || app.base().get("/dev/mail").await.all(subject).len() == 2).await;
    assert_eq!(acme.stranger().get("/dev/mail").await.all(subject)[0], "Choose a password");
}

#[actix_web::test]
async fn nothing_is_shown_outside_the_demo_or_to_the_network() {
    server::database();
    let post = Post::waiting().await;
    assert_eq!(post.org.owner.get("/dev/mail").await.status, 404);
    assert_eq!(post.app.base().get("/dev/mail").await.status, 404);
    assert_eq!(post.org.owner.get("/dev/components").await.status, 404);
    assert_eq!(post.app.base().get("/dev/components").await.status, 404);
}

#[actix_web::test]
async fn the_demo_shows_every_component_to_anybody() {
    let database = own_database("components");
    let mut settings = RawSettings::default().parse().unwrap();
    settings.mail.shown = true;
    let app = TestApp::start_as(&database, settings);
    let acme = app.organization("Acme").await;
    for browser in [app.base(), acme.stranger()] {
        let page = browser.get("/dev/components").await;
        assert_eq!(page.status, 200, "{}", browser.host);
        assert_eq!(page.all("#marks ~ p .status").len(), 7, "every status");
        for part in [
            ".flash--done",
            ".flash--note",
            ".flash--problem",
            ".field__error",
            ".chip",
            ".bars",
            ".empty",
            ".selection",
        ] {
            assert!(!page.all(part).is_empty(), "{part}");
        }
    }
}

/// The key of a running program, for another one.
pub fn key_of(app: &TestApp) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(app.keyring.newest())
}
