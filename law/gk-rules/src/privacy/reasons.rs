//! Reasons (理由) not to keep a file sealed.

use crate::Reason;

/// 附件过大: `limit` in bytes.
#[must_use]
pub fn file_too_large(limit: u64) -> Reason {
    let megabytes = limit.div_ceil(1 << 20);
    Reason::new("privacy.file_too_large", format!("附件超过{megabytes}兆字节，没有保存"))
        .cure("请压缩、缩小图片或者分成几个附件后再上传")
}
