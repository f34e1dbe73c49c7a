//! The working calendar (工作日历): which days are worked, from the State Council's yearly notices.
