//! A thousand organizations: their schemas by the product's own provisioner, their rows by SQL.

use crate::Outcome;
use crate::ground::Ground;
use outlay::web::keyring::secret_hash;
use std::fmt::Write;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// The secret of everybody's session.
const SECRET: &str = "a session of the bench";
/// Connections that fill schemas.
const JOBS: usize = 2;

/// One organization with a signed-in owner.
pub struct Seeded {
    pub slug: String,
    pub schema: String,
    /// The `Cookie` header of its owner's browser.
    pub cookie: String,
}

/// Has the provisioner make as many ready schemas; how long one took.
pub fn make_schemas(ground: &Ground, count: usize) -> Outcome<Duration> {
    let mut owner = ground.owner()?;
    let there = owner.number("SELECT count(*) FROM shared.ready_schemas")?;
    let began = Instant::now();
    let program = ground.serve(&[("OUTLAY_READY_SCHEMAS", &count.to_string())])?;
    ground.wait_for_stock(&mut owner, count)?;
    let took = began.elapsed();
    drop(program);
    let made = u32::try_from(count)?.saturating_sub(u32::try_from(there)?).max(1);
    Ok(took / made)
}

/// Makes organizations of all ready schemas, numbered from `first`, and fills each with three members, twelve categories, a session of the
/// owner and `expenses` expenses of the last year, a tenth of them in a foreign currency.
pub fn fill(ground: &Ground, first: usize, count: usize, expenses: usize) -> Outcome<Vec<Seeded>> {
    let mut owner = ground.owner()?;
    let schemas = owner.column("SELECT schema FROM shared.ready_schemas ORDER BY created_at, schema")?;
    let ids: Vec<Uuid> = (first..first + count).map(|number| Uuid::from_u128(number as u128)).collect();
    let before = first - 1;
    owner.run(&format!(
        "INSERT INTO shared.organizations (id, slug, schema, placement, state, schema_version, created_at, updated_at)
         SELECT lpad(to_hex(number), 32, '0')::uuid, 'bench-' || number, schema, placement, 'active', schema_version, now(), now()
           FROM (SELECT *, {before} + row_number() OVER (ORDER BY created_at, schema) AS number FROM shared.ready_schemas) AS ready;
         DELETE FROM shared.ready_schemas",
    ))?;
    let member = Uuid::from_u128(1);
    let rows = |id: &Uuid| rows(id, expenses);
    std::thread::scope(|scope| {
        let jobs = (0..JOBS).map(|job| {
            let (schemas, ids) = (&schemas, &ids);
            scope.spawn(move || {
                let mut owner = ground.owner()?;
                owner.run("SET synchronous_commit = off")?;
                for (schema, id) in schemas.iter().zip(ids).skip(job).step_by(JOBS) {
                    owner.run(&format!("BEGIN; SET LOCAL search_path TO {schema}; {}; COMMIT", rows(id)))?;
                }
                Outcome::Ok(())
            })
        });
        let jobs: Vec<_> = jobs.collect();
        jobs.into_iter().try_for_each(|job| job.join().unwrap_or_else(|_| Err("filling panicked".into())))
    })?;
    // As autovacuum would in time: not in the middle of a measurement.
    owner.run("VACUUM ANALYZE")?;
    owner.run("CHECKPOINT")?;
    let key = ground.keyring.cookie_keys().swap_remove(0);
    let seeded = schemas.iter().zip(&ids).enumerate().map(|(number, (schema, id))| {
        Ok(Seeded {
            slug: format!("bench-{}", first + number),
            schema: schema.clone(),
            cookie: cookie(&key, *id, member)?,
        })
    });
    seeded.collect()
}

/// The session cookie as actix-session's cookie store writes it.
fn cookie(key: &actix_web::cookie::Key, organization: Uuid, member: Uuid) -> Outcome<String> {
    use actix_web::cookie::{Cookie, CookieJar};
    let value = |value: &str| serde_json::to_string(value);
    let state = serde_json::json!({
        "organization": value(&organization.to_string())?,
        "member": value(&member.to_string())?,
        "session": value(SECRET)?,
    });
    let mut jar = CookieJar::new();
    jar.private_mut(key).add(Cookie::new("outlay_session", state.to_string()));
    let cookie = jar.delta().next().ok_or("the jar kept no cookie")?;
    Ok(cookie.encoded().stripped().to_string())
}

fn rows(organization: &Uuid, expenses: usize) -> String {
    let hash = secret_hash(SECRET).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    format!(
        "INSERT INTO organization (id, name, state, currency, timezone, locale, week_start, month_start, fiscal_year_start,
                                   demo, version, created_at, updated_at)
         VALUES ('{organization}', 'Bench & Sons', 'active', 'EUR', 'Europe/Vienna', 'en', 1, 1, 1, false, 1, now(), now());
         INSERT INTO members (id, email, name, role, version, created_at, updated_at)
         SELECT lpad(to_hex(n), 32, '0')::uuid, 'm' || n || '@bench.test', 'Member Number' || n,
                CASE n WHEN 1 THEN 'owner' ELSE 'member' END, 1, now(), now() FROM generate_series(1, 3) AS n;
         INSERT INTO sessions (id_hash, member_id, created_at, last_seen_at, expires_at)
         VALUES ('\\x{hash}', lpad('1', 32, '0')::uuid, now(), now(), now() + interval '90 days');
         INSERT INTO categories (id, name, color, icon, position, version, created_at, updated_at)
         SELECT lpad(to_hex(n), 32, '0')::uuid, 'Category ' || n, 'teal', 'receipt', n, 1, now(), now()
           FROM generate_series(1, 12) AS n;
         INSERT INTO expenses (id, member_id, entered_by, category_id, spent_on, merchant, note, amount, currency, rate,
                               rate_on, rate_source, base_amount, status, version, created_at, updated_at)
         SELECT gen_random_uuid(), member, member, lpad(to_hex(1 + n % 12), 32, '0')::uuid, day, 'Merchant ' || n % 37,
                CASE WHEN n % 3 = 0 THEN 'Lunch with <client> no. ' || n ELSE '' END,
                amount, CASE WHEN abroad THEN 'USD' ELSE 'EUR' END, CASE WHEN abroad THEN 0.9214 ELSE 1 END,
                CASE WHEN abroad THEN day END, CASE WHEN abroad THEN 'typed' END,
                CASE WHEN abroad THEN round(amount * 0.9214, 2) ELSE amount END, 'draft', 1, now(), now()
           FROM (SELECT n, lpad(to_hex(1 + n % 3), 32, '0')::uuid AS member, current_date - (n * 365 / {expenses}) AS day,
                        (1 + n * 7919 % 50000)::numeric / 100 AS amount, n % 10 = 0 AS abroad
                   FROM generate_series(1, {expenses}) AS n) AS made"
    )
}
