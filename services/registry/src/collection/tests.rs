use common::testing::Signer;
use common::Result;

use crate::limits::{CLEARED, NEIGHBOURS, STALE_KEYS};
use crate::record::Record;
use crate::results::Cleared;
use crate::settings::RecordSignatures;
use crate::testing::*;
use crate::texts;

fn cleared(keys: u64, records: u64, tombstones: u64) -> Cleared {
    Cleared {
        keys,
        records,
        tombstones,
    }
}

#[test]
fn an_unused_key_is_gone_after_a_day() {
    let owner = Signer::ed25519(1);
    let (host, key_id) = host_with_key(&owner, T);
    assert_eq!(host.clear(T + DAY - 1), cleared(0, 0, 0));
    assert!(host.key(&key_id).is_ok());
    assert_eq!(host.clear(T + DAY), cleared(1, 0, 0));
    assert!(host.key(&key_id).is_err());
}

/// [fault] of upstream's version A, spec/services.md §1.7, §7 registry 1: the host's id breaks the SQL, nothing is ever
/// cleared.
#[test]
fn a_clients_record_is_gone_after_a_day_and_the_hosts_own_is_not() {
    let (client, owner) = (Signer::ed25519(1), Signer::ed25519(2));
    let (host, key_id) = host_with_key(&owner, T);
    assert!(host.id().starts_with("12D3KooW"));
    host.put(&own_record(&client, &key_id, T), 0, T).unwrap();
    host.put(&record(&client, &host.signer, &key_id, T), 0, T)
        .unwrap();
    assert_eq!(host.clear(T + DAY - 1), cleared(0, 0, 0));
    assert_eq!(host.clear(T + DAY), cleared(0, 1, 0));
    assert_eq!(host.clear(T + 9 * DAY), cleared(0, 0, 0));
    assert!(
        host.key(&key_id).is_ok(),
        "the key of a host record stays with it"
    );
    assert_eq!(host.stale_local(T + 9 * DAY).len(), 1);
}

#[test]
fn a_key_lives_as_long_as_records_of_it() {
    let client = Signer::ed25519(1);
    let (host, key_id) = host_with_key(&client, T);
    for at in [T, T + DAY - 1] {
        host.put(&own_record(&client, &key_id, at), 0, at).unwrap();
    }
    assert_eq!(host.clear(T + DAY), cleared(0, 0, 0));
    assert_eq!(host.clear(T + 2 * DAY - 1), cleared(1, 1, 0));
}

/// [fault] of upstream, §2.4, §7 registry 7: tombstones are never collected.
#[test]
fn tombstones_are_gone_after_a_day_the_hosts_own_too() {
    let (peer, owner) = (Signer::ed25519(1), Signer::ed25519(2));
    let (host, key_id) = host_with_key(&owner, T);
    for peer_id in [peer.peer_id(), host.id()] {
        host.bury(&signed_tombstone(&peer, &key_id, &peer_id, T), T)
            .unwrap();
    }
    assert_eq!(host.clear(T + DAY - 1), cleared(0, 0, 0));
    assert_eq!(host.tombstones(&key_id, T + DAY), Ok(vec![]));
    assert_eq!(host.clear(T + DAY), cleared(1, 0, 2));
}

#[test]
fn one_run_clears_so_many_of_each_and_the_next_one_the_others() {
    let owner = Signer::ed25519(1);
    let host = Host::new(900);
    for n in 0..CLEARED as u64 + 1 {
        host.register(&signed_key(&owner, &format!("label {n}"), T), T)
            .unwrap();
    }
    assert_eq!(host.clear(T + DAY), cleared(CLEARED as u64, 0, 0));
    assert_eq!(host.clear(T + DAY), cleared(1, 0, 0));
}

/// [fault] of upstream, §7 registry 8: `now < timeout` wraps.
#[test]
fn nothing_is_expired_for_a_clock_before_the_timeout() {
    let owner = Signer::ed25519(1);
    let (host, key_id) = host_with_key(&owner, 5);
    host.put(&own_record(&owner, &key_id, 5), 0, 5).unwrap();
    assert_eq!(host.clear(6), cleared(0, 0, 0));
    assert_eq!(host.records(&key_id, 6).unwrap().len(), 1);
}

#[test]
fn time_must_come_from_this_host() {
    let host = Host::new(900);
    let prefix = "Invalid timestamp tetraplet: ";
    let clear = host.serve(host.call("any"), |registry| registry.clear_expired(T));
    assert!(clear.unwrap_err().starts_with(prefix));
    let evict = host.serve(host.call("any"), |registry| registry.evict_stale(T));
    assert!(evict.unwrap_err().starts_with(prefix));
}

#[test]
fn a_key_is_stale_an_hour_after_it_was_published() {
    let owner = Signer::ed25519(1);
    let (host, key_id) = host_with_key(&owner, T);
    let key = host.key(&key_id).unwrap();
    assert_eq!(host.stale(T).len(), 1, "new here: no other peer has it");
    host.republish_key("neighbour", &key, T + 10).unwrap();
    assert_eq!(host.stale(T + HOUR + 9).len(), 0);
    assert_eq!(host.stale(T + HOUR + 10).len(), 1);
    assert!(host.key(&key_id).is_ok());
}

/// [fault] of upstream's version A, §1.7, §7 registry 1: every run deletes what it gives away before anybody took it.
#[test]
fn nothing_is_deleted_before_replication_succeeded() {
    let (client, owner) = (Signer::ed25519(1), Signer::ed25519(2));
    let (host, key_id) = host_with_key(&owner, T);
    let records = [
        own_record(&client, &key_id, T),
        record(&client, &host.signer, &key_id, T),
    ];
    host.republish(&records, 0, T).unwrap();
    host.bury(&signed_tombstone(&owner, &key_id, H, T), T)
        .unwrap();
    for now in [T + HOUR, T + 2 * HOUR, T + 3 * HOUR] {
        let given = host.stale(now);
        assert_eq!(given.len(), 1, "given at every run until it is confirmed");
        assert_eq!(given[0].records.len(), 2);
        assert_eq!(given[0].tombstones.len(), 1);
        assert_eq!(host.records(&key_id, now).unwrap().len(), 2);
    }
    let key = host.key(&key_id).unwrap();
    let now = T + 3 * HOUR;
    host.republish_key(&host.id(), &key, now).unwrap();
    assert_eq!(host.stale(now + HOUR - 1).len(), 0);
    assert_eq!(host.records(&key_id, now).unwrap().len(), 2);
}

#[test]
fn others_cannot_keep_a_host_from_replicating() {
    let owner = Signer::ed25519(1);
    let (host, key_id) = host_with_key(&owner, T);
    let key = host.key(&key_id).unwrap();
    let mut now = T;
    while now < T + 6 * HOUR {
        host.republish_key("suppressor", &key, now).unwrap();
        assert_eq!(host.stale(now).len(), 0);
        now += HOUR / 2;
    }
    host.republish_key("suppressor", &key, now).unwrap();
    assert_eq!(host.stale(now).len(), 1);
    host.republish_key(&host.id(), &key, now).unwrap();
    assert_eq!(host.stale(now).len(), 0);
}

#[test]
fn an_older_key_of_a_neighbour_does_not_end_the_staleness_of_a_newer_one() {
    let owner = Signer::ed25519(1);
    let (host, key_id) = host_with_key(&owner, T);
    let old = host.key(&key_id).unwrap();
    host.register(&signed_key(&owner, "label", T + 5), T + 5)
        .unwrap();
    host.republish_key("neighbour", &old, T + 5).unwrap();
    assert_eq!(host.stale(T + 5).len(), 1);
}

#[test]
fn registering_a_key_again_does_not_make_it_stale() {
    let owner = Signer::ed25519(1);
    let (host, key_id) = host_with_key(&owner, T);
    let key = host.key(&key_id).unwrap();
    host.republish_key(&host.id(), &key, T).unwrap();
    host.register(&key, T).unwrap();
    assert_eq!(host.stale(T + 1).len(), 0);
}

#[test]
fn what_the_host_confirms_is_stale_no_more_and_what_became_newer_meanwhile_is() {
    let owner = Signer::ed25519(1);
    let (host, key_id) = host_with_key(&owner, T);
    let given = host.key(&key_id).unwrap();
    host.confirm(&host.id(), &[given.clone()], T).unwrap();
    assert_eq!(host.stale(T + HOUR - 1).len(), 0);
    assert_eq!(host.stale(T + HOUR).len(), 1);
    host.register(&signed_key(&owner, "label", T + HOUR), T + HOUR)
        .unwrap();
    host.confirm(&host.id(), &[given], T + HOUR).unwrap();
    assert_eq!(host.stale(T + HOUR).len(), 1);
}

#[test]
fn nobody_but_the_host_confirms_and_unknown_keys_are_no_error() {
    let (owner, other) = (Signer::ed25519(1), Signer::ed25519(2));
    let (host, key_id) = host_with_key(&owner, T);
    let key = host.key(&key_id).unwrap();
    for init in ["neighbour", "creator"] {
        let refused = host.confirm(init, &[key.clone()], T);
        assert_eq!(refused, Err(texts::NOT_HOST.to_string()));
    }
    assert_eq!(host.stale(T).len(), 1);
    let unknown = signed_key(&other, "nowhere", T);
    assert_eq!(host.confirm(&host.id(), &[unknown], T), Ok(()));
    let untimed = host.serve(host.call(&host.id()), |registry| {
        registry.confirm_replication(&[], T)
    });
    assert!(untimed
        .unwrap_err()
        .starts_with("Invalid timestamp tetraplet: "));
}

fn plan(host: &Host, neighbourhoods: &[&[&str]]) -> Result<Vec<(String, Vec<u32>)>> {
    let lists = neighbourhoods
        .iter()
        .map(|peers| peers.iter().map(|peer| peer.to_string()).collect())
        .collect();
    let visits = host.serve(host.call("any"), |registry| {
        registry.plan_replication(lists)
    })?;
    Ok(visits.into_iter().map(|v| (v.peer_id, v.items)).collect())
}

#[test]
fn a_peer_is_visited_once_with_all_that_is_for_it_and_the_host_is_not() {
    let host = Host::new(900);
    let id = host.id();
    let visits = plan(&host, &[&["a", "b", &id], &[], &["b", "b", "c"], &["b"]]).unwrap();
    let all = |peer: &str, items: &[u32]| (peer.to_string(), items.to_vec());
    assert_eq!(
        visits,
        [all("b", &[0, 2, 3]), all("a", &[0]), all("c", &[2])]
    );
    assert_eq!(plan(&host, &[]), Ok(vec![]));
}

#[test]
fn more_neighbourhoods_than_are_given_away_and_larger_ones_than_there_are_are_refused() {
    let host = Host::new(900);
    let many: Vec<&[&str]> = vec![&["a"]; STALE_KEYS + 1];
    assert!(plan(&host, &many[1..]).is_ok());
    assert!(plan(&host, &many).unwrap_err().contains("neighbourhoods"));
    let crowd = vec!["a"; NEIGHBOURS + 1];
    assert!(plan(&host, &[&crowd[1..]]).is_ok());
    assert!(plan(&host, &[&crowd])
        .unwrap_err()
        .contains("peers of a neighbourhood"));
}

#[test]
fn expired_keys_without_anything_alive_are_not_handed_round() {
    let owner = Signer::ed25519(1);
    let (host, key_id) = host_with_key(&owner, T);
    host.put(&record(&owner, &host.signer, &key_id, T), 0, T)
        .unwrap();
    assert_eq!(host.stale(T + DAY - 1).len(), 1);
    assert_eq!(host.stale(T + DAY).len(), 0);
}

#[test]
fn those_given_longest_ago_come_first_so_that_all_get_their_turn() {
    let owner = Signer::ed25519(1);
    let host = Host::new(900);
    for n in 0..2 * STALE_KEYS + 1 {
        host.register(&signed_key(&owner, &format!("label {n}"), T), T)
            .unwrap();
    }
    let ids = |now| -> Vec<String> {
        let items = host.stale(now).into_iter();
        items.map(|item| item.key.id).collect()
    };
    let mut seen = [ids(T + HOUR), ids(T + HOUR + 1), ids(T + HOUR + 2)].concat();
    assert_eq!(seen.len(), 3 * STALE_KEYS);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 2 * STALE_KEYS + 1);
    let [a, b] = [(); 2].map(|()| host.stale_by("stranger", T + 2 * HOUR));
    assert_eq!(
        a[0].key, b[0].key,
        "who asks is no matter: strangers change no order"
    );
}

/// spec/mixed-network.md no. 1: upstream's peers refuse a whole batch for one record of ours.
#[test]
fn the_two_kinds_of_signatures_are_given_apart_those_of_upstream_first() {
    let peers: Vec<Signer> = (1..=4).map(Signer::ed25519).collect();
    let (host, key_id) = host_with_key(&peers[0], T);
    let bound = |at: usize| own_record(&peers[at], &key_id, T);
    let upstreams = |at: usize| {
        let record = bound(at);
        let digest = record.digest(RecordSignatures::Upstream).unwrap();
        Record {
            signature: peers[at].sign(&digest),
            ..record
        }
    };
    let given = |host: &Host, now: u64| {
        let items = host.stale(now);
        (items[0].of_upstream, items[0].records.clone())
    };
    host.put(&upstreams(0), 4, T).unwrap();
    assert_eq!(given(&host, T + HOUR), (0, vec![upstreams(0)]));
    host.put(&upstreams(2), 1, T).unwrap();
    assert_eq!(given(&host, T + HOUR).0, 0, "all are of one kind");
    host.put(&bound(1), 3, T).unwrap();
    host.put(&bound(3), 2, T).unwrap();
    let apart = vec![upstreams(0), upstreams(2), bound(1), bound(3)];
    assert_eq!(given(&host, T + HOUR), (2, apart));
}
