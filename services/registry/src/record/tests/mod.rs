mod host_records;
mod limit;
mod merge;

use common::testing::Signer;

use crate::record::api::{create_record_metadata, get_record_metadata_bytes};
use crate::record::{Record, RecordMetadata};
use crate::settings::RecordSignatures::{Bound, Strict, Upstream};
use crate::testing::*;

const VECTOR: &str = "36a55d7d062f963bb2c86e4b2d8b4b39e7fc5ecf666cff4177be35ce6fb1c013";
const NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

fn ids(list: &[&str]) -> Vec<String> {
    list.iter().map(|id| id.to_string()).collect()
}

#[test]
fn metadata_bytes_are_those_of_spec_services_2_2() {
    let bytes = get_record_metadata_bytes(
        VECTOR_ID.into(),
        P.into(),
        T,
        "myValue".into(),
        P.into(),
        ids(&[H]),
        ids(&["identity"]),
        vec![],
    );
    assert_eq!(hex(&bytes), VECTOR);
    let metadata = create_record_metadata(
        VECTOR_ID.into(),
        P.into(),
        T,
        "myValue".into(),
        P.into(),
        ids(&[H]),
        ids(&["identity"]),
        vec![],
        vec![7],
    );
    assert_eq!(hex(&metadata.digest().unwrap()), VECTOR);
    assert_eq!(metadata.issuer_signature, [7]);
}

#[test]
fn a_record_is_found_as_it_was_also_after_a_restart() {
    let (issuer, peer) = (Signer::secp256k1(1), Signer::ed25519(2));
    let (host, key_id) = host_with_key(&issuer, T);
    let metadata = RecordMetadata {
        solution: vec![9, 8],
        relay_id: ids(&[H, P]),
        service_id: ids(&["identity", ""]),
        ..signed_metadata(&issuer, &key_id, &peer.peer_id(), T)
    };
    let record = sign_record(sign_metadata(metadata, &issuer), &peer, T + 1);
    host.put(&record, 5, T + 1).unwrap();
    let host = host.reopened();
    assert_eq!(host.records(&key_id, T + 1), Ok(vec![record]));
}

#[test]
fn a_record_needs_its_key() {
    let peer = Signer::ed25519(1);
    let host = Host::new(900);
    let record = own_record(&peer, "nothing", T);
    let wanted = Err("Requested key nothing does not exist".to_string());
    assert_eq!(host.put(&record, 0, T), wanted);
    assert_eq!(host.records("nothing", T), wanted.clone().map(|()| vec![]));
    assert_eq!(host.republish(&[record], 0, T), wanted.map(|()| 0));
}

#[test]
fn forged_expired_and_foreign_signed_records_are_refused_everywhere() {
    let (issuer, peer, other) = (Signer::ed25519(1), Signer::ed25519(2), Signer::ed25519(3));
    let (host, key_id) = host_with_key(&issuer, T);
    let good = signed_metadata(&issuer, &key_id, &peer.peer_id(), T);
    let metadata = |change: fn(&mut RecordMetadata)| {
        let mut changed = good.clone();
        change(&mut changed);
        sign_record(changed, &peer, T)
    };
    let by_metadata = "Invalid record metadata signature for key_id ";
    let by_record = "Invalid record signature for key_id ";
    let cases = [
        (metadata(|m| m.value = "forged".into()), by_metadata),
        (metadata(|m| m.relay_id = vec![P.into()]), by_metadata),
        (metadata(|m| m.timestamp_issued -= 1), by_metadata),
        (metadata(|m| m.issuer_signature.clear()), by_metadata),
        (metadata(|m| m.issued_by = H.into()), by_metadata),
        (metadata(|m| m.peer_id = H.into()), by_metadata),
        (
            sign_record(sign_metadata(good.clone(), &other), &peer, T),
            by_metadata,
        ),
        (sign_record(good.clone(), &other, T), by_record),
        (sign_record(good.clone(), &issuer, T), by_record),
        (
            sign_record(good.clone(), &peer, T + 61),
            "Record can't be registered in the future",
        ),
        (
            sign_record(good.clone(), &peer, T - DAY),
            "Record is already expired",
        ),
        (
            record(&issuer, &peer, &key_id, T + 61),
            "Record can't be registered in the future",
        ),
        (
            sign_record(
                signed_metadata(&issuer, &key_id, &peer.peer_id(), T + 61),
                &peer,
                T,
            ),
            "Record metadata can't be issued in the future",
        ),
        (metadata(|m| m.value = "x".repeat(256)), "value is too long"),
        (
            metadata(|m| m.service_id = vec![String::new(); 9]),
            "service_id are too many",
        ),
        (
            metadata(|m| m.solution = vec![0; 256]),
            "solution is too long",
        ),
        (
            metadata(|m| m.peer_id = "x".repeat(101)),
            "peer_id is too long",
        ),
        (
            metadata(|m| m.issuer_signature = vec![0; 73]),
            "issuer_signature is too long",
        ),
    ];
    for (bad, prefix) in cases {
        let error = host.put(&bad, 0, T).unwrap_err();
        assert!(error.starts_with(prefix), "{error}");
        let good = record(&issuer, &peer, &key_id, T);
        assert_eq!(host.republish(&[good, bad], 0, T), Err(error));
    }
    assert_eq!(host.records(&key_id, T), Ok(vec![]));
}

#[test]
fn time_and_weight_must_come_from_this_host() {
    let peer = Signer::ed25519(1);
    let (host, key_id) = host_with_key(&peer, T);
    let record = own_record(&peer, &key_id, T);
    let heavy = weight(&peer.peer_id(), 1);
    let put = |call| {
        host.serve(call, |registry| {
            registry.put_record(record.clone(), &heavy, T)
        })
    };
    let call = host.call(&peer.peer_id());
    let error = put(host.timed(call.clone(), 4)).unwrap_err();
    assert!(error.starts_with("Invalid weight tetraplet: "), "{error}");
    let error = put(host.weighed(call.clone(), 3)).unwrap_err();
    assert!(
        error.starts_with("Invalid timestamp tetraplet: "),
        "{error}"
    );
    assert_eq!(put(host.timed(host.weighed(call, 3), 4)), Ok(()));
    let get = host.serve(host.call("any"), |registry| {
        registry.get_records(&key_id, T)
    });
    assert!(get
        .unwrap_err()
        .starts_with("Invalid timestamp tetraplet: "));
}

/// [fault] of upstream, spec/services.md §2.2, §7 registry 7: a record signature binds nothing and can be replayed onto
/// any record of the same peer.
#[test]
fn a_record_signature_fits_no_other_record_and_no_other_time() {
    let (issuer, other, peer) = (Signer::ed25519(1), Signer::ed25519(3), Signer::ed25519(2));
    let (host, key_id) = host_with_key(&issuer, T);
    let Record { signature, .. } = record(&issuer, &peer, &key_id, T);
    let replayed = [
        Record {
            timestamp_created: T + 1,
            ..record(&issuer, &peer, &key_id, T)
        },
        record(&other, &peer, &key_id, T),
        record(&issuer, &peer, &key_id, T + 1),
    ];
    for record in replayed {
        let record = Record {
            signature: signature.clone(),
            ..record
        };
        let error = host.put(&record, 0, T + 1).unwrap_err();
        assert!(
            error.starts_with("Invalid record signature for key_id "),
            "{error}"
        );
    }
}

#[test]
fn upstreams_constant_is_accepted_unless_strict_and_made_in_its_mode_only() {
    let peer = Signer::ed25519(1);
    let (host, key_id) = host_with_key(&peer, T);
    let bound = own_record(&peer, &key_id, T);
    let bytes = |record: &Record, mode: &str| {
        host.serve(host.call("creator"), |registry| {
            registry.set_record_signatures(mode)?;
            registry.record_bytes(record.clone())
        })
        .unwrap()
    };
    assert_eq!(hex(&bytes(&bound, "upstream")), NOTHING);
    assert_ne!(hex(&bytes(&bound, "strict")), NOTHING);
    assert_eq!(bytes(&bound, "bound"), bound.digest(Bound).unwrap());
    let upstreams = Record {
        signature: peer.sign(&bound.digest(Upstream).unwrap()),
        ..bound.clone()
    };
    assert_eq!(host.put(&upstreams, 0, T), Ok(()));
    bytes(&bound, "strict");
    let error = host.put(&upstreams, 0, T).unwrap_err();
    assert!(
        error.starts_with("Invalid record signature for key_id "),
        "{error}"
    );
    assert_eq!(host.put(&bound, 0, T), Ok(()));
    assert!(bound.verify_signatures(Strict).is_ok());
}

/// Our layout, spelt out: other implementations can make it (services/registry/README.md).
#[test]
fn the_bound_layout_is_metadata_digest_issuer_signature_and_time() {
    use common::Layout;
    let record = own_record(&Signer::ed25519(1), "key", T);
    let signature = &record.metadata.issuer_signature;
    let layout = Layout::new()
        .raw([32 + 1 + 64])
        .raw(record.metadata.digest().unwrap())
        .raw([64])
        .raw(signature)
        .raw(T.to_le_bytes());
    assert_eq!(record.digest(Bound), layout.digest());
}

/// [fault] of upstream, spec/services.md §1.3 put_record, §7 registry 3: an older record overwrites a newer one.
#[test]
fn a_record_does_not_go_back_in_time() {
    let peer = Signer::ed25519(1);
    let (host, key_id) = host_with_key(&peer, T);
    let metadata = |at| signed_metadata(&peer, &key_id, &peer.peer_id(), at);
    let newest = sign_record(metadata(T), &peer, T + 5);
    host.put(&newest, 0, T + 5).unwrap();
    let wanted = format!(
        "Newer record or tombstone for key_id: {key_id}, issued_by: {p}, peer_id: {p} already exists",
        p = peer.peer_id()
    );
    for older in [
        sign_record(metadata(T), &peer, T + 4),
        sign_record(metadata(T - 1), &peer, T + 6),
    ] {
        assert_eq!(host.put(&older, 0, T + 6), Err(wanted.clone()));
        assert_eq!(host.republish(&[older], 0, T + 6), Ok(0));
    }
    assert_eq!(host.records(&key_id, T + 6), Ok(vec![newest]));
}

#[test]
fn a_record_of_the_same_second_replaces_when_put() {
    let peer = Signer::ed25519(1);
    let (host, key_id) = host_with_key(&peer, T);
    let with_value = |value: &str| {
        let metadata = RecordMetadata {
            value: value.into(),
            ..signed_metadata(&peer, &key_id, &peer.peer_id(), T)
        };
        sign_record(sign_metadata(metadata, &peer), &peer, T)
    };
    let values = ["one", "two", "one"].map(with_value);
    for record in &values {
        host.put(record, 0, T).unwrap();
        assert_eq!(host.records(&key_id, T), Ok(vec![record.clone()]));
    }
    let mut kept = Vec::new();
    for order in [[0, 1], [1, 0]] {
        let (host, key_id) = host_with_key(&peer, T);
        for i in order {
            host.republish(&[values[i].clone()], 0, T).unwrap();
        }
        kept.push(host.records(&key_id, T).unwrap());
    }
    assert_eq!(kept[0], kept[1], "hosts that heard of both keep the same");
}

#[test]
fn the_heaviest_and_then_the_newest_come_first() {
    let peers: Vec<Signer> = (1..=3).map(Signer::ed25519).collect();
    let (host, key_id) = host_with_key(&peers[0], T);
    host.put(&own_record(&peers[0], &key_id, T), 1, T + 2)
        .unwrap();
    host.put(&own_record(&peers[1], &key_id, T + 1), 1, T + 2)
        .unwrap();
    host.put(&own_record(&peers[2], &key_id, T), 2, T + 2)
        .unwrap();
    let found = host.records(&key_id, T + 2).unwrap();
    let order: Vec<String> = found.into_iter().map(|r| r.metadata.peer_id).collect();
    assert_eq!(order, [2, 1, 0].map(|i| peers[i].peer_id()));
}

#[test]
fn a_republished_batch_is_of_one_key_with_a_weight_for_each() {
    let peer = Signer::ed25519(1);
    let (host, key_id) = host_with_key(&peer, T);
    let good = own_record(&peer, &key_id, T);
    assert_eq!(host.republish(&[], 0, T), Ok(0));
    let foreign = own_record(&Signer::ed25519(2), "another", T);
    let error = host.republish(&[good.clone(), foreign], 0, T).unwrap_err();
    assert_eq!(error, "Records to publish should belong to one key id");
    let many = vec![good.clone(); crate::limits::RECORDS_PER_KEY + 1];
    let error = host.republish(&many, 0, T).unwrap_err();
    assert_eq!(error, "records are too many: 65, at most 64");
    let call = host.timed(host.weighed(host.call("neighbour"), 1), 2);
    let error = host.serve(call.clone(), |registry| {
        registry.republish_records(vec![good.clone()], &[], T)
    });
    let p = peer.peer_id();
    let wanted = format!("Weight for record with peer_id {p} and issued_by {p} is missing ");
    assert_eq!(error, Err(wanted));
    let error = host.serve(call, |registry| {
        let weights = [weight("other", 1)];
        registry.republish_records(vec![good.clone()], &weights, T)
    });
    let wanted = format!("Invalid weight peer_id: expected {p}, found other");
    assert_eq!(error, Err(wanted));
    assert_eq!(host.republish(&[good], 0, T), Ok(1));
}

/// spec/services.md §7 registry 4: no limit on what a host holds.
#[test]
fn a_full_host_takes_no_further_entries_but_changes_of_those_it_has() {
    let host = Host::new(900);
    let owner = Signer::ed25519(1);
    let peers: Vec<Signer> = (0..32).map(Signer::ed25519).collect();
    let key_ids: Vec<String> = (0..7)
        .map(|n| {
            host.register(&signed_key(&owner, &format!("label {n}"), T), T)
                .unwrap()
        })
        .collect();
    let mut refused = 0;
    for key_id in &key_ids {
        let records: Vec<Record> = peers.iter().map(|p| own_record(p, key_id, T)).collect();
        if let Err(error) = host.republish(&records, 0, T) {
            assert!(
                error.contains("limit of entries is reached: 200"),
                "{error}"
            );
            refused += 1;
        }
    }
    assert_eq!(refused, 1);
    assert_eq!(host.records(&key_ids[6], T), Ok(vec![]));
    assert!(host
        .put(&own_record(&peers[0], &key_ids[0], T + 1), 0, T + 1)
        .is_ok());
}
