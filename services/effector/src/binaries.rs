//! The linked effector, seen from the facade.

#![allow(improper_ctypes)]

use marine_rs_sdk::{marine, MountedBinaryResult};

#[marine]
#[module_import("binaries")]
extern "C" {
    pub fn run_echo(arguments: Vec<String>) -> MountedBinaryResult;
    pub fn run_ls(arguments: Vec<String>) -> MountedBinaryResult;
    pub fn run_cat(arguments: Vec<String>) -> MountedBinaryResult;
    pub fn run_cat_in_vault(name: String) -> MountedBinaryResult;
}
