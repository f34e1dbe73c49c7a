//! 门户: home, catalogs, items, information, organs, search, feed.
