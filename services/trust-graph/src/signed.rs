//! Signatures in records: base58 text and the name of a format.

use common::{KeyFormat, Signature, MAX_SIGNATURE_BYTES};

/// Base58 takes less than 1.4 characters a byte.
const MAX_SIGNATURE_CHARACTERS: usize = 2 * MAX_SIGNATURE_BYTES;
const ED25519_BYTES: usize = 64;

pub fn from_text(signature: &str, sig_type: &str) -> Result<Signature, String> {
    let format = KeyFormat::from_name(sig_type)?;
    common::bounds::check_text("signature", signature, MAX_SIGNATURE_CHARACTERS)?;
    let raw = bs58::decode(signature).into_vec();
    let raw = raw.map_err(|error| format!("Cannot convert base58 string to bytes: {error}"))?;
    Ok(Signature { format, raw })
}

pub fn to_text(signature: &Signature) -> String {
    bs58::encode(&signature.raw).into_string()
}

/// The format of a raw signature, told by its form: upstream takes that of the key which it is about, which is another
/// peer's.
pub fn format_of(raw: &[u8]) -> Result<KeyFormat, String> {
    match raw.len() {
        length if length > MAX_SIGNATURE_BYTES => Err(unknown(length)),
        _ if k256::ecdsa::Signature::from_der(raw).is_ok() => Ok(KeyFormat::Secp256k1),
        ED25519_BYTES => Ok(KeyFormat::Ed25519),
        length => Err(unknown(length)),
    }
}

fn unknown(length: usize) -> String {
    format!("{length} bytes are no signature: ed25519 has 64, secp256k1 is DER of at most {MAX_SIGNATURE_BYTES}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use common::testing::Signer;

    #[test]
    fn fault_7_the_form_of_a_signature_tells_its_format() {
        for seed in 0..50u16 {
            let message = seed.to_le_bytes();
            let ed25519 = Signer::ed25519(seed).sign(&message);
            assert_eq!(format_of(&ed25519), Ok(KeyFormat::Ed25519));
            let secp256k1 = Signer::secp256k1(seed).sign(&message);
            assert_eq!(format_of(&secp256k1), Ok(KeyFormat::Secp256k1));
        }
        for length in [0, 1, 63, 65, 70, 1 << 20] {
            assert!(format_of(&vec![7; length]).is_err(), "{length}");
        }
    }

    #[test]
    fn texts_are_bounded_and_refused_in_upstreams_words() {
        let signature = from_text("2VfUX", "ed25519").unwrap();
        assert_eq!(to_text(&signature), "2VfUX");
        let error = |signature, sig_type| from_text(signature, sig_type).unwrap_err();
        assert!(error("0", "ed25519").starts_with("Cannot convert base58 string to bytes: "));
        assert_eq!(error("2", "rsa"), "rsa Key format is not supported");
        let long = "2".repeat(1000);
        assert!(error(&long, "ed25519").starts_with("signature is too long"));
    }
}
