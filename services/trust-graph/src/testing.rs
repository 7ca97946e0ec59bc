//! Trusts, revocations and graphs for unit tests.

use common::testing::{Signer, TempFile};
use common::Signature;

use crate::graph::Graph;
use crate::revocation::{self, Revocation};
use crate::trust::{self, Trust};

/// Peer and time of the vectors in spec/services.md.
pub const P: &str = "12D3KooWD7CvsYcpF9HE9CCV9aY3SJ317tkXVykjtZnht2EbzDPm";
pub const T: u64 = 1_649_800_000;

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn issue(by: &Signer, to: &Signer, issued_at: u64, expires_at: u64) -> Trust {
    let issued_for = to.public_key();
    let message = trust::bytes(&issued_for, expires_at, issued_at).unwrap();
    let signature = Signature {
        format: by.public_key().format(),
        raw: by.sign(&message),
    };
    Trust {
        issued_for,
        issued_at,
        expires_at,
        signature,
    }
}

pub fn revocation(by: &Signer, of: &Signer, revoked_at: u64) -> Revocation {
    let revoked = of.public_key();
    let message = revocation::bytes(&revoked, revoked_at).unwrap();
    let signature = Signature {
        format: by.public_key().format(),
        raw: by.sign(&message),
    };
    Revocation {
        revoked,
        revoked_by: by.public_key(),
        revoked_at,
        signature,
    }
}

/// Peers, the first a root that trusts itself, and each trusted by the one before, issued at 10 and expiring at 1000.
pub fn chain(seeds: impl IntoIterator<Item = u16>) -> (Vec<Signer>, Vec<Trust>) {
    let peers: Vec<Signer> = seeds.into_iter().map(Signer::ed25519).collect();
    let issuers = std::iter::once(&peers[0]).chain(&peers);
    let trusts = issuers
        .zip(&peers)
        .map(|(by, to)| issue(by, to, 10, 1000))
        .collect();
    (peers, trusts)
}

/// A graph in a file that goes away with it.
pub struct TestGraph {
    pub graph: Graph,
    _file: TempFile,
}

impl TestGraph {
    pub fn new() -> TestGraph {
        let file = TempFile::new();
        TestGraph {
            graph: Graph::open(file.path()).unwrap(),
            _file: file,
        }
    }

    /// With that root, and its trust in itself issued at 10 and expiring at 1000.
    pub fn rooted(root: &Signer, max_chain_len: u32) -> TestGraph {
        let test = TestGraph::new();
        test.root(root, max_chain_len);
        test
    }

    pub fn root(&self, root: &Signer, max_chain_len: u32) {
        self.graph
            .set_root(&root.public_key(), max_chain_len)
            .unwrap();
        self.trust(root, root);
    }

    /// Adds a trust, issued at 10 and expiring at 1000; its weight.
    pub fn trust(&self, by: &Signer, to: &Signer) -> u32 {
        let trust = issue(by, to, 10, 1000);
        self.graph.add_trust(&by.public_key(), &trust, 10).unwrap()
    }

    pub fn weight(&self, of: &Signer) -> u32 {
        self.graph.weight(&of.public_key(), 10).unwrap()
    }

    /// Lengths of all certificates, at 10.
    pub fn lengths(&self, of: &Signer) -> Vec<usize> {
        let certificates = self.graph.certificates(&of.public_key(), None, 10).unwrap();
        certificates.iter().map(Vec::len).collect()
    }
}
