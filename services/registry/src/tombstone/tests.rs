use common::testing::Signer;

use super::api::get_tombstone_bytes;
use super::Tombstone;
use crate::limits::TOMBSTONES_PER_KEY;
use crate::testing::*;

#[test]
fn bytes_are_those_of_spec_services_2_2() {
    let bytes = get_tombstone_bytes(VECTOR_ID.into(), P.into(), P.into(), T, vec![]);
    let wanted = "b6e36afa68e812ffcbb13cd5894331260260db27ac47c0db5947bf55c938c6b8";
    assert_eq!(hex(&bytes), wanted);
}

#[test]
fn a_tombstone_hides_its_record_until_a_later_one_is_issued() {
    let peer = Signer::ed25519(1);
    let (host, key_id) = host_with_key(&peer, T);
    let put = |at| host.put(&own_record(&peer, &key_id, at), 0, T + 9);
    put(T).unwrap();
    let tombstone = signed_tombstone(&peer, &key_id, &peer.peer_id(), T + 1);
    host.bury(&tombstone, T + 9).unwrap();
    let host = host.reopened();
    let put = |at| host.put(&own_record(&peer, &key_id, at), 0, T + 9);
    assert_eq!(host.records(&key_id, T + 9), Ok(vec![]));
    assert_eq!(host.tombstones(&key_id, T + 9), Ok(vec![tombstone]));
    let replayed = put(T).unwrap_err();
    assert!(
        replayed.starts_with("Newer record or tombstone for key_id: "),
        "{replayed}"
    );
    put(T + 2).unwrap();
    assert_eq!(host.records(&key_id, T + 9).unwrap().len(), 1);
    assert_eq!(host.tombstones(&key_id, T + 9), Ok(vec![]));
    let older = signed_tombstone(&peer, &key_id, &peer.peer_id(), T + 1);
    let refused = host.bury(&older, T + 9).unwrap_err();
    assert!(
        refused.starts_with("Newer record or tombstone for key_id: "),
        "{refused}"
    );
}

/// spec/services.md §2.4: "equal overwrites" lets a replayed record of the same second undo its withdrawal.
#[test]
fn of_the_same_second_the_tombstone_wins() {
    let peer = Signer::ed25519(1);
    let (host, key_id) = host_with_key(&peer, T);
    let record = own_record(&peer, &key_id, T);
    host.put(&record, 0, T).unwrap();
    host.bury(&signed_tombstone(&peer, &key_id, &peer.peer_id(), T), T)
        .unwrap();
    assert!(host.put(&record, 0, T).is_err());
    assert_eq!(host.republish(&[record], 0, T), Ok(0));
    assert_eq!(host.records(&key_id, T), Ok(vec![]));
}

#[test]
fn only_the_issuer_withdraws_and_not_in_the_future_nor_long_ago() {
    let (issuer, peer) = (Signer::ed25519(1), Signer::ed25519(2));
    let (host, key_id) = host_with_key(&issuer, T);
    host.put(&record(&issuer, &peer, &key_id, T), 0, T).unwrap();
    let good = signed_tombstone(&issuer, &key_id, &peer.peer_id(), T);
    let signed_by_peer = Tombstone {
        issuer_signature: peer.sign(&good.digest().unwrap()),
        ..good.clone()
    };
    let other_peer = Tombstone {
        peer_id: H.into(),
        ..good.clone()
    };
    let later = Tombstone {
        timestamp_issued: T + 1,
        ..good.clone()
    };
    let by = format!(
        "Invalid tombstone signature for key_id {key_id} and issued by {}: ",
        issuer.peer_id()
    );
    let at = |at| signed_tombstone(&issuer, &key_id, &peer.peer_id(), at);
    let long = Tombstone {
        solution: vec![0; 256],
        ..good.clone()
    };
    for (bad, prefix) in [
        (signed_by_peer, by.as_str()),
        (other_peer, &by),
        (later, &by),
        (at(T + 61), "Tombstone can't be issued in the future"),
        (at(T - DAY), "Tombstone is already expired"),
        (long, "solution is too long"),
    ] {
        let error = host.bury(&bad, T).unwrap_err();
        assert!(error.starts_with(prefix), "{error}");
        let error = host
            .republish_tombstones(&[good.clone(), bad], T)
            .unwrap_err();
        assert!(error.starts_with(prefix), "{error}");
    }
    assert_eq!(
        host.records(&key_id, T).unwrap().len(),
        1,
        "one bad one refuses all"
    );
    let untimed = host.serve(host.call("any"), |registry| registry.add_tombstone(good, T));
    assert!(untimed
        .unwrap_err()
        .starts_with("Invalid timestamp tetraplet: "));
}

#[test]
fn a_tombstone_needs_its_key() {
    let peer = Signer::ed25519(1);
    let host = Host::new(900);
    let tombstone = signed_tombstone(&peer, "nothing", &peer.peer_id(), T);
    let wanted = Err("Requested key nothing does not exist".to_string());
    assert_eq!(host.bury(&tombstone, T), wanted);
    assert_eq!(host.republish_tombstones(&[tombstone], T), wanted);
    assert_eq!(host.tombstones("nothing", T), wanted.map(|()| vec![]));
}

/// [fault] of upstream, spec/services.md §2.5, §7 registry 7: tombstones are not replicated.
#[test]
fn tombstones_are_replicated_and_hide_records_there_whichever_comes_first() {
    let (peer, late) = (Signer::ed25519(1), Signer::ed25519(2));
    let (host, key_id) = host_with_key(&peer, T);
    let records = [own_record(&peer, &key_id, T), own_record(&late, &key_id, T)];
    host.republish(&records, 0, T).unwrap();
    host.bury(
        &signed_tombstone(&peer, &key_id, &peer.peer_id(), T + 1),
        T + 1,
    )
    .unwrap();
    host.bury(
        &signed_tombstone(&late, &key_id, &late.peer_id(), T + 1),
        T + 1,
    )
    .unwrap();
    let item = host.stale(T + HOUR).remove(0);
    assert_eq!((item.records.len(), item.tombstones.len()), (0, 2));

    let neighbour = Host::new(901);
    let now = T + HOUR;
    neighbour.republish_key(&host.id(), &item.key, now).unwrap();
    neighbour.put(&records[0], 0, now).unwrap();
    neighbour
        .republish_tombstones(&item.tombstones, now)
        .unwrap();
    assert_eq!(neighbour.republish(&records, 0, now), Ok(0));
    assert_eq!(neighbour.records(&key_id, now), Ok(vec![]));
    assert_eq!(
        neighbour.republish_tombstones(&item.tombstones, now),
        Ok(())
    );
}

#[test]
fn those_of_one_batch_belong_to_one_key() {
    let peer = Signer::ed25519(1);
    let (host, key_id) = host_with_key(&peer, T);
    let tombstones = [&key_id, "another"].map(|id| signed_tombstone(&peer, id, H, T));
    let error = host.republish_tombstones(&tombstones, T).unwrap_err();
    assert_eq!(error, "Tombstones to publish should belong to one key id");
    assert_eq!(host.republish_tombstones(&[], T), Ok(()));
    let many = vec![tombstones[0].clone(); TOMBSTONES_PER_KEY + 1];
    assert!(host.republish_tombstones(&many, T).is_err());
}

#[test]
fn made_up_tombstones_come_to_a_limit_and_drive_out_none() {
    let (issuer, peer) = (Signer::ed25519(1), Signer::ed25519(2));
    let (host, key_id) = host_with_key(&issuer, T);
    host.put(&record(&issuer, &peer, &key_id, T), 0, T).unwrap();
    let made_up =
        |n: usize| signed_tombstone(&issuer, &key_id, &format!("peer {n:03}"), T + n as u64 % 9);
    let many: Vec<Tombstone> = (0..TOMBSTONES_PER_KEY).map(made_up).collect();
    host.republish_tombstones(&many, T + 9).unwrap();
    let refused = host.bury(&made_up(999), T + 9).unwrap_err();
    assert_eq!(
        refused,
        format!("Tombstones limit for key_id {key_id} is exceeded")
    );
    let real = signed_tombstone(&issuer, &key_id, &peer.peer_id(), T + 5);
    host.bury(&real, T + 9).unwrap();
    let kept = host.tombstones(&key_id, T + 9).unwrap();
    assert_eq!(kept.len(), TOMBSTONES_PER_KEY);
    assert!(kept.contains(&real) && !kept.contains(&many[0]));
}
