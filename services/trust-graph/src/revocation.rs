//! The end of one peer's trust in another one.

use common::{Layout, PublicKey, Signature};

use crate::records;
use crate::signed;

#[derive(Clone, Debug, PartialEq)]
pub struct Revocation {
    pub revoked: PublicKey,
    pub revoked_by: PublicKey,
    pub revoked_at: u64,
    pub signature: Signature,
}

/// What the revoking peer signs (spec/services.md §3.2).
pub fn bytes(revoked: &PublicKey, revoked_at: u64) -> Result<Vec<u8>, String> {
    let digest = Layout::new()
        .short(revoked.encode())
        .u64(revoked_at)
        .digest();
    digest.ok_or_else(|| "the key is too long".to_string())
}

impl Revocation {
    pub fn verify(&self) -> Result<(), String> {
        let message = bytes(&self.revoked, self.revoked_at)?;
        self.signature
            .verify(&message, &self.revoked_by)
            .map_err(|error| format!("Error on revoking a trust: Signature is incorrect: {error}"))
    }

    /// One of the future would hold against every trust until then.
    pub fn check_revoked(&self, now: u64) -> Result<(), String> {
        match self.revoked_at > now {
            true => Err("revoke can't be issued later than the current timestamp".to_string()),
            false => Ok(()),
        }
    }

    pub fn to_record(&self) -> records::Revocation {
        records::Revocation {
            revoked_peer_id: self.revoked.to_peer_id(),
            revoked_at: self.revoked_at,
            signature: signed::to_text(&self.signature),
            sig_type: self.signature.format.name().to_string(),
            revoked_by: self.revoked_by.to_peer_id(),
        }
    }

    pub fn from_record(record: &records::Revocation) -> Result<Revocation, String> {
        Ok(Revocation {
            revoked: PublicKey::from_peer_id(&record.revoked_peer_id)?,
            revoked_by: PublicKey::from_peer_id(&record.revoked_by)?,
            revoked_at: record.revoked_at,
            signature: signed::from_text(&record.signature, &record.sig_type)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{hex, revocation, P, T};
    use common::testing::Signer;

    #[test]
    fn the_signed_bytes_are_upstreams() {
        let key = PublicKey::from_peer_id(P).unwrap();
        assert_eq!(
            hex(&bytes(&key, T).unwrap()),
            "fe3a9b188eb9d7d3473bb89987c5b2f6b75e8e1ccd863c1167c423ac8ad8cf87"
        );
    }

    #[test]
    fn a_revocation_is_its_issuers_alone_and_not_of_the_future() {
        let revocation = revocation(&Signer::secp256k1(1), &Signer::ed25519(2), 10);
        assert_eq!(revocation.verify(), Ok(()));
        assert_eq!(
            Revocation::from_record(&revocation.to_record()).as_ref(),
            Ok(&revocation)
        );
        let forged = Revocation {
            revoked_by: Signer::secp256k1(3).public_key(),
            ..revocation.clone()
        };
        let error = forged.verify().unwrap_err();
        let start = "Error on revoking a trust: Signature is incorrect: Failed to verify";
        assert!(error.starts_with(start), "{error}");
        let error = "revoke can't be issued later than the current timestamp";
        assert_eq!(revocation.check_revoked(9).unwrap_err(), error);
        assert_eq!(revocation.check_revoked(10), Ok(()));
    }
}
