//! The page for every problem: what happened, and what to do next. Imports only `frame` and `words`.

use askama::Template;

use super::frame::{Frame, Hidden, Host, Page};
use crate::words::{Phrase, filters, phrase};

/// A problem as a page. `Words` has the sentences for each kind.
#[derive(Debug, Template)]
#[template(path = "errors/error.html")]
pub struct ErrorPage {
    /// The head; its title is the heading.
    pub page: Page,
    /// The organization's name at the top, or Outlay's where none is known.
    pub host: Host,
    /// What happened and what to do next.
    pub words: Words,
    /// The ways on, the likeliest first.
    pub ways: Vec<Way>,
    /// A form that sends the same fields once more.
    pub again: Option<Again>,
    /// What to quote when asking for help.
    pub request_id: Option<String>,
}

/// A problem as a page of somebody who is signed in: their places stay in sight.
#[derive(Debug, Template)]
#[template(path = "errors/framed.html")]
pub struct FramedErrorPage {
    /// The head; its title is the heading.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// What happened and what to do next.
    pub words: Words,
    /// The ways on, the likeliest first.
    pub ways: Vec<Way>,
    /// A form that sends the same fields once more.
    pub again: Option<Again>,
    /// What to quote when asking for help.
    pub request_id: Option<String>,
}

/// A way on from a problem.
#[derive(Debug, Clone)]
pub struct Way {
    /// What the link says.
    pub label: Phrase,
    /// Where it leads.
    pub href: String,
}

/// A form that sends the same fields once more.
#[derive(Debug, Clone)]
pub struct Again {
    /// Where to post.
    pub action: String,
    /// What the button says.
    pub label: Phrase,
    /// Everything that was sent.
    pub fields: Vec<Hidden>,
}

/// What is said of a problem; problem details (JSON) say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The status, as digits.
    pub status: u16,
    /// What happened.
    pub heading: Phrase,
    /// What to do next.
    pub advice: Phrase,
}

/// What can go wrong, as the person meets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// 400: the request makes no sense.
    BadRequest,
    /// 401: this is for members.
    SignIn,
    /// 403: the role doesn't allow it.
    Forbidden,
    /// 403: the organization is suspended, and an owner wants to change something.
    ReadOnly,
    /// 403: the request came from another site.
    ForeignOrigin,
    /// 404: there is nothing here, or nothing of theirs.
    NotFound,
    /// 404: no organization at this address.
    NoOrganization {
        /// The host they asked for.
        host: String,
    },
    /// 405: the address knows another verb.
    MethodNotAllowed,
    /// 409: something changed meanwhile, or the step doesn't follow.
    Conflict,
    /// 413: too much was sent.
    TooLarge {
        /// The limit, such as "10 MB".
        limit: String,
    },
    /// 422: the fields can't be read.
    Unprocessable,
    /// 429: too often.
    TooManyRequests {
        /// How long to wait.
        seconds: u64,
    },
    /// 500: our fault.
    Internal,
    /// 503: the database can't be reached.
    DatabaseAway,
    /// 503: the organization is suspended.
    Suspended {
        /// Its name.
        organization: String,
    },
    /// 503: the organization's tables are being migrated.
    Updating,
    /// 503: a new organization is being made.
    Preparing,
    /// 503: the answer to a write was lost.
    Unsure,
}

impl Problem {
    /// What to say.
    pub fn words(&self) -> Words {
        let (status, heading, advice) = match self {
            Self::BadRequest => (400, phrase!("problem-bad-request"), phrase!("problem-bad-request-advice")),
            Self::SignIn => (401, phrase!("problem-sign-in"), phrase!("problem-sign-in-advice")),
            Self::Forbidden => (403, phrase!("problem-forbidden"), phrase!("problem-forbidden-advice")),
            Self::ReadOnly => (403, phrase!("problem-read-only"), phrase!("problem-read-only-advice")),
            Self::ForeignOrigin => {
                (403, phrase!("problem-foreign-origin"), phrase!("problem-foreign-origin-advice"))
            }
            Self::NotFound => (404, phrase!("problem-not-found"), phrase!("problem-not-found-advice")),
            Self::NoOrganization { host } => (
                404,
                phrase!("problem-no-organization", host = host),
                phrase!("problem-no-organization-advice"),
            ),
            Self::MethodNotAllowed => {
                (405, phrase!("problem-method-not-allowed"), phrase!("problem-method-not-allowed-advice"))
            }
            Self::Conflict => (409, phrase!("problem-conflict"), phrase!("problem-conflict-advice")),
            Self::TooLarge { limit } => {
                (413, phrase!("problem-too-large"), phrase!("problem-too-large-advice", limit = limit))
            }
            Self::Unprocessable => {
                (422, phrase!("problem-unprocessable"), phrase!("problem-unprocessable-advice"))
            }
            Self::TooManyRequests { seconds } => (429, phrase!("problem-too-many-requests"), wait(*seconds)),
            Self::Internal => (500, phrase!("problem-internal"), phrase!("problem-internal-advice")),
            Self::DatabaseAway => {
                (503, phrase!("problem-database-away"), phrase!("problem-database-away-advice"))
            }
            Self::Suspended { organization } => (
                503,
                phrase!("problem-suspended", organization = organization),
                phrase!("problem-suspended-advice"),
            ),
            Self::Updating => (503, phrase!("problem-updating"), phrase!("problem-updating-advice")),
            Self::Preparing => (503, phrase!("problem-preparing"), phrase!("problem-preparing-advice")),
            Self::Unsure => (503, phrase!("problem-unsure"), phrase!("problem-unsure-advice")),
        };
        Words { status, heading, advice }
    }
}

/// Up to a minute and a half in seconds, then in minutes.
fn wait(seconds: u64) -> Phrase {
    let (unit, count) =
        if seconds > 90 { ("minutes", seconds.div_ceil(60)) } else { ("seconds", seconds.max(1)) };
    phrase!("problem-too-many-requests-advice", unit = unit, count = count)
}
