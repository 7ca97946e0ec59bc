//! Every record that crosses the service's border. `error` is empty exactly when `success`.

use marine_rs_sdk::marine;

#[marine]
pub struct Pair {
    pub key: String,
    pub value: String,
}

#[marine]
pub struct Outcome {
    pub success: bool,
    pub error: String,
}

/// `value` is empty when there is no such key, which is no error.
#[marine]
pub struct Found {
    pub success: bool,
    pub error: String,
    pub found: bool,
    pub value: String,
}

#[marine]
pub struct Pairs {
    pub success: bool,
    pub error: String,
    pub pairs: Vec<Pair>,
}

#[marine]
pub struct Count {
    pub success: bool,
    pub error: String,
    pub count: u64,
}
