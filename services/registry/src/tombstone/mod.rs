//! The mark of a withdrawn record: it hides what its issuer issued for a peer of a key until then.

pub mod api;
mod store;
#[cfg(test)]
mod tests;

use common::bounds::{check_bytes, check_text, MAX_FIELD_BYTES};
use common::{Layout, PublicKey, Result, MAX_PEER_ID_BYTES, MAX_SIGNATURE_BYTES};
use marine_rs_sdk::marine;

use crate::clock::Clock;
use crate::tables::EntryId;
use crate::texts;

pub use store::live as live_tombstones;

#[marine]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tombstone {
    pub key_id: String,
    pub issued_by: String,
    pub peer_id: String,
    pub timestamp_issued: u64,
    pub solution: Vec<u8>,
    pub issuer_signature: Vec<u8>,
}

impl Tombstone {
    pub fn id(&self) -> EntryId<'_> {
        (&self.key_id, &self.issued_by, &self.peer_id)
    }

    /// What the issuer signs; `None` when a field is too long.
    pub fn digest(&self) -> Option<Vec<u8>> {
        Layout::new()
            .short(&self.key_id)
            .short(&self.issued_by)
            .short(&self.peer_id)
            .u64(self.timestamp_issued)
            .short(&self.solution)
            .digest()
    }

    pub fn check_bounds(&self) -> Result<()> {
        check_text("key_id", &self.key_id, MAX_FIELD_BYTES)?;
        check_text("issued_by", &self.issued_by, MAX_PEER_ID_BYTES)?;
        check_text("peer_id", &self.peer_id, MAX_PEER_ID_BYTES)?;
        check_bytes("solution", &self.solution, MAX_FIELD_BYTES)?;
        check_bytes(
            "issuer_signature",
            &self.issuer_signature,
            MAX_SIGNATURE_BYTES,
        )
    }

    pub fn verify(&self, clock: &Clock) -> Result<()> {
        if clock.is_future(self.timestamp_issued) {
            return Err(texts::TOMBSTONE_IN_FUTURE.to_string());
        }
        if clock.is_expired(self.timestamp_issued) {
            return Err(texts::TOMBSTONE_EXPIRED.to_string());
        }
        let digest = self.digest().unwrap_or_default();
        PublicKey::from_peer_id(&self.issued_by)
            .and_then(|issuer| issuer.verify(&digest, &self.issuer_signature))
            .map_err(|error| texts::tombstone_signature(&self.key_id, &self.issued_by, &error))
    }
}
