//! A receipt on its way to a browser: as what it is and nothing else, and kept by nobody on the way.

use super::paper::Kind;
use super::queries::Receipt;
use super::store::Store;
use crate::error::AppError;
use actix_web::HttpResponse;
use actix_web::body::SizedStream;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, Charset, ContentDisposition, DispositionParam, DispositionType,
    ExtendedValue,
};

/// The file itself: a picture is shown, a document is downloaded.
///
/// # Errors
/// When the store is away, or has lost it.
pub async fn whole(store: &Store, receipt: &Receipt) -> Result<HttpResponse, AppError> {
    let unreadable = || AppError::internal(format!("kind {:?} in the database", receipt.kind));
    let kind = Kind::parse(&receipt.kind).ok_or_else(unreadable)?;
    let how = if kind == Kind::Pdf { DispositionType::Attachment } else { DispositionType::Inline };
    answer(store, &receipt.key, kind.media_type(), how, &receipt.name).await
}

/// Its thumbnail, where it has one; 202 as long as the worker has still to draw it.
///
/// # Errors
/// [`AppError::NotFound`] where it has none; when the store is away, or has lost it.
pub async fn thumbnail(store: &Store, receipt: &Receipt) -> Result<HttpResponse, AppError> {
    let Some(key) = receipt.thumbnail_key.as_deref() else {
        let is_due = receipt.thumbnail_due_at.is_some();
        return if is_due { Ok(HttpResponse::Accepted().finish()) } else { Err(AppError::NotFound) };
    };
    answer(store, key, Kind::Jpeg.media_type(), DispositionType::Inline, "thumbnail.jpg").await
}

async fn answer(
    store: &Store,
    key: &str,
    media_type: &str,
    how: DispositionType,
    name: &str,
) -> Result<HttpResponse, AppError> {
    let (length, bytes) = store.get(key).await?;
    // RFC 6266: the plain name for those who know no other.
    let plain = |c: char| if c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '%') { c } else { '_' };
    let extended =
        ExtendedValue { charset: Charset::Ext("UTF-8".to_owned()), language_tag: None, value: name.into() };
    let disposition = ContentDisposition {
        disposition: how,
        parameters: vec![
            DispositionParam::Filename(name.chars().map(plain).collect()),
            DispositionParam::FilenameExt(extended),
        ],
    };
    Ok(HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((CACHE_CONTROL, "private, no-store"))
        // Opened as a page of its own it can do nothing.
        .insert_header((CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
        .insert_header(disposition)
        .body(SizedStream::new(length, bytes)))
}
