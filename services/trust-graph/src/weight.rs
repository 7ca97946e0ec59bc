//! How much a chain of trusts weighs: a root the most, each hop after it half of the one before.

/// Hops that the heaviest root allows after itself.
pub const MAX_FACTOR: u32 = 16;

/// What a root is stored with: 0 is the heaviest.
pub fn factor_of(max_chain_len: u32) -> u32 {
    MAX_FACTOR.saturating_sub(max_chain_len)
}

/// 2^(16 - factor), at least 1.
pub fn of_factor(factor: u32) -> u32 {
    1 << MAX_FACTOR.saturating_sub(factor)
}

/// Of a chain from a root, whose own trust in itself is counted.
pub fn of_chain(root_factor: u32, length: usize) -> u32 {
    of_factor(root_factor.saturating_add(length as u32).saturating_sub(1))
}

/// Of a trust, by the weight of its issuer; 0 is not worth storing.
pub fn next(issuer_weight: u32, is_self_signed: bool) -> u32 {
    match is_self_signed {
        true => issuer_weight,
        false => issuer_weight / 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_weighs_by_the_chain_it_allows_and_each_hop_halves() {
        assert_eq!(
            [0, 1, 5, 16, 17, u32::MAX].map(factor_of),
            [16, 15, 11, 0, 0, 0]
        );
        assert_eq!(
            [0, 11, 16, 17, u32::MAX].map(of_factor),
            [65536, 32, 1, 1, 1]
        );
        assert_eq!(
            [1, 2, 6, 7].map(|length| of_chain(11, length)),
            [32, 16, 1, 1]
        );
        assert_eq!(
            [next(32, true), next(32, false), next(1, false)],
            [32, 16, 0]
        );
    }
}
