//! Hosts with a registry, and peers that sign what they put there.

use common::testing::{Call, Signer, TempFile};
use common::{Result, Store};

use crate::key::{key_id, Key};
use crate::record::{Record, RecordMetadata};
use crate::registry::Registry;
use crate::results::{Cleared, EvictStaleItem};
use crate::settings::RecordSignatures;
use crate::tables::MIGRATIONS;
use crate::tombstone::Tombstone;
use crate::weight::WeightResult;

/// Of spec/services.md §1.2 and §2.2.
pub const T: u64 = 1_649_800_000;
pub const HOUR: u64 = 3_600;
pub const DAY: u64 = 24 * HOUR;

pub struct Host {
    pub signer: Signer,
    store: Store,
    file: TempFile,
}

impl Host {
    pub fn new(seed: u16) -> Host {
        let file = TempFile::new();
        Host {
            signer: Signer::ed25519(seed),
            store: Store::open(file.path(), MIGRATIONS).unwrap(),
            file,
        }
    }

    /// The same host after a restart.
    pub fn reopened(self) -> Host {
        let Host {
            signer,
            store,
            file,
        } = self;
        drop(store);
        let store = Store::open(file.path(), MIGRATIONS).unwrap();
        Host {
            signer,
            store,
            file,
        }
    }

    pub fn id(&self) -> String {
        self.signer.peer_id()
    }

    /// A call on this host, without any tetraplets yet.
    pub fn call(&self, init: &str) -> Call {
        Call::by(init).host(&self.id()).creator("creator")
    }

    pub fn serve<T>(&self, call: Call, f: impl FnOnce(&Registry) -> Result<T>) -> Result<T> {
        f(&Registry {
            caller: &call.caller(),
            store: &self.store,
        })
    }

    /// Adds the tetraplet of this host's clock.
    pub fn timed(&self, call: Call, argument: usize) -> Call {
        call.origin(argument, &self.id(), "peer", "timestamp_sec")
    }

    /// Adds the tetraplet of this host's trust graph.
    pub fn weighed(&self, call: Call, argument: usize) -> Call {
        call.origin(argument, &self.id(), "trust-graph", "get_weight")
    }

    pub fn register(&self, key: &Key, now: u64) -> Result<String> {
        let call = self.weighed(self.call(&key.owner_peer_id), 6);
        let weight = weight(&key.owner_peer_id, 0);
        self.serve(self.timed(call, 7), |registry| {
            registry.register_key(key.clone(), &weight, now)
        })
    }

    pub fn republish_key(&self, init: &str, key: &Key, now: u64) -> Result<()> {
        let call = self.timed(self.weighed(self.call(init), 1), 2);
        let weight = weight(&key.owner_peer_id, 0);
        self.serve(call, |registry| {
            registry.republish_key(key.clone(), &weight, now)
        })
    }

    pub fn key(&self, id: &str) -> Result<Key> {
        self.serve(self.call("any"), |registry| registry.get_key(id))
    }

    pub fn put(&self, record: &Record, heavy: u32, now: u64) -> Result<()> {
        self.put_by(&record.metadata.issued_by, record, heavy, now)
    }

    pub fn put_by(&self, init: &str, record: &Record, heavy: u32, now: u64) -> Result<()> {
        let call = self.timed(self.weighed(self.call(init), 3), 4);
        let weight = weight(&record.metadata.issued_by, heavy);
        self.serve(call, |registry| {
            registry.put_record(record.clone(), &weight, now)
        })
    }

    pub fn records(&self, key_id: &str, now: u64) -> Result<Vec<Record>> {
        self.serve(self.timed(self.call("any"), 1), |registry| {
            registry.get_records(key_id, now)
        })
    }

    pub fn republish(&self, records: &[Record], heavy: u32, now: u64) -> Result<u64> {
        let call = records
            .iter()
            .fold(self.call("neighbour"), |call, _| self.weighed(call, 1));
        let weights: Vec<WeightResult> = records
            .iter()
            .map(|record| weight(&record.metadata.issued_by, heavy))
            .collect();
        self.serve(self.timed(call, 2), |registry| {
            registry.republish_records(records.to_vec(), &weights, now)
        })
    }

    pub fn stale_local(&self, now: u64) -> Vec<Record> {
        let call = self.timed(self.call(&self.id()), 0);
        self.serve(call, |registry| registry.get_stale_local_records(now))
            .unwrap()
    }

    pub fn bury(&self, tombstone: &Tombstone, now: u64) -> Result<()> {
        self.serve(self.timed(self.call("any"), 6), |registry| {
            registry.add_tombstone(tombstone.clone(), now)
        })
    }

    pub fn tombstones(&self, key_id: &str, now: u64) -> Result<Vec<Tombstone>> {
        self.serve(self.timed(self.call("any"), 1), |registry| {
            registry.get_tombstones(key_id, now)
        })
    }

    pub fn republish_tombstones(&self, tombstones: &[Tombstone], now: u64) -> Result<()> {
        self.serve(self.timed(self.call("neighbour"), 1), |registry| {
            registry.republish_tombstones(tombstones.to_vec(), now)
        })
    }

    pub fn clear(&self, now: u64) -> Cleared {
        self.serve(self.timed(self.call(&self.id()), 0), |registry| {
            registry.clear_expired(now)
        })
        .unwrap()
    }

    pub fn confirm(&self, init: &str, keys: &[Key], now: u64) -> Result<()> {
        self.serve(self.timed(self.call(init), 1), |registry| {
            registry.confirm_replication(keys, now)
        })
    }

    pub fn stale(&self, now: u64) -> Vec<EvictStaleItem> {
        self.stale_by(&self.id(), now)
    }

    pub fn stale_by(&self, init: &str, now: u64) -> Vec<EvictStaleItem> {
        self.serve(self.timed(self.call(init), 0), |registry| {
            registry.evict_stale(now)
        })
        .unwrap()
    }
}

pub fn weight(peer_id: &str, weight: u32) -> WeightResult {
    WeightResult {
        success: true,
        weight,
        peer_id: peer_id.to_string(),
        error: String::new(),
    }
}

pub fn signed_key(owner: &Signer, label: &str, timestamp_created: u64) -> Key {
    let key = Key {
        id: key_id(label, &owner.peer_id()),
        label: label.to_string(),
        owner_peer_id: owner.peer_id(),
        timestamp_created,
        ..Key::default()
    };
    let signature = owner.sign(&key.digest().unwrap_or_default());
    Key { signature, ..key }
}

pub fn signed_metadata(issuer: &Signer, key_id: &str, peer_id: &str, at: u64) -> RecordMetadata {
    let metadata = RecordMetadata {
        key_id: key_id.to_string(),
        issued_by: issuer.peer_id(),
        peer_id: peer_id.to_string(),
        timestamp_issued: at,
        value: "value".to_string(),
        ..RecordMetadata::default()
    };
    sign_metadata(metadata, issuer)
}

pub fn sign_metadata(metadata: RecordMetadata, issuer: &Signer) -> RecordMetadata {
    let issuer_signature = issuer.sign(&metadata.digest().unwrap_or_default());
    RecordMetadata {
        issuer_signature,
        ..metadata
    }
}

pub fn sign_record(metadata: RecordMetadata, peer: &Signer, timestamp_created: u64) -> Record {
    let record = Record {
        metadata,
        timestamp_created,
        signature: Vec::new(),
    };
    let digest = record.digest(RecordSignatures::Bound).unwrap_or_default();
    let signature = peer.sign(&digest);
    Record {
        signature,
        ..record
    }
}

/// Of a peer that provides for itself.
pub fn own_record(peer: &Signer, key_id: &str, at: u64) -> Record {
    record(peer, peer, key_id, at)
}

pub fn record(issuer: &Signer, peer: &Signer, key_id: &str, at: u64) -> Record {
    sign_record(
        signed_metadata(issuer, key_id, &peer.peer_id(), at),
        peer,
        at,
    )
}

pub fn signed_tombstone(issuer: &Signer, key_id: &str, peer_id: &str, at: u64) -> Tombstone {
    let tombstone = Tombstone {
        key_id: key_id.to_string(),
        issued_by: issuer.peer_id(),
        peer_id: peer_id.to_string(),
        timestamp_issued: at,
        ..Tombstone::default()
    };
    let issuer_signature = issuer.sign(&tombstone.digest().unwrap_or_default());
    Tombstone {
        issuer_signature,
        ..tombstone
    }
}

/// A host that holds the key of `owner`, and the key's id.
pub fn host_with_key(owner: &Signer, now: u64) -> (Host, String) {
    let host = Host::new(900);
    let id = host.register(&signed_key(owner, "label", now), now);
    (host, id.unwrap())
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Peers of the vectors of spec/services.md §1.2.
pub const P: &str = "12D3KooWD7CvsYcpF9HE9CCV9aY3SJ317tkXVykjtZnht2EbzDPm";
pub const H: &str = "12D3KooWHBG9oaVx4i3vi6c1rSBUm7MLBmyGmmbHoZ23pmjDCnvK";
pub const VECTOR_ID: &str = "zSzHVcgLaVV5n11c1gn2m4NHJpGNsBR7jsGWwc9oKQg";
