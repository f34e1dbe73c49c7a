//! Spreadsheets, documents and pages read into plain tables, and XLSX out.
