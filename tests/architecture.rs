//! Holds the source tree against the rules of `src/lib.rs` and `docs/architecture.md`. Reads files only.

#[path = "support/sources.rs"]
mod files;

use files::{read, walk};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[test]
fn imports_point_down_only() {
    let layers = layers();
    let layer_of = |folder: &str| layers.iter().position(|layer| layer.iter().any(|name| name == folder));
    let mut wrong = Vec::new();
    for file in sources() {
        let from = file.folder();
        if ["lib", "main"].contains(&from.as_str()) {
            continue;
        }
        let here = layer_of(&from).unwrap_or_else(|| panic!("src/lib.rs gives {from} no place in its order"));
        for to in file.imports() {
            let Some(there) = layer_of(&to) else {
                wrong.push(format!("{}: {to} has no place in the order", file.path.display()));
                continue;
            };
            if to != from && there <= here {
                wrong.push(format!("{} imports {to}, which is not below it", file.path.display()));
            }
        }
        // Two steps up leave the folder or go round about it: `crate::` says where to.
        assert!(!file.code.contains("super::super"), "{} climbs by super::super", file.path.display());
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_order_names_every_folder() {
    let named: Vec<String> = layers().into_iter().flatten().collect();
    let mut folders: Vec<String> = sources().iter().map(Source::folder).collect();
    folders.sort();
    folders.dedup();
    folders.retain(|folder| folder != "lib" && folder != "main");
    for folder in &folders {
        assert!(named.contains(folder), "src/lib.rs gives {folder} no place in its order");
    }
    assert_eq!(named.len(), folders.len(), "src/lib.rs orders what is not there: {named:?}");
}

/// What only the core may say, outside comments and tests.
#[test]
fn only_tenancy_opens_connections_and_writes_sql_by_hand() {
    let words = ["search_path", "r2d2", "PgConnection", "establish", "sql_query", "batch_execute"];
    for file in sources().into_iter().filter(|file| file.folder() != "tenancy") {
        for word in words {
            assert!(!file.code.contains(word), "{} says {word}", file.path.display());
        }
    }
}

#[test]
fn only_tenancy_knows_the_registry() {
    for file in sources().into_iter().filter(|file| !["tenancy", "schema"].contains(&file.folder().as_str()))
    {
        let from_schema = file.imports_of("crate::schema::");
        assert!(
            !from_schema.iter().any(|path| path.starts_with("shared")),
            "{} imports the registry",
            file.path.display()
        );
        assert!(!file.code.contains("schema::shared"), "{} names the registry", file.path.display());
    }
}

#[test]
fn each_table_is_queried_by_its_own_feature() {
    let owners = BTreeMap::from([
        ("organization", "identity"),
        ("logos", "branding"),
        ("members", "identity"),
        ("sessions", "identity"),
        ("tokens", "identity"),
        ("invitations", "members"),
        ("events", "identity"),
        ("categories", "categories"),
        ("expenses", "expenses"),
        ("outbox", "mail"),
        ("comments", "expenses"),
        ("receipts", "receipts"),
        ("rules", "rules"),
        ("judgements", "rules"),
        ("exceptions", "rules"),
        ("kept_pairs", "expenses"),
        ("notifications", "notifications"),
        ("notification_choices", "notifications"),
    ]);
    let declared = read(Path::new("src/schema/tenant.rs"));
    let tables: Vec<&str> = declared
        .lines()
        .filter_map(|line| line.strip_prefix("    ")?.split_once(" (")?.1.ends_with(") {").then_some(line))
        .filter_map(|line| line.trim().split(' ').next())
        .collect();
    assert!(tables.len() >= owners.len(), "{tables:?}");
    for table in &tables {
        assert!(owners.contains_key(table), "no feature owns {table}: say here which one does");
    }
    for file in sources().into_iter().filter(|file| file.folder() != "schema") {
        assert!(!file.code.contains("schema::tenant;"), "{} imports all tables", file.path.display());
        for table in file.imports_of("crate::schema::tenant::") {
            let table = table.split("::").next().unwrap_or_default();
            let owner = owners.get(table).copied();
            assert_eq!(owner, Some(file.folder().as_str()), "{} queries {table}", file.path.display());
        }
    }
}

#[test]
fn nothing_panics_on_purpose_and_nothing_is_ambient() {
    for file in sources() {
        for word in [
            ".unwrap()",
            ".expect(",
            "panic!(",
            "todo!(",
            "unimplemented!(",
            "dbg!(",
            "thread_local!",
            "task_local!",
            "#[allow(",
        ] {
            assert!(!file.code.contains(word), "{} has {word}", file.path.display());
        }
    }
}

/// A path or role that outlives its transaction would meet the next organization on the connection.
#[test]
fn settings_of_a_connection_are_local_to_their_transaction() {
    for file in sources() {
        for (at, _) in file.code.match_indices("SET ") {
            let before = file.code[..at].trim_end();
            let rest = &file.code[at + 4..];
            let is_statement = before.ends_with(['"', ';', '\\']);
            let is_harmless = rest.starts_with("LOCAL ");
            assert!(!is_statement || is_harmless, "{}: SET {}", file.path.display(), line(rest));
        }
        // `pg_advisory_xact_lock` ends with its transaction, as everything has to.
        for word in [
            "pg_advisory_lock",
            "pg_try_advisory_lock",
            "MERGE INTO",
            "tableoid",
            "SET SESSION",
            "DISCARD ALL",
        ] {
            assert!(!file.code.contains(word), "{} has {word}", file.path.display());
        }
    }
}

#[test]
fn templates_are_escaped() {
    let mut files = Vec::new();
    walk(Path::new("templates"), "html", &mut files);
    assert!(files.len() > 20);
    // A hint that is rendered by a template of its own.
    let nested = [("signup.html", "SlugHint::default()|safe"), ("signup.html", "slug|safe")];
    for path in files {
        let mut text = read(&path);
        for (name, exception) in nested {
            if path.ends_with(name) {
                text = text.replace(exception, "");
            }
        }
        for filter in ["|safe", "| safe", "|escape(", "| escape("] {
            assert!(!text.contains(filter), "{} has {filter}", path.display());
        }
    }
}

/// The layers of `src/lib.rs`'s doc, from the top down.
fn layers() -> Vec<Vec<String>> {
    let lib = read(Path::new("src/lib.rs"));
    let doc: String =
        lib.lines().filter_map(|line| line.strip_prefix("//!")).map(|line| format!("{line} ")).collect();
    let (_, list) = doc.split_once("point down only:").expect("src/lib.rs has the order");
    let (list, _) = list.split_once(". ").expect("the order ends with a full stop");
    let names = |layer: &str| layer.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let layers: Vec<_> = list.split("->").map(names).collect();
    assert!(layers.len() >= 8, "{layers:?}");
    layers
}

/// A file of `src/` without its comments and its tests.
struct Source {
    path: PathBuf,
    code: String,
}

impl Source {
    /// The folder or file right below `src/`.
    fn folder(&self) -> String {
        let below = self.path.strip_prefix("src").unwrap();
        let first = below.components().next().unwrap().as_os_str().to_str().unwrap();
        first.trim_end_matches(".rs").to_owned()
    }

    /// The top folders of this crate that the file names.
    fn imports(&self) -> Vec<String> {
        let mut tops: Vec<String> = self.imports_of("crate::");
        for top in &mut tops {
            *top = top.split("::").next().unwrap_or_default().to_owned();
        }
        tops.sort();
        tops.dedup();
        tops
    }

    /// What follows `prefix` wherever it stands: the beginnings of the paths, groups in braces taken apart.
    fn imports_of(&self, prefix: &str) -> Vec<String> {
        let mut paths = Vec::new();
        for (at, _) in self.code.match_indices(prefix) {
            let rest = &self.code[at + prefix.len()..];
            match rest.strip_prefix('{') {
                Some(group) => paths.extend(members(group).into_iter().map(path)),
                None => paths.push(path(rest)),
            }
        }
        paths
    }
}

/// The members of a group whose opening brace was taken off, groups within them left whole.
fn members(text: &str) -> Vec<&str> {
    let (mut found, mut depth, mut from) = (Vec::new(), 0, 0);
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                found.push(text[from..at].trim());
                from = at + 1;
                if letter == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    found.retain(|member| !member.is_empty());
    found
}

fn path(text: &str) -> String {
    text.chars().take_while(|letter| letter.is_alphanumeric() || ['_', ':'].contains(letter)).collect()
}

fn sources() -> Vec<Source> {
    let mut files = Vec::new();
    walk(Path::new("src"), "rs", &mut files);
    files.retain(|path| !path.ends_with("tests.rs"));
    assert!(files.len() > 50, "the test runs in the package's root");
    let code = |text: String| {
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    };
    files.into_iter().map(|path| Source { code: code(read(&path)), path }).collect()
}

fn line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
