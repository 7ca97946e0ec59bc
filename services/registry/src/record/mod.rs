//! A provider of a resource: the issuer says what is provided where, the peer that provides says that it does.

pub mod api;
mod limit;
mod merge;
mod metadata;
mod store;
#[cfg(test)]
mod tests;

use common::bounds::check_bytes;
use common::{Layout, PublicKey, Result, MAX_SIGNATURE_BYTES};
use marine_rs_sdk::marine;

use crate::clock::Clock;
use crate::settings::RecordSignatures;
use crate::tables::EntryId;
use crate::texts;

pub use metadata::RecordMetadata;
pub use store::live as live_records;

/// `signature` is the peer's, over metadata and `timestamp_created`.
#[marine]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    pub metadata: RecordMetadata,
    pub timestamp_created: u64,
    pub signature: Vec<u8>,
}

impl Record {
    pub fn id(&self) -> EntryId<'_> {
        let RecordMetadata {
            key_id,
            issued_by,
            peer_id,
            ..
        } = &self.metadata;
        (key_id, issued_by, peer_id)
    }

    /// What the peer signs; `None` when a field is too long.
    pub fn digest(&self, signatures: RecordSignatures) -> Option<Vec<u8>> {
        match signatures {
            RecordSignatures::Upstream => upstream_digest(),
            RecordSignatures::Bound | RecordSignatures::Strict => self.bound_digest(),
        }
    }

    /// The layout that upstream meant: it binds the record, so that it fits no other one and no other time.
    fn bound_digest(&self) -> Option<Vec<u8>> {
        let inner = Layout::new()
            .raw(self.metadata.digest()?)
            .short(&self.metadata.issuer_signature)
            .bytes()?;
        Layout::new()
            .short(inner)
            .u64(self.timestamp_created)
            .digest()
    }

    pub fn check_bounds(&self) -> Result<()> {
        self.metadata.check_bounds()?;
        check_bytes("signature", &self.signature, MAX_SIGNATURE_BYTES)
    }

    pub fn verify(&self, clock: &Clock, signatures: RecordSignatures) -> Result<()> {
        if clock.is_future(self.timestamp_created) {
            return Err(texts::RECORD_IN_FUTURE.to_string());
        }
        if clock.is_expired(self.timestamp_created) {
            return Err(texts::RECORD_EXPIRED.to_string());
        }
        if clock.is_future(self.metadata.timestamp_issued) {
            return Err(texts::METADATA_IN_FUTURE.to_string());
        }
        self.verify_signatures(signatures)
    }

    pub fn verify_signatures(&self, signatures: RecordSignatures) -> Result<()> {
        self.metadata.verify_signature()?;
        self.verify_own_signature(signatures).map_err(|error| {
            texts::record_signature(&self.metadata.key_id, &self.metadata.peer_id, &error)
        })
    }

    /// Whether the signature is of this very record, and not upstream's, which fits every record of its peer.
    pub fn is_bound(&self) -> bool {
        self.verify_own_signature(RecordSignatures::Strict).is_ok()
    }

    fn verify_own_signature(&self, signatures: RecordSignatures) -> Result<()> {
        let peer = PublicKey::from_peer_id(&self.metadata.peer_id)?;
        let verify =
            |digest: Option<Vec<u8>>| peer.verify(&digest.unwrap_or_default(), &self.signature);
        let bound = verify(self.bound_digest());
        match signatures {
            RecordSignatures::Strict => bound,
            _ => bound.or_else(|error| verify(upstream_digest()).map_err(|_| error)),
        }
    }
}

/// Of nothing, whatever the record: upstream empties its buffer before hashing it.
fn upstream_digest() -> Option<Vec<u8>> {
    Layout::new().digest()
}
