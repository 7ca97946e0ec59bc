//! Upstream's tests (spec/services.md §6) and the faults that are right here (§7).

use super::*;
use crate::testing::{chain, issue, revocation, TestGraph};
use common::testing::{Signer, TempFile};

fn peers<const N: usize>() -> [Signer; N] {
    std::array::from_fn(|i| Signer::ed25519(i as u16 + 1))
}

/// A graph with a chain of so many peers from a root that allows so many hops.
fn chained(length: u16, max_chain_len: u32) -> (TestGraph, Vec<Signer>) {
    let (peers, trusts) = chain(1..=length);
    let test = TestGraph::new();
    test.graph
        .set_root(&peers[0].public_key(), max_chain_len)
        .unwrap();
    test.graph.insert_certificate(&trusts, 10).unwrap();
    (test, peers)
}

#[test]
fn a_root_weighs_by_its_length_and_each_hop_half() {
    let (test, peers) = chained(5, 4);
    let weights: Vec<u32> = peers.iter().map(|peer| test.weight(peer)).collect();
    assert_eq!(weights, [16, 8, 4, 2, 1]);
    assert_eq!(test.weight(&Signer::ed25519(99)), 0);
    let more = Signer::ed25519(6);
    assert_eq!(
        test.trust(&peers[4], &more),
        0,
        "one hop more than the root allows"
    );
    assert_eq!(test.weight(&more), 0);
}

#[test]
fn a_trust_is_added_with_the_weight_it_gives() {
    let [root, a, b] = peers();
    let test = TestGraph::rooted(&root, 10);
    assert_eq!(test.trust(&root, &a), 512);
    assert_eq!(test.weight(&a), 512);
    assert_eq!(test.trust(&root, &a), 512, "again");
    assert_eq!(test.trust(&a, &b), 256);
    let nobody = Signer::ed25519(9);
    assert_eq!(test.trust(&nobody, &b), 0);
    assert_eq!(test.lengths(&b), [3]);
}

#[test]
fn a_root_without_a_trust_in_itself_gives_none_to_others() {
    let [root, a] = peers();
    let test = TestGraph::new();
    test.graph.set_root(&root.public_key(), 5).unwrap();
    assert_eq!(test.weight(&root), 32);
    test.trust(&root, &a);
    assert_eq!(test.weight(&a), 0);
    test.trust(&root, &root);
    assert_eq!(test.weight(&a), 16);
}

#[test]
fn certificates_stand_in_order_with_the_root_first() {
    let (test, peers) = chained(5, 10);
    let certificates = test
        .graph
        .certificates(&peers[4].public_key(), None, 10)
        .unwrap();
    let ids = |certificate: &Certificate| -> Vec<String> {
        certificate
            .iter()
            .map(|trust| trust.issued_for.to_peer_id())
            .collect()
    };
    let expected: Vec<String> = peers.iter().map(Signer::peer_id).collect();
    assert_eq!(certificates.iter().map(ids).collect::<Vec<_>>(), [expected]);
    test.graph.insert_certificate(&certificates[0], 10).unwrap();
}

#[test]
fn a_trust_expires_at_its_second_and_what_was_collected_stays_gone() {
    let [root, a] = peers();
    let test = TestGraph::rooted(&root, 10);
    let trust = issue(&root, &a, 10, 20);
    test.graph
        .add_trust(&root.public_key(), &trust, 10)
        .unwrap();
    let weight = |now| test.graph.weight(&a.public_key(), now).unwrap();
    assert_eq!([weight(19), weight(20), weight(19)], [512, 0, 0]);
    let error = test
        .graph
        .add_trust(&root.public_key(), &trust, 21)
        .unwrap_err();
    assert!(
        error.contains("Trust is expired at: '20s', current time: '21s'"),
        "{error}"
    );
}

#[test]
fn the_end_of_the_roots_own_trust_ends_every_chain() {
    let [root, a] = peers();
    let test = TestGraph::new();
    test.graph.set_root(&root.public_key(), 10).unwrap();
    let own = issue(&root, &root, 10, 20);
    test.graph.add_trust(&root.public_key(), &own, 10).unwrap();
    test.trust(&root, &a);
    assert_eq!(test.graph.weight(&a.public_key(), 20), Ok(0));
    assert_eq!(test.graph.weight(&root.public_key(), 20), Ok(1024));
}

#[test]
fn a_newer_trust_extends_an_older_one_and_never_the_other_way() {
    let [root, a] = peers();
    let test = TestGraph::rooted(&root, 10);
    for (issued_at, expires_at) in [(11, 30), (12, 40), (10, 20)] {
        let trust = issue(&root, &a, issued_at, expires_at);
        test.graph
            .add_trust(&root.public_key(), &trust, 15)
            .unwrap();
    }
    assert_eq!(test.graph.weight(&a.public_key(), 39), Ok(512));
    assert_eq!(test.graph.weight(&a.public_key(), 40), Ok(0));
}

#[test]
fn a_revoked_peer_has_no_weight_until_it_is_trusted_anew() {
    let [root, a] = peers();
    let test = TestGraph::rooted(&root, 10);
    test.trust(&root, &a);
    let revoked = revocation(&root, &a, 20);
    test.graph.revoke(&revoked, 20).unwrap();
    assert_eq!(test.weight(&a), 0);
    assert_eq!(test.graph.revocations(&a.public_key()), Ok(vec![revoked]));
    let older = issue(&root, &a, 19, 1000);
    assert_eq!(test.graph.add_trust(&root.public_key(), &older, 20), Ok(0));
    assert_eq!(test.weight(&a), 0);
    let newer = issue(&root, &a, 21, 1000);
    assert_eq!(
        test.graph.add_trust(&root.public_key(), &newer, 21),
        Ok(512)
    );
    assert_eq!(test.weight(&a), 512);
    assert_eq!(test.graph.revocations(&a.public_key()), Ok(vec![]));
}

#[test]
fn a_trust_and_a_revocation_of_the_same_second_end_alike_in_either_order() {
    let [root, a] = peers();
    let (trust, revoked) = (issue(&root, &a, 10, 1000), revocation(&root, &a, 10));
    for trust_first in [true, false] {
        let test = TestGraph::rooted(&root, 10);
        let add = || {
            test.graph
                .add_trust(&root.public_key(), &trust, 10)
                .unwrap()
        };
        if trust_first {
            add();
        }
        test.graph.revoke(&revoked, 10).unwrap();
        if !trust_first {
            add();
        }
        assert_eq!(test.weight(&a), 0);
    }
}

#[test]
fn whoever_revoked_a_peer_vouches_for_no_chain_to_it() {
    let (test, peers) = chained(5, 10);
    let target = &peers[4];
    test.graph
        .revoke(&revocation(&peers[1], target, 20), 20)
        .unwrap();
    assert_eq!(test.weight(target), 0);
    assert!(test.lengths(target).is_empty());
    assert_eq!(test.weight(&peers[3]), 128, "the others keep theirs");
    // another way, around the one who revoked
    let around = Signer::ed25519(50);
    test.trust(&peers[0], &around);
    test.trust(&around, &peers[3]);
    assert_eq!(test.weight(target), 128);
    assert_eq!(test.lengths(target), [4]);
}

#[test]
fn a_root_under_another_root_has_the_chains_of_both() {
    let (test, peers) = chained(6, 10);
    test.root(&peers[5], 10);
    assert_eq!(test.lengths(&peers[5]), [6, 7]);
    assert_eq!(test.lengths(&peers[4]), [5]);
    let other = Signer::ed25519(60);
    test.root(&other, 12);
    test.trust(&other, &peers[0]);
    assert_eq!(test.lengths(&peers[4]), [5, 6]);
}

#[test]
fn trust_of_a_heavier_root_raises_a_lighter_one_and_what_it_issued() {
    let [light, heavy, a] = peers();
    let test = TestGraph::rooted(&light, 2);
    test.trust(&light, &a);
    assert_eq!([test.weight(&light), test.weight(&a)], [4, 2]);
    test.root(&heavy, 10);
    test.trust(&heavy, &light);
    assert_eq!([test.weight(&light), test.weight(&a)], [512, 256]);
}

#[test]
fn trust_of_a_peer_in_itself_changes_nothing_unless_it_is_a_root() {
    let [root, a] = peers();
    let test = TestGraph::rooted(&root, 10);
    test.trust(&root, &a);
    assert_eq!(test.trust(&a, &a), 512);
    assert_eq!(test.weight(&a), 512);
    assert_eq!(test.lengths(&a), [2]);
}

#[test]
fn a_circle_of_trust_has_no_more_weight_than_its_way_in() {
    let [root, a, b, c] = peers();
    let test = TestGraph::rooted(&root, 10);
    for (by, to) in [(&root, &a), (&a, &b), (&b, &c), (&c, &a), (&c, &root)] {
        test.trust(by, to);
    }
    assert_eq!(
        [&root, &a, &b, &c].map(|peer| test.weight(peer)),
        [1024, 512, 256, 128]
    );
    assert_eq!(test.lengths(&a), [2]);
}

#[test]
fn certificates_and_weight_from_an_issuer_are_those_through_it() {
    let [root, a, b, c] = peers();
    let test = TestGraph::rooted(&root, 10);
    for (by, to) in [(&root, &a), (&a, &c), (&root, &b), (&b, &c), (&a, &b)] {
        test.trust(by, to);
    }
    let from = |issuer: &Signer| {
        let (peer, issuer) = (c.public_key(), issuer.public_key());
        let certificates = test.graph.certificates(&peer, Some(&issuer), 10).unwrap();
        let lengths: Vec<usize> = certificates.iter().map(Vec::len).collect();
        (lengths, test.graph.weight_from(&peer, &issuer, 10).unwrap())
    };
    assert_eq!(from(&a), (vec![3, 4], 256));
    assert_eq!(from(&b), (vec![3, 4], 256));
    assert_eq!(from(&root), (vec![3, 3, 4], 256));
    assert_eq!(from(&Signer::ed25519(9)), (vec![], 0));
}

#[test]
fn fault_2_a_root_set_again_counts_as_it_was_set_last() {
    let [root, a] = peers();
    let test = TestGraph::rooted(&root, 2);
    test.trust(&root, &a);
    assert_eq!([test.weight(&root), test.weight(&a)], [4, 2]);
    test.graph.set_root(&root.public_key(), 8).unwrap();
    assert_eq!([test.weight(&root), test.weight(&a)], [256, 128]);
}

#[test]
fn fault_2_a_root_can_be_removed() {
    let [root, a] = peers();
    let test = TestGraph::rooted(&root, 8);
    test.trust(&root, &a);
    test.graph.remove_root(&root.public_key()).unwrap();
    assert_eq!([test.weight(&root), test.weight(&a)], [0, 0]);
    let error = test.graph.remove_root(&root.public_key()).unwrap_err();
    assert!(error.ends_with("is no root"), "{error}");
}

#[test]
fn fault_3_no_certificate_makes_others_go_away() {
    let [root, a] = peers();
    let test = TestGraph::rooted(&root, 8);
    test.trust(&root, &a);
    let far = issue(&root, &root, 1 << 40, 1 << 50);
    test.graph.insert_certificate(&[far], 1 << 41).unwrap();
    assert_eq!(test.weight(&a), 128);
}

#[test]
fn fault_4_nobody_without_weight_leaves_anything() {
    let [root, a, nobody] = peers();
    let test = TestGraph::rooted(&root, 8);
    let error = test
        .graph
        .revoke(&revocation(&nobody, &a, 10), 10)
        .unwrap_err();
    assert!(
        error.ends_with("has no weight here: its revocations change nothing"),
        "{error}"
    );
    assert_eq!(test.graph.revocations(&a.public_key()), Ok(vec![]));
    assert_eq!(test.trust(&nobody, &a), 0);
    test.graph.set_root(&nobody.public_key(), 16).unwrap();
    test.trust(&nobody, &nobody);
    assert_eq!(test.weight(&a), 0, "nothing of the earlier trust was kept");
}

#[test]
fn fault_5_a_certificate_without_a_root_is_told_and_not_stored() {
    let (peers, trusts) = chain(1..4);
    let test = TestGraph::new();
    let error = test.graph.insert_certificate(&trusts, 10).unwrap_err();
    assert_eq!(error, "There is no root for this certificate.");
    assert_eq!(
        test.graph.insert_certificate(&[], 10).unwrap_err(),
        "Chain is empty"
    );
    // one that is too long for its root leaves nothing either
    test.graph.set_root(&peers[0].public_key(), 1).unwrap();
    let error = test.graph.insert_certificate(&trusts, 10).unwrap_err();
    assert!(
        error.starts_with("Certificate check error: trust 2 has no weight"),
        "{error}"
    );
    test.graph.set_root(&peers[0].public_key(), 5).unwrap();
    assert_eq!(test.weight(&peers[1]), 0);
    test.graph.insert_certificate(&trusts, 10).unwrap();
    assert_eq!(test.weight(&peers[2]), 8);
}

#[test]
fn certificates_with_a_forged_expired_future_or_foreign_trust_are_refused_whole() {
    let (peers, trusts) = chain(1..4);
    let test = TestGraph::new();
    test.graph.set_root(&peers[0].public_key(), 5).unwrap();
    let with_last = |last: Trust, now: u64| {
        let trusts = [&trusts[..2], &[last]].concat();
        test.graph.insert_certificate(&trusts, now).unwrap_err()
    };
    let mut forged = trusts[2].clone();
    forged.signature.raw[0] ^= 1;
    assert!(with_last(forged, 10).contains("Failed to verify signature"));
    let foreign = issue(&Signer::ed25519(9), &peers[2], 10, 1000);
    assert!(with_last(foreign, 10).contains("Failed to verify signature"));
    assert!(with_last(trusts[2].clone(), 1001).contains("Trust is expired"));
    let future = issue(&peers[1], &peers[2], 11, 1000);
    assert!(with_last(future, 10).contains("later than the current timestamp"));
    let long = vec![trusts[0].clone(); MAX_CHAIN + 1];
    assert!(test
        .graph
        .insert_certificate(&long, 10)
        .unwrap_err()
        .contains("too many"));
    assert_eq!(test.weight(&peers[1]), 0);
}

#[test]
fn fault_6_a_search_ends_however_many_ways_there_are() {
    // every peer of a layer trusts every peer of the next: 5 to the power of 12 ways
    const WIDTH: u16 = 5;
    const DEPTH: u16 = 12;
    let root = Signer::ed25519(1);
    let test = TestGraph::rooted(&root, 16);
    let layer = |n: u16| (0..WIDTH).map(move |i| Signer::ed25519(100 + n * WIDTH + i));
    for peer in layer(0) {
        test.trust(&root, &peer);
    }
    for n in 1..DEPTH {
        for by in layer(n - 1) {
            layer(n).for_each(|to| assert!(test.trust(&by, &to) > 0));
        }
    }
    let last = Signer::ed25519(100 + (DEPTH - 1) * WIDTH);
    assert_eq!(test.weight(&last), 1 << (16 - DEPTH));
    assert!(test.lengths(&last).len() <= chains::MAX_CERTIFICATES);
}

#[test]
fn keys_of_different_formats_trust_each_other() {
    let (root, a, b) = (
        Signer::secp256k1(1),
        Signer::ed25519(2),
        Signer::secp256k1(3),
    );
    let test = TestGraph::rooted(&root, 8);
    assert_eq!(test.trust(&root, &a), 128);
    assert_eq!(test.trust(&a, &b), 64);
    test.graph.revoke(&revocation(&root, &b, 20), 20).unwrap();
    assert_eq!(test.weight(&b), 0);
}

#[test]
fn fault_9_a_trust_may_hold_for_ever() {
    let [root, a] = peers();
    let test = TestGraph::rooted(&root, 8);
    let forever = issue(&root, &a, 10, u64::MAX);
    test.graph
        .add_trust(&root.public_key(), &forever, 10)
        .unwrap();
    let own = issue(&root, &root, 11, u64::MAX);
    test.graph.add_trust(&root.public_key(), &own, 11).unwrap();
    assert_eq!(test.graph.weight(&a.public_key(), u64::MAX - 1), Ok(128));
}

#[test]
fn everything_is_there_after_the_file_is_opened_again() {
    let (peers, trusts) = chain(1..4);
    let file = TempFile::new();
    let graph = Graph::open(file.path()).unwrap();
    graph.set_root(&peers[0].public_key(), 5).unwrap();
    graph.insert_certificate(&trusts, 10).unwrap();
    let revoked = revocation(&peers[0], &peers[1], 20);
    graph.revoke(&revoked, 20).unwrap();
    drop(graph);
    let graph = Graph::open(file.path()).unwrap();
    assert_eq!(graph.weight(&peers[0].public_key(), 20), Ok(32));
    assert_eq!(graph.weight(&peers[2].public_key(), 20), Ok(0));
    assert_eq!(graph.revocations(&peers[1].public_key()), Ok(vec![revoked]));
}
