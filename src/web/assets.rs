//! Static files, embedded and addressed by their content. Imports nothing of the crate.
//!
//! Every address carries the hash of what it leads to (`/static/HASH/js/signup.js`), so a browser may keep a
//! file for ever and a new release is seen at once. The stylesheets are joined into one `app.css`.
//! Modules must not import one another by relative path: their folders differ by hash.

use std::{borrow::Cow, collections::BTreeMap, fmt::Write as _};

use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

/// Where the files are served.
pub const PREFIX: &str = "/static";

/// Declares the order of the layers, so it goes before the other stylesheets; their own order is that of
/// their paths, because each file puts itself into its layer.
const FIRST_STYLESHEET: &str = "css/layers.css";

/// The joined stylesheet.
const STYLESHEET: &str = "app.css";

#[derive(RustEmbed)]
#[folder = "static/"]
struct Files;

/// One file, ready to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asset<'a> {
    /// What is in it.
    pub bytes: &'a [u8],
    /// The value of `Content-Type`.
    pub content_type: &'static str,
    /// Whether the address names exactly this content, so that it may be kept for ever.
    pub immutable: bool,
}

/// All static files, read once at start.
#[derive(Debug)]
pub struct Assets {
    files: BTreeMap<String, Stored>,
}

#[derive(Debug)]
struct Stored {
    bytes: Cow<'static, [u8]>,
    hash: String,
}

impl Assets {
    /// Reads every embedded file, joins the stylesheets and hashes each.
    pub fn load() -> Self {
        let mut files = BTreeMap::new();
        let mut stylesheets = BTreeMap::new();
        for path in Files::iter() {
            let Some(file) = Files::get(&path).filter(|_| !path.ends_with(".md")) else { continue };
            if path.starts_with("css/") {
                stylesheets.insert(path.to_string(), file.data);
            } else {
                files.insert(path.to_string(), Stored::new(file.data));
            }
        }
        files.insert(STYLESHEET.to_owned(), Stored::new(Cow::Owned(join(stylesheets))));
        Self { files }
    }

    /// The address of the joined stylesheet.
    pub fn css_url(&self) -> String {
        self.url(STYLESHEET)
    }

    /// The address of a file by its path below `static/`, such as `js/signup.js`.
    ///
    /// A path that leads nowhere is a slip in the code: it yields an address that answers 404, and
    /// `tests/design.rs` fails on it.
    pub fn url(&self, path: &str) -> String {
        match self.files.get(path) {
            Some(file) => format!("{PREFIX}/{}/{path}", file.hash),
            None => format!("{PREFIX}/missing/{path}"),
        }
    }

    /// The file at `HASH/path` (what follows `/static/` in a request).
    ///
    /// An older hash finds the file as it is now, not to be kept: a page from before a release still works.
    pub fn find(&self, path: &str) -> Option<Asset<'_>> {
        let (hash, name) = path.trim_start_matches('/').split_once('/')?;
        let file = self.files.get(name)?;
        Some(Asset { bytes: &file.bytes, content_type: content_type(name), immutable: hash == file.hash })
    }

    /// Every path there is, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

impl Stored {
    fn new(bytes: Cow<'static, [u8]>) -> Self {
        let mut hash = String::with_capacity(16);
        for byte in Sha256::digest(&bytes).iter().take(8) {
            // Writing to a String can't fail.
            let _ = write!(hash, "{byte:02x}");
        }
        Self { bytes, hash }
    }
}

fn join(mut stylesheets: BTreeMap<String, Cow<'static, [u8]>>) -> Vec<u8> {
    let mut joined = Vec::new();
    let first = stylesheets.remove(FIRST_STYLESHEET);
    for bytes in first.into_iter().chain(stylesheets.into_values()) {
        joined.extend_from_slice(&bytes);
        joined.push(b'\n');
    }
    joined
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webp") => "image/webp",
        Some("avif") => "image/avif",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("json" | "webmanifest") => "application/json",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stylesheets_become_one_that_begins_with_the_layers() {
        let assets = Assets::load();
        let url = assets.css_url();
        let asset =
            assets.find(url.trim_start_matches(PREFIX)).expect("the stylesheet is found by its address");
        assert!(asset.immutable);
        assert_eq!(asset.content_type, "text/css; charset=utf-8");
        assert!(asset.bytes.starts_with(b"@layer "));
        assert!(assets.paths().all(|path| !path.starts_with("css/")));
    }

    #[test]
    fn an_address_is_kept_for_ever_only_while_it_names_the_content() {
        let assets = Assets::load();
        assert!(assets.find("0000000000000000/js/signup.js").is_some_and(|asset| !asset.immutable));
        assert!(assets.find("0000000000000000/js/none.js").is_none());
        assert!(assets.find("js/../../Cargo.toml").is_none());
        assert!(assets.find("").is_none());
    }
}
