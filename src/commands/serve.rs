//! `outlay serve` and `outlay demo`.

use super::CommandError;
use super::ground::{Ground, on_ground};
use super::signals::Signals;
use crate::app::{self, Application};
use crate::demo;
use crate::settings::Settings;
use crate::tenancy::{self, migrate};
use std::net::TcpListener;

/// Serves until SIGINT or SIGTERM; requests in flight are finished.
///
/// # Errors
/// When the address is in use or the database is not to be had.
pub fn serve(settings: &Settings) -> Result<(), CommandError> {
    run(settings, false)
}

/// Serves with the ready-made organization `demo`, on a loopback address alone: its passwords are public.
///
/// # Errors
/// As [`serve`], and on any other address.
pub fn demo(settings: &Settings) -> Result<(), CommandError> {
    if !settings.listen.ip().is_loopback() {
        return Err(CommandError::Usage(format!(
            "OUTLAY_LISTEN: {} is not a loopback address, and the demo's passwords are public; use 127.0.0.1",
            settings.listen
        )));
    }
    let mut settings = settings.clone();
    settings.mail.shown = true;
    run(&settings, true)
}

fn run(settings: &Settings, with_demo: bool) -> Result<(), CommandError> {
    // Before anything else: two servers on one address is the commonest fault.
    let listener = TcpListener::bind(settings.listen).map_err(|error| {
        CommandError::Failed(
            format!("cannot listen on {}: {error}; choose another with OUTLAY_LISTEN", settings.listen)
                .into(),
        )
    })?;
    let system = actix_web::rt::System::new();
    // Before the database starts: a signal that comes meanwhile must not leave it running behind a dead program.
    let signals = system.block_on(async { Signals::listen() }).map_err(CommandError::failed)?;
    on_ground(settings, |ground| {
        prepare(ground)?;
        ground.supervise();
        system.block_on(serve_on(settings, ground, listener, signals, with_demo))
    })
}

/// The embedded database belongs to this program alone and is migrated at start; any other one only when it is empty.
fn prepare(ground: &Ground) -> Result<(), CommandError> {
    if !ground.is_embedded() {
        if ground.database.owner_url == ground.database.serving_url {
            tracing::warn!("OUTLAY_OWNER_DATABASE_URL is not set: requests run with the owner's login");
        }
        return Ok(tenancy::set_up_empty(&ground.database)?);
    }
    let report = migrate::migrate(&ground.database)?;
    for failure in &report.failed {
        tracing::error!(schema = failure.schema, slug = failure.slug, error = failure.error, "left behind");
    }
    Ok(())
}

async fn serve_on(
    settings: &Settings,
    ground: &Ground,
    listener: TcpListener,
    signals: Signals,
    with_demo: bool,
) -> Result<(), CommandError> {
    let keyring = settings.keyring(ground.data_dir()).map_err(CommandError::failed)?;
    let address = listener.local_addr().map_err(CommandError::failed)?;
    let public = settings.public_url(address.port());
    // The embedded server may have had to settle elsewhere; receipts lie beside it.
    let settings = &Settings { data_dir: ground.data_dir().to_owned(), ..settings.clone() };
    let Application { server, tenants, provisioner, mail, store, bell, caretaker, .. } =
        app::build(settings, &ground.database, keyring.clone(), listener)?;
    let handle = server.handle();
    if settings.mail.smtp.is_none() && !with_demo {
        tracing::warn!(
            "OUTLAY_SMTP_URL is not set: mail waits in the outbox until a process that has it sends it"
        );
    }
    if with_demo {
        demo::ensure(&tenants, &ground.database, (&store, &bell)).await?;
        demo::index(&tenants, &keyring).await?;
        print!("{}", demo::welcome(&public));
    }
    tracing::info!(address = %address, public = public.base_origin(), "listening");
    actix_web::rt::spawn(async move {
        let name = signals.wait().await;
        tracing::info!(signal = name, "stopping; requests in flight are finished");
        handle.stop(true).await;
    });
    server.await.map_err(CommandError::failed)?;
    mail.stop().await;
    drop((provisioner, caretaker));
    Ok(())
}
