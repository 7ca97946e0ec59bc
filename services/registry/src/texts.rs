//! Texts that callers compare, as upstream words them (spec/services.md §0.1, §1.3, §2.3, §2.4).

use crate::tables::EntryId;

pub fn timestamp_origin(dump: &str) -> String {
    format!("Invalid timestamp tetraplet: you should use host peer.timestamp_sec to pass timestamp: {dump}")
}

pub fn weight_origin(dump: &str) -> String {
    format!("Invalid weight tetraplet: you should use host trust-graph.get_weight to pass weight: {dump}")
}

/// `why` there is no weight at all is ours.
pub fn weight_peer(expected: &str, found: &str, why: &str) -> String {
    let why = if why.is_empty() {
        String::new()
    } else {
        format!(" ({why})")
    };
    format!("Invalid weight peer_id: expected {expected}, found {found}{why}")
}

/// The blank at the end is upstream's.
pub fn weight_missing(peer_id: &str, issued_by: &str) -> String {
    format!("Weight for record with peer_id {peer_id} and issued_by {issued_by} is missing ")
}

pub fn no_key(key_id: &str) -> String {
    format!("Requested key {key_id} does not exist")
}

pub const KEY_IN_FUTURE: &str = "Key can't be registered in the future";

pub fn key_exists(label: &str, owner: &str) -> String {
    format!("Key {label} for {owner} peer_id already exists with newer timestamp")
}

pub fn key_signature(key_id: &str, label: &str, owner: &str, error: &str) -> String {
    format!("Invalid signature for key_id {key_id}; label {label} and peer_id {owner}: {error}")
}

pub const NO_KEYS_TO_MERGE: &str = "merge_keys: keys argument is empty";

pub const RECORD_IN_FUTURE: &str = "Record can't be registered in the future";
pub const RECORD_EXPIRED: &str = "Record is already expired";
pub const METADATA_IN_FUTURE: &str = "Record metadata can't be issued in the future";

pub fn metadata_signature(key_id: &str, issued_by: &str, error: &str) -> String {
    format!(
        "Invalid record metadata signature for key_id {key_id} and issued by {issued_by}: {error}"
    )
}

pub fn record_signature(key_id: &str, peer_id: &str, error: &str) -> String {
    format!("Invalid record signature for key_id {key_id} and issued by {peer_id}: {error}")
}

/// `key_d` is upstream's.
pub fn providers_limit(key_id: &str) -> String {
    format!("Values limit for key_d {key_id} is exceeded")
}

pub const RECORDS_OF_MANY_KEYS: &str = "Records to publish should belong to one key id";

pub fn newer_entry((key_id, issued_by, peer_id): EntryId) -> String {
    format!(
        "Newer record or tombstone for key_id: {key_id}, issued_by: {issued_by}, peer_id: {peer_id} already exists"
    )
}

pub const TOMBSTONE_IN_FUTURE: &str = "Tombstone can't be issued in the future";
pub const TOMBSTONE_EXPIRED: &str = "Tombstone is already expired";
pub const TOMBSTONES_OF_MANY_KEYS: &str = "Tombstones to publish should belong to one key id";

pub fn tombstone_signature(key_id: &str, issued_by: &str, error: &str) -> String {
    format!("Invalid tombstone signature for key_id {key_id} and issued by {issued_by}: {error}")
}

pub fn tombstones_limit(key_id: &str) -> String {
    format!("Tombstones limit for key_id {key_id} is exceeded")
}

pub fn host_limit(what: &str, most: u64) -> String {
    format!("This host's limit of {what} is reached: {most}. Try another host of the neighbourhood, or later")
}

pub const NOT_HOST: &str = "Only the host of the registry service may confirm a replication";

pub const NOT_OWNER: &str =
    "Only the creator of the registry service and its host may change settings";
