//! `GET /expenses/export.csv`: exactly what the list shows, in its order, as a file (RFC 4180).
//!
//! The rows are those of one statement, so of one moment. They go to a file without a name first, one at a time, and
//! from there to the reader: a slow one holds no connection to the database, and no more is in memory than a block. All of it runs beside the lanes of
//! pages.

use super::filter::Typed;
use super::list::{self, Asked};
use super::listing::{self, Exported};
use super::present;
use super::queries::Expense;
use crate::categories;
use crate::domain::currency::Currency;
use crate::domain::fault::{Fault, FieldErrors};
use crate::error::AppError;
use crate::identity::members;
use crate::identity::viewer::Viewer;
use crate::identity::visit::Visit;
use crate::tenancy::TenantConn;
use crate::web::origin;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::{self, Bytes};
use actix_web::{HttpRequest, HttpResponse};
use chrono::SecondsFormat;
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use uuid::Uuid;

/// How much is read of the file at once, in bytes.
const BLOCK: usize = 64 * 1024;

/// The columns; what is added later comes after them.
const COLUMNS: [&str; 17] = [
    "id",
    "spent_on",
    "merchant",
    "note",
    "amount",
    "currency",
    "rate",
    "base_amount",
    "base_currency",
    "status",
    "paid_with",
    "member",
    "entered_by",
    "category",
    "account_code",
    "created_at",
    "version",
];

/// How the file is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Dialect {
    /// Semicolons between fields and commas in numbers, as spreadsheets want them where numbers have commas.
    semicolons: bool,
    /// A byte order mark, by which some spreadsheets know UTF-8.
    mark: bool,
}

impl Dialect {
    /// Reads `sep` and `bom`.
    pub fn parse(typed: &Typed, faults: &mut FieldErrors) -> Self {
        let semicolons = match typed.shown("sep") {
            "" | "," => Ok(false),
            ";" => Ok(true),
            _ => Err(Fault::NotOffered),
        };
        let mark = match typed.shown("bom") {
            "" | "0" => Ok(false),
            "1" => Ok(true),
            _ => Err(Fault::NotOffered),
        };
        Self {
            semicolons: faults.keep("sep", semicolons).unwrap_or_default(),
            mark: faults.keep("bom", mark).unwrap_or_default(),
        }
    }

    fn number(self, number: Decimal) -> String {
        let plain = number.to_string();
        if self.semicolons { plain.replace('.', ",") } else { plain }
    }
}

/// `GET /expenses/export.csv`. An address that can't be read is 422, with the list it would have been of.
pub async fn csv(visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    // A file is a navigation that a foreign page could start with the reader's cookie; a typed address says "none".
    if origin::fetch_site(request.head()).is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return Err(AppError::ForeignOrigin);
    }
    let typed = Typed::read(request.query_string());
    let asked = typed.clone();
    let (viewer, spooled) = visit.run_long(move |conn, viewer| spool(conn, viewer, &asked)).await?;
    let Some(file) = spooled else { return list::answer(&visit, typed).await };
    let name = format!("attachment; filename=\"expenses-{}.csv\"", viewer.today());
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8; header=present")
        .insert_header((CONTENT_DISPOSITION, name))
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .streaming(blocks(file)))
}

/// The file's blocks, each read when the one before has gone.
fn blocks(file: File) -> impl futures_util::Stream<Item = Result<Bytes, AppError>> {
    futures_util::stream::try_unfold(file, |mut file| async move {
        let read = web::block(move || {
            let mut block = vec![0; BLOCK];
            let length = file.read(&mut block)?;
            block.truncate(length);
            Ok::<_, io::Error>((block, file))
        });
        let (block, file) = read.await.map_err(AppError::internal)?.map_err(AppError::internal)?;
        Ok((!block.is_empty()).then(|| (Bytes::from(block), file)))
    })
}

/// Writes all rows to a file; none where the address can't be read.
fn spool(conn: &mut TenantConn<'_>, viewer: &Viewer, typed: &Typed) -> Result<Option<File>, AppError> {
    let Asked { scope, filter, faults, categories, names, dialect, .. } = list::ask(conn, viewer, typed)?;
    if !faults.is_empty() {
        return Ok(None);
    }
    let names = match names {
        Some(names) => names,
        None => members::list_names(conn)?,
    };
    let mut file = nameless().map_err(AppError::internal)?;
    let mut out = BufWriter::new(&mut file);
    if dialect.mark {
        out.write_all("\u{FEFF}".as_bytes()).map_err(AppError::internal)?;
    }
    let mut table = csv::WriterBuilder::new()
        .delimiter(if dialect.semicolons { b';' } else { b',' })
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    table.write_record(COLUMNS).map_err(AppError::internal)?;
    let ledger =
        Ledger { base: viewer.organization.currency, categories: &categories, names: &names, dialect };
    let filter = listing::with_families(&filter, &categories);
    listing::each(conn, scope, &filter, |exported| {
        table.write_record(ledger.record(&exported)?).map_err(AppError::internal)
    })?;
    table.flush().map_err(AppError::internal)?;
    drop(table);
    file.rewind().map_err(AppError::internal)?;
    Ok(Some(file))
}

/// A file that nobody else can open and that goes with its last reader.
fn nameless() -> io::Result<File> {
    let path = std::env::temp_dir().join(format!("outlay-{}.csv", Uuid::new_v4()));
    let file = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&path)?;
    fs::remove_file(&path)?;
    Ok(file)
}

/// What a row needs besides the expense.
struct Ledger<'a> {
    base: Currency,
    categories: &'a [categories::Category],
    names: &'a HashMap<Uuid, String>,
    dialect: Dialect,
}

impl Ledger<'_> {
    fn record(&self, (expense, entered_by): &Exported) -> Result<[String; COLUMNS.len()], AppError> {
        let category = expense.category_id.and_then(|id| categories::resolve(self.categories, id));
        let name = |member: Uuid| self.names.get(&member).map(|name| text(name)).unwrap_or_default();
        let number = |number: Decimal| self.dialect.number(number);
        Ok([
            expense.id.to_string(),
            expense.spent_on.to_string(),
            text(&expense.merchant),
            text(&expense.note),
            number(present::money_of(expense, self.base)?.amount()),
            expense.currency.clone(),
            expense.rate.map(|rate| number(rate.normalize())).unwrap_or_default(),
            self.base_amount(expense)?.map(number).unwrap_or_default(),
            self.base.code().to_owned(),
            expense.stands()?.code().to_owned(),
            expense.paid_with.clone(),
            name(expense.member_id.uuid()),
            name(*entered_by),
            category.map(|category| text(&category.name)).unwrap_or_default(),
            category.and_then(|category| category.account_code.as_deref()).map(text).unwrap_or_default(),
            expense.created_at.to_rfc3339_opts(SecondsFormat::Secs, true),
            expense.version.to_string(),
        ])
    }

    fn base_amount(&self, expense: &Expense) -> Result<Option<Decimal>, AppError> {
        Ok(present::base_of(expense, self.base)?.map(|money| money.amount()))
    }
}

/// Text that no spreadsheet takes for a formula: an apostrophe stands before what would begin one, and before such
/// apostrophes themselves, so that taking one away gives the text back.
fn text(text: &str) -> String {
    let begins = text
        .trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}']);
    if begins { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_begins_a_formula_gets_an_apostrophe() {
        for typed in ["=1+1", "+43 1", "-5", "@SUM(A1)", "\tx", "\rx", "'=1", "\u{FF1D}1"] {
            assert_eq!(text(typed), format!("'{typed}"), "{typed:?}");
        }
        for typed in ["", "Café", "'quoted'", "a=b", "12.50", "3 - 1"] {
            assert_eq!(text(typed), typed);
        }
    }

    proptest! {
        #[test]
        fn taking_the_apostrophe_away_gives_the_text_back(typed in "['=+@a-]{0,6}.*") {
            let written = text(&typed);
            let back = written.strip_prefix('\'').filter(|rest| text(rest) == written);
            prop_assert_eq!(back.unwrap_or(&written), typed.as_str());
        }
    }
}
