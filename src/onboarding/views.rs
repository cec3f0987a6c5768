//! What the pages of the base domain show. Imports only `web`.

use askama::Template;

use crate::web::frame::{Choice, Faults, Host, Page};
use crate::words::filters;

/// `GET /` on the base domain; also the answer of `GET /find` where it found nothing.
#[derive(Debug, Template)]
#[template(path = "onboarding/landing.html")]
pub struct LandingPage {
    /// The head.
    pub page: Page,
    /// Outlay itself.
    pub host: Host,
    /// Whether organizations can be made here.
    pub open: bool,
    /// What is typed into "Open your organization".
    pub slug: String,
    /// Why that leads nowhere.
    pub find_error: Option<String>,
    /// What follows the slug in an address, such as `.outlay.example`.
    pub suffix: String,
    /// The product as it looks.
    pub picture: Option<Picture>,
}

/// A picture of the product: wide (1280 by 800) and as on a phone (390 by 844), light and dark.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The address of the wide light one.
    pub light: String,
    /// The address of the wide dark one.
    pub dark: String,
    /// The address of the narrow light one.
    pub phone_light: String,
    /// The address of the narrow dark one.
    pub phone_dark: String,
}

/// `GET /signup`, and again after a failed `POST /signup`.
#[derive(Debug, Template)]
#[template(path = "onboarding/signup.html")]
pub struct SignupPage {
    /// The head; needs htmx and `js/signup.js`.
    pub page: Page,
    /// Outlay itself.
    pub host: Host,
    /// What is wrong.
    pub faults: Faults,
    /// The organization's name.
    pub organization: String,
    /// The slug, and what is known about it.
    pub slug: SlugHint,
    /// What follows the slug in an address.
    pub suffix: String,
    /// The owner's name.
    pub name: String,
    /// The owner's address.
    pub email: String,
    /// All currencies.
    pub currencies: Vec<Choice>,
    /// All time zones.
    pub timezones: Vec<Choice>,
    /// All locales.
    pub locales: Vec<Choice>,
    /// The invite code, where one is needed.
    pub code: Option<String>,
    /// Whether currency, time zone and locale are only our guess, so that the browser's is better.
    pub guess: bool,
    /// The product as it looks.
    pub picture: Option<Picture>,
}

/// `GET /signup` where no organization can be made.
#[derive(Debug, Template)]
#[template(path = "onboarding/closed.html")]
pub struct SignupClosedPage {
    /// The head.
    pub page: Page,
    /// Outlay itself.
    pub host: Host,
}

/// What is known about a slug: the fragment that `GET /signup/slug` answers, and a part of the form.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "onboarding/slug_hint.html")]
pub struct SlugHint {
    /// The slug that was typed, or made from the organization's name.
    pub slug: String,
    /// What we know about it.
    pub state: SlugState,
    /// Whether it was made from the name, so that the form may take it over.
    pub suggested: bool,
}

/// What is known about a slug.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum SlugState {
    /// Nothing yet.
    #[default]
    Unasked,
    /// It is free.
    Available {
        /// The whole address it would have.
        address: String,
    },
    /// Another organization has it.
    Taken,
    /// It can't be one.
    Invalid {
        /// What to change.
        reason: String,
    },
}

/// `GET /find`, and what follows.
#[derive(Debug, Template)]
#[template(path = "onboarding/find.html")]
pub struct FindPage {
    /// The head.
    pub page: Page,
    /// Outlay.
    pub host: Host,
    /// The address typed so far.
    pub email: String,
    /// Whether the form was sent.
    pub sent: bool,
    /// Why it was not taken for now.
    pub later: Option<String>,
    /// What is wrong.
    pub faults: Faults,
}
