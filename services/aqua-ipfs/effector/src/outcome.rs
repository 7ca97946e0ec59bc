//! What the program said.

use ipfs_names::{check_cid, clipped};
use marine_rs_sdk::MountedBinaryResult;
use serde_json::Value;

use crate::commands::Command;

/// The output of a run that ended well, otherwise why it did not.
pub fn text(result: MountedBinaryResult, command: &Command) -> Result<String, String> {
    match result.into_std() {
        None => Err("stdout or stderr contains non valid UTF8 string".to_string()),
        Some(Ok(stdout)) => Ok(stdout),
        Some(Err(said)) => Err(format!(
            "ipfs cli call failed \n{:?}: {}",
            command.shown().join("  "),
            command.without_host_paths(&said)
        )),
    }
}

/// The id that `add` and `dag put` print.
pub fn cid(stdout: &str) -> Result<String, String> {
    let hash = stdout.trim();
    match check_cid(hash) {
        Ok(()) => Ok(hash.to_string()),
        Err(_) => Err(format!("ipfs answered no cid: {}", clipped(hash))),
    }
}

/// The id in what `id` prints.
pub fn peer_id(stdout: &str) -> Result<String, String> {
    let caused = |cause: String| format!("ipfs response parsing failed\n\nCaused by:\n    {cause}");
    let response: Value = serde_json::from_str(stdout).map_err(|e| caused(e.to_string()))?;
    let id = response.get("ID").ok_or("ID field not found in response")?;
    let id = id.as_str().ok_or("ID value is not string")?;
    Ok(id.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::{id, Node};

    fn said(ret_code: i32, error: &str, stdout: &[u8], stderr: &[u8]) -> Result<String, String> {
        let node = Node {
            api_multiaddr: "/ip4/127.0.0.1/tcp/5001".to_string(),
            timeout_sec: 3,
        };
        let result = MountedBinaryResult {
            ret_code,
            error: error.to_string(),
            stdout: stdout.to_vec(),
            stderr: stderr.to_vec(),
        };
        text(result, &id(&node).unwrap())
    }

    #[test]
    fn a_run_that_ended_well_is_its_output() {
        assert_eq!(said(0, "", b"a\n", b"warning"), Ok("a\n".to_string()));
    }

    #[test]
    fn a_failed_run_tells_command_error_and_what_the_program_said() {
        assert_eq!(
            said(1, "", b"", b"Error: no daemon\n").unwrap_err(),
            "ipfs cli call failed \n\"id  --timeout  3s  --api  /ip4/127.0.0.1/tcp/5001\": \
             error: , stderr: Error: no daemon\n"
        );
        assert!(said(100000, "killed", b"", b"")
            .unwrap_err()
            .ends_with("error: killed, stderr: "));
    }

    #[test]
    fn output_that_is_no_text_is_a_failure() {
        let error = "stdout or stderr contains non valid UTF8 string";
        assert_eq!(said(0, "", b"\xff", b"").unwrap_err(), error);
        assert_eq!(said(1, "", b"", b"\xff").unwrap_err(), error);
    }

    #[test]
    fn an_answer_to_add_is_a_cid_and_nothing_else() {
        assert_eq!(cid("bafkqaaa\n"), Ok("bafkqaaa".to_string()));
        assert_eq!(cid("done\n").unwrap_err(), "ipfs answered no cid: done");
    }

    #[test]
    fn the_peer_id_is_read_or_missed_by_name() {
        assert_eq!(
            peer_id("{\"ID\":\"12D3\",\"Addresses\":null}"),
            Ok("12D3".to_string())
        );
        assert_eq!(peer_id("{}").unwrap_err(), "ID field not found in response");
        assert_eq!(peer_id("[]").unwrap_err(), "ID field not found in response");
        assert_eq!(peer_id("{\"ID\":1}").unwrap_err(), "ID value is not string");
        assert!(peer_id("x")
            .unwrap_err()
            .starts_with("ipfs response parsing failed\n\nCaused by:"));
        assert!(peer_id(&"[".repeat(100_000)).is_err());
    }
}
