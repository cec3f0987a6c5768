//! A browser, and what a person does with it.

use crate::driver;
use crate::journal::{Document, Journal};
use crate::support::{Organization, TestApp};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use futures_util::FutureExt;
use hyper_util::client::legacy::connect::HttpConnector;
use reqwest::Method;
use serde_json::{Value, json};
use std::io::Write;
use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How long anything may take; on a busy machine everything does.
const DEADLINE: Duration = Duration::from_secs(20);
const LOOK_AGAIN: Duration = Duration::from_millis(15);

/// How a browser is set up.
#[derive(Debug, Clone, Copy)]
pub struct Setup {
    pub javascript: bool,
    /// A program that runs already, by its port; else one is started.
    pub port: Option<u16>,
}

impl Default for Setup {
    fn default() -> Self {
        Self { javascript: true, port: None }
    }
}

/// One window of Chromium, in Dublin, with a profile of its own.
pub struct Browser {
    pub client: Client,
    pub app: TestApp,
    journal: Mutex<Journal>,
    port: u16,
}

/// Runs a test in a browser of its own, and closes it whatever happens. Afterwards the browser must have nothing to
/// complain about.
pub async fn browse(setup: Setup, steps: impl AsyncFnOnce(&Browser)) {
    let Some(driver) = driver::address() else { return };
    let browser = Browser::open(&driver, setup).await;
    let outcome = AssertUnwindSafe(steps(&browser)).catch_unwind().await;
    if outcome.is_err() {
        browser.keep_evidence().await;
    }
    let complaints = browser.complaints().await;
    let _ = browser.client.close().await;
    if let Err(panic) = outcome {
        std::panic::resume_unwind(panic);
    }
    assert!(complaints.is_empty(), "the browser complains: {complaints:#?}");
}

/// Says something on the terminal, past the capture of passing tests.
pub fn report(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

impl Browser {
    async fn open(driver: &str, setup: Setup) -> Self {
        let app = TestApp::start().await;
        let args = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-quic",
            "--hide-scrollbars",
            "--window-size=1280,800",
        ];
        let mut preferences = json!({ "intl.accept_languages": "en-IE,en" });
        if !setup.javascript {
            preferences["profile.managed_default_content_settings.javascript"] = json!(2);
        }
        let capabilities = json!({
            "goog:chromeOptions": { "args": args, "prefs": preferences },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        });
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities.as_object().expect("an object").clone())
            .connect(driver)
            .await
            .expect("Chromium starts");
        let port = setup.port.unwrap_or(app.address.port());
        let browser = Self { client, app, journal: Mutex::default(), port };
        browser.devtools("Emulation.setTimezoneOverride", json!({ "timezoneId": "Europe/Dublin" })).await;
        browser.devtools("Emulation.setLocaleOverride", json!({ "locale": "en-IE" })).await;
        browser
    }

    /// Opens a path of a host, such as `localhost` or `acme.localhost`.
    pub async fn open_page(&self, host: &str, path: &str) {
        let url = format!("http://{host}:{}{path}", self.port);
        self.client.goto(&url).await.unwrap_or_else(|error| panic!("{url}: {error}"));
    }

    /// Signs in on the organization's sign-in page.
    pub async fn sign_in(&self, organization: &Organization, email: &str) {
        self.open_page(&organization.host(), "/login").await;
        self.fill("email", email).await;
        self.fill("password", crate::support::app::PASSWORD).await;
        self.press("Sign in").await;
        self.at("/").await;
    }

    /// Waits until something is so, and gives it back. Elements may vanish meanwhile: then it looks again.
    pub async fn until<T>(
        &self,
        what: &str,
        mut look: impl AsyncFnMut() -> Result<Option<T>, CmdError>,
    ) -> T {
        let begun = Instant::now();
        loop {
            let seen = look().await;
            if let Ok(Some(found)) = seen {
                return found;
            }
            if begun.elapsed() > DEADLINE {
                let error = seen.err().map(|error| error.to_string()).unwrap_or_default();
                panic!("waited in vain for {what} at {:?} {error}", self.path().await);
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Waits until the address has this path.
    pub async fn at(&self, path: &str) {
        let fits = async || Ok((self.client.current_url().await?.path() == path).then_some(()));
        self.until(&format!("the path {path}"), fits).await;
    }

    /// Waits for the page of an expense and gives its path.
    pub async fn at_expense(&self) -> String {
        let look = async || {
            let path = self.client.current_url().await?.path().to_owned();
            let id = path.strip_prefix("/expenses/").unwrap_or_default();
            Ok((id.len() == 36).then_some(path))
        };
        self.until("the page of an expense", look).await
    }

    /// Waits until the page's heading is this.
    pub async fn heading(&self, text: &str) {
        let fits = async || {
            let heading = self.client.find(Locator::Css("h1")).await?.text().await?;
            Ok((heading == text).then_some(()))
        };
        self.until(&format!("the heading {text:?}"), fits).await;
    }

    /// The path and query of the address.
    pub async fn path(&self) -> String {
        let url = self.client.current_url().await.expect("an address");
        url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
    }

    /// The host of the address.
    pub async fn host(&self) -> String {
        self.client.current_url().await.expect("an address").host_str().unwrap_or_default().to_owned()
    }

    /// Waits for an element.
    pub async fn find(&self, css: &str) -> Element {
        self.until(css, async || self.client.find(Locator::Css(css)).await.map(Some)).await
    }

    /// How many elements there are now.
    pub async fn count(&self, css: &str) -> usize {
        self.client.find_all(Locator::Css(css)).await.expect("a selector").len()
    }

    /// The text of an element as it is seen.
    pub async fn text(&self, css: &str) -> String {
        let text =
            self.until(css, async || self.client.find(Locator::Css(css)).await?.text().await.map(Some)).await;
        text.replace('\u{a0}', " ")
    }

    /// Waits until an element's text contains this.
    pub async fn says(&self, css: &str, part: &str) {
        let fits = async || {
            let text = self.client.find(Locator::Css(css)).await?.text().await?;
            Ok(text.replace('\u{a0}', " ").contains(part).then_some(()))
        };
        self.until(&format!("{part:?} in {css}"), fits).await;
    }

    /// What a field holds.
    pub async fn value(&self, id: &str) -> String {
        self.value_of(&format!("#{id}")).await
    }

    /// What the field that a selector finds holds.
    pub async fn value_of(&self, css: &str) -> String {
        self.find(css).await.prop("value").await.expect("a field").unwrap_or_default()
    }

    /// Empties a field and types into it.
    pub async fn fill(&self, id: &str, text: &str) {
        let field = self.find(&format!("#{id}")).await;
        field.clear().await.expect("a field that can be emptied");
        field.send_keys(text).await.expect("a field that can be typed into");
    }

    /// Chooses an option by its value.
    pub async fn choose(&self, id: &str, value: &str) {
        self.find(&format!("#{id}")).await.select_by_value(value).await.expect("such an option");
    }

    /// Clicks the button, link or label with this text.
    pub async fn press(&self, text: &str) {
        let quoted = format!("'{text}'");
        let path = format!(
            "//*[self::button or self::a or self::label or self::summary][normalize-space()={quoted}]"
        );
        let click = async || {
            for element in self.client.find_all(Locator::XPath(&path)).await? {
                if element.is_displayed().await? {
                    return element.click().await.map(Some);
                }
            }
            Ok(None)
        };
        self.until(&format!("something to press called {text:?}"), click).await;
    }

    /// The id of the element that has the focus, or what it says.
    pub async fn focus(&self) -> String {
        let Ok(element) = self.client.active_element().await else { return String::new() };
        match element.attr("id").await.ok().flatten().filter(|id| !id.is_empty()) {
            Some(id) => id,
            None => element.text().await.unwrap_or_default(),
        }
    }

    /// Waits until an element has the focus.
    pub async fn focuses(&self, id: &str) {
        self.until(&format!("the focus on {id}"), async || Ok((self.focus().await == id).then_some(())))
            .await;
    }

    /// Presses keys one after the other, wherever the focus is.
    pub async fn keys(&self, text: &str) {
        let mut keys = KeyActions::new("keyboard".to_owned());
        for value in text.chars() {
            keys = keys.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        self.client.perform_actions(keys).await.expect("keys can be pressed");
    }

    /// Presses Tab until an element has the focus, as who can't use a mouse does; how often it took.
    pub async fn tab_to(&self, id: &str) -> usize {
        for presses in 0..40 {
            if self.focus().await == id {
                return presses;
            }
            self.keys(&char::from(Key::Tab).to_string()).await;
        }
        panic!("40 times Tab never led to {id}");
    }

    /// A command of the DevTools protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.command("goog/cdp/execute", body).await.unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// Runs a script; its value.
    pub async fn script(&self, source: &str) -> Value {
        self.client.execute(source, Vec::new()).await.unwrap_or_else(|error| panic!("{source}: {error}"))
    }

    /// Shows the page in another size and scheme (`light` or `dark`), without motion.
    pub async fn show_as(&self, width: u32, height: u32, scheme: &str) {
        self.show_with(width, height, scheme, &[("forced-colors", "none")]).await;
    }

    /// The same with other media features besides.
    pub async fn show_with(&self, width: u32, height: u32, scheme: &str, others: &[(&str, &str)]) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await;
        let touch = json!({ "enabled": width < 600, "maxTouchPoints": 1 });
        self.devtools("Emulation.setTouchEmulationEnabled", touch).await;
        let always = [("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")];
        let features: Vec<Value> = always
            .iter()
            .chain(others)
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// Presses keys at the same time.
    pub async fn keys_together(&self, chord: &[char]) {
        let down = chord.iter().map(|&value| KeyAction::Down { value });
        let up = chord.iter().rev().map(|&value| KeyAction::Up { value });
        let keys = down.chain(up).fold(KeyActions::new("keyboard".to_owned()), KeyActions::then);
        self.client.perform_actions(keys).await.expect("keys can be pressed");
    }

    /// Presses a key many times, all the while with Shift if so asked.
    pub async fn press_often(&self, key: Key, times: usize, with_shift: bool) {
        let (value, shift) = (char::from(key), char::from(Key::Shift));
        let mut keys = KeyActions::new("keyboard".to_owned());
        if with_shift {
            keys = keys.then(KeyAction::Down { value: shift });
        }
        for _ in 0..times {
            keys = keys.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        if with_shift {
            keys = keys.then(KeyAction::Up { value: shift });
        }
        self.client.perform_actions(keys).await.expect("keys can be pressed");
    }

    /// The pages that have arrived so far, redirects left out.
    pub async fn documents(&self) -> Vec<Document> {
        self.fetch_logs().await;
        self.journal.lock().unwrap().documents()
    }

    async fn complaints(&self) -> Vec<String> {
        self.fetch_logs().await;
        self.journal.lock().unwrap().complaints(self.port)
    }

    async fn fetch_logs(&self) {
        let console = self.command("se/log", json!({ "type": "browser" })).await.unwrap_or_default();
        let events = self.command("se/log", json!({ "type": "performance" })).await.unwrap_or_default();
        let mut journal = self.journal.lock().unwrap();
        journal.add_console(console);
        journal.add_events(&events);
    }

    async fn command(&self, path: &'static str, body: Value) -> Result<Value, CmdError> {
        self.client.issue_cmd(Extension { path, body }).await
    }

    /// A failed test leaves a picture and the page's source.
    async fn keep_evidence(&self) {
        let name = std::thread::current().name().unwrap_or("test").replace("::", "-");
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if let (Ok(picture), Ok(source)) = (self.client.screenshot().await, self.client.source().await) {
            let _ = std::fs::write(path.with_extension("png"), picture);
            let _ = std::fs::write(path.with_extension("html"), source);
            eprintln!("the page when it failed: {}.png and .html", path.display());
        }
    }
}

/// A command that the WebDriver standard has not.
#[derive(Debug)]
struct Extension {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
