//! The graph: who trusts whom, and how much that weighs (spec/services.md §3.4).

use std::path::Path;

use common::{PublicKey, Result, Store};

use crate::chains::{self, Chain, Given};
use crate::relation::Relation;
use crate::revocation::Revocation;
use crate::storage::{self, Known, Reader, Writer};
use crate::trust::Trust;
use crate::weight;

/// Trusts in a chain: that of the root in itself, and the hops that the heaviest root allows.
pub const MAX_CHAIN: usize = weight::MAX_FACTOR as usize + 1;
/// Revocations of one peer that are exported.
pub const MAX_EXPORTED: usize = 1000;

/// A chain as its trusts, that of the root first.
pub type Certificate = Vec<Trust>;

pub struct Graph {
    store: Store,
}

impl Graph {
    pub fn open(path: &Path) -> Result<Graph> {
        let store = Store::open(path, &[storage::create])?;
        Ok(Graph { store })
    }

    /// Of a peer that is a root already: changes how long its chains may be.
    pub fn set_root(&self, root: &PublicKey, max_chain_len: u32) -> Result<()> {
        let factor = weight::factor_of(max_chain_len);
        self.write(|writer| writer.put_root(&root.encode(), factor))
    }

    pub fn remove_root(&self, root: &PublicKey) -> Result<()> {
        match self.write(|writer| writer.remove_root(&root.encode()))? {
            true => Ok(()),
            false => Err(format!("{} is no root", root.to_peer_id())),
        }
    }

    /// The weight that the trust gives; 0 when it is not stored, because its issuer has none to give or revoked it.
    pub fn add_trust(&self, issuer: &PublicKey, trust: &Trust, now: u64) -> Result<u32> {
        trust.check_issued(now)?;
        trust.verify(issuer, now)?;
        self.write(|writer| add(writer, issuer, trust, now))
    }

    /// All of its trusts or none.
    pub fn insert_certificate(&self, trusts: &[Trust], now: u64) -> Result<()> {
        let first = trusts.first().ok_or("Chain is empty")?;
        common::bounds::check_count("trusts of the certificate", trusts, MAX_CHAIN)?;
        let issuers = || {
            std::iter::once(first)
                .chain(trusts)
                .map(|trust| &trust.issued_for)
        };
        for (issuer, trust) in issuers().zip(trusts) {
            trust.check_issued(now)?;
            trust.verify(issuer, now)?;
        }
        self.write(|writer| {
            for (i, (issuer, trust)) in issuers().zip(trusts).enumerate() {
                if add(writer, issuer, trust, now)? == 0 {
                    return Err(weightless(i));
                }
            }
            Ok(())
        })
    }

    /// For peers with weight only: nobody else's word counts, and anybody could fill the disk with it.
    pub fn revoke(&self, revocation: &Revocation, now: u64) -> Result<()> {
        revocation.check_revoked(now)?;
        revocation.verify()?;
        let by = revocation.revoked_by.encode();
        self.write(|writer| {
            if weight_of(&writer.view, &by, now)? == 0 {
                let peer = revocation.revoked_by.to_peer_id();
                return Err(format!(
                    "{peer} has no weight here: its revocations change nothing"
                ));
            }
            let relation = Relation::Revocation {
                revoked_at: revocation.revoked_at,
                signature: revocation.signature.clone(),
            };
            writer.put(&revocation.revoked.encode(), &by, relation)?;
            Ok(())
        })
    }

    /// 0 of a peer that nobody knows.
    pub fn weight(&self, peer: &PublicKey, now: u64) -> Result<u32> {
        self.query(now, |known| weight_of(known, &peer.encode(), now))
    }

    /// By chains through the issuer only.
    pub fn weight_from(&self, peer: &PublicKey, issuer: &PublicKey, now: u64) -> Result<u32> {
        let chains = self.chains(peer, Some(issuer), now)?;
        let weights = chains
            .iter()
            .map(|chain| weight::of_chain(chain.root_factor, chain.trusts.len()));
        Ok(weights.max().unwrap_or(0))
    }

    /// Chains to a peer, the short ones first; with an issuer, those through it.
    pub fn certificates(
        &self,
        peer: &PublicKey,
        issuer: Option<&PublicKey>,
        now: u64,
    ) -> Result<Vec<Certificate>> {
        let chains = self.chains(peer, issuer, now)?;
        let certificate =
            |chain: &Chain| chain.trusts.iter().map(|given| trust_of(given)).collect();
        chains.iter().map(certificate).collect()
    }

    pub fn revocations(&self, peer: &PublicKey) -> Result<Vec<Revocation>> {
        let said = self
            .store
            .read(|transaction| Reader::open(transaction)?.said_of(&peer.encode(), usize::MAX))?;
        let revocations = said
            .into_iter()
            .filter_map(|(by, relation)| match relation {
                Relation::Trust { .. } => None,
                Relation::Revocation {
                    revoked_at,
                    signature,
                } => Some(PublicKey::decode(&by).map(|revoked_by| Revocation {
                    revoked: peer.clone(),
                    revoked_by,
                    revoked_at,
                    signature,
                })),
            });
        let mut revocations = revocations.collect::<Result<Vec<_>>>()?;
        if revocations.len() > MAX_EXPORTED {
            log::warn!(
                "a peer has {} revocations: {MAX_EXPORTED} are exported",
                revocations.len()
            );
            revocations.truncate(MAX_EXPORTED);
        }
        Ok(revocations)
    }

    fn chains(&self, peer: &PublicKey, issuer: Option<&PublicKey>, now: u64) -> Result<Vec<Chain>> {
        let mut chains = self.query(now, |known| chains::all(known, &peer.encode(), now))?;
        if let Some(issuer) = issuer.map(PublicKey::encode) {
            let passes =
                |chain: &Chain| chain.trusts.iter().any(|given| given.issued_for == issuer);
            chains.retain(passes);
        }
        Ok(chains)
    }

    /// Trusts that have expired are removed first.
    fn query<T>(&self, now: u64, f: impl FnOnce(&Reader) -> Result<T>) -> Result<T> {
        if self
            .store
            .read(|transaction| storage::has_expired(transaction, now))?
        {
            self.write(|writer| writer.collect(now))?;
        }
        self.store
            .read(|transaction| f(&Reader::open(transaction)?))
    }

    fn write<T>(&self, f: impl FnOnce(&mut Writer) -> Result<T>) -> Result<T> {
        self.store
            .write(|transaction| f(&mut Writer::open(transaction)?))
    }
}

/// Adds a trust that is verified.
fn add(writer: &mut Writer, issuer: &PublicKey, trust: &Trust, now: u64) -> Result<u32> {
    let (of, by) = (trust.issued_for.encode(), issuer.encode());
    let weight = weight::next(weight_of(&writer.view, &by, now)?, of == by);
    if weight == 0 {
        return Ok(0);
    }
    let relation = Relation::Trust {
        issued_at: trust.issued_at,
        expires_at: trust.expires_at,
        signature: trust.signature.clone(),
    };
    match writer.put(&of, &by, relation)? {
        Relation::Trust { .. } => Ok(weight),
        Relation::Revocation { .. } => Ok(0),
    }
}

fn weight_of(known: &impl Known, peer: &[u8], now: u64) -> Result<u32> {
    let own = known.factor(peer)?.map_or(0, weight::of_factor);
    Ok(own.max(chains::heaviest(known, peer, now)?))
}

fn trust_of(given: &Given) -> Result<Trust> {
    Ok(Trust {
        issued_for: PublicKey::decode(&given.issued_for)?,
        issued_at: given.issued_at,
        expires_at: given.expires_at,
        signature: given.signature.clone(),
    })
}

/// Why a certificate was not stored: its first trust has no weight when it is no root's.
fn weightless(i: usize) -> String {
    match i {
        0 => "There is no root for this certificate.".to_string(),
        i => format!(
            "Certificate check error: trust {i} has no weight: it was revoked, or the root allows no chain so long"
        ),
    }
}

#[cfg(test)]
mod tests;
