//! Keys and values that outlive the service's memory: a `redb` database in `/storage`.
//!
//! What a call answered with `success` is on the disk; what a call did not finish has not happened.

mod records;
mod store;

use std::cell::RefCell;
use std::path::Path;

use marine_rs_sdk::marine;
use records::{Count, Found, Outcome, Pair, Pairs};
use store::Store;

const FILE: &str = "/storage/keeper.redb";

pub fn main() {}

#[marine]
pub fn put(key: String, value: String) -> Outcome {
    outcome(with(|store| store.put_all(&[Pair { key, value }])))
}

/// All of them in one transaction.
#[marine]
pub fn put_all(pairs: Vec<Pair>) -> Outcome {
    outcome(with(|store| store.put_all(&pairs)))
}

/// Dies after the last change and before the transaction ends: none of the pairs may be there afterwards.
#[marine]
pub fn put_all_and_die(pairs: Vec<Pair>) -> Outcome {
    let die = || panic!("died before the transaction ended");
    outcome(with(|store| store.change(&pairs, die)))
}

#[marine]
pub fn get(key: String) -> Found {
    let got = with(|store| store.get(&key));
    let value = got.as_ref().ok().cloned().flatten();
    let Outcome { success, error } = outcome(got);
    Found {
        success,
        error,
        found: value.is_some(),
        value: value.unwrap_or_default(),
    }
}

/// `found` says whether there was such a key.
#[marine]
pub fn delete(key: String) -> Found {
    let removed = with(|store| store.remove(&key));
    let found = matches!(removed, Ok(true));
    let Outcome { success, error } = outcome(removed);
    Found {
        success,
        error,
        found,
        value: String::new(),
    }
}

/// At most `limit` pairs from key `from` on, in the order of keys.
#[marine]
pub fn range(from: String, limit: u32) -> Pairs {
    match with(|store| store.range(&from, limit as usize)) {
        Ok(pairs) => Pairs {
            success: true,
            error: String::new(),
            pairs,
        },
        Err(error) => Pairs {
            success: false,
            error,
            pairs: Vec::new(),
        },
    }
}

#[marine]
pub fn count() -> Count {
    let counted = with(Store::count);
    let count = *counted.as_ref().unwrap_or(&0);
    let Outcome { success, error } = outcome(counted);
    Count {
        success,
        error,
        count,
    }
}

thread_local! {
    static STORE: RefCell<Option<Store>> = const { RefCell::new(None) };
}

/// Runs `f` on the store, which is opened at the first use.
fn with<T>(f: impl FnOnce(&Store) -> store::Result<T>) -> store::Result<T> {
    STORE.with_borrow_mut(|slot| {
        let store = match slot.take() {
            Some(store) => store,
            None => Store::open(Path::new(FILE))?,
        };
        f(slot.insert(store))
    })
}

fn outcome<T>(result: store::Result<T>) -> Outcome {
    Outcome {
        success: result.is_ok(),
        error: result.err().unwrap_or_default(),
    }
}
