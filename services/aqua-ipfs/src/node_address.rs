//! Addresses under which others reach the node: they carry the node's own peer id.

use ipfs_names::{is_peer_id, Multiaddr};

/// The address with the node's peer id at its end. `ask` tells who the node is.
pub fn own_address(
    given: &str,
    ask: impl FnOnce() -> Result<String, String>,
) -> Result<String, String> {
    let mut address = Multiaddr::parse(given)?;
    let count = address.len();
    let given_id = address.pop_peer_id();
    // beside host and port there may be a protocol like `/https`
    if address.len() != 2 && !(address.len() == 3 && address.ends_in_flag()) {
        return Err(format!(
            "multiaddr should contain 2 or 3 components, {count} given"
        ));
    }
    let id = ask()?;
    if !is_peer_id(&id) {
        return Err(format!("error parsing peer_id from 'ipfs id': {id}"));
    }
    if let Some(given_id) = given_id.filter(|given_id| *given_id != id) {
        return Err(format!(
            "given peer id is different from node peer_id: given {given_id}, actual {id}"
        ));
    }
    address.push_peer_id(&id);
    Ok(address.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "12D3KooWNbZKaPWRZ8wgjGvrxdJFz9Fq5uVwkR6ERV1f74HhPdyB";
    const OTHER: &str = "12D3KooWM45u7AQxsb4MuQJNYT3NWHHMLU7JTbBV66RTfF3KSzdR";

    fn own(given: &str) -> Result<String, String> {
        own_address(given, || Ok(ID.to_string()))
    }

    #[test]
    fn the_nodes_id_is_put_at_the_end() {
        for base in [
            "/dns4/ipfs.fluence.dev/tcp/5001",
            "/ip4/1.2.3.4/udp/4001/quic-v1",
            "/dns4/ipfs.fluence.dev/tcp/443/https",
        ] {
            let full = format!("{base}/p2p/{ID}");
            assert_eq!(own(base), Ok(full.clone()));
            assert_eq!(own(&full), Ok(full));
        }
    }

    #[test]
    fn another_nodes_id_is_refused() {
        assert_eq!(
            own(&format!("/ip4/1.2.3.4/tcp/1/p2p/{OTHER}")).unwrap_err(),
            format!("given peer id is different from node peer_id: given {OTHER}, actual {ID}")
        );
    }

    #[test]
    fn addresses_of_another_length_are_refused() {
        let error = |n| format!("multiaddr should contain 2 or 3 components, {n} given");
        assert_eq!(own("/ip4/1.2.3.4").unwrap_err(), error(1));
        assert_eq!(own(&format!("/p2p/{ID}")).unwrap_err(), error(1));
        assert_eq!(own("/ip4/1.2.3.4/tcp/1/udp/2").unwrap_err(), error(3));
        assert_eq!(own("/ip4/1.2.3.4/tcp/1/ws/ws").unwrap_err(), error(4));
        assert_eq!(own("nonsense").unwrap_err(), "invalid multiaddr: nonsense");
    }

    #[test]
    fn a_node_that_cannot_tell_who_it_is_has_no_address() {
        let address = "/ip4/1.2.3.4/tcp/1";
        let silent = own_address(address, || Err("get_peer_id error: down".to_string()));
        assert_eq!(silent.unwrap_err(), "get_peer_id error: down");
        let odd = own_address(address, || Ok("me".to_string()));
        assert_eq!(odd.unwrap_err(), "error parsing peer_id from 'ipfs id': me");
    }
}
