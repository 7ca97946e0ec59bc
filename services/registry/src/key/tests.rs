use common::testing::Signer;

use super::api::get_key_id;
use super::merge::merge_keys;
use super::Key;
use crate::limits;
use crate::testing::*;
use crate::texts;

#[test]
fn id_and_bytes_are_those_of_spec_services_2_2() {
    assert_eq!(get_key_id("myLabel".into(), P.into()), VECTOR_ID);
    let key = Key {
        label: "myLabel".into(),
        owner_peer_id: P.into(),
        timestamp_created: T,
        ..Key::default()
    };
    let wanted = "5f2247d7e0c482fcc659e52da72be46852c7ac00191f4ba89eb14ac47663221e";
    assert_eq!(hex(&key.digest().unwrap()), wanted);
}

#[test]
fn a_registered_key_is_found_as_it_was_also_after_a_restart() {
    for owner in [Signer::ed25519(1), Signer::secp256k1(1)] {
        let host = Host::new(900);
        let unsigned = Key {
            challenge: vec![1, 2, 255],
            challenge_type: "none".into(),
            ..signed_key(&owner, "label", T)
        };
        let signature = owner.sign(&unsigned.digest().unwrap());
        let key = Key {
            signature,
            ..unsigned
        };
        assert_eq!(host.register(&key, T), Ok(key.id.clone()));
        assert_eq!(host.reopened().key(&key.id), Ok(key));
    }
}

#[test]
fn an_unknown_key_is_an_error_that_names_it() {
    let error = Host::new(900).key("nothing").unwrap_err();
    assert_eq!(error, "Requested key nothing does not exist");
}

#[test]
fn time_and_weight_must_come_from_this_host() {
    let (host, owner) = (Host::new(900), Signer::ed25519(1));
    let key = signed_key(&owner, "label", T);
    let id = owner.peer_id();
    let register = |call| {
        host.serve(call, |registry| {
            registry.register_key(key.clone(), &weight(&id, 0), T)
        })
    };
    let error = register(host.timed(host.call(&id), 7)).unwrap_err();
    let prefix =
        "Invalid weight tetraplet: you should use host trust-graph.get_weight to pass weight: [";
    assert!(error.starts_with(prefix), "{error}");
    let error = register(host.weighed(host.call(&id), 6)).unwrap_err();
    let prefix =
        "Invalid timestamp tetraplet: you should use host peer.timestamp_sec to pass timestamp: [";
    assert!(error.starts_with(prefix), "{error}");
    let other = host.weighed(host.call(&id), 6);
    let other = other.origin(7, "another host", "peer", "timestamp_sec");
    let error = register(other).unwrap_err();
    assert!(error.contains("pass timestamp: SecurityTetraplet { peer_pk: \"another host\""));
}

#[test]
fn the_weight_must_be_the_owners() {
    let (host, owner) = (Host::new(900), Signer::ed25519(1));
    let key = signed_key(&owner, "label", T);
    let call = || host.timed(host.weighed(host.call(&owner.peer_id()), 6), 7);
    let error = host.serve(call(), |registry| {
        registry.register_key(key.clone(), &weight("other", 9), T)
    });
    let wanted = format!(
        "Invalid weight peer_id: expected {}, found other",
        owner.peer_id()
    );
    assert_eq!(error, Err(wanted));
}

#[test]
fn forged_foreign_and_future_keys_are_refused() {
    let (host, owner) = (Host::new(900), Signer::ed25519(1));
    let key = signed_key(&owner, "label", T);
    let forged = [
        Key {
            label: "other".into(),
            ..key.clone()
        },
        Key {
            timestamp_created: T - 1,
            ..key.clone()
        },
        Key {
            signature: Vec::new(),
            ..key.clone()
        },
        Key {
            owner_peer_id: Signer::ed25519(2).peer_id(),
            ..key.clone()
        },
        Key {
            owner_peer_id: "nobody".into(),
            ..key.clone()
        },
    ];
    for key in forged {
        let key = key.with_its_id();
        let error = host.register(&key, T).unwrap_err();
        let prefix = format!(
            "Invalid signature for key_id {}; label {} and peer_id {}: ",
            key.id, key.label, key.owner_peer_id
        );
        assert!(error.starts_with(&prefix), "{error}");
        assert_eq!(host.republish_key("neighbour", &key, T), Err(error));
    }
    let future = signed_key(&owner, "label", T + 100);
    assert_eq!(
        host.register(&future, T).unwrap_err(),
        "Key can't be registered in the future"
    );
    assert!(host.republish_key("neighbour", &future, T).is_err());
}

/// spec/services.md §7 registry 9: a client whose clock is a little ahead was refused by every host.
#[test]
fn a_clock_that_is_a_little_ahead_is_forgiven() {
    let (host, owner) = (Host::new(900), Signer::ed25519(1));
    assert!(host
        .register(&signed_key(&owner, "label", T + 60), T)
        .is_ok());
    let error = host.register(&signed_key(&owner, "label", T + 61), T);
    assert_eq!(error, Err(texts::KEY_IN_FUTURE.to_string()));
    assert_eq!(
        host.serve(host.call("creator"), |r| r.set_clock_skew(120)),
        Ok(())
    );
    assert!(host
        .register(&signed_key(&owner, "other", T + 120), T)
        .is_ok());
    let error = host.register(&signed_key(&owner, "third", T + 121), T);
    assert_eq!(error, Err(texts::KEY_IN_FUTURE.to_string()));
}

/// [fault] of upstream, §2.2, §7 registry 6: a label over 255 bytes wraps its length byte.
#[test]
fn fields_that_would_wrap_their_length_are_refused() {
    let (host, owner) = (Host::new(900), Signer::ed25519(1));
    assert!(host
        .register(&signed_key(&owner, &"x".repeat(255), T), T)
        .is_ok());
    let long = signed_key(&owner, &"x".repeat(256), T);
    assert_eq!(long.digest(), None);
    let error = host.register(&long, T).unwrap_err();
    assert_eq!(error, "label is too long: 256 bytes, at most 255");
    let challenge = vec![0; 256];
    let long = Key {
        challenge,
        ..signed_key(&owner, "label", T)
    };
    assert!(host
        .register(&long, T)
        .unwrap_err()
        .contains("challenge is too long"));
}

#[test]
fn a_key_is_replaced_by_a_newer_one_and_never_by_an_older_one() {
    let (host, owner) = (Host::new(900), Signer::ed25519(1));
    let [old, key, new] = [T - 10, T, T + 10].map(|at| signed_key(&owner, "label", at));
    host.register(&key, T).unwrap();
    assert_eq!(
        host.register(&old, T).unwrap_err(),
        format!(
            "Key label for {} peer_id already exists with newer timestamp",
            owner.peer_id()
        )
    );
    host.register(&key, T).unwrap();
    assert_eq!(host.key(&key.id), Ok(key.clone()));
    host.republish_key("neighbour", &new, T + 10).unwrap();
    assert_eq!(host.republish_key("neighbour", &key, T + 10), Ok(()));
    assert_eq!(host.key(&key.id), Ok(new));
}

#[test]
fn a_republished_key_gets_the_id_of_its_label_and_owner() {
    let (host, owner) = (Host::new(900), Signer::ed25519(1));
    let key = signed_key(&owner, "label", T);
    let lying = Key {
        id: "another".into(),
        ..key.clone()
    };
    host.republish_key("neighbour", &lying, T).unwrap();
    assert_eq!(host.key(&key.id), Ok(key));
    assert!(host.key("another").is_err());
}

/// spec/services.md §7 registry 4: no limit on keys.
#[test]
fn a_full_host_takes_no_further_keys_but_changes_of_those_it_has() {
    let (host, owner) = (Host::new(900), Signer::ed25519(1));
    let key = |n: u64, at| signed_key(&owner, &format!("label {n}"), at);
    for n in 0..limits::KEYS {
        host.register(&key(n, T), T).unwrap();
    }
    let error = host.register(&key(limits::KEYS, T), T).unwrap_err();
    assert!(error.contains("limit of keys is reached"), "{error}");
    assert!(host.register(&key(0, T + 1), T + 1).is_ok());
}

#[test]
fn the_newest_of_merged_keys_is_the_answer() {
    let owner = Signer::ed25519(1);
    let [old, new] = [T, T + 1].map(|at| signed_key(&owner, "label", at));
    let merged = merge_keys(vec![old.clone(), new.clone(), old.clone()]);
    assert_eq!(merged, Ok(new));
    let error = merge_keys(Vec::new()).unwrap_err();
    assert_eq!(error, "merge_keys: keys argument is empty");
    assert!(merge_keys(vec![old; limits::MERGED + 1]).is_err());
}

/// Upstream's merge_keys checks nothing: one lying peer of the neighbourhood decides.
#[test]
fn forged_keys_lose_a_merge() {
    let owner = Signer::ed25519(1);
    let key = signed_key(&owner, "label", T);
    let forged = Key {
        timestamp_created: T + 9,
        ..key.clone()
    };
    let renamed = Key {
        id: "wanted".into(),
        ..signed_key(&Signer::ed25519(2), "label", T + 9)
    };
    let merged = merge_keys(vec![renamed.clone(), key.clone(), forged.clone()]);
    assert_eq!(merged, Ok(key));
    assert!(merge_keys(vec![forged])
        .unwrap_err()
        .starts_with("Invalid signature"));
    assert!(merge_keys(vec![renamed])
        .unwrap_err()
        .contains("should have id"));
}

/// spec/services.md §7 registry 2: version A keeps a row for every id that anybody asks for.
#[test]
fn asking_for_unknown_keys_leaves_nothing() {
    let (host, owner) = (Host::new(900), Signer::ed25519(1));
    for n in 0..limits::KEYS {
        let id = format!("unknown {n}");
        assert!(host.key(&id).is_err());
        assert!(host.records(&id, T).is_err() && host.tombstones(&id, T).is_err());
    }
    assert!(host.register(&signed_key(&owner, "label", T), T).is_ok());
    assert_eq!(host.stale(T).len(), 1);
}

/// spec/services.md §7 registry 6: in version A the same bytes split elsewhere are another key with the same signature.
#[test]
fn bytes_that_move_from_one_field_to_the_next_change_what_is_signed() {
    let key = |label: &str, challenge: &[u8], challenge_type: &str| {
        Key {
            label: label.into(),
            owner_peer_id: P.into(),
            challenge: challenge.into(),
            challenge_type: challenge_type.into(),
            ..Key::default()
        }
        .digest()
    };
    assert_ne!(key("ab", b"c", "d"), key("ab", b"", "cd"));
    assert_ne!(key("ab", b"cd", ""), key("ab", b"c", "d"));
    assert_ne!(key(&format!("ab{P}"), b"", ""), key("ab", b"", ""));
}
