//! Exported functions of the collection.

use common::bounds::check_count;
use common::Result;
use marine_rs_sdk::marine;

use crate::key::Key;
use crate::limits::STALE_KEYS;
use crate::registry::{serve, Registry};
use crate::results::{ClearExpiredResult, Cleared, EvictStaleItem, EvictStaleResult};
use crate::results::{PlanReplicationResult, RegistryResult};
use crate::texts;

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

/// Visits that bring each stale item to the peers of its neighbourhood; the neighbourhoods are in the items' order.
#[marine]
pub fn plan_replication(neighbourhoods: Vec<Vec<String>>) -> PlanReplicationResult {
    serve(|registry| registry.plan_replication(neighbourhoods)).into()
}

/// A peer took these keys: they are stale no more. For the host only.
#[marine]
pub fn confirm_replication(keys: Vec<Key>, current_timestamp_sec: u64) -> RegistryResult {
    serve(|registry| registry.confirm_replication(&keys, current_timestamp_sec)).into()
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

    pub fn confirm_replication(&self, keys: &[Key], now: u64) -> Result<()> {
        if !self.caller.is_host() {
            return Err(texts::NOT_HOST.to_string());
        }
        check_count("keys", keys, STALE_KEYS)?;
        self.clock(1, now)?;
        self.mark_confirmed(keys, now)
    }
}
