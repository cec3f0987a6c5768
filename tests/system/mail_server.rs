//! aiosmtpd, a real mail server, in an environment of its own below `target/`.

use crate::program::Home;
use crate::python;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const AIOSMTPD: &str = "aiosmtpd==1.4.6";

/// A running aiosmtpd.
pub struct MailServer {
    child: Child,
    ports: Vec<u16>,
    file: PathBuf,
}

impl MailServer {
    pub fn start(home: &Home) -> Self {
        Self::start_with(home, &[])
    }

    /// With the files of a certificate and its key it offers STARTTLS, and TLS on a second port.
    pub fn start_with(home: &Home, certificate: &[&Path]) -> Self {
        std::fs::create_dir_all(home.data()).expect("a directory");
        let file = home.data().join("mails.txt");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/system/mail_server.py");
        let mut child = Command::new(python::with(AIOSMTPD, "aiosmtpd.controller"))
            .arg(script)
            .arg(&file)
            .args(certificate)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(File::create(home.data().join("mail_server.log")).expect("a log"))
            .spawn()
            .expect("the mail server starts");
        let mut line = String::new();
        let output = child.stdout.take().expect("its output");
        BufReader::new(output).read_line(&mut line).expect("it says its port");
        let ports = line.split_whitespace().map(|port| port.parse().expect("a port")).collect();
        Self { child, ports, file }
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}?tls=off", self.port())
    }

    /// Where it begins in the clear.
    pub fn port(&self) -> u16 {
        self.ports[0]
    }

    /// Where it has TLS from the first byte.
    pub fn wrapped_port(&self) -> u16 {
        self.ports[1]
    }

    /// What it took: recipient and Message-ID, one line a mail.
    pub fn taken(&self) -> Vec<String> {
        let text = std::fs::read_to_string(&self.file).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
