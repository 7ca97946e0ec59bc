//! One peer's trust in another one.

use common::{Layout, PublicKey, Signature};

use crate::records;
use crate::signed;

#[derive(Clone, Debug, PartialEq)]
pub struct Trust {
    pub issued_for: PublicKey,
    pub issued_at: u64,
    pub expires_at: u64,
    pub signature: Signature,
}

/// What the issuer signs (spec/services.md §3.2). The issuer is not named in it.
pub fn bytes(issued_for: &PublicKey, expires_at: u64, issued_at: u64) -> Result<Vec<u8>, String> {
    let layout = Layout::new().raw(issued_for.encode());
    let digest = layout.u64(expires_at).u64(issued_at).digest();
    digest.ok_or_else(|| "the key is too long".to_string())
}

impl Trust {
    /// Whether the issuer signed it and it has not expired.
    pub fn verify(&self, issuer: &PublicKey, now: u64) -> Result<(), String> {
        let verified = match self.expires_at < now {
            true => Err(format!(
                "Trust is expired at: '{}s', current time: '{now}s'",
                self.expires_at
            )),
            false => bytes(&self.issued_for, self.expires_at, self.issued_at)
                .and_then(|message| self.signature.verify(&message, issuer)),
        };
        verified.map_err(|error| format!("Trust verification error: {error}"))
    }

    /// A trust of the future could not be revoked before then.
    pub fn check_issued(&self, now: u64) -> Result<(), String> {
        match self.issued_at > now {
            true => Err("trust can't be issued later than the current timestamp".to_string()),
            false => Ok(()),
        }
    }

    pub fn to_record(&self) -> records::Trust {
        records::Trust {
            issued_for: self.issued_for.to_peer_id(),
            expires_at: self.expires_at,
            signature: signed::to_text(&self.signature),
            sig_type: self.signature.format.name().to_string(),
            issued_at: self.issued_at,
        }
    }

    pub fn from_record(record: &records::Trust) -> Result<Trust, String> {
        Ok(Trust {
            issued_for: PublicKey::from_peer_id(&record.issued_for)?,
            issued_at: record.issued_at,
            expires_at: record.expires_at,
            signature: signed::from_text(&record.signature, &record.sig_type)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{hex, issue, P, T};
    use common::testing::Signer;

    #[test]
    fn the_signed_bytes_are_upstreams() {
        let key = PublicKey::from_peer_id(P).unwrap();
        assert_eq!(
            hex(&bytes(&key, T + 1000, T).unwrap()),
            "553b5ed2d16d5625209de260be8d4d27a1cb5b1570221e966fb2e2a2630c69ba"
        );
    }

    #[test]
    fn a_trust_holds_until_it_expires_for_its_issuer_and_its_contents() {
        for issuer in [Signer::ed25519(1), Signer::secp256k1(1)] {
            let key = issuer.public_key();
            let trust = issue(&issuer, &Signer::ed25519(2), 10, 20);
            assert_eq!(trust.verify(&key, 20), Ok(()));
            assert_eq!(
                trust.verify(&key, 21).unwrap_err(),
                "Trust verification error: Trust is expired at: '20s', current time: '21s'"
            );
            let other = Signer::ed25519(3).public_key();
            assert!(trust.verify(&other, 20).is_err());
            let longer = Trust {
                expires_at: 30,
                ..trust.clone()
            };
            let error = longer.verify(&key, 20).unwrap_err();
            let start = "Trust verification error: Failed to verify signature ";
            assert!(error.starts_with(start), "{error}");
        }
    }

    #[test]
    fn records_hold_the_whole_trust() {
        let trust = issue(&Signer::secp256k1(1), &Signer::ed25519(2), 10, u64::MAX);
        let record = trust.to_record();
        assert_eq!(record.sig_type, "secp256k1");
        assert_eq!(Trust::from_record(&record), Ok(trust));
    }

    #[test]
    fn a_trust_of_the_future_is_refused() {
        let trust = issue(&Signer::ed25519(1), &Signer::ed25519(2), 10, 20);
        assert_eq!(trust.check_issued(10), Ok(()));
        let error = "trust can't be issued later than the current timestamp";
        assert_eq!(trust.check_issued(9).unwrap_err(), error);
    }
}
