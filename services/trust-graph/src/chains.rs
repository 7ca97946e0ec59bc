//! The search for chains of trusts from a peer up to a root (spec/services.md §3.4): breadth first, so the short ones,
//! which weigh the most, come first.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use common::{Result, Signature};

use crate::graph::MAX_CHAIN;
use crate::relation::{Key, Relation};
use crate::storage::Known;
use crate::weight;

/// Rows read and links tried in one search. Beyond it, what was found so far is the answer.
const MAX_STEPS: usize = 50_000;
pub const MAX_CERTIFICATES: usize = 256;

/// A trust as it is stored.
#[derive(Debug, PartialEq)]
pub struct Given {
    pub issued_for: Key,
    pub issued_by: Key,
    pub issued_at: u64,
    pub expires_at: u64,
    pub signature: Signature,
}

impl Given {
    fn is_self_signed(&self) -> bool {
        self.issued_for == self.issued_by
    }
}

/// A chain under construction, from its upper end: its last trust and those below, down to the peer in question.
pub struct Link {
    given: Rc<Given>,
    below: Option<Rc<Link>>,
    length: usize,
}

/// A chain that a root signed.
pub struct Chain {
    pub root_factor: u32,
    /// That of the root first.
    pub trusts: Vec<Rc<Given>>,
}

/// The weight of the heaviest chain to the peer, 0 without one.
pub fn heaviest<K: Known>(known: &K, peer: &[u8], now: u64) -> Result<u32> {
    let Some(least_factor) = known.least_factor()? else {
        return Ok(0);
    };
    let mut search = Search::new(known, now);
    let mut best = 0;
    let mut frontier = search.first_links(peer)?;
    frontier.retain(|link| !link.given.is_self_signed());
    while let Some(length) = frontier.first().map(|link| link.length) {
        let level = search.next_level(&frontier)?;
        let weights = level
            .complete
            .iter()
            .map(|(link, factor)| weight::of_chain(*factor, link.length));
        best = weights.fold(best, u32::max);
        // the next level's chains have two trusts more than this one's links
        if best >= weight::of_chain(least_factor, length + 2) || search.is_tired() {
            break;
        }
        frontier = search.without_detours(level.links)?;
    }
    Ok(best)
}

/// Every chain to the peer, the short ones first.
pub fn all<K: Known>(known: &K, peer: &[u8], now: u64) -> Result<Vec<Chain>> {
    let mut search = Search::new(known, now);
    let mut chains = Vec::new();
    let mut frontier = search.first_links(peer)?;
    while !frontier.is_empty() {
        let level = search.next_level(&frontier)?;
        for (link, root_factor) in level.complete {
            if chains.len() == MAX_CERTIFICATES {
                log::warn!("a peer has more than {MAX_CERTIFICATES} certificates: the longer ones are left out");
                return Ok(chains);
            }
            let trusts = link.members().map(|link| link.given.clone()).collect();
            chains.push(Chain {
                root_factor,
                trusts,
            });
        }
        if search.is_tired() {
            break;
        }
        frontier = level.links;
    }
    Ok(chains)
}

struct Level {
    links: Vec<Rc<Link>>,
    /// With the factor of the root.
    complete: Vec<(Rc<Link>, u32)>,
}

/// What is said of one peer.
#[derive(Default)]
struct Said {
    trusts: Vec<Rc<Given>>,
    revoked_by: HashSet<Key>,
}

struct Search<'k, K> {
    known: &'k K,
    now: u64,
    steps_left: usize,
    said: HashMap<Key, Rc<Said>>,
    /// Where links end that were followed already, and which of their members somebody revoked.
    reached: HashSet<(Key, Vec<Key>)>,
}

impl<'k, K: Known> Search<'k, K> {
    fn new(known: &'k K, now: u64) -> Search<'k, K> {
        Search {
            known,
            now,
            steps_left: MAX_STEPS,
            said: HashMap::new(),
            reached: HashSet::new(),
        }
    }

    /// Trusts in the peer; that in itself only if it is a root, because a chain may end with it.
    fn first_links(&mut self, peer: &[u8]) -> Result<Vec<Rc<Link>>> {
        let is_root = self.known.factor(peer)?.is_some();
        let said = self.said_of(peer)?;
        let trusts = said
            .trusts
            .iter()
            .filter(|given| is_root || !given.is_self_signed());
        Ok(trusts.map(|given| Link::new(given, None)).collect())
    }

    /// Extends each link by every trust in its issuer that may follow.
    fn next_level(&mut self, frontier: &[Rc<Link>]) -> Result<Level> {
        let mut level = Level {
            links: Vec::new(),
            complete: Vec::new(),
        };
        for link in frontier.iter().filter(|link| link.length < MAX_CHAIN) {
            let said = self.said_of(&link.given.issued_by)?;
            for given in &said.trusts {
                if !self.step() {
                    return Ok(level);
                }
                self.extend(link, given, &mut level)?;
            }
        }
        Ok(level)
    }

    fn extend(&mut self, link: &Rc<Link>, given: &Rc<Given>, level: &mut Level) -> Result<()> {
        if !self.may_follow(link, given)? {
            return Ok(());
        }
        let extended = || Link::new(given, Some(link.clone()));
        if !given.is_self_signed() {
            level.links.push(extended());
        } else if let Some(factor) = self.known.factor(&given.issued_by)? {
            level.complete.push((extended(), factor));
        }
        Ok(())
    }

    /// A peer vouches once in a chain, and for nobody above whom it revoked anyone.
    fn may_follow(&mut self, link: &Link, given: &Given) -> Result<bool> {
        for member in link.members() {
            let peer = &member.given.issued_for;
            if *peer == given.issued_by || self.said_of(peer)?.revoked_by.contains(&given.issued_by)
            {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Drops links that end where another one, no longer, ended before: whatever may follow them may follow that one
    /// too, unless the one before has a member whom somebody revoked. Without this, the links of a search could double
    /// with each level.
    fn without_detours(&mut self, links: Vec<Rc<Link>>) -> Result<Vec<Rc<Link>>> {
        let mut kept = Vec::new();
        for link in links {
            let mut suspects = Vec::new();
            for member in link.members() {
                let peer = &member.given.issued_for;
                if !self.said_of(peer)?.revoked_by.is_empty() {
                    suspects.push(peer.clone());
                }
            }
            suspects.sort();
            if self
                .reached
                .insert((link.given.issued_by.clone(), suspects))
            {
                kept.push(link);
            }
        }
        Ok(kept)
    }

    /// Read once for each search. A trust that has expired and was not collected yet is none.
    fn said_of(&mut self, peer: &[u8]) -> Result<Rc<Said>> {
        if let Some(said) = self.said.get(peer) {
            return Ok(said.clone());
        }
        let mut said = Said::default();
        let rows = self.known.said_of(peer, self.steps_left)?;
        self.steps_left -= rows.len();
        for (issued_by, relation) in rows {
            match relation {
                Relation::Revocation { .. } => {
                    said.revoked_by.insert(issued_by);
                }
                Relation::Trust {
                    issued_at,
                    expires_at,
                    signature,
                } if expires_at > self.now => said.trusts.push(Rc::new(Given {
                    issued_for: peer.to_vec(),
                    issued_by,
                    issued_at,
                    expires_at,
                    signature,
                })),
                Relation::Trust { .. } => (),
            }
        }
        let said = Rc::new(said);
        self.said.insert(peer.to_vec(), said.clone());
        Ok(said)
    }

    fn step(&mut self) -> bool {
        self.steps_left = self.steps_left.saturating_sub(1);
        self.steps_left > 0
    }

    fn is_tired(&self) -> bool {
        let tired = self.steps_left == 0;
        if tired {
            log::warn!("a search ended after {MAX_STEPS} steps: chains may be missing");
        }
        tired
    }
}

impl Link {
    fn new(given: &Rc<Given>, below: Option<Rc<Link>>) -> Rc<Link> {
        Rc::new(Link {
            given: given.clone(),
            length: below.as_ref().map_or(1, |below| below.length + 1),
            below,
        })
    }

    /// This one and those below.
    fn members(&self) -> impl Iterator<Item = &Link> {
        std::iter::successors(Some(self), |link| link.below.as_deref())
    }
}

#[cfg(test)]
mod tests;
