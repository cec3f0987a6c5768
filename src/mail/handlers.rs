//! `GET /dev/mail`: in the demo alone, the mails that would have gone out. Anybody may read it there, since links of
//! invitations and forgotten passwords stand in it: each host shows its own, and no other address than a loopback one.

use super::post_office::{Outbox, PostOffice};
use super::showcase::{Showcase, Shown};
use super::views::{DevMailPage, MailView};
use crate::error::AppError;
use crate::tenancy::resolve::Org;
use crate::web::brand::Brand;
use crate::web::chrome::Chrome;
use crate::web::reader::Reader;
use crate::web::respond;
use actix_web::HttpResponse;
use actix_web::web::Data;

/// `GET /dev/mail` on an organization's host: its own mails.
pub async fn of_organization(
    org: Org,
    chrome: Data<Chrome>,
    post_office: Data<PostOffice>,
    Reader(reader): Reader,
) -> Result<HttpResponse, AppError> {
    let showcase = shown(&post_office)?;
    let organization = org.organization();
    let brand = Brand::named(organization.slug.as_str());
    let (page, host) = chrome.organization_page(reader, reader.word("mail-demo-title"), &brand);
    let mails = views(showcase, Outbox::Of(organization.id));
    respond::ok(&DevMailPage { page, host, mails, elsewhere: false })
}

/// `GET /dev/mail` on the base domain: the mails that belong to no organization.
pub async fn of_base(
    chrome: Data<Chrome>,
    post_office: Data<PostOffice>,
    Reader(reader): Reader,
) -> Result<HttpResponse, AppError> {
    let showcase = shown(&post_office)?;
    let (page, host) = chrome.public_page(reader, reader.word("mail-demo-title"));
    respond::ok(&DevMailPage { page, host, mails: views(showcase, Outbox::Shared), elsewhere: true })
}

fn shown(post_office: &PostOffice) -> Result<&Showcase, AppError> {
    post_office.showcase().ok_or(AppError::NotFound)
}

fn views(showcase: &Showcase, outbox: Outbox) -> Vec<MailView> {
    showcase.of(outbox).into_iter().map(view).collect()
}

fn view(Shown { posted, at, .. }: Shown) -> MailView {
    let letter = posted.letter;
    MailView {
        to: letter.to.as_str().to_owned(),
        at: at.format("%Y-%m-%d %H:%M:%S UTC").to_string(),
        subject: letter.subject,
        paragraphs: letter.paragraphs,
        link: letter.button.map(|button| (button.url, button.label)),
        small: letter.small,
        unsubscribe: letter.unsubscribe,
    }
}
