//! The ends of every integer type.

use crate::records::Integers;

pub const LEAST: Integers = Integers {
    small: i8::MIN,
    short: i16::MIN,
    int: i32::MIN,
    long: i64::MIN,
    byte: u8::MIN,
    word: u16::MIN,
    double: u32::MIN,
    quad: u64::MIN,
};

pub const GREATEST: Integers = Integers {
    small: i8::MAX,
    short: i16::MAX,
    int: i32::MAX,
    long: i64::MAX,
    byte: u8::MAX,
    word: u16::MAX,
    double: u32::MAX,
    quad: u64::MAX,
};
