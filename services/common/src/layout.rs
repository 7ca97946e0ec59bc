//! Bytes that are hashed and signed (spec/services.md §2.2, §3.2).

use sha2::{Digest, Sha256};

use crate::bounds::MAX_FIELD_BYTES;

/// Built field by field. A field that its length byte cannot tell spoils the whole: upstream wraps the byte, and two
/// different values get the same bytes.
pub struct Layout {
    bytes: Option<Vec<u8>>,
}

impl Default for Layout {
    fn default() -> Layout {
        Layout::new()
    }
}

impl Layout {
    pub fn new() -> Layout {
        Layout {
            bytes: Some(Vec::new()),
        }
    }

    /// One byte of length, then the bytes.
    pub fn short(mut self, field: impl AsRef<[u8]>) -> Layout {
        let field = field.as_ref();
        if field.len() > MAX_FIELD_BYTES {
            self.bytes = None;
            return self;
        }
        self.raw([field.len() as u8]).raw(field)
    }

    /// Four bytes of count, then each text as `short`.
    pub fn short_list(self, list: &[String]) -> Layout {
        let counted = self.raw((list.len() as u32).to_le_bytes());
        list.iter().fold(counted, |layout, text| layout.short(text))
    }

    pub fn u64(self, number: u64) -> Layout {
        self.raw(number.to_le_bytes())
    }

    /// The bytes alone.
    pub fn raw(mut self, bytes: impl AsRef<[u8]>) -> Layout {
        if let Some(all) = &mut self.bytes {
            all.extend_from_slice(bytes.as_ref());
        }
        self
    }

    /// `None` when a field was too long.
    pub fn bytes(self) -> Option<Vec<u8>> {
        self.bytes
    }

    /// SHA-256 of the bytes; `None` when a field was too long.
    pub fn digest(self) -> Option<Vec<u8>> {
        Some(Sha256::digest(self.bytes?).to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_stand_in_order_with_their_lengths() {
        let list = ["x".to_string(), String::new()];
        let layout = Layout::new()
            .short("ab")
            .u64(258)
            .short_list(&list)
            .raw([9]);
        let wanted = [2, 97, 98, 2, 1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1, 120, 0, 9];
        assert_eq!(layout.bytes(), Some(wanted.to_vec()));
    }

    #[test]
    fn a_field_that_would_wrap_its_length_spoils_the_layout() {
        assert!(Layout::new().short([0; 255]).digest().is_some());
        assert_eq!(Layout::new().short([0; 256]).short("a").bytes(), None);
        assert_eq!(Layout::new().short_list(&["x".repeat(256)]).digest(), None);
    }

    #[test]
    fn the_digest_is_sha256() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let digest = Layout::new().digest().unwrap();
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, empty);
    }
}
