//! The embedded full-text index: Chinese bigrams over tantivy.
