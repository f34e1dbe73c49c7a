//! Packed files (压缩包): parts written one after another and read back by name; what a document or a backup is made of.

use std::io::{self, Read, Seek, Write};

/// Writes parts one after another.
pub struct Packer<W: Write + Seek>(zip::ZipWriter<W>);

impl<W: Write + Seek> Packer<W> {
    /// A packed file without parts.
    pub fn new(out: W) -> Self {
        Self(zip::ZipWriter::new(out))
    }
    /// Begins a part; what is written from now on belongs to it.
    ///
    /// # Errors
    /// When the name is taken or the disk fails.
    pub fn begin(&mut self, name: &str) -> io::Result<()> {
        let options = zip::write::SimpleFileOptions::default().large_file(true);
        self.0.start_file(name, options).map_err(broken)
    }
    /// Ends the file.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn finish(self) -> io::Result<W> {
        self.0.finish().map_err(broken)
    }
}

impl<W: Write + Seek> Write for Packer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// What the disk said, as it said it.
fn broken(error: zip::result::ZipError) -> io::Error {
    match error {
        zip::result::ZipError::Io(error) => error,
        other => io::Error::other(other),
    }
}

/// Reads parts by name.
pub struct Unpacker<R: Read + Seek>(zip::ZipArchive<R>);

impl<R: Read + Seek> Unpacker<R> {
    /// Opens a packed file.
    ///
    /// # Errors
    /// When it is none.
    pub fn open(from: R) -> io::Result<Self> {
        zip::ZipArchive::new(from).map(Self).map_err(broken)
    }
    /// A part.
    ///
    /// # Errors
    /// When there is none of this name.
    pub fn part(&mut self, name: &str) -> io::Result<impl Read + '_> {
        self.0.by_name(name).map_err(broken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_is_read_back_by_name() {
        let mut packer = Packer::new(io::Cursor::new(Vec::new()));
        for (name, text) in [("a", "甲"), ("b/c", "乙")] {
            packer.begin(name).unwrap();
            packer.write_all(text.as_bytes()).unwrap();
        }
        let mut unpacker = Unpacker::open(packer.finish().unwrap()).unwrap();
        let mut text = String::new();
        unpacker.part("b/c").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "乙");
        assert!(unpacker.part("d").is_err());
        assert!(Unpacker::open(io::Cursor::new(b"nothing")).is_err());
    }
}
