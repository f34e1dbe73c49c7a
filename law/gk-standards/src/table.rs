//! Tab-separated tables (制表符分隔表) built into the program: lines without their heading, cells, lists in a cell.

/// The lines after the heading, each as a way to take its cells one by one.
pub(crate) fn lines(table: &'static str) -> impl Iterator<Item = Cells> {
    table.lines().skip(1).filter(|line| !line.is_empty()).map(|line| Cells(line.split('\t')))
}

/// The cells of one line, taken from the left; a missing one is empty (the tests count them).
pub(crate) struct Cells(std::str::Split<'static, char>);

impl Cells {
    pub(crate) fn text(&mut self) -> &'static str {
        self.0.next().unwrap_or_default()
    }
    pub(crate) fn known(&mut self) -> Option<&'static str> {
        Some(self.text()).filter(|text| !text.is_empty())
    }
    pub(crate) fn list(&mut self) -> Vec<&'static str> {
        self.text().split(';').filter(|one| !one.is_empty()).collect()
    }
}
