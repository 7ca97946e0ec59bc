//! Signatures that tell their format.

use crate::public_key::{KeyFormat, PublicKey};

/// Longest raw signature: DER of ECDSA has at most 72 bytes.
pub const MAX_SIGNATURE_BYTES: usize = 72;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    pub format: KeyFormat,
    pub raw: Vec<u8>,
}

impl Signature {
    /// From one format byte and the raw signature.
    pub fn decode(bytes: &[u8]) -> Result<Signature, String> {
        let (format, raw) = bytes.split_first().ok_or("an encoded signature is empty")?;
        let format = KeyFormat::from_byte(*format)?;
        let raw = raw.to_vec();
        Ok(Signature { format, raw })
    }

    pub fn encode(&self) -> Vec<u8> {
        [&[self.format.byte()], self.raw.as_slice()].concat()
    }

    /// Refuses signatures of another format than the key's.
    pub fn verify(&self, message: &[u8], key: &PublicKey) -> Result<(), String> {
        if self.format != key.format() {
            return Err(format!(
                "the signature is of {}, the key of {}",
                self.format.name(),
                key.format().name()
            ));
        }
        key.verify(message, &self.raw)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Signer;

    #[test]
    fn encoded_signatures_carry_their_format_and_fit_keys_of_it() {
        let signer = Signer::secp256k1(1);
        let raw = signer.sign(b"message");
        assert!(raw.len() <= MAX_SIGNATURE_BYTES);
        let signature = Signature::decode(&[&[2], raw.as_slice()].concat()).unwrap();
        assert_eq!(
            Signature::decode(&signature.encode()),
            Ok(signature.clone())
        );
        assert_eq!(signature.verify(b"message", &signer.public_key()), Ok(()));
        let other = Signer::ed25519(1).public_key();
        let error = signature.verify(b"message", &other).unwrap_err();
        assert_eq!(error, "the signature is of secp256k1, the key of ed25519");
        assert!(Signature::decode(&[]).is_err());
        assert!(Signature::decode(&[9, 1]).is_err());
    }
}
