//! In which language somebody is answered.

use super::chrome::Chrome;
use crate::error::AppError;
use crate::words::Language;
use actix_web::dev::Payload;
use actix_web::http::header::ACCEPT_LANGUAGE;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use std::future::{Ready, ready};
use std::sync::{Arc, OnceLock};

/// Among a request's extensions: the language of the member who asks, from the moment their row has been read. What
/// fails after that is told in it.
#[derive(Debug, Clone, Default)]
pub struct Heard(Arc<OnceLock<Language>>);

impl Heard {
    /// The one of this request.
    pub fn of(request: &HttpRequest) -> Self {
        let mut extensions = request.extensions_mut();
        if let Some(heard) = extensions.get::<Self>() {
            return heard.clone();
        }
        let heard = Self::default();
        extensions.insert(heard.clone());
        heard
    }

    /// Who asks has been found.
    pub fn set(&self, language: Language) {
        let _ = self.0.set(language);
    }

    /// The language, if who asks was found.
    pub fn get(&self) -> Option<Language> {
        self.0.get().copied()
    }
}

/// The language of somebody nobody knows, by what their browser accepts.
#[derive(Debug, Clone, Copy)]
pub struct Reader(pub Language);

impl Reader {
    /// The one who sends this request.
    pub fn of(request: &HttpRequest) -> Self {
        let accepted = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let chrome = request.app_data::<Data<Chrome>>();
        let language = chrome.map(|chrome| chrome.languages.accepted(accepted.unwrap_or_default()));
        Self(language.unwrap_or_default())
    }
}

impl FromRequest for Reader {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}
