//! The plain SQL client that the program is held against: libpq and nothing round it.

use crate::Outcome;
use pq_sys::{ConnStatusType, ExecStatusType, PGconn, PGresult};
use std::ffi::{CStr, CString, c_char, c_int};
use std::ptr;

/// One connection.
pub struct Plain(*mut PGconn);

/// Parameters as text, as PostgreSQL writes them.
pub struct Parameters {
    texts: Vec<Option<CString>>,
}

impl Parameters {
    pub fn new(texts: &[Option<String>]) -> Outcome<Self> {
        let texts = texts.iter().map(|text| text.clone().map(CString::new).transpose());
        Ok(Self { texts: texts.collect::<Result<_, _>>()? })
    }

    fn pointers(&self) -> Vec<*const c_char> {
        self.texts.iter().map(|text| text.as_ref().map_or(ptr::null(), |text| text.as_ptr())).collect()
    }
}

/// A result; freed when dropped.
struct Rows(*mut PGresult);

impl Drop for Rows {
    fn drop(&mut self) {
        // SAFETY: the pointer came from libpq and is freed once.
        unsafe { pq_sys::PQclear(self.0) }
    }
}

impl Drop for Plain {
    fn drop(&mut self) {
        // SAFETY: the pointer came from libpq and is freed once.
        unsafe { pq_sys::PQfinish(self.0) }
    }
}

impl Plain {
    pub fn connect(url: &str) -> Outcome<Self> {
        let url = CString::new(url)?;
        // SAFETY: `url` is a C string; libpq answers a connection or null, and `drop` takes both.
        let plain = Self(unsafe { pq_sys::PQconnectdb(url.as_ptr()) });
        // SAFETY: libpq takes null here and answers "bad".
        match unsafe { pq_sys::PQstatus(plain.0) } {
            ConnStatusType::CONNECTION_OK => Ok(plain),
            _ => Err(plain.error()),
        }
    }

    /// Runs one or more statements without parameters.
    pub fn run(&mut self, sql: &str) -> Outcome<()> {
        let sql = CString::new(sql)?;
        // SAFETY: the connection lives as long as `self`, `sql` as long as the call.
        self.read(unsafe { pq_sys::PQexec(self.0, sql.as_ptr()) }).map(|_| ())
    }

    /// The one number that a query answers.
    pub fn number(&mut self, sql: &str) -> Outcome<i64> {
        let sql = CString::new(sql)?;
        // SAFETY: as in `run`.
        let rows = Rows(unsafe { pq_sys::PQexec(self.0, sql.as_ptr()) });
        self.check(&rows)?;
        // SAFETY: libpq answers an empty or null text where there is no such field.
        let text = unsafe { pq_sys::PQgetvalue(rows.0, 0, 0) };
        if text.is_null() {
            return Err("no row".into());
        }
        // SAFETY: a text result ends in NUL and lives as long as `rows`.
        Ok(unsafe { CStr::from_ptr(text) }.to_str()?.parse()?)
    }

    /// The first column of all rows.
    pub fn column(&mut self, sql: &str) -> Outcome<Vec<String>> {
        let sql = CString::new(sql)?;
        // SAFETY: as in `run`.
        let rows = Rows(unsafe { pq_sys::PQexec(self.0, sql.as_ptr()) });
        self.check(&rows)?;
        // SAFETY: the row numbers lie within what libpq says it has, and `rows` lives.
        let texts = (0..unsafe { pq_sys::PQntuples(rows.0) }).map(|row| unsafe {
            CStr::from_ptr(pq_sys::PQgetvalue(rows.0, row, 0)).to_string_lossy().into_owned()
        });
        Ok(texts.collect())
    }

    /// Prepares a statement; the server finds out the types of its parameters.
    pub fn prepare(&mut self, name: &CStr, sql: &str) -> Outcome<()> {
        let sql = CString::new(sql)?;
        // SAFETY: as in `run`.
        let result = unsafe { pq_sys::PQprepare(self.0, name.as_ptr(), sql.as_ptr(), 0, ptr::null()) };
        self.read(result).map(|_| ())
    }

    /// Runs a prepared statement with binary results, as the program does; looks at every value, answers their bytes.
    pub fn run_prepared(&mut self, name: &CStr, parameters: &Parameters) -> Outcome<u64> {
        let pointers = parameters.pointers();
        let count = c_int::try_from(pointers.len())?;
        // SAFETY: `pointers` holds `count` C strings or nulls, all text, which live as long as the call.
        let result = unsafe {
            pq_sys::PQexecPrepared(
                self.0,
                name.as_ptr(),
                count,
                pointers.as_ptr(),
                ptr::null(),
                ptr::null(),
                1,
            )
        };
        self.read(result)
    }

    /// Runs a statement as a client does that was not told to prepare it: sent whole, planned anew, results as text.
    pub fn run_unprepared(&mut self, sql: &CStr, parameters: &Parameters) -> Outcome<u64> {
        let pointers = parameters.pointers();
        let count = c_int::try_from(pointers.len())?;
        // SAFETY: as in `run_prepared`.
        let result = unsafe {
            pq_sys::PQexecParams(
                self.0,
                sql.as_ptr(),
                count,
                ptr::null(),
                pointers.as_ptr(),
                ptr::null(),
                ptr::null(),
                0,
            )
        };
        self.read(result)
    }

    fn read(&self, result: *mut PGresult) -> Outcome<u64> {
        let rows = Rows(result);
        self.check(&rows)?;
        let mut bytes = 0;
        // SAFETY: rows and fields lie within what libpq says it has, and `rows` lives.
        unsafe {
            for row in 0..pq_sys::PQntuples(rows.0) {
                for field in 0..pq_sys::PQnfields(rows.0) {
                    let length = usize::try_from(pq_sys::PQgetlength(rows.0, row, field))?;
                    let value = pq_sys::PQgetvalue(rows.0, row, field).cast::<u8>();
                    bytes += std::slice::from_raw_parts(value, length)
                        .iter()
                        .map(|byte| u64::from(*byte))
                        .sum::<u64>();
                }
            }
        }
        Ok(bytes)
    }

    fn check(&self, rows: &Rows) -> Outcome<()> {
        // SAFETY: libpq takes null here and answers a fatal error.
        match unsafe { pq_sys::PQresultStatus(rows.0) } {
            ExecStatusType::PGRES_COMMAND_OK | ExecStatusType::PGRES_TUPLES_OK => Ok(()),
            _ => Err(self.error()),
        }
    }

    fn error(&self) -> Box<dyn std::error::Error + Send + Sync> {
        // SAFETY: libpq answers a C string that lives until the next call, for null too.
        unsafe { CStr::from_ptr(pq_sys::PQerrorMessage(self.0)) }.to_string_lossy().trim().to_owned().into()
    }
}
