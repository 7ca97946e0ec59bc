//! Exported functions of keys.

#![allow(clippy::too_many_arguments)] // the interface is upstream's

use common::bounds::check_count;
use common::{Caller, Result};
use marine_rs_sdk::marine;

use crate::key::{key_id, merge, Key};
use crate::registry::{serve, Registry};
use crate::results::{GetKeyMetadataResult, MergeKeysResult, RegisterKeyResult, RegistryResult};
use crate::weight::WeightResult;

/// What the owner (the caller, unless given) signs to register a key. Empty when an argument is too long.
#[marine]
pub fn get_key_bytes(
    label: String,
    owner_peer_id: Vec<String>,
    timestamp_created: u64,
    challenge: Vec<u8>,
    challenge_type: String,
) -> Vec<u8> {
    let caller = Caller::current();
    let key = Key {
        label,
        owner_peer_id: owner(owner_peer_id, caller.init_peer_id()),
        timestamp_created,
        challenge,
        challenge_type,
        ..Key::default()
    };
    key.digest().unwrap_or_default()
}

#[marine]
pub fn get_key_id(label: String, peer_id: String) -> String {
    key_id(&label, &peer_id)
}

#[marine]
pub fn register_key(
    label: String,
    owner_peer_id: Vec<String>,
    timestamp_created: u64,
    challenge: Vec<u8>,
    challenge_type: String,
    signature: Vec<u8>,
    weight: WeightResult,
    current_timestamp_sec: u64,
) -> RegisterKeyResult {
    serve(|registry| {
        check_count("owner_peer_id", &owner_peer_id, 1)?;
        let key = Key {
            label,
            owner_peer_id: owner(owner_peer_id, registry.caller.init_peer_id()),
            timestamp_created,
            challenge,
            challenge_type,
            signature,
            ..Key::default()
        };
        registry.register_key(key, &weight, current_timestamp_sec)
    })
    .into()
}

#[marine]
pub fn get_key_metadata(key_id: String) -> GetKeyMetadataResult {
    serve(|registry| registry.get_key(&key_id)).into()
}

/// Stores a key that another peer holds, or learns that it does.
#[marine]
pub fn republish_key(key: Key, weight: WeightResult, current_timestamp_sec: u64) -> RegistryResult {
    serve(|registry| registry.republish_key(key, &weight, current_timestamp_sec)).into()
}

/// The newest of several peers' answers; forged ones do not count.
#[marine]
pub fn merge_keys(keys: Vec<Key>) -> MergeKeysResult {
    merge::merge_keys(keys).into()
}

fn owner(mut owner_peer_id: Vec<String>, init_peer_id: &str) -> String {
    owner_peer_id
        .pop()
        .unwrap_or_else(|| init_peer_id.to_string())
}

impl Registry<'_> {
    pub fn register_key(&self, key: Key, weight: &WeightResult, now: u64) -> Result<String> {
        self.check_weight_origin(6, 0)?;
        let clock = self.clock(7, now)?;
        let key = key.with_its_id();
        key.check_bounds()?;
        weight.check_peer(&key.owner_peer_id)?;
        key.verify(&clock)?;
        self.store_registered_key(&key, weight.weight, now)?;
        Ok(key.id)
    }

    pub fn republish_key(&self, key: Key, weight: &WeightResult, now: u64) -> Result<()> {
        self.check_weight_origin(1, 0)?;
        key.check_bounds()?;
        weight.check_peer(&key.owner_peer_id)?;
        let clock = self.clock(2, now)?;
        let key = key.with_its_id();
        key.verify(&clock)?;
        self.store_republished_key(&key, weight.weight, now)
    }
}
