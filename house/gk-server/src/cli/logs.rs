//! Logs of a running server, on standard error: for people, or JSON for machines.

use std::io::IsTerminal as _;

use clap::{Args, ValueEnum};
use tracing_subscriber::EnvFilter;

/// How the server logs.
#[derive(Debug, Clone, Args)]
pub(super) struct Logs {
    /// What is logged: error, warn, info, debug, or per module
    #[arg(long = "log", env = "GONGKAI_LOG", value_name = "LEVEL", default_value = "info")]
    level: String,
    /// In which form
    #[arg(long, env = "GONGKAI_LOG_FORMAT", value_enum, default_value_t = Form::Human)]
    log_format: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    Human,
    Json,
}

impl Logs {
    /// Begins to log; a second begin changes nothing.
    pub(super) fn begin(&self) {
        let filter = EnvFilter::builder().parse_lossy(&self.level);
        let lines = tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_writer(std::io::stderr)
            .with_ansi(std::io::stderr().is_terminal());
        let _already_begun = match self.log_format {
            Form::Human => lines.with_target(false).try_init(),
            Form::Json => lines.json().flatten_event(true).try_init(),
        };
    }
}
