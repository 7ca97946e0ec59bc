use crate::is_base58;

/// Whether the text is a peer id as `ipfs id` and multiaddrs write it: base58, a multihash of or around a key.
pub fn is_peer_id(text: &str) -> bool {
    let hashed = text.len() == 46 && text.starts_with("Qm");
    let ed25519 = text.len() == 52 && text.starts_with("12D3KooW");
    let secp256k1 = text.len() == 53 && text.starts_with("16Uiu2HA");
    (hashed || ed25519 || secp256k1) && is_base58(text)
}

#[cfg(test)]
mod tests {
    use super::is_peer_id;

    #[test]
    fn knows_ids_of_every_key_type_and_nothing_else() {
        for id in [
            "12D3KooWNbZKaPWRZ8wgjGvrxdJFz9Fq5uVwkR6ERV1f74HhPdyB",
            "16Uiu2HAmEyqYWhQq6qcYZYMUQqQgQjw5R6SN2CZ6wbEdsJXiCdBz",
            "QmbWqxBEKC3P8tqsKc98xmWNzrzDtRLMiMPL8wBuTGsMnR",
        ] {
            assert!(is_peer_id(id), "{id}");
            assert!(!is_peer_id(&id[1..]), "{id}");
            assert!(!is_peer_id(&format!("{}0", &id[..id.len() - 1])), "{id}");
        }
        assert!(!is_peer_id(""));
        assert!(!is_peer_id("--help"));
    }
}
