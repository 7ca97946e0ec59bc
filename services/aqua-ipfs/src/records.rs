//! Every record that crosses the service's border. `error` is empty exactly when `success`.

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
    /// The CID.
    pub hash: String,
}

#[marine]
pub struct IpfsGetResult {
    pub success: bool,
    pub error: String,
    /// In the vault of the calling particle.
    pub path: String,
}

#[marine]
pub struct IpfsCatResult {
    pub success: bool,
    pub error: String,
    pub contents: String,
}

#[marine]
pub struct IpfsMultiaddrResult {
    pub success: bool,
    pub error: String,
    pub multiaddr: String,
}

#[marine]
pub struct IpfsGetPeerIdResult {
    pub success: bool,
    pub error: String,
    pub peer_id: String,
}

impl From<Result<(), String>> for IpfsResult {
    fn from(result: Result<(), String>) -> IpfsResult {
        let error = result.err();
        IpfsResult {
            success: error.is_none(),
            error: error.unwrap_or_default(),
        }
    }
}

impl IpfsPutResult {
    pub fn failed(error: String) -> IpfsPutResult {
        IpfsPutResult {
            success: false,
            error,
            hash: String::new(),
        }
    }
}

impl IpfsCatResult {
    pub fn failed(error: String) -> IpfsCatResult {
        IpfsCatResult {
            success: false,
            error,
            contents: String::new(),
        }
    }
}

impl IpfsGetResult {
    /// Of a get that should write to the path.
    pub fn at(path: String, got: IpfsResult) -> IpfsGetResult {
        IpfsGetResult {
            path: if got.success { path } else { String::new() },
            success: got.success,
            error: got.error,
        }
    }
}

impl From<Result<String, String>> for IpfsMultiaddrResult {
    fn from(result: Result<String, String>) -> IpfsMultiaddrResult {
        IpfsMultiaddrResult {
            success: result.is_ok(),
            error: result.as_ref().err().cloned().unwrap_or_default(),
            multiaddr: result.unwrap_or_default(),
        }
    }
}

impl IpfsGetPeerIdResult {
    pub fn into_result(self) -> Result<String, String> {
        match self.success {
            true => Ok(self.peer_id),
            false => Err(self.error),
        }
    }
}
