//! What a request's `Host` names. Reads the `Host` header or the HTTP/2 `:authority` alone; forwarded headers and
//! actix's `ConnectionInfo`, which believes them from anyone, are never looked at.

use super::slug::Slug;
use crate::error::AppError;
use crate::words::phrase;
use actix_web::dev::RequestHead;
use actix_web::http::header::HOST;

/// The longest name of the domain name system (RFC 1035, 2.3.4).
const LONGEST_NAME: usize = 253;

/// What a host name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostKind {
    /// The base domain or its `www`: public pages.
    Base,
    /// A subdomain that could be an organization's.
    Organization(Slug),
    /// Anything else: an IP address, a deeper subdomain, a foreign name.
    Foreign,
}

/// The host a request names, lower case, without port and trailing dot.
///
/// # Errors
/// [`AppError::BadRequest`] for no host, more than one, a target that disagrees (RFC 9112, 3.2), or characters that
/// no host name has.
pub fn host_name(head: &RequestHead) -> Result<String, AppError> {
    let mut headers = head.headers().get_all(HOST);
    let target = head.uri.authority().map(|authority| authority.as_str());
    let named = match (headers.next(), headers.next()) {
        (Some(_), Some(_)) => return Err(AppError::BadRequest(phrase!("request-two-hosts-named"))),
        (Some(header), None) => {
            header.to_str().map_err(|_| AppError::BadRequest(phrase!("request-host-characters")))?
        }
        (None, _) => target.ok_or_else(|| AppError::BadRequest(phrase!("request-no-host")))?,
    };
    if target.is_some_and(|target| !target.eq_ignore_ascii_case(named)) {
        return Err(AppError::BadRequest(phrase!("request-two-hosts-differ")));
    }
    normalize(named)
}

fn normalize(named: &str) -> Result<String, AppError> {
    let name = match named.strip_prefix('[') {
        // An IPv6 literal: kept in its brackets, it names no organization.
        Some(literal) => {
            let (address, rest) = literal
                .split_once(']')
                .ok_or_else(|| AppError::BadRequest(phrase!("request-host-invalid")))?;
            match rest.strip_prefix(':') {
                Some(port) => check_port(port)?,
                None if rest.is_empty() => {}
                None => return Err(AppError::BadRequest(phrase!("request-host-invalid"))),
            }
            if address.parse::<std::net::Ipv6Addr>().is_err() {
                return Err(AppError::BadRequest(phrase!("request-host-invalid")));
            }
            return Ok(format!("[{address}]"));
        }
        None => match named.split_once(':') {
            Some((name, port)) => {
                check_port(port)?;
                name
            }
            None => named,
        },
    };
    let name = name.strip_suffix('.').unwrap_or(name);
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    if name.is_empty() || !name.bytes().all(allowed) {
        return Err(AppError::BadRequest(phrase!("request-host-characters")));
    }
    Ok(name.to_ascii_lowercase())
}

fn check_port(port: &str) -> Result<(), AppError> {
    let valid = port.len() <= 5 && port.bytes().all(|byte| byte.is_ascii_digit());
    if valid { Ok(()) } else { Err(AppError::BadRequest(phrase!("request-port"))) }
}

/// What `name`, as [`host_name`] gives it, stands for below `base` (lower case, without port).
pub fn classify(name: &str, base: &str) -> HostKind {
    if name.len() > LONGEST_NAME {
        return HostKind::Foreign;
    }
    if name == base {
        return HostKind::Base;
    }
    let Some(label) = name.strip_suffix(base).and_then(|rest| rest.strip_suffix('.')) else {
        return HostKind::Foreign;
    };
    if label == "www" {
        return HostKind::Base;
    }
    // A reserved word may have been taken before it was reserved: the registry knows.
    Slug::existing(label).map_or(HostKind::Foreign, HostKind::Organization)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(host: &str) -> HostKind {
        classify(&normalize(host).unwrap(), "outlay.example")
    }

    #[test]
    fn hosts_are_folded_and_told_apart() {
        let acme = HostKind::Organization(Slug::parse("acme").unwrap());
        for host in
            ["acme.outlay.example", "ACME.Outlay.EXAMPLE", "acme.outlay.example.", "acme.outlay.example:8080"]
        {
            assert_eq!(kind(host), acme, "{host}");
        }
        for host in ["outlay.example", "www.outlay.example", "OUTLAY.example.:80"] {
            assert_eq!(kind(host), HostKind::Base, "{host}");
        }
        for host in [
            "127.0.0.1:8080",
            "[::1]:8080",
            "a.acme.outlay.example",
            "acmeoutlay.example",
            "acme.outlay.example.evil.test",
            "-.outlay.example",
            "1a.outlay.example",
        ] {
            assert_eq!(kind(host), HostKind::Foreign, "{host}");
        }
        let admin = HostKind::Organization(Slug::existing("admin").unwrap());
        assert_eq!(kind("admin.outlay.example"), admin, "may be older than the reservation");
        assert_eq!(kind(&format!("{}.outlay.example", "a".repeat(5_000))), HostKind::Foreign);
    }

    #[test]
    fn broken_hosts_are_refused() {
        for host in [
            "",
            ".",
            ":80",
            "a b",
            "acme.outlay.example:80:80",
            "[::1",
            "[::1]8080",
            "[::1]:8x",
            "[zz]",
            "acme.outlay.example:8x",
            "a/b",
            "a@b",
        ] {
            assert!(normalize(host).is_err(), "{host:?}");
        }
    }
}
