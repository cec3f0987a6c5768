//! Forms with files: multipart into the fields' type and the files beside it, each bounded.

use super::forms;
use crate::error::AppError;
use actix_multipart::Multipart;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::TryStreamExt;
use futures_util::future::{FutureExt, LocalBoxFuture};
use serde::de::DeserializeOwned;

/// The largest file that is kept, in bytes.
pub const MOST_OF_A_FILE: usize = 1024 * 1024;
/// What is read of a form in all before it is refused outright. A file between the two limits is read and thrown away,
/// so that its form comes back with all that was typed.
const MOST_IN_ALL: usize = 8 * 1024 * 1024;

/// A form's fields, and its files. A form without files is taken urlencoded as well.
pub struct Upload<T> {
    /// The fields.
    pub fields: T,
    /// The files that were chosen; an input without a choice sends none.
    pub files: Vec<Sent>,
}

/// A file that was sent.
pub struct Sent {
    /// The name of its field.
    pub field: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
pub enum Content {
    /// All of it.
    Whole(Vec<u8>),
    /// More than [`MOST_OF_A_FILE`].
    TooLarge,
}

impl<T> Upload<T> {
    /// The file of a field.
    pub fn take(&mut self, field: &str) -> Option<Content> {
        let at = self.files.iter().position(|file| file.field == field)?;
        Some(self.files.swap_remove(at).content)
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Upload<T> {
    type Error = AppError;
    type Future = LocalBoxFuture<'static, Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        async move {
            let (pairs, files) = if forms::is_multipart(&request) {
                read(Multipart::new(request.headers(), payload)).await?
            } else {
                (forms::read(&request, payload).await?, Vec::new())
            };
            Ok(Self { fields: forms::typed(&pairs)?, files })
        }
        .boxed_local()
    }
}

async fn read(mut parts: Multipart) -> Result<(Vec<(String, String)>, Vec<Sent>), AppError> {
    let (mut pairs, mut files) = (Vec::new(), Vec::new());
    let (mut in_fields, mut in_all) = (0, 0);
    while let Some(mut part) = parts.try_next().await.map_err(|_| forms::broken())? {
        let field = part.name().unwrap_or_default().to_owned();
        let is_file =
            part.content_disposition().is_some_and(|disposition| disposition.get_filename().is_some());
        let (mut bytes, mut too_large) = (Vec::new(), false);
        while let Some(chunk) = part.try_next().await.map_err(|_| forms::broken())? {
            in_all += chunk.len();
            in_fields += if is_file { 0 } else { chunk.len() };
            if in_fields > forms::FORM_LIMIT {
                return Err(AppError::TooLarge { limit: forms::FORM_LIMIT });
            }
            if in_all > MOST_IN_ALL {
                return Err(AppError::TooLarge { limit: MOST_OF_A_FILE });
            }
            too_large |= is_file && bytes.len() + chunk.len() > MOST_OF_A_FILE;
            if too_large {
                bytes = Vec::new();
            } else {
                bytes.extend_from_slice(&chunk);
            }
        }
        if !is_file {
            pairs.push((field, forms::text(bytes)?));
        } else if too_large {
            files.push(Sent { field, content: Content::TooLarge });
        } else if !bytes.is_empty() {
            files.push(Sent { field, content: Content::Whole(bytes) });
        }
    }
    Ok((pairs, files))
}
