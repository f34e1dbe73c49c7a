//! 标准目录: standards, editions, import, adoption, conformity.
