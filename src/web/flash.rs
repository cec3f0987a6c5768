//! A sentence for the next page, kept in the encrypted session cookie until it is shown once.

use super::frame::{Flash, FlashKind, Hidden, Undo};
use actix_session::Session;

const KEY: &str = "flash";

#[derive(serde::Serialize, serde::Deserialize)]
struct Kept {
    text: String,
    undo: Option<KeptUndo>,
}

#[derive(serde::Serialize, serde::Deserialize)]
struct KeptUndo {
    action: String,
    label: String,
    fields: Vec<(String, String)>,
}

/// Keeps a sentence that something is done, with the way back if there is one.
pub fn put(session: &Session, text: impl Into<String>, undo: Option<Undo>) {
    let undo = undo.map(|undo| {
        let fields = undo.fields.into_iter().map(|field| (field.name, field.value)).collect();
        KeptUndo { action: undo.action, label: undo.label, fields }
    });
    if let Err(error) = session.insert(KEY, Kept { text: text.into(), undo }) {
        tracing::warn!(%error, "a flash could not be kept");
    }
}

/// Takes the sentence out, if there is one.
pub fn take(session: &Session) -> Option<Flash> {
    let kept: Kept = session.remove_as(KEY)?.ok()?;
    let undo = kept.undo.map(|undo| {
        let fields = undo.fields.into_iter().map(|(name, value)| Hidden { name, value }).collect();
        Undo { action: undo.action, label: undo.label, fields }
    });
    Some(Flash { kind: FlashKind::Done, text: kept.text, undo })
}
