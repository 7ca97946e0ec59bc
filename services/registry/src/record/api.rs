//! Exported functions of records.

#![allow(clippy::too_many_arguments)] // the interface is upstream's

use common::bounds::check_count;
use common::Result;
use marine_rs_sdk::marine;

use crate::limits;
use crate::record::{merge, Record, RecordMetadata};
use crate::registry::{serve, Registry};
use crate::results::{GetRecordsResult, MergeResult, RegistryResult, RepublishRecordsResult};
use crate::texts;
use crate::weight::WeightResult;

/// What the issuer of a record signs. Empty when an argument is too long.
#[marine]
pub fn get_record_metadata_bytes(
    key_id: String,
    issued_by: String,
    timestamp_issued: u64,
    value: String,
    peer_id: String,
    relay_id: Vec<String>,
    service_id: Vec<String>,
    solution: Vec<u8>,
) -> Vec<u8> {
    let metadata = RecordMetadata {
        key_id,
        issued_by,
        peer_id,
        timestamp_issued,
        solution,
        value,
        relay_id,
        service_id,
        issuer_signature: Vec::new(),
    };
    metadata.digest().unwrap_or_default()
}

#[marine]
pub fn create_record_metadata(
    key_id: String,
    issued_by: String,
    timestamp_issued: u64,
    value: String,
    peer_id: String,
    relay_id: Vec<String>,
    service_id: Vec<String>,
    solution: Vec<u8>,
    signature: Vec<u8>,
) -> RecordMetadata {
    RecordMetadata {
        key_id,
        issued_by,
        peer_id,
        timestamp_issued,
        solution,
        value,
        relay_id,
        service_id,
        issuer_signature: signature,
    }
}

/// What the providing peer signs. Empty when a field is too long.
#[marine]
pub fn get_record_bytes(metadata: RecordMetadata, timestamp_created: u64) -> Vec<u8> {
    serve(|registry| registry.record_bytes(draft(metadata, timestamp_created))).unwrap_or_default()
}

/// Ours: what this host may sign for any caller. Empty unless the caller issued the record, to this host, and the
/// record is of the time of the particle.
#[marine]
pub fn get_host_record_bytes(metadata: RecordMetadata, timestamp_created: u64) -> Vec<u8> {
    serve(|registry| registry.host_record_bytes(draft(metadata, timestamp_created)))
        .unwrap_or_default()
}

#[marine]
pub fn put_record(
    metadata: RecordMetadata,
    timestamp_created: u64,
    signature: Vec<u8>,
    weight: WeightResult,
    current_timestamp_sec: u64,
) -> RegistryResult {
    let record = Record {
        metadata,
        timestamp_created,
        signature,
    };
    serve(|registry| registry.put_record(record, &weight, current_timestamp_sec)).into()
}

/// Live ones, the heaviest first, of equal weight the newest.
#[marine]
pub fn get_records(key_id: String, current_timestamp_sec: u64) -> GetRecordsResult {
    serve(|registry| registry.get_records(&key_id, current_timestamp_sec)).into()
}

/// This host's own records that are to be signed and put anew, the oldest first.
#[marine]
pub fn get_stale_local_records(current_timestamp_sec: u64) -> GetRecordsResult {
    serve(|registry| registry.get_stale_local_records(current_timestamp_sec)).into()
}

/// Stores what another peer holds of one key. One bad record refuses all.
#[marine]
pub fn republish_records(
    records: Vec<Record>,
    weights: Vec<WeightResult>,
    current_timestamp_sec: u64,
) -> RepublishRecordsResult {
    serve(|registry| registry.republish_records(records, &weights, current_timestamp_sec)).into()
}

/// The newest record of each issuer and peer; forged ones do not count.
#[marine]
pub fn merge(records: Vec<Vec<Record>>) -> MergeResult {
    serve(|registry| merge::merge(records, registry.settings()?.record_signatures)).into()
}

#[marine]
pub fn merge_two(a: Vec<Record>, b: Vec<Record>) -> MergeResult {
    merge(vec![a, b])
}

fn draft(metadata: RecordMetadata, timestamp_created: u64) -> Record {
    Record {
        metadata,
        timestamp_created,
        signature: Vec::new(),
    }
}

impl Registry<'_> {
    pub fn record_bytes(&self, record: Record) -> Result<Vec<u8>> {
        let signatures = self.settings()?.record_signatures;
        Ok(record.digest(signatures).unwrap_or_default())
    }

    pub fn host_record_bytes(&self, record: Record) -> Result<Vec<u8>> {
        let Record { metadata, .. } = &record;
        record.check_bounds()?;
        metadata.verify_signature()?;
        let wanted = metadata.issued_by == self.caller.init_peer_id()
            && metadata.peer_id == self.caller.host_id()
            && record.timestamp_created <= self.latest_signed_time()?;
        match wanted {
            true => self.record_bytes(record),
            false => Ok(Vec::new()),
        }
    }

    /// The function gets no trusted time, but no particle lives longer than it says: a caller gets no signatures for
    /// the days to come.
    fn latest_signed_time(&self) -> Result<u64> {
        let end = self.caller.particle_end_sec();
        Ok(end.saturating_add(self.settings()?.clock_skew))
    }

    /// The weight is the issuer's, so that a host can renew what others issued (upstream wants the caller's).
    pub fn put_record(&self, record: Record, weight: &WeightResult, now: u64) -> Result<()> {
        self.check_weight_origin(3, 0)?;
        let clock = self.clock(4, now)?;
        record.check_bounds()?;
        weight.check_peer(&record.metadata.issued_by)?;
        record.verify(&clock, self.settings()?.record_signatures)?;
        self.store_record(record, weight.weight, &clock)
    }

    pub fn get_records(&self, key_id: &str, now: u64) -> Result<Vec<Record>> {
        let clock = self.clock(1, now)?;
        self.live_records(key_id, &clock)
    }

    pub fn get_stale_local_records(&self, now: u64) -> Result<Vec<Record>> {
        let clock = self.clock(0, now)?;
        self.stale_local_records(&clock)
    }

    pub fn republish_records(
        &self,
        records: Vec<Record>,
        weights: &[WeightResult],
        now: u64,
    ) -> Result<u64> {
        let Some(first) = records.first() else {
            return Ok(0);
        };
        let key_id = first.metadata.key_id.clone();
        let clock = self.clock(2, now)?;
        check_count("records", &records, limits::RECORDS_PER_KEY)?;
        let signatures = self.settings()?.record_signatures;
        let mut weighed = Vec::with_capacity(records.len());
        for (index, record) in records.into_iter().enumerate() {
            record.check_bounds()?;
            record.verify(&clock, signatures)?;
            let weight = self.weight_of(&record, index, weights)?;
            if record.metadata.key_id != key_id {
                return Err(texts::RECORDS_OF_MANY_KEYS.to_string());
            }
            weighed.push((record, weight));
        }
        self.merge_records(&key_id, weighed, &clock)
    }

    fn weight_of(&self, record: &Record, index: usize, weights: &[WeightResult]) -> Result<u32> {
        self.check_weight_origin(1, index)?;
        let weight = weights.get(index);
        let weight = weight.ok_or_else(|| {
            texts::weight_missing(&record.metadata.peer_id, &record.metadata.issued_by)
        })?;
        weight.check_peer(&record.metadata.issued_by)?;
        Ok(weight.weight)
    }
}
