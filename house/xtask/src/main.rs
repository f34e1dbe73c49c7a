//! Keeps the house in order.

fn main() {}
