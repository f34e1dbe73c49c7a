//! 政府信息资源库: records, review, publication, withdrawal.
