//! A resource: a label of an owner.

pub mod api;
mod merge;
mod store;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;

use common::bounds::{check_bytes, check_text, MAX_FIELD_BYTES};
use common::{Layout, PublicKey, Result, MAX_PEER_ID_BYTES, MAX_SIGNATURE_BYTES};
use marine_rs_sdk::marine;
use sha2::{Digest, Sha256};

use crate::clock::Clock;
use crate::texts;

pub use store::{has_key, keys, StoredKey};

#[marine]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Key {
    pub id: String,
    pub label: String,
    pub owner_peer_id: String,
    pub timestamp_created: u64,
    pub challenge: Vec<u8>,
    pub challenge_type: String,
    pub signature: Vec<u8>,
}

/// No separator between both, but no peer id ends with another: different keys have different ids.
pub fn key_id(label: &str, owner_peer_id: &str) -> String {
    let hash = Sha256::new_with_prefix(label).chain_update(owner_peer_id);
    bs58::encode(hash.finalize()).into_string()
}

impl Key {
    /// With the id that label and owner give, whatever it said before.
    pub fn with_its_id(mut self) -> Key {
        self.id = key_id(&self.label, &self.owner_peer_id);
        self
    }

    /// What the owner signs; `None` when a field is too long.
    pub fn digest(&self) -> Option<Vec<u8>> {
        Layout::new()
            .short(&self.label)
            .short(&self.owner_peer_id)
            .u64(self.timestamp_created)
            .short(&self.challenge)
            .short(&self.challenge_type)
            .digest()
    }

    pub fn check_bounds(&self) -> Result<()> {
        check_text("label", &self.label, MAX_FIELD_BYTES)?;
        check_text("owner_peer_id", &self.owner_peer_id, MAX_PEER_ID_BYTES)?;
        check_bytes("challenge", &self.challenge, MAX_FIELD_BYTES)?;
        check_text("challenge_type", &self.challenge_type, MAX_FIELD_BYTES)?;
        check_bytes("signature", &self.signature, MAX_SIGNATURE_BYTES)
    }

    pub fn verify(&self, clock: &Clock) -> Result<()> {
        if clock.is_future(self.timestamp_created) {
            return Err(texts::KEY_IN_FUTURE.to_string());
        }
        self.verify_signature()
    }

    pub fn verify_signature(&self) -> Result<()> {
        let digest = self.digest().unwrap_or_default();
        PublicKey::from_peer_id(&self.owner_peer_id)
            .and_then(|owner| owner.verify(&digest, &self.signature))
            .map_err(|error| {
                texts::key_signature(&self.id, &self.label, &self.owner_peer_id, &error)
            })
    }

    /// Which of two of the same id is the newer; never equal for different ones.
    pub fn compare_strictly(&self, other: &Key) -> Ordering {
        (self.timestamp_created, &self.signature).cmp(&(other.timestamp_created, &other.signature))
    }
}
