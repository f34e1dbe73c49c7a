//! `gongkai calendar`: working days by the State Council's notices.

use std::process::ExitCode;

use askama::Template;
use clap::Subcommand;
use gk_rules::Day;
use gk_rules::time::calendar::{DayKind, NotAnnounced};
use serde::Serialize;

use super::input;
use super::{Ran, Stop, Trouble, say};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Add working days to a day, or count those between two days
    WorkingDays {
        /// The day from which to count; itself not counted
        #[arg(long, value_name = "YYYY-MM-DD", requires = "add", conflicts_with = "between")]
        from: Option<String>,
        /// How many working days to add
        #[arg(long, value_name = "N", requires = "from", allow_hyphen_values = true)]
        add: Option<String>,
        /// Count the working days after the first day up to and including the second
        #[arg(long, num_args = 2, value_names = ["YYYY-MM-DD", "YYYY-MM-DD"], required_unless_present = "from")]
        between: Option<Vec<String>>,
        /// One JSON object
        #[arg(long)]
        json: bool,
    },
}

gk_rules::codes! {
    /// 日的种类, as JSON has it.
    enum Kind {
        /// 工作日
        Working = "working" => "工作日",
        /// 周末
        Weekend = "weekend" => "周末",
        /// 节假日
        Holiday = "holiday" => "节假日",
        /// 调休上班
        MakeUp = "make_up" => "调休上班",
    }
}

/// One day on the way.
#[derive(Serialize)]
struct Passed {
    day: Day,
    kind: Kind,
    holiday: Option<String>,
    count: i64,
}

/// The answer; `working_days` is negative when the second day is before the first.
#[derive(Serialize, Template)]
#[template(path = "cli/calendar.txt")]
struct Counted {
    from: Day,
    to: Day,
    working_days: i64,
    days: Vec<Passed>,
}

pub(super) fn run(command: Command) -> Ran {
    let Command::WorkingDays { from, add, between, json } = command;
    let calendar = gk_standards::calendar::calendar();
    let announced =
        |e: NotAnnounced| Stop { code: super::FOUND, ..Stop::wrong(Trouble::NotAnnounced(e.year)) };
    let (from, to) = match (from, add, between.as_deref()) {
        (Some(from), Some(add), _) => {
            let from = input::day(&from)?;
            let n = number(&add)?;
            (from, calendar.add_working_days(from, n).map_err(announced)?)
        }
        (_, _, Some([first, last])) => (input::day(first)?, input::day(last)?),
        _ => return Err(Stop::wrong(Trouble::Arguments(String::new()))),
    };
    let working_days = calendar.working_days_between(from, to).map_err(announced)?;
    let (mut days, mut count) = (Vec::new(), 0);
    let mut day = from.min(to);
    while day < from.max(to) {
        day = day.tomorrow().map_err(|_| Stop::wrong(Trouble::Day(to.to_string())))?;
        let (kind, holiday) = match calendar.kind(day).map_err(announced)? {
            DayKind::Workday => (Kind::Working, None),
            DayKind::Weekend => (Kind::Weekend, None),
            DayKind::Holiday(name) => (Kind::Holiday, Some(name.to_owned())),
            DayKind::MakeUp(name) => (Kind::MakeUp, Some(name.to_owned())),
        };
        count += i64::from(matches!(kind, Kind::Working | Kind::MakeUp));
        days.push(Passed { day, kind, holiday, count });
    }
    let counted = Counted { from, to, working_days, days };
    say::answer(&counted, json)?;
    Ok(ExitCode::SUCCESS)
}

/// No period of the law is longer than a hundred years of days.
fn number(text: &str) -> Result<u32, Stop> {
    let wrong = || Stop::wrong(Trouble::Count(text.to_owned()));
    let n: u32 = text.parse().map_err(|_| wrong())?;
    if n <= gk_rules::time::counting::LONGEST { Ok(n) } else { Err(wrong()) }
}
