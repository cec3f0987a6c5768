//! Environment and flags become typed settings, once, with every fault reported at start by the setting's name.

use crate::mail::settings::{MailSettings, Sender, SmtpSettings};
use crate::receipts::Location;
use crate::tenancy::settings::PoolSettings;
use crate::web::client::TrustedProxies;
use crate::web::keyring::{KEY_LENGTH, Keyring};
use crate::web::public_url::{PublicUrl, Scheme};
use crate::words::Languages;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use std::fs;
use std::io::Write;
use std::net::SocketAddr;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use url::Url;

const DEFAULT_DATA_DIR: &str = "./data";

/// Settings as typed: each from its flag or its environment variable.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Settings")]
pub struct RawSettings {
    /// PostgreSQL for requests; unset: an embedded server
    #[arg(long, env = "DATABASE_URL", global = true, hide_env_values = true, value_name = "URL")]
    pub database_url: Option<String>,
    /// PostgreSQL, direct, as the owner of all tables; unset: the same login as DATABASE_URL
    #[arg(
        long,
        env = "OUTLAY_OWNER_DATABASE_URL",
        global = true,
        hide_env_values = true,
        value_name = "URL"
    )]
    pub owner_database_url: Option<String>,
    /// Where the embedded server and the secret key are kept [default: ./data]
    #[arg(long, env = "OUTLAY_DATA_DIR", global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// Directory with the programs of PostgreSQL 14 or newer for the embedded server; unset: searched
    #[arg(long, env = "OUTLAY_POSTGRES_BIN", global = true, value_name = "DIR")]
    pub postgres_bin: Option<PathBuf>,
    /// Address to listen on [default: 127.0.0.1:8080]
    #[arg(long, env = "OUTLAY_LISTEN", global = true, value_name = "ADDRESS:PORT")]
    pub listen: Option<String>,
    /// Domain of the public pages; organizations are its subdomains [default: localhost]
    #[arg(long, env = "OUTLAY_BASE_DOMAIN", global = true, value_name = "DOMAIN")]
    pub base_domain: Option<String>,
    /// Scheme and port as people see them, e.g. `https://outlay.example` [default: http and the port listened on]
    #[arg(long, env = "OUTLAY_PUBLIC_URL", global = true, value_name = "URL")]
    pub public_url: Option<String>,
    /// Keys of 32 bytes in base64, newest first, separated by commas; unset: made and kept in the data directory
    #[arg(long, env = "OUTLAY_SECRET_KEY", global = true, hide_env_values = true, value_name = "KEYS")]
    pub secret_key: Option<String>,
    /// The server that takes mail: `smtps://user:password@host:port`, or `smtp://` with STARTTLS; unset: mail waits
    #[arg(long, env = "OUTLAY_SMTP_URL", global = true, hide_env_values = true, value_name = "URL")]
    pub smtp_url: Option<String>,
    /// The address that mail is sent from [default: outlay, at the base domain]
    #[arg(long, env = "OUTLAY_MAIL_FROM", global = true, value_name = "ADDRESS")]
    pub mail_from: Option<String>,
    /// Who may sign up: open, code or closed [default: open]
    #[arg(long, env = "OUTLAY_SIGNUP", global = true, value_name = "WHO")]
    pub signup: Option<String>,
    /// The code that sign-up asks for with OUTLAY_SIGNUP=code
    #[arg(long, env = "OUTLAY_SIGNUP_CODE", global = true, hide_env_values = true, value_name = "CODE")]
    pub signup_code: Option<String>,
    /// Networks of proxies whose X-Forwarded-For is believed, separated by commas
    #[arg(long, env = "OUTLAY_TRUSTED_PROXIES", global = true, value_name = "NETWORKS")]
    pub trusted_proxies: Option<String>,
    /// Limits on tries: on, or off for load tests [default: on]
    #[arg(long, env = "OUTLAY_RATE_LIMIT", global = true, value_name = "on|off")]
    pub rate_limit: Option<String>,
    /// A database role for each organization: on, or off for Citus and large pooler set-ups [default: on]
    #[arg(long, env = "OUTLAY_TENANT_ROLES", global = true, value_name = "on|off")]
    pub tenant_roles: Option<String>,
    /// Prepared statements: on, or off behind pgbouncer in transaction mode [default: on]
    #[arg(long, env = "OUTLAY_STATEMENT_CACHE", global = true, value_name = "on|off")]
    pub statement_cache: Option<String>,
    /// Sub-pools that organizations are spread over [default: 16]
    #[arg(long, env = "OUTLAY_POOLS", global = true, value_name = "COUNT")]
    pub pools: Option<String>,
    /// Connections of each sub-pool [default: 1]
    #[arg(long, env = "OUTLAY_POOL_CONNECTIONS", global = true, value_name = "COUNT")]
    pub pool_connections: Option<String>,
    /// Connections for requests that are held up in their sub-pool, or 0 [default: 4]
    #[arg(long, env = "OUTLAY_SPARE_CONNECTIONS", global = true, value_name = "COUNT")]
    pub spare_connections: Option<String>,
    /// Empty schemas kept ready for sign-ups [default: 24]
    #[arg(long, env = "OUTLAY_READY_SCHEMAS", global = true, value_name = "COUNT")]
    pub ready_schemas: Option<String>,
    /// Where the files of receipts are kept: `file:///srv/outlay/receipts` or `s3://bucket/prefix`, the
    /// rest by AWS_* [default: receipts, in the data directory]
    #[arg(long, env = "OUTLAY_STORAGE_URL", global = true, value_name = "URL")]
    pub storage_url: Option<String>,
    /// What an organization may keep of receipts, in MB [default: 2048]
    #[arg(long, env = "OUTLAY_STORAGE_QUOTA", global = true, value_name = "MB")]
    pub storage_quota: Option<String>,
    /// What to log, e.g. info or outlay=debug [default: info]
    #[arg(long, env = "OUTLAY_LOG", global = true, value_name = "FILTER")]
    pub log: Option<String>,
    /// Other languages than those that are whole, for tests: no flag and no variable leads here
    #[arg(skip)]
    pub languages: Option<Languages>,
}

/// Everything the program was told, checked.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The databases, or none for the embedded server.
    pub database: Option<DatabaseUrls>,
    /// Where the embedded server and the secret key are kept.
    pub data_dir: PathBuf,
    /// Whether `data_dir` is only the default.
    pub data_dir_is_default: bool,
    /// The embedded server's programs, where they were named.
    pub postgres_bin: Option<PathBuf>,
    /// Where to listen.
    pub listen: SocketAddr,
    /// The base domain, lower case.
    pub base_domain: String,
    /// Scheme and port as people see them; none: http and the port listened on.
    pub public: Option<(Scheme, Option<u16>)>,
    /// The keys, where they were given.
    pub keyring: Option<Keyring>,
    /// How mail leaves.
    pub mail: MailSettings,
    /// Who may sign up.
    pub signup: Signup,
    /// Proxies that are believed.
    pub trusted_proxies: TrustedProxies,
    /// Whether tries are limited.
    pub rate_limit: bool,
    /// Whether each organization has a role.
    pub tenant_roles: bool,
    /// The pools.
    pub pools: PoolSettings,
    /// Ready schemas to keep.
    pub ready_schemas: usize,
    /// Where receipts are kept, and how many.
    pub receipts: ReceiptSettings,
    /// The languages that pages are offered in.
    pub languages: Languages,
}

/// Where receipts are kept, and how many.
#[derive(Debug, Clone)]
pub struct ReceiptSettings {
    /// Where; none: in the data directory.
    pub location: Option<Location>,
    /// What an organization may keep, in bytes.
    pub quota: u64,
}

/// The logins of an outside PostgreSQL.
#[derive(Debug, Clone)]
pub struct DatabaseUrls {
    /// For requests.
    pub serving: String,
    /// For DDL; none where separation is off.
    pub owner: Option<String>,
}

/// Who may make an organization on the web.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signup {
    /// Everybody.
    Open,
    /// Whoever has this code.
    Code(String),
    /// Nobody; the command line still can.
    Closed,
}

/// One setting that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name}: {problem}")]
pub struct Fault {
    /// The environment variable.
    pub name: &'static str,
    /// What is wrong and what it should be.
    pub problem: String,
}

impl RawSettings {
    /// Checks everything.
    ///
    /// # Errors
    /// All faults at once.
    pub fn parse(self) -> Result<Settings, Vec<Fault>> {
        let mut faults = Faults(Vec::new());
        let listen = faults.keep("OUTLAY_LISTEN", parse_listen(self.listen.as_deref()));
        let base_domain = faults.keep("OUTLAY_BASE_DOMAIN", parse_base_domain(self.base_domain.as_deref()));
        let public =
            faults.keep("OUTLAY_PUBLIC_URL", self.public_url.as_deref().map(parse_public).transpose());
        let keyring =
            faults.keep("OUTLAY_SECRET_KEY", self.secret_key.as_deref().map(parse_keys).transpose());
        let smtp =
            self.smtp_url.as_deref().filter(|url| !url.is_empty()).map(SmtpSettings::parse).transpose();
        let smtp = faults.keep("OUTLAY_SMTP_URL", smtp);
        let from =
            faults.keep("OUTLAY_MAIL_FROM", parse_from(self.mail_from.as_deref(), base_domain.as_deref()));
        let signup =
            faults.keep("OUTLAY_SIGNUP", parse_signup(self.signup.as_deref(), self.signup_code.as_deref()));
        let proxies = faults.keep("OUTLAY_TRUSTED_PROXIES", parse_proxies(self.trusted_proxies.as_deref()));
        let rate_limit = faults.keep("OUTLAY_RATE_LIMIT", parse_switch(self.rate_limit.as_deref()));
        let tenant_roles = faults.keep("OUTLAY_TENANT_ROLES", parse_switch(self.tenant_roles.as_deref()));
        let statement_cache =
            faults.keep("OUTLAY_STATEMENT_CACHE", parse_switch(self.statement_cache.as_deref()));
        let lanes = faults.keep("OUTLAY_POOLS", parse_count(self.pools.as_deref(), 16, 1, 64));
        let per_lane =
            faults.keep("OUTLAY_POOL_CONNECTIONS", parse_count(self.pool_connections.as_deref(), 1, 1, 64));
        let spare =
            faults.keep("OUTLAY_SPARE_CONNECTIONS", parse_count(self.spare_connections.as_deref(), 4, 0, 64));
        let ready =
            faults.keep("OUTLAY_READY_SCHEMAS", parse_count(self.ready_schemas.as_deref(), 24, 4, 1_000));
        let storage_url = self.storage_url.as_deref().filter(|url| !url.is_empty());
        let receipts = faults.keep("OUTLAY_STORAGE_URL", storage_url.map(Location::parse).transpose());
        let quota = faults
            .keep("OUTLAY_STORAGE_QUOTA", parse_count(self.storage_quota.as_deref(), 2048, 1, 100_000_000));
        let database =
            faults.keep("DATABASE_URL", parse_database(self.database_url, self.owner_database_url));
        let parsed = (|| {
            Some(Settings {
                database: database?,
                data_dir_is_default: self.data_dir.is_none(),
                data_dir: self.data_dir.unwrap_or_else(|| PathBuf::from(DEFAULT_DATA_DIR)),
                postgres_bin: self.postgres_bin,
                listen: listen?,
                base_domain: base_domain?,
                public: public?,
                keyring: keyring?,
                mail: MailSettings { smtp: smtp?, from: from?, shown: false },
                signup: signup?,
                trusted_proxies: proxies?,
                rate_limit: rate_limit?,
                tenant_roles: tenant_roles?,
                pools: PoolSettings {
                    lanes: lanes?,
                    connections_per_lane: per_lane?,
                    spare_connections: spare?,
                    statement_cache: statement_cache?,
                    ..PoolSettings::default()
                },
                ready_schemas: ready? as usize,
                receipts: ReceiptSettings { location: receipts?, quota: u64::from(quota?) << 20 },
                languages: self.languages.unwrap_or_default(),
            })
        })();
        parsed.ok_or(faults.0)
    }
}

struct Faults(Vec<Fault>);

impl Faults {
    fn keep<T>(&mut self, name: &'static str, parsed: Result<T, String>) -> Option<T> {
        parsed.map_err(|problem| self.0.push(Fault { name, problem })).ok()
    }
}

impl Settings {
    /// The public addresses, once the port listened on is known.
    pub fn public_url(&self, port: u16) -> PublicUrl {
        let (scheme, port) = self.public.unwrap_or((Scheme::Http, Some(port)));
        PublicUrl::new(scheme, &self.base_domain, port)
    }

    /// Where the files of receipts are kept.
    pub fn storage(&self) -> Location {
        let beside = || Location::Directory(self.data_dir.join("receipts"));
        self.receipts.location.clone().unwrap_or_else(beside)
    }

    /// The keys: those given, else the one in `data_dir`, made at the first start.
    ///
    /// # Errors
    /// When the file cannot be read or made, or holds no key.
    pub fn keyring(&self, data_dir: &Path) -> std::io::Result<Keyring> {
        match &self.keyring {
            Some(keyring) => Ok(keyring.clone()),
            None => kept_key(data_dir),
        }
    }
}

fn kept_key(data_dir: &Path) -> std::io::Result<Keyring> {
    let path = data_dir.join("secret.key");
    if !path.exists() {
        fs::create_dir_all(data_dir)?;
        // Written beside it and linked, so that of two starting at once both keep the first one's key.
        let fresh = data_dir.join(format!("secret.key.{}", std::process::id()));
        let mut file =
            fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&fresh)?;
        file.write_all(STANDARD.encode(Keyring::random().newest()).as_bytes())?;
        file.sync_all()?;
        let linked = fs::hard_link(&fresh, &path);
        fs::remove_file(&fresh)?;
        if let Err(error) = linked
            && error.kind() != std::io::ErrorKind::AlreadyExists
        {
            return Err(error);
        }
    }
    let text = fs::read_to_string(&path)?;
    parse_keys(&text).map_err(|problem| std::io::Error::other(format!("{}: {problem}", path.display())))
}

fn parse_listen(text: Option<&str>) -> Result<SocketAddr, String> {
    let text = text.unwrap_or("127.0.0.1:8080");
    text.parse().map_err(|_| format!("{text:?} is not an address and port like 127.0.0.1:8080"))
}

fn parse_base_domain(text: Option<&str>) -> Result<String, String> {
    let domain = text.unwrap_or("localhost").trim_end_matches('.').to_ascii_lowercase();
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let is_address = domain.parse::<std::net::IpAddr>().is_ok();
    if domain.len() <= 200 && !is_address && domain.split('.').all(is_label) {
        return Ok(domain);
    }
    Err(format!("{domain:?} is not a domain like outlay.example (no scheme, no port, no IP address)"))
}

fn parse_public(text: &str) -> Result<(Scheme, Option<u16>), String> {
    let wrong = || format!("{text:?} is not an address like https://outlay.example or http://localhost:8080");
    let url = Url::parse(text).map_err(|_| wrong())?;
    match url.scheme() {
        "http" => Ok((Scheme::Http, url.port())),
        "https" => Ok((Scheme::Https, url.port())),
        _ => Err(wrong()),
    }
}

fn parse_keys(text: &str) -> Result<Keyring, String> {
    let keys = text.split(',').map(str::trim).map(|key| {
        let bytes = STANDARD.decode(key).or_else(|_| URL_SAFE_NO_PAD.decode(key)).unwrap_or_default();
        <[u8; KEY_LENGTH]>::try_from(bytes)
            .map_err(|_| "each key is 32 bytes in base64; make one with `openssl rand -base64 32`".to_owned())
    });
    let mut keys = keys.collect::<Result<Vec<_>, _>>()?.into_iter();
    let newest = keys.next().ok_or("at least one key is needed")?;
    Ok(Keyring::new(newest, keys.collect()))
}

fn parse_from(text: Option<&str>, base_domain: Option<&str>) -> Result<Sender, String> {
    match text {
        Some(text) => Sender::parse(text),
        None => Sender::parse(&format!("outlay@{}", base_domain.unwrap_or("localhost"))),
    }
}

fn parse_signup(who: Option<&str>, code: Option<&str>) -> Result<Signup, String> {
    match who.unwrap_or("open") {
        "open" => Ok(Signup::Open),
        "closed" => Ok(Signup::Closed),
        "code" => match code.map(str::trim) {
            Some(code) if !code.is_empty() => Ok(Signup::Code(code.to_owned())),
            _ => Err("`code` needs OUTLAY_SIGNUP_CODE as well".to_owned()),
        },
        other => Err(format!("{other:?} is none of open, code, closed")),
    }
}

fn parse_proxies(text: Option<&str>) -> Result<TrustedProxies, String> {
    let parts = text.unwrap_or_default().split(',').map(str::trim).filter(|part| !part.is_empty());
    let nets = parts.map(|part| {
        let address = std::net::IpAddr::from_str(part).map(ipnet::IpNet::from);
        address.or_else(|_| part.parse()).map_err(|_| format!("{part:?} is not a network like 10.0.0.0/8"))
    });
    nets.collect::<Result<_, _>>().map(TrustedProxies)
}

fn parse_switch(text: Option<&str>) -> Result<bool, String> {
    match text.unwrap_or("on") {
        "on" => Ok(true),
        "off" => Ok(false),
        other => Err(format!("{other:?} is neither on nor off")),
    }
}

fn parse_count(text: Option<&str>, default: u32, least: u32, most: u32) -> Result<u32, String> {
    let Some(text) = text else { return Ok(default) };
    text.parse()
        .ok()
        .filter(|count| (least..=most).contains(count))
        .ok_or_else(|| format!("{text:?} is not a number from {least} to {most}"))
}

fn parse_database(serving: Option<String>, owner: Option<String>) -> Result<Option<DatabaseUrls>, String> {
    let is_database = |text: &str| {
        text.starts_with("postgres://") || text.starts_with("postgresql://") || text.contains("host=")
    };
    match (serving.filter(|text| !text.is_empty()), owner.filter(|text| !text.is_empty())) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err("OUTLAY_OWNER_DATABASE_URL is set, so this has to be set as well".to_owned()),
        (Some(serving), owner) if is_database(&serving) && owner.as_deref().is_none_or(is_database) => {
            Ok(Some(DatabaseUrls { serving, owner }))
        }
        _ => Err("this or OUTLAY_OWNER_DATABASE_URL is not an address like postgres://login@host/database"
            .to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_set_is_the_embedded_server_on_localhost() {
        let settings = RawSettings::default().parse().unwrap();
        assert!(settings.database.is_none() && settings.data_dir_is_default && settings.rate_limit);
        assert_eq!(settings.public_url(8080).organization_origin("demo"), "http://demo.localhost:8080");
    }

    #[test]
    fn every_fault_is_reported_by_its_name() {
        let faults = RawSettings {
            listen: Some("here".into()),
            base_domain: Some("http://x".into()),
            public_url: Some("ftp://x".into()),
            secret_key: Some("short".into()),
            smtp_url: Some("mail.example:25".into()),
            mail_from: Some("nobody".into()),
            signup: Some("code".into()),
            trusted_proxies: Some("10.0.0.0/99".into()),
            rate_limit: Some("maybe".into()),
            pools: Some("0".into()),
            storage_url: Some("s4://bucket".into()),
            storage_quota: Some("0".into()),
            owner_database_url: Some("postgres://x".into()),
            ..RawSettings::default()
        }
        .parse()
        .unwrap_err();
        let names: Vec<_> = faults.iter().map(|fault| fault.name).collect();
        assert_eq!(
            names,
            [
                "OUTLAY_LISTEN",
                "OUTLAY_BASE_DOMAIN",
                "OUTLAY_PUBLIC_URL",
                "OUTLAY_SECRET_KEY",
                "OUTLAY_SMTP_URL",
                "OUTLAY_MAIL_FROM",
                "OUTLAY_SIGNUP",
                "OUTLAY_TRUSTED_PROXIES",
                "OUTLAY_RATE_LIMIT",
                "OUTLAY_POOLS",
                "OUTLAY_STORAGE_URL",
                "OUTLAY_STORAGE_QUOTA",
                "DATABASE_URL"
            ]
        );
    }

    #[test]
    fn the_port_of_the_scheme_is_left_out() {
        let settings = RawSettings {
            base_domain: Some("Outlay.Example.".into()),
            public_url: Some("https://outlay.example".into()),
            ..RawSettings::default()
        };
        let public = settings.parse().unwrap().public_url(8080);
        assert_eq!(public.organization_origin("acme"), "https://acme.outlay.example");
        assert!(public.is_https() && !public.is_localhost());
    }
}
