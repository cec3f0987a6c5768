//! A form with files, as a browser posts it.

use crate::support::{Answer, Client};
use reqwest::Method;

const BOUNDARY: &str = "----outlay-7MA4YWxkTrZu0gW";

/// The head of such a post.
pub const CONTENT_TYPE: &str = "multipart/form-data; boundary=----outlay-7MA4YWxkTrZu0gW";

/// One file: its name, what its sender says it is, and its bytes.
pub struct Part {
    pub name: String,
    pub media_type: String,
    pub bytes: Vec<u8>,
}

impl Part {
    pub fn new(name: &str, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), media_type: "image/jpeg".to_owned(), bytes: bytes.to_vec() }
    }
}

pub fn body(fields: &[(&str, &str)], files: &[Part]) -> Vec<u8> {
    let mut body = Vec::new();
    for (field, value) in fields {
        let part =
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    for file in files {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"receipt\"; filename=\"{}\"\r\nContent-Type: {}\r\n\r\n",
            file.name, file.media_type
        );
        body.extend(head.into_bytes());
        body.extend(&file.bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    body
}

pub async fn upload(who: &Client, path: &str, fields: &[(&str, &str)], files: &[Part]) -> Answer {
    post(who, path, body(fields, files)).await
}

pub async fn post(who: &Client, path: &str, body: Vec<u8>) -> Answer {
    let origin = who.origin();
    who.send(Method::POST, path, &[("origin", &origin), ("content-type", CONTENT_TYPE)], Some(body)).await
}
