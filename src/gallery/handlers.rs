//! The handler of `/dev/components`.

use super::samples;
use super::views::GalleryPage;
use crate::error::AppError;
use crate::mail::PostOffice;
use crate::policy::role::Role;
use crate::web::brand::Brand;
use crate::web::chrome::Chrome;
use crate::web::frame::Person;
use crate::web::respond;
use crate::words::Language;
use actix_web::HttpResponse;
use actix_web::web::Data;

/// `GET /dev/components`. It needs no session and reads no table.
pub async fn page(chrome: Data<Chrome>, post_office: Data<PostOffice>) -> Result<HttpResponse, AppError> {
    if !post_office.is_shown() {
        return Err(AppError::NotFound);
    }
    let person =
        Person { name: "Mira Okafor".to_owned(), role: "Owner".to_owned(), initials: "MO".to_owned() };
    let brand = Brand::named("Outlay");
    let mut frame = chrome.frame(Language::English, &brand, person, "/expenses", Role::Owner);
    frame.count("/approvals", Some(7));
    let mut page = chrome.page(Language::English, "Components", &brand, None, false);
    page.notice = Some("A notice stands above every page.".to_owned());
    page.reminder = Some(samples::reminder());
    let tags = samples::categories();
    let people = samples::people();
    respond::ok(&GalleryPage {
        flashes: samples::flashes(&page),
        rows: samples::rows(&tags, &people),
        tags: &tags,
        people: &people,
        statuses: samples::statuses(),
        faults: samples::faults(),
        choices: samples::choices(),
        filters: samples::filters(),
        chips: samples::chips(),
        bulk: samples::bulk(),
        bars: samples::bars(&tags),
        tree: samples::tree(),
        lines: samples::lines(),
        again: samples::again(),
        ways: samples::ways(),
        words: samples::words(),
        request_id: Some("01a1ff30-1d3a-742f-a56c-937555058bdd".to_owned()),
        totals: samples::totals(),
        page,
        frame,
    })
}
