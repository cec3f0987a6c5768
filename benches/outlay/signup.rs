//! How long a sign-up takes, from the post to its redirect, and beside it one password hash by itself.

use crate::Outcome;
use crate::client::{Client, post};
use crate::ground::{Ground, Program};
use argon2::Argon2;
use argon2::password_hash::PasswordHasher;
use std::hint::black_box;
use std::time::{Duration, Instant};

const PASSWORD: &str = "correct-horse-battery";
/// The program's own default.
const STOCK: usize = 24;
/// Between two sign-ups: 600 an hour would be a very good day.
const PAUSE: Duration = Duration::from_millis(100);

/// Sign-ups in turn with password hashes.
pub struct Paced {
    pub sign_ups: Vec<Duration>,
    pub hashes: Vec<Duration>,
}

/// Sign-ups all at once.
pub struct Burst {
    pub answered: Vec<Duration>,
    pub refused: usize,
    pub took: Duration,
}

/// Sign-ups one by one, each when the stock of ready schemas is full again, as it is whenever fewer than about ten a
/// second come.
pub fn paced(ground: &Ground, program: &Program, name: &str, count: usize) -> Outcome<Paced> {
    let mut owner = ground.owner()?;
    ground.wait_for_stock(&mut owner, STOCK)?;
    let mut client = Client::connect(program.address)?;
    let mut paced = Paced { sign_ups: Vec::new(), hashes: Vec::new() };
    for number in 0..count + 2 {
        ground.wait_for_stock(&mut owner, STOCK)?;
        std::thread::sleep(PAUSE);
        let hash = one_hash()?;
        let request = request(program, &format!("{name}-{number}"))?;
        let (status, sign_up) = sign_up(&mut client, &request)?;
        if status != 303 {
            return Err(format!("a sign-up was answered with {status}").into());
        }
        // The first two open connections and fill caches.
        if number >= 2 {
            paced.hashes.push(hash);
            paced.sign_ups.push(sign_up);
        }
    }
    Ok(paced)
}

/// `count` sign-ups over 16 connections as fast as they are answered: more than the stock holds.
pub fn burst(program: &Program, count: usize) -> Outcome<Burst> {
    const CONNECTIONS: usize = 16;
    let began = Instant::now();
    let answers = std::thread::scope(|scope| {
        let threads = (0..CONNECTIONS).map(|thread| {
            scope.spawn(move || {
                let mut client = Client::connect(program.address)?;
                let numbers = (thread..count).step_by(CONNECTIONS);
                let answers = numbers
                    .map(|number| sign_up(&mut client, &request(program, &format!("burst-{number}"))?));
                answers.collect::<Outcome<Vec<_>>>()
            })
        });
        let threads: Vec<_> = threads.collect();
        let answers = threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|_| Err("a client panicked".into())));
        answers.collect::<Outcome<Vec<_>>>()
    })?;
    let took = began.elapsed();
    let (answered, refused): (Vec<_>, Vec<_>) =
        answers.concat().into_iter().partition(|(status, _)| *status == 303);
    Ok(Burst { answered: answered.into_iter().map(|(_, took)| took).collect(), refused: refused.len(), took })
}

/// Sign-ins of the owner of an organization that [`paced`] made, in turn with password hashes.
pub fn sign_ins(program: &Program, slug: &str, count: usize) -> Outcome<(Vec<Duration>, Vec<Duration>)> {
    let email = format!("owner@{slug}.test");
    let host = program.host(&format!("{slug}.localhost"));
    let request = post(&host, "/login", &[("email", &email), ("password", PASSWORD)])?;
    let mut client = Client::connect(program.address)?;
    let (mut sign_ins, mut hashes) = (Vec::new(), Vec::new());
    for number in 0..count + 2 {
        let hash = one_hash()?;
        let began = Instant::now();
        let status = client.send(&request)?.status;
        let took = began.elapsed();
        if status != 303 {
            return Err(format!("a sign-in was answered with {status}").into());
        }
        if number >= 2 {
            hashes.push(hash);
            sign_ins.push(took);
        }
    }
    Ok((sign_ins, hashes))
}

fn request(program: &Program, slug: &str) -> Outcome<Vec<u8>> {
    let email = format!("owner@{slug}.test");
    let fields = [
        ("organization", slug),
        ("slug", slug),
        ("name", "Olivia Owner"),
        ("email", &email),
        ("password", PASSWORD),
        ("currency", "EUR"),
        ("timezone", "Europe/Vienna"),
        ("locale", "en"),
    ];
    post(&program.host("localhost"), "/signup", &fields)
}

fn sign_up(client: &mut Client, request: &[u8]) -> Outcome<(u16, Duration)> {
    let began = Instant::now();
    let answer = client.send(request)?;
    let took = began.elapsed();
    if answer.status == 303 && !answer.header("location").is_some_and(|to| to.contains("/welcome?token=")) {
        return Err("a sign-up led somewhere else".into());
    }
    Ok((answer.status, took))
}

/// One password hash as `outlay::identity::passwords` makes it.
fn one_hash() -> Outcome<Duration> {
    let began = Instant::now();
    let hash =
        Argon2::default().hash_password(black_box(PASSWORD.as_bytes())).map_err(|error| error.to_string())?;
    black_box(hash.to_string());
    Ok(began.elapsed())
}
