//! What every page shares: the frame, static files, forms, redirects, the origin check, security headers, limits.
//! Knows no feature. Imports `error` and `domain`.

pub mod assets;
pub mod brand;
pub mod choices;
pub mod chrome;
pub mod client;
pub mod crew;
pub mod encoding;
pub mod error_views;
pub mod flash;
pub mod forms;
pub mod frame;
pub mod headers;
pub mod keyring;
pub mod negotiate;
pub mod next;
pub mod origin;
pub mod pictures;
pub mod public_url;
pub mod reader;
pub mod respond;
pub mod routes;
pub mod throttle;
pub mod upload;
pub mod workshop;
