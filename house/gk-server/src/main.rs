//! gongkai: the one binary.

fn main() {}
