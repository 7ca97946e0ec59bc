//! Who trusts whom: roots that the service's owner names, trusts that peers sign, revocations, and the weight of a peer
//! by the chains that lead from a root to it (spec/services.md §3).

mod answers;
mod certificate_text;
mod chains;
mod graph;
mod records;
mod relation;
mod revocation;
mod signed;
mod storage;
#[cfg(test)]
mod testing;
mod trust;
mod weight;

use std::cell::RefCell;
use std::path::Path;

use common::{bounds, Caller, PublicKey, Signature, MAX_SIGNATURE_BYTES, PEER_TIMESTAMP_SEC};
use graph::Graph;
use marine_rs_sdk::{marine, WasmLoggerBuilder};
use records::*;

const FILE: &str = "/storage/trust-graph.redb";

pub fn main() {
    WasmLoggerBuilder::new()
        .with_log_level(log::LevelFilter::Info)
        .build()
        .unwrap();
}

/// For the owner. A root that is set again allows chains of the new length.
#[marine]
pub fn set_root(peer_id: String, max_chain_len: u32) -> SetRootResult {
    change_root(&peer_id, |graph, root| graph.set_root(root, max_chain_len)).into()
}

/// For the owner: what the root signed stays, without the weight it gave.
#[marine]
pub fn remove_root(peer_id: String) -> SetRootResult {
    change_root(&peer_id, Graph::remove_root).into()
}

/// What the issuer of a trust must sign.
#[marine]
pub fn get_trust_bytes(
    issued_for_peer_id: String,
    expires_at_sec: u64,
    issued_at_sec: u64,
) -> GetTrustBytesResult {
    PublicKey::from_peer_id(&issued_for_peer_id)
        .and_then(|key| trust::bytes(&key, expires_at_sec, issued_at_sec))
        .into()
}

/// The trust from its parts; `trust_bytes` is the raw signature.
#[marine]
pub fn issue_trust(
    issued_for_peer_id: String,
    expires_at_sec: u64,
    issued_at_sec: u64,
    trust_bytes: Vec<u8>,
) -> IssueTrustResult {
    let issue = || {
        let trust = trust::Trust {
            issued_for: PublicKey::from_peer_id(&issued_for_peer_id)?,
            issued_at: issued_at_sec,
            expires_at: expires_at_sec,
            signature: Signature {
                format: signed::format_of(&trust_bytes)?,
                raw: trust_bytes,
            },
        };
        Ok(trust.to_record())
    };
    issue().into()
}

#[marine]
pub fn verify_trust(trust: Trust, issuer_peer_id: String, timestamp_sec: u64) -> VerifyTrustResult {
    let verify = || {
        check_time(2)?;
        let issuer = PublicKey::from_peer_id(&issuer_peer_id)?;
        trust::Trust::from_record(&trust)?.verify(&issuer, timestamp_sec)
    };
    verify().into()
}

/// `weight` is 0 when the trust was not stored: the issuer has no weight to give.
#[marine]
pub fn add_trust(trust: Trust, issuer_peer_id: String, timestamp_sec: u64) -> AddTrustResult {
    let add = || {
        let issuer = PublicKey::from_peer_id(&issuer_peer_id)?;
        check_time(2)?;
        let trust = trust::Trust::from_record(&trust)?;
        with(|graph| graph.add_trust(&issuer, &trust, timestamp_sec))
    };
    add().into()
}

/// Stores all trusts of a certificate or none.
#[marine]
pub fn insert_cert(certificate: Certificate, timestamp_sec: u64) -> InsertResult {
    let insert = || {
        bounds::check_count(
            "trusts of the certificate",
            &certificate.chain,
            graph::MAX_CHAIN,
        )?;
        let trusts = certificate.chain.iter().map(trust::Trust::from_record);
        trusts.collect::<Result<Vec<_>, _>>()
    };
    insert_trusts(insert, timestamp_sec).into()
}

/// As `insert_cert`, from text.
#[marine]
pub fn insert_cert_raw(certificate: String, timestamp_sec: u64) -> InsertResult {
    insert_trusts(|| certificate_text::parse(&certificate), timestamp_sec).into()
}

#[marine]
pub fn get_all_certs(issued_for: String, timestamp_sec: u64) -> AllCertsResult {
    check_time(1)
        .and_then(|_| certificates(&issued_for, None, timestamp_sec))
        .into()
}

/// Those of the executing peer.
#[marine]
pub fn get_host_certs(timestamp_sec: u64) -> AllCertsResult {
    check_time(0)
        .and_then(|_| certificates(Caller::current().host_id(), None, timestamp_sec))
        .into()
}

#[marine]
pub fn get_all_certs_from(
    issued_for: String,
    issuer: String,
    timestamp_sec: u64,
) -> AllCertsResult {
    check_time(2)
        .and_then(|_| certificates(&issued_for, Some(&issuer), timestamp_sec))
        .into()
}

/// Those of the executing peer.
#[marine]
pub fn get_host_certs_from(issuer: String, timestamp_sec: u64) -> AllCertsResult {
    check_time(1)
        .and_then(|_| certificates(Caller::current().host_id(), Some(&issuer), timestamp_sec))
        .into()
}

#[marine]
pub fn get_weight(peer_id: String, timestamp_sec: u64) -> WeightResult {
    let weight = || {
        check_time(1)?;
        let peer = PublicKey::from_peer_id(&peer_id)?;
        with(|graph| graph.weight(&peer, timestamp_sec))
    };
    let weight = weight();
    WeightResult::of(peer_id, weight)
}

/// By chains through the issuer only.
#[marine]
pub fn get_weight_from(peer_id: String, issuer: String, timestamp_sec: u64) -> WeightResult {
    let weight = || {
        check_time(2)?;
        let peer = PublicKey::from_peer_id(&peer_id)?;
        let issuer = PublicKey::from_peer_id(&issuer)?;
        with(|graph| graph.weight_from(&peer, &issuer, timestamp_sec))
    };
    let weight = weight();
    WeightResult::of(peer_id, weight)
}

/// What the revoking peer must sign.
#[marine]
pub fn get_revocation_bytes(revoked_peer_id: String, revoked_at: u64) -> GetRevokeBytesResult {
    PublicKey::from_peer_id(&revoked_peer_id)
        .and_then(|key| revocation::bytes(&key, revoked_at))
        .into()
}

/// The revocation from its parts.
#[marine]
pub fn issue_revocation(
    revoked_by_peer_id: String,
    revoked_peer_id: String,
    revoked_at_sec: u64,
    signature_bytes: Vec<u8>,
) -> IssueRevocationResult {
    let issue = || {
        bounds::check_bytes("signature", &signature_bytes, MAX_SIGNATURE_BYTES)?;
        let revoked_by = PublicKey::from_peer_id(&revoked_by_peer_id)?;
        let revocation = revocation::Revocation {
            revoked: PublicKey::from_peer_id(&revoked_peer_id)?,
            revoked_at: revoked_at_sec,
            signature: Signature {
                format: revoked_by.format(),
                raw: signature_bytes,
            },
            revoked_by,
        };
        Ok(revocation.to_record())
    };
    issue().into()
}

#[marine]
pub fn revoke(revoke: Revocation, timestamp_sec: u64) -> RevokeResult {
    let store = || {
        check_time(1)?;
        let revocation = revocation::Revocation::from_record(&revoke)?;
        with(|graph| graph.revoke(&revocation, timestamp_sec))
    };
    store().into()
}

/// Revocations of a peer.
#[marine]
pub fn export_revocations(issued_for: String) -> ExportRevocationsResult {
    let export = || {
        let peer = PublicKey::from_peer_id(&issued_for)?;
        let revocations = with(|graph| graph.revocations(&peer))?;
        Ok(revocations
            .iter()
            .map(revocation::Revocation::to_record)
            .collect())
    };
    export().into()
}

fn change_root(
    peer_id: &str,
    change: impl FnOnce(&Graph, &PublicKey) -> Result<(), String>,
) -> Result<(), String> {
    if !Caller::current().is_owner() {
        return Err("Root could add only by trust graph service owner".to_string());
    }
    let root = PublicKey::from_peer_id(peer_id)?;
    with(|graph| change(graph, &root))
}

/// The owner may tell the time itself: at a start there is no script to take it from.
fn insert_trusts(
    trusts: impl FnOnce() -> Result<Vec<trust::Trust>, String>,
    timestamp_sec: u64,
) -> Result<(), String> {
    if !Caller::current().is_owner() {
        check_time(1)?;
    }
    let trusts = trusts()?;
    with(|graph| graph.insert_certificate(&trusts, timestamp_sec))
}

fn certificates(peer_id: &str, issuer: Option<&str>, now: u64) -> Result<Vec<Certificate>, String> {
    let peer = PublicKey::from_peer_id(peer_id)?;
    let issuer = issuer.map(PublicKey::from_peer_id).transpose()?;
    let certificates = with(|graph| graph.certificates(&peer, issuer.as_ref(), now))?;
    let record = |trusts: &graph::Certificate| Certificate {
        chain: trusts.iter().map(trust::Trust::to_record).collect(),
    };
    Ok(certificates.iter().map(record).collect())
}

/// Whether that argument is the time of the executing peer.
fn check_time(argument: usize) -> Result<(), String> {
    let checked = Caller::current().check_origin(argument, 0, &PEER_TIMESTAMP_SEC);
    checked.map_err(|origin| {
        format!("you should use host peer.timestamp_sec to pass timestamp: {origin}")
    })
}

thread_local! {
    static GRAPH: RefCell<Option<Graph>> = const { RefCell::new(None) };
}

/// Runs `f` on the graph, which is opened at the first use.
fn with<T>(f: impl FnOnce(&Graph) -> Result<T, String>) -> Result<T, String> {
    let result = GRAPH.with_borrow_mut(|slot| {
        let graph = match slot.take() {
            Some(graph) => graph,
            None => Graph::open(Path::new(FILE))?,
        };
        f(slot.insert(graph))
    });
    result.map_err(in_upstreams_words)
}

fn in_upstreams_words(error: String) -> String {
    match error.strip_prefix("Internal database error: ") {
        Some(cause) => format!("Internal storage error: {cause}"),
        None => error,
    }
}
