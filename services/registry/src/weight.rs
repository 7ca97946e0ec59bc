//! How much the trust graph of this host trusts a peer.

use common::{Origin, Result};
use marine_rs_sdk::marine;

use crate::texts;

pub const GET_WEIGHT: Origin = Origin {
    service: "trust-graph",
    function: "get_weight",
};

/// What `trust-graph.get_weight` answers.
#[marine]
#[derive(Clone, Debug, Default)]
pub struct WeightResult {
    pub success: bool,
    pub weight: u32,
    pub peer_id: String,
    pub error: String,
}

impl WeightResult {
    pub fn check_peer(&self, expected: &str) -> Result<()> {
        match self.success && self.peer_id == expected {
            true => Ok(()),
            false => Err(texts::weight_peer(expected, &self.peer_id, &self.error)),
        }
    }
}
