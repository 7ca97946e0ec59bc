//! Bounds of what callers may pass. Every text says which argument, how large it is, and how large it may be.

/// Longest field that a layout's one-byte length can tell.
pub const MAX_FIELD_BYTES: usize = 255;

pub fn check_bytes(what: &str, bytes: &[u8], most: usize) -> Result<(), String> {
    match bytes.len() {
        length if length > most => Err(format!(
            "{what} is too long: {length} bytes, at most {most}"
        )),
        _ => Ok(()),
    }
}

pub fn check_text(what: &str, text: &str, most: usize) -> Result<(), String> {
    check_bytes(what, text.as_bytes(), most)
}

pub fn check_count<T>(what: &str, list: &[T], most: usize) -> Result<(), String> {
    match list.len() {
        length if length > most => Err(format!("{what} are too many: {length}, at most {most}")),
        _ => Ok(()),
    }
}

/// A list of short texts: ids of relays, of services.
pub fn check_texts(what: &str, list: &[String], most: usize) -> Result<(), String> {
    check_count(what, list, most)?;
    list.iter()
        .try_for_each(|text| check_text(what, text, MAX_FIELD_BYTES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_itself_is_allowed_and_one_more_is_named() {
        assert_eq!(check_text("label", &"x".repeat(255), 255), Ok(()));
        assert_eq!(
            check_text("label", &"ю".repeat(128), 255),
            Err("label is too long: 256 bytes, at most 255".to_string())
        );
        assert_eq!(check_count("records", &[1, 2], 2), Ok(()));
        assert_eq!(
            check_count("records", &[1, 2, 3], 2),
            Err("records are too many: 3, at most 2".to_string())
        );
    }

    #[test]
    fn each_text_of_a_list_is_bounded() {
        let short = vec!["x".to_string(); 2];
        assert_eq!(check_texts("relay_id", &short, 2), Ok(()));
        assert!(check_texts("relay_id", &short, 1).is_err());
        assert!(check_texts("relay_id", &["x".repeat(256)], 2).is_err());
    }
}
