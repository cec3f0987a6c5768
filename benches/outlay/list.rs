//! The list page of 50 at one connection, against the same statements by a plain SQL client.

use crate::Outcome;
use crate::client::{Client, get};
use crate::ground::{Ground, Program};
use crate::plain::{Parameters, Plain};
use crate::seed::Seeded;
use std::ffi::CString;
use std::fs;
use std::time::{Duration, Instant};

const PATH: &str = "/expenses";

/// One statement of a request, as the program sent it.
pub enum Statement {
    /// Without parameters, unprepared.
    Simple(String),
    /// Prepared.
    Prepared(String, Vec<Option<String>>),
}

impl Statement {
    pub fn sql(&self) -> &str {
        match self {
            Self::Simple(sql) | Self::Prepared(sql, _) => sql,
        }
    }
}

/// In alternation: the page, the page compressed as browsers ask for it, the statements prepared and not.
pub struct Latencies {
    pub page: Vec<Duration>,
    pub compressed: Vec<Duration>,
    pub statements: Vec<Duration>,
    pub unprepared: Vec<Duration>,
    pub bytes: usize,
}

/// What the program sends to the database for the page.
pub fn capture(ground: &Ground, seeded: &[Seeded]) -> Outcome<Vec<Statement>> {
    capture_of(ground, &seeded[0], |program| Ok(request(program, &seeded[0], None)))
}

/// What the program sends to the database for a request, read off PostgreSQL's log, so that it is always what this
/// program really sends.
pub fn capture_of(
    ground: &Ground,
    seeded: &Seeded,
    request: impl Fn(&Program) -> Outcome<Vec<u8>>,
) -> Outcome<Vec<Statement>> {
    let mut owner = ground.owner()?;
    owner.run("ALTER ROLE outlay_serve SET log_statement = 'all'")?;
    let program = ground.serve(&[])?;
    let mut client = Client::connect(program.address)?;
    let mut send = || match client.send(&request(&program)?)?.status {
        200 | 303 => Outcome::Ok(()),
        status => Err(format!("a page was answered with {status}").into()),
    };
    for _ in 0..4 {
        send()?;
    }
    let before = fs::metadata(ground.database_log())?.len();
    send()?;
    std::thread::sleep(Duration::from_millis(200));
    let log = fs::read(ground.database_log())?;
    drop(program);
    owner.run("ALTER ROLE outlay_serve RESET log_statement")?;
    let log = String::from_utf8_lossy(log.get(usize::try_from(before)?..).unwrap_or_default()).into_owned();
    let statements = parse(&log, &seeded.schema);
    let ends_well = statements.last().is_some_and(|last| last.sql() == "COMMIT");
    if statements.len() < 5 || !ends_well {
        return Err(format!("PostgreSQL's log does not show the page's statements:\n{log}").into());
    }
    Ok(statements)
}

/// The statements of the backend that bound itself to `schema`.
fn parse(log: &str, schema: &str) -> Vec<Statement> {
    let backend = |line: &str| Some(line.split_once('[')?.1.split_once(']')?.0.to_owned());
    let bound =
        log.lines().find(|line| line.contains("statement: BEGIN") && line.contains(schema)).and_then(backend);
    let mut statements = Vec::new();
    for line in log.lines().filter(|line| backend(line) == bound) {
        if let Some((_, sql)) = line.split_once("LOG:  statement: ") {
            statements.push(Statement::Simple(sql.to_owned()));
        } else if let Some((_, rest)) = line.split_once("LOG:  execute ")
            && let Some((_, sql)) = rest.split_once(": ")
        {
            statements.push(Statement::Prepared(sql.to_owned(), Vec::new()));
        } else if let Some((_, list)) = line.split_once("DETAIL:  parameters: ")
            && let Some(Statement::Prepared(_, parameters)) = statements.last_mut()
        {
            *parameters = parse_parameters(list);
        }
    }
    // What was answered before may have ended only now.
    let begins = statements.iter().position(|statement| statement.sql().starts_with("BEGIN"));
    statements.split_off(begins.unwrap_or(0))
}

/// `$1 = 'it''s', $2 = NULL`
fn parse_parameters(mut list: &str) -> Vec<Option<String>> {
    let mut parameters = Vec::new();
    while let Some((_, rest)) = list.split_once(" = ") {
        let Some(quoted) = rest.strip_prefix('\'') else {
            parameters.push(None);
            list = rest;
            continue;
        };
        let mut text = String::new();
        let mut chars = quoted.char_indices().peekable();
        list = "";
        while let Some((at, char)) = chars.next() {
            match (char, chars.peek()) {
                ('\'', Some((_, '\''))) => {
                    text.push('\'');
                    chars.next();
                }
                ('\'', _) => {
                    list = &quoted[at + 1..];
                    break;
                }
                _ => text.push(char),
            }
        }
        parameters.push(Some(text));
    }
    parameters
}

/// Measures in alternation, so that a noisy moment meets all three.
pub fn compare(
    ground: &Ground,
    program: &Program,
    seeded: &[Seeded],
    statements: &[Statement],
    rounds: usize,
) -> Outcome<Latencies> {
    const WARM_UP: usize = 50;
    let mut client = Client::connect(program.address)?;
    let plain_request = request(program, &seeded[0], None);
    let compressed_request = request(program, &seeded[0], Some("gzip, deflate, br, zstd"));
    let mut replay = Replay::prepare(ground.serving()?, statements)?;
    let mut latencies =
        Latencies { page: vec![], compressed: vec![], statements: vec![], unprepared: vec![], bytes: 0 };
    for round in 0..rounds + WARM_UP {
        let page_took = page(&mut client, &plain_request)?;
        let statements_took = replay.run()?;
        let unprepared_took = replay.run_unprepared()?;
        let compressed_took = page(&mut client, &compressed_request)?;
        if round >= WARM_UP {
            latencies.page.push(page_took.0);
            latencies.statements.push(statements_took);
            latencies.unprepared.push(unprepared_took);
            latencies.compressed.push(compressed_took.0);
            latencies.bytes = page_took.1;
        }
    }
    Ok(latencies)
}

/// The list page of an organization's owner.
pub fn request(program: &Program, seeded: &Seeded, encodings: Option<&str>) -> Vec<u8> {
    get(&program.host(&format!("{}.localhost", seeded.slug)), PATH, &seeded.cookie, encodings)
}

fn page(client: &mut Client, request: &[u8]) -> Outcome<(Duration, usize)> {
    let began = Instant::now();
    let answer = client.send(request)?;
    let took = began.elapsed();
    if answer.status != 200 {
        return Err(format!("{PATH} was answered with {}", answer.status).into());
    }
    let rows = String::from_utf8_lossy(answer.body).matches("data-testid=\"expense-row\"").count();
    if answer.header("content-encoding").is_none() && rows != 50 {
        return Err(format!("{PATH} shows {rows} rows, not 50").into());
    }
    Ok((took, answer.body.len()))
}

/// The plain client with everything prepared.
struct Replay {
    plain: Plain,
    steps: Vec<Step>,
}

enum Step {
    Simple(String),
    Prepared { name: CString, sql: CString, parameters: Parameters },
}

impl Replay {
    fn prepare(mut plain: Plain, statements: &[Statement]) -> Outcome<Self> {
        let mut steps = Vec::new();
        for (number, statement) in statements.iter().enumerate() {
            match statement {
                Statement::Simple(sql) => {
                    plain.run(sql)?;
                    steps.push(Step::Simple(sql.clone()));
                }
                Statement::Prepared(sql, parameters) => {
                    let name = CString::new(format!("s{number}"))?;
                    plain.prepare(&name, sql)?;
                    let (sql, parameters) = (CString::new(sql.as_str())?, Parameters::new(parameters)?);
                    steps.push(Step::Prepared { name, sql, parameters });
                }
            }
        }
        Ok(Self { plain, steps })
    }

    fn run(&mut self) -> Outcome<Duration> {
        let began = Instant::now();
        for step in &self.steps {
            match step {
                Step::Simple(sql) => self.plain.run(sql)?,
                Step::Prepared { name, parameters, .. } => {
                    std::hint::black_box(self.plain.run_prepared(name, parameters)?);
                }
            }
        }
        Ok(began.elapsed())
    }

    fn run_unprepared(&mut self) -> Outcome<Duration> {
        let began = Instant::now();
        for step in &self.steps {
            match step {
                Step::Simple(sql) => self.plain.run(sql)?,
                Step::Prepared { sql, parameters, .. } => {
                    std::hint::black_box(self.plain.run_unprepared(sql, parameters)?);
                }
            }
        }
        Ok(began.elapsed())
    }
}
