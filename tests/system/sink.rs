//! A mail server of a few lines: takes or refuses, and keeps what it was given.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A running mail server on a port of its own; it ends with the test binary.
#[derive(Clone)]
pub struct Sink {
    port: u16,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    mails: Vec<Mail>,
    /// What it answers once it has read a whole mail; nothing: it takes it.
    refusal: Option<String>,
}

/// A mail as it came in, taken or not.
#[derive(Debug, Clone)]
pub struct Mail {
    pub from: String,
    pub to: String,
    pub data: String,
}

impl Mail {
    /// A header's value, unfolded.
    pub fn header(&self, name: &str) -> String {
        let (head, _) = self.data.split_once("\r\n\r\n").expect("a head and a body");
        let head = head.replace("\r\n ", " ");
        let prefix = format!("{name}: ");
        head.lines().find_map(|line| line.strip_prefix(&prefix)).unwrap_or_default().to_owned()
    }
}

impl Sink {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().unwrap().port();
        let sink = Self { port, state: Arc::default() };
        let accepting = sink.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let serving = accepting.clone();
                // A client that goes away in the middle ends its thread.
                std::thread::spawn(move || serving.talk(stream));
            }
        });
        sink
    }

    /// For `OUTLAY_SMTP_URL`.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}?tls=off", self.port)
    }

    /// Forgets what it was given so far.
    pub fn forget(&self) {
        self.state.lock().unwrap().mails.clear();
    }

    /// From now on every mail is answered with this.
    pub fn refuse(&self, reply: &str) {
        self.state.lock().unwrap().refusal = Some(reply.to_owned());
    }

    /// From now on every mail is taken.
    pub fn accept(&self) {
        self.state.lock().unwrap().refusal = None;
    }

    /// Everything it was given so far.
    pub fn mails(&self) -> Vec<Mail> {
        self.state.lock().unwrap().mails.clone()
    }

    fn talk(&self, mut stream: TcpStream) -> std::io::Result<()> {
        stream.set_nodelay(true)?;
        let mut reader = BufReader::new(stream.try_clone()?);
        let (mut from, mut to, mut line) = (String::new(), String::new(), String::new());
        stream.write_all(b"220 sink\r\n")?;
        loop {
            line.clear();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let verb = line.split([' ', '\r']).next().unwrap_or_default().to_uppercase();
            let address = || line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
            let reply = match verb.as_str() {
                "EHLO" => "250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8".to_owned(),
                "MAIL" => {
                    from = address();
                    "250 ok".to_owned()
                }
                "RCPT" => {
                    to = address();
                    "250 ok".to_owned()
                }
                "DATA" => {
                    stream.write_all(b"354 go on\r\n")?;
                    let data = read_data(&mut reader)?;
                    let mut state = self.state.lock().unwrap();
                    state.mails.push(Mail { from: from.clone(), to: to.clone(), data });
                    state.refusal.clone().unwrap_or_else(|| "250 taken".to_owned())
                }
                "QUIT" => {
                    stream.write_all(b"221 bye\r\n")?;
                    return Ok(());
                }
                _ => "250 ok".to_owned(),
            };
            stream.write_all(format!("{reply}\r\n").as_bytes())?;
        }
    }
}

fn read_data(reader: &mut impl BufRead) -> std::io::Result<String> {
    let mut data = String::new();
    loop {
        let start = data.len();
        if reader.read_line(&mut data)? == 0 || &data[start..] == ".\r\n" {
            data.truncate(start);
            return Ok(data);
        }
    }
}
