//! The regulation's tables as dated data, each with its source.
