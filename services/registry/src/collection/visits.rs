//! Whom to visit with what.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use common::bounds::check_count;
use common::{Result, MAX_PEER_ID_BYTES};

use crate::limits::{NEIGHBOURS, STALE_KEYS};
use crate::registry::Registry;
use crate::results::ReplicationVisit;

impl Registry<'_> {
    /// One visit for each peer of all neighbourhoods but this host, those with most items first.
    pub fn plan_replication(
        &self,
        neighbourhoods: Vec<Vec<String>>,
    ) -> Result<Vec<ReplicationVisit>> {
        check_count("neighbourhoods", &neighbourhoods, STALE_KEYS)?;
        let mut visits: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (item, peers) in neighbourhoods.into_iter().enumerate() {
            check_count("peers of a neighbourhood", &peers, NEIGHBOURS)?;
            for peer_id in peers {
                if peer_id == self.caller.host_id() || peer_id.len() > MAX_PEER_ID_BYTES {
                    continue;
                }
                let items = visits.entry(peer_id).or_default();
                if items.last() != Some(&(item as u32)) {
                    items.push(item as u32);
                }
            }
        }
        let mut visits: Vec<_> = visits
            .into_iter()
            .map(|(peer_id, items)| ReplicationVisit { peer_id, items })
            .collect();
        visits.sort_by_key(|visit| Reverse(visit.items.len()));
        Ok(visits)
    }
}
