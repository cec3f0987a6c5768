//! Pure values without input or output: money, currencies, dates, addresses, faults. Imports nothing of the crate.
//!
//! Every type here is made by `parse`, which answers a [`Fault`] (a code and its parameters) when the text won't
//! do; once made, a value needs no further check. Columns read from the database are trusted to have been written
//! by the same types, so a rule that became stricter never makes an old row unreadable.

mod column;
pub mod currency;
pub mod dates;
pub mod email;
pub mod fault;
pub mod format;
pub mod id;
pub mod locale;
pub mod money;
mod numeral;
pub mod numeric;
pub mod password;
pub mod text;
pub mod theme;
pub mod timezone;

pub(crate) use column::text_column;
pub use currency::Currency;
pub use dates::{Month, SpentOn};
pub use email::Email;
pub use fault::{Fault, FieldErrors};
pub use format::Format;
pub use locale::{Locale, TextDirection};
pub use money::{Amount, Money, Rate};
pub use password::Password;
pub use text::{Merchant, Note, OrganizationName, PersonName};
pub use timezone::Timezone;
