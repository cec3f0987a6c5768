//! Which expenses of the demo organization have a receipt, and how they get it: all of the last quarter that cost
//! something, except the one that was planted without.

use super::planned::Planned;
use super::{SEED, paper, planted, refused};
use crate::domain::id::{ExpenseId, MemberId, ReceiptId};
use crate::error::AppError;
use crate::expenses::receipts as attaching;
use crate::receipts::paper::Paper;
use crate::receipts::queries::Fresh;
use crate::receipts::{Store, look};
use crate::tenancy::resolve::Org;
use chrono::{DateTime, NaiveDate, Utc};

/// How far back, in days: the dry run of a rule looks at no more.
const DAYS: i64 = 92;
/// From how much on, in hundredths: in no currency of the year are these more than the 25.00 EUR that a rule asks one from.
const CENTS: i64 = 2000;
/// So many rows are written in one transaction.
const AT_ONCE: usize = 100;

/// How often a receipt is drawn until it looks like no other.
const MOST_DRAWN: u64 = 40;
/// To the next seed of the same receipt.
const ANOTHER: u64 = 1_000_003;

/// An expense that has a receipt.
pub(super) struct Wanting {
    /// Which.
    pub expense: ExpenseId,
    /// Whose.
    pub member: MemberId,
    /// When it was handed in.
    pub at: DateTime<Utc>,
    /// What it says.
    pub row: Planned,
    /// Its number in the year.
    pub number: usize,
}

/// Whether an expense has one.
pub(super) fn has(row: &Planned, today: NaiveDate) -> bool {
    let is_recent = (today - row.spent_on).num_days() <= DAYS;
    is_recent && row.cents.abs() >= CENTS && row.merchant != planted::WITHOUT_RECEIPT
}

/// The receipt of a row, which looks like none of those before: that would be pointed out.
pub(super) fn draw(
    row: &Planned,
    number: usize,
    looks: &mut Vec<i64>,
) -> Result<Option<(String, Paper)>, AppError> {
    for again in 0..MOST_DRAWN {
        let seed = SEED.wrapping_add(number as u64).wrapping_add(again * ANOTHER);
        let Some((name, bytes)) = paper::of(row, seed) else { return Ok(None) };
        let paper = Paper::read(bytes, &name).map_err(refused)?;
        if paper.look.is_none_or(|look| !looks.iter().any(|other| look::are_alike(*other, look))) {
            looks.extend(paper.look);
            return Ok(Some((name, paper)));
        }
    }
    Ok(None)
}

/// Draws, keeps and attaches the receipts. A store that is away leaves the demo without.
pub(super) async fn add(org: &Org, store: &Store, wanting: Vec<Wanting>) -> Result<(), AppError> {
    let (mut ready, mut looks) = (Vec::new(), Vec::new());
    for wanting in wanting {
        let Some((name, mut paper)) = draw(&wanting.row, wanting.number, &mut looks)? else { continue };
        let schema = org.organization().schema.as_str();
        let (file, thumbnail) = (std::mem::take(&mut paper.bytes), paper.thumbnail.take());
        let fresh = Fresh {
            id: ReceiptId::new(),
            name,
            bytes: u64::try_from(file.len()).unwrap_or_default(),
            key: Store::fresh_key(schema),
            thumbnail_key: thumbnail.as_ref().map(|_| Store::fresh_key(schema)),
            paper,
        };
        if store.put(&fresh.key, file).await.is_err() {
            tracing::warn!("the demo organization has no receipts: their store is away");
            return Ok(());
        }
        if let (Some(key), Some(thumbnail)) = (&fresh.thumbnail_key, thumbnail) {
            store.put(key, thumbnail).await?;
        }
        ready.push((wanting, fresh));
    }
    while !ready.is_empty() {
        let rest = ready.split_off(ready.len().min(AT_ONCE));
        let part = std::mem::replace(&mut ready, rest);
        org.run(move |conn| {
            part.iter().try_for_each(|(wanting, fresh)| {
                attaching::provide(conn, wanting.expense, wanting.member, fresh, wanting.at)
            })
        })
        .await?;
    }
    Ok(())
}
