//! The effector: programs of the peer, each a function that takes arguments and returns what the program said.
//!
//! Nothing but the mounted binaries, so a peer can allow this module by its CID. The facade decides how they are used.

#![allow(improper_ctypes)]

use marine_rs_sdk::{marine, MountedBinaryResult};

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

#[marine]
#[host_import]
extern "C" {
    fn echo(arguments: Vec<String>) -> MountedBinaryResult;
    fn ls(arguments: Vec<String>) -> MountedBinaryResult;
    fn cat(arguments: Vec<String>) -> MountedBinaryResult;
}
