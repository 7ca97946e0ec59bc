//! The linked effector, seen from the facade. Records are linked by position, so both sides must agree.

#![allow(improper_ctypes)]

use marine_rs_sdk::marine;

use crate::records::{IpfsCatResult, IpfsGetPeerIdResult, IpfsPutResult, IpfsResult};

#[marine]
#[module_import("ipfs_effector")]
extern "C" {
    pub fn connect(multiaddr: String, api_multiaddr: String, timeout_sec: u64) -> IpfsResult;
    pub fn put(file_path: String, api_multiaddr: String, timeout_sec: u64) -> IpfsPutResult;
    pub fn dag_put(file_path: String, api_multiaddr: String, timeout_sec: u64) -> IpfsPutResult;
    pub fn get(
        hash: String,
        file_path: String,
        api_multiaddr: String,
        timeout_sec: u64,
    ) -> IpfsResult;
    pub fn dag_get(
        hash: String,
        file_path: String,
        api_multiaddr: String,
        timeout_sec: u64,
    ) -> IpfsResult;
    pub fn cat(hash: String, api_multiaddr: String, timeout_sec: u64) -> IpfsCatResult;
    pub fn get_peer_id(api_multiaddr: String, timeout_sec: u64) -> IpfsGetPeerIdResult;
}
