use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use crate::{check_cid, clipped, is_peer_id};

const MAX_BYTES: usize = 512;
const MAX_COMPONENTS: usize = 8;

/// An address of a node, in parts (https://github.com/multiformats/multiaddr): every part is of a protocol that IPFS
/// nodes speak, and its value is one that the protocol takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Multiaddr {
    components: Vec<Component>,
}

#[derive(Clone, Debug, PartialEq)]
struct Component {
    protocol: String,
    /// Empty for a protocol without one.
    value: String,
}

impl Multiaddr {
    /// The error is the text that callers see.
    pub fn parse(text: &str) -> Result<Multiaddr, String> {
        components(text)
            .map(|components| Multiaddr { components })
            .ok_or_else(|| format!("invalid multiaddr: {}", clipped(text)))
    }

    /// Parts, a peer id among them.
    pub fn len(&self) -> usize {
        self.components.len()
    }

    /// There is no address without parts.
    pub fn is_empty(&self) -> bool {
        self.components.is_empty()
    }

    /// Takes the peer id off the end of the address, if there is one.
    pub fn pop_peer_id(&mut self) -> Option<String> {
        match self.components.last()?.protocol.as_str() {
            "p2p" => self.components.pop().map(|last| last.value),
            _ => None,
        }
    }

    /// Puts a peer id at the end.
    pub fn push_peer_id(&mut self, id: &str) {
        self.components.push(Component {
            protocol: "p2p".to_string(),
            value: id.to_string(),
        });
    }

    /// Whether the last part is a protocol without a value: `/https`, `/ws`, `/quic-v1`.
    pub fn ends_in_flag(&self) -> bool {
        self.components
            .last()
            .is_some_and(|last| last.value.is_empty())
    }
}

impl fmt::Display for Multiaddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.components.iter().try_for_each(|component| {
            let Component { protocol, value } = component;
            match value.is_empty() {
                true => write!(f, "/{protocol}"),
                false => write!(f, "/{protocol}/{value}"),
            }
        })
    }
}

fn components(text: &str) -> Option<Vec<Component>> {
    if text.len() > MAX_BYTES {
        return None;
    }
    let mut parts = text.strip_prefix('/')?.split('/');
    let mut components = Vec::new();
    while let Some(protocol) = parts.next() {
        let value = match takes_value(protocol)? {
            true => parts.next()?,
            false => "",
        };
        if components.len() == MAX_COMPONENTS || !fits(protocol, value) {
            return None;
        }
        components.push(Component {
            protocol: current_name(protocol).to_string(),
            value: value.to_string(),
        });
    }
    Some(components)
}

fn takes_value(protocol: &str) -> Option<bool> {
    match protocol {
        "ip4" | "ip6" | "dns" | "dns4" | "dns6" | "dnsaddr" | "sni" | "tcp" | "udp" | "p2p"
        | "ipfs" | "certhash" => Some(true),
        "http" | "https" | "noise" | "p2p-circuit" | "quic" | "quic-v1" | "tls"
        | "webrtc-direct" | "webtransport" | "ws" | "wss" => Some(false),
        _ => None,
    }
}

/// `ipfs` is what `p2p` was called.
fn current_name(protocol: &str) -> &str {
    match protocol {
        "ipfs" => "p2p",
        protocol => protocol,
    }
}

fn fits(protocol: &str, value: &str) -> bool {
    match protocol {
        "ip4" => value.parse::<Ipv4Addr>().is_ok(),
        "ip6" => value.parse::<Ipv6Addr>().is_ok(),
        "dns" | "dns4" | "dns6" | "dnsaddr" | "sni" => is_host_name(value),
        "tcp" | "udp" => value.parse::<u16>().is_ok() && !value.starts_with('+'),
        "p2p" | "ipfs" => is_peer_id(value) || check_cid(value).is_ok(),
        "certhash" => value.starts_with('u') && value.bytes().all(is_base64_url),
        _ => true,
    }
}

fn is_host_name(text: &str) -> bool {
    let listed = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'.' | b'-' | b'_');
    (1..=253).contains(&text.len()) && !text.starts_with(['-', '.']) && text.bytes().all(listed)
}

fn is_base64_url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEER: &str = "12D3KooWNbZKaPWRZ8wgjGvrxdJFz9Fq5uVwkR6ERV1f74HhPdyB";

    #[test]
    fn addresses_come_out_as_they_went_in() {
        for text in [
            "/ip4/127.0.0.1/tcp/5001",
            "/ip6/::1/tcp/4001",
            "/dns4/ipfs.fluence.dev/tcp/5001",
            "/dns4/ipfs.fluence.dev/tcp/443/https",
            "/ip4/10.0.0.1/udp/4001/quic-v1/webtransport/certhash/uEiAkH5a4DPGKUuOBjYw0CgwjvcJCJMD2K_1aluKR_tpevQ",
            &format!("/ip4/1.2.3.4/tcp/4001/p2p/{PEER}"),
            &format!("/dnsaddr/bootstrap.libp2p.io/p2p/{PEER}/p2p-circuit"),
        ] {
            assert_eq!(Multiaddr::parse(text).unwrap().to_string(), *text);
        }
    }

    #[test]
    fn what_is_no_address_is_refused_with_the_text_given() {
        let long = format!("/dns4/{}/tcp/1", "a".repeat(MAX_BYTES));
        for text in [
            "",
            "/",
            "x",
            "--api=/ip4/1.2.3.4/tcp/1",
            "ip4/127.0.0.1/tcp/5001",
            "/ip4/127.0.0.1/tcp/5001/",
            "/ip4/127.0.0.1/tcp",
            "/ip4/127.0.0.256/tcp/1",
            "/ip4/127.0.0.1/tcp/65536",
            "/ip4/127.0.0.1/tcp/+1",
            "/dns4/-x/tcp/1",
            "/dns4/a b/tcp/1",
            "/unix/tmp/socket",
            "/p2p/nobody",
            long.as_str(),
            &"/ws".repeat(MAX_COMPONENTS + 1),
        ] {
            let error = Multiaddr::parse(text).unwrap_err();
            assert!(
                error.starts_with("invalid multiaddr: ") && error.len() < 300,
                "{text:?}"
            );
        }
        assert_eq!(Multiaddr::parse("x").unwrap_err(), "invalid multiaddr: x");
    }

    #[test]
    fn only_a_peer_id_is_taken_for_one() {
        let mut plain = Multiaddr::parse("/dns4/host/tcp/443/https").unwrap();
        assert_eq!(plain.pop_peer_id(), None);
        assert!(plain.ends_in_flag());
        assert_eq!(plain.len(), 3);

        let mut full = Multiaddr::parse(&format!("/ip4/1.2.3.4/tcp/1/ipfs/{PEER}")).unwrap();
        assert_eq!(full.pop_peer_id().as_deref(), Some(PEER));
        assert_eq!(full.to_string(), "/ip4/1.2.3.4/tcp/1");
        full.push_peer_id(PEER);
        assert_eq!(full.to_string(), format!("/ip4/1.2.3.4/tcp/1/p2p/{PEER}"));
    }
}
