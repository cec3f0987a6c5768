//! SIGINT and SIGTERM, which end what runs until it is told to.

use tokio::signal::unix::{Signal, SignalKind, signal};

/// What tells the program to stop; remembered from [`Signals::listen`] on.
pub(super) struct Signals {
    interrupt: Signal,
    terminate: Signal,
}

impl Signals {
    /// Begins to listen. To be called inside the runtime.
    pub(super) fn listen() -> std::io::Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// The name of the first that comes.
    pub(super) async fn wait(mut self) -> &'static str {
        tokio::select! {
            _ = self.interrupt.recv() => "SIGINT",
            _ = self.terminate.recv() => "SIGTERM",
        }
    }
}
