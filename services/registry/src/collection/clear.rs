//! What is deleted for its age.

use common::{internal, Result};
use redb::WriteTransaction;

use crate::clock::Clock;
use crate::entries::{of_key, scan, EntriesMut, Entry};
use crate::key::keys;
use crate::limits::CLEARED;
use crate::registry::Registry;
use crate::results::Cleared;
use crate::tables::KEYS;

type OwnedId = (String, String, String);

impl Registry<'_> {
    /// At most `CLEARED` of each kind: the rest goes at the next run.
    pub fn clear(&self, clock: &Clock) -> Result<Cleared> {
        self.store.write(|transaction| {
            let mut entries = EntriesMut::open(transaction, self.caller.host_id())?;
            let (records, tombstones) = expired(&entries, clock)?;
            for (key_id, issued_by, peer_id) in records.iter().chain(&tombstones) {
                entries.remove((key_id, issued_by, peer_id))?;
            }
            Ok(Cleared {
                records: records.len() as u64,
                tombstones: tombstones.len() as u64,
                keys: clear_keys(transaction, &entries, clock)?,
            })
        })
    }
}

/// Records and tombstones; this host's own records stay, whatever their age.
fn expired(entries: &EntriesMut, clock: &Clock) -> Result<(Vec<OwnedId>, Vec<OwnedId>)> {
    let (mut records, mut tombstones) = (Vec::new(), Vec::new());
    scan(&entries.table, |(key_id, issued_by, peer_id), head| {
        let of_host = head.is_record && entries.is_host(peer_id);
        if clock.is_expired(head.timestamp) && !of_host {
            let list = match head.is_record {
                true => &mut records,
                false => &mut tombstones,
            };
            if list.len() < CLEARED {
                list.push((key_id.into(), issued_by.into(), peer_id.into()));
            }
        }
        Ok(records.len() < CLEARED || tombstones.len() < CLEARED)
    })?;
    Ok((records, tombstones))
}

/// Those that expired and have no records left.
fn clear_keys(transaction: &WriteTransaction, entries: &EntriesMut, clock: &Clock) -> Result<u64> {
    let mut table = transaction.open_table(KEYS).map_err(internal)?;
    let mut unused = Vec::new();
    for stored in keys(&table)? {
        let key = stored?.key;
        if clock.is_expired(key.timestamp_created) && !has_records(entries, &key.id)? {
            unused.push(key.id);
        }
        if unused.len() == CLEARED {
            break;
        }
    }
    for id in &unused {
        table.remove(id.as_str()).map_err(internal)?;
    }
    Ok(unused.len() as u64)
}

fn has_records(entries: &EntriesMut, key_id: &str) -> Result<bool> {
    let entries = of_key(&entries.table, key_id)?;
    Ok(entries
        .iter()
        .any(|entry| matches!(entry, Entry::Record { .. })))
}
