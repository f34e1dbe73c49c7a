//! 依申请公开: how it is done, and the ways in.

use askama::Template;
use axum::extract::State;
use gk_webkit::page::page;
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Web};

#[derive(Template)]
#[template(path = "public/guide.html")]
struct GuidePage {
    shell: Shell,
    /// What people call the system they may sign on through; empty where there is none.
    system: String,
}

/// GET /foi
pub(super) async fn show(State(web): State<Web>) -> Answer {
    let system = web.office().sign_on().name().map(str::to_owned).unwrap_or_default();
    page(&GuidePage { shell: web.public_shell(gk_rules::foi::words::ROOM).active("apply"), system })
}
