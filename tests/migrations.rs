//! Holds the tenant migrations against the SQL rules of `docs/architecture.md`: what fails or lies on other servers, or
//! costs every organization something. Reads files only.

use std::fs;
use std::path::Path;

#[test]
fn every_migration_has_its_way_back() {
    for set in ["shared", "tenant"] {
        for (name, up, down) in migrations(set) {
            assert!(!statements(&up).is_empty(), "{set}/{name} does nothing");
            assert!(!statements(&down).is_empty(), "{set}/{name} has no way back");
        }
    }
}

#[test]
fn versions_are_unique() {
    for set in ["shared", "tenant"] {
        let mut versions: Vec<String> =
            migrations(set).iter().map(|(name, ..)| name.split('_').next().unwrap().to_owned()).collect();
        let count = versions.len();
        versions.sort();
        versions.dedup();
        assert_eq!(versions.len(), count, "{set}");
    }
}

/// Rules 1 to 5, 7, 10 and 11.
#[test]
fn tenant_migrations_use_nothing_that_lies_elsewhere() {
    let banned = [
        "TRIGGER",
        "DEFERRABLE",
        "CREATE TYPE",
        "AS ENUM",
        "CREATE SCHEMA",
        "RENAME CONSTRAINT",
        "SET STATISTICS",
        "SET STORAGE",
        "INHERITS",
        "ALTER SEQUENCE",
        "SERIAL",
        "AS IDENTITY",
        "MERGE INTO",
        "TABLEOID",
        "ADVISORY",
        "NOTIFY",
        "SEARCH_PATH",
        "NOW()",
        "CURRENT_DATE",
        "CURRENT_TIMESTAMP",
        "CURRENT_SETTING",
        "CURRENT_USER",
        "LANGUAGE PLPGSQL",
        "CREATE FUNCTION",
        "ON ALL TABLES",
        "GRANT ",
        "ORG_",
        "SHARED.",
        "PUBLIC.",
    ];
    for (name, up, down) in migrations("tenant") {
        for statement in statements(&up).iter().chain(&statements(&down)) {
            for word in banned {
                assert!(!statement.to_uppercase().contains(word), "tenant/{name} has {word}: {statement}");
            }
            assert!(!statement.starts_with("SET "), "tenant/{name} sets something: {statement}");
            for verb in ["CREATE TABLE ", "ALTER TABLE ", "DROP TABLE ", "REFERENCES ", " ON "] {
                for (at, _) in statement.match_indices(verb) {
                    let named: String = statement[at + verb.len()..]
                        .chars()
                        .take_while(|letter| !letter.is_whitespace() && !"(,;".contains(*letter))
                        .collect();
                    assert!(!named.contains('.'), "tenant/{name} names a schema: {named}");
                }
            }
        }
    }
}

#[test]
fn each_alter_does_one_thing() {
    for (name, up, down) in migrations("tenant") {
        for statement in statements(&up).into_iter().chain(statements(&down)) {
            if !statement.starts_with("ALTER TABLE") {
                continue;
            }
            assert_eq!(
                top_level(&statement).len(),
                1,
                "tenant/{name} alters two things at once: {statement}"
            );
            let adds_column = statement.contains("ADD COLUMN");
            for constraint in ["CHECK", "REFERENCES", "UNIQUE", "CONSTRAINT"] {
                assert!(
                    !(adds_column && statement.contains(constraint)),
                    "tenant/{name}: the column first, then its constraint: {statement}"
                );
            }
            let unnamed =
                statement.contains(" ADD ") && !adds_column && !statement.contains(" ADD CONSTRAINT ");
            assert!(!unnamed, "tenant/{name}: a constraint without a name: {statement}");
        }
    }
}

#[test]
fn every_table_has_a_primary_key_and_named_constraints() {
    let mut tables = 0;
    for (name, up, _) in migrations("tenant") {
        for statement in statements(&up) {
            let Some(rest) = statement.strip_prefix("CREATE TABLE ") else { continue };
            tables += 1;
            let (table, body) = rest.split_once('(').unwrap();
            let body = body.trim_end().trim_end_matches(')');
            let table = table.trim();
            assert!(body.contains("PRIMARY KEY"), "tenant/{name}: {table} has no primary key");
            for item in top_level(body) {
                let named = item.starts_with("CONSTRAINT ");
                for kind in ["CHECK", "UNIQUE", "FOREIGN KEY", "REFERENCES"] {
                    assert!(
                        named || !item.contains(kind),
                        "tenant/{name}: {table}: name this {kind}: {item}"
                    );
                }
                let prefix = format!("CONSTRAINT {table}_");
                assert!(!named || item.starts_with(&prefix), "tenant/{name}: {table}: {item}");
            }
        }
    }
    assert!((1..=32).contains(&tables), "at most 32 tables an organization: {tables}");
}

/// Name, up and down of each migration of a set, in order.
fn migrations(set: &str) -> Vec<(String, String, String)> {
    let root = Path::new("migrations").join(set);
    let mut found: Vec<_> = fs::read_dir(&root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .map(|dir| {
            let read = |file: &str| {
                let path = dir.join(file);
                fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
            };
            (dir.file_name().unwrap().to_str().unwrap().to_owned(), read("up.sql"), read("down.sql"))
        })
        .collect();
    found.sort();
    assert!(!found.is_empty(), "the test runs in the package's root");
    found
}

/// The statements of a file: comments gone, white space folded. No literal of ours holds a semicolon or `--`.
fn statements(sql: &str) -> Vec<String> {
    let code: String = sql
        .lines()
        .map(|line| if line.contains('\'') { line } else { line.split("--").next().unwrap_or_default() })
        .filter(|line| !line.trim_start().starts_with("--"))
        .collect::<Vec<_>>()
        .join(" ");
    code.split(';')
        .map(|statement| statement.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|statement| !statement.is_empty())
        .collect()
}

/// The parts between commas that stand in no parentheses.
fn top_level(text: &str) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0);
    for letter in text.chars() {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        match letter {
            ',' if depth == 0 => parts.push(String::new()),
            _ => parts.last_mut().unwrap().push(letter),
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).collect()
}
