//! `gongkai demo`: loads the demonstration where it is not there yet, and serves it.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use askama::Template;
use clap::Args as ClapArgs;
use gk_base::Day;
use gk_base::ports::{Clock as _, FixedClock};

use super::logs::Logs;
use super::serve::{Door, prepare, serve};
use super::{Ran, Stop, Trouble, input, say};
use crate::config::{self, Outward, Place};
use crate::demo::{self, Account, Loaded, PASSWORD, Scale};
use crate::outdoors::RealClock;

/// What `demo` may be given.
#[derive(ClapArgs)]
pub(super) struct Args {
    /// The folder of the demonstration
    #[arg(long, env = "GONGKAI_DATA", value_name = "DIR", default_value = "gongkai-demo")]
    data: PathBuf,
    /// A PostgreSQL database instead of SQLite in the folder: postgres://user@host/name
    #[arg(long, env = "GONGKAI_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    database_url: Option<String>,
    /// The keys of sealed values, by default keys/gongkai.keys in the folder; better elsewhere
    #[arg(long = "key-file", env = "GONGKAI_KEY_FILE", value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// A folder of fonts for papers, asked before the usual ones
    #[arg(long = "fonts-dir", env = "GONGKAI_FONTS", value_name = "DIR")]
    fonts: Option<PathBuf>,
    #[command(flatten)]
    outward: Outward,
    #[command(flatten)]
    door: Door,
    #[command(flatten)]
    logs: Logs,
    /// The day the demonstration stands on; without it the machine's, and time goes on
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<String>,
    /// Load it and do not serve
    #[arg(long)]
    load_only: bool,
}

/// Without the address of the database, which may hold a password.
impl std::fmt::Debug for Args {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Args").field("data", &self.data).finish_non_exhaustive()
    }
}

#[derive(Template)]
#[template(path = "cli/demo.txt")]
struct Ready<'a> {
    address: String,
    password: &'a str,
    accounts: Vec<Account>,
}

pub(super) fn run(args: &Args) -> Ran {
    args.logs.begin();
    let today = args.today.as_deref().map(input::day).transpose()?;
    let place = Place {
        folder: args.data.clone(),
        database_url: args.database_url.clone(),
        key_file: args.key_file.clone(),
        fonts: args.fonts.clone(),
        outward: args.outward.clone(),
    };
    config::block_on(async {
        let _lock = place.lock()?;
        load(&place, today.unwrap_or_else(|| RealClock.today())).await?;
        let opened = place.open(config::clock(today)).await?;
        super::keys::must_fit(&opened.office).await?;
        gk_duties::ensure_today(&opened.office).await?;
        let web = prepare(opened, args.door.site(demo::site_name()?, Some(demo::label()?))).await?;
        if args.load_only {
            return Ok(());
        }
        let ready = Ready { address: args.door.address(), password: PASSWORD, accounts: demo::accounts() };
        let text = ready.render().map_err(|e| gk_base::Fault::because("rendering an answer", e))?;
        serve(web, &args.door.listen, || say::to_people(&text)).await
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Loads it where it is not there yet. With SQLite it is made beside and put in place when it is whole.
async fn load(place: &Place, today: Day) -> Result<(), Stop> {
    let named = place.database_url.as_ref().map_or_else(|| place.name(), |_| "--database-url".to_owned());
    let clock = Arc::new(FixedClock::on(today));
    if place.database_url.is_none() && !place.sqlite_file().is_file() {
        let beside = place.within("loading");
        beside.remove()?;
        let office = beside.disposable(clock.clone()).await?;
        demo::load(&office, &clock, today, &Scale::FULL).await?;
        drop(office);
        beside.put_in_place_of(place)?;
        return beside.remove();
    }
    let office = place.office(clock.clone()).await?;
    match demo::loaded(&office).await? {
        Loaded::Whole => Ok(()),
        Loaded::Empty => Ok(demo::load(&office, &clock, today, &Scale::FULL).await?),
        Loaded::Half => Err(Stop::wrong(Trouble::HalfLoaded(named))),
        Loaded::Foreign => Err(Stop::wrong(Trouble::NotEmpty(named))),
    }
}
