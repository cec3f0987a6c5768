//! An HTTP/1.1 client that costs little: one kept connection, requests made beforehand, bodies counted.

use crate::Outcome;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// One kept connection.
pub struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// What came back; its head and body stay in the client's buffer until the next request.
pub struct Answer<'a> {
    pub status: u16,
    pub head: &'a str,
    pub body: &'a [u8],
}

impl Answer<'_> {
    /// A header's value; its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(self.head, name)
    }
}

impl Client {
    pub fn connect(address: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(15)))?;
        Ok(Self { stream, buffer: Vec::with_capacity(128 * 1024) })
    }

    /// Sends a whole request and reads the whole answer.
    pub fn send(&mut self, request: &[u8]) -> Outcome<Answer<'_>> {
        self.stream.write_all(request)?;
        self.buffer.clear();
        let head_end = loop {
            if let Some(at) = find(&self.buffer, b"\r\n\r\n") {
                break at + 4;
            }
            self.fill()?;
        };
        let head = std::str::from_utf8(&self.buffer[..head_end])?;
        let status = head.get(9..12).ok_or("no status")?.parse()?;
        let length: Option<usize> = header(head, "content-length").map(str::parse).transpose()?;
        let chunked = header(head, "transfer-encoding").is_some_and(|value| value.contains("chunked"));
        match length {
            Some(length) => {
                while self.buffer.len() < head_end + length {
                    self.fill()?;
                }
            }
            None if chunked => {
                while !self.buffer[head_end..].ends_with(b"0\r\n\r\n") {
                    self.fill()?;
                }
            }
            None => {}
        }
        Ok(Answer {
            status,
            head: std::str::from_utf8(&self.buffer[..head_end])?,
            body: &self.buffer[head_end..],
        })
    }

    fn fill(&mut self) -> Outcome<()> {
        let from = self.buffer.len();
        self.buffer.resize(from + 64 * 1024, 0);
        let read = self.stream.read(&mut self.buffer[from..])?;
        self.buffer.truncate(from + read);
        if read == 0 { Err("the server closed the connection".into()) } else { Ok(()) }
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = head.split("\r\n").filter_map(|line| line.split_once(':'));
    lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}

/// A page as a browser asks for it.
pub fn get(host: &str, path: &str, cookie: &str, encodings: Option<&str>) -> Vec<u8> {
    let encodings = encodings.map(|which| format!("Accept-Encoding: {which}\r\n")).unwrap_or_default();
    format!(
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\nAccept-Language: en\r\n{encodings}Cookie: {cookie}\r\n\r\n"
    )
    .into_bytes()
}

/// A form as a browser posts it from that very host.
pub fn post(host: &str, path: &str, fields: &[(&str, &str)]) -> Outcome<Vec<u8>> {
    Ok(post_with_cookie(host, path, &serde_html_form::to_string(fields)?, ""))
}

/// The same of somebody who is signed in.
pub fn post_with_cookie(host: &str, path: &str, body: &str, cookie: &str) -> Vec<u8> {
    let cookie = if cookie.is_empty() { String::new() } else { format!("Cookie: {cookie}\r\n") };
    format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nSec-Fetch-Site: same-origin\r\n{cookie}\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}
