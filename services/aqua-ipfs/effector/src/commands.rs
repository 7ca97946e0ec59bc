//! Command lines of `ipfs` (spec/services.md §4.3). Whatever stands in them was checked: nothing can be an option.

use ipfs_names::{check_cid, Multiaddr};

use crate::vault::VaultPath;

/// The node that a command talks to.
pub struct Node {
    pub api_multiaddr: String,
    pub timeout_sec: u64,
}

/// One run of the program.
#[derive(Debug)]
pub struct Command {
    arguments: Vec<Argument>,
}

#[derive(Debug)]
enum Argument {
    Text(String),
    /// The program sees the path of the host, people that of the service.
    File {
        host: String,
        shown: String,
    },
}

pub fn connect(multiaddr: &str, node: &Node) -> Result<Command, String> {
    let peer = Multiaddr::parse(multiaddr)?.to_string();
    command(&["swarm", "connect"], [Argument::Text(peer)], node)
}

pub fn put(path: &VaultPath, node: &Node) -> Result<Command, String> {
    let options = ["--cid-version=1", "--chunker=size-262144"].map(text);
    let arguments = [file(path)].into_iter().chain(options);
    command(&["add", "-Q"], arguments, node)
}

pub fn dag_put(path: &VaultPath, node: &Node) -> Result<Command, String> {
    command(&["dag", "put"], [file(path)], node)
}

pub fn get(hash: &str, path: &VaultPath, node: &Node) -> Result<Command, String> {
    check_cid(hash)?;
    command(&["get", "-o"], [file(path), text(hash)], node)
}

pub fn dag_get(hash: &str, node: &Node) -> Result<Command, String> {
    check_cid(hash)?;
    command(&["dag", "get"], [text(hash)], node)
}

pub fn cat(hash: &str, node: &Node) -> Result<Command, String> {
    check_cid(hash)?;
    command(&["cat"], [text(hash)], node)
}

pub fn id(node: &Node) -> Result<Command, String> {
    command(&["id"], [], node)
}

fn command(
    name: &[&str],
    arguments: impl IntoIterator<Item = Argument>,
    node: &Node,
) -> Result<Command, String> {
    let api = Multiaddr::parse(&node.api_multiaddr)?.to_string();
    let timeout = format!("{}s", node.timeout_sec.max(1));
    let suffix = ["--timeout", &timeout, "--api", &api].map(text);
    let name = name.iter().map(|word| text(word));
    Ok(Command {
        arguments: name.chain(arguments).chain(suffix).collect(),
    })
}

fn text(text: &str) -> Argument {
    Argument::Text(text.to_string())
}

fn file(path: &VaultPath) -> Argument {
    Argument::File {
        host: path.host(),
        shown: path.shown(),
    }
}

impl Command {
    /// As the program gets them.
    pub fn arguments(&self) -> Vec<String> {
        let given = |argument: &Argument| match argument {
            Argument::Text(text) => text.clone(),
            Argument::File { host, .. } => host.clone(),
        };
        self.arguments.iter().map(given).collect()
    }

    /// As an error shows them.
    pub fn shown(&self) -> Vec<String> {
        let shown = |argument: &Argument| match argument {
            Argument::Text(text) => text.clone(),
            Argument::File { shown, .. } => shown.clone(),
        };
        self.arguments.iter().map(shown).collect()
    }

    /// A text of the program without paths of the host.
    pub fn without_host_paths(&self, said: &str) -> String {
        let hide = |said: String, argument: &Argument| match argument {
            Argument::Text(_) => said,
            Argument::File { host, shown } => said.replace(host, shown),
        };
        self.arguments.iter().fold(said.to_string(), hide)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::Vault;

    const CID: &str = "QmbWqxBEKC3P8tqsKc98xmWNzrzDtRLMiMPL8wBuTGsMnR";
    const API: &str = "/ip4/127.0.0.1/tcp/5001";

    fn node() -> Node {
        Node {
            api_multiaddr: API.to_string(),
            timeout_sec: 10,
        }
    }

    fn path() -> VaultPath {
        let vault = Vault::at("/host/vault", "id", "token").unwrap();
        vault.path("/tmp/vault/id-token/file").unwrap()
    }

    fn line(command: Result<Command, String>) -> String {
        command.unwrap().arguments().join(" ")
    }

    #[test]
    fn every_command_line_is_upstreams() {
        let suffix = format!("--timeout 10s --api {API}");
        let file = "/host/vault/id-token/file";
        let lines = [
            (
                connect("/ip4/1.2.3.4/tcp/1", &node()),
                "swarm connect /ip4/1.2.3.4/tcp/1".to_string(),
            ),
            (
                put(&path(), &node()),
                format!("add -Q {file} --cid-version=1 --chunker=size-262144"),
            ),
            (dag_put(&path(), &node()), format!("dag put {file}")),
            (get(CID, &path(), &node()), format!("get -o {file} {CID}")),
            (dag_get(CID, &node()), format!("dag get {CID}")),
            (cat(CID, &node()), format!("cat {CID}")),
            (id(&node()), "id".to_string()),
        ];
        for (command, expected) in lines {
            assert_eq!(line(command), format!("{expected} {suffix}"));
        }
    }

    #[test]
    fn options_in_the_place_of_names_are_refused() {
        let wrong = "--api=/ip4/6.6.6.6/tcp/1";
        let elsewhere = Node {
            api_multiaddr: wrong.to_string(),
            timeout_sec: 1,
        };
        for refused in [
            connect(wrong, &node()),
            get(wrong, &path(), &node()),
            dag_get(wrong, &node()),
            cat("../x", &node()),
            id(&elsewhere),
        ] {
            assert!(refused.unwrap_err().starts_with("invalid "));
        }
    }

    #[test]
    fn no_time_at_all_is_a_second() {
        let hurried = Node {
            timeout_sec: 0,
            ..node()
        };
        assert!(line(id(&hurried)).contains("--timeout 1s"));
    }

    #[test]
    fn paths_of_the_host_are_shown_to_nobody() {
        let put = put(&path(), &node()).unwrap();
        assert!(!put.shown().join(" ").contains("/host"));
        assert_eq!(
            put.without_host_paths("open /host/vault/id-token/file: gone"),
            "open /tmp/vault/id-token/file: gone"
        );
    }
}
