//! One `redb` file with a version: what a call answered with success is on the disk, what it did not finish has not
//! happened, and an update of the service changes the tables instead of dropping them.

use std::cell::RefCell;
use std::path::Path;

use redb::{Database, Durability, ReadTransaction, TableDefinition, WriteTransaction};

/// As text: redb's error is large, and callers only show it.
pub type Result<T> = std::result::Result<T, String>;

/// Brings the tables from one version to the next; the first makes them.
pub type Migration = fn(&WriteTransaction) -> Result<()>;

const META: TableDefinition<&str, u64> = TableDefinition::new("meta");
const VERSION: &str = "version";

/// Of the file, kept in memory; redb's own default is 1 GiB.
const CACHE_BYTES: usize = 8 << 20;

pub struct Store {
    database: Database,
}

impl Store {
    /// Opens the file, or makes it, and runs the migrations it lacks in one transaction: the version of a file is how
    /// many it has seen. A file whose writer died is brought back to its last transaction. Fails on files of a newer
    /// service.
    pub fn open(path: &Path, migrations: &[Migration]) -> Result<Store> {
        let database = Database::builder()
            .set_cache_size(CACHE_BYTES)
            .create(path)
            .map_err(internal)?;
        let store = Store { database };
        store.migrate(migrations)?;
        Ok(store)
    }

    /// Commits what `f` did if it succeeds; otherwise nothing has happened.
    pub fn write<T>(&self, f: impl FnOnce(&WriteTransaction) -> Result<T>) -> Result<T> {
        let mut transaction = self.database.begin_write().map_err(internal)?;
        transaction.set_durability(Durability::Immediate);
        let value = f(&transaction)?; // dropped without a commit: undone
        transaction.commit().map_err(internal)?;
        Ok(value)
    }

    pub fn read<T>(&self, f: impl FnOnce(&ReadTransaction) -> Result<T>) -> Result<T> {
        f(&self.database.begin_read().map_err(internal)?)
    }

    fn migrate(&self, migrations: &[Migration]) -> Result<()> {
        let known = migrations.len() as u64;
        let version = self.version()?;
        if version > known {
            return Err(format!(
                "the database has version {version}, written by a newer service; this one knows up to {known}"
            ));
        }
        if version == known {
            return Ok(());
        }
        self.write(|transaction| {
            for migration in &migrations[version as usize..] {
                migration(transaction)?;
            }
            let mut meta = transaction.open_table(META).map_err(internal)?;
            meta.insert(VERSION, known).map_err(internal)?;
            Ok(())
        })
    }

    fn version(&self) -> Result<u64> {
        self.read(|transaction| match transaction.open_table(META) {
            Err(redb::TableError::TableDoesNotExist(_)) => Ok(0),
            Err(error) => Err(internal(error)),
            Ok(meta) => {
                let version = meta.get(VERSION).map_err(internal)?;
                Ok(version.map_or(0, |version| version.value()))
            }
        })
    }
}

/// The store of a service, opened at the first use. After an error of the database it is opened anew: `redb` refuses
/// everything once an operation of the file failed, be it for want of space that is long there again.
pub struct LazyStore {
    slot: RefCell<Option<Store>>,
    path: &'static str,
    migrations: &'static [Migration],
}

impl LazyStore {
    pub const fn new(path: &'static str, migrations: &'static [Migration]) -> LazyStore {
        LazyStore {
            slot: RefCell::new(None),
            path,
            migrations,
        }
    }

    pub fn with<T>(&self, f: impl FnOnce(&Store) -> Result<T>) -> Result<T> {
        let mut slot = self.slot.borrow_mut();
        let store = match slot.take() {
            Some(store) => store,
            None => Store::open(Path::new(self.path), self.migrations)?,
        };
        let result = f(&store);
        if !matches!(&result, Err(error) if error.starts_with(INTERNAL)) {
            *slot = Some(store);
        }
        result
    }
}

const INTERNAL: &str = "Internal database error: ";

/// What callers see of an error that is not theirs.
pub fn internal(error: impl std::fmt::Display) -> String {
    format!("{INTERNAL}{error}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TempFile;
    use redb::ReadableTable;

    const OLD: TableDefinition<&str, u64> = TableDefinition::new("old");
    const NEW: TableDefinition<&str, &str> = TableDefinition::new("new");

    fn first(transaction: &WriteTransaction) -> Result<()> {
        let mut table = transaction.open_table(OLD).map_err(internal)?;
        table.insert("a", 1).map_err(internal)?;
        Ok(())
    }

    fn second(transaction: &WriteTransaction) -> Result<()> {
        let old = transaction.open_table(OLD).map_err(internal)?;
        let mut new = transaction.open_table(NEW).map_err(internal)?;
        let value = old.get("a").map_err(internal)?.ok_or("no a")?.value();
        new.insert("a", value.to_string().as_str())
            .map_err(internal)?;
        Ok(())
    }

    fn failing(transaction: &WriteTransaction) -> Result<()> {
        transaction.delete_table(OLD).map_err(internal)?;
        Err("on purpose".to_string())
    }

    fn get(store: &Store, key: &str) -> Option<String> {
        let read = store.read(|transaction| {
            let table = transaction.open_table(NEW).map_err(internal)?;
            let value = table.get(key).map_err(internal)?;
            Ok(value.map(|value| value.value().to_string()))
        });
        read.unwrap()
    }

    /// [fault] of upstream's registry, spec/services.md §2.4, §7 registry 13: an update drops the tables.
    #[test]
    fn an_older_file_is_migrated_and_keeps_its_rows() {
        let file = TempFile::new();
        drop(Store::open(file.path(), &[first]).unwrap());
        let store = Store::open(file.path(), &[first, second]).unwrap();
        assert_eq!(get(&store, "a").as_deref(), Some("1"));
        drop(store);
        let store = Store::open(file.path(), &[failing, failing]).unwrap();
        assert_eq!(get(&store, "a").as_deref(), Some("1"));
    }

    #[test]
    fn a_migration_that_fails_leaves_the_file_as_it_was() {
        let file = TempFile::new();
        drop(Store::open(file.path(), &[first]).unwrap());
        let error = Store::open(file.path(), &[first, failing]).err();
        assert_eq!(error.as_deref(), Some("on purpose"));
        let store = Store::open(file.path(), &[first, second]).unwrap();
        assert_eq!(get(&store, "a").as_deref(), Some("1"));
    }

    #[test]
    fn the_file_of_a_newer_service_is_left_alone() {
        let file = TempFile::new();
        drop(Store::open(file.path(), &[first, second]).unwrap());
        let error = Store::open(file.path(), &[first]).err().unwrap();
        assert!(
            error.contains("version 2") && error.contains("up to 1"),
            "{error}"
        );
        assert!(Store::open(file.path(), &[first, second]).is_ok());
    }

    #[test]
    fn a_write_that_fails_has_not_happened() {
        let file = TempFile::new();
        let store = Store::open(file.path(), &[first, second]).unwrap();
        let failed: Result<()> = store.write(|transaction| {
            let mut table = transaction.open_table(NEW).map_err(internal)?;
            table.insert("b", "2").map_err(internal)?;
            Err("on purpose".to_string())
        });
        assert!(failed.is_err());
        assert_eq!(get(&store, "b"), None);
    }

    #[test]
    fn a_lazy_store_is_opened_once_and_anew_after_an_error_of_the_database() {
        let file = TempFile::new();
        let path = file.path().to_str().unwrap().to_string().leak();
        let lazy = LazyStore::new(path, &[first, second]);
        let put = |key: &str| {
            lazy.with(|store| {
                store.write(|transaction| {
                    let mut table = transaction.open_table(NEW).map_err(internal)?;
                    table.insert(key, "").map_err(internal)?;
                    Ok(())
                })
            })
        };
        let has = |key: &str| lazy.with(|store| Ok(get(store, key).is_some())).unwrap();
        put("kept").unwrap();
        std::fs::remove_file(file.path()).unwrap();
        let refused: Result<()> = lazy.with(|_| Err("a caller's mistake".to_string()));
        assert!(
            refused.is_err() && has("kept"),
            "still the file that was opened"
        );
        let broken: Result<()> = lazy.with(|_| Err(internal("no space left on device")));
        assert!(
            broken.is_err() && !has("kept"),
            "a new file, the old one is gone"
        );
    }
}
