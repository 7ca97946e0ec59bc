//! Result records from what a function came to.

use crate::records::*;

/// `Ok` with its value in the field, or the error.
macro_rules! answer {
    ($record:ident) => {
        impl From<Result<(), String>> for $record {
            fn from(result: Result<(), String>) -> $record {
                $record {
                    success: result.is_ok(),
                    error: result.err().unwrap_or_default(),
                }
            }
        }
    };
    ($record:ident, $field:ident: $value:ty) => {
        impl From<Result<$value, String>> for $record {
            fn from(result: Result<$value, String>) -> $record {
                match result {
                    Ok($field) => $record {
                        success: true,
                        $field,
                        ..$record::default()
                    },
                    Err(error) => $record {
                        error,
                        ..$record::default()
                    },
                }
            }
        }
    };
}

answer!(InsertResult);
answer!(SetRootResult);
answer!(VerifyTrustResult);
answer!(RevokeResult);
answer!(AddTrustResult, weight: u32);
answer!(AllCertsResult, certificates: Vec<Certificate>);
answer!(ExportRevocationsResult, revocations: Vec<Revocation>);
answer!(GetTrustBytesResult, result: Vec<u8>);
answer!(GetRevokeBytesResult, result: Vec<u8>);
answer!(IssueTrustResult, trust: Trust);
answer!(IssueRevocationResult, revocation: Revocation);

impl WeightResult {
    pub fn of(peer_id: String, weight: Result<u32, String>) -> WeightResult {
        match weight {
            Ok(weight) => WeightResult {
                success: true,
                weight,
                peer_id,
                error: String::new(),
            },
            Err(error) => WeightResult {
                error,
                ..WeightResult::default()
            },
        }
    }
}
