//! The connection strings, and the roles and the database that every cluster has.

use std::os::unix::ffi::OsStrExt;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, sql_query, sql_types::Bool};

use super::error::EmbeddedError;
use super::postmaster::Postmaster;

/// The cluster's owner, a superuser: migrations, provisioning.
pub(super) const OWNER: &str = "outlay";
/// The login for requests: no rights by itself but to connect and to take on the organizations' roles.
pub(super) const SERVING: &str = "outlay_serve";
/// The database.
pub(super) const DATABASE: &str = "outlay";

/// A connection string for libpq; a URL that begins with three slashes, as there is no host but a socket.
pub(super) fn url(server: &Postmaster, login: &str, database: &str) -> String {
    let host: String = server.socket_dir.as_os_str().as_bytes().iter().map(|byte| escaped(*byte)).collect();
    format!("postgresql:///{database}?host={host}&port={port}&user={login}", port = server.port)
}

/// Makes what is missing; writes nothing when all is there.
pub(super) fn prepare(server: &Postmaster) -> Result<(), EmbeddedError> {
    let refused = |source| EmbeddedError::Connect { socket: server.socket_dir.clone(), source };
    #[expect(clippy::disallowed_methods, reason = "before there is a database to keep a pool for")]
    let established = PgConnection::establish(&url(server, OWNER, "postgres"));
    let mut conn = established.map_err(refused)?;
    let present: Present = sql_query(PRESENT).get_result(&mut conn)?;
    if !present.role {
        conn.batch_execute(
            "CREATE ROLE outlay_serve LOGIN NOSUPERUSER NOINHERIT NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS",
        )?;
    }
    if !present.database {
        conn.batch_execute("CREATE DATABASE outlay OWNER outlay")?;
    }
    if !present.closed {
        conn.batch_execute(
            "REVOKE CONNECT, TEMPORARY ON DATABASE outlay FROM PUBLIC; GRANT CONNECT ON DATABASE outlay TO outlay_serve",
        )?;
    }
    Ok(())
}

/// What of it is there, and is the database closed to PUBLIC and open to the serving login?
const PRESENT: &str = "
SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'outlay_serve') AS role,
       EXISTS (SELECT FROM pg_database WHERE datname = 'outlay') AS database,
       coalesce((SELECT bool_and(acl.grantee <> 0) AND bool_or(r.rolname IS NOT NULL AND acl.privilege_type = 'CONNECT')
                   FROM pg_database d
                  CROSS JOIN LATERAL aclexplode(d.datacl) acl
                   LEFT JOIN pg_roles r ON r.oid = acl.grantee AND r.rolname = 'outlay_serve'
                  WHERE d.datname = 'outlay'), false) AS closed";

#[derive(QueryableByName)]
struct Present {
    #[diesel(sql_type = Bool)]
    role: bool,
    #[diesel(sql_type = Bool)]
    database: bool,
    #[diesel(sql_type = Bool)]
    closed: bool,
}

fn escaped(byte: u8) -> String {
    match byte {
        b'/' | b'.' | b'_' | b'-' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    }
}
