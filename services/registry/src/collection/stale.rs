//! What is to be replicated.

use std::collections::BTreeMap;

use common::{internal, Result};
use redb::ReadTransaction;

use crate::clock::Clock;
use crate::entries::{self, of_key};
use crate::key::{keys, Key, StoredKey};
use crate::limits::{STALE_ENTRIES, STALE_KEYS};
use crate::record::{live_records, Record};
use crate::registry::Registry;
use crate::results::EvictStaleItem;
use crate::tables::KEYS;
use crate::tombstone::live_tombstones;

impl Registry<'_> {
    /// First those that were given away longest ago, then those published longest ago.
    pub fn stale(&self, clock: &Clock) -> Result<Vec<EvictStaleItem>> {
        self.store.read(|transaction| {
            let mut items = Vec::new();
            let mut held = 0;
            for key in candidates(transaction, clock)? {
                let item = item(transaction, key, clock)?;
                held += item.records.len() + item.tombstones.len();
                items.push(item);
                if held >= STALE_ENTRIES {
                    break;
                }
            }
            Ok(items)
        })
    }
}

fn candidates(transaction: &ReadTransaction, clock: &Clock) -> Result<Vec<Key>> {
    let table = transaction.open_table(KEYS).map_err(internal)?;
    let mut first = BTreeMap::new();
    for stored in keys(&table)? {
        let stored = stored?;
        if !clock.is_stale(stored.published, stored.confirmed) {
            continue;
        }
        let order = (stored.attempted, stored.published, stored.key.id.clone());
        let is_full = first.len() >= STALE_KEYS;
        if is_full
            && first
                .last_key_value()
                .is_some_and(|(last, _)| *last < order)
        {
            continue;
        }
        if is_worth_it(transaction, &stored, clock)? {
            first.insert(order, stored.key);
        }
        if first.len() > STALE_KEYS {
            first.pop_last();
        }
    }
    Ok(first.into_values().collect())
}

/// An expired key without anything alive is waiting for `clear_expired` everywhere: publishing it would hand it round
/// for ever.
fn is_worth_it(transaction: &ReadTransaction, stored: &StoredKey, clock: &Clock) -> Result<bool> {
    if !clock.is_expired(stored.key.timestamp_created) {
        return Ok(true);
    }
    let entries = of_key(&entries::open(transaction)?, &stored.key.id)?;
    Ok(!live_tombstones(&entries, clock).is_empty() || !live_records(entries, clock).is_empty())
}

fn item(transaction: &ReadTransaction, key: Key, clock: &Clock) -> Result<EvictStaleItem> {
    let entries = of_key(&entries::open(transaction)?, &key.id)?;
    let tombstones = live_tombstones(&entries, clock);
    let (of_upstream, records) = by_signature(live_records(entries, clock));
    Ok(EvictStaleItem {
        key,
        records,
        tombstones,
        of_upstream,
    })
}

/// The two kinds of signatures apart, those of upstream first. Their number is 0 unless there are both: most resources
/// have a single provider, and a signature costs something to look at.
fn by_signature(records: Vec<Record>) -> (u32, Vec<Record>) {
    if records.len() < 2 {
        return (0, records);
    }
    let (bound, mut sorted): (Vec<Record>, Vec<Record>) =
        records.into_iter().partition(Record::is_bound);
    let of_upstream = match bound.is_empty() {
        true => 0,
        false => sorted.len() as u32,
    };
    sorted.extend(bound);
    (of_upstream, sorted)
}
