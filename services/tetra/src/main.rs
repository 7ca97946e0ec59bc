//! Everything a call brings, and values that test the borders: returned as they came, directly or through the linked
//! module `relay`.

mod limits;
mod records;
mod relay;

use marine_rs_sdk::{get_call_parameters, marine, CallParameters, SecurityTetraplet};
use records::{Integers, Limits, Table};

pub fn main() {}

/// The call parameters as the peer gave them, the particle's token included: don't copy this into a real service.
#[marine]
pub fn call_parameters() -> CallParameters {
    get_call_parameters()
}

/// The call parameters that the linked module sees during the same call.
#[marine]
pub fn call_parameters_below() -> CallParameters {
    relay::seen_parameters()
}

/// Where the three arguments of this call came from: one list for each.
#[marine]
#[allow(unused_variables)] // an underscore would show in the interface
pub fn tetraplets(text: String, bytes: Vec<u8>, number: u64) -> Vec<Vec<SecurityTetraplet>> {
    get_call_parameters().tetraplets
}

/// The ends of every integer type.
#[marine]
pub fn limits() -> Limits {
    Limits {
        least: limits::LEAST,
        greatest: limits::GREATEST,
    }
}

/// Whether these are the ends of every integer type, judged inside of the module.
#[marine]
pub fn are_limits(limits: Limits) -> bool {
    limits.least == limits::LEAST && limits.greatest == limits::GREATEST
}

#[marine]
pub fn echo_integers(integers: Vec<Integers>) -> Vec<Integers> {
    integers
}

#[marine]
pub fn echo_i64(number: i64) -> i64 {
    number
}

/// Nox and this project refuse 2^63 and above at the top level of a call, not inside of records and lists.
#[marine]
pub fn echo_u64(number: u64) -> u64 {
    number
}

#[marine]
pub fn echo_bytes(bytes: Vec<u8>) -> Vec<u8> {
    bytes
}

#[marine]
pub fn echo_tables(tables: Vec<Table>) -> Vec<Table> {
    tables
}

/// As `echo_bytes`, through the linked module.
#[marine]
pub fn relay_bytes(bytes: Vec<u8>) -> Vec<u8> {
    relay::pass_bytes(bytes)
}

/// As `echo_tables`, through the linked module.
#[marine]
pub fn relay_tables(tables: Vec<Table>) -> Vec<Table> {
    relay::pass_tables(tables)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limits_are_limits_and_nothing_else_is() {
        assert!(are_limits(limits()));
        let mut wrong = limits();
        wrong.greatest.quad -= 1;
        assert!(!are_limits(wrong));
    }
}
