//! What a change of the base currency means for expenses: not possible once any was submitted; drafts are converted
//! anew.

use crate::domain::currency::Currency;
use crate::error::AppError;
use crate::identity::organization;
use crate::identity::trail::{self, Act, Event, Subject};
use crate::identity::viewer::Viewer;
use crate::organization::BaseCurrency;
use crate::policy::status::Status;
use crate::schema::tenant::expenses;
use crate::tenancy::TenantConn;
use crate::words::phrase;
use diesel::prelude::*;
use rust_decimal::Decimal;
use serde_json::json;
use uuid::Uuid;

/// What the settings of an organization ask of its expenses.
pub const BASE_CURRENCY: BaseCurrency = BaseCurrency { is_fixed, rerate };

/// Whether any expense was ever submitted, even if it is a draft again.
fn is_fixed(conn: &mut TenantConn<'_>) -> Result<bool, AppError> {
    let beyond: Option<Uuid> =
        conn.find(expenses::table.filter(expenses::status.ne("draft")).limit(1).select(expenses::id))?;
    if beyond.is_some() {
        return Ok(true);
    }
    trail::was_ever(conn, Act::ExpenseSubmitted)
}

/// That the base currency is still the one that this unit of work began with. To be asked *after* an expense was
/// written or its row held: who changes the currency waits for all who did either, and lets nobody else do so before the
/// end.
///
/// # Errors
/// [`AppError::Conflict`] when it is another one by now.
pub(super) fn insist(conn: &mut TenantConn<'_>, viewer: &Viewer) -> Result<(), AppError> {
    if organization::counts_in(conn, viewer.organization.currency)? {
        return Ok(());
    }
    Err(AppError::Conflict(phrase!("expenses-currency-changed")))
}

/// In the new currency an amount stands for itself; all others wait for a rate, since nobody gave one yet.
fn rerate(conn: &mut TenantConn<'_>, viewer: &Viewer, base: Currency) -> Result<(), AppError> {
    conn.hold_table(expenses::table)?;
    let drafts: Vec<(Uuid, String, Option<Decimal>)> = conn.load(
        expenses::table.order(expenses::id).select((expenses::id, expenses::currency, expenses::rate)),
    )?;
    // Those who were faster hold nothing any more: what they submitted shows now.
    if is_fixed(conn)? {
        return Err(AppError::Conflict(phrase!("expenses-currency-stays")));
    }
    let changed = (expenses::version.eq(expenses::version + 1), expenses::updated_at.eq(viewer.now));
    let drafts_only = expenses::table.filter(expenses::status.eq(Status::Draft.stored()));
    conn.execute(diesel::update(drafts_only.filter(expenses::currency.eq(base.code()))).set((
        expenses::rate.eq(Some(Decimal::ONE)),
        expenses::base_amount.eq(expenses::amount.nullable()),
        expenses::rate_on.eq(None::<chrono::NaiveDate>),
        expenses::rate_source.eq(None::<String>),
        changed,
    )))?;
    conn.execute(diesel::update(drafts_only.filter(expenses::currency.ne(base.code()))).set((
        expenses::rate.eq(None::<Decimal>),
        expenses::base_amount.eq(None::<Decimal>),
        expenses::rate_on.eq(None::<chrono::NaiveDate>),
        expenses::rate_source.eq(None::<String>),
        changed,
    )))?;
    for (id, currency, rate) in drafts {
        let rate_now = (currency == base.code()).then_some("1");
        let event = Event {
            actor: Some(viewer.id),
            act: Act::ExpenseRerated,
            subject: Subject::Expense(id),
            before: Some(json!({ "rate": rate.map(|rate| rate.normalize().to_string()) })),
            after: Some(json!({ "rate": rate_now })),
        };
        trail::record(conn, event, viewer.now)?;
    }
    Ok(())
}
