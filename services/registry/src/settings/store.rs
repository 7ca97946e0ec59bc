//! Stored settings.

use common::{internal, Result};

use crate::registry::Registry;
use crate::settings::{RecordSignatures, Settings};
use crate::tables::SETTINGS;

const EXPIRED_TIMEOUT: &str = "expired_timeout";
const STALE_TIMEOUT: &str = "stale_timeout";
const CLOCK_SKEW: &str = "clock_skew";
const RECORD_SIGNATURES: &str = "record_signatures";

impl Registry<'_> {
    pub fn settings(&self) -> Result<Settings> {
        self.store.read(|transaction| {
            let table = transaction.open_table(SETTINGS).map_err(internal)?;
            let get = |name| -> Result<Option<u64>> {
                let value = table.get(name).map_err(internal)?;
                Ok(value.map(|value| value.value()))
            };
            let default = Settings::default();
            Ok(Settings {
                expired_timeout: get(EXPIRED_TIMEOUT)?.unwrap_or(default.expired_timeout),
                stale_timeout: get(STALE_TIMEOUT)?.unwrap_or(default.stale_timeout),
                clock_skew: get(CLOCK_SKEW)?.unwrap_or(default.clock_skew),
                record_signatures: match get(RECORD_SIGNATURES)? {
                    Some(1) => RecordSignatures::Upstream,
                    Some(2) => RecordSignatures::Strict,
                    _ => RecordSignatures::Bound,
                },
            })
        })
    }

    pub fn change_settings(&self, change: impl FnOnce(&mut Settings)) -> Result<()> {
        let mut settings = self.settings()?;
        change(&mut settings);
        self.store.write(|transaction| {
            let mut table = transaction.open_table(SETTINGS).map_err(internal)?;
            let signatures = match settings.record_signatures {
                RecordSignatures::Bound => 0,
                RecordSignatures::Upstream => 1,
                RecordSignatures::Strict => 2,
            };
            for (name, value) in [
                (EXPIRED_TIMEOUT, settings.expired_timeout),
                (STALE_TIMEOUT, settings.stale_timeout),
                (CLOCK_SKEW, settings.clock_skew),
                (RECORD_SIGNATURES, signatures),
            ] {
                table.insert(name, value).map_err(internal)?;
            }
            Ok(())
        })
    }
}
