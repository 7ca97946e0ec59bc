//! Results that claim to be longer than the memory they lie in.
//!
//! What the host reads is pointer and length; the capacity stays true, so releasing such a result is sound.

const ROOM: usize = 16;

pub fn bytes(length: usize) -> Vec<u8> {
    let mut bytes = vec![0; ROOM];
    // SAFETY: none. The length is a lie, which is the point; nothing here reads the elements.
    unsafe { bytes.set_len(length) };
    bytes
}

pub fn numbers(count: usize) -> Vec<u64> {
    let mut numbers = vec![0; ROOM];
    // SAFETY: as in `bytes`.
    unsafe { numbers.set_len(count) };
    numbers
}

/// Two honest texts around one with a forged length.
pub fn texts(length: usize) -> Vec<String> {
    // SAFETY: as in `bytes`; that its content is UTF-8 is a lie, too.
    let forged = unsafe { String::from_utf8_unchecked(bytes(length)) };
    vec!["before".to_string(), forged, "after".to_string()]
}
