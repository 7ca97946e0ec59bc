use crate::{clipped, is_base58};

/// Characters of a CID: longer ones inline their content.
const MAX_CHARACTERS: usize = 256;
/// `bafkqaaa`, the id of nothing at all.
const MIN_CHARACTERS: usize = 8;

/// Checks that a text is a CID (https://github.com/multiformats/cid) and no option, path or sentence: its form, not
/// the hash inside, which the program decodes itself. The error is the text that callers see.
pub fn check_cid(text: &str) -> Result<(), String> {
    match is_cid(text) {
        true => Ok(()),
        false => Err(format!("invalid cid: {}", clipped(text))),
    }
}

fn is_cid(text: &str) -> bool {
    if !text.is_ascii() || !(MIN_CHARACTERS..=MAX_CHARACTERS).contains(&text.len()) {
        return false;
    }
    if text.len() == 46 && text.starts_with("Qm") {
        return is_base58(text);
    }
    let (base, digits) = text.split_at(1);
    has_digits_of(base, digits)
}

/// Multibase: the first letter names the alphabet. After it stands the version, 1, wherever that is plain to see.
fn has_digits_of(base: &str, digits: &str) -> bool {
    let all = |listed: fn(&u8) -> bool| digits.bytes().all(|digit| listed(&digit));
    match base {
        "b" => digits.starts_with('a') && all(|c| matches!(c, b'a'..=b'z' | b'2'..=b'7')),
        "B" => digits.starts_with('A') && all(|c| matches!(c, b'A'..=b'Z' | b'2'..=b'7')),
        "f" => digits.starts_with("01") && all(|c| matches!(c, b'a'..=b'f' | b'0'..=b'9')),
        "F" => digits.starts_with("01") && all(|c| matches!(c, b'A'..=b'F' | b'0'..=b'9')),
        "k" => all(|c| matches!(c, b'a'..=b'z' | b'0'..=b'9')),
        "u" => digits.starts_with('A') && all(|c| c.is_ascii_alphanumeric() || b"-_".contains(c)),
        "z" => is_base58(digits),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_both_versions_in_the_usual_bases() {
        for cid in [
            "QmbWqxBEKC3P8tqsKc98xmWNzrzDtRLMiMPL8wBuTGsMnR",
            "bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi",
            "BAFYBEIGDYRZT5SFP7UDM7HU76UH7Y26NF3EFUYLQABF3OCLGTQY55FBZDI",
            "zdj7WWeQ43G6JJvLWQWZpyHuAMq6uYWRjkBXFad11vE2LHhQ7",
            "f01701220c3c4733ec8affd06cf9e9ff50ffc6bcd2ec85a6170004bb709669c31de94391a",
            "k2jmtxs3ulfnvlh1lbmhbuw1ow6vv7ro5nh8z8bfs8b57h2eq5p7o9r4",
            "uAXASIMPEcz7Ir_0Gz56f9Q_8a80uyFphcABLtwlmnDHelDka",
            "bafkqaaa",
        ] {
            assert_eq!(check_cid(cid), Ok(()), "{cid}");
        }
    }

    #[test]
    fn nothing_that_is_an_option_a_path_or_another_version_reaches_a_command_line() {
        let long = format!("ba{}", "a".repeat(MAX_CHARACTERS));
        for text in [
            "",
            "--help",
            "-o/etc/passwd",
            "..",
            "../../escape",
            "bafkqaaa/x",
            "/ipfs/bafkqaaa",
            "bafkqaaa x",
            "bafkqaa\0",
            "bzzzzzzzz",
            "f00aabbccdd",
            "Qmshort",
            "bafkqaaю",
            long.as_str(),
        ] {
            let error = check_cid(text).unwrap_err();
            assert!(
                error.starts_with("invalid cid: ") && error.len() < 300,
                "{text:?}"
            );
        }
    }
}
