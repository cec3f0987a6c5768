//! What the page of the look shows. Imports only `web`.

use crate::web::frame::{Choice, Faults, Frame, Page};
use crate::words::filters;
use askama::Template;

/// `GET /settings/branding`, after faults, and as a preview.
#[derive(Debug, Template)]
#[template(path = "branding/settings.html")]
pub struct BrandingPage {
    /// The head.
    pub page: Page,
    /// What stands round it.
    pub frame: Frame,
    /// What is wrong.
    pub faults: Faults,
    /// Whether the person may change it.
    pub changes: bool,
    /// Whether this shows what is not saved.
    pub previewed: bool,
    /// The version being edited.
    pub version: String,
    /// As typed.
    pub display_name: String,
    /// What it is called without one.
    pub name: String,
    /// As typed.
    pub brand_color: String,
    /// As typed.
    pub accent_color: String,
    /// Light, dark, both.
    pub schemes: Vec<Choice>,
    /// Sharp, soft, round.
    pub corners: Vec<Choice>,
    /// The address of the present logo.
    pub logo: Option<String>,
    /// Whether strangers see it.
    pub logo_outside: bool,
    /// Whether its box is ticked.
    pub removes_logo: bool,
    /// A logo was sent and is not kept: it has to be chosen again.
    pub logo_again: bool,
    /// How it will look.
    pub sample: Sample,
    /// What is set, for those who only read it: name and value.
    pub facts: Vec<(String, String)>,
}

/// A small page in the colours that are being chosen.
#[derive(Debug)]
pub struct Sample {
    /// The address of its custom properties.
    pub sheet: String,
    /// What the organization is called.
    pub name: String,
    /// The letter without a logo.
    pub initial: String,
    /// The logo: its address, or itself as a `data:` address.
    pub logo: Option<String>,
    /// In which of the two schemes it is shown; the other waits for the scheme to be chosen.
    pub sides: Vec<Side>,
}

/// The sample on light or on dark paper.
#[derive(Debug)]
pub struct Side {
    /// `light` or `dark`.
    pub scheme: &'static str,
    /// What it says above it.
    pub label: &'static str,
    /// Whether it is shown.
    pub shown: bool,
}
