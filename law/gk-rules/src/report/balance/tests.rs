//! Tests of the checks (勾稽关系核对), each with vectors worked by hand.
