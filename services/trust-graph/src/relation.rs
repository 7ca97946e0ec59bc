//! What one peer says of another one, as it is stored: there is one at a time.

use common::{RowReader, RowWriter, Signature};

/// One format byte and the raw key: 33 or 34 bytes.
pub type Key = Vec<u8>;

const TRUST: u8 = 0;
const REVOCATION: u8 = 1;

#[derive(Clone, Debug, PartialEq)]
pub enum Relation {
    Trust {
        issued_at: u64,
        expires_at: u64,
        signature: Signature,
    },
    Revocation {
        revoked_at: u64,
        signature: Signature,
    },
}

impl Relation {
    /// Whether this takes the place of what is there. The newer one does; of two of the same second the revocation, in
    /// whichever order they come: upstream keeps the first, so its peers could differ for ever.
    pub fn replaces(&self, there: &Relation) -> bool {
        let rank = |relation: &Relation| match relation {
            Relation::Trust { issued_at, .. } => (*issued_at, 0),
            Relation::Revocation { revoked_at, .. } => (*revoked_at, 1),
        };
        rank(self) > rank(there)
    }

    /// When it goes away by itself.
    pub fn expires_at(&self) -> Option<u64> {
        match self {
            Relation::Trust { expires_at, .. } => Some(*expires_at),
            Relation::Revocation { .. } => None,
        }
    }

    pub fn to_row(&self) -> Vec<u8> {
        let (kind, at, expires_at, signature) = match self {
            Relation::Trust {
                issued_at,
                expires_at,
                signature,
            } => (TRUST, issued_at, *expires_at, signature),
            Relation::Revocation {
                revoked_at,
                signature,
            } => (REVOCATION, revoked_at, 0, signature),
        };
        let row = RowWriter::new().u8(kind).u64(*at).u64(expires_at);
        row.bytes(signature.encode()).done()
    }

    pub fn from_row(row: &[u8]) -> Result<Relation, String> {
        let mut reader = RowReader::new(row);
        let (kind, at, expires_at) = (reader.u8()?, reader.u64()?, reader.u64()?);
        let signature = Signature::decode(&reader.bytes()?)?;
        Ok(match kind {
            TRUST => Relation::Trust {
                issued_at: at,
                expires_at,
                signature,
            },
            _ => Relation::Revocation {
                revoked_at: at,
                signature,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use common::KeyFormat;

    fn signature() -> Signature {
        Signature {
            format: KeyFormat::Ed25519,
            raw: vec![7; 64],
        }
    }

    fn trust(issued_at: u64) -> Relation {
        Relation::Trust {
            issued_at,
            expires_at: u64::MAX,
            signature: signature(),
        }
    }

    fn revocation(revoked_at: u64) -> Relation {
        Relation::Revocation {
            revoked_at,
            signature: signature(),
        }
    }

    #[test]
    fn the_newer_one_stays_and_a_revocation_in_the_same_second() {
        assert!(trust(2).replaces(&trust(1)) && !trust(1).replaces(&trust(2)));
        assert!(!trust(1).replaces(&trust(1)));
        assert!(trust(2).replaces(&revocation(1)));
        assert!(revocation(2).replaces(&revocation(1)) && !revocation(1).replaces(&revocation(2)));
        assert!(revocation(1).replaces(&trust(1)) && !trust(1).replaces(&revocation(1)));
    }

    #[test]
    fn rows_hold_all_of_it() {
        for relation in [trust(1), revocation(u64::MAX)] {
            assert_eq!(Relation::from_row(&relation.to_row()), Ok(relation));
        }
        assert!(Relation::from_row(&[0; 5]).is_err());
    }
}
