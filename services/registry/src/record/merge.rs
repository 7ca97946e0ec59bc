//! One list of records out of several peers' answers.

use std::collections::BTreeMap;

use common::bounds::check_count;
use common::Result;

use crate::entries::Entry;
use crate::limits;
use crate::record::Record;
use crate::settings::RecordSignatures;

/// For each key, issuer and peer the newest that both signed. Upstream believes every peer (spec/services.md §1.3,
/// `merge`: no signature check), so that one of them can put providers in and others out.
pub fn merge(records: Vec<Vec<Record>>, signatures: RecordSignatures) -> Result<Vec<Record>> {
    check_count("lists of records", &records, limits::MERGED)?;
    let mut by_id: BTreeMap<(String, String, String), Vec<Record>> = BTreeMap::new();
    for list in records {
        check_count("records", &list, limits::RECORDS_PER_KEY)?;
        for record in list {
            let (key_id, issued_by, peer_id) = record.id();
            let id = (key_id.into(), issued_by.into(), peer_id.into());
            by_id.entry(id).or_default().push(record);
        }
    }
    let newest = by_id
        .into_values()
        .filter_map(|candidates| newest(candidates, signatures));
    Ok(newest.collect())
}

fn newest(candidates: Vec<Record>, signatures: RecordSignatures) -> Option<Record> {
    let mut entries: Vec<Entry> = candidates
        .into_iter()
        .map(|record| Entry::Record { record, weight: 0 })
        .collect();
    entries.sort_by(|a, b| b.compare_strictly(a));
    entries.dedup();
    entries.into_iter().find_map(|entry| match entry {
        Entry::Record { record, .. } => is_signed(&record, signatures).then_some(record),
        Entry::Tombstone(_) => None,
    })
}

fn is_signed(record: &Record, signatures: RecordSignatures) -> bool {
    record.check_bounds().is_ok() && record.verify_signatures(signatures).is_ok()
}
