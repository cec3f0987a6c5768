//! The demo organization: Nordlicht Studio GmbH with a year of expenses, made by code, relative to today.
//!
//! Everything goes through the functions that pages use. The organization answers only once its year is complete: a
//! start that died half-way leaves a claim behind, which the next one replaces. Imports `onboarding`, `expenses`,
//! `categories`, `identity`, `tenancy`, `web`, `error`, `domain`.

mod book;
mod calendar;
mod demands;
mod dice;
mod emblem;
mod lives;
mod paper;
mod people;
mod planned;
mod planted;
mod receipts;
mod recurring;
mod shops;
#[cfg(test)]
mod tests;
mod trips;
mod year;

use crate::branding::change::Change;
use crate::branding::form::Picked;
use crate::categories::{self, Seed};
use crate::domain::currency::Currency;
use crate::domain::dates;
use crate::domain::email::Email;
use crate::domain::fault::Fault;
use crate::domain::id::{CategoryId, ExpenseId, MemberId};
use crate::domain::locale::Locale;
use crate::domain::password::Password;
use crate::domain::text::{OrganizationName, PersonName, Remark};
use crate::domain::theme::Look;
use crate::domain::timezone::Timezone;
use crate::error::AppError;
use crate::expenses;
use crate::expenses::life::{self, Deed, Past};
use crate::identity::addresses;
use crate::identity::brand;
use crate::identity::handlers::{DEMO_PASSWORD, DEMO_SIGN_INS};
use crate::identity::members::{self, NewMember, NewOrganization};
use crate::identity::passwords::Passwords;
use crate::identity::trail::{self, Act, Event, Subject};
use crate::onboarding::create::{self, Created, Plan, Stock};
use crate::receipts::{Bell, Store};
use crate::tenancy::organization::State;
use crate::tenancy::resolve::Org;
use crate::tenancy::settings::DatabaseSettings;
use crate::tenancy::{Organization, Slug, TenantConn, Tenants};
use crate::web::keyring::Keyring;
use crate::web::public_url::PublicUrl;
use crate::words::{Language, Phrase};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use lives::{Fate, Times};
use people::{PEOPLE, Person, Who};
use planned::Planned;
use receipts::Wanting;
use serde_json::json;
use std::collections::HashMap;
use std::sync::Arc;

const SLUG: &str = "demo";
const SEED: u64 = 20_261_121;
/// So many expenses are written in one transaction: each is far from the deadline of work.
const AT_ONCE: usize = 250;

/// The categories of the demo organization.
const CATEGORIES: [Seed; 12] = [
    ("Travel", "blue", "plane", None),
    ("Lodging", "indigo", "bed", Some("Travel")),
    ("Meals", "orange", "meal", None),
    ("Client entertainment", "pink", "glass", None),
    ("Local transport", "sky", "tram", None),
    ("Fuel & parking", "slate", "fuel", None),
    ("Software", "violet", "code", None),
    ("Hardware", "teal", "chip", None),
    ("Materials & samples", "lime", "box", None),
    ("Office supplies", "amber", "pencil", None),
    ("Training & events", "emerald", "book", None),
    ("Phone & internet", "cyan", "phone", None),
];

/// Makes the organization `demo` unless it is there.
///
/// # Errors
/// When the database is away, or [`AppError::Conflict`] when somebody else's organization has the address.
pub async fn ensure(
    tenants: &Tenants,
    database: &DatabaseSettings,
    shelf: (&Store, &Bell),
) -> Result<(), AppError> {
    let slug = Slug::parse(SLUG).map_err(refused)?;
    if let Some(found) = tenants.find(&slug).await?.filter(|found| found.state != State::Provisioning) {
        return require_demo(tenants, found).await;
    }
    let timezone = Timezone::parse("Europe/Vienna").map_err(refused)?;
    let now = Utc::now();
    let today = dates::today(timezone, now);
    let clock = Clock { timezone, now };
    let password = Password::parse(DEMO_PASSWORD).map_err(refused)?;
    let hash = Passwords::start().map_err(AppError::internal)?.hash(SLUG, password).await?;
    let people: Vec<NewMember> =
        PEOPLE.iter().map(|person| new_member(person, &hash, today, clock)).collect::<Result<_, _>>()?;
    let plan = Plan {
        slug,
        organization: NewOrganization {
            name: OrganizationName::parse("Nordlicht Studio GmbH").map_err(refused)?,
            currency: Currency::parse("EUR").map_err(refused)?,
            timezone,
            locale: Locale::parse("en-AT").map_err(refused)?,
            demo: true,
        },
        owner: people[0].clone(),
        categories: CATEGORIES.to_vec(),
        claimed_by: SLUG.as_bytes().to_vec(),
        verification: None,
    };
    let created =
        create::create_with(tenants, Stock::CommandLine(database), plan, async move |org, owner| {
            furnish(org, shelf, owner, people, (today, clock)).await
        })
        .await?;
    match created {
        Created::Active { .. } => {
            let seconds = (Utc::now() - now).as_seconds_f32();
            tracing::info!(organization = SLUG, seconds, "made the demo organization");
            Ok(())
        }
        Created::Taken => Err(AppError::Conflict(Phrase::verbatim(format!(
            "The address {SLUG} was taken while the demo organization was being made: start again."
        )))),
        Created::NoneReady => Err(AppError::NoneReady),
    }
}

/// Lets its people find it by their addresses.
///
/// # Errors
/// When the database is away.
pub async fn index(tenants: &Tenants, keyring: &Keyring) -> Result<(), AppError> {
    let slug = Slug::parse(SLUG).map_err(refused)?;
    if let Some(found) = tenants.find(&slug).await? {
        addresses::reindex(&Org::new(Arc::new(found), tenants.clone()), keyring).await;
    }
    Ok(())
}

/// Its passwords are public, so an organization that only happens to be called `demo` is none.
async fn require_demo(tenants: &Tenants, found: Organization) -> Result<(), AppError> {
    let org = Org::new(Arc::new(found), tenants.clone());
    let door = org.run(brand::find_doorplate).await?;
    if door.demo {
        return Ok(());
    }
    Err(AppError::Conflict(Phrase::verbatim(format!(
        "{} has the address {SLUG} in this database. Use another database for the demo.",
        door.brand.name
    ))))
}

/// What the domain refuses of what stands here is a mistake of ours.
fn refused(fault: Fault) -> AppError {
    AppError::internal(fault)
}

/// What a clock in Vienna shows, and what it cannot show yet.
#[derive(Debug, Clone, Copy)]
struct Clock {
    timezone: Timezone,
    now: DateTime<Utc>,
}

impl Clock {
    /// An instant of the local clock; never later than now.
    fn at(self, local: NaiveDateTime) -> DateTime<Utc> {
        let instant = self.timezone.tz().from_local_datetime(&local).earliest();
        instant.map_or(self.now, |instant| instant.to_utc()).min(self.now)
    }

    fn on(self, day: NaiveDate, hour: u32) -> DateTime<Utc> {
        self.at(day.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()))
    }
}

fn new_member(person: &Person, hash: &str, today: NaiveDate, clock: Clock) -> Result<NewMember, AppError> {
    let before = calendar::later(calendar::first_day(today), -10);
    let left = (person.who == Who::Felix).then(|| clock.on(book::left_on(today), 22));
    Ok(NewMember {
        email: Email::parse(person.email).map_err(refused)?,
        name: PersonName::parse(person.name).map_err(refused)?,
        role: person.role,
        password_hash: person.signs_in.then(|| hash.to_owned()),
        since: clock.on(before, 9),
        verified_at: Some(clock.on(before, 9)),
        deactivated_at: left,
    })
}

/// The people besides the owner, then the year, part by part.
async fn furnish(
    org: &Org,
    (store, bell): (&Store, &Bell),
    owner: MemberId,
    people: Vec<NewMember>,
    (today, clock): (NaiveDate, Clock),
) -> Result<(), AppError> {
    let logo = emblem::logo().map_err(refused)?;
    let (members, categories) = org
        .run(move |conn| {
            let picked = Picked { display_name: String::new(), look: Look::default(), removes_logo: false };
            if let Some(change) = Change::between(&brand::find(conn)?, picked, Some(logo)) {
                change.make(conn, owner, people[0].since)?;
            }
            let members = insert_people(conn, owner, &people)?;
            let categories = categories::queries::list(conn)?;
            Ok((members, categories.into_iter().map(|category| (category.name, category.id)).collect()))
        })
        .await?;
    let ground = Arc::new(Ground { members, categories, today, clock });
    let rows = year::year(today, SEED);
    let fates = lives::fates(&rows, SEED);
    let mut rows: Vec<_> = rows.into_iter().zip(fates).enumerate().collect();
    let (mut wanting, mut entries) = (Vec::new(), Vec::new());
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(AT_ONCE));
        let (part, ground) = (std::mem::replace(&mut rows, rest), Arc::clone(&ground));
        let written = org.run(move |conn| {
            let (mut wanting, mut entries) = (Vec::new(), Vec::new());
            for (number, (row, fate)) in part {
                let (expense, times) = (insert(conn, &ground, &row, fate)?, lives::times(&row, number));
                live(conn, &ground, &row, fate, times, expense)?;
                let member = ground.members[row.who as usize];
                entries.push(demands::Entry { expense, member, row: row.clone(), fate, times });
                if receipts::has(&row, ground.today) {
                    let at = ground.clock.at(row.entered);
                    wanting.push(Wanting { expense, member, at, row, number });
                }
            }
            Ok((wanting, entries))
        });
        let written = written.await?;
        wanting.extend(written.0);
        entries.extend(written.1);
    }
    receipts::add(org, store, wanting).await?;
    demands::add(org, &ground, entries).await?;
    bell.ring(org.organization().id);
    Ok(())
}

/// Answers everybody's id, in the order of [`PEOPLE`].
fn insert_people(
    conn: &mut TenantConn<'_>,
    owner: MemberId,
    people: &[NewMember],
) -> Result<Vec<MemberId>, AppError> {
    let mut members = vec![owner];
    for person in people.iter().skip(1) {
        let member = members::insert(conn, person)?;
        let event = |act, after| Event {
            actor: Some(owner),
            act,
            subject: Subject::Member(member.uuid()),
            before: None,
            after,
        };
        trail::record(conn, event(Act::MemberCreated, Some(json!({ "role": person.role }))), person.since)?;
        if let Some(left) = person.deactivated_at {
            trail::record(conn, event(Act::MemberDeactivated, None), left)?;
        }
        members.push(member);
    }
    Ok(members)
}

/// What every expense is written upon.
struct Ground {
    members: Vec<MemberId>,
    categories: HashMap<String, CategoryId>,
    today: NaiveDate,
    clock: Clock,
}

fn insert(
    conn: &mut TenantConn<'_>,
    ground: &Ground,
    row: &Planned,
    fate: Fate,
) -> Result<ExpenseId, AppError> {
    let category = ground.categories.get(row.category);
    let category = category.ok_or_else(|| AppError::internal(format!("no category {}", row.category)))?;
    let member = ground.members[row.who as usize];
    let draft = row.draft(*category, ground.today, fate.paid_with()).map_err(refused)?;
    let at = ground.clock.at(row.entered);
    let expense = expenses::queries::insert(conn, member, member, &draft, None, at)?
        .ok_or_else(|| AppError::internal("an expense without a form token was there already"))?;
    let event = Event {
        actor: Some(member),
        act: Act::ExpenseCreated,
        subject: Subject::Expense(expense.uuid()),
        before: None,
        after: Some(draft.facts().into()),
    };
    trail::record(conn, event, at)?;
    Ok(expense)
}

/// What a draft has become since: its steps in the trail, and what the last of them left on it.
fn live(
    conn: &mut TenantConn<'_>,
    ground: &Ground,
    row: &Planned,
    fate: Fate,
    times: Times,
    expense: ExpenseId,
) -> Result<(), AppError> {
    let [submitted, decided, reimbursed] =
        [times.submitted, times.decided, times.reimbursed].map(|time| ground.clock.at(time));
    let [spender, decider, payer] =
        [row.who, lives::decider(row.who), lives::payer(row.who)].map(|who| ground.members[who as usize]);
    let submit = Past::step(Deed::Submit, spender, submitted);
    let approve = Past::step(Deed::Approve, decider, decided);
    let past = match fate {
        Fate::Draft => return Ok(()),
        Fate::Submitted => vec![submit],
        Fate::Approved | Fate::Settled => vec![submit, approve],
        Fate::Reimbursed => vec![submit, approve, Past::step(Deed::Reimburse, payer, reimbursed)],
        Fate::Rejected(reason) => {
            let reason = Remark::parse(reason).map_err(refused)?;
            vec![submit, Past::step(Deed::Reject(reason), decider, decided)]
        }
    };
    life::replay(conn, expense, &past)
}

/// Address and sign-ins, for the terminal.
pub fn welcome(public: &PublicUrl) -> String {
    let mut text = format!("\n  {}\n\n", public.organization_origin(SLUG));
    for (email, name, role) in DEMO_SIGN_INS {
        text.push_str(&format!(
            "  {email:<20} {DEMO_PASSWORD}   {name}, {}\n",
            role.label(Language::English)
        ));
    }
    text.push_str(&format!("\n  Mail is shown at {}/dev/mail\n\n", public.organization_origin(SLUG)));
    text
}
