use common::testing::{Call, Signer};

use crate::record::{Record, RecordMetadata};
use crate::testing::*;

fn unsigned(metadata: RecordMetadata, timestamp_created: u64) -> Record {
    Record {
        metadata,
        timestamp_created,
        signature: Vec::new(),
    }
}

fn bytes(host: &Host, call: Call, record: &Record) -> Vec<u8> {
    let call = call.timestamp_sec(T);
    host.serve(call, |registry| registry.host_record_bytes(record.clone()))
        .unwrap_or_default()
}

#[test]
fn the_host_signs_what_the_caller_issued_to_it() {
    let issuer = Signer::ed25519(1);
    let (host, key_id) = host_with_key(&issuer, T);
    let metadata = signed_metadata(&issuer, &key_id, &host.id(), T);
    let digest = bytes(
        &host,
        host.call(&issuer.peer_id()),
        &unsigned(metadata.clone(), T),
    );
    assert_eq!(digest.len(), 32);
    let record = Record {
        signature: host.signer.sign(&digest),
        ..unsigned(metadata, T)
    };
    assert_eq!(host.put(&record, 0, T), Ok(()));
    assert_eq!(host.records(&key_id, T), Ok(vec![record]));
}

#[test]
fn and_nothing_else() {
    let (issuer, other) = (Signer::ed25519(1), Signer::ed25519(2));
    let (host, key_id) = host_with_key(&issuer, T);
    let good = signed_metadata(&issuer, &key_id, &host.id(), T);
    let call = |init: &Signer| host.call(&init.peer_id());
    let changed = |change: fn(&mut RecordMetadata)| {
        let mut metadata = good.clone();
        change(&mut metadata);
        unsigned(metadata, T)
    };
    let foreign_host = signed_metadata(&issuer, &key_id, &other.peer_id(), T);
    let cases = [
        ("of another issuer", call(&other), unsigned(good.clone(), T)),
        ("for another peer", call(&issuer), unsigned(foreign_host, T)),
        (
            "forged",
            call(&issuer),
            changed(|m| m.value = "forged".into()),
        ),
        (
            "unsigned",
            call(&issuer),
            changed(|m| m.issuer_signature.clear()),
        ),
        (
            "too long",
            call(&issuer),
            changed(|m| m.value = "x".repeat(256)),
        ),
        (
            "of days to come",
            call(&issuer),
            unsigned(good.clone(), T + 61),
        ),
        (
            "on a worker",
            call(&issuer).worker(H),
            unsigned(good.clone(), T),
        ),
    ];
    for (name, call, record) in cases {
        assert_eq!(bytes(&host, call, &record), Vec::<u8>::new(), "{name}");
    }
}

/// [fault] of upstream, spec/services.md §2.5, §7 registry 7: renewal fails for records that others issued, since
/// put_record wants the weight of the caller; and it looks at the last 100 s of a record's life only.
#[test]
fn a_host_renews_what_others_issued_when_half_of_its_life_is_over() {
    let issuer = Signer::ed25519(1);
    let (host, key_id) = host_with_key(&issuer, T);
    let old = record(&issuer, &host.signer, &key_id, T);
    host.put(&old, 3, T).unwrap();
    host.put(&own_record(&issuer, &key_id, T), 3, T).unwrap();
    assert_eq!(host.stale_local(T + DAY / 2 - 1), []);
    for now in [T + DAY / 2, T + DAY - 1] {
        assert_eq!(
            host.stale_local(now),
            vec![old.clone()],
            "only the host's own"
        );
    }
    let now = T + DAY / 2;
    let renewed = sign_record(old.metadata, &host.signer, now);
    assert_eq!(host.put_by(&host.id(), &renewed, 3, now), Ok(()));
    assert_eq!(host.stale_local(now), []);
    assert!(host
        .records(&key_id, T + DAY + 1)
        .unwrap()
        .contains(&renewed));
}

#[test]
fn a_host_that_was_away_for_days_renews_its_records() {
    let issuer = Signer::ed25519(1);
    let (host, key_id) = host_with_key(&issuer, T);
    let old = record(&issuer, &host.signer, &key_id, T);
    host.put(&old, 3, T).unwrap();
    let now = T + 3 * DAY;
    host.clear(now);
    assert_eq!(host.records(&key_id, now), Ok(vec![]));
    assert_eq!(host.stale_local(now), vec![old.clone()]);
    let renewed = sign_record(old.metadata, &host.signer, now);
    assert_eq!(host.put_by(&host.id(), &renewed, 3, now), Ok(()));
    assert_eq!(host.records(&key_id, now), Ok(vec![renewed]));
}

#[test]
fn a_withdrawn_host_record_is_not_renewed() {
    let issuer = Signer::ed25519(1);
    let (host, key_id) = host_with_key(&issuer, T);
    let old = record(&issuer, &host.signer, &key_id, T);
    host.put(&old, 3, T).unwrap();
    let tombstone = signed_tombstone(&issuer, &key_id, &host.id(), T + 1);
    host.bury(&tombstone, T + 1).unwrap();
    assert_eq!(host.stale_local(T + DAY), []);
    let renewed = sign_record(old.metadata, &host.signer, T + DAY / 2);
    assert!(host.put_by(&host.id(), &renewed, 3, T + DAY / 2).is_err());
}

/// [fault] of upstream's version A, spec/services.md §1.8: a batch with a host record is refused as a whole, since the
/// weights passed are the peers' and those wanted the issuers'.
#[test]
fn a_batch_with_a_host_record_is_taken_by_the_neighbours() {
    let issuer = Signer::ed25519(1);
    let (host, key_id) = host_with_key(&issuer, T);
    let records = [
        record(&issuer, &host.signer, &key_id, T),
        own_record(&issuer, &key_id, T),
    ];
    assert_eq!(host.republish(&records, 0, T), Ok(2));
    let item = host.stale(T).remove(0);
    let neighbour = Host::new(901);
    neighbour.republish_key(&host.id(), &item.key, T).unwrap();
    assert_eq!(neighbour.republish(&item.records, 0, T), Ok(2));
    assert_eq!(neighbour.records(&key_id, T).unwrap().len(), 2);
    assert_eq!(
        neighbour.stale_local(T + DAY),
        [],
        "it is no host record there"
    );
}
