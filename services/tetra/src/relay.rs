//! The linked module, seen from the facade. Records are linked by position, so both sides must agree.

#![allow(improper_ctypes)]

use marine_rs_sdk::{marine, CallParameters};

use crate::records::Table;

#[marine]
#[module_import("relay")]
extern "C" {
    pub fn pass_tables(tables: Vec<Table>) -> Vec<Table>;
    pub fn pass_bytes(bytes: Vec<u8>) -> Vec<u8>;
    pub fn seen_parameters() -> CallParameters;
}
