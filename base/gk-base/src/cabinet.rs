//! 文件柜: what was computed from the database, kept for as long as nothing is committed and the day is the same.

use std::any::Any;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use gk_rules::Day;

use crate::office::Read;
use crate::problem::Fault;
use crate::settings;

/// The stamp that every commit advances.
pub(crate) const CHANGES: &str = "changes";

/// 截至: after how many commits, and on which day. What is computed from one snapshot is the same as long as this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AsOf {
    today: Day,
    changes: i64,
}

impl AsOf {
    /// Of the snapshot a unit of work reads.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(read: &mut Read) -> Result<Self, Fault> {
        let today = read.today();
        Ok(Self { changes: settings::stamp(read, CHANGES).await?, today })
    }
}

/// Bytes kept at most; the cabinet is emptied when they are reached.
const CAPACITY: usize = 64 << 20;

#[derive(Default)]
struct Drawer {
    as_of: Option<AsOf>,
    bytes: usize,
    kept: HashMap<String, Arc<dyn Any + Send + Sync>>,
    turns: HashMap<String, Weak<Turn>>,
}

/// 次序: held by whoever computes a thing, while the others who want it wait.
pub type Turn = tokio::sync::Mutex<()>;

/// From how many turns on those that nobody holds are thrown away.
const TURNS: usize = 1000;

/// The cabinet of an office. It holds one state of the database: a later one empties it, and who comes with an earlier one finds
/// nothing and leaves nothing.
#[derive(Default)]
pub struct Cabinet(Mutex<Drawer>);

impl Cabinet {
    fn drawer(&self, as_of: AsOf) -> Option<MutexGuard<'_, Drawer>> {
        let mut drawer = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if drawer.as_of < Some(as_of) {
            *drawer = Drawer { as_of: Some(as_of), ..Drawer::default() };
        }
        (drawer.as_of == Some(as_of)).then_some(drawer)
    }
    /// What is kept under a name, when it is of this state and this kind.
    #[must_use]
    pub fn find<T: Any + Send + Sync>(&self, as_of: AsOf, name: &str) -> Option<Arc<T>> {
        let kept = self.drawer(as_of)?.kept.get(name).map(Arc::clone)?;
        kept.downcast().ok()
    }
    /// Whose turn it is to compute what is kept under a name: lock it, look again, compute, put.
    #[must_use]
    pub fn turn(&self, as_of: AsOf, name: &str) -> Arc<Turn> {
        let Some(mut drawer) = self.drawer(as_of) else { return Arc::default() };
        let turns = &mut drawer.turns;
        if let Some(turn) = turns.get(name).and_then(Weak::upgrade) {
            return turn;
        }
        if turns.len() >= TURNS {
            turns.retain(|_, turn| turn.strong_count() > 0);
        }
        let turn = Arc::new(Turn::default());
        turns.insert(name.to_owned(), Arc::downgrade(&turn));
        turn
    }
    /// Keeps something of some bytes, computed from this state or a later one.
    pub fn put<T: Any + Send + Sync>(&self, as_of: AsOf, name: String, bytes: usize, what: &Arc<T>) {
        let Some(mut drawer) = self.drawer(as_of) else { return };
        let bytes = bytes.saturating_add(name.len());
        if drawer.bytes.saturating_add(bytes) > CAPACITY {
            *drawer = Drawer { as_of: Some(as_of), ..Drawer::default() };
        }
        drawer.bytes = drawer.bytes.saturating_add(bytes);
        let kept: Arc<dyn Any + Send + Sync> = what.clone();
        drawer.kept.insert(name, kept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn as_of(changes: i64, day: i8) -> AsOf {
        AsOf { changes, today: jiff::civil::date(2026, 11, day) }
    }

    #[test]
    fn it_forgets_with_every_commit_and_every_day() {
        let cabinet = Cabinet::default();
        cabinet.put(as_of(1, 24), "a".into(), 10, &Arc::new(7_u32));
        assert_eq!(cabinet.find::<u32>(as_of(1, 24), "a").as_deref(), Some(&7));
        assert!(cabinet.find::<String>(as_of(1, 24), "a").is_none(), "another kind");
        assert!(cabinet.find::<u32>(as_of(1, 24), "b").is_none());
        assert!(cabinet.find::<u32>(as_of(1, 25), "a").is_none(), "the day has turned");
        cabinet.put(as_of(1, 25), "a".into(), 10, &Arc::new(8_u32));
        assert!(cabinet.find::<u32>(as_of(2, 25), "a").is_none(), "something was committed");
        cabinet.put(as_of(2, 25), "a".into(), 10, &Arc::new(9_u32));
        cabinet.put(as_of(1, 25), "a".into(), 10, &Arc::new(8_u32));
        assert_eq!(
            cabinet.find::<u32>(as_of(2, 25), "a").as_deref(),
            Some(&9),
            "who was slow changes nothing"
        );
    }

    #[test]
    fn one_computes_and_the_others_wait() {
        let cabinet = Cabinet::default();
        let first = cabinet.turn(as_of(1, 24), "a");
        let held = first.try_lock().expect("nobody else");
        assert!(cabinet.turn(as_of(1, 24), "a").try_lock().is_err());
        assert!(cabinet.turn(as_of(1, 24), "b").try_lock().is_ok());
        assert!(cabinet.turn(as_of(2, 24), "a").try_lock().is_ok(), "another state is computed at once");
        drop(held);
        for n in 0..3 * TURNS {
            let _gone = cabinet.turn(as_of(3, 24), &n.to_string());
        }
        assert!(cabinet.0.lock().expect("unpoisoned").turns.len() <= TURNS);
    }

    #[test]
    fn it_never_holds_more_than_its_capacity() {
        let cabinet = Cabinet::default();
        for n in 0..5 {
            cabinet.put(as_of(1, 24), n.to_string(), CAPACITY / 2, &Arc::new(n));
        }
        assert!(cabinet.0.lock().expect("unpoisoned").bytes <= CAPACITY);
        assert_eq!(cabinet.find::<i32>(as_of(1, 24), "4").as_deref(), Some(&4));
        assert!(cabinet.find::<i32>(as_of(1, 24), "0").is_none());
    }
}
