//! How long a letter takes to set: one, a thousand, and the same by the office program one would use instead.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints its figures and stops at the first fault"
)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use criterion::Criterion;
use gk_base::ports::Press as _;
use gk_press::{FontPlaces, Workshop};
use gk_rules::paper::{Block, Paper, samples};

fn workshop() -> Workshop {
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let cache = cache.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache")));
    let folders = cache.map(|cache| cache.join("gongkai/fonts")).into_iter().collect();
    Workshop::new(FontPlaces { folders, system: true })
}

/// A letter unlike every other.
fn letter(n: usize) -> Paper {
    let mut paper = samples::reply();
    paper.head.number = format!("青民公开复〔2026〕{n}号");
    paper.about.ident.clone_from(&paper.head.number);
    paper.addressee = format!("申请人{n}");
    paper.body.push(Block::paragraph(format!("本告知书编号为第{n}号，请妥善保存。")));
    paper
}

fn main() {
    let workshop = workshop();
    let start = Instant::now();
    workshop.pdf(&letter(0)).unwrap();
    println!("the first letter, fonts loaded: {:.1?}", start.elapsed());

    let mut criterion = Criterion::default().configure_from_args().sample_size(20);
    let mut n = 0;
    criterion.bench_function("letter as PDF", |b| {
        b.iter(|| {
            n += 1;
            black_box(workshop.pdf(&letter(n)).unwrap())
        });
    });
    criterion.bench_function("letter as DOCX", |b| {
        b.iter(|| {
            n += 1;
            black_box(workshop.docx(&letter(n)).unwrap())
        });
    });
    criterion.final_summary();

    let mut each = Vec::new();
    let start = Instant::now();
    for n in 0..1000 {
        let begun = Instant::now();
        black_box(workshop.pdf(&letter(1_000_000 + n)).unwrap());
        each.push(begun.elapsed());
    }
    each.sort_unstable();
    let ours = start.elapsed();
    let p95 = each.get(949).copied().unwrap_or_default();
    println!("a thousand letters: {ours:.1?}, {:.1?} each, 95 of 100 within {p95:.1?}", ours / 1000);
    compare(&workshop, ours / 1000);
}

/// The same letters by LibreOffice without a window, all in one call.
fn compare(workshop: &Workshop, ours: Duration) {
    const LETTERS: u32 = 20;
    if Command::new("soffice").arg("--version").output().is_err() {
        println!("LibreOffice is not installed: nothing to compare with");
        return;
    }
    let folder = std::env::temp_dir().join(format!("gk-press-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let files: Vec<PathBuf> = (0..LETTERS)
        .map(|n| {
            let file = folder.join(format!("{n}.docx"));
            std::fs::write(&file, workshop.docx(&letter(usize::try_from(n).unwrap())).unwrap()).unwrap();
            file
        })
        .collect();
    let one = convert(&folder, files.get(..1).unwrap_or_default());
    let many = convert(&folder, &files) / LETTERS;
    println!("LibreOffice: one letter {one:.1?}; of {LETTERS} in one call {many:.1?} each");
    println!(
        "it takes {:.0} times as long for one, {:.0} times in a batch",
        ratio(one, ours),
        ratio(many, ours)
    );
    std::fs::remove_dir_all(&folder).unwrap();
}

fn ratio(theirs: Duration, ours: Duration) -> f64 {
    theirs.as_secs_f64() / ours.as_secs_f64()
}

fn convert(folder: &Path, files: &[PathBuf]) -> Duration {
    let start = Instant::now();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let done = Command::new("soffice")
        .args([profile.as_str(), "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder)
        .args(files)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    start.elapsed()
}
