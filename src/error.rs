//! One error type for the edge. Which to use where:
//!
//! - what a person did or asked for: the variant with the status they shall see;
//! - the database is away or too slow: [`AppError::Unavailable`], made by `From<diesel::result::Error>`;
//! - anything else: `?` into [`AppError::Internal`]. The cause goes to the log once, never to the page.
//!
//! Pages are made of it by `app::errors`; [`ResponseError`] alone gives the bare status.

use crate::domain::id::MemberId;
use crate::words::{Language, Phrase, phrase};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpResponse, ResponseError};
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use std::time::Duration;

/// A cause for the log.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// What a form held when it could not be saved through no fault of the person: it comes back with the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptForm {
    /// The address the form was posted to.
    pub path: String,
    /// Whose session it was: nobody else gets the fields back.
    pub member: MemberId,
    /// Its fields, in order.
    pub fields: Vec<(String, String)>,
}

/// Everything a request can end in besides a page.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// 400: the request itself is broken; the phrase says how.
    #[error("bad request: {}", Language::English.say(.0))]
    BadRequest(Phrase),
    /// 303 to the sign-in page, or 401 with it when a form was posted.
    #[error("not signed in")]
    SignIn,
    /// Another error, with the form that must not get lost over it.
    #[error("{error}")]
    WithForm {
        /// What went wrong.
        error: Box<AppError>,
        /// What was typed.
        form: KeptForm,
    },
    /// 403: the person may see the thing but not do this; the phrase says why.
    #[error("forbidden: {}", Language::English.say(.0))]
    Forbidden(Phrase),
    /// 403: an owner of a suspended organization may read and nothing else.
    #[error("the organization is read-only")]
    ReadOnly,
    /// 403: the form was sent from another site.
    #[error("sent from another site")]
    ForeignOrigin,
    /// 404: not there, or not this organization's.
    #[error("not found")]
    NotFound,
    /// 404: no organization at this host.
    #[error("unknown host")]
    UnknownHost,
    /// 405, with the methods that are allowed.
    #[error("method not allowed")]
    MethodNotAllowed(Vec<Method>),
    /// 409: the change does not fit the state it met; the phrase says which.
    #[error("conflict: {}", Language::English.say(.0))]
    Conflict(Phrase),
    /// 413: the body is larger than `limit` bytes.
    #[error("body over {limit} bytes")]
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// 415: neither a form nor anything else that is understood here.
    #[error("unsupported media type")]
    UnsupportedMediaType,
    /// 429: too many tries.
    #[error("too many requests; again in {retry_after:?}")]
    TooMany {
        /// When the next try may succeed.
        retry_after: Duration,
    },
    /// 503: the organization is suspended.
    #[error("organization suspended")]
    Suspended,
    /// 503: the organization's schema is older than this program.
    #[error("organization is being updated")]
    BeingUpdated,
    /// 503: no ready schema is left for a sign-up at this moment.
    #[error("no ready schema")]
    NoneReady,
    /// 503: the database is away, frozen or overloaded; nothing was saved.
    #[error("unavailable: {0}")]
    Unavailable(Cause),
    /// 503: the connection broke at COMMIT, so nobody can tell whether it was saved.
    #[error("outcome unknown: {0}")]
    OutcomeUnknown(Cause),
    /// 500.
    #[error("internal: {0}")]
    Internal(Cause),
}

impl AppError {
    /// An internal error from a cause of any type.
    pub fn internal(cause: impl Into<Cause>) -> Self {
        Self::Internal(cause.into())
    }

    /// An absent database from a cause of any type.
    pub fn unavailable(cause: impl Into<Cause>) -> Self {
        Self::Unavailable(cause.into())
    }

    /// Seconds for the `Retry-After` header (RFC 9110, 10.2.3), where trying again makes sense.
    pub fn retry_after_seconds(&self) -> Option<u64> {
        match self {
            Self::TooMany { retry_after } => {
                Some(retry_after.as_secs() + u64::from(retry_after.subsec_nanos() > 0))
            }
            Self::Unavailable(_) | Self::OutcomeUnknown(_) | Self::NoneReady => Some(5),
            Self::BeingUpdated => Some(30),
            Self::Suspended => Some(3600),
            Self::WithForm { error, .. } => error.retry_after_seconds(),
            _ => None,
        }
    }

    /// A stable code for logs and problem details (RFC 9457).
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadRequest(_) => "bad-request",
            Self::SignIn => "sign-in",
            Self::WithForm { error, .. } => error.code(),
            Self::Forbidden(_) | Self::ReadOnly | Self::ForeignOrigin => "forbidden",
            Self::NotFound => "not-found",
            Self::UnknownHost => "unknown-host",
            Self::MethodNotAllowed(_) => "method-not-allowed",
            Self::Conflict(_) => "conflict",
            Self::TooLarge { .. } => "too-large",
            Self::UnsupportedMediaType => "unsupported-media-type",
            Self::TooMany { .. } => "too-many",
            Self::Suspended => "suspended",
            Self::BeingUpdated => "being-updated",
            Self::NoneReady => "none-ready",
            Self::Unavailable(_) => "unavailable",
            Self::OutcomeUnknown(_) => "outcome-unknown",
            Self::Internal(_) => "internal",
        }
    }
}

impl ResponseError for AppError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::WithForm { error, .. } => error.status_code(),
            Self::Forbidden(_) | Self::ReadOnly | Self::ForeignOrigin => StatusCode::FORBIDDEN,
            Self::NotFound | Self::UnknownHost => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Suspended
            | Self::BeingUpdated
            | Self::NoneReady
            | Self::Unavailable(_)
            | Self::OutcomeUnknown(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

impl From<DieselError> for AppError {
    /// A broken connection and a lost race between transactions are [`AppError::Unavailable`], something of which there
    /// is one only and that somebody else took meanwhile is [`AppError::Conflict`]. Everything else, `NotFound` too, is
    /// internal: whether a missing row is a 404 is for the handler to say.
    fn from(error: DieselError) -> Self {
        if is_connection_lost(&error) || is_race_lost(&error) {
            return Self::unavailable(error);
        }
        match taken(&error) {
            Some(words) => Self::Conflict(words),
            None => Self::internal(error),
        }
    }
}

impl From<askama::Error> for AppError {
    fn from(error: askama::Error) -> Self {
        Self::internal(error)
    }
}

/// Whether the server, not the statement, is at fault: the connection broke, or the server became read-only.
pub fn is_connection_lost(error: &DieselError) -> bool {
    matches!(
        error,
        DieselError::DatabaseError(
            DatabaseErrorKind::ClosedConnection
                | DatabaseErrorKind::UnableToSendCommand
                | DatabaseErrorKind::ReadOnlyTransaction,
            _
        )
    )
}

/// Whether PostgreSQL gave this transaction up for the sake of another (SQLSTATE 40001, 40P01): the same request again
/// succeeds. diesel has no kind of its own for a deadlock, so its message has to tell.
fn is_race_lost(error: &DieselError) -> bool {
    match error {
        DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
        DieselError::DatabaseError(_, information) => information.message() == "deadlock detected",
        _ => false,
    }
}

/// What to say where a unique name went to somebody else between the look and the write.
fn taken(error: &DieselError) -> Option<Phrase> {
    let DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, information) = error else {
        return None;
    };
    match without_number(information.constraint_name()?) {
        "members_email_key" => Some(phrase!("taken-email")),
        "categories_name_key" => Some(phrase!("taken-category-name")),
        _ => None,
    }
}

/// A constraint's name without the number that PostgreSQL may put behind one made by copying.
fn without_number(name: &str) -> &str {
    match name.rsplit_once('_') {
        Some((stem, number)) if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => {
            stem
        }
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn database(kind: DatabaseErrorKind, message: &str) -> AppError {
        AppError::from(DieselError::DatabaseError(kind, Box::new(message.to_owned())))
    }

    #[test]
    fn a_race_that_was_lost_can_be_run_again() {
        let deadlock = database(DatabaseErrorKind::Unknown, "deadlock detected");
        let serialization = database(DatabaseErrorKind::SerializationFailure, "could not serialize access");
        assert!(
            matches!(deadlock, AppError::Unavailable(_)) && matches!(serialization, AppError::Unavailable(_))
        );
        assert!(matches!(database(DatabaseErrorKind::Unknown, "division by zero"), AppError::Internal(_)));
    }

    #[test]
    fn a_number_behind_a_constraint_is_none_of_its_name() {
        assert_eq!(without_number("members_email_key_12"), "members_email_key");
        assert_eq!(without_number("members_email_key"), "members_email_key");
        assert_eq!(without_number("key_"), "key_");
    }
}
