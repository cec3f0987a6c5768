//! chromedriver: one for the test binary, on a port that is free, gone with the binary.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicI32, AtomicU16, Ordering};
use std::sync::{OnceLock, mpsc};
use std::time::Duration;

const MISSING: &str = "chromedriver did not start. Install Chromium and its driver (Debian: apt-get install chromium \
     chromium-driver), or set OUTLAY_BROWSER_TESTS=off to leave the browser tests out";

/// Where Chromium keeps its profiles and leaves its litter.
fn litter() -> PathBuf {
    std::env::temp_dir().join(format!("outlay-browser-{}", std::process::id()))
}

static PORT: AtomicU16 = AtomicU16::new(0);
static GROUP: AtomicI32 = AtomicI32::new(0);

/// The address of the driver; none when browser tests are turned off, which is said in one line.
pub fn address() -> Option<String> {
    static ADDRESS: OnceLock<Option<String>> = OnceLock::new();
    let address = ADDRESS.get_or_init(|| {
        if std::env::var("OUTLAY_BROWSER_TESTS").is_ok_and(|value| value == "off") {
            println!("left out: OUTLAY_BROWSER_TESTS=off");
            return None;
        }
        let port = start().unwrap_or_else(|cause| panic!("{MISSING} ({cause})."));
        Some(format!("http://127.0.0.1:{port}"))
    });
    address.clone()
}

fn start() -> Result<u16, String> {
    let (started, is_started) = mpsc::channel();
    // The thread lives as long as the binary: it keeps the driver's output flowing, and the driver dies with it.
    std::thread::spawn(move || {
        let mut command = Command::new("chromedriver");
        command.args(["--port=0", "--log-level=SEVERE"]).stdin(Stdio::null());
        let _ = std::fs::create_dir_all(litter());
        command.env("TMPDIR", litter());
        command.stdout(Stdio::piped()).stderr(Stdio::null()).process_group(0);
        // SAFETY: prctl is async-signal-safe and touches only the child.
        unsafe {
            command.pre_exec(|| {
                libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGTERM);
                Ok(())
            })
        };
        let mut child = match command.spawn() {
            Ok(child) => child,
            Err(error) => {
                let _ = started.send(Err(error.to_string()));
                return;
            }
        };
        GROUP.store(child.id().cast_signed(), Ordering::SeqCst);
        let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        for line in lines.map_while(Result::ok) {
            if let Some((_, port)) = line.split_once("started successfully on port ") {
                let port = port.trim_end_matches('.').trim().parse().map_err(|_| line.clone());
                let _ = started.send(port);
            }
        }
        let _ = child.wait();
    });
    let port = is_started.recv_timeout(Duration::from_secs(20)).map_err(|error| error.to_string())??;
    PORT.store(port, Ordering::SeqCst);
    // SAFETY: the function is `extern "C"`, takes nothing and does not unwind.
    unsafe { libc::atexit(stop) };
    Ok(port)
}

/// The test harness ends with `exit`: asks the driver to close its browsers and leave, then makes sure.
extern "C" fn stop() {
    if let Ok(mut driver) = TcpStream::connect(("127.0.0.1", PORT.load(Ordering::SeqCst))) {
        let _ = driver.set_read_timeout(Some(Duration::from_secs(5)));
        let _ = driver.write_all(b"GET /shutdown HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        let _ = driver.read_to_end(&mut Vec::new());
    }
    // SAFETY: a signal to the group that `start` made.
    unsafe { libc::kill(-GROUP.load(Ordering::SeqCst), libc::SIGKILL) };
    let _ = std::fs::remove_dir_all(litter());
}
