//! Static files, made ready once: stylesheets joined, contents hashed, text compressed. The program embeds the result
//! (`src/web/assets.rs`), so neither its start nor any request spends time on it.

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

const FOLDER: &str = "static";

/// Declares the order of the layers, so it goes before the other stylesheets; their own order is that of their paths,
/// because each file puts itself into its layer.
const FIRST_STYLESHEET: &str = "css/layers.css";

/// The joined stylesheet.
const STYLESHEET: &str = "app.css";

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed={FOLDER}");
    println!("cargo:rerun-if-changed=build.rs");
    let out =
        PathBuf::from(env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo names no OUT_DIR"))?);
    // Build scripts are never optimized, so the best quality takes seconds: only what is released is worth them.
    let release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let mut table = String::from("&[\n");
    for (number, (name, bytes)) in contents()?.into_iter().enumerate() {
        let plain = out.join(format!("{number}"));
        fs::write(&plain, &bytes)?;
        let (mut brotli, mut gzip) = ("None".to_owned(), "None".to_owned());
        if is_text(&name) {
            brotli = embedded(&out.join(format!("{number}.br")), &brotli_of(&bytes, release)?, bytes.len())?;
            gzip = embedded(&out.join(format!("{number}.gz")), &gzip_of(&bytes)?, bytes.len())?;
        }
        writeln!(
            table,
            "    Stored {{ name: {name:?}, hash: {:?}, plain: include_bytes!({plain:?}), brotli: {brotli}, gzip: {gzip} }},",
            hash(&bytes),
        )
        .map_err(io::Error::other)?;
    }
    table.push(']');
    fs::write(out.join("static.rs"), table)
}

/// Every file by its path below the folder; the stylesheets as one.
fn contents() -> io::Result<BTreeMap<String, Vec<u8>>> {
    let (mut files, mut stylesheets) = (BTreeMap::new(), BTreeMap::new());
    let mut folders = vec![PathBuf::from(FOLDER)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = name(&path);
            let bytes = fs::read(&path)?;
            match name.as_str() {
                name if name.ends_with(".md") || name.ends_with("LICENSE") => {}
                name if name.starts_with("css/") => {
                    stylesheets.insert(name.to_owned(), String::from_utf8(bytes).map_err(io::Error::other)?);
                }
                name => {
                    files.insert(name.to_owned(), bytes);
                }
            }
        }
    }
    files.insert(STYLESHEET.to_owned(), join(stylesheets).into_bytes());
    Ok(files)
}

fn name(path: &Path) -> String {
    let below = path.strip_prefix(FOLDER).unwrap_or(path);
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// One stylesheet without comments and indentation.
fn join(mut stylesheets: BTreeMap<String, String>) -> String {
    let first = stylesheets.remove(FIRST_STYLESHEET);
    let mut joined = String::new();
    for css in first.into_iter().chain(stylesheets.into_values()) {
        for line in without_comments(&css).lines().map(str::trim).filter(|line| !line.is_empty()) {
            joined.push_str(line);
            joined.push('\n');
        }
    }
    joined
}

fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let mut code = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        code.push_str(part.split_once("*/").map_or("", |(_, after)| after));
    }
    code
}

fn is_text(name: &str) -> bool {
    [".css", ".js", ".svg", ".json", ".webmanifest"].iter().any(|end| name.ends_with(end))
}

fn hash(bytes: &[u8]) -> String {
    let mut hash = String::with_capacity(16);
    for byte in Sha256::digest(bytes).iter().take(8) {
        // Writing to a String can't fail.
        let _ = write!(hash, "{byte:02x}");
    }
    hash
}

fn brotli_of(bytes: &[u8], release: bool) -> io::Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let quality = if release { 11 } else { 5 };
    brotli::CompressorWriter::new(&mut compressed, 64 * 1024, quality, 22).write_all(bytes)?;
    Ok(compressed)
}

fn gzip_of(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// The expression for a compressed content; `None` where nothing is gained.
fn embedded(path: &Path, compressed: &[u8], plain: usize) -> io::Result<String> {
    if compressed.len() >= plain {
        return Ok("None".to_owned());
    }
    fs::write(path, compressed)?;
    Ok(format!("Some(include_bytes!({path:?}))"))
}
