//! Answers. `error` is empty exactly when `success`; the rest is empty unless `success`.

use common::Result;
use marine_rs_sdk::marine;

use crate::key::Key;
use crate::record::Record;
use crate::tombstone::Tombstone;

#[marine]
#[derive(Debug)]
pub struct RegistryResult {
    pub success: bool,
    pub error: String,
}

#[marine]
pub struct RegisterKeyResult {
    pub success: bool,
    pub error: String,
    pub key_id: String,
}

#[marine]
pub struct GetKeyMetadataResult {
    pub success: bool,
    pub error: String,
    pub key: Key,
}

#[marine]
pub struct MergeKeysResult {
    pub success: bool,
    pub error: String,
    pub key: Key,
}

#[marine]
pub struct GetRecordsResult {
    pub success: bool,
    pub error: String,
    pub result: Vec<Record>,
}

#[marine]
pub struct MergeResult {
    pub success: bool,
    pub error: String,
    pub result: Vec<Record>,
}

#[marine]
pub struct GetTombstonesResult {
    pub success: bool,
    pub error: String,
    pub result: Vec<Tombstone>,
}

/// `updated`: how many of the given records this host holds now.
#[marine]
pub struct RepublishRecordsResult {
    pub success: bool,
    pub error: String,
    pub updated: u64,
}

#[marine]
pub struct ClearExpiredResult {
    pub success: bool,
    pub error: String,
    pub count_keys: u64,
    pub count_records: u64,
    pub count_tombstones: u64,
}

/// `of_upstream`: how many of the records, which come first then, are signed as upstream's peers sign them. 0 when all
/// are of one kind: upstream's peers refuse a batch for one record of the other.
#[marine]
#[derive(Debug)]
pub struct EvictStaleItem {
    pub key: Key,
    pub records: Vec<Record>,
    pub tombstones: Vec<Tombstone>,
    pub of_upstream: u32,
}

#[marine]
pub struct EvictStaleResult {
    pub success: bool,
    pub error: String,
    pub results: Vec<EvictStaleItem>,
}

/// `items`: which of the stale items to bring there, by their place.
#[marine]
#[derive(Debug, PartialEq)]
pub struct ReplicationVisit {
    pub peer_id: String,
    pub items: Vec<u32>,
}

#[marine]
pub struct PlanReplicationResult {
    pub success: bool,
    pub error: String,
    pub visits: Vec<ReplicationVisit>,
}

fn parts<T: Default>(result: Result<T>) -> (bool, String, T) {
    match result {
        Ok(value) => (true, String::new(), value),
        Err(error) => (false, error, T::default()),
    }
}

macro_rules! answer {
    ($name:ident, $value:ty, $field:ident) => {
        impl From<Result<$value>> for $name {
            fn from(result: Result<$value>) -> $name {
                let (success, error, $field) = parts(result);
                $name {
                    success,
                    error,
                    $field,
                }
            }
        }
    };
}

answer!(RegisterKeyResult, String, key_id);
answer!(GetKeyMetadataResult, Key, key);
answer!(MergeKeysResult, Key, key);
answer!(GetRecordsResult, Vec<Record>, result);
answer!(MergeResult, Vec<Record>, result);
answer!(GetTombstonesResult, Vec<Tombstone>, result);
answer!(RepublishRecordsResult, u64, updated);
answer!(EvictStaleResult, Vec<EvictStaleItem>, results);
answer!(PlanReplicationResult, Vec<ReplicationVisit>, visits);

impl From<Result<()>> for RegistryResult {
    fn from(result: Result<()>) -> RegistryResult {
        let (success, error, ()) = parts(result);
        RegistryResult { success, error }
    }
}

/// Keys, records and tombstones that are gone.
#[derive(Debug, Default, PartialEq)]
pub struct Cleared {
    pub keys: u64,
    pub records: u64,
    pub tombstones: u64,
}

impl From<Result<Cleared>> for ClearExpiredResult {
    fn from(result: Result<Cleared>) -> ClearExpiredResult {
        let (success, error, cleared) = parts(result);
        ClearExpiredResult {
            success,
            error,
            count_keys: cleared.keys,
            count_records: cleared.records,
            count_tombstones: cleared.tombstones,
        }
    }
}
