//! 机构与人员: regions, organs, posts, staff, sign-in.
