//! The effector: the program `ipfs` of the peer, one function for each command that particles may run.
//!
//! A peer allows this module by its CID, so all that keeps a particle from the rest of the host stands here and not in
//! the facade: names are checked, and files are those of the calling particle's vault.

#![allow(improper_ctypes)]

mod commands;
mod files;
mod outcome;
mod records;
mod vault;

use commands::{Command, Node};
use marine_rs_sdk::{get_call_parameters, marine, MountedBinaryResult};
use records::{IpfsCatResult, IpfsGetPeerIdResult, IpfsPutResult, IpfsResult};
use vault::Vault;

pub fn main() {}

/// Connects the node to another one.
#[marine]
pub fn connect(multiaddr: String, api_multiaddr: String, timeout_sec: u64) -> IpfsResult {
    let connected = commands::connect(&multiaddr, &node(api_multiaddr, timeout_sec));
    connected.and_then(run).map(|_| ()).into()
}

/// Adds a file of the vault to the node; `hash` is its CID.
#[marine]
pub fn put(file_path: String, api_multiaddr: String, timeout_sec: u64) -> IpfsPutResult {
    put_file(&file_path, |path| {
        commands::put(path, &node(api_multiaddr, timeout_sec))
    })
}

/// Adds a file of the vault as a DAG node.
#[marine]
pub fn dag_put(file_path: String, api_multiaddr: String, timeout_sec: u64) -> IpfsPutResult {
    put_file(&file_path, |path| {
        commands::dag_put(path, &node(api_multiaddr, timeout_sec))
    })
}

/// Writes contents to a file of the vault.
#[marine]
pub fn get(hash: String, file_path: String, api_multiaddr: String, timeout_sec: u64) -> IpfsResult {
    let node = node(api_multiaddr, timeout_sec);
    get_file(&hash, &file_path, &node).into()
}

/// Writes a DAG node to a file of the vault.
#[marine]
pub fn dag_get(
    hash: String,
    file_path: String,
    api_multiaddr: String,
    timeout_sec: u64,
) -> IpfsResult {
    let node = node(api_multiaddr, timeout_sec);
    let got = get_dag_node(&hash, &file_path, &node);
    got.map_err(|error| format!("dag_get error: {error}"))
        .into()
}

/// Contents as a text.
#[marine]
pub fn cat(hash: String, api_multiaddr: String, timeout_sec: u64) -> IpfsCatResult {
    let contents = commands::cat(&hash, &node(api_multiaddr, timeout_sec)).and_then(run);
    contents
        .map_err(|error| format!("ipfs cat error: {error}"))
        .into()
}

/// Who the node is.
#[marine]
pub fn get_peer_id(api_multiaddr: String, timeout_sec: u64) -> IpfsGetPeerIdResult {
    let told = commands::id(&node(api_multiaddr, timeout_sec)).and_then(run);
    let id = told.and_then(|told| outcome::peer_id(&told));
    id.map_err(|error| format!("get_peer_id error: {error}"))
        .into()
}

fn node(api_multiaddr: String, timeout_sec: u64) -> Node {
    Node {
        api_multiaddr,
        timeout_sec,
    }
}

fn put_file(
    path: &str,
    command: impl FnOnce(&vault::VaultPath) -> Result<Command, String>,
) -> IpfsPutResult {
    let vault = calling_vault();
    let put = vault.and_then(|vault| {
        let path = vault.path(path)?;
        files::check_source(&path)?;
        outcome::cid(&run(command(&path)?)?)
    });
    put.into()
}

fn get_file(hash: &str, path: &str, node: &Node) -> Result<(), String> {
    let path = calling_vault()?.path(path)?;
    let command = commands::get(hash, &path, node)?;
    files::make_room(&path)?;
    run(command)?;
    files::check_target(&path)
}

fn get_dag_node(hash: &str, path: &str, node: &Node) -> Result<(), String> {
    let path = calling_vault()?.path(path)?;
    let text = run(commands::dag_get(hash, node)?)?;
    files::make_room(&path)?;
    files::write(&path, &text)
}

fn calling_vault() -> Result<Vault, String> {
    let particle = get_call_parameters().particle;
    Vault::of(&particle.id, &particle.token)
}

/// Runs the program; what it said, or why it did not.
fn run(command: Command) -> Result<String, String> {
    let result = ipfs(command.arguments());
    outcome::text(result, &command)
}

#[marine]
#[host_import]
extern "C" {
    fn ipfs(arguments: Vec<String>) -> MountedBinaryResult;
}
