#!/bin/sh
# Run once by the postgres image, when it makes its cluster: the login for requests. It inherits nothing and may do
# nothing by itself; `outlay migrate` grants it what it needs.
set -eu
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -v password="$OUTLAY_SERVE_PASSWORD" <<'SQL'
CREATE ROLE outlay_serve LOGIN NOSUPERUSER NOINHERIT NOCREATEDB NOCREATEROLE PASSWORD :'password';
REVOKE CONNECT, TEMPORARY ON DATABASE outlay FROM PUBLIC;
GRANT CONNECT ON DATABASE outlay TO outlay_serve;
SQL
