//! `outlay work`: sends mail and takes care of receipts, without serving.

use super::CommandError;
use super::ground::{Ground, on_ground};
use super::signals::Signals;
use crate::app;
use crate::mail::{Delivered, PostOffice, Postman, Transport, Worker};
use crate::receipts::{Bell, Caretaker, Store};
use crate::settings::Settings;
use crate::tenancy::{self, Tenants};
use crate::web::workshop::Workshop;

/// Works until SIGINT or SIGTERM; with `once` until nothing is due any more.
///
/// # Errors
/// When no mail server is set, the database is not to be had, or, with `once`, a mail was not taken.
pub fn run(settings: &Settings, once: bool) -> Result<(), CommandError> {
    if settings.mail.smtp.is_none() {
        return Err(CommandError::Usage("OUTLAY_SMTP_URL: has to be set, or mail has no way out".to_owned()));
    }
    let system = actix_web::rt::System::new();
    let signals = system.block_on(async { Signals::listen() }).map_err(CommandError::failed)?;
    on_ground(settings, |ground| {
        tenancy::set_up_empty(&ground.database)?;
        ground.supervise();
        system.block_on(work(settings, ground, signals, once))
    })
}

async fn work(
    settings: &Settings,
    ground: &Ground,
    signals: Signals,
    once: bool,
) -> Result<(), CommandError> {
    let keyring = settings.keyring(ground.data_dir()).map_err(CommandError::failed)?;
    let tenants = Tenants::new(&ground.database)?;
    let transport = Transport::open(&settings.mail, &settings.base_domain)?;
    let public = settings.public_url(settings.listen.port());
    let (post_office, wakes) = PostOffice::new(keyring.clone(), public, tenants.clone(), None);
    let chores = app::chores(&post_office, settings.languages);
    let postman = transport
        .map(|transport| Postman::new(tenants.clone(), keyring.clone(), transport).with_chores(chores));
    if let (true, Some(postman)) = (once, &postman) {
        return tokio::select! {
            drained = postman.drain() => report(&drained?),
            name = signals.wait() => Err(CommandError::failed(format!("ended by {name}"))),
        };
    }
    let workshop = Workshop::start().map_err(CommandError::failed)?;
    let (_bell, rings) = Bell::new();
    let _caretaker = Caretaker::start(tenants.clone(), Store::at(settings.storage()), workshop, rings);
    let worker = Worker::start(tenants, postman, wakes);
    tracing::info!("sending mail");
    let name = signals.wait().await;
    tracing::info!(signal = name, "stopping; mails that are being sent are finished");
    worker.stop().await;
    Ok(())
}

fn report(drained: &Delivered) -> Result<(), CommandError> {
    println!("{} sent, {} put off, {} given up", drained.sent, drained.put_off, drained.given_up);
    match drained.put_off + drained.given_up {
        0 => Ok(()),
        failed => Err(CommandError::failed(format!("{failed} not taken; `outlay doctor` says more"))),
    }
}
