//! Peer ids with their key inlined: base58 of an identity multihash of a protobuf (spec/services.md §0.2; libp2p's
//! "peer ids").

use crate::public_key::{KeyFormat, PublicKey};

/// Longest text that is decoded at all; ids with inlined keys have 52 and 53 characters.
pub const MAX_PEER_ID_BYTES: usize = 100;

/// Codes of multihashes, the only ones of peer ids.
const IDENTITY: u8 = 0;
const SHA2_256: u8 = 0x12;

/// Fields 1 (key type) and 2 (key bytes) of libp2p's `PublicKey` message.
const TYPE_FIELD: u8 = 0x08;
const DATA_FIELD: u8 = 0x12;

pub fn parse_peer_id(peer_id: &str) -> Result<PublicKey, String> {
    let bytes = multihash(peer_id).map_err(|e| {
        format!("public key extraction from peer id failed: peer id parse error: {e}")
    })?;
    match bytes.as_slice() {
        [IDENTITY, _, message @ ..] => {
            inlined(message).map_err(|e| format!("public key extraction from peer id failed: {e}"))
        }
        _ => Err(format!("public key is not inlined in peer id: {peer_id}")),
    }
}

pub fn peer_id_of(key: &PublicKey) -> String {
    let raw = key.raw();
    let head = [
        TYPE_FIELD,
        libp2p_type(key.format()),
        DATA_FIELD,
        raw.len() as u8,
    ];
    let multihash = [&[IDENTITY, (head.len() + raw.len()) as u8], &head[..], raw];
    bs58::encode(multihash.concat()).into_string()
}

fn multihash(peer_id: &str) -> Result<Vec<u8>, String> {
    if peer_id.len() > MAX_PEER_ID_BYTES {
        return Err(format!("{} characters are too many", peer_id.len()));
    }
    let bytes = bs58::decode(peer_id)
        .into_vec()
        .map_err(|e| e.to_string())?;
    match bytes.as_slice() {
        [IDENTITY, length, message @ ..] if *length as usize == message.len() => Ok(bytes),
        [SHA2_256, 32, digest @ ..] if digest.len() == 32 => Ok(bytes),
        _ => Err("it is no multihash of a peer id".to_string()),
    }
}

fn inlined(message: &[u8]) -> Result<PublicKey, String> {
    match message {
        [TYPE_FIELD, kind, DATA_FIELD, length, raw @ ..] if *length as usize == raw.len() => {
            PublicKey::new(format_of(*kind)?, raw)
        }
        _ => Err("the inlined key is no public key message".to_string()),
    }
}

/// libp2p's numbers of key types, which differ from those of encoded keys.
fn libp2p_type(format: KeyFormat) -> u8 {
    match format {
        KeyFormat::Ed25519 => 1,
        KeyFormat::Secp256k1 => 2,
    }
}

fn format_of(libp2p_type: u8) -> Result<KeyFormat, String> {
    match libp2p_type {
        1 => Ok(KeyFormat::Ed25519),
        2 => Ok(KeyFormat::Secp256k1),
        other => Err(format!("keys of libp2p type {other} are not supported")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Signer;

    const P: &str = "12D3KooWD7CvsYcpF9HE9CCV9aY3SJ317tkXVykjtZnht2EbzDPm";

    #[test]
    fn ids_of_both_formats_are_read_and_written() {
        for id in [
            P,
            &Signer::ed25519(1).peer_id(),
            &Signer::secp256k1(1).peer_id(),
        ] {
            let key = parse_peer_id(id).unwrap();
            assert_eq!(peer_id_of(&key), id);
        }
        assert!(Signer::secp256k1(1).peer_id().starts_with("16Uiu2HA"));
    }

    #[test]
    fn a_hashed_key_is_not_inlined() {
        let id = "QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N";
        let wanted = format!("public key is not inlined in peer id: {id}");
        assert_eq!(parse_peer_id(id).unwrap_err(), wanted);
    }

    #[test]
    fn anything_else_is_refused_in_upstreams_words() {
        let prefix = "public key extraction from peer id failed: peer id parse error: ";
        let long = "1".repeat(101);
        for id in ["", "2", "O0", "ж", "nobody", &P[..51], long.as_str()] {
            let error = parse_peer_id(id).unwrap_err();
            assert!(error.starts_with(prefix), "{id}: {error}");
        }
        let with = |message: &[u8]| {
            let head = [0, message.len() as u8];
            bs58::encode([&head[..], message].concat()).into_string()
        };
        let rsa = with(&[8, 0, 18, 1, 7]);
        assert!(parse_peer_id(&rsa).unwrap_err().contains("type 0"));
        for message in [&[8, 1, 18, 32][..], &[8, 1, 18, 0], &[1, 2, 3]] {
            assert!(parse_peer_id(&with(message)).is_err());
        }
        assert!(parse_peer_id(&P[..51]).is_err());
    }
}
