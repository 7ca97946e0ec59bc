//! Records and tombstones as they are stored: for each key, issuer and peer there is one of both, the newest.

use std::cmp::Ordering;

use common::{internal, Result, RowReader, RowWriter};
use redb::{ReadOnlyTable, ReadTransaction, ReadableTable, ReadableTableMetadata, Table};
use redb::{TableHandle, WriteTransaction};

use crate::record::{Record, RecordMetadata};
use crate::tables::{EntryId, EntryKey, Row, ENTRIES, HOSTED};
use crate::tombstone::Tombstone;
use crate::{limits, texts};

#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    Record { record: Record, weight: u32 },
    Tombstone(Tombstone),
}

/// What a row starts with.
pub struct Head {
    pub is_record: bool,
    /// From which the entry's life counts: when a record was made or renewed, a tombstone issued.
    pub timestamp: u64,
}

const RECORD: u8 = 0;
const TOMBSTONE: u8 = 1;

impl Entry {
    pub fn id(&self) -> EntryId<'_> {
        match self {
            Entry::Record { record, .. } => record.id(),
            Entry::Tombstone(tombstone) => tombstone.id(),
        }
    }

    /// Which of two of the same id is the newer. A tombstone of the same second as a record hides it, so that a
    /// replayed record does not come back.
    pub fn compare(&self, other: &Entry) -> Ordering {
        self.version().cmp(&other.version())
    }

    /// As `compare`, but never equal for different ones: replicas that hear of both keep the same.
    pub fn compare_strictly(&self, other: &Entry) -> Ordering {
        self.compare(other)
            .then_with(|| self.signatures().cmp(&other.signatures()))
    }

    fn version(&self) -> (u64, u8, u64) {
        match self {
            Entry::Record { record, .. } => (
                record.metadata.timestamp_issued,
                RECORD,
                record.timestamp_created,
            ),
            Entry::Tombstone(tombstone) => (tombstone.timestamp_issued, TOMBSTONE, 0),
        }
    }

    fn signatures(&self) -> (&[u8], &[u8]) {
        match self {
            Entry::Record { record, .. } => (&record.metadata.issuer_signature, &record.signature),
            Entry::Tombstone(tombstone) => (&tombstone.issuer_signature, &[]),
        }
    }

    fn to_row(&self) -> Vec<u8> {
        match self {
            Entry::Record { record, weight } => record_row(record, *weight),
            Entry::Tombstone(tombstone) => RowWriter::new()
                .u8(TOMBSTONE)
                .u64(tombstone.timestamp_issued)
                .bytes(&tombstone.solution)
                .bytes(&tombstone.issuer_signature)
                .done(),
        }
    }

    fn from_row((key_id, issued_by, peer_id): EntryId, row: &[u8]) -> Result<Entry> {
        let mut row = RowReader::new(row);
        let (key_id, issued_by, peer_id) = (key_id.into(), issued_by.into(), peer_id.into());
        match row.u8()? {
            RECORD => record_of_row(key_id, issued_by, peer_id, &mut row),
            _ => Ok(Entry::Tombstone(Tombstone {
                key_id,
                issued_by,
                peer_id,
                timestamp_issued: row.u64()?,
                solution: row.bytes()?,
                issuer_signature: row.bytes()?,
            })),
        }
    }
}

fn record_row(record: &Record, weight: u32) -> Vec<u8> {
    let metadata = &record.metadata;
    RowWriter::new()
        .u8(RECORD)
        .u64(record.timestamp_created)
        .u32(weight)
        .u64(metadata.timestamp_issued)
        .bytes(&metadata.solution)
        .bytes(&metadata.value)
        .texts(&metadata.relay_id)
        .texts(&metadata.service_id)
        .bytes(&metadata.issuer_signature)
        .bytes(&record.signature)
        .done()
}

fn record_of_row(
    key_id: String,
    issued_by: String,
    peer_id: String,
    row: &mut RowReader,
) -> Result<Entry> {
    let timestamp_created = row.u64()?;
    let weight = row.u32()?;
    let metadata = RecordMetadata {
        key_id,
        issued_by,
        peer_id,
        timestamp_issued: row.u64()?,
        solution: row.bytes()?,
        value: row.text()?,
        relay_id: row.texts()?,
        service_id: row.texts()?,
        issuer_signature: row.bytes()?,
    };
    let record = Record {
        metadata,
        timestamp_created,
        signature: row.bytes()?,
    };
    Ok(Entry::Record { record, weight })
}

pub fn open(transaction: &ReadTransaction) -> Result<ReadOnlyTable<EntryKey, Row>> {
    transaction.open_table(ENTRIES).map_err(internal)
}

/// Of one key, ordered by issuer and peer.
pub fn of_key(table: &impl ReadableTable<EntryKey, Row>, key_id: &str) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for row in table.range((key_id, "", "")..).map_err(internal)? {
        let (id, row) = row.map_err(internal)?;
        if id.value().0 != key_id {
            break;
        }
        entries.push(Entry::from_row(id.value(), row.value())?);
    }
    Ok(entries)
}

pub fn get(table: &impl ReadableTable<EntryKey, Row>, id: EntryId) -> Result<Option<Entry>> {
    let row = table.get(id).map_err(internal)?;
    row.map(|row| Entry::from_row(id, row.value())).transpose()
}

/// All of them; `f` answers whether to go on.
pub fn scan(
    table: &impl ReadableTable<EntryKey, Row>,
    mut f: impl FnMut(EntryId, Head) -> Result<bool>,
) -> Result<()> {
    for row in table.iter().map_err(internal)? {
        let (id, row) = row.map_err(internal)?;
        let mut reader = RowReader::new(row.value());
        let head = Head {
            is_record: reader.u8()? == RECORD,
            timestamp: reader.u64()?,
        };
        if !f(id.value(), head)? {
            break;
        }
    }
    Ok(())
}

/// Entries that are being changed, with the list of this host's own.
pub struct EntriesMut<'t> {
    pub table: Table<'t, EntryKey, Row>,
    hosted: Table<'t, (&'static str, &'static str), ()>,
    host_id: String,
    before: u64,
}

impl<'t> EntriesMut<'t> {
    pub fn open(transaction: &'t WriteTransaction, host_id: &str) -> Result<EntriesMut<'t>> {
        let table = transaction.open_table(ENTRIES).map_err(internal)?;
        let hosted = transaction.open_table(HOSTED).map_err(internal)?;
        let before = table.len().map_err(internal)?;
        let host_id = host_id.to_string();
        Ok(EntriesMut {
            table,
            hosted,
            host_id,
            before,
        })
    }

    pub fn is_host(&self, peer_id: &str) -> bool {
        peer_id == self.host_id
    }

    pub fn put(&mut self, entry: &Entry) -> Result<()> {
        let row = entry.to_row();
        let id = entry.id();
        self.table.insert(id, row.as_slice()).map_err(internal)?;
        if self.is_host(id.2) {
            match entry {
                Entry::Record { .. } => self.hosted.insert((id.0, id.1), ()),
                Entry::Tombstone(_) => self.hosted.remove((id.0, id.1)),
            }
            .map_err(internal)?;
        }
        Ok(())
    }

    pub fn remove(&mut self, id: EntryId) -> Result<()> {
        self.table.remove(id).map_err(internal)?;
        if self.is_host(id.2) {
            self.hosted.remove((id.0, id.1)).map_err(internal)?;
        }
        Ok(())
    }

    /// Fails when the transaction made more of them than the host may hold.
    pub fn check_limit(&self) -> Result<()> {
        let count = self.table.len().map_err(internal)?;
        match count > limits::ENTRIES && count > self.before {
            true => Err(texts::host_limit(self.table.name(), limits::ENTRIES)),
            false => Ok(()),
        }
    }
}
