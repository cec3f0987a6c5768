//! What the browser wrote down: its console, and every request.

use serde_json::Value;

/// A page that arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub status: u64,
    pub path: String,
}

/// Both logs, as far as they have been fetched.
#[derive(Default)]
pub struct Journal {
    console: Vec<Value>,
    events: Vec<(String, Value)>,
}

impl Journal {
    /// Adds entries of the browser's log.
    pub fn add_console(&mut self, entries: Value) {
        self.console.extend(entries.as_array().cloned().unwrap_or_default());
    }

    /// Adds entries of the performance log: each holds an event of the DevTools protocol as text.
    pub fn add_events(&mut self, entries: &Value) {
        for entry in entries.as_array().into_iter().flatten() {
            let text = entry["message"].as_str().unwrap_or_default();
            let event: Value = serde_json::from_str(text).unwrap_or_default();
            let method = event["message"]["method"].as_str().unwrap_or_default();
            if method.starts_with("Network.") {
                self.events.push((method.to_owned(), event["message"]["params"].clone()));
            }
        }
    }

    /// The pages in the order in which they arrived; redirects are none.
    pub fn documents(&self) -> Vec<Document> {
        let arrived = self
            .events
            .iter()
            .filter(|(method, params)| method == "Network.responseReceived" && params["type"] == "Document");
        let documents = arrived.filter_map(|(_, params)| {
            let url = url::Url::parse(params["response"]["url"].as_str()?).ok()?;
            url.host_str()?;
            let status = params["response"]["status"].as_u64()?;
            Some(Document { status, path: url.path().to_owned() })
        });
        documents.collect()
    }

    /// What no page may cause: errors, violations of a policy, requests to elsewhere.
    pub fn complaints(&self, home: u16) -> Vec<String> {
        let said =
            self.console.iter().filter(|entry| !is_expected(entry)).map(|entry| entry["message"].to_string());
        let strangers = self.events.iter().filter_map(|(method, params)| {
            let url = params["request"]["url"].as_str().filter(|_| method == "Network.requestWillBeSent")?;
            (!is_at_home(url, home)).then(|| format!("a request to {url}"))
        });
        said.chain(strangers).collect()
    }
}

/// The console mentions every answer from 400 on, also where it is the right one, and hints that are no faults.
fn is_expected(entry: &Value) -> bool {
    let message = entry["message"].as_str().unwrap_or_default();
    let answered = entry["source"] == "network" && message.contains("responded with a status of 4");
    // A page that goes while a question of it is under way gives the question up.
    let given_up = message.contains("htmx:sendAbort") || message.contains("htmx:afterRequest");
    let hint = matches!(entry["level"].as_str(), Some("DEBUG" | "INFO"));
    answered || given_up || hint
}

fn is_at_home(url: &str, home: u16) -> bool {
    let Ok(url) = url::Url::parse(url) else { return false };
    let host = url.host_str().unwrap_or_default();
    match url.scheme() {
        "data" | "blob" | "about" | "chrome" | "chrome-extension" => true,
        _ => url.port() == Some(home) && (host == "localhost" || host.ends_with(".localhost")),
    }
}
