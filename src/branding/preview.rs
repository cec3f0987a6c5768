//! A look before it is saved: the sample beside the form, and the stylesheet it wears. Nothing here changes anything.

use super::SAMPLE;
use super::form::BrandingForm;
use super::handlers::{self, Shown};
use super::logo::Logo;
use crate::domain::fault::Fault;
use crate::domain::theme::{Color, Corners, Look, Scheme, derive};
use crate::error::AppError;
use crate::identity::brand;
use crate::identity::visit::Visit;
use crate::web::respond;
use crate::web::upload::Upload;
use crate::web::workshop::Workshop;
use crate::words::phrase;
use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Query};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

/// The look of a sample, as its address names it.
#[derive(Debug, Deserialize)]
pub struct Asked {
    brand: String,
    accent: String,
    scheme: String,
    corners: String,
}

/// `GET /settings/branding/sample.css`: the custom properties of a look that nobody has to have. Says nothing of any
/// organization, so anybody may ask.
pub async fn sample(asked: Query<Asked>) -> Result<HttpResponse, AppError> {
    let look = look(&asked).map_err(|_| AppError::BadRequest(phrase!("branding-no-look")))?;
    Ok(HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header((CACHE_CONTROL, "private, max-age=60"))
        .body(derive(&look).sheet_of(".sample")))
}

fn look(asked: &Asked) -> Result<Look, Fault> {
    Ok(Look {
        brand: Color::parse(&asked.brand)?,
        accent: Color::parse(&asked.accent)?,
        scheme: Scheme::parse(&asked.scheme)?,
        corners: Corners::parse(&asked.corners)?,
    })
}

/// The address of a look's sample.
pub fn sheet(look: &Look) -> String {
    let digits = |color: Color| color.to_string().trim_start_matches('#').to_owned();
    format!(
        "{SAMPLE}?brand={}&accent={}&scheme={}&corners={}",
        digits(look.brand),
        digits(look.accent),
        look.scheme.as_str(),
        look.corners.as_str()
    )
}

/// `POST /settings/branding/preview`: the form as it was sent, with the sample in its colours.
pub async fn show(
    visit: Visit,
    workshop: Data<Workshop>,
    mut upload: Upload<BrandingForm>,
) -> Result<HttpResponse, AppError> {
    let logo = handlers::logo_of(&visit, &workshop, &mut upload).await?;
    let form = upload.fields;
    let (viewer, branding) = visit
        .run_form(&form, |conn, viewer| {
            handlers::require_change(viewer)?;
            brand::find(conn)
        })
        .await?;
    let logo_again = logo.is_some();
    match handlers::parse(&form, &branding, logo) {
        Ok((_, logo)) => {
            let new_logo = logo.map(|logo| data(&logo));
            let shown = Shown { new_logo, logo_again, previewed: true, ..Shown::new(&branding, form) };
            respond::ok(&handlers::view(&visit, &viewer, shown))
        }
        Err(errors) => {
            let shown = Shown { errors: Some(&errors), logo_again, ..Shown::new(&branding, form) };
            let page = handlers::view(&visit, &viewer, shown);
            Ok(respond::with_faults(respond::unprocessable(&page)?, &errors))
        }
    }
}

/// A picture as its own address.
fn data(logo: &Logo) -> String {
    format!("data:image/png;base64,{}", STANDARD.encode(&logo.picture))
}
