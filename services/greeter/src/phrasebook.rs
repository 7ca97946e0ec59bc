//! The linked helper module, seen from the facade.

#![allow(improper_ctypes)]

use marine_rs_sdk::marine;

use crate::records::{Greeting, Guest};

/// As the helper declares it: records are linked by position, so both sides must agree.
#[marine]
pub struct Phrase {
    pub known: bool,
    pub text: String,
}

pub fn greet(guest: Guest) -> Greeting {
    let language = guest.language.clone();
    greeting_of(phrase(guest), &language)
}

pub fn greet_all(guests: Vec<Guest>) -> Vec<Greeting> {
    let languages: Vec<String> = guests.iter().map(|guest| guest.language.clone()).collect();
    phrases_for(guests)
        .into_iter()
        .zip(&languages)
        .map(|(phrase, language)| greeting_of(phrase, language))
        .collect()
}

pub fn known_languages() -> Vec<String> {
    languages()
}

fn greeting_of(phrase: Phrase, language: &str) -> Greeting {
    let error = match phrase.known {
        true => String::new(),
        false => format!("no phrase for language '{language}': describe() lists the known ones"),
    };
    Greeting {
        success: phrase.known,
        error,
        text: phrase.text,
    }
}

#[marine]
#[module_import("phrasebook")]
extern "C" {
    fn languages() -> Vec<String>;
    fn phrase(guest: Guest) -> Phrase;
    fn phrases_for(guests: Vec<Guest>) -> Vec<Phrase>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_language_is_an_error_that_names_it() {
        let greeting = greeting_of(
            Phrase {
                known: false,
                text: String::new(),
            },
            "tlh",
        );
        assert!(!greeting.success);
        assert!(greeting.error.contains("'tlh'"));
    }
}
