//! `outlay doctor`: looks at everything the program needs, and leaves it as it was.

use super::ground::{Ground, on_ground};
use super::{CommandError, print_json};
use crate::error::AppError;
use crate::mail::Smtp;
use crate::mail::unsent::{self, Unsent};
use crate::receipts::Store;
use crate::receipts::painter::Painter;
use crate::settings::Settings;
use crate::tenancy::{self, SharedState, Tenants};
use crate::web::keyring::Keyring;
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::sync::Arc;
use uuid::Uuid;

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    /// As it should be.
    Ok,
    /// It works, but there is something to know.
    Warning,
    /// Something has to be done.
    Wrong,
}

impl Status {
    fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Wrong => "wrong",
        }
    }
}

#[derive(Debug, Serialize)]
struct Check {
    name: &'static str,
    status: Status,
    detail: String,
}

/// A letter that was given up.
#[derive(Debug, Serialize)]
struct DeadLetter {
    /// None for those that belong to no organization.
    organization: Option<String>,
    id: Uuid,
    to: String,
    code: String,
    attempts: i32,
    at: Option<DateTime<Utc>>,
}

#[derive(Debug, Default, Serialize)]
struct Report {
    checks: Vec<Check>,
    dead_letters: Vec<DeadLetter>,
}

/// Prints what was found.
///
/// # Errors
/// When something is wrong.
pub fn run(settings: &Settings, json: bool) -> Result<(), CommandError> {
    let mut report = Report::default();
    let system = actix_web::rt::System::new();
    let examined = on_ground(settings, |ground| {
        report.secret_key(settings, ground);
        system.block_on(
            report.storage(&Settings { data_dir: ground.data_dir().to_owned(), ..settings.clone() }),
        );
        system.block_on(report.database(settings, ground))
    });
    if let Err(error) = examined {
        report.add("database", Status::Wrong, error.to_string());
    }
    system.block_on(report.mail_server(settings));
    report.painter();
    if json {
        print_json(&report)?
    } else {
        report.print()
    }
    match report.checks.iter().filter(|check| check.status == Status::Wrong).count() {
        0 => Ok(()),
        wrong => Err(CommandError::failed(format!("{wrong} of {} checks failed", report.checks.len()))),
    }
}

impl Report {
    fn add(&mut self, name: &'static str, status: Status, detail: impl Into<String>) {
        self.checks.push(Check { name, status, detail: detail.into() });
    }

    fn secret_key(&mut self, settings: &Settings, ground: &Ground) {
        match kept_keyring(settings, ground) {
            Ok(Some(_)) => self.add("secret key", Status::Ok, "it can be read"),
            Ok(None) => self.add("secret key", Status::Warning, "none yet: `outlay serve` makes one"),
            Err(error) => self.add("secret key", Status::Wrong, error.to_string()),
        }
    }

    async fn database(&mut self, settings: &Settings, ground: &Ground) -> Result<(), CommandError> {
        let found = tenancy::examine(&ground.database)?;
        let kind = if ground.is_embedded() { ", embedded" } else { "" };
        self.add("database", Status::Ok, format!("PostgreSQL {}{kind}", found.server_major));
        if found.separated {
            self.add("logins", Status::Ok, "requests run with a login that owns nothing");
        } else {
            let detail = "requests run with the owner's login: set OUTLAY_OWNER_DATABASE_URL";
            self.add("logins", Status::Warning, detail);
        }
        match found.registry {
            SharedState::Current => self.organizations(settings, ground).await,
            SharedState::Behind => {
                self.add("migrations", Status::Wrong, "the registry is behind: run `outlay migrate`");
                Ok(())
            }
            SharedState::Empty => {
                self.add("migrations", Status::Wrong, "nothing is set up: run `outlay migrate`");
                Ok(())
            }
        }
    }

    async fn organizations(&mut self, settings: &Settings, ground: &Ground) -> Result<(), CommandError> {
        let tenants = Tenants::new(&ground.database)?;
        let checkup = tenants.check_up().await?;
        match checkup.behind {
            0 => self.add("migrations", Status::Ok, format!("version {}", tenants.version())),
            behind => {
                let detail = format!("{behind} organizations are behind: run `outlay migrate`");
                self.add("migrations", Status::Wrong, detail);
            }
        }
        match checkup.weaknesses.as_slice() {
            [] => self.add("privileges", Status::Ok, "everybody's were revoked"),
            open => self.add("privileges", Status::Warning, format!("everybody has {}", open.join(", "))),
        }
        let Ok(Some(keyring)) = kept_keyring(settings, ground) else { return Ok(()) };
        Ok(self.letters(&tenants, keyring).await?)
    }

    /// What waits in every outbox, and what was given up.
    async fn letters(&mut self, tenants: &Tenants, keyring: Keyring) -> Result<(), AppError> {
        let mut tally = Tally::default();
        tally.count(self, None, unsent::list_shared(tenants, &keyring).await?);
        let sweep = tenants.sweep()?;
        for organization in tenants.list().await? {
            let (slug, keyring) = (organization.slug.to_string(), keyring.clone());
            if organization.schema_version.as_str() < tenants.version() {
                continue;
            }
            match sweep.run(&Arc::new(organization), move |conn| unsent::list(conn, &keyring)).await {
                Ok(letters) => tally.count(self, Some(slug), letters),
                Err(cause) => self.add("outbox", Status::Wrong, format!("{slug} could not be read: {cause}")),
            }
        }
        self.add("outbox", Status::Ok, format!("{} waiting", tally.waiting));
        if tally.unreadable > 0 {
            let detail = format!("{} letters open with no key of OUTLAY_SECRET_KEY", tally.unreadable);
            self.add("outbox", Status::Wrong, detail);
        }
        match self.dead_letters.len() {
            0 => self.add("dead letters", Status::Ok, "none"),
            dead => self.add("dead letters", Status::Wrong, format!("{dead} given up")),
        }
        Ok(())
    }

    async fn mail_server(&mut self, settings: &Settings) {
        let Some(smtp) = &settings.mail.smtp else {
            let detail = "OUTLAY_SMTP_URL is not set: mail waits in the outbox";
            return self.add("mail server", Status::Warning, detail);
        };
        let checked = match Smtp::open(smtp, &settings.mail, &settings.base_domain) {
            Ok(server) => server.check().await.map_err(|failure| failure.to_string()),
            Err(error) => Err(error.to_string()),
        };
        let place = smtp.place();
        match checked {
            Ok(()) => self.add("mail server", Status::Ok, format!("{place} answers and takes the login")),
            Err(said) => self.add("mail server", Status::Wrong, format!("{place}: {said}")),
        }
    }

    /// Whether receipts can be kept: the one thing that is written, and deleted again.
    async fn storage(&mut self, settings: &Settings) {
        let place = settings.storage();
        match Store::at(place.clone()).check().await {
            Ok(()) => self.add("storage", Status::Ok, format!("{} takes files", place.shown())),
            Err(said) => self.add("storage", Status::Wrong, format!("{}: {said}", place.shown())),
        }
    }

    fn painter(&mut self) {
        match Painter::find() {
            Some(_) => self.add("pdftoppm", Status::Ok, "PDFs show their first page"),
            None => {
                let detail = "not on PATH: PDFs show an icon; install poppler-utils";
                self.add("pdftoppm", Status::Warning, detail);
            }
        }
    }

    fn print(&self) {
        for check in &self.checks {
            println!("{:<8} {:<13} {}", check.status.word(), check.name, check.detail);
        }
        for letter in &self.dead_letters {
            let organization = letter.organization.as_deref().unwrap_or("(no organization)");
            let at = letter.at.map(|at| at.to_rfc3339()).unwrap_or_default();
            println!("  {organization}  {}  {}  {}  {at}", letter.id, letter.to, letter.code);
        }
    }
}

#[derive(Default)]
struct Tally {
    waiting: usize,
    unreadable: usize,
}

impl Tally {
    fn count(&mut self, report: &mut Report, organization: Option<String>, letters: Vec<Unsent>) {
        self.unreadable += letters.iter().filter(|letter| letter.posted.is_none()).count();
        for letter in letters {
            if letter.dead_at.is_none() {
                self.waiting += 1;
                continue;
            }
            report.dead_letters.push(DeadLetter {
                organization: organization.clone(),
                id: letter.id,
                to: letter.masked_recipient(),
                code: letter.last_error.unwrap_or_default(),
                attempts: letter.attempts,
                at: letter.dead_at,
            });
        }
    }
}

/// The keys as they are; none where the first start has still to make one.
fn kept_keyring(settings: &Settings, ground: &Ground) -> std::io::Result<Option<Keyring>> {
    if settings.keyring.is_none() && !ground.data_dir().join("secret.key").exists() {
        return Ok(None);
    }
    settings.keyring(ground.data_dir()).map(Some)
}
