//! The fast search against the thorough one, over graphs made up by a number.

use super::*;
use common::KeyFormat;

/// Peers are single bytes.
#[derive(Default)]
struct MadeUp {
    roots: HashMap<Key, u32>,
    said: Vec<(Key, Key, Relation)>,
}

impl Known for MadeUp {
    fn factor(&self, key: &[u8]) -> Result<Option<u32>> {
        Ok(self.roots.get(key).copied())
    }

    fn least_factor(&self) -> Result<Option<u32>> {
        Ok(self.roots.values().min().copied())
    }

    fn said_of(&self, key: &[u8], most: usize) -> Result<Vec<(Key, Relation)>> {
        let of_key = self.said.iter().filter(|(of, ..)| of == key);
        let said = of_key.map(|(_, by, relation)| (by.clone(), relation.clone()));
        Ok(said.take(most).collect())
    }
}

/// Steele and Vigna's splitmix64.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound
    }
}

fn relation(is_trust: bool) -> Relation {
    let signature = Signature {
        format: KeyFormat::Ed25519,
        raw: Vec::new(),
    };
    match is_trust {
        true => Relation::Trust {
            issued_at: 1,
            expires_at: 100,
            signature,
        },
        false => Relation::Revocation {
            revoked_at: 1,
            signature,
        },
    }
}

/// Up to 7 peers, two of them roots; each pair is unrelated, trusting, or one revoked the other.
fn made_up(seed: u64) -> (MadeUp, u64) {
    let mut random = Random(seed);
    let peers = 3 + random.below(5);
    let mut graph = MadeUp::default();
    for root in [0, random.below(peers)] {
        let key = vec![root as u8];
        graph.roots.insert(key.clone(), random.below(16) as u32);
        graph.said.push((key.clone(), key, relation(true)));
    }
    for of in 0..peers {
        for by in (0..peers).filter(|by| *by != of) {
            match random.below(8) {
                0..=2 => graph
                    .said
                    .push((vec![of as u8], vec![by as u8], relation(true))),
                3 => graph
                    .said
                    .push((vec![of as u8], vec![by as u8], relation(false))),
                _ => (),
            }
        }
    }
    (graph, peers)
}

#[test]
fn leaving_out_detours_changes_no_weight() {
    let mut found = 0;
    for seed in 0..2000 {
        let (graph, peers) = made_up(seed);
        for peer in 0..peers {
            let peer = [peer as u8];
            let chains = all(&graph, &peer, 10).unwrap();
            assert!(chains.len() < MAX_CERTIFICATES);
            let weights = chains
                .iter()
                .map(|chain| weight::of_chain(chain.root_factor, chain.trusts.len()));
            let thorough = weights.max().unwrap_or(0);
            assert_eq!(
                heaviest(&graph, &peer, 10),
                Ok(thorough),
                "seed {seed}, peer {peer:?}"
            );
            found += usize::from(thorough > 0);
        }
    }
    assert!(found > 1000, "{found}");
}

#[test]
fn every_chain_is_one() {
    for seed in 0..500 {
        let (graph, peers) = made_up(seed);
        for peer in 0..peers {
            for chain in all(&graph, &[peer as u8], 10).unwrap() {
                let trusts = &chain.trusts;
                assert!(trusts[0].is_self_signed() && trusts.len() > 1);
                assert_eq!(graph.roots[&trusts[0].issued_by], chain.root_factor);
                assert!(trusts
                    .windows(2)
                    .all(|pair| pair[0].issued_for == pair[1].issued_by));
                assert_eq!(trusts[trusts.len() - 1].issued_for, [peer as u8]);
            }
        }
    }
}

#[test]
fn expired_trusts_that_were_not_collected_yet_are_none() {
    let (graph, _) = made_up(1);
    assert!(all(&graph, &[0], 100).unwrap().is_empty());
    assert_eq!(heaviest(&graph, &[1], 100), Ok(0));
}
