//! Holds templates, stylesheets and scripts against one another. Reads files only.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

#[test]
fn every_custom_property_that_is_used_is_defined() {
    let css = stylesheets();
    let defined = custom_properties(&css);
    let missing: Vec<_> = css
        .split("var(")
        .skip(1)
        .map(|rest| word(rest.trim_start()))
        .filter(|name| !defined.contains(*name))
        .collect();
    assert!(missing.is_empty(), "nothing defines {missing:?}");
}

#[test]
fn every_custom_property_that_is_defined_is_used() {
    let css = stylesheets();
    let used: BTreeSet<&str> = css.split("var(").skip(1).map(|rest| word(rest.trim_start())).collect();
    let idle: Vec<_> = custom_properties(&css).into_iter().filter(|name| !used.contains(*name)).collect();
    assert!(idle.is_empty(), "nothing uses {idle:?}");
}

#[test]
fn every_class_that_has_a_style_is_used() {
    let css = stylesheets();
    let (mut written, mut begun) = (BTreeSet::new(), Vec::new());
    for (_, template) in templates() {
        for class in classes(&template) {
            match class.split_once("{{") {
                Some((prefix, _)) => begun.push(prefix.to_owned()),
                None => {
                    written.insert(class);
                }
            }
        }
    }
    // What a script or a view sets stands in it as a word of its own.
    let mut elsewhere = files(&root().join("src"), "rs");
    elsewhere.retain(|(path, _)| path.starts_with(root().join("src/web")) || path.ends_with("views.rs"));
    elsewhere.extend(files(&root().join("static/js"), "js"));
    for (_, code) in &elsewhere {
        written
            .extend(code.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).map(str::to_owned));
    }
    let mut idle: BTreeSet<&str> = class_selectors(&css);
    idle.retain(|class| {
        !written.contains(*class)
            && !begun.iter().any(|prefix| !prefix.is_empty() && class.starts_with(prefix))
    });
    assert!(idle.is_empty(), "nothing has the class {idle:#?}");
}

#[test]
fn every_component_stands_in_a_small_file() {
    for (path, css) in files(&root().join("static/css"), "css") {
        assert!(css.lines().count() <= 120, "{} is long", path.display());
    }
}

#[test]
fn every_class_in_a_template_has_a_style() {
    let css = stylesheets();
    let styled = class_selectors(&css);
    let mut bare = Vec::new();
    for (path, template) in templates() {
        for class in classes(&template) {
            let known = match class.split_once("{{") {
                // The rest of the name is known only when the page is made.
                Some((prefix, _)) => styled.iter().any(|name| name.starts_with(prefix)),
                None => styled.contains(class.as_str()),
            };
            if !known {
                bare.push(format!("{}: {class}", path.display()));
            }
        }
    }
    assert!(bare.is_empty(), "no stylesheet has {bare:#?}");
}

#[test]
fn templates_carry_no_inline_style_or_script() {
    // Programs that show mail know no stylesheet.
    for (path, template) in templates().into_iter().filter(|(path, _)| !path.ends_with("mail/letter.html")) {
        let path = path.display();
        assert!(!template.contains(" style="), "{path} has a style attribute");
        assert!(!template.contains("<style"), "{path} has a style element");
        assert!(!template.contains("hx-on"), "{path} has a script in an attribute");
        for attribute in [" onclick=", " onchange=", " onsubmit=", " oninput=", " onload="] {
            assert!(!template.contains(attribute), "{path} has{attribute}");
        }
        for tag in template.split("<script").skip(1) {
            let opening = tag.split('>').next().unwrap_or_default();
            assert!(opening.contains("src="), "{path} has an inline script");
        }
    }
}

#[test]
fn every_state_changing_form_says_where_it_goes() {
    for (path, template) in templates() {
        for tag in template.split("<form").skip(1) {
            let opening = tag.split('>').next().unwrap_or_default();
            assert!(opening.contains("action="), "a form in {} has no action", path.display());
            assert!(opening.contains("method="), "a form in {} has no method", path.display());
        }
    }
}

#[test]
fn every_file_that_a_view_asks_for_is_there() {
    for (path, source) in files(&root().join("src"), "rs") {
        for call in ["assets.url(\"", "with_script(assets, \"", "with_script(&assets, \""] {
            for rest in source.split(call).skip(1) {
                let name = rest.split('"').next().unwrap_or_default();
                let known = name == "app.css" || root().join("static").join(name).is_file();
                assert!(known || path.ends_with("assets.rs"), "{} asks for {name}", path.display());
            }
        }
    }
}

#[test]
fn every_stylesheet_puts_itself_into_a_layer() {
    for (path, css) in files(&root().join("static/css"), "css") {
        let code = without_comments(&css);
        assert!(code.trim_start().starts_with("@layer "), "{} is outside the layers", path.display());
        assert_eq!(code.matches('{').count(), code.matches('}').count(), "{} is unbalanced", path.display());
    }
}

/// Declarations that name a side of the screen, with why they may.
const PHYSICAL: [(&str, &str); 2] = [
    (
        "background-position: right 17px center, right 12px center",
        "has no logical values; `:dir(rtl)` mirrors it",
    ),
    ("background-position: left 12px center, left 17px center", "the mirror of the one above"),
];

#[test]
fn the_layout_follows_the_direction_of_the_text() {
    let mut physical = Vec::new();
    for (path, css) in files(&root().join("static/css"), "css") {
        let code = without_comments(&css);
        for declaration in code.split([';', '{', '}']).map(str::trim) {
            let known = PHYSICAL.iter().any(|(reasoned, _)| declaration == *reasoned);
            if !known && names_a_side(declaration) {
                physical.push(format!("{}: {declaration}", path.display()));
            }
        }
    }
    assert!(physical.is_empty(), "these don't turn round from right to left: {physical:#?}");
}

/// Whether a declaration says left, right, top, bottom, width or height where CSS knows a word that turns with the text.
fn names_a_side(declaration: &str) -> bool {
    let Some((property, value)) = declaration.split_once(':') else { return false };
    let (property, value) = (property.trim(), value.trim());
    // What a media query asks for is no declaration.
    if property.starts_with(['@', '.', '(', '&', '-', '*', '[', '#']) || property.contains(' ') {
        return false;
    }
    let sided = property.split('-').any(|word| ["left", "right", "top", "bottom"].contains(&word));
    let sized = ["width", "height", "min-width", "max-width", "min-height", "max-height"].contains(&property);
    let turned =
        ["text-align", "float", "clear", "background-position", "transform-origin", "object-position"];
    let says =
        turned.contains(&property) && value.split_whitespace().any(|word| ["left", "right"].contains(&word));
    let round =
        ["inset", "margin", "padding", "border-width", "border-style", "border-color"].contains(&property);
    let sides = parts(value);
    sided || sized || says || (round && sides.len() == 4 && sides[1] != sides[3])
}

/// The words of a value; what stands in brackets is one.
fn parts(value: &str) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0);
    for letter in value.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        match parts.last_mut() {
            Some(part) if depth > 0 || !letter.is_whitespace() => part.push(letter),
            _ => parts.push(String::new()),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

#[test]
fn what_names_a_side_of_the_screen_is_told_apart() {
    for refused in
        ["margin-left: 1px", "left: 0", "text-align: right", "border-left: 1px solid", "width: 3rem"]
    {
        assert!(names_a_side(refused), "{refused}");
    }
    assert!(names_a_side("padding: 0 var(--a) calc(1px + 2px) 0"));
    for fine in
        ["margin-inline-start: 1px", "text-align: end", "padding: 0 1px 0 1px", "inset: 0", "line-height: 1"]
    {
        assert!(!names_a_side(fine), "{fine}");
    }
}

#[test]
fn the_words_on_the_pages_are_plain() {
    for (path, text) in templates().into_iter().chain(files(&root().join("src/web"), "rs")) {
        let lower = text.to_lowercase();
        for word in ["please", "successful", "oops", "sorry"] {
            assert!(!lower.contains(word), "{} says {word:?}", path.display());
        }
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn templates() -> Vec<(PathBuf, String)> {
    files(&root().join("templates"), "html")
}

fn stylesheets() -> String {
    files(&root().join("static/css"), "css").into_iter().map(|(_, css)| without_comments(&css)).collect()
}

fn files(folder: &Path, extension: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == extension) {
                let text = fs::read_to_string(&path).expect("the file is text");
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "no .{extension} below {}", folder.display());
    found
}

fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let mut code = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        code.push_str(part.split_once("*/").map_or("", |(_, after)| after));
    }
    code
}

/// The name that a text begins with.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(text.len());
    &text[..end]
}

/// Every class that a selector names: what follows a dot, addresses left out.
fn class_selectors(css: &str) -> BTreeSet<&str> {
    let outside = css.split("url(").enumerate();
    outside
        .map(
            |(index, part)| {
                if index == 0 { part } else { part.split_once(')').map_or("", |(_, after)| after) }
            },
        )
        .flat_map(|part| part.split('.').skip(1))
        .filter(|rest| rest.starts_with(|first: char| first.is_ascii_lowercase()))
        .map(word)
        .collect()
}

fn custom_properties(css: &str) -> BTreeSet<&str> {
    css.split([';', '{'])
        .map(str::trim_start)
        .filter(|declaration| declaration.starts_with("--"))
        .filter_map(|declaration| declaration.split_once(':').map(|(name, _)| name.trim()))
        .collect()
}

/// Every class that a template may write; what is filled in stays as `{{`.
fn classes(template: &str) -> Vec<String> {
    let mut names = Vec::new();
    for block in ["body_class", "card_class"] {
        for rest in template.split(&format!("{{% block {block} %}}")).skip(1) {
            names.extend(rest.split("{%").next().map(str::to_owned));
        }
    }
    for rest in template.split(" class=\"").skip(1) {
        let value = rest.split('"').next().unwrap_or_default();
        let mut plain = String::new();
        for (index, part) in value.split("{%").enumerate() {
            let text = if index == 0 { part } else { part.split_once("%}").map_or("", |(_, after)| after) };
            plain.push(' ');
            plain.push_str(text);
        }
        // An expression may hold spaces; its name is not needed.
        let mut kept = String::new();
        for (index, part) in plain.split("{{").enumerate() {
            if index > 0 {
                kept.push_str("{{");
            }
            kept.push_str(if index == 0 {
                part
            } else {
                part.split_once("}}").map_or("", |(_, after)| after)
            });
        }
        names.extend(kept.split_whitespace().map(str::to_owned));
    }
    names.retain(|name| !name.trim().is_empty());
    names
}
