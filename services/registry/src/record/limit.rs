//! Providers of a resource: 32, first in first out (spec/services.md §1.5, "Ours"). This host's own records are counted
//! apart from the others.

use common::Result;

use crate::clock::Clock;
use crate::entries::{of_key, EntriesMut, Entry};
use crate::limits::PROVIDERS_PER_KEY;
use crate::record::{Record, RecordMetadata};
use crate::texts;

/// What is lower is given up first: an expired record, then the lightest, then the oldest.
type Rank = (bool, u32, u64);

fn rank(record: &Record, weight: u32, clock: &Clock) -> Rank {
    let live = !clock.is_expired(record.timestamp_created);
    (live, weight, record.timestamp_created)
}

/// Makes room for a record that comes new to its key. Refuses one that would have to be given up itself.
pub fn make_room(
    entries: &mut EntriesMut,
    record: &Record,
    weight: u32,
    clock: &Clock,
) -> Result<()> {
    let hosted = entries.is_host(&record.metadata.peer_id);
    let mut group = group_of(entries, &record.metadata.key_id, hosted, clock)?;
    group.retain(|(_, stored)| stored.id() != record.id());
    let excess = (group.len() + 1).saturating_sub(PROVIDERS_PER_KEY);
    for (stored_rank, stored) in group.iter().take(excess) {
        if rank(record, weight, clock) < *stored_rank {
            return Err(texts::providers_limit(&record.metadata.key_id));
        }
        entries.remove(stored.id())?;
    }
    Ok(())
}

/// Gives up what a merge brought beyond the limit.
pub fn trim(entries: &mut EntriesMut, key_id: &str, clock: &Clock) -> Result<()> {
    for hosted in [false, true] {
        let group = group_of(entries, key_id, hosted, clock)?;
        let excess = group.len().saturating_sub(PROVIDERS_PER_KEY);
        for (_, stored) in group.iter().take(excess) {
            entries.remove(stored.id())?;
        }
    }
    Ok(())
}

/// Records of the key in the order of being given up; of equal rank the smallest peer id first.
fn group_of(
    entries: &EntriesMut,
    key_id: &str,
    hosted: bool,
    clock: &Clock,
) -> Result<Vec<(Rank, Record)>> {
    let mut group: Vec<(Rank, Record)> = of_key(&entries.table, key_id)?
        .into_iter()
        .filter_map(|entry| match entry {
            Entry::Record { record, weight } => Some((rank(&record, weight, clock), record)),
            Entry::Tombstone(_) => None,
        })
        .filter(|(_, record)| entries.is_host(&record.metadata.peer_id) == hosted)
        .collect();
    group.sort_by(|(a_rank, a), (b_rank, b)| {
        let peers = |record: &Record| {
            let RecordMetadata {
                peer_id, issued_by, ..
            } = &record.metadata;
            (peer_id.clone(), issued_by.clone())
        };
        a_rank.cmp(b_rank).then_with(|| peers(a).cmp(&peers(b)))
    });
    Ok(group)
}
