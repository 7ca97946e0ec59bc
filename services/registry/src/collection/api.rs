//! Exported functions of the collection.

use common::Result;
use marine_rs_sdk::marine;

use crate::registry::{serve, Registry};
use crate::results::{ClearExpiredResult, Cleared, EvictStaleItem, EvictStaleResult};

/// Deletes what expired: tombstones, records of other peers, keys without live records.
#[marine]
pub fn clear_expired(current_timestamp_sec: u64) -> ClearExpiredResult {
    serve(|registry| registry.clear_expired(current_timestamp_sec)).into()
}

/// Keys to be replicated, with their live records and tombstones. Deletes nothing.
#[marine]
pub fn evict_stale(current_timestamp_sec: u64) -> EvictStaleResult {
    serve(|registry| registry.evict_stale(current_timestamp_sec)).into()
}

impl Registry<'_> {
    pub fn clear_expired(&self, now: u64) -> Result<Cleared> {
        let clock = self.clock(0, now)?;
        self.clear(&clock)
    }

    pub fn evict_stale(&self, now: u64) -> Result<Vec<EvictStaleItem>> {
        let clock = self.clock(0, now)?;
        let items = self.stale(&clock)?;
        if self.caller.is_owner() && !items.is_empty() {
            let ids: Vec<String> = items.iter().map(|item| item.key.id.clone()).collect();
            self.mark_attempted(&ids, now)?;
        }
        Ok(items)
    }
}
