//! Folding of written Chinese (文字规范化): width, spaces, Traditional characters; for reading, never for storing.
