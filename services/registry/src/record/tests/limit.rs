use common::testing::Signer;

use crate::limits::PROVIDERS_PER_KEY;
use crate::record::Record;
use crate::testing::*;

const LIMIT: usize = PROVIDERS_PER_KEY;

fn peers(count: usize) -> Vec<Signer> {
    (1..=count as u16).map(Signer::ed25519).collect()
}

/// A host with its key, and `LIMIT` providers put one after the other.
fn full_host(peers: &[Signer]) -> (Host, String) {
    let (host, key_id) = host_with_key(&peers[0], T);
    for (n, peer) in peers[..LIMIT].iter().enumerate() {
        let at = T + n as u64;
        host.put(&own_record(peer, &key_id, at), 7, at).unwrap();
    }
    (host, key_id)
}

fn holds(host: &Host, key_id: &str, peer: &Signer) -> bool {
    let records = host.records(key_id, T + 100).unwrap();
    records.iter().any(|r| r.metadata.peer_id == peer.peer_id())
}

/// [fault] of upstream, spec/services.md §2.4: the 33rd provider answers an SQL error.
#[test]
fn of_33_providers_the_first_is_gone() {
    let peers = peers(LIMIT + 1);
    let (host, key_id) = full_host(&peers);
    host.put(&own_record(&peers[LIMIT], &key_id, T + 99), 7, T + 99)
        .unwrap();
    assert_eq!(host.records(&key_id, T + 99).unwrap().len(), LIMIT);
    assert!(!holds(&host, &key_id, &peers[0]));
    assert!(peers[1..].iter().all(|peer| holds(&host, &key_id, peer)));
}

/// [fault] of upstream, §1.5: an update of one's own record counts against the limit.
#[test]
fn a_providers_own_update_drives_nobody_out() {
    let peers = peers(LIMIT);
    let (host, key_id) = full_host(&peers);
    for at in [T + 98, T + 99] {
        host.put(&own_record(&peers[0], &key_id, at), 7, at)
            .unwrap();
    }
    assert!(peers.iter().all(|peer| holds(&host, &key_id, peer)));
    assert_eq!(host.records(&key_id, T + 99).unwrap().len(), LIMIT);
}

/// [fault] of upstream, §1.5: the lightest record's weight is read as 0, and any of equal weight goes.
#[test]
fn the_lightest_goes_first_and_of_those_the_oldest() {
    let peers = peers(LIMIT + 3);
    let (host, key_id) = full_host(&peers);
    host.put(&own_record(&peers[5], &key_id, T + 90), 6, T + 90)
        .unwrap();
    host.put(&own_record(&peers[LIMIT], &key_id, T + 91), 7, T + 91)
        .unwrap();
    assert!(!holds(&host, &key_id, &peers[5]));
    host.put(&own_record(&peers[LIMIT + 1], &key_id, T + 92), 8, T + 92)
        .unwrap();
    assert!(!holds(&host, &key_id, &peers[0]) && holds(&host, &key_id, &peers[1]));
    let lighter = own_record(&peers[LIMIT + 2], &key_id, T + 93);
    let wanted = format!("Values limit for key_d {key_id} is exceeded");
    assert_eq!(host.put(&lighter, 6, T + 93), Err(wanted));
    assert!(holds(&host, &key_id, &peers[1]));
}

#[test]
fn an_older_one_of_equal_weight_does_not_come_in_and_one_of_the_same_second_does() {
    let peers = peers(LIMIT + 2);
    let (host, key_id) = full_host(&peers);
    let older = own_record(&peers[LIMIT], &key_id, T - 1);
    assert!(host
        .put(&older, 7, T + 90)
        .unwrap_err()
        .starts_with("Values limit"));
    host.put(&own_record(&peers[LIMIT + 1], &key_id, T), 7, T + 90)
        .unwrap();
    assert!(holds(&host, &key_id, &peers[LIMIT + 1]) && !holds(&host, &key_id, &peers[0]));
}

/// [fault] of upstream, §7 registry 4: a merge bypasses the limit.
#[test]
fn a_merge_keeps_the_limit_by_the_same_rule() {
    let peers = peers(LIMIT + 20);
    let (host, key_id) = full_host(&peers);
    let more: Vec<Record> = peers[LIMIT..]
        .iter()
        .enumerate()
        .map(|(n, peer)| own_record(peer, &key_id, T + 50 + n as u64))
        .collect();
    assert_eq!(host.republish(&more, 7, T + 99), Ok(20));
    assert_eq!(host.records(&key_id, T + 99).unwrap().len(), LIMIT);
    assert!(peers[..20].iter().all(|peer| !holds(&host, &key_id, peer)));
    let light: Vec<Record> = peers[..20]
        .iter()
        .map(|p| own_record(p, &key_id, T))
        .collect();
    assert_eq!(host.republish(&light, 6, T + 99), Ok(0));
}

/// [fault] of upstream, §2.4, §7 registry 4: weights are read back as 0, and a merge writes that.
#[test]
fn weights_survive_a_merge() {
    let peers = peers(LIMIT + 2);
    let (host, key_id) = full_host(&peers);
    let heavy = own_record(&peers[LIMIT], &key_id, T);
    host.put(&heavy, 100, T + 40).unwrap();
    let other = own_record(&peers[LIMIT + 1], &key_id, T + 41);
    host.republish(&[other], 7, T + 41).unwrap();
    let host = host.reopened();
    let records = host.records(&key_id, T + 41).unwrap();
    assert_eq!(records[0], heavy, "the heaviest, though the oldest");
    assert_eq!(records.len(), LIMIT);
}

#[test]
fn an_expired_record_makes_room_first() {
    let peers = peers(LIMIT + 1);
    let (host, key_id) = host_with_key(&peers[0], T);
    host.put(&own_record(&peers[0], &key_id, T), 100, T)
        .unwrap();
    for peer in &peers[1..LIMIT] {
        host.put(&own_record(peer, &key_id, T + 10), 7, T + 10)
            .unwrap();
    }
    let now = T + DAY;
    host.put(&own_record(&peers[LIMIT], &key_id, now), 0, now)
        .unwrap();
    assert_eq!(host.records(&key_id, now).unwrap().len(), LIMIT);
}

/// spec/services.md §7 registry 4: no limit on host records.
#[test]
fn the_hosts_own_records_are_counted_apart_and_have_the_same_limit() {
    let peers = peers(LIMIT + 1);
    let (host, key_id) = full_host(&peers);
    for (n, issuer) in peers.iter().enumerate() {
        let at = T + 40 + n as u64;
        host.put(&record(issuer, &host.signer, &key_id, at), 7, at)
            .unwrap();
    }
    let records = host.records(&key_id, T + 99).unwrap();
    assert_eq!(records.len(), 2 * LIMIT);
    let own = |issuer: &Signer| {
        let id = host.id();
        records
            .iter()
            .any(|r| r.metadata.peer_id == id && r.metadata.issued_by == issuer.peer_id())
    };
    assert!(!own(&peers[0]) && own(&peers[1]) && own(&peers[LIMIT]));
}
