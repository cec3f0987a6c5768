//! What everything is measured on: a PostgreSQL of the run's own with durable defaults in a temporary directory, and
//! the real program as a process of its own. Both are gone when the run ends, also by Ctrl-C and when it takes too long.

use crate::Outcome;
use crate::plain::Plain;
use outlay::tenancy::embedded::{Embedded, Options};
use outlay::web::keyring::Keyring;
use std::fs::File;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What has to be stopped and removed, by whoever ends the run.
static OPEN: Mutex<Option<Open>> = Mutex::new(None);

struct Open {
    embedded: Embedded,
    /// The run's own directory, and more that goes with it.
    dirs: Vec<PathBuf>,
    program: Option<Child>,
}

/// Clients and the peer while they run: told to stop by whoever ends the run.
static CHILDREN: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// Settings of the environment that reach the program, for experiments.
const KEPT: [&str; 4] = ["OUTLAY_POOLS", "OUTLAY_POOL_CONNECTIONS", "OUTLAY_SPARE_CONNECTIONS", "OUTLAY_LOG"];

/// The run's database.
pub struct Ground {
    pub keyring: Keyring,
    dir: PathBuf,
    owner_url: String,
    serving_url: String,
}

/// The program, serving. Stops when dropped.
pub struct Program {
    pub address: SocketAddr,
    pub pid: u32,
}

impl Ground {
    /// Starts PostgreSQL, and what ends the run after `bound`.
    pub fn open(bound: Duration) -> Outcome<Self> {
        let dir = std::env::temp_dir().join(format!("outlay-bench-{}", std::process::id()));
        let embedded = Embedded::start(&Options { data_dir: dir.clone(), ..Options::default() })?;
        let ground = Self {
            keyring: Keyring::random(),
            dir: dir.clone(),
            owner_url: embedded.owner_url(),
            serving_url: embedded.serving_url(),
        };
        *open() = Some(Open { embedded, dirs: vec![dir], program: None });
        std::thread::spawn(move || end_early(bound));
        Ok(ground)
    }

    /// A plain SQL client with the owner's rights.
    pub fn owner(&self) -> Outcome<Plain> {
        Plain::connect(&self.owner_url)
    }

    /// A plain SQL client with the rights that requests have.
    pub fn serving(&self) -> Outcome<Plain> {
        Plain::connect(&self.serving_url)
    }

    /// The connection string of what requests use.
    pub fn serving_url(&self) -> &str {
        &self.serving_url
    }

    /// Where everything of the run lies.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// PostgreSQL's log.
    pub fn database_log(&self) -> PathBuf {
        self.dir.join("postgres.log")
    }

    /// `outlay migrate`: how long the whole command takes.
    pub fn migrate(&self) -> Outcome<Duration> {
        let began = Instant::now();
        let done = self.outlay("migrate")?.stdout(Stdio::null()).status()?;
        let took = began.elapsed();
        if done.success() { Ok(took) } else { Err("outlay migrate failed; see program.log".into()) }
    }

    /// `outlay serve` with more of its settings in the environment.
    pub fn serve(&self, settings: &[(&str, &str)]) -> Outcome<Program> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let child = self
            .outlay("serve")?
            .env("OUTLAY_LISTEN", address.to_string())
            .envs(settings.iter().copied())
            .stdout(Stdio::null())
            .spawn()?;
        let program = Program { address, pid: child.id() };
        if let Some(open) = open().as_mut() {
            open.program = Some(child);
        }
        let patience = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(address).is_err() {
            if Instant::now() > patience {
                return Err(format!("outlay serve does not listen; see {}", self.log().display()).into());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(program)
    }

    /// Waits until the provisioner has made `count` ready schemas, as long as there are more of them from time to time;
    /// looks rarely, so as not to be in its way.
    pub fn wait_for_stock(&self, owner: &mut Plain, count: usize) -> Outcome<()> {
        const PATIENCE: Duration = Duration::from_secs(120);
        let (mut most, mut grown) = (0, Instant::now());
        loop {
            let there = owner.number("SELECT count(*) FROM shared.ready_schemas")?;
            if there >= i64::try_from(count)? {
                return Ok(());
            }
            if there > most {
                (most, grown) = (there, Instant::now());
            } else if grown.elapsed() > PATIENCE {
                return Err(format!("the provisioner stopped at {there} of {count} ready schemas").into());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn log(&self) -> PathBuf {
        self.dir.join("program.log")
    }

    fn outlay(&self, command: &str) -> Outcome<Command> {
        use base64::Engine;
        let key = base64::engine::general_purpose::STANDARD.encode(self.keyring.newest());
        let log = File::options().create(true).append(true).open(self.log())?;
        let wrapper = std::env::var("BENCH_WRAPPER").unwrap_or_default();
        let mut words = wrapper.split_whitespace().chain([env!("CARGO_BIN_EXE_outlay"), command]);
        let mut outlay = Command::new(words.next().unwrap_or_default());
        outlay.args(words).stdin(Stdio::null()).stderr(log);
        for (name, _) in std::env::vars_os() {
            let is_kept = KEPT.iter().any(|kept| name == *kept);
            if name == "DATABASE_URL" || (name.to_string_lossy().starts_with("OUTLAY_") && !is_kept) {
                outlay.env_remove(name);
            }
        }
        outlay
            .env("OUTLAY_DATA_DIR", &self.dir)
            .env("OUTLAY_SECRET_KEY", key)
            .env("OUTLAY_RATE_LIMIT", "off");
        Ok(outlay)
    }
}

impl Program {
    /// A host of the program with its port.
    pub fn host(&self, name: &str) -> String {
        format!("{name}:{}", self.address.port())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        stop_program(open().as_mut());
    }
}

/// Runs a command to its end and answers what it printed.
pub fn run_child(command: &mut Command) -> Outcome<String> {
    Ok(finish(start(command)?)?.remove(0))
}

/// Runs commands at the same time.
pub fn run_children(mut commands: Vec<Command>) -> Outcome<Vec<String>> {
    let children = commands.iter_mut().map(|command| start(command).map(|mut child| child.remove(0)));
    finish(children.collect::<Outcome<_>>()?)
}

fn start(command: &mut Command) -> Outcome<Vec<Child>> {
    let name = command.get_program().to_string_lossy().into_owned();
    // A group of its own, so that Ctrl-C tells them once and through `stop_children`: told twice, the peer would leave
    // its database running.
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
    let child = command.spawn().map_err(|error| format!("{name}: {error}"))?;
    children().push(child.id());
    Ok(vec![child])
}

fn finish(running: Vec<Child>) -> Outcome<Vec<String>> {
    let ends = running.into_iter().map(|child| {
        let pid = child.id();
        let output = child.wait_with_output();
        children().retain(|other| *other != pid);
        output
    });
    let outputs = ends.collect::<Result<Vec<_>, _>>()?;
    let texts = outputs.into_iter().map(|output| {
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        if output.status.success() {
            return Ok(text);
        }
        let said = String::from_utf8_lossy(&output.stderr);
        let tail: Vec<&str> = said.lines().rev().take(20).collect();
        let tail: Vec<&str> = tail.into_iter().rev().collect();
        Err(format!("a measuring process ended with {}:\n{}", output.status, tail.join("\n")).into())
    });
    texts.collect()
}

fn children() -> std::sync::MutexGuard<'static, Vec<u32>> {
    CHILDREN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Has a directory removed with the run's own.
pub fn remove_at_the_end(dir: &Path) {
    if let Some(open) = open().as_mut() {
        open.dirs.push(dir.to_owned());
    }
}

/// Tells what still measures to stop; the peer stops its own database then.
fn stop_children() {
    use nix::sys::signal::{Signal, kill};
    let pids = std::mem::take(&mut *children());
    let pids: Vec<_> =
        pids.into_iter().filter_map(|pid| i32::try_from(pid).ok()).map(nix::unistd::Pid::from_raw).collect();
    for pid in &pids {
        let _ = kill(*pid, Signal::SIGTERM);
    }
    let patience = Instant::now() + Duration::from_secs(30);
    while pids.iter().any(|pid| kill(*pid, None).is_ok()) && Instant::now() < patience {
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn open() -> std::sync::MutexGuard<'static, Option<Open>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn stop_program(open: Option<&mut Open>) {
    let Some(mut child) = open.and_then(|open| open.program.take()) else { return };
    let pid = nix::unistd::Pid::from_raw(i32::try_from(child.id()).unwrap_or(i32::MAX));
    let _ = nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGTERM);
    let patience = Instant::now() + Duration::from_secs(20);
    while matches!(child.try_wait(), Ok(None)) && Instant::now() < patience {
        std::thread::sleep(Duration::from_millis(10));
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// Stops everything and removes the directory. Whoever comes first does it.
pub fn close() {
    stop_children();
    let mut open = open();
    stop_program(open.as_mut());
    if let Some(Open { embedded, dirs, .. }) = open.take() {
        if let Err(error) = embedded.stop() {
            eprintln!("bench: {error}");
        }
        dirs.iter().for_each(|dir| remove(dir));
    }
}

fn remove(dir: &Path) {
    if let Err(error) = std::fs::remove_dir_all(dir) {
        eprintln!("bench: {}: {error}", dir.display());
    }
}

/// Ends the run on Ctrl-C, on SIGTERM, and after `bound`.
fn end_early(bound: Duration) {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
    let why = runtime.block_on(async {
        let (Ok(mut interrupt), Ok(mut terminate)) =
            (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
        else {
            tokio::time::sleep(bound).await;
            return "it took too long";
        };
        tokio::select! {
            _ = interrupt.recv() => "interrupted",
            _ = terminate.recv() => "told to stop",
            () = tokio::time::sleep(bound) => "it took too long",
        }
    });
    eprintln!("bench: {why}; cleaning up");
    close();
    std::process::exit(130);
}
