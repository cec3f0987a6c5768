//! `/shortcuts`: what single keys do. `static/js/keys.js` and the modules of the pages carry them out.

use super::account_views::{Shortcut, ShortcutGroup, ShortcutsPage};
use super::viewer::Viewer;
use super::visit::Visit;
use crate::error::AppError;
use crate::policy::role::Power;
use crate::web::frame::Frame;
use crate::web::respond;
use crate::words::phrase;
use actix_web::HttpResponse;

/// The second key after `g`, and where it leads.
const MOVES: [(&[&str], &str); 6] = [
    (&["g", "h"], "/"),
    (&["g", "e"], "/expenses"),
    (&["g", "a"], "/approvals"),
    (&["g", "m"], "/members"),
    (&["g", "c"], "/categories"),
    (&["g", "s"], "/settings"),
];

/// `GET /shortcuts`: those that this person can use.
pub async fn page(visit: Visit) -> Result<HttpResponse, AppError> {
    let (viewer, ()) = visit.run(|_, _| Ok(())).await?;
    let (page, frame) = visit.page(&viewer, viewer.language.word("identity-shortcuts"));
    let told = |(keys, does)| told(&viewer, keys, does);
    let word = |id| viewer.language.word(id);
    let mut groups =
        vec![ShortcutGroup { place: word("identity-keys-everywhere"), keys: everywhere(&viewer, &frame) }];
    let list = [
        (&["j"] as &[_], "identity-keys-next"),
        (&["k"], "identity-keys-before"),
        (&["x"], "identity-keys-select"),
        (&["X"], "identity-keys-select-up-to"),
    ];
    groups.push(ShortcutGroup { place: word("identity-keys-list"), keys: list.map(told).into() });
    if viewer.role.may(Power::Decide) {
        let queue = [
            (&["j"] as &[_], "identity-keys-next"),
            (&["k"], "identity-keys-before"),
            (&["a"], "identity-keys-approve"),
            (&["r"], "identity-keys-return"),
        ];
        groups.push(ShortcutGroup { place: word("identity-keys-queue"), keys: queue.map(told).into() });
    }
    respond::ok(&ShortcutsPage { page, frame, groups })
}

fn everywhere(viewer: &Viewer, frame: &Frame) -> Vec<Shortcut> {
    let mut keys = vec![told(viewer, &["?"], "identity-keys-this-list")];
    if frame.record.is_some() {
        keys.push(told(viewer, &["n"], "web-new-expense"));
    }
    keys.push(told(viewer, &["/"], "identity-keys-search"));
    let place = |&(keys, href): &(&'static [&'static str], &str)| {
        let place = frame.places.iter().find(|place| place.href == href)?;
        Some(Shortcut { keys, does: viewer.say(phrase!("identity-keys-go", place = &place.label)) })
    };
    keys.extend(MOVES.iter().filter_map(place));
    keys
}

fn told(viewer: &Viewer, keys: &'static [&'static str], does: &'static str) -> Shortcut {
    Shortcut { keys, does: viewer.language.word(does).to_owned() }
}
