//! What is to be replicated.

use std::collections::BTreeMap;

use common::{internal, Result};
use redb::ReadTransaction;

use crate::clock::Clock;
use crate::entries::{self, of_key};
use crate::key::{keys, Key, StoredKey};
use crate::limits::{STALE_ENTRIES, STALE_KEYS};
use crate::record::live_records;
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
    Ok(EvictStaleItem {
        key,
        tombstones: live_tombstones(&entries, clock),
        records: live_records(entries, clock),
    })
}
