//! Forms with files: multipart into the fields' type and the files beside it, each bounded.

use super::forms;
use crate::error::AppError;
use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::{FutureExt, LocalBoxFuture};
use futures_util::stream::{self, Stream, StreamExt};
use serde::de::DeserializeOwned;
use std::cell::Cell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

/// The largest file that is kept where a form says nothing else, in bytes.
pub const MOST_OF_A_FILE: usize = 1024 * 1024;
/// What is read of a form in all before it is refused outright. A file between the two limits is read and thrown away,
/// so that its form comes back with all that was typed.
const MOST_IN_ALL: usize = 8 * 1024 * 1024;
/// How long the next bytes of a form may be waited for: longer than a phone is in a tunnel between two cells.
const PATIENCE: Duration = Duration::from_secs(30);

/// How much of a form is read.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// The largest file that is kept, in bytes.
    pub file: usize,
    /// What is read in all before the form is refused outright.
    pub in_all: usize,
}

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
    /// The name of the file, as it was sent.
    pub name: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
pub enum Content {
    /// All of it.
    Whole(Vec<u8>),
    /// More than the largest that is kept.
    TooLarge,
    /// Nothing.
    Empty,
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
            let bounds = Bounds { file: MOST_OF_A_FILE, in_all: MOST_IN_ALL };
            let mut files = Vec::new();
            let fields = each(&request, payload, bounds, async |file| {
                files.push(file);
                Ok(())
            })
            .await?;
            Ok(Self { fields, files })
        }
        .boxed_local()
    }
}

/// Reads a form; each file is given to `take` as soon as it is there, so that only one is held at a time. An input
/// without a choice gives none.
///
/// # Errors
/// When the form breaks off or is larger than the bounds, and what `take` returns.
pub async fn each<T: DeserializeOwned>(
    request: &HttpRequest,
    payload: Payload,
    bounds: Bounds,
    mut take: impl AsyncFnMut(Sent) -> Result<(), AppError>,
) -> Result<T, AppError> {
    if !forms::is_multipart(request) {
        return forms::typed(&forms::read(request, payload).await?);
    }
    let ended = Rc::new(Cell::new(false));
    let mut parts = Multipart::new(request.headers(), payload.chain(end_of(Rc::clone(&ended))));
    let mut pairs = Vec::new();
    let (mut in_fields, mut in_all) = (0, 0);
    while let Some(mut part) = next(&mut parts, &ended).await? {
        let field = part.name().unwrap_or_default().to_owned();
        let name = file_name(&part);
        let (mut bytes, mut too_large) = (Vec::new(), false);
        while let Some(chunk) = next(&mut part, &ended).await? {
            in_all += chunk.len();
            in_fields += if name.is_some() { 0 } else { chunk.len() };
            if in_fields > forms::FORM_LIMIT {
                return Err(AppError::TooLarge { limit: forms::FORM_LIMIT });
            }
            if in_all > bounds.in_all {
                return Err(AppError::TooLarge { limit: bounds.file });
            }
            too_large |= name.is_some() && bytes.len() + chunk.len() > bounds.file;
            if too_large {
                bytes = Vec::new();
            } else {
                bytes.extend_from_slice(&chunk);
            }
        }
        let content = match &name {
            None => {
                pairs.push((field, forms::text(bytes)?));
                continue;
            }
            Some(_) if too_large => Content::TooLarge,
            Some(name) if bytes.is_empty() && name.is_empty() => continue,
            Some(_) if bytes.is_empty() => Content::Empty,
            Some(_) => Content::Whole(bytes),
        };
        take(Sent { field, name: name.unwrap_or_default(), content }).await?;
    }
    forms::typed(&pairs)
}

/// Nothing, which says when it is reached.
fn end_of<T>(ended: Rc<Cell<bool>>) -> impl Stream<Item = T> {
    stream::poll_fn(move |_| {
        ended.set(true);
        Poll::Ready(None)
    })
}

/// What comes next of a form. `actix_multipart` goes on waiting where a form ends within a file: then nothing comes.
async fn next<T>(
    from: &mut (impl Stream<Item = Result<T, MultipartError>> + Unpin),
    ended: &Cell<bool>,
) -> Result<Option<T>, AppError> {
    let item = poll_fn(|context| match from.poll_next_unpin(context) {
        Poll::Pending if ended.get() => Poll::Ready(Some(Err(MultipartError::Incomplete))),
        other => other,
    });
    let item = tokio::time::timeout(PATIENCE, item).await.map_err(|_| forms::broken())?;
    item.transpose().map_err(|_| forms::broken())
}

/// The name of a part's file; none for a part that is a field.
fn file_name(part: &Field) -> Option<String> {
    let disposition = part.content_disposition()?;
    let named = disposition.get_filename_ext().map(|name| String::from_utf8_lossy(&name.value).into_owned());
    named.or_else(|| disposition.get_filename().map(str::to_owned))
}
