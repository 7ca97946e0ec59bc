//! The phrases themselves: plain Rust, tested without a wasm runtime.

/// Language code and the phrase, in which `{}` stands for the guest's name. Sorted by code.
const PHRASES: [(&str, &str); 6] = [
    ("de", "Hallo, {}"),
    ("en", "Hi, {}"),
    ("fr", "Salut, {}"),
    ("ja", "{}さん、こんにちは"),
    ("la", "Salve, {}"),
    ("uk", "Привіт, {}"),
];

pub fn codes() -> Vec<String> {
    PHRASES.iter().map(|(code, _)| code.to_string()).collect()
}

/// The greeting of `name` in the language, or `None` for a language that isn't in the book.
pub fn compose(language: &str, name: &str) -> Option<String> {
    PHRASES
        .iter()
        .find(|(code, _)| *code == language)
        .map(|(_, phrase)| phrase.replace("{}", name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn puts_the_name_where_the_language_wants_it() {
        assert_eq!(compose("en", "Ada").as_deref(), Some("Hi, Ada"));
        assert_eq!(compose("ja", "Ada").as_deref(), Some("Adaさん、こんにちは"));
    }

    #[test]
    fn knows_only_its_languages() {
        assert_eq!(compose("tlh", "Worf"), None);
        assert_eq!(compose("", ""), None);
    }

    #[test]
    fn lists_codes_sorted_and_once() {
        let mut sorted = codes();
        sorted.sort();
        sorted.dedup();
        assert_eq!(codes(), sorted);
    }
}
