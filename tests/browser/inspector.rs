//! What has to hold of every page in every state, for everyone: axe-core finds nothing, wide and narrow, light and dark;
//! nothing sticks out at 320 px, at twice the size of text and from right to left; the focus is seen and never covered;
//! targets are large enough; forced colours hide nothing that counts; nothing moves where nothing may.

use crate::browser::{Browser, report};
use fantoccini::key::Key;
use outlay::app;
use outlay::web::routes::{Access, On, Verb};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

const AXE: &str = include_str!("vendor/axe/axe.min.js");
const PAGE: &str = include_str!("checks/page.js");
const OVERHANG: &str = include_str!("checks/overhang.js");
const FORCED: &str = include_str!("checks/forced.js");
const WATCH_FOCUS: &str = include_str!("checks/watch_focus.js");
const WATCHED_FOCUS: &str = include_str!("checks/watched_focus.js");

/// Runs axe-core and gives its violations as "rule: why (where)".
const RUN_AXE: &str = "
    const done = arguments[arguments.length - 1];
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    axe.run(document, { resultTypes: ['violations'], runOnly: tags }).then(
        (result) => done(result.violations.flatMap((violation) => violation.nodes.map((node) =>
            `${violation.id}: ${node.failureSummary} (${node.target} in ${node.html})`))),
        (error) => done([`axe failed: ${error}`]));";

/// Title, heading and status.
const WHAT_IT_IS: &str = "return [document.title, document.querySelector('h1')?.textContent,
    performance.getEntriesByType('navigation')[0]?.responseStatus]";

/// The size of text that people choose who see little: twice the usual 16 px.
const LARGE_TEXT: u32 = 32;

/// Looks at pages, and remembers what is wrong with them.
pub struct Inspector<'a> {
    browser: &'a Browser,
    begun: Instant,
    faults: Vec<String>,
    states: usize,
    /// The patterns of the route table that were opened.
    opened: BTreeSet<(u8, &'static str)>,
    /// Which page has which title.
    titles: BTreeMap<String, &'static str>,
}

impl<'a> Inspector<'a> {
    pub fn new(browser: &'a Browser) -> Self {
        Self {
            browser,
            begun: Instant::now(),
            faults: Vec::new(),
            states: 0,
            opened: BTreeSet::new(),
            titles: BTreeMap::new(),
        }
    }

    /// Opens each path and looks at it in every way.
    pub async fn open(&mut self, host: &str, paths: &[(&str, &str)]) {
        for (name, path) in paths {
            self.browser.open_page(host, path).await;
            self.look(name).await;
        }
    }

    /// Looks at the page that is open in every way.
    pub async fn look(&mut self, name: &str) {
        self.look_quickly(name).await;
        // Both ways: what floats above covers what is reached from below.
        self.browser.show_as(390, 664, "light").await;
        self.tab_through(name, true).await;
        self.browser.show_with(1280, 800, "light", &[("forced-colors", "active")]).await;
        self.check(name, "forced colours", FORCED).await;
        self.tab_through(name, false).await;
        self.browser.show_as(1280, 800, "light").await;
    }

    /// The same without tabbing through it: for what differs from another page only by whose it is.
    pub async fn look_quickly(&mut self, name: &str) {
        self.states += 1;
        self.note_page(name).await;
        self.browser.script(AXE).await;
        for (width, height) in [(1280, 800), (390, 844)] {
            for scheme in ["light", "dark"] {
                self.browser.show_as(width, height, scheme).await;
                let found = self.browser.client.execute_async(RUN_AXE, Vec::new()).await.expect("axe runs");
                self.note(&format!("{name}, {width}, {scheme}"), &found);
            }
            self.check(name, &width.to_string(), PAGE).await;
            self.check(name, &width.to_string(), OVERHANG).await;
        }
        self.browser.show_as(320, 640, "light").await;
        self.check(name, "320", OVERHANG).await;
        self.browser.show_as(1280, 800, "light").await;
        self.set_text_size(LARGE_TEXT).await;
        let size = self.browser.script("return getComputedStyle(document.documentElement).fontSize").await;
        assert_eq!(size, "32px", "the browser's text is twice as large");
        self.check(name, "text at 200 %", OVERHANG).await;
        self.set_text_size(16).await;
        self.mirrored(name).await;
    }

    /// The status of the page that is open.
    pub async fn status(&self) -> u64 {
        self.browser.script(WHAT_IT_IS).await[2].as_u64().unwrap_or_default()
    }

    async fn mirrored(&mut self, name: &str) {
        self.browser.script("document.documentElement.dir = 'rtl'").await;
        for width in [1280, 390, 320] {
            self.browser.show_as(width, 700, "light").await;
            self.check(name, &format!("{width}, from right to left"), OVERHANG).await;
        }
        self.browser.script("document.documentElement.dir = 'ltr'").await;
        self.browser.show_as(1280, 800, "light").await;
    }

    /// Presses Tab through the whole page; if so asked back again.
    async fn tab_through(&mut self, name: &str, and_back: bool) {
        let stops = self.browser.script(WATCH_FOCUS).await.as_u64().unwrap_or_default() as usize;
        // The last one is looked at when it is left.
        self.browser.press_often(Key::Tab, stops + 2, false).await;
        if and_back {
            self.browser.press_often(Key::Tab, stops + 2, true).await;
        }
        self.check(name, "by Tab", WATCHED_FOCUS).await;
    }

    async fn set_text_size(&self, size: u32) {
        let sizes = json!({ "fontSizes": { "standard": size, "fixed": size } });
        self.browser.devtools("Page.setFontSizes", sizes).await;
    }

    async fn check(&mut self, name: &str, how: &str, script: &str) {
        let found = self.browser.script(script).await;
        self.note(&format!("{name}, {how}"), &found);
    }

    fn note(&mut self, place: &str, found: &Value) {
        self.faults.extend(found.as_array().into_iter().flatten().map(|fault| format!("{place}: {fault}")));
    }

    /// Which route of the table this is, and that its title is its own and says what the page says.
    async fn note_page(&mut self, name: &str) {
        let path = self.browser.client.current_url().await.expect("an address").path().to_owned();
        let base = self.browser.host().await == "localhost";
        let pattern = pattern_of(base, &path);
        let seen = self.browser.script(WHAT_IT_IS).await;
        let [title, heading] = [0, 1].map(|at: usize| seen[at].as_str().unwrap_or_default().trim());
        if title.split('·').next().is_none_or(|own| own.trim().is_empty()) || heading.is_empty() {
            self.faults.push(format!("{name}: the title {title:?} or the heading {heading:?} says nothing"));
        }
        // A problem says the same wherever it comes up.
        let Some(pattern) = pattern.filter(|_| seen[2] == 200) else { return };
        self.opened.insert((base.into(), pattern));
        // Of the same page there may be many; two pages are told apart by their titles.
        let other = *self.titles.entry(title.to_owned()).or_insert(pattern);
        if other != pattern {
            self.faults.push(format!("{name}: {pattern} and {other} have the same title {title:?}"));
        }
    }

    /// Fails on an address of the route table that leads to a page which nobody opened.
    pub fn has_opened_all(&mut self, on: On, access: &[Access]) {
        let base = u8::from(on == On::Base);
        let due = app::routes().into_iter().filter(|route| {
            route.on == on && route.verb == Verb::Get && access.contains(&route.access) && is_page(route.path)
        });
        let missed: Vec<_> =
            due.map(|route| route.path).filter(|path| !self.opened.contains(&(base, path))).collect();
        if !missed.is_empty() {
            self.faults.push(format!("nobody looked at {missed:?}"));
        }
    }

    /// Says how many states were looked at, and fails on what is wrong with them.
    pub fn finish(self, what: &str) {
        let seconds = self.begun.elapsed().as_secs();
        report(&format!("{what}: {} page states looked at, {seconds} s", self.states));
        assert!(self.faults.is_empty(), "{} faults: {:#?}", self.faults.len(), self.faults);
    }
}

/// The pattern of the route table that a path belongs to; what stands there literally goes before what is filled in.
fn pattern_of(base: bool, path: &str) -> Option<&'static str> {
    let here = if base { On::Base } else { On::Organization };
    let fits = |pattern: &str| {
        let (mut asked, mut known) = (path.split('/'), pattern.split('/'));
        loop {
            match (asked.next(), known.next()) {
                (None, None) => return true,
                (Some(segment), Some(part)) if part.starts_with('{') || part == segment => {}
                _ => return false,
            }
        }
    };
    let routes = app::routes().into_iter().filter(|route| route.on == here && fits(route.path));
    routes.map(|route| route.path).min_by_key(|pattern| pattern.matches('{').count())
}

/// Whether an address leads to a page, rather than to a file, a fragment, another address or only in the demo.
pub fn is_page(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    let others = ["/settings", "/signup/slug", "/logo", "/icon"];
    !last.contains('.')
        && !others.contains(&path)
        && !path.starts_with("/receipts/")
        && !path.starts_with("/dev/")
}
