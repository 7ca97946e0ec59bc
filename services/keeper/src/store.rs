//! Keys and values in one file, with transactions.

use std::path::Path;

use redb::{Database, Durability, ReadableTableMetadata, TableDefinition};

use crate::records::Pair;

const PAIRS: TableDefinition<&str, &str> = TableDefinition::new("pairs");

/// Of the file, kept in memory; redb's own default is 1 GiB.
const CACHE_BYTES: usize = 4 << 20;

pub struct Store {
    database: Database,
}

/// As text: redb's error is large, and callers only show it.
pub type Result<T> = std::result::Result<T, String>;

impl Store {
    /// Opens the file, or makes it. A file whose writer died is brought back to its last transaction.
    pub fn open(path: &Path) -> Result<Store> {
        let database = Database::builder()
            .set_cache_size(CACHE_BYTES)
            .create(path)
            .map_err(text)?;
        let store = Store { database };
        store.put_all(&[])?; // so that reading finds the table
        Ok(store)
    }

    /// All of them, or none.
    pub fn put_all(&self, pairs: &[Pair]) -> Result<()> {
        self.change(pairs, || ())
    }

    /// `put_all` with something done after the last change and before the transaction ends.
    pub fn change(&self, pairs: &[Pair], before_commit: impl FnOnce()) -> Result<()> {
        let mut transaction = self.database.begin_write().map_err(text)?;
        transaction.set_durability(Durability::Immediate);
        let mut table = transaction.open_table(PAIRS).map_err(text)?;
        for pair in pairs {
            table
                .insert(pair.key.as_str(), pair.value.as_str())
                .map_err(text)?;
        }
        drop(table);
        before_commit();
        transaction.commit().map_err(text)
    }

    /// Whether there was such a key.
    pub fn remove(&self, key: &str) -> Result<bool> {
        let transaction = self.database.begin_write().map_err(text)?;
        let mut table = transaction.open_table(PAIRS).map_err(text)?;
        let removed = table.remove(key).map_err(text)?.is_some();
        drop(table);
        transaction.commit().map_err(text)?;
        Ok(removed)
    }

    pub fn get(&self, key: &str) -> Result<Option<String>> {
        let table = self.pairs()?;
        let value = table.get(key).map_err(text)?;
        Ok(value.map(|value| value.value().to_string()))
    }

    /// At most `limit` pairs from key `from` on, in the order of keys.
    pub fn range(&self, from: &str, limit: usize) -> Result<Vec<Pair>> {
        let table = self.pairs()?;
        let range = table.range(from..).map_err(text)?;
        range
            .take(limit)
            .map(|pair| {
                let (key, value) = pair.map_err(text)?;
                Ok(Pair {
                    key: key.value().to_string(),
                    value: value.value().to_string(),
                })
            })
            .collect()
    }

    pub fn count(&self) -> Result<u64> {
        self.pairs()?.len().map_err(text)
    }

    fn pairs(&self) -> Result<redb::ReadOnlyTable<&'static str, &'static str>> {
        let transaction = self.database.begin_read().map_err(text)?;
        transaction.open_table(PAIRS).map_err(text)
    }
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::{catch_unwind, AssertUnwindSafe};

    fn pair(key: &str, value: &str) -> Pair {
        Pair {
            key: key.to_string(),
            value: value.to_string(),
        }
    }

    fn file(name: &str) -> std::path::PathBuf {
        let file = std::env::temp_dir().join(format!("keeper-{name}-{}", std::process::id()));
        let _ = std::fs::remove_file(&file);
        file
    }

    #[test]
    fn pairs_are_there_after_the_file_is_opened_again() {
        let file = file("again");
        Store::open(&file)
            .unwrap()
            .put_all(&[pair("b", "2"), pair("a", "1"), pair("c", "3")])
            .unwrap();
        let store = Store::open(&file).unwrap();
        assert_eq!(store.get("b").unwrap().as_deref(), Some("2"));
        assert_eq!(store.count().unwrap(), 3);
        let keys: Vec<_> = store
            .range("b", 9)
            .unwrap()
            .into_iter()
            .map(|p| p.key)
            .collect();
        assert_eq!(keys, ["b", "c"]);
        assert!(store.remove("b").unwrap());
        assert!(!store.remove("b").unwrap());
        assert_eq!(store.get("b").unwrap(), None);
        std::fs::remove_file(&file).unwrap();
    }

    #[test]
    fn a_transaction_that_fails_leaves_nothing() {
        let file = file("fails");
        let store = Store::open(&file).unwrap();
        store.put_all(&[pair("kept", "1")]).unwrap();
        let change = || {
            store.change(&[pair("kept", "2"), pair("new", "1")], || {
                panic!("on purpose")
            })
        };
        assert!(catch_unwind(AssertUnwindSafe(change)).is_err());
        assert_eq!(store.get("kept").unwrap().as_deref(), Some("1"));
        assert_eq!(store.get("new").unwrap(), None);
        std::fs::remove_file(&file).unwrap();
    }
}
