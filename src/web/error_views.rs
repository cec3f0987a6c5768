//! The page for every problem: what happened, and what to do next. Imports only `frame`.

use askama::Template;

use super::frame::{Frame, Hidden, Host, Page};

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
    pub label: String,
    /// Where it leads.
    pub href: String,
}

/// A form that sends the same fields once more.
#[derive(Debug, Clone)]
pub struct Again {
    /// Where to post.
    pub action: String,
    /// What the button says.
    pub label: String,
    /// Everything that was sent.
    pub fields: Vec<Hidden>,
}

/// The sentences for a problem; problem details (JSON) use the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The status, as digits.
    pub status: u16,
    /// What happened.
    pub heading: String,
    /// What to do next.
    pub advice: String,
}

/// What can go wrong, as the person meets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// 400: the request makes no sense.
    BadRequest,
    /// 403: the role doesn't allow it.
    Forbidden,
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
        /// Until when, such as "in 40 seconds".
        when: String,
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
    /// The sentences.
    pub fn words(&self) -> Words {
        let (status, heading, advice) = match self {
            Self::BadRequest => {
                (400, "That request made no sense to us".into(), "Go back, reload the page and try again.".into())
            }
            Self::Forbidden => (
                403,
                "Your role doesn't allow this".into(),
                "An owner or admin of your organization can do it, or change your role.".into(),
            ),
            Self::ForeignOrigin => (
                403,
                "This came from another site".into(),
                "Nothing was changed. Open the page here and send the form again.".into(),
            ),
            Self::NotFound => (
                404,
                "There is nothing here".into(),
                "It may have been moved or removed, or it belongs to someone else. Check the address.".into(),
            ),
            Self::NoOrganization { host } => (
                404,
                format!("No organization at {host}"),
                "Check the spelling, or ask the person who invited you for the address.".into(),
            ),
            Self::MethodNotAllowed => (
                405,
                "This address can't be used that way".into(),
                "Go back to the page you came from and use its buttons.".into(),
            ),
            Self::Conflict => (
                409,
                "It changed in the meantime".into(),
                "Nothing of yours was saved. Look at how it is now, then decide again.".into(),
            ),
            Self::TooLarge { limit } => (
                413,
                "That is too large".into(),
                format!("The limit is {limit}. Send something smaller; nothing was saved."),
            ),
            Self::Unprocessable => (
                422,
                "We can't read what was sent".into(),
                "Go back and check the fields. Nothing was saved.".into(),
            ),
            Self::TooManyRequests { when } => {
                (429, "Too many tries".into(), format!("Try again {when}. Nothing was changed."))
            }
            Self::Internal => (
                500,
                "Something broke on our side".into(),
                "Try again. If it happens again, send us the number below.".into(),
            ),
            Self::DatabaseAway => (
                503,
                "Outlay can't reach its database".into(),
                "Nothing was saved. Try again in a few seconds; your entries are still in the page before this one."
                    .into(),
            ),
            Self::Suspended { organization } => (
                503,
                format!("{organization} is suspended"),
                "Nothing is lost. An owner can still sign in and read everything.".into(),
            ),
            Self::Updating => (
                503,
                "This organization is being updated".into(),
                "It takes a few seconds. Reload the page then.".into(),
            ),
            Self::Preparing => (
                503,
                "Your organization is being prepared".into(),
                "Send the form again in a few seconds.".into(),
            ),
            Self::Unsure => (
                503,
                "We can't tell whether this was saved".into(),
                "The connection broke at the wrong moment. Send it again: it is recorded once, even if the first try went through."
                    .into(),
            ),
        };
        Words { status, heading, advice }
    }
}
