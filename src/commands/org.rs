//! `outlay org create | list | show | suspend | resume | reindex`.

use super::ground::{Ground, on_ground};
use super::{CommandError, print_json};
use crate::categories;
use crate::domain::currency::Currency;
use crate::domain::email::Email;
use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::locale::Locale;
use crate::domain::password::Password;
use crate::domain::text::{OrganizationName, PersonName};
use crate::domain::timezone::Timezone;
use crate::expenses;
use crate::identity::addresses;
use crate::identity::members::{self, NewMember, NewOrganization};
use crate::identity::passwords::Passwords;
use crate::onboarding::create::{self, Created, Plan, Stock};
use crate::policy::role::Role;
use crate::settings::Settings;
use crate::tenancy::organization::State;
use crate::tenancy::resolve::Org;
use crate::tenancy::{self, Organization, Slug, Tenants};
use chrono::Utc;
use serde::Serialize;
use std::collections::HashMap;
use std::io::Read;
use std::sync::Arc;

/// What `org create` is told.
#[derive(Debug, clap::Args)]
pub struct CreateArgs {
    /// Name of the organization
    #[arg(long)]
    name: String,
    /// Its subdomain
    #[arg(long)]
    slug: String,
    /// Name of its first owner
    #[arg(long)]
    owner_name: String,
    /// E-mail address of its first owner
    #[arg(long)]
    email: String,
    /// Password of its first owner; other people on this machine may see it, --password-file is safer
    #[arg(long, conflicts_with = "password_file", required_unless_present = "password_file")]
    password: Option<String>,
    /// File with the password in its first line; - for standard input
    #[arg(long, value_name = "FILE")]
    password_file: Option<String>,
    /// Base currency, ISO 4217
    #[arg(long, default_value = "EUR")]
    currency: String,
    /// Time zone, IANA
    #[arg(long, default_value = "UTC")]
    timezone: String,
    /// Locale, BCP 47
    #[arg(long, default_value = "en")]
    locale: String,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// Makes an organization.
///
/// # Errors
/// When an argument is wrong, the slug is taken, or the database is away.
pub fn create(settings: &Settings, args: CreateArgs) -> Result<(), CommandError> {
    let (slug, organization, owner, password) = parse(&args)?;
    let language = settings.languages.of([organization.locale.as_str()]);
    let created = run(settings, async |ground, tenants| {
        let passwords = Passwords::start().map_err(CommandError::failed)?;
        let password_hash = Some(passwords.hash("command line", password).await?);
        let plan = Plan {
            slug: slug.clone(),
            organization,
            owner: NewMember { password_hash, ..owner },
            categories: categories::defaults(language),
            claimed_by: Vec::new(),
            verification: None,
        };
        let created = create::create(&tenants, Stock::CommandLine(&ground.database), plan).await?;
        if let Created::Active { organization, .. } = &created {
            let keyring = settings.keyring(ground.data_dir()).map_err(CommandError::failed)?;
            addresses::reindex(&Org::new(Arc::clone(organization), tenants), &keyring).await;
        }
        Ok(created)
    })?;
    let organization = match created {
        Created::Active { organization, .. } => organization,
        Created::Taken => return Err(CommandError::failed(Fault::SlugTaken { slug: args.slug })),
        Created::NoneReady => return Err(CommandError::failed("no schema could be made ready")),
    };
    let url = settings.public_url(settings.listen.port()).organization_origin(organization.slug.as_str());
    if args.json {
        return print_json(&serde_json::json!({
            "slug": organization.slug.as_str(), "schema": organization.schema.as_str(), "url": url,
        }));
    }
    println!("{url}");
    Ok(())
}

fn parse(args: &CreateArgs) -> Result<(Slug, NewOrganization, NewMember, Password), CommandError> {
    let typed = match (&args.password, args.password_file.as_deref()) {
        (Some(password), _) => password.clone(),
        (None, Some("-")) => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text).map_err(CommandError::failed)?;
            text
        }
        (None, Some(file)) => {
            std::fs::read_to_string(file).map_err(|error| CommandError::Usage(format!("{file}: {error}")))?
        }
        (None, None) => String::new(),
    };
    let mut errors = FieldErrors::default();
    let slug = errors.keep("--slug", Slug::parse(&args.slug));
    let name = errors.keep("--name", OrganizationName::parse(&args.name));
    let owner_name = errors.keep("--owner-name", PersonName::parse(&args.owner_name));
    let email = errors.keep("--email", Email::parse(&args.email));
    let password = errors.keep("--password", Password::parse(typed.lines().next().unwrap_or_default()));
    let currency = errors.keep("--currency", Currency::parse(&args.currency));
    let timezone = errors.keep("--timezone", Timezone::parse(&args.timezone));
    let locale = errors.keep("--locale", Locale::parse(&args.locale));
    let parsed = (|| {
        let organization = NewOrganization {
            name: name?,
            currency: currency?,
            timezone: timezone?,
            locale: locale?,
            demo: false,
        };
        let owner = NewMember {
            email: email?,
            name: owner_name?,
            role: Role::Owner,
            password_hash: None,
            since: Utc::now(),
            deactivated_at: None,
            verified_at: Some(Utc::now()),
        };
        Some((slug?, organization, owner, password?))
    })();
    parsed.ok_or_else(|| {
        let lines: Vec<String> =
            errors.iter().map(|(argument, fault)| format!("{argument}: {fault}")).collect();
        CommandError::Usage(lines.join("\n"))
    })
}

/// One organization as `org list` and `org show` print it.
#[derive(Debug, Serialize)]
struct Listed {
    slug: String,
    schema: String,
    status: &'static str,
    schema_version: String,
    /// Active members; none while the schema is behind this program or cannot be read.
    members: Option<i64>,
    expenses: Option<i64>,
    bytes: i64,
}

/// Lists all organizations.
///
/// # Errors
/// When the database is away.
pub fn list(settings: &Settings, json: bool) -> Result<(), CommandError> {
    let listed = run(settings, async |ground, tenants| {
        let sizes = tenancy::schema_sizes(&ground.database)?;
        let mut listed = Vec::new();
        for organization in tenants.list().await? {
            let organization = Arc::new(organization);
            let counts = count(&tenants, &organization).await.unwrap_or_else(|cause| {
                tracing::warn!(slug = %organization.slug, %cause, "an organization could not be read");
                None
            });
            listed.push(describe(&organization, counts, &sizes));
        }
        Ok(listed)
    })?;
    if json { print_json(&listed) } else { print_table(&listed) }
}

/// Shows one organization.
///
/// # Errors
/// When there is none of that slug, or the database is away.
pub fn show(settings: &Settings, slug: &str, json: bool) -> Result<(), CommandError> {
    let slug = parse_slug(slug)?;
    let listed = run(settings, async |ground, tenants| {
        let sizes = tenancy::schema_sizes(&ground.database)?;
        let organization = Arc::new(find(&tenants, &slug).await?);
        let counts = count(&tenants, &organization).await?;
        Ok(describe(&organization, counts, &sizes))
    })?;
    if json { print_json(&listed) } else { print_table(&[listed]) }
}

/// Suspends an organization, or takes it up again: its own row first, which every page reads, then the registry.
///
/// # Errors
/// When there is none of that slug in the right state, or the database is away.
pub fn set_suspended(settings: &Settings, slug: &str, suspended: bool) -> Result<(), CommandError> {
    let slug = parse_slug(slug)?;
    run(settings, async |_, tenants| {
        let organization = Arc::new(find(&tenants, &slug).await?);
        if !matches!(organization.state, State::Active | State::Suspended) {
            return Err(CommandError::failed(format!("{slug} is {}", organization.state.as_str())));
        }
        let org = Org::new(Arc::clone(&organization), tenants.clone());
        org.run(move |conn| members::set_suspended(conn, suspended, Utc::now())).await?;
        let state = if suspended { State::Suspended } else { State::Active };
        tenants.set_state(organization.id, state).await?;
        if !suspended {
            // Its mail has waited meanwhile.
            tenants.leave_mail_hints(vec![organization.id], Utc::now()).await?;
        }
        Ok(())
    })?;
    println!("{slug} is {}", if suspended { "suspended" } else { "active" });
    Ok(())
}

/// Makes the index of addresses anew, by which people find their organizations: of one organization, or of all.
///
/// # Errors
/// When there is none of that slug, when some could not be read, or the database is away.
pub fn reindex(settings: &Settings, slug: Option<&str>) -> Result<(), CommandError> {
    let slug = slug.map(parse_slug).transpose()?;
    let (done, failed) = run(settings, async |ground, tenants| {
        let keyring = settings.keyring(ground.data_dir()).map_err(CommandError::failed)?;
        let organizations = match &slug {
            Some(slug) => vec![find(&tenants, slug).await?],
            None => tenants.list().await?,
        };
        let (mut done, mut failed) = (0, 0);
        for organization in organizations {
            if !matches!(organization.state, State::Active | State::Suspended) {
                continue;
            }
            let org = Org::new(Arc::new(organization), tenants.clone());
            if addresses::reindex(&org, &keyring).await { done += 1 } else { failed += 1 }
        }
        Ok((done, failed))
    })?;
    println!("{done} organizations indexed");
    if failed > 0 {
        return Err(CommandError::failed(format!(
            "{failed} organizations could not be read; the log says why"
        )));
    }
    Ok(())
}

fn parse_slug(slug: &str) -> Result<Slug, CommandError> {
    Slug::existing(slug).map_err(|fault| CommandError::Usage(fault.to_string()))
}

async fn find(tenants: &Tenants, slug: &Slug) -> Result<Organization, CommandError> {
    let found = tenants.find(slug).await?;
    found.ok_or_else(|| CommandError::failed(format!("there is no organization {slug}")))
}

/// Active members and expenses; none while the schema is behind this program.
async fn count(
    tenants: &Tenants,
    organization: &Arc<Organization>,
) -> Result<Option<(i64, i64)>, CommandError> {
    if organization.schema_version.as_str() < tenants.version() {
        return Ok(None);
    }
    let org = Org::new(Arc::clone(organization), tenants.clone());
    Ok(Some(org.run(|conn| Ok((members::count_active(conn)?, expenses::queries::count_all(conn)?))).await?))
}

fn describe(organization: &Organization, counts: Option<(i64, i64)>, sizes: &HashMap<String, i64>) -> Listed {
    Listed {
        slug: organization.slug.to_string(),
        schema: organization.schema.to_string(),
        status: organization.state.as_str(),
        schema_version: organization.schema_version.clone(),
        members: counts.map(|counts| counts.0),
        expenses: counts.map(|counts| counts.1),
        bytes: sizes.get(organization.schema.as_str()).copied().unwrap_or(0),
    }
}

fn print_table(listed: &[Listed]) -> Result<(), CommandError> {
    let count = |count: Option<i64>| count.map_or_else(|| "-".to_owned(), |count| count.to_string());
    println!(
        "{:<32} {:<12} {:<16} {:>8} {:>10} {:>12}",
        "SLUG", "STATUS", "VERSION", "MEMBERS", "EXPENSES", "BYTES"
    );
    for row in listed {
        println!(
            "{:<32} {:<12} {:<16} {:>8} {:>10} {:>12}",
            row.slug,
            row.status,
            row.schema_version,
            count(row.members),
            count(row.expenses),
            row.bytes
        );
    }
    Ok(())
}

/// Runs an asynchronous command with a handle to all organizations.
fn run<T>(
    settings: &Settings,
    command: impl AsyncFnOnce(&Ground, Tenants) -> Result<T, CommandError>,
) -> Result<T, CommandError> {
    on_ground(settings, |ground| {
        tenancy::set_up_empty(&ground.database)?;
        let tenants = Tenants::new(&ground.database)?;
        actix_web::rt::System::new().block_on(command(ground, tenants))
    })
}
