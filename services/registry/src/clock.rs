//! The time of a call, and what it makes of other times. Sums saturate: no clock and no setting makes them wrap.

use crate::limits::SILENT_TIMEOUTS;

/// All in seconds.
#[derive(Clone, Copy)]
pub struct Clock {
    pub now: u64,
    pub expired_timeout: u64,
    pub stale_timeout: u64,
    /// How far other clocks may be ahead.
    pub skew: u64,
}

impl Clock {
    pub fn is_future(&self, timestamp: u64) -> bool {
        timestamp > self.now.saturating_add(self.skew)
    }

    pub fn is_expired(&self, timestamp: u64) -> bool {
        self.is_past(timestamp, self.expired_timeout)
    }

    /// Of a key: nobody published it here for long, or this host did not publish it elsewhere for much longer.
    pub fn is_stale(&self, published: u64, confirmed: u64) -> bool {
        let silent = self.stale_timeout.saturating_mul(SILENT_TIMEOUTS);
        self.is_past(published, self.stale_timeout) || self.is_past(confirmed, silent)
    }

    /// Of a host's own record: half of its life is over, so that a missed run of the spell does not end it.
    pub fn needs_renewal(&self, timestamp_created: u64) -> bool {
        self.is_past(timestamp_created, self.expired_timeout / 2)
    }

    fn is_past(&self, timestamp: u64, timeout: u64) -> bool {
        timestamp.saturating_add(timeout) <= self.now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(now: u64) -> Clock {
        Clock {
            now,
            expired_timeout: 100,
            stale_timeout: 10,
            skew: 60,
        }
    }

    #[test]
    fn times_end_at_their_timeouts_to_the_second() {
        assert!(!clock(199).is_expired(100) && clock(200).is_expired(100));
        assert!(!clock(109).is_stale(100, 100) && clock(110).is_stale(100, 100));
        assert!(!clock(159).is_stale(159, 100) && clock(160).is_stale(160, 100));
        assert!(!clock(149).needs_renewal(100) && clock(150).needs_renewal(100));
        assert!(!clock(100).is_future(160) && clock(100).is_future(161));
    }

    /// [fault] of upstream, spec/services.md §7 registry 8: `now < timeout` wraps there, and all is expired.
    #[test]
    fn a_clock_before_the_timeout_and_absurd_times_do_not_wrap() {
        assert!(!clock(5).is_expired(1) && !clock(5).is_stale(1, 1));
        assert!(!clock(u64::MAX).is_future(u64::MAX));
        assert!(clock(5).is_future(u64::MAX) && !clock(5).is_expired(u64::MAX));
    }
}
