//! The module below `tetra`: returns what is passed down, and what it is told itself of the call that runs.

use marine_rs_sdk::{get_call_parameters, marine, CallParameters};

pub fn main() {}

#[marine]
pub struct Note {
    pub text: String,
    pub stamps: Vec<u64>,
}

#[marine]
pub struct Row {
    pub cells: Vec<Vec<i64>>,
    pub blobs: Vec<Vec<u8>>,
    pub flags: Vec<bool>,
    pub note: Note,
}

#[marine]
pub struct Table {
    pub name: String,
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
}

#[marine]
pub fn pass_tables(tables: Vec<Table>) -> Vec<Table> {
    tables
}

#[marine]
pub fn pass_bytes(bytes: Vec<u8>) -> Vec<u8> {
    bytes
}

#[marine]
pub fn seen_parameters() -> CallParameters {
    get_call_parameters()
}
