//! What every handler is given: the office, the site's face, and the search port.

use std::sync::Arc;

use gk_base::Office;
use gk_base::Problem;
use gk_base::search::{Follower, SearchIndex};

use crate::origin::Proxies;
use crate::shell::Shell;

/// The state of the web. Cheap to clone.
#[derive(Clone)]
pub struct Web(Arc<Parts>);

/// What it is made of.
pub struct Parts {
    /// The office.
    pub office: Office,
    /// How the site presents itself.
    pub site: Site,
    /// The full-text index.
    pub follower: Arc<Follower>,
}

/// 站点: how the site presents itself.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// The name in the header.
    pub name: String,
    /// The label of a demonstration, shown on every page; `None` in earnest.
    pub demo: Option<String>,
    /// The address people reach it by, without a slash at the end; for the feed and the sitemap.
    pub base_url: String,
    /// Whether people reach it over TLS: cookies are then of this host alone, and browsers told to come back by TLS.
    pub secure_cookies: bool,
    /// Whose word about the address in front of it is taken.
    pub proxies: Proxies,
}

impl Web {
    /// Puts it together.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
    /// The same web for one request, on an office that writes something more.
    #[must_use]
    pub fn on(&self, office: Office) -> Self {
        Self::new(Parts { office, site: self.0.site.clone(), follower: Arc::clone(&self.0.follower) })
    }
    /// The office.
    #[must_use]
    pub fn office(&self) -> &Office {
        &self.0.office
    }
    /// How the site presents itself.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.0.site
    }
    /// The shell of a public page, with the site's name, the demonstration's label and today.
    #[must_use]
    pub fn public_shell(&self, title: &str) -> Shell {
        let site = self.site();
        Shell::public(site.name.clone()).title(title).demo(site.demo.is_some()).today(self.office().today())
    }
    /// The full-text index.
    #[must_use]
    pub fn search(&self) -> &dyn SearchIndex {
        self.0.follower.index()
    }
    /// The index and what goes into it.
    #[must_use]
    pub fn follower(&self) -> &Follower {
        self.0.follower.as_ref()
    }
    /// Waits until what was committed can be found: called after a change of what the public sees, before answering.
    ///
    /// # Errors
    /// When the database or the index fails.
    pub async fn catch_up(&self) -> Result<(), Problem> {
        self.0.follower.catch_up(self.office()).await
    }
}
