//! What the service remembers while it lives: how many guests, and the last of them.

use std::cell::RefCell;
use std::collections::VecDeque;

/// Names kept; older ones are forgotten, so that memory stays bounded.
pub const CAPACITY: usize = 100;

#[derive(Default)]
pub struct GuestBook {
    greeted: u64,
    recent: VecDeque<String>,
}

impl GuestBook {
    pub fn sign(&mut self, name: &str) {
        self.greeted += 1;
        if self.recent.len() == CAPACITY {
            self.recent.pop_front();
        }
        self.recent.push_back(name.to_string());
    }

    pub fn greeted(&self) -> u64 {
        self.greeted
    }

    /// The last `count` names, newest first.
    pub fn recent(&self, count: usize) -> Vec<String> {
        self.recent.iter().rev().take(count).cloned().collect()
    }
}

thread_local! {
    static BOOK: RefCell<GuestBook> = RefCell::default();
}

/// Runs `f` on the book of this service. A wasm module has one thread, so one book.
pub fn with<T>(f: impl FnOnce(&mut GuestBook) -> T) -> T {
    BOOK.with(|book| f(&mut book.borrow_mut()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_every_guest_and_lists_the_newest_first() {
        let mut book = GuestBook::default();
        for name in ["Ada", "Grace", "Barbara"] {
            book.sign(name);
        }
        assert_eq!(book.greeted(), 3);
        assert_eq!(book.recent(2), ["Barbara", "Grace"]);
        assert_eq!(book.recent(10).len(), 3);
    }

    #[test]
    fn forgets_the_oldest_names_but_not_how_many_there_were() {
        let mut book = GuestBook::default();
        for i in 0..CAPACITY + 5 {
            book.sign(&i.to_string());
        }
        assert_eq!(book.greeted(), CAPACITY as u64 + 5);
        assert_eq!(book.recent(usize::MAX).len(), CAPACITY);
        assert_eq!(
            book.recent(usize::MAX).last().map(String::as_str),
            Some("5")
        );
    }
}
