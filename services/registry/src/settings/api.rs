//! Exported functions of settings. Only the service's creator and the host may use them (upstream: anyone).

use common::Result;
use marine_rs_sdk::marine;

use crate::limits::{MAX_CLOCK_SKEW_SEC, MAX_TIMEOUT_SEC};
use crate::registry::{serve, Registry};
use crate::results::RegistryResult;
use crate::settings::RecordSignatures;
use crate::texts;

/// After which records, tombstones and keys without records are gone: 1 s to 30 days.
#[marine]
pub fn set_expired_timeout(timeout_sec: u64) -> RegistryResult {
    serve(|registry| registry.set_expired_timeout(timeout_sec)).into()
}

/// After which keys are to be replicated: 1 s to 30 days.
#[marine]
pub fn set_stale_timeout(timeout_sec: u64) -> RegistryResult {
    serve(|registry| registry.set_stale_timeout(timeout_sec)).into()
}

/// Ours: `bound` (the default), `upstream` or `strict`.
#[marine]
pub fn set_record_signatures(mode: String) -> RegistryResult {
    serve(|registry| registry.set_record_signatures(&mode)).into()
}

/// Ours: how far the clocks of clients and other hosts may be ahead of this host's, 0 to 600 s.
#[marine]
pub fn set_clock_skew(skew_sec: u64) -> RegistryResult {
    serve(|registry| registry.set_clock_skew(skew_sec)).into()
}

impl Registry<'_> {
    pub fn set_expired_timeout(&self, seconds: u64) -> Result<()> {
        self.check_owner()?;
        let expired_timeout = checked(seconds)?;
        self.change_settings(|settings| settings.expired_timeout = expired_timeout)
    }

    pub fn set_stale_timeout(&self, seconds: u64) -> Result<()> {
        self.check_owner()?;
        let stale_timeout = checked(seconds)?;
        self.change_settings(|settings| settings.stale_timeout = stale_timeout)
    }

    pub fn set_record_signatures(&self, mode: &str) -> Result<()> {
        self.check_owner()?;
        let record_signatures = match mode {
            "bound" => RecordSignatures::Bound,
            "upstream" => RecordSignatures::Upstream,
            "strict" => RecordSignatures::Strict,
            _ => return Err("mode must be 'bound', 'upstream' or 'strict'".to_string()),
        };
        self.change_settings(|settings| settings.record_signatures = record_signatures)
    }

    pub fn set_clock_skew(&self, seconds: u64) -> Result<()> {
        self.check_owner()?;
        if seconds > MAX_CLOCK_SKEW_SEC {
            return Err(format!(
                "skew_sec must be at most {MAX_CLOCK_SKEW_SEC}, was {seconds}"
            ));
        }
        self.change_settings(|settings| settings.clock_skew = seconds)
    }

    fn check_owner(&self) -> Result<()> {
        match self.caller.is_owner() {
            true => Ok(()),
            false => Err(texts::NOT_OWNER.to_string()),
        }
    }
}

fn checked(seconds: u64) -> Result<u64> {
    match (1..=MAX_TIMEOUT_SEC).contains(&seconds) {
        true => Ok(seconds),
        false => Err(format!(
            "timeout_sec must be from 1 to {MAX_TIMEOUT_SEC}, was {seconds}"
        )),
    }
}
