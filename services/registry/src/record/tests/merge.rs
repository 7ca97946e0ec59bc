use common::testing::Signer;

use crate::record::merge::merge;
use crate::record::{Record, RecordMetadata};
use crate::settings::RecordSignatures::Bound;
use crate::testing::*;

fn merged(lists: &[&[&Record]]) -> Vec<Record> {
    let lists = lists
        .iter()
        .map(|list| list.iter().map(|record| (*record).clone()).collect());
    merge(lists.collect(), Bound).unwrap()
}

#[test]
fn the_newest_of_each_issuer_and_peer_is_kept_in_an_order_that_all_agree_on() {
    let (a, b) = (Signer::ed25519(1), Signer::ed25519(2));
    let [old, new] = [T, T + 1].map(|at| own_record(&a, "key", at));
    let other = record(&b, &a, "key", T);
    let wanted = merged(&[&[&new, &other]]);
    assert_eq!(wanted.len(), 2);
    assert_eq!(merged(&[&[&old], &[&other, &new], &[&old, &other]]), wanted);
    assert_eq!(merged(&[&[&other], &[], &[&new], &[&old]]), wanted);
    assert_eq!(merged(&[]), vec![]);
}

#[test]
fn a_new_issue_is_newer_than_the_renewal_of_an_old_one_as_in_the_store() {
    let peer = Signer::ed25519(1);
    let metadata = |at| signed_metadata(&peer, "key", &peer.peer_id(), at);
    let renewed = sign_record(metadata(T), &peer, T + 9);
    let issued = sign_record(metadata(T + 5), &peer, T + 5);
    assert_eq!(merged(&[&[&renewed], &[&issued]]), [issued]);
}

/// spec/services.md §7 registry 3: the first seen stays, so that hosts keep different ones.
#[test]
fn of_the_same_second_one_is_kept_whatever_the_order() {
    let peer = Signer::ed25519(1);
    let [a, b] = ["a", "b"].map(|value| {
        let metadata = RecordMetadata {
            value: value.into(),
            ..signed_metadata(&peer, "key", &peer.peer_id(), T)
        };
        sign_record(sign_metadata(metadata, &peer), &peer, T)
    });
    assert_eq!(merged(&[&[&a], &[&b]]), merged(&[&[&b], &[&a]]));
}

/// Upstream's merge checks nothing: one lying peer of the neighbourhood puts providers in and others out.
#[test]
fn forged_records_lose_a_merge() {
    let (peer, liar) = (Signer::ed25519(1), Signer::ed25519(2));
    let good = own_record(&peer, "key", T);
    let newer = Record {
        timestamp_created: T + 9,
        ..good.clone()
    };
    let metadata = signed_metadata(&liar, "key", &peer.peer_id(), T);
    let invented = sign_record(metadata, &liar, T);
    assert_eq!(merged(&[&[&newer, &invented], &[&good]]), [good]);
}

#[test]
fn more_than_a_neighbourhood_can_answer_is_refused() {
    let record = own_record(&Signer::ed25519(1), "key", T);
    assert!(merge(vec![vec![record.clone(); 65]], Bound).is_err());
    assert!(merge(vec![vec![]; 65], Bound).is_err());
}
