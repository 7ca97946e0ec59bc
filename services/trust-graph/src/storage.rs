//! Tables of the graph.

use common::{internal, Result};
use redb::{
    ReadOnlyTable, ReadTransaction, ReadableTable, Table, TableDefinition, WriteTransaction,
};

use crate::relation::{Key, Relation};

/// Root and its factor.
type Roots = TableDefinition<'static, &'static [u8], u32>;
/// Whom it is said of and by whom, and what.
type Relations = TableDefinition<'static, Pair, &'static [u8]>;
type Pair = (&'static [u8], &'static [u8]);
type RootTable<'t> = Table<'t, &'static [u8], u32>;
type RelationTable<'t> = Table<'t, Pair, &'static [u8]>;

const ROOTS: Roots = TableDefinition::new("roots");
const RELATIONS: Relations = TableDefinition::new("relations");
/// Trusts by the time they expire.
const EXPIRIES: TableDefinition<(u64, &[u8], &[u8]), ()> = TableDefinition::new("expiries");
/// How many relations a peer has said.
const ISSUED: TableDefinition<&[u8], u32> = TableDefinition::new("issued");

/// Greater than every key: those begin with their format.
const AFTER_KEYS: &[u8] = &[255];

pub const MAX_ROOTS: u64 = 256;
/// Trusts and revocations of one peer.
pub const MAX_ISSUED: u32 = 10_000;
/// Trusts removed at a time: a call must come to its end.
const MAX_COLLECTED: usize = 1000;

/// What a search needs to know.
pub trait Known {
    /// The factor of a root.
    fn factor(&self, key: &[u8]) -> Result<Option<u32>>;
    /// That of the heaviest root.
    fn least_factor(&self) -> Result<Option<u32>>;
    /// What is said of a peer and by whom, at most so much.
    fn said_of(&self, key: &[u8], most: usize) -> Result<Vec<(Key, Relation)>>;
}

pub struct View<R, E> {
    roots: R,
    relations: E,
}

impl<R, E> Known for View<R, E>
where
    R: ReadableTable<&'static [u8], u32>,
    E: ReadableTable<Pair, &'static [u8]>,
{
    fn factor(&self, key: &[u8]) -> Result<Option<u32>> {
        let factor = self.roots.get(key).map_err(internal)?;
        Ok(factor.map(|factor| factor.value()))
    }

    fn least_factor(&self) -> Result<Option<u32>> {
        let mut roots = self.roots.iter().map_err(internal)?;
        roots.try_fold(None, |least: Option<u32>, root| {
            let factor = root.map_err(internal)?.1.value();
            Ok(Some(least.map_or(factor, |least| least.min(factor))))
        })
    }

    fn said_of(&self, key: &[u8], most: usize) -> Result<Vec<(Key, Relation)>> {
        let range = (key, &[][..])..(key, AFTER_KEYS);
        let rows = self.relations.range(range).map_err(internal)?;
        rows.take(most)
            .map(|row| {
                let (pair, row) = row.map_err(internal)?;
                let by = pair.value().1.to_vec();
                Ok((by, Relation::from_row(row.value()).map_err(internal)?))
            })
            .collect()
    }
}

pub type Reader = View<ReadOnlyTable<&'static [u8], u32>, ReadOnlyTable<Pair, &'static [u8]>>;

impl Reader {
    pub fn open(transaction: &ReadTransaction) -> Result<Reader> {
        Ok(View {
            roots: transaction.open_table(ROOTS).map_err(internal)?,
            relations: transaction.open_table(RELATIONS).map_err(internal)?,
        })
    }
}

/// Whether a trust has expired that `Writer::collect` would remove.
pub fn has_expired(transaction: &ReadTransaction, now: u64) -> Result<bool> {
    let expiries = transaction.open_table(EXPIRIES).map_err(internal)?;
    let first = expiries.first().map_err(internal)?;
    Ok(first.is_some_and(|(key, _)| key.value().0 <= now))
}

pub struct Writer<'t> {
    pub view: View<RootTable<'t>, RelationTable<'t>>,
    expiries: Table<'t, (u64, &'static [u8], &'static [u8]), ()>,
    issued: Table<'t, &'static [u8], u32>,
}

impl<'t> Writer<'t> {
    pub fn open(transaction: &'t WriteTransaction) -> Result<Writer<'t>> {
        Ok(Writer {
            view: View {
                roots: transaction.open_table(ROOTS).map_err(internal)?,
                relations: transaction.open_table(RELATIONS).map_err(internal)?,
            },
            expiries: transaction.open_table(EXPIRIES).map_err(internal)?,
            issued: transaction.open_table(ISSUED).map_err(internal)?,
        })
    }

    /// A root that is one already gets the new factor.
    pub fn put_root(&mut self, key: &[u8], factor: u32) -> Result<()> {
        let roots = &mut self.view.roots;
        let is_new = roots.get(key).map_err(internal)?.is_none();
        if is_new && redb::ReadableTableMetadata::len(roots).map_err(internal)? >= MAX_ROOTS {
            return Err(format!(
                "there are {MAX_ROOTS} roots, and no room for another"
            ));
        }
        roots.insert(key, factor).map_err(internal)?;
        Ok(())
    }

    /// Whether it was one.
    pub fn remove_root(&mut self, key: &[u8]) -> Result<bool> {
        let removed = self.view.roots.remove(key).map_err(internal)?;
        Ok(removed.is_some())
    }

    /// Stores the relation unless what is there takes precedence. Answers with what is there then.
    pub fn put(&mut self, of: &[u8], by: &[u8], relation: Relation) -> Result<Relation> {
        let there = self.get(of, by)?;
        if let Some(there) = there {
            if !relation.replaces(&there) {
                return Ok(there);
            }
            self.forget_expiry(of, by, &there)?;
        } else {
            self.count_one_more(by)?;
        }
        if let Some(at) = relation.expires_at() {
            self.expiries.insert((at, of, by), ()).map_err(internal)?;
        }
        let row = relation.to_row();
        let relations = &mut self.view.relations;
        relations
            .insert((of, by), row.as_slice())
            .map_err(internal)?;
        Ok(relation)
    }

    /// Removes trusts that have expired, the oldest first.
    pub fn collect(&mut self, now: u64) -> Result<()> {
        for (at, of, by) in self.expired(now)? {
            self.expiries
                .remove((at, &of[..], &by[..]))
                .map_err(internal)?;
            self.view
                .relations
                .remove((&of[..], &by[..]))
                .map_err(internal)?;
            self.count_one_less(&by)?;
        }
        Ok(())
    }

    fn expired(&self, now: u64) -> Result<Vec<(u64, Key, Key)>> {
        let range = ..=(now, AFTER_KEYS, AFTER_KEYS);
        let rows = self.expiries.range(range).map_err(internal)?;
        rows.take(MAX_COLLECTED)
            .map(|row| {
                let (key, _) = row.map_err(internal)?;
                let (at, of, by) = key.value();
                Ok((at, of.to_vec(), by.to_vec()))
            })
            .collect()
    }

    fn get(&self, of: &[u8], by: &[u8]) -> Result<Option<Relation>> {
        let row = self.view.relations.get((of, by)).map_err(internal)?;
        let relation = row.map(|row| Relation::from_row(row.value()));
        relation.transpose().map_err(internal)
    }

    fn forget_expiry(&mut self, of: &[u8], by: &[u8], relation: &Relation) -> Result<()> {
        if let Some(at) = relation.expires_at() {
            self.expiries.remove((at, of, by)).map_err(internal)?;
        }
        Ok(())
    }

    fn count_one_more(&mut self, by: &[u8]) -> Result<()> {
        let count = self.count(by)?;
        if count >= MAX_ISSUED {
            return Err(format!(
                "the issuer has {MAX_ISSUED} trusts and revocations here, and no room for another"
            ));
        }
        self.issued.insert(by, count + 1).map_err(internal)?;
        Ok(())
    }

    fn count_one_less(&mut self, by: &[u8]) -> Result<()> {
        match self.count(by)? {
            0 | 1 => self.issued.remove(by).map_err(internal)?,
            count => self.issued.insert(by, count - 1).map_err(internal)?,
        };
        Ok(())
    }

    fn count(&self, by: &[u8]) -> Result<u32> {
        let count = self.issued.get(by).map_err(internal)?;
        Ok(count.map_or(0, |count| count.value()))
    }
}

/// The first migration: makes the tables.
pub fn create(transaction: &WriteTransaction) -> Result<()> {
    Writer::open(transaction).map(|_| ())
}
