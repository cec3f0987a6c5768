//! Which encoding a browser takes, and pages in it. Imports nothing of the crate.
//!
//! A page is whole before it is sent, so it is compressed in one go and leaves with its length in one piece: what goes
//! out in chunks can wait 40 ms for an acknowledgement (Nagle's algorithm against delayed ones).

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, VARY,
};
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

/// Below this an answer fits into one packet anyway.
const LEAST: usize = 1024;
/// Above this compressing would hold up the worker's other requests.
const MOST: usize = 1024 * 1024;
/// On the list page: level 1 a quarter larger in half the time, level 6 a twentieth smaller in twice the time.
const LEVEL: u32 = 3;

/// An encoding that answers come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Smaller.
    Brotli,
    /// Everybody's.
    Gzip,
}

impl Encoding {
    /// Both, the better one first.
    pub const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// As `Content-Encoding` has it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// Whether whoever sent these headers takes it (RFC 9110, 12.5.3): without the header nobody does.
    pub fn is_accepted(self, headers: &HeaderMap) -> bool {
        let mut any = false;
        for value in headers.get_all(ACCEPT_ENCODING).filter_map(|value| value.to_str().ok()) {
            for item in value.split(',') {
                let (name, quality) = item.split_once(';').unwrap_or((item, ""));
                let accepted = quality
                    .trim()
                    .strip_prefix("q=")
                    .is_none_or(|number| number.trim().parse::<f32>().is_ok_and(|number| number > 0.0));
                match name.trim() {
                    name if name.eq_ignore_ascii_case(self.code()) => return accepted,
                    "*" => any = accepted,
                    _ => {}
                }
            }
        }
        any
    }
}

/// Says that the answer depends on what the browser takes.
pub fn vary(headers: &mut HeaderMap) {
    headers.append(VARY, HeaderValue::from_static("accept-encoding"));
}

/// Middleware: compresses pages and other texts that are whole. Brotli gains nothing on them in the same time.
pub async fn compress(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let accepted = Encoding::Gzip.is_accepted(request.headers());
    let mut response = next.call(request).await?.map_into_boxed_body();
    if !is_text(response.headers()) || response.headers().contains_key(CONTENT_ENCODING) {
        return Ok(response);
    }
    vary(response.headers_mut());
    if !accepted {
        return Ok(response);
    }
    let mut compressed = false;
    let mut response = response.map_body(|_, body| match body.try_into_bytes() {
        Ok(plain) => {
            let smaller = (LEAST..=MOST).contains(&plain.len()).then(|| gzip(&plain)).flatten();
            compressed = smaller.is_some();
            BoxBody::new(smaller.unwrap_or(plain))
        }
        Err(stream) => stream,
    });
    if compressed {
        response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(Encoding::Gzip.code()));
    }
    Ok(response)
}

fn is_text(headers: &HeaderMap) -> bool {
    let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    media_type.starts_with("text/") || media_type.contains("json")
}

fn gzip(plain: &[u8]) -> Option<Bytes> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(plain.len() / 4), Compression::new(LEVEL));
    encoder.write_all(plain).ok()?;
    encoder.finish().ok().map(Bytes::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takes(header: &str) -> [bool; 2] {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_str(header).unwrap());
        Encoding::ALL.map(|encoding| encoding.is_accepted(&headers))
    }

    #[test]
    fn an_encoding_is_taken_only_by_who_says_so() {
        assert_eq!(takes("gzip, deflate, br, zstd"), [true, true]);
        assert_eq!(takes("gzip;q=1.0, br;q=0"), [false, true]);
        assert_eq!(takes("GZIP"), [false, true]);
        assert_eq!(takes("*"), [true, true]);
        assert_eq!(takes("*;q=0, br"), [true, false]);
        assert_eq!(takes("br;q=0.000, *;q=0.5"), [false, true]);
        assert_eq!(takes("identity"), [false, false]);
        assert_eq!(takes("br;q=x"), [false, false]);
        assert_eq!(takes(""), [false, false]);
        assert_eq!(Encoding::ALL.map(|encoding| encoding.is_accepted(&HeaderMap::new())), [false, false]);
    }
}
