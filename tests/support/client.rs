//! A browser without eyes: keeps cookies for one host, sends what a browser sends with forms, follows nothing.

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, redirect};
use scraper::{Html, Selector};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::rc::Rc;
use std::sync::{Arc, Mutex};

/// A browser on one host. Clones share their cookies.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    address: SocketAddr,
    pub host: String,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
    /// As they came, before anything was unpacked.
    pub bytes: Vec<u8>,
}

impl Client {
    pub fn new(address: SocketAddr, host: &str) -> Self {
        // The program's bucket brings TLS along: nothing here needs any, nor the system's certificates.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().redirect(redirect::Policy::none()).tls_certs_only([]);
        let http = http.build().expect("a client");
        Self { http, address, host: host.to_owned(), cookies: Arc::default() }
    }

    /// The origin of this host as a browser would send it.
    pub fn origin(&self) -> String {
        format!("http://{}:{}", self.host, self.address.port())
    }

    /// A cookie's value.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    /// Sets a cookie, as a thief would.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    /// Forgets all cookies.
    pub fn forget(&self) {
        self.cookies.lock().unwrap().clear();
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], None).await
    }

    pub async fn head(&self, path: &str) -> Answer {
        self.send(Method::HEAD, path, &[], None).await
    }

    /// Posts a form from this very origin.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let origin = self.origin();
        self.post_with(path, fields, &[("origin", &origin), ("sec-fetch-site", "same-origin")]).await
    }

    /// Posts a form with exactly these headers.
    pub async fn post_with(&self, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answer {
        let body = serde_html_form::to_string(fields).expect("a form");
        let mut headers = headers.to_vec();
        headers.push(("content-type", "application/x-www-form-urlencoded"));
        self.send(Method::POST, path, &headers, Some(body.into_bytes())).await
    }

    /// Sends anything. A `host` among the headers replaces this client's own; several `host`s are sent as they are.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Vec<u8>>,
    ) -> Answer {
        let answer = self.try_send(method, path, headers, body).await;
        answer.unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The same; an error when the connection fails.
    pub async fn try_send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Vec<u8>>,
    ) -> Result<Answer, reqwest::Error> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(
                HeaderName::from_bytes(name.as_bytes()).unwrap(),
                HeaderValue::from_str(value).unwrap(),
            );
        }
        if !map.contains_key("host") {
            let host = format!("{}:{}", self.host, self.address.port());
            map.insert("host", HeaderValue::from_str(&host).unwrap());
        }
        let cookies: Vec<String> =
            self.cookies.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() && !map.contains_key("cookie") {
            map.insert("cookie", HeaderValue::from_str(&cookies.join("; ")).unwrap());
        }
        let request = self.http.request(method, format!("http://{}{path}", self.address)).headers(map);
        let request = match body {
            Some(body) => request.body(body),
            None => request,
        };
        let response = request.send().await?;
        self.keep_cookies(response.headers());
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = response.bytes().await?.to_vec();
        Ok(Answer { status, headers, text: String::from_utf8_lossy(&bytes).into_owned(), bytes })
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        let mut cookies = self.cookies.lock().unwrap();
        for header in headers.get_all("set-cookie") {
            let text = header.to_str().unwrap_or_default();
            let (pair, attributes) = text.split_once(';').unwrap_or((text, ""));
            let Some((name, value)) = pair.split_once('=') else { continue };
            if value.is_empty() || attributes.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

impl Answer {
    /// The `Location` header, or nothing.
    pub fn location(&self) -> String {
        self.header("location")
    }

    /// A header's value, or nothing.
    pub fn header(&self, name: &str) -> String {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    }

    /// The page, parsed. Tests ask one page many things in a row and parsing takes a while, so the last one is kept.
    pub fn document(&self) -> Rc<Html> {
        thread_local! { static LAST: RefCell<Option<(String, Rc<Html>)>> = const { RefCell::new(None) } }
        LAST.with_borrow_mut(|last| match last {
            Some((text, document)) if *text == self.text => Rc::clone(document),
            _ => {
                let document = Rc::new(Html::parse_document(&self.text));
                *last = Some((self.text.clone(), Rc::clone(&document)));
                document
            }
        })
    }

    /// The texts of all elements that a CSS selector finds, trimmed, white space folded.
    pub fn all(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).expect("a selector");
        let fold = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.document().select(&selector).map(|element| fold(element.text().collect())).collect()
    }

    /// The text of the first element found.
    pub fn first(&self, selector: &str) -> Option<String> {
        self.all(selector).into_iter().next()
    }

    /// The text of the element with this `data-testid`.
    pub fn testid(&self, id: &str) -> Option<String> {
        self.first(&format!("[data-testid='{id}']"))
    }

    /// An attribute of the first element found.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let selector = Selector::parse(selector).expect("a selector");
        let document = self.document();
        document.select(&selector).next()?.value().attr(name).map(str::to_owned)
    }

    /// What a form's field holds: an input's value, a textarea's text, a select's or radio group's choice.
    pub fn field(&self, name: &str) -> Option<String> {
        let checked = self.attribute(&format!("input[type=radio][name='{name}'][checked]"), "value");
        let input = || self.attribute(&format!("input[name='{name}']:not([type=radio])"), "value");
        let select = || self.attribute(&format!("select[name='{name}'] option[selected]"), "value");
        let textarea = || {
            let selector = Selector::parse(&format!("textarea[name='{name}']")).expect("a selector");
            self.document().select(&selector).next().map(|area| area.text().collect::<String>())
        };
        checked.or_else(input).or_else(select).or_else(textarea)
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }
}
