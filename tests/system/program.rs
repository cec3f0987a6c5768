//! The real binary as a process of its own, on a data directory of its own.

use crate::ground::{connect, texts, until};
use crate::support::Client;
use crate::support::app::{PASSWORD, unique_slug};
use diesel::PgConnection;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::fs::{self, File};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};

/// A data directory; what still runs in it ends with the test.
pub struct Home {
    dir: PathBuf,
}

impl Home {
    pub fn new(name: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("outlay-{name}-{:08x}", rand::random::<u32>()));
        fs::create_dir(&dir).expect("a directory for the test");
        Self { dir }
    }

    pub fn data(&self) -> PathBuf {
        self.dir.join("data")
    }

    /// `outlay` with these words, on this data directory, with the embedded server.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_outlay"));
        command.args(words).env_clear().stdin(Stdio::null());
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        command
            .env("OUTLAY_DATA_DIR", self.data())
            .env("OUTLAY_RATE_LIMIT", "off")
            .env("OUTLAY_READY_SCHEMAS", "4")
            .env("OUTLAY_LISTEN", format!("127.0.0.1:{}", free_port()));
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().expect("outlay runs")
    }

    /// Runs a command that must succeed and print one JSON document.
    pub fn json(&self, words: &[&str]) -> serde_json::Value {
        json_of(&self.run(words))
    }

    /// `outlay serve` as soon as it answers.
    pub async fn serve(&self) -> Program {
        self.serve_with(|_| {}).await
    }

    /// The same with more in its environment.
    pub async fn serve_with(&self, change: impl FnOnce(&mut Command)) -> Program {
        self.start("serve", change).await
    }

    /// `outlay demo` as soon as it answers.
    pub async fn demo(&self) -> Program {
        self.start("demo", |_| {}).await
    }

    async fn start(&self, word: &str, change: impl FnOnce(&mut Command)) -> Program {
        let port = free_port();
        let log = self.dir.join("serve.log");
        let file = File::options().create(true).append(true).open(&log).expect("a log");
        let mut command = self.command(&[word]);
        command.env("OUTLAY_LISTEN", format!("127.0.0.1:{port}")).stderr(file).stdout(Stdio::null());
        change(&mut command);
        let child = command.spawn().expect("outlay starts");
        let mut program = Program { child, address: SocketAddr::from(([127, 0, 0, 1], port)), log };
        let base = program.client("localhost");
        until("the program is ready", async || {
            assert!(program.child.try_wait().unwrap().is_none(), "{}", program.log());
            base.try_send(reqwest::Method::GET, "/readyz", &[], None).await.is_ok_and(|answer| {
                answer.status == 200 && answer.json()["parts"]["ready_schemas"]["count"] == 4
            })
        })
        .await;
        program
    }

    /// The living postmaster of this data directory.
    pub fn postmaster(&self) -> Option<Pid> {
        let text = fs::read_to_string(self.data().join("postgres/postmaster.pid")).ok()?;
        let pid = Pid::from_raw(text.lines().next()?.trim().parse().ok()?);
        let name = fs::read_to_string(format!("/proc/{pid}/comm")).ok()?;
        (name.trim() == "postgres").then_some(pid)
    }

    /// A superuser's connection to the embedded database.
    pub fn owner(&self) -> PgConnection {
        let socket = self.data().join("socket");
        connect(&format!("postgresql:///outlay?host={}&user=outlay", socket.display()))
    }

    /// The schema of an organization.
    pub fn schema(&self, slug: &str) -> String {
        let sql = format!("SELECT schema AS t FROM shared.organizations WHERE slug = '{slug}'");
        texts(&mut self.owner(), &sql).remove(0)
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if let Some(pid) = self.postmaster() {
            signal(pid, Signal::SIGCONT);
            signal(pid, Signal::SIGQUIT);
        }
        let _ = fs::remove_dir_all(&self.dir);
    }
}

/// A running `outlay serve`; killed when dropped.
pub struct Program {
    child: Child,
    pub address: SocketAddr,
    log: PathBuf,
}

impl Program {
    pub fn client(&self, host: &str) -> Client {
        Client::new(self.address, host)
    }

    /// What it logged so far.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// The most memory it ever held, in MB.
    pub fn peak(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("it lives");
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("its peak");
        line.trim().trim_end_matches(" kB").parse::<u64>().expect("a number") / 1024
    }

    pub fn signal(&self, which: Signal) {
        signal(Pid::from_raw(self.child.id() as i32), which);
    }

    /// Waits for its end.
    pub async fn ended(mut self) -> ExitStatus {
        let mut status = None;
        until("the program has ended", async || {
            status = self.child.try_wait().unwrap();
            status.is_some()
        })
        .await;
        status.unwrap()
    }

    /// A new organization through sign-up.
    pub async fn company(&self, name: &str) -> Company {
        let slug = unique_slug(name);
        let email = format!("owner@{slug}.test");
        let form = [
            ("organization", name),
            ("slug", &slug),
            ("name", "Olivia Owner"),
            ("email", &email),
            ("password", PASSWORD),
            ("currency", "EUR"),
            ("timezone", "UTC"),
            ("locale", "en"),
        ];
        let answer = self.client("localhost").post("/signup", &form).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        let (welcome, owner) = (answer.location(), self.client(&format!("{slug}.localhost")));
        owner.get(&welcome[welcome.find("/welcome").unwrap()..]).await;
        let page = owner.get("/expenses/new").await;
        assert_eq!(page.status, 200, "{}", page.text);
        let category = page
            .attribute("input[name='category_id']:not([value=''])", "value")
            .or_else(|| page.attribute("select[name='category_id'] option:not([value=''])", "value"))
            .expect("the form offers categories");
        Company { slug, owner, category }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An organization of a running program, with its owner signed in.
pub struct Company {
    pub slug: String,
    pub owner: Client,
    pub category: String,
}

impl Company {
    /// The form of an expense.
    pub fn form<'a>(&'a self, merchant: &'a str, token: &'a str) -> Vec<(&'a str, &'a str)> {
        vec![
            ("spent_on", "2026-11-20"),
            ("merchant", merchant),
            ("amount", "12.50"),
            ("currency", "EUR"),
            ("category_id", &self.category),
            ("form_token", token),
        ]
    }

    /// The owner's browser on another process of the program.
    pub fn move_to(&mut self, program: &Program) {
        let there = program.client(&format!("{}.localhost", self.slug));
        there.set_cookie("outlay_session", &self.owner.cookie("outlay_session").expect("a session"));
        self.owner = there;
    }
}

/// The one JSON document on standard output of a command that succeeded.
pub fn json_of(output: &Output) -> serde_json::Value {
    assert!(output.status.success(), "{}", complaint(output));
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
}

/// What it said on standard error.
pub fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub fn signal(pid: Pid, which: Signal) {
    // It may have gone meanwhile.
    let _ = kill(pid, which);
}

/// A process and its children.
pub fn family(parent: Pid) -> Vec<Pid> {
    let mut pids = vec![parent];
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse::<i32>().ok()) else {
            continue;
        };
        if parent_of(&entry.path()) == Some(parent.as_raw()) {
            pids.push(Pid::from_raw(pid));
        }
    }
    pids
}

fn parent_of(process: &Path) -> Option<i32> {
    let stat = fs::read_to_string(process.join("stat")).ok()?;
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

/// A port that was free a moment ago.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
