//! The embedded server against a real PostgreSQL: each test on a directory of its own, all at once.

#![expect(clippy::disallowed_methods, reason = "the test is a client of the server like any other")]

use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::sql_types::{BigInt, Bool, Text};
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, sql_query};
use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, Uid};
use outlay::tenancy::embedded::{Embedded, EmbeddedError, Options};

/// Names the data directory to a copy of this program that is to hold a server and be killed.
const HOLD: &str = "OUTLAY_TEST_HOLD";
/// Longer than anything here takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(60);

#[test]
fn a_first_start_makes_everything_and_a_stop_is_clean() {
    let scratch = Scratch::new("first");
    let embedded = scratch.start();
    let mut owner = connect(&embedded.owner_url());
    owner.batch_execute("CREATE TABLE kept (n integer)").unwrap();
    let role: Role = sql_query(
        "SELECT rolcanlogin AS login, rolsuper OR rolinherit OR rolcreatedb OR rolcreaterole AS mighty
           FROM pg_roles WHERE rolname = 'outlay_serve'",
    )
    .get_result(&mut owner)
    .unwrap();
    assert!(role.login && !role.mighty);
    assert_eq!(number(&mut owner, "SELECT count(*) AS n FROM kept"), 0);
    drop(owner);
    embedded.stop().unwrap();
    assert_eq!(scratch.try_postmaster(), None);
    let again = scratch.start();
    assert_eq!(number(&mut connect(&again.owner_url()), "SELECT count(*) AS n FROM kept"), 0);
    again.stop().unwrap();
    let log = fs::read_to_string(scratch.data().join("postgres.log")).unwrap();
    assert!(!log.contains("not properly shut down"), "{log}");
}

#[test]
fn the_serving_login_may_connect_and_nothing_more() {
    let scratch = Scratch::new("serve");
    let embedded = scratch.start();
    let mut serving = connect(&embedded.serving_url());
    assert_eq!(text(&mut serving, "SELECT current_user::text AS t"), "outlay_serve");
    assert_eq!(text(&mut serving, "SELECT current_database()::text AS t"), "outlay");
    assert!(serving.batch_execute("CREATE TEMPORARY TABLE shadow (n integer)").is_err());
    assert!(serving.batch_execute("CREATE ROLE another").is_err());
    let mut owner = connect(&embedded.owner_url());
    owner.batch_execute("CREATE ROLE stranger LOGIN").unwrap();
    let stranger = embedded.owner_url().replace("user=outlay", "user=stranger");
    assert!(PgConnection::establish(&stranger).is_err(), "the database is closed to PUBLIC");
    embedded.stop().unwrap();
}

#[test]
fn only_the_socket_in_a_private_directory_is_listened_on() {
    let scratch = Scratch::new("socket");
    let embedded = scratch.start();
    let mut owner = connect(&embedded.owner_url());
    assert_eq!(text(&mut owner, "SELECT current_setting('listen_addresses') AS t"), "");
    assert_eq!(text(&mut owner, "SELECT current_setting('unix_socket_permissions') AS t"), "0700");
    assert_eq!(text(&mut owner, "SELECT current_setting('max_locks_per_transaction') AS t"), "256");
    assert_eq!(text(&mut owner, "SELECT current_setting('TimeZone') AS t"), "UTC");
    let dir = fs::metadata(scratch.data().join("socket")).unwrap();
    assert_eq!(dir.mode() & 0o777, 0o700);
    let cluster = fs::metadata(scratch.cluster()).unwrap();
    assert_eq!((cluster.mode() & 0o777, cluster.uid()), (0o700, dir.uid()));
    assert_ne!(cluster.uid(), 0);
    embedded.stop().unwrap();
}

#[test]
fn a_second_user_joins_and_only_the_last_stops_the_server() {
    let scratch = Scratch::new("join");
    let first = scratch.start();
    let pid = scratch.postmaster();
    let second = scratch.start();
    assert_eq!(scratch.postmaster(), pid);
    assert_eq!(first.owner_url(), second.owner_url());
    first.stop().unwrap();
    assert_eq!(number(&mut connect(&second.owner_url()), "SELECT 1::bigint AS n"), 1);
    second.stop().unwrap();
    assert_eq!(scratch.try_postmaster(), None);
}

#[test]
fn many_that_start_at_once_share_one_server() {
    let scratch = Scratch::new("crowd");
    let users: Vec<Embedded> = thread::scope(|scope| {
        let starting: Vec<_> = (0..4).map(|_| scope.spawn(|| scratch.start())).collect();
        starting.into_iter().map(|one| one.join().unwrap()).collect()
    });
    thread::scope(|scope| users.into_iter().for_each(|one| drop(scope.spawn(|| one.stop().unwrap()))));
    assert_eq!(scratch.try_postmaster(), None);
}

#[test]
fn a_killed_server_comes_back_with_all_that_was_committed() {
    let scratch = Scratch::new("revive");
    let embedded = scratch.start();
    let supervisor = embedded.supervise();
    let url = embedded.owner_url();
    connect(&url).batch_execute("CREATE TABLE kept (n integer); INSERT INTO kept VALUES (1), (2)").unwrap();
    // Twice: the supervisor goes on watching.
    for _ in 0..2 {
        let orphan = scratch.stubborn_backend(&url);
        let mut client = connect(&url);
        kill(scratch.postmaster(), Signal::SIGKILL).unwrap();
        until("the old connections are gone", || client.batch_execute("SELECT 1").is_err());
        assert!(PgConnection::establish(&url).is_err(), "nothing starts while an orphan is at work");
        scratch.release(orphan);
        until("the server is back", || PgConnection::establish(&url).is_ok());
        assert_eq!(number(&mut connect(&url), "SELECT count(*) AS n FROM kept"), 2);
    }
    embedded.stop().unwrap();
    drop(supervisor);
    assert!(PgConnection::establish(&url).is_err(), "a supervisor does not bring back what was stopped");
}

#[test]
fn a_start_waits_for_the_processes_of_a_dead_server() {
    let scratch = Scratch::new("orphans");
    let embedded = scratch.start();
    let orphan = scratch.stubborn_backend(&embedded.owner_url());
    let before = scratch.postmaster();
    kill(before, Signal::SIGKILL).unwrap();
    drop(embedded);
    let again = thread::scope(|scope| {
        let starting = scope.spawn(|| scratch.start());
        let log = scratch.data().join("postgres.log");
        until("it meets the orphan", || {
            fs::read_to_string(&log).unwrap().contains("pre-existing shared memory block")
        });
        assert!(!starting.is_finished());
        scratch.release(orphan);
        starting.join().unwrap()
    });
    assert_ne!(scratch.postmaster(), before);
    again.stop().unwrap();
}

#[test]
fn a_server_outlives_a_killed_user_and_is_adopted() {
    let scratch = Scratch::new("adopt");
    let mut holder = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "holds_a_server_until_it_is_killed", "--nocapture"])
        .env(HOLD, scratch.data())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(holder.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("holding")), "the child got its server");
    let pid = scratch.postmaster();
    assert_eq!(
        nix::unistd::getsid(Some(pid)).unwrap(),
        pid,
        "Ctrl-C in the terminal does not reach the server"
    );
    holder.kill().unwrap();
    holder.wait().unwrap();
    let adopted = scratch.start();
    assert_eq!(scratch.postmaster(), pid);
    // Had PostgreSQL inherited the locks, this would take it for another user and leave the server running.
    adopted.stop().unwrap();
    assert_eq!(scratch.try_postmaster(), None);
}

/// Not a test by itself: what the one above runs in a process of its own.
#[test]
fn holds_a_server_until_it_is_killed() {
    let Some(data) = std::env::var_os(HOLD) else { return };
    let _embedded = Embedded::start(&options(data.as_ref())).unwrap();
    println!("holding");
    // Ends with the parent, however that ends.
    std::io::stdin().lines().for_each(drop);
}

#[test]
fn a_stale_pid_file_that_names_another_program_is_seen_through() {
    let scratch = Scratch::new("reuse");
    scratch.start().stop().unwrap();
    let foreigner = scratch.as_cluster_owner("sleep", &["60"]).spawn().map(Guard).unwrap();
    let socket = scratch.data().join("socket");
    let file = format!(
        "{}\n{}\n1700000000\n5432\n{}\n\n  1 1\nready\n",
        foreigner.0.id(),
        scratch.cluster().display(),
        socket.display()
    );
    fs::write(scratch.cluster().join("postmaster.pid"), &file).unwrap();
    fs::write(socket.join(".s.PGSQL.5432.lock"), &file).unwrap();
    let embedded = scratch.start();
    assert_ne!(scratch.postmaster().as_raw().unsigned_abs(), foreigner.0.id());
    embedded.stop().unwrap();
    // As a full disk or a power cut may leave it.
    fs::write(scratch.cluster().join("postmaster.pid"), "").unwrap();
    scratch.start().stop().unwrap();
}

#[test]
fn a_cluster_half_made_does_not_block_the_next_start() {
    let scratch = Scratch::new("half");
    let rubbish = scratch.data().join("postgres.new");
    fs::create_dir_all(rubbish.join("base")).unwrap();
    fs::write(rubbish.join("PG_VERSION"), "15\n").unwrap();
    fs::create_dir(scratch.cluster()).unwrap();
    let embedded = scratch.start();
    assert!(!rubbish.exists());
    embedded.stop().unwrap();
}

#[test]
fn a_directory_full_of_something_else_is_left_alone() {
    let scratch = Scratch::new("foreign");
    fs::create_dir_all(scratch.cluster()).unwrap();
    let letter = scratch.cluster().join("letter.txt");
    fs::write(&letter, "dear").unwrap();
    let error = Embedded::start(&scratch.options()).unwrap_err();
    assert!(matches!(error, EmbeddedError::NotACluster { .. }), "{error}");
    assert!(letter.exists());
}

#[test]
fn a_long_path_gets_a_short_socket() {
    let scratch = Scratch::new("long");
    let data = scratch.root.join("it's a very long name, ".repeat(6)).join("data");
    let embedded = Embedded::start(&options(&data)).unwrap();
    assert!(embedded.data_dir().starts_with(fs::canonicalize(&scratch.root).unwrap()));
    let mut owner = connect(&embedded.owner_url());
    let socket = PathBuf::from(text(&mut owner, "SELECT current_setting('unix_socket_directories') AS t"));
    assert!(socket.as_os_str().len() < 93, "{}", socket.display());
    assert_eq!(fs::metadata(&socket).unwrap().mode() & 0o777, 0o700);
    embedded.stop().unwrap();
    fs::remove_dir_all(&socket).unwrap();
}

#[test]
fn a_socket_directory_that_others_may_enter_is_refused() {
    let scratch = Scratch::new("open");
    scratch.start().stop().unwrap();
    fs::set_permissions(scratch.data().join("socket"), Permissions::from_mode(0o755)).unwrap();
    let error = Embedded::start(&scratch.options()).unwrap_err();
    assert!(matches!(error, EmbeddedError::SocketDirectory { .. }), "{error}");
    fs::remove_dir_all(scratch.data().join("socket")).unwrap();
    std::os::unix::fs::symlink("/tmp", scratch.data().join("socket")).unwrap();
    let error = Embedded::start(&scratch.options()).unwrap_err();
    assert!(matches!(error, EmbeddedError::SocketDirectory { .. }), "{error}");
}

#[test]
fn data_of_another_major_version_is_refused_with_the_way_out() {
    let scratch = Scratch::new("major");
    fs::create_dir_all(scratch.cluster()).unwrap();
    fs::write(scratch.cluster().join("PG_VERSION"), "12\n").unwrap();
    let error = Embedded::start(&scratch.options()).unwrap_err().to_string();
    for word in ["PostgreSQL 12", "PG_VERSION", "pg_upgrade", "postgresql-12", "/bin"] {
        assert!(error.contains(word), "{word} is missing in: {error}");
    }
}

#[test]
fn a_directory_without_programs_is_refused() {
    let scratch = Scratch::new("programs");
    let options = Options { binaries: Some(scratch.root.clone()), ..scratch.options() };
    let error = Embedded::start(&options).unwrap_err();
    assert!(matches!(error, EmbeddedError::BadBinaries { .. }), "{error}");
    assert!(error.to_string().contains("OUTLAY_POSTGRES_BIN"), "{error}");
}

#[test]
fn a_server_that_cannot_start_says_why() {
    let scratch = Scratch::new("broken");
    scratch.start().stop().unwrap();
    let mut options = scratch.options();
    options.extra.push(("shared_buffers".into(), "plenty".into()));
    let error = Embedded::start(&options).unwrap_err().to_string();
    assert!(error.contains("shared_buffers") && error.contains("postgres.log"), "{error}");
}

#[test]
fn root_is_told_which_directory_blocks_the_way() {
    if !Uid::effective().is_root() {
        return;
    }
    let scratch = Scratch::new("blocked");
    let home = scratch.root.join("home");
    fs::create_dir(&home).unwrap();
    fs::set_permissions(&home, Permissions::from_mode(0o700)).unwrap();
    let named = options(&home.join("data"));
    let error = Embedded::start(&named).unwrap_err();
    assert!(
        matches!(&error, EmbeddedError::Unreachable { blocking, .. } if blocking.ends_with("home")),
        "{error}"
    );
    assert!(error.to_string().contains("OUTLAY_DATA_DIR"), "{error}");

    let embedded = Embedded::start(&Options { data_dir_is_default: true, ..named }).unwrap();
    let instead = embedded.data_dir().to_owned();
    assert!(instead.starts_with("/var/lib/outlay"));
    assert_eq!(number(&mut connect(&embedded.owner_url()), "SELECT 1::bigint AS n"), 1);
    embedded.stop().unwrap();
    fs::remove_dir_all(instead).unwrap();
}

/// A directory that every user can reach, removed with its server at the end of a test, however it ends.
struct Scratch {
    root: PathBuf,
}

impl Scratch {
    fn new(name: &str) -> Scratch {
        let root = std::env::temp_dir().join(format!("outlay-test-{}-{name}", std::process::id()));
        fs::create_dir_all(&root).unwrap();
        fs::set_permissions(&root, Permissions::from_mode(0o755)).unwrap();
        Scratch { root }
    }

    fn data(&self) -> PathBuf {
        self.root.join("data")
    }

    fn cluster(&self) -> PathBuf {
        self.data().join("postgres")
    }

    fn options(&self) -> Options {
        options(&self.data())
    }

    fn start(&self) -> Embedded {
        Embedded::start(&self.options()).unwrap()
    }

    fn try_postmaster(&self) -> Option<Pid> {
        let text = fs::read_to_string(self.cluster().join("postmaster.pid")).ok()?;
        Some(Pid::from_raw(text.lines().next()?.parse().ok()?))
    }

    fn postmaster(&self) -> Pid {
        self.try_postmaster().unwrap()
    }

    /// A backend that computes without ever waiting, so that it outlives its postmaster, until it is released.
    fn stubborn_backend(&self, url: &str) -> thread::JoinHandle<()> {
        let mut watcher = connect(url);
        let url = url.to_owned();
        let at_work = thread::spawn(move || {
            // It loses its client's ear with the server: an error is no news.
            let _ = connect(&url).batch_execute(
                "DO $stubborn$ BEGIN
                   WHILE (pg_stat_file('released', true)).size IS NULL
                     AND clock_timestamp() < now() + interval '50 s' LOOP END LOOP;
                 END $stubborn$",
            );
        });
        let seen = "SELECT count(*) AS n FROM pg_stat_activity
                     WHERE state = 'active' AND query LIKE 'DO $stubborn$%'";
        until("the query runs", || number(&mut watcher, seen) == 1);
        at_work
    }

    fn release(&self, stubborn: thread::JoinHandle<()>) {
        let flag = self.cluster().join("released");
        fs::write(&flag, "").unwrap();
        stubborn.join().unwrap();
        fs::remove_file(flag).unwrap();
    }

    fn as_cluster_owner(&self, program: &str, words: &[&str]) -> Command {
        use std::os::unix::process::CommandExt;
        let owner = fs::metadata(self.cluster()).unwrap();
        let mut command = Command::new(program);
        command.args(words);
        if Uid::effective().is_root() {
            command.uid(owner.uid()).gid(owner.gid());
        }
        command
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Some(pid) = self.try_postmaster() {
            let _ = kill(pid, Signal::SIGQUIT);
        }
        let _ = fs::remove_dir_all(&self.root);
    }
}

/// A process that ends with the test.
struct Guard(std::process::Child);

impl Drop for Guard {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[derive(QueryableByName)]
struct Role {
    #[diesel(sql_type = Bool)]
    login: bool,
    #[diesel(sql_type = Bool)]
    mighty: bool,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

#[derive(QueryableByName)]
struct Words {
    #[diesel(sql_type = Text)]
    t: String,
}

fn options(data_dir: &Path) -> Options {
    let extra = [("fsync", "off"), ("shared_buffers", "16MB")];
    Options {
        data_dir: data_dir.to_owned(),
        extra: extra.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
        ..Options::default()
    }
}

fn connect(url: &str) -> PgConnection {
    PgConnection::establish(url).unwrap()
}

fn number(conn: &mut PgConnection, query: &str) -> i64 {
    sql_query(query).get_result::<Number>(conn).unwrap().n
}

fn text(conn: &mut PgConnection, query: &str) -> String {
    sql_query(query).get_result::<Words>(conn).unwrap().t
}

fn until(what: &str, holds: impl FnMut() -> bool) {
    let mut holds = holds;
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < DEADLINE, "gave up waiting until {what}");
        thread::sleep(Duration::from_millis(20));
    }
}
