//! `outlay mail test` and `outlay mail retry`.

use super::CommandError;
use super::ground::on_ground;
use crate::domain::email::Email;
use crate::mail::{Letter, Posted, Smtp, unsent};
use crate::settings::Settings;
use crate::tenancy::{self, Tenants};
use crate::words::Language;
use chrono::Utc;
use uuid::Uuid;

/// Sends one mail at once and tells what the mail server said. Needs no database.
///
/// # Errors
/// When no mail server is set, or it does not take the mail.
pub fn test(settings: &Settings, to: &str) -> Result<(), CommandError> {
    let to = Email::parse(to).map_err(|fault| CommandError::Usage(format!("--to: {}", fault)))?;
    let Some(smtp) = &settings.mail.smtp else {
        return Err(CommandError::failed("OUTLAY_SMTP_URL is not set, so there is nowhere to send mail to"));
    };
    let (place, domain) = (smtp.place(), &settings.base_domain);
    let posted = Posted {
        organization: None,
        dress: None,
        letter: Letter {
            language: Language::English,
            to,
            to_name: String::new(),
            subject: "A test from Outlay".to_owned(),
            paragraphs: vec![
                format!("Outlay at {domain} can send mail: this one was sent by `outlay mail test`."),
                "There is nothing to do.".to_owned(),
            ],
            button: None,
            small: Vec::new(),
            unsubscribe: None,
        },
    };
    let message_id = format!("<{}@{domain}>", Uuid::now_v7());
    println!("asking {place} ({:?}) to take a mail", smtp.tls);
    let sent = actix_web::rt::System::new().block_on(async {
        let server = Smtp::open(smtp, &settings.mail, domain)?;
        Ok::<_, CommandError>(server.send_now(&posted, &message_id).await)
    })?;
    match sent {
        Ok(answer) => {
            println!("{place} took it: {answer}\nMessage-ID: {message_id}");
            Ok(())
        }
        Err(failure) => Err(CommandError::failed(format!("{place} did not take it: {failure}"))),
    }
}

/// Has the letters tried again that were given up.
///
/// # Errors
/// When the database is away.
pub fn retry(settings: &Settings) -> Result<(), CommandError> {
    let revived = on_ground(settings, |ground| {
        tenancy::set_up_empty(&ground.database)?;
        let tenants = Tenants::new(&ground.database)?;
        let retried = unsent::retry_dead(&tenants, Utc::now());
        Ok(actix_web::rt::System::new().block_on(retried)?)
    })?;
    println!("{revived} given up before are tried again");
    Ok(())
}
