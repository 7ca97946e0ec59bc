//! What a program said, as text.

use marine_rs_sdk::MountedBinaryResult;

/// The output of a program that ended well, otherwise why it did not.
pub fn output(result: MountedBinaryResult) -> Result<String, String> {
    if !result.is_success() {
        let said = String::from_utf8_lossy(&result.stderr);
        return Err(format!(
            "code {}: {}{}",
            result.ret_code,
            result.error,
            said.trim_end()
        ));
    }
    String::from_utf8(result.stdout).map_err(|error| format!("output is no text: {error}"))
}

pub fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended(ret_code: i32, error: &str, stdout: &[u8], stderr: &[u8]) -> MountedBinaryResult {
        MountedBinaryResult {
            ret_code,
            error: error.to_string(),
            stdout: stdout.to_vec(),
            stderr: stderr.to_vec(),
        }
    }

    #[test]
    fn a_program_that_ended_well_is_its_output() {
        assert_eq!(
            output(ended(0, "", b"a\nb\n", b"warning")),
            Ok("a\nb\n".to_string())
        );
        assert_eq!(lines("a\nb\n"), ["a", "b"]);
    }

    #[test]
    fn failures_carry_the_code_and_whichever_text_there_is() {
        assert_eq!(
            output(ended(2, "", b"", b"no such file\n")),
            Err("code 2: no such file".to_string())
        );
        assert_eq!(
            output(ended(100001, "not found", b"", b"")),
            Err("code 100001: not found".to_string())
        );
    }

    #[test]
    fn bytes_that_are_no_text_are_a_failure() {
        assert!(output(ended(0, "", b"\xff", b""))
            .unwrap_err()
            .contains("no text"));
    }
}
