//! Names that IPFS understands, checked before they reach its program: addresses of nodes and ids of contents.
//!
//! Both modules of the service use it: the facade to keep addresses, the effector because it is what a peer trusts.

mod cid;
mod multiaddr;
mod peer_id;

pub use cid::check_cid;
pub use multiaddr::Multiaddr;
pub use peer_id::is_peer_id;

/// The beginning of a text, for errors: what is refused for its length must not come back whole.
pub fn clipped(text: &str) -> &str {
    const SHOWN_BYTES: usize = 256;
    let end = (0..=SHOWN_BYTES.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or(0)]
}

fn is_base58(text: &str) -> bool {
    let listed = |c: u8| c.is_ascii_alphanumeric() && !matches!(c, b'0' | b'O' | b'I' | b'l');
    text.bytes().all(listed)
}

#[cfg(test)]
mod tests {
    use super::clipped;

    #[test]
    fn long_texts_are_shown_in_part_and_never_cut_within_a_character() {
        assert_eq!(clipped("short"), "short");
        let long = format!("a{}", "ю".repeat(300));
        assert_eq!(clipped(&long).len(), 255);
    }
}
