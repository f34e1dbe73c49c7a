//! 文书设置: what the organ says once for all its letters, each with its day, source and use.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Problem, directory};
use gk_rules::Reason;
use gk_rules::foi::letters::LetterSetting;
use gk_rules::foi::letters::setting::Settled;
use gk_rules::foi::words::day_unreadable;
use gk_rules::org::{Act, Subject, may};
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::ReasonLine;
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Query, Web, desk_shell};

use crate::verbs::set_setting::{self, SetSettings};
use gk_foi::settled::Settings;

#[derive(Template)]
#[template(path = "desk/settings.html")]
struct SettingsPage {
    shell: Shell,
    rows: Vec<Row>,
    from: String,
    source: String,
    today: String,
    may_set: bool,
    done: bool,
    errors: Vec<ReasonLine>,
}

/// 一项设置
struct Row {
    code: &'static str,
    label: &'static str,
    value: String,
    used_in: &'static str,
    since: String,
    source: String,
}

/// GET /desk/foi/settings
pub(super) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let done = query.text("done") == "1";
    render(&web, &desk, StatusCode::OK, (None, Vec::new(), done)).await
}

async fn render(
    web: &Web,
    desk: &Desk,
    status: StatusCode,
    (typed, errors, done): (Option<&Fields>, Vec<Reason>, bool),
) -> Answer {
    let shell = desk_shell(web, desk, "foi").await?;
    let mut read = web.office().read().await?;
    let seat = directory::load(&mut read, desk.actor.organ).await?;
    let subject = Subject::of(seat.organ.id, seat.organ.path.clone());
    may(&desk.actor, Act::SeeCase, &subject)?;
    let today = read.today();
    let settings = Settings::load(&mut read, &seat.organ.code, today).await?;
    let row = |setting: &LetterSetting| {
        let found = settings.find(*setting);
        Row {
            code: setting.code(),
            label: setting.label(),
            value: typed
                .map_or_else(|| settings.value(*setting), |fields| fields.text(setting.code()).to_owned()),
            used_in: setting.used_in(),
            since: found.map(|one| one.since.to_string()).unwrap_or_default(),
            source: found.map(|one| one.source.clone()).unwrap_or_default(),
        }
    };
    let page = SettingsPage {
        shell,
        rows: LetterSetting::ALL.iter().map(row).collect(),
        from: typed.map_or_else(|| today.to_string(), |fields| fields.text("from").to_owned()),
        source: typed.map(|fields| fields.text("source").to_owned()).unwrap_or_default(),
        today: today.to_string(),
        may_set: may(&desk.actor, Act::SetFoi, &subject).is_ok(),
        done,
        errors: errors.iter().map(ReasonLine::from).collect(),
    };
    page_with(status, &page)
}

/// POST /desk/foi/settings
pub(super) async fn save(State(web): State<Web>, desk: Desk, fields: Fields) -> Answer {
    match set(&web, &desk, &fields).await {
        Ok(()) => Ok(see_other("/desk/foi/settings?done=1")),
        Err(Problem::Refused(errors)) => {
            render(&web, &desk, StatusCode::UNPROCESSABLE_ENTITY, (Some(&fields), errors, false)).await
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Only what was changed is set anew.
async fn set(web: &Web, desk: &Desk, fields: &Fields) -> Result<(), Problem> {
    let unreadable = || Problem::refused(day_unreadable(fields.text("from")));
    let from = fields.parsed("from").ok_or_else(unreadable)?;
    let mut read = web.office().read().await?;
    let seat = directory::load(&mut read, desk.actor.organ).await?;
    let settings = Settings::load(&mut read, &seat.organ.code, from).await?;
    drop(read);
    let typed = LetterSetting::ALL.iter().map(|setting| (*setting, fields.text(setting.code()).to_owned()));
    let values = typed.filter(|(setting, value)| settings.value(*setting) != *value).collect();
    let cmd = SetSettings { values, from, source: fields.text("source").to_owned() };
    set_setting::run(web.office(), &desk.actor, cmd).await
}
