//! Files of a service: its storage, its temporary folder, and the vault of the particle that calls.
//!
//! Paths are those the service sees: relative ones lie in `/storage`, `/tmp/...` is gone after a restart of the peer,
//! `/storage/module` and `/tmp/module` belong to this module alone.

mod disk;
mod escape;
mod paths;
mod records;

use std::fs;
use std::path::PathBuf;

use marine_rs_sdk::{get_call_parameters, marine};
use paths::resolve;
use records::{Attempt, Content, Listing, Metadata, Outcome};

pub fn main() {}

/// Writes a file; one that exists is replaced.
#[marine]
pub fn put(path: String, data: Vec<u8>) -> Outcome {
    fs::write(resolve(&path), data).into()
}

#[marine]
pub fn get(path: String) -> Content {
    fs::read(resolve(&path)).into()
}

/// Adds to the end of a file, which is made when it is not there.
#[marine]
pub fn append(path: String, data: Vec<u8>) -> Outcome {
    disk::append(&resolve(&path), &data).into()
}

#[marine]
pub fn list(path: String) -> Listing {
    disk::list(&resolve(&path)).into()
}

/// Removes a file, a link, or a directory with everything in it.
#[marine]
pub fn delete(path: String) -> Outcome {
    disk::remove(&resolve(&path)).into()
}

/// Makes a directory and those above it.
#[marine]
pub fn make_dir(path: String) -> Outcome {
    fs::create_dir_all(resolve(&path)).into()
}

#[marine]
pub fn move_to(from: String, to: String) -> Outcome {
    fs::rename(resolve(&from), resolve(&to)).into()
}

#[marine]
pub fn metadata(path: String) -> Metadata {
    fs::symlink_metadata(resolve(&path)).into()
}

/// Makes a symbolic link at `path`.
#[marine]
#[allow(deprecated)] // the only stable way to make a symbolic link here
pub fn make_link(path: String, target: String) -> Outcome {
    fs::soft_link(target, resolve(&path)).into()
}

/// Up to `count` bytes from `offset`, which may lie beyond 4 GiB.
#[marine]
pub fn read_at(path: String, offset: u64, count: u32) -> Content {
    disk::read_at(&resolve(&path), offset, count).into()
}

/// Writes at `offset`, which may lie beyond 4 GiB, and waits until the disk has it.
#[marine]
pub fn write_at(path: String, offset: u64, data: Vec<u8>) -> Outcome {
    disk::write_at(&resolve(&path), offset, &data).into()
}

/// Cuts a file or fills it up with zeros.
#[marine]
pub fn resize(path: String, size: u64) -> Outcome {
    disk::truncate(&resolve(&path), size).into()
}

/// Writes a file into the vault of the calling particle. The call fails when there is none.
/// Returns the path by which every other service that the particle calls on this peer reads it.
#[marine]
pub fn vault_put(name: String, text: String) -> String {
    let path = vault().join(name);
    if let Err(error) = fs::write(&path, text) {
        panic!("cannot write {}: {error}", path.display());
    }
    path.to_string_lossy().into_owned()
}

/// Reads a file of the calling particle's vault, by its name or by the path that `vault_put` gave.
#[marine]
pub fn vault_get(path: String) -> String {
    let path = vault().join(path);
    match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => panic!("cannot read {}: {error}", path.display()),
    }
}

#[marine]
pub fn vault_list() -> Listing {
    disk::list(&vault()).into()
}

/// Tries to list the vaults of all particles: a peer that keeps particles apart refuses.
#[marine]
pub fn vaults_of_others() -> Listing {
    disk::list(paths::VAULTS.as_ref()).into()
}

/// Tries every way to a file of the host, and says what each was answered.
#[marine]
pub fn escape_read(path: String) -> Vec<Attempt> {
    escape::attempts(&path)
}

fn vault() -> PathBuf {
    let particle = get_call_parameters().particle;
    paths::vault(&particle.id, &particle.token)
}
