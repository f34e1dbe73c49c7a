//! Reports of other organs, read (年度报告读入).
