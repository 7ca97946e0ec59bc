//! Exported functions of tombstones.

use common::bounds::check_count;
use common::Result;
use marine_rs_sdk::marine;

use crate::registry::{serve, Registry};
use crate::results::{GetTombstonesResult, RegistryResult};
use crate::tombstone::Tombstone;
use crate::{limits, texts};

/// What the issuer of a record signs to withdraw it. Empty when an argument is too long.
#[marine]
pub fn get_tombstone_bytes(
    key_id: String,
    issued_by: String,
    peer_id: String,
    timestamp_issued: u64,
    solution: Vec<u8>,
) -> Vec<u8> {
    let tombstone = Tombstone {
        key_id,
        issued_by,
        peer_id,
        timestamp_issued,
        solution,
        issuer_signature: Vec::new(),
    };
    tombstone.digest().unwrap_or_default()
}

#[marine]
pub fn add_tombstone(
    key_id: String,
    issued_by: String,
    peer_id: String,
    timestamp_issued: u64,
    solution: Vec<u8>,
    signature: Vec<u8>,
    current_timestamp_sec: u64,
) -> RegistryResult {
    let tombstone = Tombstone {
        key_id,
        issued_by,
        peer_id,
        timestamp_issued,
        solution,
        issuer_signature: signature,
    };
    serve(|registry| registry.add_tombstone(tombstone, current_timestamp_sec)).into()
}

/// Live ones, ordered by issuer and peer.
#[marine]
pub fn get_tombstones(key_id: String, current_timestamp_sec: u64) -> GetTombstonesResult {
    serve(|registry| registry.get_tombstones(&key_id, current_timestamp_sec)).into()
}

/// Stores what another peer holds of one key. One bad tombstone refuses all; those older than what is here are passed
/// over.
#[marine]
pub fn republish_tombstones(
    tombstones: Vec<Tombstone>,
    current_timestamp_sec: u64,
) -> RegistryResult {
    serve(|registry| registry.republish_tombstones(tombstones, current_timestamp_sec)).into()
}

impl Registry<'_> {
    pub fn add_tombstone(&self, tombstone: Tombstone, now: u64) -> Result<()> {
        let clock = self.clock(6, now)?;
        tombstone.check_bounds()?;
        tombstone.verify(&clock)?;
        self.store_tombstone(tombstone)
    }

    pub fn get_tombstones(&self, key_id: &str, now: u64) -> Result<Vec<Tombstone>> {
        let clock = self.clock(1, now)?;
        self.stored_tombstones(key_id, &clock)
    }

    pub fn republish_tombstones(&self, tombstones: Vec<Tombstone>, now: u64) -> Result<()> {
        let Some(first) = tombstones.first() else {
            return Ok(());
        };
        let key_id = first.key_id.clone();
        let clock = self.clock(1, now)?;
        check_count("tombstones", &tombstones, limits::TOMBSTONES_PER_KEY)?;
        for tombstone in &tombstones {
            if tombstone.key_id != key_id {
                return Err(texts::TOMBSTONES_OF_MANY_KEYS.to_string());
            }
            tombstone.check_bounds()?;
            tombstone.verify(&clock)?;
        }
        self.merge_tombstones(&key_id, tombstones)
    }
}
