//! What the system services share: who calls and where arguments come from, peer ids and signatures, layouts of signed
//! bytes, rows and transactions of a `redb` file.

pub mod bounds;
mod caller;
mod layout;
mod peer_id;
mod public_key;
mod row;
mod signature;
mod store;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

pub use caller::{Caller, Origin, PEER_TIMESTAMP_SEC};
pub use layout::Layout;
pub use peer_id::MAX_PEER_ID_BYTES;
pub use public_key::{KeyFormat, PublicKey};
pub use row::{RowReader, RowWriter};
pub use signature::{Signature, MAX_SIGNATURE_BYTES};
pub use store::{internal, LazyStore, Migration, Result, Store};
