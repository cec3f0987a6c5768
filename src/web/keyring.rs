//! Secrets made from `OUTLAY_SECRET_KEY`: sealing, message codes, the key of session cookies.
//!
//! The setting is a list, newest first, so that keys rotate: the first seals, all of them open.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, Generate, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// Bytes of one key.
pub const KEY_LENGTH: usize = 32;
const NONCE_LENGTH: usize = 24;

/// The keys, newest first, never empty.
#[derive(Clone)]
pub struct Keyring {
    newest: [u8; KEY_LENGTH],
    older: Vec<[u8; KEY_LENGTH]>,
}

impl Keyring {
    /// A ring of the newest key and those before it.
    pub fn new(newest: [u8; KEY_LENGTH], older: Vec<[u8; KEY_LENGTH]>) -> Self {
        Self { newest, older }
    }

    /// A ring with one fresh random key.
    pub fn random() -> Self {
        Self::new(rand::random(), Vec::new())
    }

    /// The newest key, for keeping it in a file.
    pub fn newest(&self) -> &[u8; KEY_LENGTH] {
        &self.newest
    }

    /// Encrypts and authenticates `plain` for one `purpose` (XChaCha20-Poly1305 under a key of that purpose);
    /// base64url text. None only where the system has no randomness or the input is beyond the cipher's limits.
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> Option<String> {
        let nonce = XNonce::generate();
        let cipher = XChaCha20Poly1305::new(&Key::from(derive(&self.newest, purpose)));
        let sealed = cipher.encrypt(&nonce, Payload { msg: plain, aad: purpose.as_bytes() }).ok()?;
        let mut bytes = nonce.to_vec();
        bytes.extend(sealed);
        Some(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Opens what [`Self::seal`] made with any key of the ring; `None` for anything else.
    pub fn open(&self, purpose: &str, sealed: &str) -> Option<Vec<u8>> {
        let bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE_LENGTH)?;
        let nonce = XNonce::try_from(nonce).ok()?;
        self.keys().find_map(|key| {
            let cipher = XChaCha20Poly1305::new(&Key::from(derive(key, purpose)));
            cipher.decrypt(&nonce, Payload { msg: sealed, aad: purpose.as_bytes() }).ok()
        })
    }

    /// A keyed hash (HMAC-SHA-256, RFC 2104) of `data` for one `purpose`.
    pub fn code(&self, purpose: &str, data: &[u8]) -> [u8; 32] {
        code(&self.newest, purpose, data)
    }

    /// [`Self::code`] under every key of the ring, the newest first: what may stand where codes were kept.
    pub fn codes(&self, purpose: &str, data: &[u8]) -> Vec<Vec<u8>> {
        self.keys().map(|key| code(key, purpose, data).to_vec()).collect()
    }

    /// Whether `claimed` is [`Self::code`] under any key of the ring.
    pub fn verify_code(&self, purpose: &str, data: &[u8], claimed: &[u8]) -> bool {
        self.keys().any(|key| {
            mac(key, purpose).is_some_and(|mac| mac.chain_update(data).verify_slice(claimed).is_ok())
        })
    }

    /// The keys of the session cookie, newest first.
    pub fn cookie_keys(&self) -> Vec<actix_web::cookie::Key> {
        self.keys()
            .map(|key| {
                let halves = [derive(key, "session cookie, 1"), derive(key, "session cookie, 2")];
                actix_web::cookie::Key::from(&halves.concat())
            })
            .collect()
    }

    fn keys(&self) -> impl Iterator<Item = &[u8; KEY_LENGTH]> {
        std::iter::once(&self.newest).chain(&self.older)
    }
}

impl std::fmt::Debug for Keyring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keyring").field("keys", &(1 + self.older.len())).finish()
    }
}

fn mac(key: &[u8; KEY_LENGTH], purpose: &str) -> Option<Hmac<Sha256>> {
    // HMAC takes keys of any length, so this is never `None`; the signature of the trait allows for it.
    let mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key).ok()?;
    Some(mac.chain_update(purpose.as_bytes()).chain_update([0]))
}

fn code(key: &[u8; KEY_LENGTH], purpose: &str, data: &[u8]) -> [u8; 32] {
    mac(key, purpose).map(|mac| mac.chain_update(data).finalize().into_bytes().into()).unwrap_or_default()
}

fn derive(key: &[u8; KEY_LENGTH], purpose: &str) -> [u8; 32] {
    code(key, "derive", purpose.as_bytes())
}

/// The SHA-256 of a secret that was given out: what the database keeps of tokens and session ids.
pub fn secret_hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// A secret of 256 random bits as base64url text, for tokens and session ids.
pub fn random_secret() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_opens_for_its_purpose_alone() {
        let ring = Keyring::random();
        let sealed = ring.seal("kept form", b"12.50").unwrap();
        assert_eq!(ring.open("kept form", &sealed).unwrap(), b"12.50");
        assert!(ring.open("outbox", &sealed).is_none());
        assert!(Keyring::random().open("kept form", &sealed).is_none());
        assert!(ring.open("kept form", &format!("{sealed}A")).is_none());
        assert!(ring.open("kept form", "").is_none());
    }

    #[test]
    fn an_older_key_still_opens_and_verifies() {
        let old = Keyring::random();
        let rotated = Keyring::new([7; 32], vec![*old.newest()]);
        assert_eq!(rotated.open("x", &old.seal("x", b"y").unwrap()).unwrap(), b"y");
        assert!(rotated.verify_code("device", b"z", &old.code("device", b"z")));
        assert!(!old.verify_code("device", b"z", &rotated.code("device", b"z")));
    }
}
