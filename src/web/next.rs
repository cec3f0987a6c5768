//! `next`: where a person wanted to go before signing in. A path of this host only, since a link that signs in and
//! then leads elsewhere is how passwords are phished (OWASP, unvalidated redirects).

/// The longest path that is carried along.
const LONGEST: usize = 1_000;

/// `next` if it is a path of this host: one leading `/`, no `//`, no backslash, no control characters, raw or decoded.
pub fn safe_path(next: &str) -> Option<&str> {
    let decoded = decode(next);
    let is_safe = |path: &str| {
        path.starts_with('/')
            && !path.starts_with("//")
            && !path.contains('\\')
            && !path.contains("//")
            && !path.chars().any(char::is_control)
    };
    (next.len() <= LONGEST && is_safe(next) && is_safe(&decoded) && is_safe(&decode(&decoded)))
        .then_some(next)
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |digit: &u8| (*digit as char).to_digit(16);
        match (first, tail) {
            (b'%', [high, low, after @ ..]) if hex(high).is_some() && hex(low).is_some() => {
                let byte = hex(high).unwrap_or(0) * 16 + hex(low).unwrap_or(0);
                bytes.push(byte.to_le_bytes()[0]);
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_host_pass() {
        for good in ["/", "/expenses", "/expenses?status=draft&from=2026-01-01", "/expenses/1%2F2", "/a:b"] {
            assert_eq!(safe_path(good), Some(good));
        }
        for bad in [
            "",
            "expenses",
            "//evil.example",
            "/\\evil.example",
            "/%5Cevil.example",
            "/%2Fevil.example",
            "%2F%2Fevil",
            "https://evil.example",
            "/a//b",
            "/\nx",
            "/%0d%0aSet-Cookie:x",
            "/%255Cevil",
            "javascript:alert(1)",
        ] {
            assert_eq!(safe_path(bad), None, "{bad:?}");
        }
        assert_eq!(safe_path(&format!("/{}", "a".repeat(2_000))), None);
    }
}
