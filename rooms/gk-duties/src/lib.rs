//! 公开职责: duties compiled from editions, their clocks, events and coverage.
