//! The database: its tables, and how they came to be.

use common::{internal, Migration};
use redb::TableDefinition;

pub const FILE: &str = "/storage/registry.redb";

/// Stored rows are written by `common::RowWriter`.
pub type Row = &'static [u8];
pub type EntryKey = (&'static str, &'static str, &'static str);

/// Key id, issuer, peer.
pub type EntryId<'a> = (&'a str, &'a str, &'a str);

/// By key id.
pub const KEYS: TableDefinition<&'static str, Row> = TableDefinition::new("keys");

/// Records and tombstones by key id, issuer, peer: one of both for each.
pub const ENTRIES: TableDefinition<EntryKey, Row> = TableDefinition::new("entries");

/// Key id and issuer of the records whose peer is this host.
pub const HOSTED: TableDefinition<(&'static str, &'static str), ()> =
    TableDefinition::new("hosted");

pub const SETTINGS: TableDefinition<&'static str, u64> = TableDefinition::new("settings");

/// Never change one that was released: add the next. The version of a file is how many it has seen.
pub const MIGRATIONS: &[Migration] = &[|transaction| {
    transaction.open_table(KEYS).map_err(internal)?;
    transaction.open_table(ENTRIES).map_err(internal)?;
    transaction.open_table(HOSTED).map_err(internal)?;
    transaction.open_table(SETTINGS).map_err(internal)?;
    Ok(())
}];
