//! Every bound of the service. `docs/limits.md` lists them. Unit tests lower those that take long to reach.

/// Providers of a resource that are not this host, and, counted apart, that are this host for different issuers
/// (spec/services.md §1.5).
pub const PROVIDERS_PER_KEY: usize = 32;

/// The most that `republish_records` takes: what one host may hold of a resource.
pub const RECORDS_PER_KEY: usize = 2 * PROVIDERS_PER_KEY;

pub const TOMBSTONES_PER_KEY: usize = 128;

pub const KEYS: u64 = if cfg!(test) { 40 } else { 50_000 };

/// Records and tombstones of all keys.
pub const ENTRIES: u64 = if cfg!(test) { 200 } else { 250_000 };

/// Elements of `relay_id` and of `service_id`.
pub const IDS_PER_RECORD: usize = 8;

/// Keys, and lists of records, of one merge: more than the 20 peers of a neighbourhood.
pub const MERGED: usize = 64;

/// Of one `evict_stale`: the others come at the next.
pub const STALE_KEYS: usize = if cfg!(test) { 4 } else { 64 };
pub const STALE_ENTRIES: usize = 2_000;

/// Peers of a neighbourhood that are visited; scripts ask for 20.
pub const NEIGHBOURS: usize = 64;

/// Of one `get_stale_local_records`, the oldest first.
pub const STALE_LOCAL_RECORDS: usize = 256;

/// Keys, records and tombstones, each, of one `clear_expired`.
pub const CLEARED: usize = if cfg!(test) { 3 } else { 10_000 };

/// Seconds by which the clocks of clients and other hosts may be ahead of this host's, unless set, and the most that can be set.
pub const CLOCK_SKEW_SEC: u64 = 60;
pub const MAX_CLOCK_SKEW_SEC: u64 = 600;

/// A host replicates a key itself at least once in so many stale timeouts, whoever else republishes it.
pub const SILENT_TIMEOUTS: u64 = 6;

/// Seconds; what the settings start with and may become.
pub const EXPIRED_TIMEOUT_SEC: u64 = 86_400;
pub const STALE_TIMEOUT_SEC: u64 = 3_600;
pub const MAX_TIMEOUT_SEC: u64 = 30 * 86_400;
