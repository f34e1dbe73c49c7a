//! The shell of desk pages (工作台外壳): the navigation a role sees, and who is signed in. Every room uses this one.

use gk_base::{Coded, directory};
use gk_rules::org::authority::{Relation, allows};
use gk_rules::org::{Act, Role};

use crate::shell::{NavEntry, Shell, UserLine};
use crate::{Desk, PageError, Web};

/// 导航: key (word and icon follow from it), address, and the acts of which a role must hold one; none means everybody.
const ENTRIES: [(&str, &str, &[Act]); 13] = [
    ("desk", "/desk", &[Act::DraftRecord, Act::PublishRecord, Act::RecordEvent]),
    ("records", "/desk/records", &[Act::DraftRecord, Act::PublishRecord, Act::WithdrawRecord]),
    ("review", "/desk/review", &[Act::PublishRecord]),
    ("foi", "/desk/foi", &[Act::SeeCase]),
    ("events", "/desk/events", &[Act::RecordEvent]),
    ("editions", "/desk/catalog", &[Act::EditDraftEdition, Act::ReviewEdition, Act::PutEditionInForce]),
    ("limits", "/desk/limits", &[Act::NameLimit]),
    ("import", "/desk/imports", &[Act::ImportCatalog]),
    ("calendar", "/desk/calendar", &[Act::EditCalendar]),
    ("supervision", "/desk/supervision", &[Act::SeeSupervision]),
    ("organs", "/desk/people", &[Act::ManageStaff]),
    ("ledger", "/desk/log", &[Act::SeeAudit]),
    ("account", "/desk/account", &[]),
];

/// The shell for whoever is signed in; `active` is the key of the entry the page belongs to. One statement.
///
/// # Errors
/// When the database fails.
pub async fn desk_shell(web: &Web, desk: &Desk, active: &str) -> Result<Shell, PageError> {
    let mut read = web.office().read().await?;
    let organ = directory::load(&mut read, desk.actor.organ).await?.organ;
    let user = UserLine {
        name: desk.actor.name.clone(),
        post: desk.actor.role.label().to_owned(),
        organ: organ.names.full,
        sign_out: "/desk/sign-out".to_owned(),
    };
    let site = web.site();
    let shell = Shell::desk(site.name.clone(), user, nav(desk.actor.role)).active(active);
    Ok(shell.demo(site.demo.is_some()).today(web.office().today()))
}

/// The entries a role sees: those whose acts it holds anywhere.
#[must_use]
pub fn nav(role: Role) -> Vec<NavEntry> {
    let holds = |act: &Act| Relation::ALL.iter().any(|relation| allows(role, *act, *relation));
    ENTRIES
        .iter()
        .filter(|(_, _, acts)| acts.is_empty() || acts.iter().any(holds))
        .map(|(key, href, _)| NavEntry::new(key, *href))
        .collect()
}

/// The first page of a role: the first entry of its navigation.
#[must_use]
pub fn home(role: Role) -> String {
    nav(role).into_iter().next().map_or_else(|| "/desk".to_owned(), |entry| entry.href)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(role: Role) -> Vec<&'static str> {
        nav(role).into_iter().map(|entry| entry.key).collect()
    }

    #[test]
    fn a_role_sees_what_it_may_do() {
        assert!(keys(Role::Clerk).contains(&"import") && !keys(Role::Clerk).contains(&"review"));
        assert!(keys(Role::Reviewer).contains(&"review") && !keys(Role::Reviewer).contains(&"organs"));
        assert_eq!(keys(Role::Administrator), ["calendar", "organs", "account"]);
        assert_eq!(keys(Role::Auditor), ["supervision", "ledger", "account"]);
        assert_eq!(
            (home(Role::Clerk).as_str(), home(Role::Auditor).as_str()),
            ("/desk", "/desk/supervision")
        );
    }
}
