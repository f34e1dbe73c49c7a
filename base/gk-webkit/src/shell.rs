//! The shell of a page: what the layouts in `templates/ui` need to know, and a builder for it.

use askama::Template;
use gk_rules::Day;

use crate::assets;
use crate::parts::{Link, ReasonLine};

/// 版式: which of the two looks a page wears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// 门户: generous, for citizens.
    Public,
    /// 工作台: dense, for clerks.
    Desk,
}

impl Layout {
    /// The class of the root element.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Desk => "desk",
        }
    }
}

/// 导航项: one entry of the navigation. An empty label is looked up by `key` in `ui/nav_label.html`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NavEntry {
    /// Stable ASCII name, also the name of the icon.
    pub key: &'static str,
    /// What people read; empty: the word `ui/nav_label.html` has for the key.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether this is where the reader is.
    pub active: bool,
    /// How much waits there; empty when nothing is counted.
    pub count: String,
}

impl NavEntry {
    /// An entry whose word is found by its key.
    #[must_use]
    pub fn new(key: &'static str, href: impl Into<String>) -> Self {
        Self { key, href: href.into(), ..Self::default() }
    }
    /// The same, with a word of its own.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }
    /// The same, with how much waits there; nought is not shown.
    #[must_use]
    pub fn count(mut self, waiting: u64) -> Self {
        self.count = if waiting == 0 { String::new() } else { waiting.to_string() };
        self
    }
}

/// 当前用户: who is signed in, on which post of which organ.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UserLine {
    /// The person.
    pub name: String,
    /// The post (岗位) acted from.
    pub post: String,
    /// The organ of the post.
    pub organ: String,
    /// Where signing out is posted to; empty hides the button.
    pub sign_out: String,
}

/// 语气: how a notice or a mark is coloured; never the only carrier of its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Done and well.
    Good,
    /// Look at this soon.
    Warn,
    /// Wrong or too late.
    Bad,
    /// For your information.
    Info,
}

impl Tone {
    /// The class in the stylesheet.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Info => "info",
        }
    }
    /// The icon that says the same as the colour.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Good => "check",
            Self::Warn => "alert",
            Self::Bad => "overdue",
            Self::Info => "info",
        }
    }
}

/// 提示: what the last act led to, shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flash {
    /// How it is coloured.
    pub tone: Tone,
    /// One sentence, from a template or the law.
    pub words: String,
}

/// 静态文件地址: addresses of the embedded files, with their content hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssetHrefs {
    /// The stylesheet.
    pub css: String,
    /// The icon of the site.
    pub icon: String,
}

impl Default for AssetHrefs {
    fn default() -> Self {
        Self { css: assets::href("gongkai.css"), icon: assets::href("gongkai.svg") }
    }
}

/// 页面外壳: everything a layout shows around a page. A page holds it in the field `shell`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shell {
    /// Which layout.
    pub layout: Layout,
    /// 站点名称.
    pub site: String,
    /// 页面标题, without the site name.
    pub title: String,
    /// One sentence for search engines; may be empty.
    pub description: String,
    /// 导航, in order.
    pub nav: Vec<NavEntry>,
    /// 所在位置, from the outside in, without the page itself.
    pub crumbs: Vec<Link>,
    /// 当前用户; desk only.
    pub user: Option<UserLine>,
    /// 示范数据: whether the bar is shown that says so.
    pub demo: bool,
    /// 提示 after a redirect.
    pub flash: Option<Flash>,
    /// 今天, by the office's clock.
    pub today: Option<Day>,
    /// What stands in the search box.
    pub query: String,
    /// Addresses of the embedded files.
    pub assets: AssetHrefs,
}

impl Shell {
    fn new(layout: Layout, site: impl Into<String>) -> Self {
        Self {
            layout,
            site: site.into(),
            title: String::new(),
            description: String::new(),
            nav: Vec::new(),
            crumbs: Vec::new(),
            user: None,
            demo: false,
            flash: None,
            today: None,
            query: String::new(),
            assets: AssetHrefs::default(),
        }
    }
    /// The shell of a public page with the entries every citizen sees.
    #[must_use]
    pub fn public(site: impl Into<String>) -> Self {
        let mut shell = Self::new(Layout::Public, site);
        shell.nav = vec![
            NavEntry::new("home", "/"),
            NavEntry::new("catalogs", "/catalogs"),
            NavEntry::new("coverage", "/coverage"),
            NavEntry::new("apply", "/foi"),
            NavEntry::new("search", "/search"),
        ];
        shell
    }
    /// The shell of a desk page; its navigation depends on who is signed in.
    #[must_use]
    pub fn desk(site: impl Into<String>, user: UserLine, nav: Vec<NavEntry>) -> Self {
        let mut shell = Self::new(Layout::Desk, site);
        shell.user = Some(user);
        shell.nav = nav;
        shell
    }
    /// With the page's title.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }
    /// With a sentence for search engines.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }
    /// With the entry of this key marked as where the reader is.
    #[must_use]
    pub fn active(mut self, key: &str) -> Self {
        for entry in &mut self.nav {
            entry.active = entry.key == key;
        }
        self
    }
    /// With one more step of the way here; call it from the outside in.
    #[must_use]
    pub fn crumb(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.crumbs.push(Link::new(label, href));
        self
    }
    /// With the bar that says the data are a demonstration.
    #[must_use]
    pub fn demo(mut self, is_demo: bool) -> Self {
        self.demo = is_demo;
        self
    }
    /// With what the last act led to.
    #[must_use]
    pub fn flash(mut self, tone: Tone, words: impl Into<String>) -> Self {
        self.flash = Some(Flash { tone, words: words.into() });
        self
    }
    /// With the office's day.
    #[must_use]
    pub fn today(mut self, today: Day) -> Self {
        self.today = Some(today);
        self
    }
    /// With what was searched for.
    #[must_use]
    pub fn query(mut self, query: impl Into<String>) -> Self {
        self.query = query.into();
        self
    }
    /// Whether the desk layout is worn.
    #[must_use]
    pub fn is_desk(&self) -> bool {
        self.layout == Layout::Desk
    }
}

/// 无法显示的原因: the five ways a page ends that is not the page asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// 404: nothing stands here; ways on lead to what might have been meant.
    Missing {
        /// What was looked for, a noun; may be empty.
        what: String,
        /// Where to go instead.
        ways: Vec<Link>,
    },
    /// 403: this person may not; who may is named.
    NotAllowed {
        /// What was to be done.
        act: String,
        /// Posts or persons who may.
        who_may: Vec<String>,
    },
    /// 422: the law or the procedure says no.
    Refused {
        /// All reasons, not the first.
        reasons: Vec<ReasonLine>,
        /// The way back to what was typed; empty when there is none.
        back: String,
    },
    /// 409: somebody saved first.
    Stale {
        /// Who saved.
        by: String,
        /// When, as shown.
        at: String,
        /// Field by field: what is stored now, and what was sent.
        changes: Vec<crate::parts::Change>,
        /// Where to start again from what is stored.
        again: String,
    },
    /// 500: ours; the number is what to say on the telephone.
    Fault {
        /// The number of the fault in the log.
        number: String,
    },
}

/// 错误页: a whole page about a [`Trouble`], in the layout of its shell.
#[derive(Debug, Clone, Template)]
#[template(path = "ui/error.html")]
pub struct TroublePage {
    /// What stands around it.
    pub shell: Shell,
    /// What happened.
    pub trouble: Trouble,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_entry_is_where_the_reader_is() {
        let shell = Shell::public("x").active("coverage");
        let active: Vec<_> = shell.nav.iter().filter(|e| e.active).map(|e| e.key).collect();
        assert_eq!(active, ["coverage"]);
    }

    #[test]
    fn nought_waiting_is_not_shown() {
        assert_eq!(NavEntry::new("review", "/desk/review").count(0).count, "");
        assert_eq!(NavEntry::new("review", "/desk/review").count(12).count, "12");
    }
}
