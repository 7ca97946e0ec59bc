//! Certificates as text (spec/services.md §3.2): two header lines, then four lines for each trust.

use common::{bounds, PublicKey, Signature};

use crate::graph::MAX_CHAIN;
use crate::trust::Trust;

const HEADER_LINES: usize = 2;
const LINES_PER_TRUST: usize = 4;
const MAX_LINE_BYTES: usize = 256;
const MAX_TEXT_BYTES: usize = MAX_LINE_BYTES * (HEADER_LINES + LINES_PER_TRUST * MAX_CHAIN);

/// The trusts, that of the root first. What the header says is not looked at, as upstream.
pub fn parse(text: &str) -> Result<Vec<Trust>, String> {
    bounds::check_text("certificate", text, MAX_TEXT_BYTES)?;
    let lines: Vec<&str> = text.lines().collect();
    let trusts = lines.get(HEADER_LINES..).unwrap_or_default();
    if lines.len() < HEADER_LINES || trusts.len() % LINES_PER_TRUST != 0 {
        return Err(format!("Incorrect format of the certificate: {text}"));
    }
    if trusts.is_empty() {
        return Err("The certificate must have at least 1 trust".to_string());
    }
    trusts
        .chunks(LINES_PER_TRUST)
        .enumerate()
        .map(|(i, lines)| {
            trust(lines).map_err(|error| {
                let line = HEADER_LINES + LINES_PER_TRUST * i;
                format!("Cannot convert trust number {line} from string: {error}")
            })
        })
        .collect()
}

fn trust(lines: &[&str]) -> Result<Trust, String> {
    let [key, signature, expires_at, issued_at] = lines else {
        return Err("a trust has 4 lines".to_string());
    };
    let issued_for = PublicKey::decode(&base58("issued_for", key)?);
    Ok(Trust {
        issued_for: issued_for
            .map_err(|e| format!("Cannot decode the public key: {key} in the trust: {e}"))?,
        signature: Signature::decode(&base58("signature", signature)?).map_err(|e| {
            format!("Cannot parse `signature` field in the trust '{signature}': {e}")
        })?,
        expires_at: number("expires_at", expires_at)?,
        issued_at: number("issued_at", issued_at)?,
    })
}

fn base58(field: &str, value: &str) -> Result<Vec<u8>, String> {
    bounds::check_text(field, value, MAX_LINE_BYTES)?;
    bs58::decode(value).into_vec().map_err(|error| {
        format!("Cannot decode `{field}` from base58 format in the trust '{value}': {error}")
    })
}

fn number(field: &str, value: &str) -> Result<u64, String> {
    value
        .parse()
        .map_err(|error| format!("Cannot parse `{field}` field in the trust '{value}': {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{chain, issue};
    use common::testing::Signer;

    fn text_of(trusts: &[Trust]) -> String {
        let base58 = |bytes: Vec<u8>| bs58::encode(bytes).into_string();
        let lines = trusts.iter().flat_map(|trust| {
            [
                base58(trust.issued_for.encode()),
                base58(trust.signature.encode()),
                trust.expires_at.to_string(),
                trust.issued_at.to_string(),
            ]
        });
        let header = ["11".to_string(), "1111".to_string()];
        header
            .into_iter()
            .chain(lines)
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn a_certificate_comes_out_of_its_text() {
        let (_, mut trusts) = chain(1..4);
        trusts.push(issue(
            &Signer::ed25519(3),
            &Signer::secp256k1(4),
            10,
            u64::MAX,
        ));
        assert_eq!(parse(&text_of(&trusts)), Ok(trusts.clone()));
        assert_eq!(parse(&(text_of(&trusts) + "\n")), Ok(trusts));
    }

    #[test]
    fn fault_8_malformed_texts_are_errors_where_upstream_panics() {
        for text in ["", "11", "11\n1111\nx", "11\n1111\n\n\n"] {
            let error = format!("Incorrect format of the certificate: {text}");
            assert_eq!(parse(text).unwrap_err(), error);
        }
        let error = "The certificate must have at least 1 trust";
        assert_eq!(parse("11\n1111").unwrap_err(), error);
        assert!(
            parse("11\n1111\n\n\n1\n1").is_err(),
            "empty key and signature"
        );
        assert!(parse(&"1".repeat(1 << 20))
            .unwrap_err()
            .starts_with("certificate is too long"));
    }

    #[test]
    fn each_field_is_refused_by_name() {
        let (_, trusts) = chain(1..3);
        let text = text_of(&trusts);
        let lines: Vec<&str> = text.lines().collect();
        let with = |at: usize, line: &str| {
            let mut lines = lines.clone();
            lines[at] = line;
            parse(&lines.join("\n")).unwrap_err()
        };
        let start = "Cannot convert trust number 2 from string: ";
        let long = "2".repeat(300);
        for (at, line, error) in [
            (
                2,
                "0",
                "Cannot decode `issued_for` from base58 format in the trust '0': ",
            ),
            (2, "2", "Cannot decode the public key: 2 in the trust: "),
            (2, "", "Cannot decode the public key:  in the trust: "),
            (2, &long, "issued_for is too long"),
            (
                3,
                "0",
                "Cannot decode `signature` from base58 format in the trust '0': ",
            ),
            (3, "", "Cannot parse `signature` field in the trust '': "),
            (
                4,
                "-1",
                "Cannot parse `expires_at` field in the trust '-1': ",
            ),
            (5, "x", "Cannot parse `issued_at` field in the trust 'x': "),
        ] {
            let told = with(at, line);
            assert!(told.starts_with(&format!("{start}{error}")), "{told}");
        }
        assert!(with(6, "0").starts_with("Cannot convert trust number 6 from string: "));
    }
}
