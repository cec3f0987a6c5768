//! The subcommands of `outlay`.

use clap::{Parser, Subcommand};
use outlay::commands::{CommandError, doctor, mail, migrate, org, serve, work};
use outlay::settings::{RawSettings, Settings};
use outlay::telemetry;
use std::process::ExitCode;

/// Outlay: expenses of many organizations, each in a schema of its own.
#[derive(Parser)]
#[command(version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    settings: RawSettings,
}

#[derive(Subcommand)]
enum Command {
    /// Serve until stopped
    Serve,
    /// Serve with a ready-made organization to look at
    Demo,
    /// Bring the registry and every organization to this version
    Migrate {
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Send the mail that waits, without serving
    Work {
        /// Until nothing is due any more
        #[arg(long)]
        once: bool,
    },
    /// Try the mail server out, or have given-up letters tried again
    #[command(subcommand)]
    Mail(Mail),
    /// Look at everything that is needed, and say what is wrong
    Doctor {
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Make, list, show, suspend, resume and index organizations
    #[command(subcommand)]
    Org(Org),
}

#[derive(Subcommand)]
enum Mail {
    /// Send one mail now
    Test {
        /// Whom to
        #[arg(long, value_name = "ADDRESS")]
        to: String,
    },
    /// Have the letters tried again that were given up
    Retry,
}

#[derive(Subcommand)]
enum Org {
    /// Make an organization with its first owner
    Create(Box<org::CreateArgs>),
    /// List all organizations
    List {
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Show one organization
    Show {
        /// Its subdomain
        slug: String,
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Answer 503 to everybody but its owners
    Suspend {
        /// Its subdomain
        slug: String,
    },
    /// Take a suspended organization up again
    Resume {
        /// Its subdomain
        slug: String,
    },
    /// Make the index anew by which people find their organizations
    Reindex {
        /// Its subdomain; all organizations without it
        slug: Option<String>,
    },
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("outlay: {error}");
            ExitCode::from(error.exit_status())
        }
    }
}

fn run(cli: Cli) -> Result<(), CommandError> {
    telemetry::start(cli.settings.log.as_deref()).map_err(CommandError::Usage)?;
    let settings = cli.settings.parse().map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        CommandError::Usage(format!("settings\n  {}", lines.join("\n  ")))
    })?;
    dispatch(&settings, cli.command)
}

fn dispatch(settings: &Settings, command: Command) -> Result<(), CommandError> {
    match command {
        Command::Serve => serve::serve(settings),
        Command::Demo => serve::demo(settings),
        Command::Migrate { json } => migrate::run(settings, json),
        Command::Work { once } => work::run(settings, once),
        Command::Mail(Mail::Test { to }) => mail::test(settings, &to),
        Command::Mail(Mail::Retry) => mail::retry(settings),
        Command::Doctor { json } => doctor::run(settings, json),
        Command::Org(Org::Create(args)) => org::create(settings, *args),
        Command::Org(Org::List { json }) => org::list(settings, json),
        Command::Org(Org::Show { slug, json }) => org::show(settings, &slug, json),
        Command::Org(Org::Suspend { slug }) => org::set_suspended(settings, &slug, true),
        Command::Org(Org::Reindex { slug }) => org::reindex(settings, slug.as_deref()),
        Command::Org(Org::Resume { slug }) => org::set_suspended(settings, &slug, false),
    }
}
