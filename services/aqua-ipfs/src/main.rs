//! IPFS for particles: the facade of the effector `ipfs_effector`. It knows the peer's IPFS node; files are those of the
//! calling particle's vault.

mod effector;
mod node_address;
mod records;
mod settings;

use std::path::Path;

use common::Caller;
use ipfs_names::Multiaddr;
use marine_rs_sdk::{get_call_parameters, marine, WasmLoggerBuilder};
use node_address::own_address;
use records::{IpfsCatResult, IpfsGetResult, IpfsMultiaddrResult, IpfsPutResult, IpfsResult};
use settings::Settings;

const SETTINGS: &str = "/storage/aqua-ipfs.settings";

pub fn main() {
    WasmLoggerBuilder::new()
        .with_log_level(log::LevelFilter::Info)
        .build()
        .unwrap();
}

/// Connects the peer's node to another one.
#[marine]
pub fn connect(multiaddr: String) -> IpfsResult {
    match local_node() {
        Ok((api, timeout)) => effector::connect(multiaddr, api, timeout),
        Err(error) => Err(error).into(),
    }
}

/// Adds a file of the particle's vault to the peer's node.
#[marine]
pub fn put(file_path: String) -> IpfsPutResult {
    match local_node() {
        Ok((api, timeout)) => effector::put(file_path, api, timeout),
        Err(error) => IpfsPutResult::failed(error),
    }
}

/// Adds a file of the particle's vault, JSON, to the peer's node as a DAG node.
#[marine]
pub fn dag_put(file_path: String) -> IpfsPutResult {
    match local_node() {
        Ok((api, timeout)) => effector::dag_put(file_path, api, timeout),
        Err(error) => IpfsPutResult::failed(error),
    }
}

/// Writes contents to the particle's vault, asking the peer's node.
#[marine]
pub fn get(hash: String) -> IpfsGetResult {
    let path = path_in_vault(&hash);
    let got = match local_node() {
        Ok((api, timeout)) => effector::get(hash, path.clone(), api, timeout),
        Err(error) => Err(error).into(),
    };
    IpfsGetResult::at(path, got)
}

/// Writes contents to the particle's vault, asking another node.
#[marine]
pub fn get_from(hash: String, external_multiaddr: String) -> IpfsGetResult {
    let path = path_in_vault(&hash);
    let got = match timeout_sec() {
        Ok(timeout) => effector::get(hash, path.clone(), external_multiaddr, timeout),
        Err(error) => Err(error).into(),
    };
    IpfsGetResult::at(path, got)
}

/// Writes a DAG node to the particle's vault as JSON, asking the peer's node.
#[marine]
pub fn dag_get(hash: String) -> IpfsGetResult {
    let path = path_in_vault(&hash);
    let got = match local_node() {
        Ok((api, timeout)) => effector::dag_get(hash, path.clone(), api, timeout),
        Err(error) => Err(error).into(),
    };
    IpfsGetResult::at(path, got)
}

/// Writes a DAG node to the particle's vault as JSON, asking another node.
#[marine]
pub fn dag_get_from(hash: String, external_multiaddr: String) -> IpfsGetResult {
    let path = path_in_vault(&hash);
    let got = match timeout_sec() {
        Ok(timeout) => effector::dag_get(hash, path.clone(), external_multiaddr, timeout),
        Err(error) => Err(error).into(),
    };
    IpfsGetResult::at(path, got)
}

/// Contents as a text, from the peer's node.
#[marine]
pub fn cat(hash: String) -> IpfsCatResult {
    match local_node() {
        Ok((api, timeout)) => effector::cat(hash, api, timeout),
        Err(error) => IpfsCatResult::failed(error),
    }
}

/// Contents as a text, from another node.
#[marine]
pub fn cat_from(hash: String, external_multiaddr: String) -> IpfsCatResult {
    match timeout_sec() {
        Ok(timeout) => effector::cat(hash, external_multiaddr, timeout),
        Err(error) => IpfsCatResult::failed(error),
    }
}

/// Where others reach the API of the peer's node.
#[marine]
pub fn get_external_api_multiaddr() -> IpfsMultiaddrResult {
    let wanted = |settings: Settings| settings.external_api_multiaddr;
    address(wanted, "external api multiaddr is not set").into()
}

/// Where the peer reaches the API of its node.
#[marine]
pub fn get_local_api_multiaddr() -> IpfsMultiaddrResult {
    local_api().into()
}

/// Where other IPFS nodes reach the peer's node.
#[marine]
pub fn get_external_swarm_multiaddr() -> IpfsMultiaddrResult {
    let wanted = |settings: Settings| settings.external_swarm_multiaddr;
    address(wanted, "multiaddr is not set").into()
}

/// For the creator; the node must answer, and what it says of itself becomes part of the address.
#[marine]
pub fn set_external_api_multiaddr(multiaddr: String) -> IpfsResult {
    change("external api multiaddr", |settings| {
        settings.external_api_multiaddr = Some(external_address(&multiaddr)?);
        Ok(())
    })
    .into()
}

/// For the creator.
#[marine]
pub fn set_local_api_multiaddr(multiaddr: String) -> IpfsResult {
    change("local api multiaddr", |settings| {
        settings.local_api_multiaddr = Some(Multiaddr::parse(&multiaddr)?.to_string());
        Ok(())
    })
    .into()
}

/// For the creator; as `set_external_api_multiaddr`.
#[marine]
pub fn set_external_swarm_multiaddr(multiaddr: String) -> IpfsResult {
    change("external swarm multiaddr", |settings| {
        settings.external_swarm_multiaddr = Some(external_address(&multiaddr)?);
        Ok(())
    })
    .into()
}

/// Seconds that a command may take, 1 to 300. For the creator: anyone else's wish is logged and nothing more, because
/// there is no result to refuse it with.
#[marine]
pub fn set_timeout(timeout_sec: u64) {
    let changed = change("timeout", |settings| {
        settings.timeout_sec = Settings::bounded(timeout_sec);
        Ok(())
    });
    if let Err(error) = changed {
        log::warn!("timeout stays: {error}");
    }
}

fn settings() -> Result<Settings, String> {
    Settings::load(Path::new(SETTINGS))
}

fn timeout_sec() -> Result<u64, String> {
    settings().map(|settings| settings.timeout_sec)
}

fn address(wanted: fn(Settings) -> Option<String>, missing: &str) -> Result<String, String> {
    wanted(settings()?).ok_or_else(|| missing.to_string())
}

fn local_api() -> Result<String, String> {
    address(
        |settings| settings.local_api_multiaddr,
        "local api multiaddr is not set",
    )
}

/// The API of the peer's node, and the time a command may take.
fn local_node() -> Result<(String, u64), String> {
    Ok((local_api()?, timeout_sec()?))
}

fn external_address(given: &str) -> Result<String, String> {
    let (api, timeout) = Multiaddr::parse(given).and_then(|_| local_node())?;
    own_address(given, || effector::get_peer_id(api, timeout).into_result())
}

/// Changes what is kept, if the creator of the service calls, or the peer itself.
fn change(
    what: &str,
    change: impl FnOnce(&mut Settings) -> Result<(), String>,
) -> Result<(), String> {
    if !Caller::current().is_owner() {
        return Err(format!("only service creator can set {what}"));
    }
    let mut settings = settings()?;
    change(&mut settings)?;
    settings.save(Path::new(SETTINGS))
}

/// Where contents go in the vault of the calling particle. The effector checks it.
fn path_in_vault(hash: &str) -> String {
    let particle = get_call_parameters().particle;
    format!("/tmp/vault/{}-{}/{hash}", particle.id, particle.token)
}
