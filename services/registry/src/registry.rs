//! A call being served: who calls, and the database. Each entity adds its functions.

use common::{Caller, LazyStore, Result, Store, PEER_TIMESTAMP_SEC};

use crate::clock::Clock;
use crate::tables::{FILE, MIGRATIONS};
use crate::texts;
use crate::weight::GET_WEIGHT;

pub struct Registry<'a> {
    pub caller: &'a Caller,
    pub store: &'a Store,
}

impl Registry<'_> {
    /// The time of the call, if argument `argument` is what this host's clock said.
    pub fn clock(&self, argument: usize, now: u64) -> Result<Clock> {
        self.caller
            .check_origin(argument, 0, &PEER_TIMESTAMP_SEC)
            .map_err(|dump| texts::timestamp_origin(&dump))?;
        let settings = self.settings()?;
        Ok(Clock {
            now,
            expired_timeout: settings.expired_timeout,
            stale_timeout: settings.stale_timeout,
            skew: settings.clock_skew,
        })
    }

    /// Whether element `index` of argument `argument` is what this host's trust graph said.
    pub fn check_weight_origin(&self, argument: usize, index: usize) -> Result<()> {
        self.caller
            .check_origin(argument, index, &GET_WEIGHT)
            .map_err(|dump| texts::weight_origin(&dump))
    }
}

thread_local! {
    static STORE: LazyStore = const { LazyStore::new(FILE, MIGRATIONS) };
}

/// Serves the current call.
pub fn serve<T>(f: impl FnOnce(&Registry) -> Result<T>) -> Result<T> {
    let caller = &Caller::current();
    STORE.with(|store| store.with(|store| f(&Registry { caller, store })))
}
