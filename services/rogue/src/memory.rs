//! Memory taken and never given back.

use std::cell::RefCell;

const MIB: usize = 1 << 20;
const PAGE: usize = 1 << 16;

thread_local! {
    static HELD: RefCell<Vec<Vec<u8>>> = const { RefCell::new(Vec::new()) };
}

/// Takes `mib` MiB one by one and touches every page of them. Returns how many it got before it was refused.
pub fn take(mib: u32) -> u32 {
    (0..mib)
        .take_while(|_| match one_mib() {
            Some(block) => {
                HELD.with_borrow_mut(|held| held.push(block));
                true
            }
            None => false,
        })
        .count() as u32
}

/// MiB held since the service was created.
pub fn held() -> u32 {
    HELD.with_borrow(|held| held.len() as u32)
}

fn one_mib() -> Option<Vec<u8>> {
    let mut block = Vec::new();
    block.try_reserve_exact(MIB).ok()?;
    block.resize(MIB, 0);
    for at in (0..MIB).step_by(PAGE) {
        block[at] = 1;
    }
    Some(block)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_what_it_took() {
        assert_eq!(take(2), 2);
        assert_eq!(take(1), 1);
        assert_eq!(held(), 3);
    }
}
