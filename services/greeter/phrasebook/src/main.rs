//! The helper module of the greeter service: greetings in several languages.
//!
//! Linked below the facade, so only the greeter can call it; records cross the border both ways.

mod phrases;

use marine_rs_sdk::marine;

pub fn main() {}

/// A guest to greet: what the facade passes down.
#[marine]
pub struct Guest {
    pub name: String,
    pub language: String,
}

/// One composed phrase; `text` is empty when `known` is false.
#[marine]
pub struct Phrase {
    pub known: bool,
    pub text: String,
}

#[marine]
pub fn languages() -> Vec<String> {
    phrases::codes()
}

#[marine]
pub fn phrase(guest: Guest) -> Phrase {
    compose(&guest)
}

#[marine]
pub fn phrases_for(guests: Vec<Guest>) -> Vec<Phrase> {
    guests.iter().map(compose).collect()
}

fn compose(guest: &Guest) -> Phrase {
    let text = phrases::compose(&guest.language, &guest.name);
    Phrase {
        known: text.is_some(),
        text: text.unwrap_or_default(),
    }
}
