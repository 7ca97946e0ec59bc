//! Every record that crosses the service's border.

use marine_rs_sdk::marine;

/// A guest and the language in which to greet them (`en`, `uk`, ...: see `Description.languages`).
#[marine]
pub struct Guest {
    pub name: String,
    pub language: String,
}

/// One greeting: `text` when `success`, otherwise `error` says why there is none.
#[marine]
pub struct Greeting {
    pub success: bool,
    pub error: String,
    pub text: String,
}

/// The service about itself.
#[marine]
pub struct Description {
    pub name: String,
    pub version: String,
    /// Guests greeted since the service was created.
    pub greeted: u64,
    /// Where the counter ends: the greatest 64-bit number, to show that it arrives whole.
    pub greeted_limit: u64,
    pub languages: Vec<String>,
    /// Names of the last guests, newest first.
    pub recent: Vec<String>,
    /// A small picture in the PBM format (https://netpbm.sourceforge.net/doc/pbm.html).
    pub picture: Vec<u8>,
}

/// Where one argument of a call came from.
#[marine]
pub struct Origin {
    pub peer_id: String,
    pub service_id: String,
    pub function_name: String,
    pub lens: String,
}

/// Who called, as the peer told the service: nothing in here can be forged by an argument.
#[marine]
pub struct Caller {
    pub init_peer_id: String,
    pub particle_id: String,
    /// Milliseconds since the epoch.
    pub timestamp: u64,
    /// Milliseconds.
    pub ttl: u32,
    pub service_id: String,
    pub service_creator: String,
    pub host_id: String,
    pub worker_id: String,
    /// One list per argument of the call.
    pub origins: Vec<Vec<Origin>>,
}

/// A record with a field of every kind, for `echo`.
#[marine]
pub struct Parcel {
    pub label: String,
    pub fragile: bool,
    pub floor: i8,
    pub room: u16,
    pub weight: f64,
    pub scale: f32,
    pub balance: i64,
    pub serial: u64,
    pub body: Vec<u8>,
    pub tags: Vec<String>,
    pub route: Vec<Vec<u32>>,
    pub sender: Guest,
    pub copies: Vec<Guest>,
}
