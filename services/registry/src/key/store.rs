//! Stored keys.

use common::{internal, Result, RowReader, RowWriter};
use redb::{ReadableTable, ReadableTableMetadata, Table, WriteTransaction};

use crate::key::Key;
use crate::registry::Registry;
use crate::tables::{Row, KEYS};
use crate::{limits, texts};

#[derive(Clone)]
pub struct StoredKey {
    pub key: Key,
    pub weight: u32,
    /// When any peer last published it here; 0 when it is new here.
    pub published: u64,
    /// When it came, or when this host last confirmed to have published it to the neighbourhood.
    pub confirmed: u64,
    /// When `evict_stale` last gave it to this host.
    pub attempted: u64,
}

impl StoredKey {
    fn to_row(&self) -> Vec<u8> {
        RowWriter::new()
            .u64(self.published)
            .u64(self.confirmed)
            .u64(self.attempted)
            .u32(self.weight)
            .u64(self.key.timestamp_created)
            .bytes(&self.key.label)
            .bytes(&self.key.owner_peer_id)
            .bytes(&self.key.challenge)
            .bytes(&self.key.challenge_type)
            .bytes(&self.key.signature)
            .done()
    }

    fn from_row(id: &str, row: &[u8]) -> Result<StoredKey> {
        let mut row = RowReader::new(row);
        Ok(StoredKey {
            published: row.u64()?,
            confirmed: row.u64()?,
            attempted: row.u64()?,
            weight: row.u32()?,
            key: Key {
                id: id.to_string(),
                timestamp_created: row.u64()?,
                label: row.text()?,
                owner_peer_id: row.text()?,
                challenge: row.bytes()?,
                challenge_type: row.text()?,
                signature: row.bytes()?,
            },
        })
    }
}

fn get(table: &impl ReadableTable<&'static str, Row>, id: &str) -> Result<Option<StoredKey>> {
    let row = table.get(id).map_err(internal)?;
    row.map(|row| StoredKey::from_row(id, row.value()))
        .transpose()
}

pub fn has_key(transaction: &WriteTransaction, id: &str) -> Result<()> {
    let table = transaction.open_table(KEYS).map_err(internal)?;
    let row = table.get(id).map_err(internal)?;
    row.map(|_| ()).ok_or_else(|| texts::no_key(id))
}

/// All of them, one after the other.
pub fn keys(
    table: &impl ReadableTable<&'static str, Row>,
) -> Result<impl Iterator<Item = Result<StoredKey>> + '_> {
    let rows = table.iter().map_err(internal)?;
    Ok(rows.map(|row| {
        let (id, row) = row.map_err(internal)?;
        StoredKey::from_row(id.value(), row.value())
    }))
}

impl Registry<'_> {
    pub fn get_key(&self, id: &str) -> Result<Key> {
        self.store.read(|transaction| {
            let table = transaction.open_table(KEYS).map_err(internal)?;
            let stored = get(&table, id)?;
            stored.map(|s| s.key).ok_or_else(|| texts::no_key(id))
        })
    }

    /// A key of the same time is replaced, a newer one is not.
    pub fn store_registered_key(&self, key: &Key, weight: u32, now: u64) -> Result<()> {
        self.change_key(key, weight, now, |stored| {
            if stored.key.timestamp_created > key.timestamp_created {
                return Err(texts::key_exists(&key.label, &key.owner_peer_id));
            }
            if stored.key != *key {
                stored.key = key.clone();
                stored.published = 0;
            }
            stored.weight = weight;
            Ok(())
        })
    }

    /// Only a key that is not older than the stored one says that others have what this host has.
    pub fn store_republished_key(&self, key: &Key, weight: u32, now: u64) -> Result<()> {
        let is_host = self.caller.is_host();
        self.change_key(key, weight, now, |stored| {
            if key.compare_strictly(&stored.key).is_lt() {
                return Ok(());
            }
            stored.key = key.clone();
            stored.weight = weight;
            stored.published = now;
            if is_host {
                stored.confirmed = now;
            }
            Ok(())
        })
    }

    /// Notes that these were given away, so that the next call gives others first.
    pub fn mark_attempted(&self, ids: &[String], now: u64) -> Result<()> {
        self.store.write(|transaction| {
            let mut table = transaction.open_table(KEYS).map_err(internal)?;
            for id in ids {
                let Some(mut stored) = get(&table, id)? else {
                    continue;
                };
                stored.attempted = now;
                put(&mut table, &stored)?;
            }
            Ok(())
        })
    }

    /// Notes that other peers hold these. One that became newer meanwhile is not what they hold.
    pub fn mark_confirmed(&self, keys: &[Key], now: u64) -> Result<()> {
        self.store.write(|transaction| {
            let mut table = transaction.open_table(KEYS).map_err(internal)?;
            for key in keys {
                let Some(mut stored) = get(&table, &key.id)?.filter(|s| s.key == *key) else {
                    continue;
                };
                stored.published = now;
                stored.confirmed = now;
                put(&mut table, &stored)?;
            }
            Ok(())
        })
    }

    fn change_key(
        &self,
        key: &Key,
        weight: u32,
        now: u64,
        change: impl FnOnce(&mut StoredKey) -> Result<()>,
    ) -> Result<()> {
        self.store.write(|transaction| {
            let mut table = transaction.open_table(KEYS).map_err(internal)?;
            let found = get(&table, &key.id)?;
            if found.is_none() && table.len().map_err(internal)? >= limits::KEYS {
                return Err(texts::host_limit("keys", limits::KEYS));
            }
            let mut stored = found.unwrap_or_else(|| StoredKey {
                key: key.clone(),
                weight,
                published: 0,
                confirmed: now,
                attempted: 0,
            });
            change(&mut stored)?;
            put(&mut table, &stored)
        })
    }
}

fn put(table: &mut Table<&'static str, Row>, stored: &StoredKey) -> Result<()> {
    let row = stored.to_row();
    table
        .insert(stored.key.id.as_str(), row.as_slice())
        .map_err(internal)?;
    Ok(())
}
