//! Public keys of peers and what they verify (spec/services.md §0.2).

use ed25519_dalek::VerifyingKey;
use k256::ecdsa::signature::Verifier;

use crate::peer_id::{parse_peer_id, peer_id_of};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyFormat {
    Ed25519,
    Secp256k1,
}

impl KeyFormat {
    /// First byte of an encoded key or signature.
    pub fn from_byte(byte: u8) -> Result<KeyFormat, String> {
        match byte {
            0 => Ok(KeyFormat::Ed25519),
            1 => Err(unsupported("rsa")),
            2 => Ok(KeyFormat::Secp256k1),
            _ => Err("Invalid type prefix".to_string()),
        }
    }

    pub fn byte(self) -> u8 {
        match self {
            KeyFormat::Ed25519 => 0,
            KeyFormat::Secp256k1 => 2,
        }
    }

    pub fn from_name(name: &str) -> Result<KeyFormat, String> {
        match name {
            "ed25519" => Ok(KeyFormat::Ed25519),
            "secp256k1" => Ok(KeyFormat::Secp256k1),
            other => Err(unsupported(other)),
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            KeyFormat::Ed25519 => "ed25519",
            KeyFormat::Secp256k1 => "secp256k1",
        }
    }
}

fn unsupported(name: &str) -> String {
    format!("{name} Key format is not supported")
}

/// A point of its curve: making one checks that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    format: KeyFormat,
    raw: Vec<u8>,
}

impl PublicKey {
    /// From the raw key: 32 bytes, or 33 for secp256k1 (compressed).
    pub fn new(format: KeyFormat, raw: &[u8]) -> Result<PublicKey, String> {
        match format {
            KeyFormat::Ed25519 => ed25519(raw).map(|_| ()),
            KeyFormat::Secp256k1 => secp256k1(raw).map(|_| ()),
        }?;
        let raw = raw.to_vec();
        Ok(PublicKey { format, raw })
    }

    pub fn from_peer_id(peer_id: &str) -> Result<PublicKey, String> {
        parse_peer_id(peer_id)
    }

    pub fn to_peer_id(&self) -> String {
        peer_id_of(self)
    }

    /// From one format byte and the raw key.
    pub fn decode(bytes: &[u8]) -> Result<PublicKey, String> {
        let (format, raw) = bytes.split_first().ok_or("an encoded key is empty")?;
        PublicKey::new(KeyFormat::from_byte(*format)?, raw)
    }

    pub fn encode(&self) -> Vec<u8> {
        [&[self.format.byte()], self.raw()].concat()
    }

    pub fn format(&self) -> KeyFormat {
        self.format
    }

    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// `signature` is raw: 64 bytes of ed25519, DER of ECDSA over the message's SHA-256 for secp256k1. Keys and
    /// signatures with more than one valid form are refused, so that every peer judges alike.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), String> {
        let verified = match self.format {
            KeyFormat::Ed25519 => verify_ed25519(&self.raw, message, signature),
            KeyFormat::Secp256k1 => verify_secp256k1(&self.raw, message, signature),
        };
        verified.map_err(|error| {
            format!(
                "Failed to verify signature {} with {} {} public key: {error}",
                base58(signature),
                base58(&self.raw),
                self.format.name()
            )
        })
    }
}

/// Bounded: it is shown in error texts, and its cost grows with the square of the length.
fn base58(bytes: &[u8]) -> String {
    const SHOWN: usize = 128;
    let more = if bytes.len() > SHOWN { ".." } else { "" };
    bs58::encode(&bytes[..bytes.len().min(SHOWN)]).into_string() + more
}

fn ed25519(raw: &[u8]) -> Result<VerifyingKey, String> {
    let bytes = raw.try_into().map_err(|_| "an ed25519 key has 32 bytes")?;
    VerifyingKey::from_bytes(bytes).map_err(|e| e.to_string())
}

fn secp256k1(raw: &[u8]) -> Result<k256::ecdsa::VerifyingKey, String> {
    match raw.len() {
        33 => k256::ecdsa::VerifyingKey::from_sec1_bytes(raw).map_err(|e| e.to_string()),
        _ => Err("a secp256k1 key has 33 bytes".to_string()),
    }
}

fn verify_ed25519(raw: &[u8], message: &[u8], signature: &[u8]) -> Result<(), String> {
    let signature = ed25519_dalek::Signature::from_slice(signature).map_err(|e| e.to_string())?;
    ed25519(raw)?
        .verify_strict(message, &signature)
        .map_err(|e| e.to_string())
}

fn verify_secp256k1(raw: &[u8], message: &[u8], signature: &[u8]) -> Result<(), String> {
    let signature = k256::ecdsa::Signature::from_der(signature).map_err(|e| e.to_string())?;
    secp256k1(raw)?
        .verify(message, &signature)
        .map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Signer;

    #[test]
    fn each_format_verifies_what_its_key_signed_and_nothing_else() {
        for signer in [Signer::ed25519(1), Signer::secp256k1(1)] {
            let key = signer.public_key();
            let signature = signer.sign(b"message");
            assert_eq!(key.verify(b"message", &signature), Ok(()));
            let wanted = format!(
                "Failed to verify signature {} with {} {} public key: ",
                bs58::encode(&signature).into_string(),
                bs58::encode(key.raw()).into_string(),
                key.format().name()
            );
            let error = key.verify(b"massage", &signature).unwrap_err();
            assert!(error.starts_with(&wanted), "{error}");
            assert!(key.verify(b"message", &[]).is_err());
            assert!(key.verify(b"message", &[0; 100_000]).unwrap_err().len() < 500);
        }
        let signature = Signer::ed25519(1).sign(b"message");
        let other = Signer::ed25519(2).public_key();
        assert!(other.verify(b"message", &signature).is_err());
    }

    #[test]
    fn a_key_with_which_anybody_signs_verifies_nothing() {
        let identity_point = [&[1][..], &[0; 31]].concat();
        let key = PublicKey::new(KeyFormat::Ed25519, &identity_point).unwrap();
        let signature = [&identity_point[..], &[0; 32]].concat();
        assert!(key.verify(b"anything", &signature).is_err());
    }

    #[test]
    fn encoded_keys_carry_their_format() {
        for signer in [Signer::ed25519(3), Signer::secp256k1(3)] {
            let key = signer.public_key();
            assert_eq!(PublicKey::decode(&key.encode()).as_ref(), Ok(&key));
            assert_eq!(PublicKey::from_peer_id(&key.to_peer_id()), Ok(key));
        }
        let refused = |bytes: &[u8]| PublicKey::decode(bytes).unwrap_err();
        assert_eq!(refused(&[1, 0]), "rsa Key format is not supported");
        assert_eq!(refused(&[3, 0]), "Invalid type prefix");
        assert!(PublicKey::decode(&[]).is_err());
        assert!(PublicKey::decode(&[0; 32]).is_err());
        assert!(PublicKey::decode(&[[2].as_slice(), &[0; 33]].concat()).is_err());
        assert_eq!(KeyFormat::from_name("secp256k1"), Ok(KeyFormat::Secp256k1));
        let unknown = "dsa Key format is not supported".to_string();
        assert_eq!(KeyFormat::from_name("dsa"), Err(unknown));
    }
}
