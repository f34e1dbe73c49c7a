//! 修改依申请公开设置: what an organ says once for all its letters, from a day on and with its source.

use gk_base::{Coded, Office, Problem, directory, settings};
use gk_rules::Day;
use gk_rules::foi::FoiEvent;
use gk_rules::foi::letters::LetterSetting;
use gk_rules::foi::words::{day_past, no_source};
use gk_rules::org::{Act, Actor, Subject, may};

use gk_foi::settled::key;

/// 设置: new values, from a day on.
#[derive(Debug, Clone)]
pub struct SetSettings {
    /// What changes.
    pub values: Vec<(LetterSetting, String)>,
    /// 起始日期
    pub from: Day,
    /// 来源
    pub source: String,
}

/// Sets what an organ says in its letters; what is as it was is left alone.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::NotAllowed`].
pub async fn run(office: &Office, actor: &Actor, cmd: SetSettings) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let seat = directory::load(&mut tx, actor.organ).await?;
    may(actor, Act::SetFoi, &Subject::of(seat.organ.id, seat.organ.path.clone()))?;
    let mut against: Vec<_> =
        cmd.values.iter().flat_map(|(setting, value)| setting.reasons_against(value.trim())).collect();
    against.extend((cmd.from < tx.today()).then(day_past));
    against.extend(cmd.source.trim().is_empty().then(no_source));
    Problem::unless_none(against)?;
    for (setting, value) in &cmd.values {
        let key = key(&seat.organ.code, *setting);
        settings::set(&mut tx, &key, cmd.from, value.trim(), cmd.source.trim()).await?;
        let body =
            serde_json::json!({ "setting": setting.code(), "from": cmd.from, "source": cmd.source.trim() });
        tx.ledger(FoiEvent::SettingSet, Some(seat.organ.id.0), format!("setting:{key}"), &body);
    }
    tx.commit().await
}
