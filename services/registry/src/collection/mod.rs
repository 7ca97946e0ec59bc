//! What a host does with all it holds, once in a while: gives stale keys to be replicated, and clears what expired.
//!
//! Nothing is deleted for being stale: `evict_stale` gives the keys away, the caller publishes them to the
//! neighbourhood (`plan_replication` says whom to visit with what), and only its `confirm_replication` on this host after
//! a peer took them, or its `republish_key`, ends the staleness. Until then every run gives them again.

pub mod api;
mod clear;
mod stale;
#[cfg(test)]
mod tests;
mod visits;
