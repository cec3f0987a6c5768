//! A new organization in three repeatable steps, for sign-up, the command line and the demo: (1) `shared`: slug and
//! ready schema claimed; (2) the tenant's own transaction: its row, its owner, its categories, a handover token;
//! (3) `shared`: active. A crash anywhere leaves nothing that blocks a second try.

use super::form::Signup;
use crate::categories;
use crate::domain::id::{MemberId, OrganizationId};
use crate::error::AppError;
use crate::identity::letters::Addressee;
use crate::identity::members::{self, NewMember, NewOrganization};
use crate::identity::passwords::Passwords;
use crate::identity::sessions::{self, Purpose};
use crate::identity::trail::{self, Act, Event, Subject};
use crate::identity::verification;
use crate::mail::PostOffice;
use crate::tenancy::resolve::Org;
use crate::tenancy::settings::DatabaseSettings;
use crate::tenancy::{Claim, Organization, Slug, TenantConn, Tenants};
use crate::web::brand::Brand;
use crate::words::Languages;
use chrono::{TimeDelta, Utc};
use serde_json::json;
use std::sync::Arc;

/// Everything a new organization needs.
#[derive(Clone)]
pub struct Plan {
    /// Its subdomain.
    pub slug: Slug,
    /// Its own row.
    pub organization: NewOrganization,
    /// Its first owner.
    pub owner: NewMember,
    /// The categories it begins with.
    pub categories: Vec<categories::Seed>,
    /// A keyed hash that names the person: their second try replaces their first.
    pub claimed_by: Vec<u8>,
    /// How the owner is asked whether the address is theirs; none where that is known.
    pub verification: Option<Verification>,
}

/// The first mail of an organization.
#[derive(Clone)]
pub struct Verification {
    /// Who takes it.
    pub post_office: PostOffice,
    /// The organization's public origin.
    pub origin: String,
    /// The languages there are.
    pub languages: Languages,
}

/// What became of a plan.
#[derive(Debug)]
pub enum Created {
    /// It answers from now on. The token signs its owner in once.
    Active {
        /// Where it is.
        organization: Arc<Organization>,
        /// For `/welcome?token=`.
        handover: String,
    },
    /// Somebody else has the slug.
    Taken,
    /// No ready schema is left at this moment.
    NoneReady,
}

/// Where the claim may take its schema from.
pub enum Stock<'a> {
    /// Sign-up on the web: leaves a floor.
    Web,
    /// The command line: the floor too, and makes a schema when there is none.
    CommandLine(&'a DatabaseSettings),
}

/// Makes the organization.
///
/// # Errors
/// When the database is away.
pub async fn create(tenants: &Tenants, stock: Stock<'_>, plan: Plan) -> Result<Created, AppError> {
    create_with(tenants, stock, plan, async |_, _| Ok(())).await
}

/// [`create`] for an organization that shall answer only once `furnish` is through: it gets the organization and its
/// owner, and may run as many transactions as it likes. When it fails or dies, a second try begins again.
///
/// # Errors
/// When the database is away, and what `furnish` returns.
pub async fn create_with(
    tenants: &Tenants,
    stock: Stock<'_>,
    plan: Plan,
    furnish: impl AsyncFnOnce(&Org, MemberId) -> Result<(), AppError>,
) -> Result<Created, AppError> {
    let claim = match stock {
        Stock::Web => tenants.claim(&plan.slug, plan.claimed_by.clone()).await?,
        Stock::CommandLine(settings) => {
            tenants.claim_at_once(settings, &plan.slug, plan.claimed_by.clone()).await?
        }
    };
    let organization = match claim {
        Claim::Claimed(organization) => Arc::new(organization),
        Claim::Taken => return Ok(Created::Taken),
        Claim::NoneReady => return Ok(Created::NoneReady),
    };
    let org = Org::new(Arc::clone(&organization), tenants.clone());
    let id = organization.id;
    let verification = plan.verification.clone();
    let (owner, handover) = org.run(move |conn| fill(conn, id, &plan)).await?;
    furnish(&org, owner).await?;
    if !tenants.activate(&organization).await? {
        return Ok(Created::Taken);
    }
    if let Some(verification) = verification {
        verification.post_office.wake(&organization);
    }
    Ok(Created::Active { organization, handover })
}

/// How long after sign-up the same form counts as a repetition.
const REPEATED_WITHIN: TimeDelta = TimeDelta::minutes(10);

/// The same form once more (a double click, or a retry after a lost answer): whoever has the owner's address and
/// password, minutes after sign-up, is led in instead of being told that their own slug is taken.
///
/// # Errors
/// When the database is away.
pub async fn again(
    tenants: &Tenants,
    passwords: &Passwords,
    share: &str,
    found: Organization,
    signup: &Signup,
) -> Result<Created, AppError> {
    let organization = Arc::new(found);
    let org = Org::new(Arc::clone(&organization), tenants.clone());
    let (email, since) = (signup.email.clone(), Utc::now() - REPEATED_WITHIN);
    let found = org.run(move |conn| members::find_recent_owner(conn, &email, since)).await;
    let owner = found.or_else(|error| match error {
        AppError::Unavailable(_) | AppError::TooMany { .. } => Err(error),
        // To a stranger it is taken, in whatever state it is.
        _ => Ok(None),
    })?;
    // Always, so that time does not tell who made it.
    let (owner, hash) = owner.unzip();
    let right = passwords.verify(share, signup.password.clone(), hash).await?;
    let Some(owner) = owner.filter(|_| right) else { return Ok(Created::Taken) };
    let handover =
        org.run(move |conn| sessions::insert_token(conn, Purpose::Handover, owner, Utc::now())).await?;
    Ok(Created::Active { organization, handover })
}

fn fill(conn: &mut TenantConn<'_>, id: OrganizationId, plan: &Plan) -> Result<(MemberId, String), AppError> {
    // The organization is as old as its first owner.
    let since = plan.owner.since;
    members::insert_organization(conn, id, &plan.organization, since)?;
    let owner = members::insert(conn, &plan.owner)?;
    categories::queries::insert_all(conn, &plan.categories, since)?;
    let created =
        |act, subject, after| Event { actor: Some(owner), act, subject, before: None, after: Some(after) };
    let organization = json!({ "currency": plan.organization.currency.code() });
    trail::record(
        conn,
        created(Act::OrganizationCreated, Subject::Organization(id.uuid()), organization),
        since,
    )?;
    let member = json!({ "role": plan.owner.role });
    trail::record(conn, created(Act::MemberCreated, Subject::Member(owner.uuid()), member), since)?;
    if let Some(Verification { post_office, origin, languages }) = &plan.verification {
        let (name, organization) = (plan.owner.name.to_string(), plan.organization.name.to_string());
        let language = languages.of([plan.organization.locale.as_str()]);
        let whom =
            Addressee { to: plan.owner.email.clone(), name, organization: organization.clone(), language };
        let letter = verification::first_letter(conn, owner, whom, origin, since)?;
        post_office.put(conn, &Brand::named(organization), &letter, since)?;
    }
    Ok((owner, sessions::insert_token(conn, Purpose::Handover, owner, Utc::now())?))
}
