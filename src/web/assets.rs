//! Static files, embedded and addressed by their content. Imports `encoding`.
//!
//! Every address carries the hash of what it leads to (`/static/HASH/js/signup.js`), so a browser may keep a
//! file for ever and a new release is seen at once. `build.rs` joins the stylesheets into one `app.css`, hashes every
//! file and compresses what is text, with brotli and gzip.
//! Modules must not import one another by relative path: their folders differ by hash.

use super::encoding::Encoding;

/// Where the files are served.
pub const PREFIX: &str = "/static";

/// The joined stylesheet.
const STYLESHEET: &str = "app.css";

/// In the order of their names.
static FILES: &[Stored] = include!(concat!(env!("OUT_DIR"), "/static.rs"));

#[derive(Debug)]
struct Stored {
    name: &'static str,
    hash: &'static str,
    plain: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

/// One file, ready to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asset {
    /// The value of `Content-Type`.
    pub content_type: &'static str,
    /// Whether the address names exactly this content, so that it may be kept for ever.
    pub immutable: bool,
    /// The hash of the content.
    pub hash: &'static str,
    /// What is in it.
    pub plain: &'static [u8],
    /// The same, compressed.
    pub brotli: Option<&'static [u8]>,
    /// The same, compressed for programs that know no better.
    pub gzip: Option<&'static [u8]>,
}

impl Asset {
    /// The bytes in this encoding, where there are such.
    pub fn encoded(&self, encoding: Encoding) -> Option<&'static [u8]> {
        match encoding {
            Encoding::Brotli => self.brotli,
            Encoding::Gzip => self.gzip,
        }
    }
}

/// All static files.
#[derive(Debug)]
pub struct Assets(());

impl Assets {
    /// The files that were embedded.
    pub fn load() -> Self {
        Self(())
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
        match stored(path) {
            Some(file) => format!("{PREFIX}/{}/{path}", file.hash),
            None => format!("{PREFIX}/missing/{path}"),
        }
    }

    /// The file at `HASH/path` (what follows `/static/` in a request).
    ///
    /// An older hash finds the file as it is now, not to be kept: a page from before a release still works.
    pub fn find(&self, path: &str) -> Option<Asset> {
        let (hash, name) = path.trim_start_matches('/').split_once('/')?;
        let file = stored(name)?;
        Some(Asset {
            content_type: content_type(name),
            immutable: hash == file.hash,
            hash: file.hash,
            plain: file.plain,
            brotli: file.brotli,
            gzip: file.gzip,
        })
    }

    /// Every path there is, in order.
    pub fn paths(&self) -> impl Iterator<Item = &'static str> {
        FILES.iter().map(|file| file.name)
    }
}

fn stored(name: &str) -> Option<&'static Stored> {
    FILES.binary_search_by(|file| file.name.cmp(name)).ok().and_then(|at| FILES.get(at))
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
    use std::io::Read;

    #[test]
    fn the_stylesheets_become_one_that_begins_with_the_layers() {
        let assets = Assets::load();
        let url = assets.css_url();
        let asset =
            assets.find(url.trim_start_matches(PREFIX)).expect("the stylesheet is found by its address");
        assert!(asset.immutable);
        assert_eq!(asset.content_type, "text/css; charset=utf-8");
        assert!(asset.plain.starts_with(b"@layer "));
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

    #[test]
    fn what_is_compressed_is_the_same_file() {
        let mut compressed = 0;
        for file in FILES {
            if let Some(gzip) = file.gzip {
                let mut plain = Vec::new();
                flate2::read::GzDecoder::new(gzip).read_to_end(&mut plain).expect("gzip");
                assert!(plain == file.plain && gzip.len() < plain.len(), "{}", file.name);
                compressed += 1;
            }
            assert!(file.brotli.is_none_or(|brotli| brotli.len() < file.plain.len()), "{}", file.name);
        }
        assert!(compressed >= 5, "{compressed}");
    }
}
