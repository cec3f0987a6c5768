//! List, home and create under load, the systems in turn.

use super::floor::Floor;
use super::load::{self, Visits, Work};
use super::peer::Peer;
use super::record::{Memory, System, Traffic};
use super::{Found, Options};
use crate::client::{get, post_with_cookie};
use crate::ground::{Ground, Program};
use crate::list::{self, Statement};
use crate::seed::Seeded;
use crate::{Outcome, machine, say};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

/// After the list has warmed everything that all pages share.
const SHORT_WARM_UP: Duration = Duration::from_secs(4);

struct Stage<'a> {
    options: &'a Options,
    ground: &'a Ground,
    seeded: &'a [Seeded],
    sites: PathBuf,
}

/// Rounds of reading, then rounds of writing, so that what is written makes no list longer. Answers the statements.
pub fn measure(
    options: &Options,
    ground: &Ground,
    peer: Option<&Peer>,
    seeded: &[Seeded],
    found: &mut Found,
) -> Outcome<BTreeMap<String, Vec<String>>> {
    let stage = Stage { options, ground, seeded, sites: load::write_sites(ground.dir(), seeded)? };
    let mut statements = BTreeMap::new();
    let mut floor = |work: Work| {
        let sent = stage.capture(work)?;
        statements.insert(work.name().to_owned(), sent.iter().map(|one| one.sql().to_owned()).collect());
        Floor::new(ground, work.name(), &sent, &seeded[0])
    };
    let (list, home, create) = (floor(Work::List)?, floor(Work::Home)?, floor(Work::Create)?);
    let all = seeded.len();
    for round in 1..=options.rounds {
        let heading = |who: &str| say(&format!("list and home, round {round} of {}: {who}", options.rounds));
        heading("Outlay");
        stage.read(found)?;
        if let Some(peer) = peer {
            heading("the peer");
            let visited = if round % 2 == 0 { options.visited[options.visited.len() - 2] } else { all };
            let (samples, memory) = peer.list(visited)?;
            found.samples.extend(samples);
            memory.into_iter().for_each(|memory| found.remember(memory));
        }
        heading("the floor");
        for &organizations in options.visited {
            stage.floor(found, &list, Work::List, organizations, Traffic::Uniform)?;
        }
        stage.floor(found, &list, Work::List, all, Traffic::Zipf)?;
        stage.floor(found, &home, Work::Home, 1, Traffic::Uniform)?;
        stage.floor(found, &home, Work::Home, all, Traffic::Uniform)?;
    }
    for round in 1..=options.rounds {
        let heading = |who: &str| say(&format!("create, round {round} of {}: {who}", options.rounds));
        heading("Outlay");
        let program = ground.serve(&[])?;
        stage.load(&program, Work::Create, all, Traffic::Uniform, options.warm_up)?;
        found.samples.push(stage.load(&program, Work::Create, all, Traffic::Uniform, options.round)?);
        drop(program);
        if let Some(peer) = peer {
            heading("the peer");
            found.samples.push(peer.create()?);
        }
        heading("the floor");
        stage.floor(found, &create, Work::Create, all, Traffic::Uniform)?;
    }
    Ok(statements)
}

/// The list alone, over very many organizations.
pub fn large(options: &Options, ground: &Ground, seeded: &[Seeded], found: &mut Found) -> Outcome<()> {
    let stage = Stage { options, ground, seeded, sites: load::write_sites(ground.dir(), seeded)? };
    let program = ground.serve(&[])?;
    stage.load(&program, Work::List, seeded.len(), Traffic::Uniform, options.warm_up * 6)?;
    for traffic in [Traffic::Uniform, Traffic::Zipf] {
        found.samples.push(stage.load(&program, Work::List, seeded.len(), traffic, options.round * 3)?);
    }
    stage.remember(found, &program, seeded.len())
}

impl Stage<'_> {
    fn capture(&self, work: Work) -> Outcome<Vec<Statement>> {
        let first = &self.seeded[0];
        list::capture_of(self.ground, first, |program| {
            let host = program.host(&format!("{}.localhost", first.slug));
            let Some(form) = work.form() else {
                return Ok(get(&host, work.path(), &first.cookie, None));
            };
            let form = format!("{form}&form_token={}", uuid::Uuid::new_v4());
            Ok(post_with_cookie(&host, work.path(), &form, &first.cookie))
        })
    }

    fn load(
        &self,
        program: &Program,
        work: Work,
        organizations: usize,
        traffic: Traffic,
        length: Duration,
    ) -> Outcome<super::record::Sample> {
        load::run(self.ground, program, &self.sites, Visits { work, organizations, traffic }, length)
    }

    /// One round of a fresh program: the list of one organization first, then of more and more.
    fn read(&self, found: &mut Found) -> Outcome<()> {
        let program = self.ground.serve(&[])?;
        let all = self.seeded.len();
        for &organizations in self.options.visited {
            let warm_up = if organizations == all { self.options.warm_up } else { SHORT_WARM_UP / 2 };
            self.load(&program, Work::List, organizations, Traffic::Uniform, warm_up)?;
            let round = self.options.round;
            found.samples.push(self.load(&program, Work::List, organizations, Traffic::Uniform, round)?);
            self.remember(found, &program, organizations)?;
        }
        let round = self.options.round;
        found.samples.push(self.load(&program, Work::List, all, Traffic::Zipf, round)?);
        self.load(&program, Work::Home, all, Traffic::Uniform, SHORT_WARM_UP.min(self.options.warm_up))?;
        for organizations in [1, all] {
            found.samples.push(self.load(&program, Work::Home, organizations, Traffic::Uniform, round)?);
        }
        Ok(())
    }

    fn remember(&self, found: &mut Found, program: &Program, organizations: usize) -> Outcome<()> {
        const MIB: f64 = 1024.0 * 1024.0;
        let memory = machine::proportional(self.ground, program)?;
        found.remember(Memory {
            system: System::Outlay,
            organizations,
            after: "list".to_owned(),
            program_mib: memory.program as f64 / MIB,
            processes: 1,
            backends: memory.backends.len(),
            backends_mib: memory.backends.iter().sum::<u64>() as f64 / MIB,
        });
        Ok(())
    }

    fn floor(
        &self,
        found: &mut Found,
        floor: &Floor,
        work: Work,
        organizations: usize,
        traffic: Traffic,
    ) -> Outcome<()> {
        let warm_up = if organizations == 1 {
            SHORT_WARM_UP / 2
        } else {
            SHORT_WARM_UP.max(self.options.warm_up * 4 / 5)
        };
        let visits = Visits { work, organizations, traffic };
        found.samples.push(floor.run(self.seeded, visits, warm_up, self.options.round)?);
        Ok(())
    }
}
