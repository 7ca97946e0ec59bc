//! For unit tests of services: peers that sign, calls as a peer would describe them, files that go away.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use ed25519_dalek::Signer as _;
use marine_rs_sdk::{CallParameters, SecurityTetraplet};

use crate::caller::Caller;
use crate::public_key::{KeyFormat, PublicKey};

/// A peer with its secret key; equal seeds are equal peers.
pub struct Signer {
    secret: Secret,
}

enum Secret {
    Ed25519(ed25519_dalek::SigningKey),
    Secp256k1(k256::ecdsa::SigningKey),
}

impl Signer {
    pub fn ed25519(seed: u16) -> Signer {
        let secret = ed25519_dalek::SigningKey::from_bytes(&secret_bytes(seed));
        Signer {
            secret: Secret::Ed25519(secret),
        }
    }

    pub fn secp256k1(seed: u16) -> Signer {
        let secret = k256::ecdsa::SigningKey::from_slice(&secret_bytes(seed));
        Signer {
            secret: Secret::Secp256k1(secret.expect("a scalar")),
        }
    }

    /// The raw signature.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        match &self.secret {
            Secret::Ed25519(secret) => secret.sign(message).to_vec(),
            Secret::Secp256k1(secret) => {
                let signature: k256::ecdsa::Signature = secret.sign(message);
                signature.to_der().as_bytes().to_vec()
            }
        }
    }

    pub fn public_key(&self) -> PublicKey {
        let key = match &self.secret {
            Secret::Ed25519(secret) => {
                PublicKey::new(KeyFormat::Ed25519, secret.verifying_key().as_bytes())
            }
            Secret::Secp256k1(secret) => {
                let point = secret.verifying_key().to_encoded_point(true);
                PublicKey::new(KeyFormat::Secp256k1, point.as_bytes())
            }
        };
        key.expect("the key of a secret")
    }

    pub fn peer_id(&self) -> String {
        self.public_key().to_peer_id()
    }
}

fn secret_bytes(seed: u16) -> [u8; 32] {
    let mut secret = [42; 32];
    secret[..2].copy_from_slice(&seed.to_le_bytes());
    secret
}

/// A call of `init`, described as the executing peer does.
#[derive(Clone, Default)]
pub struct Call {
    parameters: CallParameters,
}

impl Call {
    pub fn by(init_peer_id: &str) -> Call {
        let mut call = Call::default();
        call.parameters.particle.init_peer_id = init_peer_id.to_string();
        call
    }

    pub fn host(mut self, host_id: &str) -> Call {
        self.parameters.host_id = host_id.to_string();
        self
    }

    pub fn worker(mut self, worker_id: &str) -> Call {
        self.parameters.worker_id = worker_id.to_string();
        self
    }

    pub fn creator(mut self, peer_id: &str) -> Call {
        self.parameters.service_creator_peer_id = peer_id.to_string();
        self
    }

    /// When the particle was made.
    pub fn timestamp_sec(mut self, seconds: u64) -> Call {
        self.parameters.particle.timestamp = seconds * 1000;
        self
    }

    /// Adds a tetraplet to argument `argument`: repeated calls describe the elements of a list.
    pub fn origin(mut self, argument: usize, peer: &str, service: &str, function: &str) -> Call {
        let tetraplets = &mut self.parameters.tetraplets;
        tetraplets.resize(tetraplets.len().max(argument + 1), Vec::new());
        tetraplets[argument].push(SecurityTetraplet::new(peer, service, function, ""));
        self
    }

    pub fn caller(self) -> Caller {
        Caller::new(self.parameters)
    }
}

/// Path of a file that is not there yet, removed at the end.
pub struct TempFile {
    path: PathBuf,
}

impl TempFile {
    #[allow(clippy::new_without_default)]
    pub fn new() -> TempFile {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("noctiluca-{}-{count}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let _ = std::fs::remove_file(&path);
        TempFile { path }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for TempFile {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}
