//! What the issuer of a record signs.

use common::bounds::{check_bytes, check_text, check_texts, MAX_FIELD_BYTES};
use common::{Layout, PublicKey, Result, MAX_PEER_ID_BYTES, MAX_SIGNATURE_BYTES};
use marine_rs_sdk::marine;

use crate::{limits, texts};

#[marine]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecordMetadata {
    pub key_id: String,
    pub issued_by: String,
    pub peer_id: String,
    pub timestamp_issued: u64,
    pub solution: Vec<u8>,
    pub value: String,
    pub relay_id: Vec<String>,
    pub service_id: Vec<String>,
    pub issuer_signature: Vec<u8>,
}

impl RecordMetadata {
    /// `None` when a field is too long.
    pub fn digest(&self) -> Option<Vec<u8>> {
        Layout::new()
            .short(&self.key_id)
            .short(&self.issued_by)
            .short(&self.peer_id)
            .u64(self.timestamp_issued)
            .short(&self.solution)
            .short(&self.value)
            .short_list(&self.relay_id)
            .short_list(&self.service_id)
            .digest()
    }

    pub fn check_bounds(&self) -> Result<()> {
        check_text("key_id", &self.key_id, MAX_FIELD_BYTES)?;
        check_text("issued_by", &self.issued_by, MAX_PEER_ID_BYTES)?;
        check_text("peer_id", &self.peer_id, MAX_PEER_ID_BYTES)?;
        check_bytes("solution", &self.solution, MAX_FIELD_BYTES)?;
        check_text("value", &self.value, MAX_FIELD_BYTES)?;
        check_texts("relay_id", &self.relay_id, limits::IDS_PER_RECORD)?;
        check_texts("service_id", &self.service_id, limits::IDS_PER_RECORD)?;
        check_bytes(
            "issuer_signature",
            &self.issuer_signature,
            MAX_SIGNATURE_BYTES,
        )
    }

    pub fn verify_signature(&self) -> Result<()> {
        let digest = self.digest().unwrap_or_default();
        PublicKey::from_peer_id(&self.issued_by)
            .and_then(|issuer| issuer.verify(&digest, &self.issuer_signature))
            .map_err(|error| texts::metadata_signature(&self.key_id, &self.issued_by, &error))
    }
}
