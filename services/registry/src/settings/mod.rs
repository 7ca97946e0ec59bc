//! What the owner of the service may set.

pub mod api;
mod store;
#[cfg(test)]
mod tests;

use crate::limits;

/// Timeouts and the skew in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    pub expired_timeout: u64,
    pub stale_timeout: u64,
    /// How far the clocks of clients and other hosts may be ahead of this host's.
    pub clock_skew: u64,
    pub record_signatures: RecordSignatures,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            expired_timeout: limits::EXPIRED_TIMEOUT_SEC,
            stale_timeout: limits::STALE_TIMEOUT_SEC,
            clock_skew: limits::CLOCK_SKEW_SEC,
            record_signatures: RecordSignatures::Bound,
        }
    }
}

/// What `Record.signature` is made over, and what is accepted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RecordSignatures {
    /// Binds the record; upstream's constant is accepted too.
    Bound,
    /// Upstream's constant, which its peers demand; both are accepted.
    Upstream,
    /// Binds the record; nothing else is accepted.
    Strict,
}
