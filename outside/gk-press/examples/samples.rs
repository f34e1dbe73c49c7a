//! Writes every sample paper into a folder, as PDF, DOCX and HTML: to be looked at.
#![expect(clippy::print_stdout, reason = "says what it wrote")]

use std::path::PathBuf;

use gk_base::ports::Press as _;
use gk_press::{FontPlaces, Workshop};
use gk_rules::paper::{Paper, samples};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "papers".to_owned()));
    std::fs::create_dir_all(&folder)?;
    let cache = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache/gongkai/fonts"));
    let workshop = Workshop::new(FontPlaces { folders: cache.into_iter().collect(), system: true });
    let papers: [(&str, Paper); 4] = [
        ("reply", samples::reply()),
        ("document", samples::document()),
        ("service-return", samples::service_return()),
        ("broad-table", samples::broad_table()),
    ];
    for (name, paper) in papers {
        std::fs::write(folder.join(format!("{name}.pdf")), workshop.pdf(&paper)?)?;
        std::fs::write(folder.join(format!("{name}.docx")), workshop.docx(&paper)?)?;
        std::fs::write(folder.join(format!("{name}.html")), workshop.html(&paper))?;
        println!("{name}");
    }
    let label = samples::label();
    let about = samples::reply().about;
    std::fs::write(folder.join("label.pdf"), workshop.labels(std::slice::from_ref(&label), &about)?)?;
    std::fs::write(folder.join("labels.pdf"), workshop.labels(&vec![label; 9], &about)?)?;
    for (letters, family) in workshop.fonts()? {
        println!("{letters}: {family}");
    }
    Ok(())
}
