//! The effector: programs of the peer, each a function that takes arguments and returns what the program said.
//!
//! Nothing but the mounted binaries, so a peer can allow this module by its CID. The facade decides how they are used.
//! A peer tells modules with mounted binaries, and no others, where their directories really lie.

#![allow(improper_ctypes)]

mod vault;

use marine_rs_sdk::{get_call_parameters, marine, MountedBinaryResult};

/// What a call answers when no program was run.
const NOT_RUN: i32 = -1;

pub fn main() {}

#[marine]
pub fn run_echo(arguments: Vec<String>) -> MountedBinaryResult {
    echo(arguments)
}

#[marine]
pub fn run_ls(arguments: Vec<String>) -> MountedBinaryResult {
    ls(arguments)
}

#[marine]
pub fn run_cat(arguments: Vec<String>) -> MountedBinaryResult {
    cat(arguments)
}

/// Runs `cat` on a file in the vault of the calling particle.
#[marine]
pub fn run_cat_in_vault(name: String) -> MountedBinaryResult {
    let particle = get_call_parameters().particle;
    match vault::host_path(&particle.id, &particle.token, &name) {
        Ok(path) => cat(vec![path]),
        Err(error) => MountedBinaryResult::from_error(NOT_RUN, error),
    }
}

#[marine]
#[host_import]
extern "C" {
    fn echo(arguments: Vec<String>) -> MountedBinaryResult;
    fn ls(arguments: Vec<String>) -> MountedBinaryResult;
    fn cat(arguments: Vec<String>) -> MountedBinaryResult;
}
