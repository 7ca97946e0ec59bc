//! Every record of its own that crosses the service's border; those of call parameters are the SDK's.

use marine_rs_sdk::marine;

/// One value of every integer type.
#[marine]
#[derive(Clone, Debug, PartialEq)]
pub struct Integers {
    pub small: i8,
    pub short: i16,
    pub int: i32,
    pub long: i64,
    pub byte: u8,
    pub word: u16,
    pub double: u32,
    pub quad: u64,
}

#[marine]
pub struct Limits {
    pub least: Integers,
    pub greatest: Integers,
}

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
