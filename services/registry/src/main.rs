//! The registry: resources (keys), their providers (records), and the marks of withdrawn providers (tombstones), as a
//! node of the resource's neighbourhood keeps them. Functions, layouts and texts are those of registry 0.9
//! (spec/services.md §2); where that one errs (§7), `services/registry/README.md` says what this one does.

mod clock;
pub mod collection;
mod entries;
pub mod key;
mod limits;
pub mod record;
mod registry;
pub mod results;
pub mod settings;
mod tables;
#[cfg(test)]
mod testing;
mod texts;
pub mod tombstone;
pub mod weight;

pub fn main() {}
