//! Stored records.

use std::cmp::Reverse;

use common::{internal, Result};
use redb::ReadableTable;

use crate::clock::Clock;
use crate::entries::{self, EntriesMut, Entry};
use crate::key::has_key;
use crate::record::{limit, Record};
use crate::registry::Registry;
use crate::tables::{HOSTED, KEYS};
use crate::{limits, texts};

impl Registry<'_> {
    /// A record or tombstone of the same time is replaced (a tombstone is not), a newer one never.
    pub fn store_record(&self, record: Record, weight: u32, clock: &Clock) -> Result<()> {
        self.store.write(|transaction| {
            has_key(transaction, &record.metadata.key_id)?;
            let mut entries = EntriesMut::open(transaction, self.caller.host_id())?;
            limit::make_room(&mut entries, &record, weight, clock)?;
            let stored = entries::get(&entries.table, record.id())?;
            let entry = Entry::Record { record, weight };
            if stored.is_some_and(|stored| stored.compare(&entry).is_gt()) {
                return Err(texts::newer_entry(entry.id()));
            }
            entries.put(&entry)?;
            entries.check_limit()
        })
    }

    /// Stores those that are newer than what is here, then gives up what is beyond the limit. Answers how many of them
    /// are here afterwards.
    pub fn merge_records(
        &self,
        key_id: &str,
        records: Vec<(Record, u32)>,
        clock: &Clock,
    ) -> Result<u64> {
        self.store.write(|transaction| {
            has_key(transaction, key_id)?;
            let mut entries = EntriesMut::open(transaction, self.caller.host_id())?;
            let given: Vec<Entry> = records
                .into_iter()
                .map(|(record, weight)| Entry::Record { record, weight })
                .collect();
            for entry in &given {
                let stored = entries::get(&entries.table, entry.id())?;
                if stored.is_none_or(|stored| stored.compare_strictly(entry).is_le()) {
                    entries.put(entry)?;
                }
            }
            limit::trim(&mut entries, key_id, clock)?;
            entries.check_limit()?;
            let held = entries::of_key(&entries.table, key_id)?;
            Ok(given.iter().filter(|entry| held.contains(entry)).count() as u64)
        })
    }

    pub fn live_records(&self, key_id: &str, clock: &Clock) -> Result<Vec<Record>> {
        self.store.read(|transaction| {
            let keys = transaction.open_table(KEYS).map_err(internal)?;
            if keys.get(key_id).map_err(internal)?.is_none() {
                return Err(texts::no_key(key_id));
            }
            let entries = entries::of_key(&entries::open(transaction)?, key_id)?;
            Ok(live(entries, clock))
        })
    }

    /// Of this host, whether expired or not: they end when their issuer or the host says so.
    pub fn stale_local_records(&self, clock: &Clock) -> Result<Vec<Record>> {
        self.store.read(|transaction| {
            let table = entries::open(transaction)?;
            let mut stale = Vec::new();
            let hosted = transaction.open_table(HOSTED).map_err(internal)?;
            for row in hosted.iter().map_err(internal)? {
                let (id, _) = row.map_err(internal)?;
                let (key_id, issued_by) = id.value();
                let id = (key_id, issued_by, self.caller.host_id());
                if let Some(Entry::Record { record, .. }) = entries::get(&table, id)? {
                    if clock.needs_renewal(record.timestamp_created) {
                        stale.push(record);
                    }
                }
            }
            stale.sort_by_key(|record| record.timestamp_created);
            stale.truncate(limits::STALE_LOCAL_RECORDS);
            Ok(stale)
        })
    }
}

/// The heaviest first, of equal weight the newest.
pub fn live(entries: Vec<Entry>, clock: &Clock) -> Vec<Record> {
    let mut records: Vec<(u32, Record)> = entries
        .into_iter()
        .filter_map(|entry| match entry {
            Entry::Record { record, weight } => Some((weight, record)),
            Entry::Tombstone(_) => None,
        })
        .filter(|(_, record)| !clock.is_expired(record.timestamp_created))
        .collect();
    records.sort_by_key(|(weight, record)| Reverse((*weight, record.timestamp_created)));
    records.into_iter().map(|(_, record)| record).collect()
}
