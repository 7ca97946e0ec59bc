//! Records that cross the border to the facade. `error` is empty exactly when `success`.

use marine_rs_sdk::marine;

#[marine]
pub struct IpfsResult {
    pub success: bool,
    pub error: String,
}

#[marine]
pub struct IpfsPutResult {
    pub success: bool,
    pub error: String,
    pub hash: String,
}

#[marine]
pub struct IpfsCatResult {
    pub success: bool,
    pub error: String,
    pub contents: String,
}

#[marine]
pub struct IpfsGetPeerIdResult {
    pub success: bool,
    pub error: String,
    pub peer_id: String,
}

impl From<Result<(), String>> for IpfsResult {
    fn from(result: Result<(), String>) -> IpfsResult {
        let (success, error, ()) = split(result);
        IpfsResult { success, error }
    }
}

impl From<Result<String, String>> for IpfsPutResult {
    fn from(result: Result<String, String>) -> IpfsPutResult {
        let (success, error, hash) = split(result);
        IpfsPutResult {
            success,
            error,
            hash,
        }
    }
}

impl From<Result<String, String>> for IpfsCatResult {
    fn from(result: Result<String, String>) -> IpfsCatResult {
        let (success, error, contents) = split(result);
        IpfsCatResult {
            success,
            error,
            contents,
        }
    }
}

impl From<Result<String, String>> for IpfsGetPeerIdResult {
    fn from(result: Result<String, String>) -> IpfsGetPeerIdResult {
        let (success, error, peer_id) = split(result);
        IpfsGetPeerIdResult {
            success,
            error,
            peer_id,
        }
    }
}

fn split<T: Default>(result: Result<T, String>) -> (bool, String, T) {
    match result {
        Ok(value) => (true, String::new(), value),
        Err(error) => (false, error, T::default()),
    }
}
