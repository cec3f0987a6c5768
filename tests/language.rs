//! Holds the catalogue of sentences against the code that says them. Reads files only.
//!
//! `SPEAKING` is the list of what speaks to people, through the catalogue alone; what speaks to operators and developers
//! is English.

#[path = "support/sources.rs"]
mod files;

use files::{read, walk};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement};
use fluent_syntax::parser;
use outlay::words::{Language, sources};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Files and folders in which no sentence stands.
const SPEAKING: &[&str] = &[
    "src/absences",
    "src/activity",
    "src/app/errors.rs",
    "src/approvals",
    "src/branding",
    "src/categories",
    "src/domain",
    "src/error.rs",
    "src/expenses",
    "src/home",
    "src/identity",
    "src/mail",
    "src/members",
    "src/notifications",
    "src/onboarding",
    "src/organization",
    "src/policy",
    "src/receipts",
    "src/rules",
    "src/trials",
    "src/web",
    "templates/absences",
    "templates/account",
    "templates/activity",
    "templates/approvals",
    "templates/branding",
    "templates/categories",
    "templates/errors",
    "templates/expenses",
    "templates/home",
    "templates/identity",
    "templates/layouts",
    "templates/mail",
    "templates/members",
    "templates/notifications",
    "templates/onboarding",
    "templates/organization",
    "templates/receipts",
    "templates/rules",
    "templates/trials",
    "templates/shared",
];

/// Ids that are put together: the part before the code that follows it.
const FAMILIES: &[&str] = &[
    "act-",
    "categories-color-",
    "changed-",
    "currency-",
    "fault-",
    "letter-",
    "notifications-kind-",
    "rules-effect-",
    "rules-leg-any-",
    "rules-says-",
    "rules-span-",
    "rules-to-any-",
    "rules-what-paid-",
    "rules-which-",
    "rules-whom-",
    "sets-about-",
    "sets-name-",
    "stands-",
    "told-",
    "trials-counted-",
    "trials-do-",
    "trials-is-",
    "trials-step-",
    "value-",
];

/// What may stand in a converted file: names and commands.
const NAMES: &[&str] = &[
    "outlay demo",
    "Hanna Lindner",
    "Jonas Egger",
    "Tomás Vidal",
    "Mira Okafor",
    "Eva Prohaska",
    "Café Central",
    "Samsung Internet",
    "Mac OS X",
    "Mira <mira@example.com>",
];

/// Lists of names: each language called as it calls itself.
const LISTS: &[&str] = &["src/domain/locale.rs"];

/// What speaks English to those who make Outlay: the page of all components, with its samples.
const FOR_DEVELOPERS: &[&str] = &["src/gallery", "templates/gallery"];

/// Pieces of templates that are filled into a tag: what stands in them are attributes and classes.
const WITHIN_TAGS: &[(&str, &str)] = &[
    ("{% block body_class %}", "{% endblock %}"),
    ("{% block card_class %}", "{% endblock %}"),
    ("{% macro ties(", "{% endmacro %}"),
];

#[test]
fn every_file_is_in_the_program() {
    for language in Language::ALL {
        let mut files: Vec<String> = fs::read_dir(format!("locales/{}", language.code()))
            .expect("the folder of a language")
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let read: Vec<String> = sources(language).iter().map(|(name, _)| format!("{name}.ftl")).collect();
        assert_eq!(files, read, "{language:?}");
    }
}

#[test]
fn every_language_says_the_same() {
    let english = catalogue(Language::English);
    assert!(english.len() > 300);
    for language in [Language::German, Language::Spanish] {
        let other = catalogue(language);
        let missing: Vec<_> = english.keys().filter(|id| !other.contains_key(*id)).collect();
        let surplus: Vec<_> = other.keys().filter(|id| !english.contains_key(*id)).collect();
        assert!(missing.is_empty() && surplus.is_empty(), "{language:?}: {missing:#?} {surplus:#?}");
        for (id, blanks) in &english {
            assert_eq!(&other[id], blanks, "{language:?}: the blanks of {id}");
        }
    }
}

#[test]
fn what_is_said_is_there() {
    let english = catalogue(Language::English);
    let mut wrong = Vec::new();
    for (path, code) in code() {
        for id in said(&code) {
            if !english.contains_key(&id) {
                wrong.push(format!("{}: {id}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_there_is_said() {
    let code = code();
    let literals: BTreeSet<String> =
        code.iter().flat_map(|(_, code)| literals(code).into_iter().chain(said(code))).collect();
    let referred: BTreeSet<String> =
        sources(Language::English).iter().flat_map(|(_, text)| references(text)).collect();
    let unused: Vec<_> = catalogue(Language::English)
        .into_keys()
        .filter(|id| !FAMILIES.iter().any(|family| id.starts_with(family)))
        .filter(|id| !literals.contains(id) && !referred.contains(id))
        .collect();
    assert!(unused.is_empty(), "{unused:#?}");
}

/// The id of a fault follows from its code, and its blanks from its parameters.
#[test]
fn every_fault_has_its_sentence() {
    let english = catalogue(Language::English);
    let faults = faults();
    assert!(faults.len() > 60);
    for (code, parameters) in &faults {
        let id = format!("fault-{}", code.replace('_', "-"));
        let blanks = english.get(&id).unwrap_or_else(|| panic!("{id} is not there"));
        assert!(blanks.is_subset(parameters), "{id} asks for {blanks:?} of {parameters:?}");
    }
    let known = |id: &str| {
        let code = id["fault-".len()..].split("-in-").next().unwrap_or_default().replace('-', "_");
        faults.contains_key(&code) || id == "fault-password-missing" || id == "fault-date-not-in-calendar"
    };
    let unused: Vec<_> = english.keys().filter(|id| id.starts_with("fault-") && !known(id)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn no_sentence_stands_in_what_is_converted() {
    let mut wrong = Vec::new();
    for (path, code) in code() {
        let name = path.to_string_lossy();
        let is_below = |paths: &[&str]| paths.iter().any(|path| name.starts_with(path));
        if !is_below(SPEAKING) || is_below(FOR_DEVELOPERS) || LISTS.contains(&name.as_ref()) {
            continue;
        }
        let found = if name.ends_with(".rs") { rust_sentences(&code) } else { template_sentences(&code) };
        wrong.extend(found.into_iter().map(|sentence| format!("{name}: {sentence}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_scanner_finds_sentences() {
    let code =
        "tracing::warn!(\"Could not be read.\");\nlet said = format!(\"Saved {name}.\");\nlet id = \"a-b\";";
    assert_eq!(rust_sentences(code), ["Saved {name}."]);
    let page = r#"<p class="a b" title="Go on">{{ "x-y"|say }} or {% if a %}else{% endif %}</p>"#;
    assert_eq!(template_sentences(page), ["Go on", "or", "else"]);
    let page = r#"{% macro ties(key) %} autofocus{% endmacro %}{{ input("key", "Your name") }}<b data-on="Turn on">"#;
    assert_eq!(template_sentences(page), ["Turn on", "Your name"]);
}

/// Every id with its blanks.
fn catalogue(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for (name, text) in sources(language) {
        for message in messages(name, text) {
            let mut blanks = BTreeSet::new();
            if let Some(pattern) = &message.value {
                walk_pattern(pattern, &mut |expression| {
                    if let InlineExpression::VariableReference { id } = expression {
                        blanks.insert(id.name.to_owned());
                    }
                });
            }
            let id = message.id.name.to_owned();
            // What is counted comes in both forms, and not every language needs a plural of everything.
            if blanks.contains("number") {
                blanks.insert("count".to_owned());
            }
            assert!(all.insert(id.clone(), blanks).is_none(), "{language:?} has {id} twice");
        }
    }
    all
}

fn messages<'a>(name: &str, text: &'a str) -> Vec<Message<&'a str>> {
    let read = parser::parse(text).unwrap_or_else(|(_, faults)| panic!("{name}: {faults:?}"));
    let message = |entry| match entry {
        Entry::Message(message) => Some(message),
        _ => None,
    };
    read.body.into_iter().filter_map(message).collect()
}

/// The messages that messages are made of.
fn references(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for message in messages("", text) {
        if let Some(pattern) = &message.value {
            walk_pattern(pattern, &mut |expression| {
                if let InlineExpression::MessageReference { id, .. } = expression {
                    found.push(id.name.to_owned());
                }
            });
        }
    }
    found
}

fn walk_pattern<'a>(pattern: &Pattern<&'a str>, visit: &mut impl FnMut(&InlineExpression<&'a str>)) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => visit(inline),
            Expression::Select { selector, variants } => {
                visit(selector);
                for variant in variants {
                    walk_pattern(&variant.value, visit);
                }
            }
        }
    }
}

/// The faults by their codes, with the names of their parameters, as `domain::fault` declares them.
fn faults() -> BTreeMap<String, BTreeSet<String>> {
    let text = read(Path::new("src/domain/fault.rs"));
    let (_, declared) = text.split_once("pub enum Fault {").expect("the enum");
    let (declared, _) = declared.split_once("\n}").expect("its end");
    let lines: String = declared
        .lines()
        .filter(|line| !line.trim_start().starts_with("///"))
        .map(|line| format!("{} ", line.trim()))
        .collect();
    let mut faults = BTreeMap::new();
    let mut rest = lines.trim();
    while !rest.is_empty() {
        let end = rest.find([',', '{']).expect("a variant ends");
        let (name, mut parameters) = (rest[..end].trim(), BTreeSet::new());
        if rest[end..].starts_with('{') {
            let close = end + rest[end..].find('}').expect("its parameters end");
            for field in rest[end + 1..close].split(',').filter(|field| !field.trim().is_empty()) {
                parameters.insert(field.split(':').next().unwrap_or_default().trim().to_owned());
            }
            rest = rest[close + 1..].trim_start_matches(',').trim();
        } else {
            rest = rest[end + 1..].trim();
        }
        faults.insert(snake(name), parameters);
    }
    faults
}

fn snake(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

/// All Rust outside comments and tests, and all templates.
fn code() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    walk(Path::new("src"), "rs", &mut files);
    files.retain(|path| !path.ends_with("tests.rs"));
    let rust = |text: String| {
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    };
    let mut code: Vec<_> = files.into_iter().map(|path| (path.clone(), rust(read(&path)))).collect();
    let mut templates = Vec::new();
    walk(Path::new("templates"), "html", &mut templates);
    walk(Path::new("templates"), "txt", &mut templates);
    code.extend(templates.into_iter().map(|path| (path.clone(), read(&path))));
    code
}

/// The ids that are certainly said: in the macro, in the filter, by `word` and `counted`.
fn said(code: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for opening in ["phrase!(", ".word(", ".counted("] {
        for (at, _) in code.match_indices(opening) {
            ids.extend(literal_at(code[at + opening.len()..].trim_start()));
        }
    }
    for filter in ["|say", "|with(", "|pieces"] {
        for (at, _) in code.match_indices(filter) {
            let before = &code[..at];
            if let Some(before) = before.strip_suffix('"') {
                ids.push(before.rsplit('"').next().unwrap_or_default().to_owned());
            }
        }
    }
    ids
}

fn literal_at(code: &str) -> Option<String> {
    let rest = code.strip_prefix('"')?;
    Some(rest[..rest.find('"')?].to_owned())
}

/// Every string literal of the code. Good enough for Rust and templates: escapes are kept as they are.
fn literals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut letters = code.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            // A letter in quotes, which may be the quotation mark.
            '\'' if code[at..].starts_with("'\"'") => {
                letters.nth(1);
            }
            '"' => {
                let mut text = String::new();
                while let Some((_, inner)) = letters.next() {
                    match inner {
                        '\\' => {
                            text.push(inner);
                            text.extend(letters.next().map(|(_, escaped)| escaped));
                        }
                        '"' => break,
                        inner => text.push(inner),
                    }
                }
                found.push(text);
            }
            _ => {}
        }
    }
    found
}

/// Literals that a person would read: a capital and several words, or a full stop at the end. What goes to the log, to
/// SQL and to operators is not among them.
fn rust_sentences(code: &str) -> Vec<String> {
    let mut told = String::new();
    let mut skipping = 0_i32;
    // What is said to the log or as the cause of an error spans its macro or call.
    for line in code.lines() {
        let starts =
            ["tracing::", "AppError::internal(", "internal(format!", "unreadable(", "#[error(", "verbatim("]
                .iter()
                .any(|opening| line.contains(opening));
        let depth = i32::try_from(line.matches('(').count()).unwrap()
            - i32::try_from(line.matches(')').count()).unwrap();
        if skipping > 0 || starts {
            skipping = (skipping + depth).max(0);
            continue;
        }
        told.push_str(line);
        told.push('\n');
    }
    let is_sentence = |text: &String| {
        let capital = text.chars().next().is_some_and(char::is_uppercase);
        let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
        let shouted = text.chars().filter(|letter| letter.is_alphabetic()).all(char::is_uppercase);
        (capital && words > 1 && !shouted) || (words > 1 && text.ends_with('.'))
    };
    literals(&told).into_iter().filter(is_sentence).filter(|text| !NAMES.contains(&text.as_str())).collect()
}

/// Texts between tags, in the attributes that are read out or shown by scripts, and among the arguments of macros,
/// without what the template fills in.
fn template_sentences(page: &str) -> Vec<String> {
    let page = without_pieces_of_tags(page);
    let mut plain = String::new();
    let mut arguments = Vec::new();
    let mut rest = page.as_str();
    while let Some(at) = rest.find("{") {
        let close = match rest[at..].chars().nth(1) {
            Some('{') => "}}",
            Some('%') => "%}",
            Some('#') => "#}",
            _ => {
                plain.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
                continue;
            }
        };
        plain.push_str(&rest[..at]);
        plain.push('\u{1}');
        let end = rest[at..].find(close).map_or(rest.len(), |end| at + end + close.len());
        if close != "#}" {
            arguments.extend(
                literals(&rest[at..end]).into_iter().filter(|text| text.starts_with(char::is_uppercase)),
            );
        }
        rest = &rest[end..];
    }
    plain.push_str(rest);
    let mut texts = Vec::new();
    let mut outside = String::new();
    let mut rest = plain.as_str();
    while let Some(at) = rest.find('<') {
        outside.push_str(&rest[..at]);
        outside.push('\u{1}');
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = &rest[at..end];
        texts.extend(told_by_scripts(tag));
        for attribute in ["aria-label=\"", "title=\"", "alt=\"", "placeholder=\"", "content=\""] {
            if attribute.starts_with("content") && tag.contains("name=") {
                continue;
            }
            if let Some(from) = tag.find(attribute) {
                let value = &tag[from + attribute.len()..];
                texts.push(value[..value.find('"').unwrap_or(value.len())].to_owned());
            }
        }
        rest = &rest[end..];
    }
    outside.push_str(rest);
    texts.extend(outside.split('\u{1}').map(str::to_owned));
    texts.extend(arguments);
    texts
        .into_iter()
        .map(|text| text.replace('\u{1}', "").trim().to_owned())
        .filter(|text| text.chars().filter(|letter| letter.is_alphabetic()).count() > 1)
        .filter(|text| !NAMES.contains(&text.as_str()))
        .collect()
}

fn without_pieces_of_tags(page: &str) -> String {
    let mut page = page.to_owned();
    for (opening, closing) in WITHIN_TAGS {
        while let Some(from) = page.find(opening) {
            let end = page[from..].find(closing).map_or(page.len(), |end| from + end + closing.len());
            page.replace_range(from..end, "");
        }
    }
    page
}

/// The values of `data-*` that begin like a sentence.
fn told_by_scripts(tag: &str) -> Vec<String> {
    let values = tag.split(" data-").skip(1).filter_map(|rest| rest.split_once("=\"")?.1.split('"').next());
    values.filter(|value| value.starts_with(char::is_uppercase)).map(str::to_owned).collect()
}
