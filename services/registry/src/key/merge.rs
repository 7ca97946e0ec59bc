//! One key out of several peers' answers.

use common::bounds::check_count;
use common::Result;

use crate::key::{key_id, Key};
use crate::{limits, texts};

/// The newest that its owner signed. Upstream believes every peer, so that one of them can take a resource over
/// (spec/services.md §1.3, `merge_keys`: no checks).
pub fn merge_keys(mut keys: Vec<Key>) -> Result<Key> {
    if keys.is_empty() {
        return Err(texts::NO_KEYS_TO_MERGE.to_string());
    }
    check_count("keys", &keys, limits::MERGED)?;
    keys.sort_by(Key::compare_strictly);
    keys.dedup();
    let mut error = String::new();
    while let Some(key) = keys.pop() {
        match check(&key) {
            Ok(()) => return Ok(key),
            Err(found) => error = found,
        }
    }
    Err(error)
}

fn check(key: &Key) -> Result<()> {
    key.check_bounds()?;
    let id = key_id(&key.label, &key.owner_peer_id);
    if key.id != id {
        let Key { label, .. } = key;
        return Err(format!(
            "key {label} should have id {id}, not the given one"
        ));
    }
    key.verify_signature()
}
