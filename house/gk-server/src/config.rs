//! Where the data lies and what the office is opened on: folder, database, index, lock. Given by arguments or the
//! environment, which nothing else reads.

use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use gk_base::Secret;
use gk_base::migrate;
use gk_base::office::Ports;
use gk_base::ports::{Clock, SignOn};
use gk_base::problem::Fault;
use gk_base::search::Follower;
use gk_base::sql::Engine;
use gk_base::{Day, Office};
use gk_post::{Allowed, Courier};
use gk_press::FontPlaces;
use gk_signon::{Nobody, Provider, Settings};

use crate::cli::{Stop, Trouble};
use crate::keys::KeyFile;
use crate::outdoors::{RealClock, RealIds};
use crate::{house, migrations};

/// 数据目录与数据库.
#[derive(Clone, Args)]
pub struct Place {
    /// The folder of the database, the index and the lock
    #[arg(long = "data", env = "GONGKAI_DATA", value_name = "DIR", default_value = "gongkai-data")]
    pub folder: PathBuf,
    /// A PostgreSQL database instead of SQLite in the folder: postgres://user@host/name
    #[arg(long = "database-url", env = "GONGKAI_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// The keys of sealed values, by default keys/gongkai.keys in the folder; better elsewhere
    #[arg(long = "key-file", env = "GONGKAI_KEY_FILE", value_name = "FILE")]
    pub key_file: Option<PathBuf>,
    /// A folder of fonts for papers, asked before the usual ones
    #[arg(long = "fonts-dir", env = "GONGKAI_FONTS", value_name = "DIR")]
    pub fonts: Option<PathBuf>,
    #[command(flatten)]
    pub outward: Outward,
}

/// 外发的限度: where messages to systems outside may go, and by whom their receivers are vouched for.
#[derive(Debug, Clone, Default, Args)]
pub struct Outward {
    /// Hosts and networks that are not public and may be sent events to: oa.example,*.oa.example,10.0.0.0/8
    #[arg(long = "post-allow", env = "GONGKAI_POST_ALLOW", value_name = "HOSTS", default_value = "")]
    pub post_allow: Allowed,
    /// Certificates (PEM) of authorities that receivers of events are trusted by, besides those of the system
    #[arg(long = "post-ca", env = "GONGKAI_POST_CA", value_name = "FILE")]
    pub post_ca: Option<PathBuf>,
    #[command(flatten)]
    pub sign_on: SignOnPlace,
}

/// 统一身份认证: the system applicants may sign on through, by OpenID Connect; without one nobody does.
#[derive(Debug, Clone, Default, Args)]
pub struct SignOnPlace {
    /// The system applicants may sign on through: its issuer, an https address (OpenID Connect)
    #[arg(long = "sign-on", env = "GONGKAI_SIGN_ON", value_name = "URL", requires_all = ["sign_on_client", "sign_on_name"])]
    pub sign_on: Option<String>,
    /// The client id this site has there
    #[arg(long = "sign-on-client", env = "GONGKAI_SIGN_ON_CLIENT", value_name = "ID", requires = "sign_on")]
    pub sign_on_client: Option<String>,
    /// A file with the client secret this site has there; a public client has none
    #[arg(
        long = "sign-on-secret-file",
        env = "GONGKAI_SIGN_ON_SECRET_FILE",
        value_name = "FILE",
        requires = "sign_on"
    )]
    pub sign_on_secret_file: Option<PathBuf>,
    /// What people call that system, as it stands on the button
    #[arg(long = "sign-on-name", env = "GONGKAI_SIGN_ON_NAME", value_name = "NAME", requires = "sign_on")]
    pub sign_on_name: Option<String>,
}

impl Outward {
    /// What sends messages to systems outside.
    fn courier(&self) -> Result<Courier, Stop> {
        let courier = Courier::new(self.post_allow.clone());
        let Some(file) = &self.post_ca else { return Ok(courier) };
        let pem = std::fs::read(file).map_err(|error| Stop::file(file.display(), &error))?;
        let broken = |error| Stop::file(file.display(), &std::io::Error::new(ErrorKind::InvalidData, error));
        courier.trusting(&pem).map_err(broken)
    }
    /// The system applicants sign on through; it is asked when somebody does, not before.
    fn sign_on(&self) -> Result<Arc<dyn SignOn>, Stop> {
        let SignOnPlace { sign_on, sign_on_client, sign_on_secret_file, sign_on_name } = self.sign_on.clone();
        let Some(issuer) = sign_on else { return Ok(Arc::new(Nobody)) };
        let read = |file: PathBuf| {
            let text = std::fs::read_to_string(&file).map_err(|error| Stop::file(file.display(), &error))?;
            Ok::<_, Stop>(Secret::new(text.trim()))
        };
        let secret = sign_on_secret_file.map(read).transpose()?;
        let (client, name) = (sign_on_client.unwrap_or_default(), sign_on_name.unwrap_or_default());
        let settings = Settings { issuer, client, secret, name };
        let provider = Provider::new(settings, self.courier()?);
        Ok(Arc::new(provider.map_err(|bad| Stop::wrong(Trouble::SignOn(bad)))?))
    }
}

/// Without the address of the database, which may hold a password.
impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Place").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// What makes a folder one's own, as long as it is held; the system lets go of it however the process ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// An open office with its engine, and the index that follows it.
pub struct Opened {
    /// The office.
    pub office: Office,
    /// The index and what goes into it.
    pub follower: Arc<Follower>,
    /// Whether the index was there and whole; otherwise it is to be made anew.
    pub index_is_new: bool,
}

impl Place {
    /// The file of SQLite.
    #[must_use]
    pub fn sqlite_file(&self) -> PathBuf {
        self.folder.join("gongkai.db")
    }
    /// The folder of the index.
    #[must_use]
    pub fn index_folder(&self) -> PathBuf {
        self.folder.join("index")
    }
    /// The file of the keys.
    #[must_use]
    pub fn keys(&self) -> PathBuf {
        self.key_file.clone().unwrap_or_else(|| self.folder.join("keys").join("gongkai.keys"))
    }
    /// A place of its own within this one, with the same keys.
    #[must_use]
    pub fn within(&self, name: &str) -> Self {
        Self {
            folder: self.folder.join(name),
            database_url: None,
            key_file: Some(self.keys()),
            fonts: self.fonts.clone(),
            outward: self.outward.clone(),
        }
    }
    /// The folder's name, for messages.
    #[must_use]
    pub fn name(&self) -> String {
        self.folder.display().to_string()
    }
    /// Makes the folder where it is not there yet.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn make_folder(&self) -> Result<(), Stop> {
        std::fs::create_dir_all(&self.folder).map_err(|error| Stop::file(self.name(), &error))
    }
    /// Removes the folder with everything in it; one that is not there is removed already.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn remove(&self) -> Result<(), Stop> {
        match std::fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(Stop::file(self.name(), &error)),
            _ => Ok(()),
        }
    }
    /// Puts the database of this folder, once nobody has it open, into another, when it is on the disk.
    ///
    /// # Errors
    /// When it cannot be moved.
    pub fn put_in_place_of(&self, other: &Self) -> Result<(), Stop> {
        for name in ["gongkai.db-wal", "gongkai.db"] {
            let from = self.folder.join(name);
            if !from.is_file() {
                continue;
            }
            File::open(&from)
                .and_then(|file| file.sync_all())
                .and_then(|()| std::fs::rename(&from, other.folder.join(name)))
                .map_err(|error| Stop::file(from.display(), &error))?;
        }
        Ok(())
    }
    /// Takes the folder for this process alone.
    ///
    /// # Errors
    /// [`Trouble::Locked`] when another process has it.
    pub fn lock(&self) -> Result<Lock, Stop> {
        self.make_folder()?;
        let path = self.folder.join("lock");
        let broken = |error: std::io::Error| Stop::file(path.display(), &error);
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(broken)?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Stop::wrong(Trouble::Locked(self.name()))),
            Err(TryLockError::Error(error)) => Err(broken(error)),
        }
    }
    /// Whether another process has the folder; nothing is made.
    #[must_use]
    pub fn is_held(&self) -> bool {
        let file = File::options().write(true).open(self.folder.join("lock"));
        file.is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
    }
    /// Goes on when there is a database to work with; nothing is made.
    ///
    /// # Errors
    /// [`Trouble::NoDatabase`].
    pub fn must_exist(&self) -> Result<(), Stop> {
        if self.database_url.is_some() || self.sqlite_file().is_file() {
            return Ok(());
        }
        Err(Stop::wrong(Trouble::NoDatabase(self.name())))
    }
    /// The database, not migrated.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn engine(&self) -> Result<Arc<dyn Engine>, Stop> {
        match &self.database_url {
            Some(url) => Ok(Arc::new(gk_postgres::Postgres::open(url)?)),
            None => {
                self.make_folder()?;
                Ok(Arc::new(gk_sqlite::Sqlite::open(&self.sqlite_file())?))
            }
        }
    }
    /// The office on the migrated database, with the working calendar laid.
    ///
    /// # Errors
    /// When the database cannot be opened or brought to the newest version.
    pub async fn office(&self, clock: Arc<dyn Clock>) -> Result<Office, Stop> {
        self.office_on(self.engine()?, clock).await
    }
    /// The office for a command that works beside a running server: the database must be there and of this version, for what
    /// serves it now must not find another one under it.
    ///
    /// # Errors
    /// [`Trouble::NoDatabase`], [`Trouble::Behind`]; when the database cannot be opened.
    pub async fn beside(&self, clock: Arc<dyn Clock>) -> Result<Office, Stop> {
        let engine = self.current().await?;
        self.office_on(engine, clock).await
    }
    /// The database, which must be there and of this version.
    ///
    /// # Errors
    /// As [`Place::beside`].
    pub async fn current(&self) -> Result<Arc<dyn Engine>, Stop> {
        self.must_exist()?;
        let engine = self.engine()?;
        match migrate::waiting(engine.as_ref(), migrations::ALL).await? {
            0 => Ok(engine),
            all if all == migrations::ALL.len() => Err(Stop::wrong(Trouble::NoDatabase(self.database()))),
            waiting => Err(Stop::wrong(Trouble::Behind { name: self.database(), waiting })),
        }
    }
    /// The name of the database, for messages: an address may hold a password and is not shown.
    #[must_use]
    pub fn database(&self) -> String {
        self.database_url.as_ref().map_or_else(|| self.name(), |_| "--database-url".to_owned())
    }
    /// Where papers are set; fonts are looked for in the folder given, beside the data, in the cache and in the system.
    #[must_use]
    pub fn workshop(&self) -> gk_press::Workshop {
        let given = self.fonts.iter().cloned().chain([self.folder.join("fonts")]);
        gk_press::Workshop::new(FontPlaces { folders: given.chain(font_cache()).collect(), system: true })
    }
    /// The office on a database, brought to the newest version, with the working calendar laid.
    async fn office_on(&self, engine: Arc<dyn Engine>, clock: Arc<dyn Clock>) -> Result<Office, Stop> {
        let workshop = self.workshop();
        let ports = Ports {
            engine,
            clock,
            ids: Arc::new(RealIds),
            sheets: Arc::new(gk_sheets::Files),
            keys: Arc::new(KeyFile::at(self.keys())),
            press: Arc::new(workshop.clone()),
            redactor: Arc::new(workshop),
            post: Arc::new(self.outward.courier()?),
            sign_on: self.outward.sign_on()?,
        };
        let office = house::open(ports).await?;
        crate::seed::calendar(&office).await?;
        Ok(office)
    }
    /// A new office in SQLite that is put in place when it is whole: the disk is not waited for meanwhile.
    ///
    /// # Errors
    /// As [`Place::office`].
    pub async fn disposable(&self, clock: Arc<dyn Clock>) -> Result<Office, Stop> {
        self.make_folder()?;
        let engine = Arc::new(gk_sqlite::Sqlite::open_disposable(&self.sqlite_file())?);
        self.office_on(engine, clock).await
    }
    /// The office and its index.
    ///
    /// # Errors
    /// When either cannot be opened.
    pub async fn open(&self, clock: Arc<dyn Clock>) -> Result<Opened, Stop> {
        let office = self.office(clock).await?;
        self.with_index(office)
    }
    /// An office with the index of this folder.
    ///
    /// # Errors
    /// When the index cannot be opened.
    pub fn with_index(&self, office: Office) -> Result<Opened, Stop> {
        let index = house::index_in(&self.index_folder())?;
        let index_is_new = index.was_discarded() || gk_base::search::SearchIndex::position(&index) == 0;
        Ok(Opened { office, follower: Arc::new(house::follower(Arc::new(index))), index_is_new })
    }
}

/// The cache that `scripts/prepare fonts` fills.
#[must_use]
pub fn font_cache() -> Option<PathBuf> {
    let named = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = named("XDG_CACHE_HOME").or_else(|| Some(named("HOME")?.join(".cache")))?;
    Some(cache.join("gongkai").join("fonts"))
}

/// The machine's clock, or one that stands on a day.
#[must_use]
pub fn clock(today: Option<Day>) -> Arc<dyn Clock> {
    match today {
        Some(day) => Arc::new(gk_base::ports::FixedClock::on(day)),
        None => Arc::new(RealClock),
    }
}

/// Runs what waits for the outside world.
///
/// # Errors
/// As the work itself; when no thread can be had.
pub fn block_on<T>(work: impl Future<Output = Result<T, Stop>>) -> Result<T, Stop> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|e| Fault::because("starting the threads", e))?;
    runtime.block_on(work)
}
