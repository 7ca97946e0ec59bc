//! Stored tombstones.

use common::{internal, Result};

use crate::clock::Clock;
use crate::entries::{self, EntriesMut, Entry};
use crate::key::has_key;
use crate::registry::Registry;
use crate::tables::KEYS;
use crate::tombstone::Tombstone;
use crate::{limits, texts};

impl Registry<'_> {
    /// A record or tombstone of the same time is replaced, a newer one is not.
    pub fn store_tombstone(&self, tombstone: Tombstone) -> Result<()> {
        self.store.write(|transaction| {
            has_key(transaction, &tombstone.key_id)?;
            let mut entries = EntriesMut::open(transaction, self.caller.host_id())?;
            let entry = Entry::Tombstone(tombstone);
            let stored = entries::get(&entries.table, entry.id())?;
            if stored.is_some_and(|stored| stored.compare(&entry).is_gt()) {
                return Err(texts::newer_entry(entry.id()));
            }
            put(&mut entries, &entry)?;
            entries.check_limit()
        })
    }

    pub fn merge_tombstones(&self, key_id: &str, tombstones: Vec<Tombstone>) -> Result<()> {
        self.store.write(|transaction| {
            has_key(transaction, key_id)?;
            let mut entries = EntriesMut::open(transaction, self.caller.host_id())?;
            for tombstone in tombstones {
                let entry = Entry::Tombstone(tombstone);
                let stored = entries::get(&entries.table, entry.id())?;
                if stored.is_none_or(|stored| stored.compare_strictly(&entry).is_lt()) {
                    put(&mut entries, &entry)?;
                }
            }
            entries.check_limit()
        })
    }

    pub fn stored_tombstones(&self, key_id: &str, clock: &Clock) -> Result<Vec<Tombstone>> {
        self.store.read(|transaction| {
            let keys = transaction.open_table(KEYS).map_err(internal)?;
            if keys.get(key_id).map_err(internal)?.is_none() {
                return Err(texts::no_key(key_id));
            }
            let entries = entries::of_key(&entries::open(transaction)?, key_id)?;
            Ok(live(&entries, clock))
        })
    }
}

/// At the limit only what hides something may come, for which the oldest goes: nobody can drive out the tombstones of
/// others with made-up ones.
fn put(entries: &mut EntriesMut, entry: &Entry) -> Result<()> {
    let (key_id, ..) = entry.id();
    let all = entries::of_key(&entries.table, key_id)?;
    let is_new = all.iter().all(|stored| stored.id() != entry.id());
    let mut others: Vec<&Tombstone> = tombstones(&all)
        .filter(|stored| stored.id() != entry.id())
        .collect();
    if others.len() >= limits::TOMBSTONES_PER_KEY {
        if is_new {
            return Err(texts::tombstones_limit(key_id));
        }
        others.sort_by_key(|tombstone| tombstone.timestamp_issued);
        entries.remove(others[0].id())?;
    }
    entries.put(entry)
}

pub fn live(entries: &[Entry], clock: &Clock) -> Vec<Tombstone> {
    tombstones(entries)
        .filter(|tombstone| !clock.is_expired(tombstone.timestamp_issued))
        .cloned()
        .collect()
}

fn tombstones(entries: &[Entry]) -> impl Iterator<Item = &Tombstone> {
    entries.iter().filter_map(|entry| match entry {
        Entry::Tombstone(tombstone) => Some(tombstone),
        Entry::Record { .. } => None,
    })
}
