//! Every record that crosses the service's border, with the fields in upstream's order (spec/services.md §3.1). `error`
//! is empty exactly when `success`; the rest is empty or zero otherwise.

use marine_rs_sdk::marine;

/// One peer trusts another one; times in seconds.
#[marine]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trust {
    /// Peer id.
    pub issued_for: String,
    pub expires_at: u64,
    /// Base58 of the raw signature.
    pub signature: String,
    /// `ed25519` or `secp256k1`.
    pub sig_type: String,
    pub issued_at: u64,
}

/// Trusts from a root, which signed the first for itself, to a peer: each issued by the peer of the one before.
#[marine]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Certificate {
    pub chain: Vec<Trust>,
}

/// One peer no longer trusts another one.
#[marine]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Revocation {
    pub revoked_peer_id: String,
    pub revoked_at: u64,
    /// Base58 of the raw signature.
    pub signature: String,
    pub sig_type: String,
    pub revoked_by: String,
}

#[marine]
#[derive(Debug, Default)]
pub struct WeightResult {
    pub success: bool,
    pub weight: u32,
    pub peer_id: String,
    pub error: String,
}

#[marine]
#[derive(Debug, Default)]
pub struct AllCertsResult {
    pub success: bool,
    pub certificates: Vec<Certificate>,
    pub error: String,
}

#[marine]
#[derive(Debug, Default)]
pub struct ExportRevocationsResult {
    pub success: bool,
    pub revocations: Vec<Revocation>,
    pub error: String,
}

#[marine]
#[derive(Debug, Default)]
pub struct AddTrustResult {
    pub success: bool,
    pub error: String,
    pub weight: u32,
}

#[marine]
#[derive(Debug, Default)]
pub struct GetTrustBytesResult {
    pub success: bool,
    pub error: String,
    pub result: Vec<u8>,
}

#[marine]
#[derive(Debug, Default)]
pub struct GetRevokeBytesResult {
    pub success: bool,
    pub error: String,
    pub result: Vec<u8>,
}

#[marine]
#[derive(Debug, Default)]
pub struct IssueTrustResult {
    pub success: bool,
    pub error: String,
    pub trust: Trust,
}

#[marine]
#[derive(Debug, Default)]
pub struct IssueRevocationResult {
    pub success: bool,
    pub error: String,
    pub revocation: Revocation,
}

#[marine]
#[derive(Debug, Default)]
pub struct InsertResult {
    pub success: bool,
    pub error: String,
}

#[marine]
#[derive(Debug, Default)]
pub struct SetRootResult {
    pub success: bool,
    pub error: String,
}

#[marine]
#[derive(Debug, Default)]
pub struct VerifyTrustResult {
    pub success: bool,
    pub error: String,
}

#[marine]
#[derive(Debug, Default)]
pub struct RevokeResult {
    pub success: bool,
    pub error: String,
}
