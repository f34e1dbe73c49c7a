//! The stable schema of a report (年度报告数据格式): every cell of the format is always there, `null` where it is blank.

use std::collections::BTreeMap;

use serde::de::Error as _;
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::annual::{AnnualReport, Correction, Section};
use super::figure::Figure;
use super::format::Format;
use super::places::{Column, Course, Line, Outcome, Place, blocks};
use super::tables::Tables;
use crate::{Coded, Day};

/// 数据格式名称: what the first key of a report says; the number changes when a key is taken away or means something else.
pub const SCHEMA: &str = "gongkai.annual-report/1";

/// The tables as JSON has them: table, row, column.
struct Rows<'r>(&'r AnnualReport);
/// One table: its rows by code.
struct Whole<'r>(&'r Tables, Vec<(&'static str, Vec<(&'static str, Place)>)>);
/// One row: its figures by column.
struct Cells<'r>(&'r Tables, &'r [(&'static str, Place)]);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let (tables, format) = (&self.0.tables, self.0.format);
        let mut map = s.serialize_map(None)?;
        if format.has_tables() {
            map.serialize_entry("a", &Whole(tables, rows_a(format)))?;
            map.serialize_entry("b", &Whole(tables, rows_b(format)))?;
            map.serialize_entry("c", &Whole(tables, rows_c()))?;
        }
        map.end()
    }
}

fn rows_a(format: Format) -> Vec<(&'static str, Vec<(&'static str, Place)>)> {
    let mut out = Vec::new();
    for block in blocks(format) {
        for act in block.rows {
            let cells = block.columns.iter().map(|one| (one.code(), Place::A(*act, *one))).collect();
            out.push((act.code(), cells));
        }
    }
    out
}

fn rows_b(format: Format) -> Vec<(&'static str, Vec<(&'static str, Place)>)> {
    let cells = |line| Column::EACH.map(|column| (column.code(), Place::B(line, column))).to_vec();
    Line::all(format).into_iter().map(|line| (line.code(), cells(line))).collect()
}

fn rows_c() -> Vec<(&'static str, Vec<(&'static str, Place)>)> {
    let cells = |course| Outcome::ALL.iter().map(|one| (one.code(), Place::C(course, *one))).collect();
    Course::ALL.iter().map(|course| (course.code(), cells(*course))).collect()
}

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_map(self.1.iter().map(|(code, cells)| (code, Cells(self.0, cells))))
    }
}

impl Serialize for Cells<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_map(self.1.iter().map(|(code, place)| (code, self.0.get(*place))))
    }
}

impl Serialize for AnnualReport {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut map = s.serialize_map(Some(10))?;
        map.serialize_entry("schema", SCHEMA)?;
        map.serialize_entry("format", &self.format)?;
        map.serialize_entry("organ", &self.organ)?;
        map.serialize_entry("year", &self.year)?;
        map.serialize_entry("title", &self.title)?;
        map.serialize_entry("published_on", &self.published_on)?;
        map.serialize_entry("preface", &self.preface)?;
        map.serialize_entry("sections", &self.sections)?;
        map.serialize_entry("tables", &Rows(self))?;
        map.serialize_entry("corrections", &self.corrections)?;
        map.end()
    }
}

type Grid = BTreeMap<String, BTreeMap<String, Option<Figure>>>;

/// What is read; a place the format has not is an error, a key that is missing too.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    schema: String,
    format: Format,
    organ: String,
    year: i16,
    title: String,
    published_on: Option<Day>,
    preface: Vec<String>,
    sections: Vec<Section>,
    tables: BTreeMap<String, Grid>,
    corrections: Vec<Correction>,
}

impl<'de> Deserialize<'de> for AnnualReport {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let read = Read::deserialize(d)?;
        if read.schema != SCHEMA {
            return Err(D::Error::custom(format!("schema {}, not {SCHEMA}", read.schema)));
        }
        let mut tables = Tables::default();
        let known = Place::all(read.format);
        let mut count = 0;
        for (table, rows) in read.tables {
            for (row, cells) in rows {
                for (column, figure) in cells {
                    let code = if table == "b" {
                        format!("{row}.{column}")
                    } else {
                        format!("{table}.{row}.{column}")
                    };
                    let place = Place::from_code(&code).filter(|place| known.contains(place));
                    let place = place.ok_or_else(|| D::Error::custom(format!("no such cell: {code}")))?;
                    tables.set(place, figure);
                    count += 1;
                }
            }
        }
        if count != known.len() {
            return Err(D::Error::custom(format!("{count} cells of {}; a blank one is null", known.len())));
        }
        let paragraphs =
            |lines: Vec<String>| lines.iter().flat_map(|one| super::annual::paragraphs(one)).collect();
        let section = |one: Section| Section { heading: one.heading, paragraphs: paragraphs(one.paragraphs) };
        Ok(Self {
            format: read.format,
            organ: read.organ,
            year: read.year,
            title: read.title,
            published_on: read.published_on,
            preface: paragraphs(read.preface),
            sections: read.sections.into_iter().map(section).collect(),
            tables,
            corrections: read.corrections,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::places::{Act, Measure};

    fn json(report: &AnnualReport) -> serde_json::Value {
        serde_json::to_value(report).unwrap()
    }

    #[test]
    fn a_report_has_every_cell_and_is_read_back() {
        let mut report = AnnualReport::new("示范县民政局", 2025);
        report.tables = Tables::zero(report.format);
        let fee = Place::A(Act::Charge, Measure::Charged);
        report.tables.set(
            fee,
            match Figure::read("12.5") {
                super::super::figure::Written::Figure(figure) => Some(figure),
                _ => None,
            },
        );
        report.tables.set(Place::B(Line::Received, Column::All), None);
        let json = json(&report);
        assert_eq!(json["tables"]["a"]["charge"]["charged"], "12.5");
        assert_eq!(json["tables"]["b"]["b1"]["total"], serde_json::Value::Null);
        assert_eq!(json["tables"]["c"]["review"]["upheld"], 0);
        assert_eq!(serde_json::from_value::<AnnualReport>(json).unwrap(), report);
    }

    #[test]
    fn what_is_not_the_schema_is_refused_with_the_cell() {
        let good = json(&AnnualReport::new("示范县民政局", 2025));
        let error = |change: &dyn Fn(&mut serde_json::Value)| {
            let mut json = good.clone();
            change(&mut json);
            serde_json::from_value::<AnnualReport>(json).unwrap_err().to_string()
        };
        assert!(error(&|json| json["schema"] = "x/9".into()).contains("schema"));
        assert!(
            error(&|json| json["tables"]["b"]["b3.6"]["total"] = 1.into())
                .contains("no such cell: b3.6.total")
        );
        assert!(error(&|json| json["tables"]["b"]["b1"]["total"] = 1.5.into()).contains("whole number"));
        let less = error(&|json| drop(json["tables"]["c"].as_object_mut().unwrap().remove("review")));
        assert!(less.contains("195 cells of 200"), "{less}");
    }
}
