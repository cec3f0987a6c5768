//! `/shortcuts`: what single keys do. `static/js/keys.js` and the modules of the pages carry them out.

use super::account_views::{Shortcut, ShortcutGroup, ShortcutsPage};
use super::visit::Visit;
use crate::error::AppError;
use crate::policy::role::Power;
use crate::web::frame::Frame;
use crate::web::respond;
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
    let mut groups = vec![ShortcutGroup { place: "Everywhere", keys: everywhere(&frame) }];
    let list = [
        (&["j"] as &[_], "Go to the next expense"),
        (&["k"], "Go to the one before"),
        (&["x"], "Select it, or no longer"),
        (&["X"], "Select all up to it"),
    ];
    groups.push(ShortcutGroup { place: "In the list of expenses", keys: list.map(told).into() });
    if viewer.role.may(Power::Decide) {
        let queue = [
            (&["j"] as &[_], "Go to the next expense"),
            (&["k"], "Go to the one before"),
            (&["a"], "Approve it"),
            (&["r"], "Return it with a comment"),
        ];
        groups.push(ShortcutGroup { place: "In the approvals", keys: queue.map(told).into() });
    }
    respond::ok(&ShortcutsPage { page, frame, groups })
}

fn everywhere(frame: &Frame) -> Vec<Shortcut> {
    let mut keys = vec![told((&["?"], "Show this list"))];
    if frame.record.is_some() {
        keys.push(told((&["n"], "New expense")));
    }
    keys.push(told((&["/"], "Search")));
    let place = |&(keys, href): &(&'static [&'static str], &str)| {
        let place = frame.places.iter().find(|place| place.href == href)?;
        Some(Shortcut { keys, does: format!("Go to {}", place.label) })
    };
    keys.extend(MOVES.iter().filter_map(place));
    keys
}

fn told((keys, does): (&'static [&'static str], &str)) -> Shortcut {
    Shortcut { keys, does: does.to_owned() }
}
