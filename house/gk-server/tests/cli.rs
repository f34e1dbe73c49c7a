//! The command line as scripts use it: the built binary, its output compared with golden files, its exit codes.

#![expect(clippy::expect_used, reason = "a test may stop on a broken test")]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn file(name: &str) -> String {
    folder().join("files").join(name).display().to_string()
}

fn gongkai(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.args(args).stdin(Stdio::null());
    for name in ["GONGKAI_DATA", "GONGKAI_DATABASE_URL", "GONGKAI_LISTEN", "GONGKAI_KEY_FILE"] {
        command.env_remove(name);
    }
    command
}

fn run(args: &[&str]) -> Output {
    gongkai(args).output().expect("the binary runs")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("it writes UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("it writes UTF-8")
}

#[track_caller]
fn golden(args: &[&str], name: &str, code: i32) {
    let output = run(args);
    let expected = std::fs::read_to_string(folder().join("golden").join(name)).expect("the golden file");
    assert_eq!(out(&output), expected, "{args:?}: {}", err(&output));
    assert_eq!(output.status.code(), Some(code), "{args:?}");
}

/// Refused: nothing on standard output, these words on standard error, this exit code.
#[track_caller]
fn refused(args: &[&str], words: &str, code: i32) {
    let output = run(args);
    assert!(err(&output).contains(words), "{args:?}: {}", err(&output));
    assert_eq!((out(&output).as_str(), output.status.code()), ("", Some(code)), "{args:?}");
}

#[test]
fn phrases_are_read_and_their_due_dates_explained() {
    golden(
        &["limit", "read", "信息形成或者变更之日起20个工作日内；公示不少于7个工作日"],
        "limit_read.txt",
        0,
    );
    golden(&["limit", "read", "每季度首个月20日前公开", "--json"], "limit_read.json", 0);
    golden(&["limit", "due", "自收到申请之日起7日内", "--from", "2026-02-09"], "limit_due.txt", 0);
    let phrase = "信息形成或者变更之日起5个工作日内，法律、法规另有规定的，从其规定";
    golden(&["limit", "due", phrase, "--from", "2026-02-10", "--json"], "limit_due.json", 0);
}

#[test]
fn what_depends_on_a_year_not_announced_is_said_and_never_guessed() {
    let args = ["limit", "due", "及时公开", "--from", "2026-12-28"];
    golden(&args, "limit_due_not_announced.txt", 1);
    assert!(err(&run(&args)).contains("2027年放假安排尚未公布"));
    refused(&["calendar", "working-days", "--from", "2099-01-04", "--add", "1"], "2099年放假安排尚未公布", 1);
    refused(&["calendar", "working-days", "--between", "2026-12-01", "2027-01-05"], "2027年", 1);
}

#[test]
fn working_days_are_counted_both_ways() {
    golden(&["calendar", "working-days", "--from", "2026-02-11", "--add", "5"], "working_days_add.txt", 0);
    let between = ["calendar", "working-days", "--between", "2026-02-24", "2026-02-13", "--json"];
    golden(&between, "working_days_between.json", 0);
}

#[test]
fn an_application_is_replayed_with_every_day_explained() {
    let (consulted, answered) = (file("foi_consulted.json"), file("foi_answered.json"));
    golden(&["foi", "replay", &consulted, "--today", "2026-03-03"], "foi_consulted.txt", 0);
    golden(&["foi", "replay", &consulted, "--today", "2026-03-03", "--json"], "foi_consulted.json", 0);
    golden(&["foi", "replay", &answered, "--today", "2026-02-04"], "foi_answered.txt", 0);
    golden(&["foi", "replay", &answered, "--today", "2026-02-04", "--json"], "foi_answered.json", 0);
}

/// A history on standard input.
fn replay(events: &str, args: &[&str]) -> Output {
    let mut child = gongkai(&[&["foi", "replay", "-", "--today", "2026-03-20"], args].concat())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    child.stdin.take().expect("a pipe").write_all(events.as_bytes()).expect("it reads");
    child.wait_with_output().expect("it ends")
}

#[test]
fn an_event_that_cannot_stand_is_named() {
    let submitted =
        r#"{"day":"2026-03-02","by":1,"event":"submitted","channel":"in_person","applicant":"person"}"#;
    let registered = r#"{"day":"2026-03-02","by":1,"event":"registered","number":"示公开申〔2026〕1号"}"#;
    let late = r#"{"day":"2026-03-12","by":1,"event":"correction_asked","items":["特征"]}"#;
    let output = replay(&format!("[{submitted},{registered},{late}]"), &["--json"]);
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one object");
    assert_eq!((&answer["case"], &answer["fault"]["seq"]), (&serde_json::Value::Null, &3.into()));
    assert_eq!(answer["fault"]["reasons"][0]["code"], "foi.correction_late");
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("第3个事件（2026-03-12 告知补正）有误"), "{}", err(&output));
    assert!(err(&output).contains("《政府信息公开条例》第三十条"), "{}", err(&output));
    for (events, words) in [
        (r#"[{"day":"2026-03-02","by":1,"event":"sent"}]"#.to_owned(), "第1个事件无法读取"),
        (format!("[{}]", submitted.replace("}", r#","who":"x"}"#)), "第1个事件有不认识的字段“who”"),
        ("{}".to_owned(), "不是由事件组成的 JSON 列表"),
        ("[]".to_owned(), "没有任何事件"),
        (format!("[{registered}]"), "第1个事件（2026-03-02 登记）有误"),
    ] {
        let output = replay(&events, &[]);
        assert!(err(&output).contains(words), "{events}: {}", err(&output));
        assert_eq!((out(&output).as_str(), output.status.code()), ("", Some(1)), "{events}");
    }
    refused(&["foi", "replay", "-", "--today", "2026-02-30"], "“2026-02-30”不是有效的日期", 2);
}

#[test]
fn days_and_numbers_that_are_none_are_refused() {
    refused(&["limit", "due", "及时公开", "--from", "2026-02-30"], "“2026-02-30”不是有效的日期", 2);
    refused(&["limit", "due", "及时公开", "--from", "2099"], "“2099”不是有效的日期", 2);
    refused(
        &["calendar", "working-days", "--from", "2026-01-05", "--add", "-3"],
        "“-3”不是可以计算的日数",
        2,
    );
    refused(
        &["calendar", "working-days", "--from", "2026-01-05", "--add", "99999999"],
        "不是可以计算的日数",
        2,
    );
    refused(&["limit", "read", "　 "], "没有写明公开时限", 2);
    refused(&["calendar", "working-days"], "命令行参数有误", 2);
    refused(&["no-such-command"], "命令行参数有误", 2);
}

#[test]
fn catalogs_are_read_from_files_and_from_standard_input() {
    golden(&["catalog", "read", &file("catalog.csv")], "catalog_read.txt", 1);
    golden(&["catalog", "read", "--json", &file("catalog.csv")], "catalog_read.json", 1);
    let mut child = gongkai(&["catalog", "read", "-", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let text = std::fs::read(file("clean.csv")).expect("the file");
    child.stdin.take().expect("a pipe").write_all(&text).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    let expected = std::fs::read_to_string(folder().join("golden/catalog_read_stdin.json")).expect("golden");
    assert_eq!((out(&output), output.status.code()), (expected, Some(0)));
}

#[test]
fn several_files_give_one_object_that_says_which_file_an_item_is_from() {
    let output = run(&["catalog", "read", "--json", &file("clean.csv"), &file("later.csv")]);
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one object");
    let files: Vec<_> =
        answer["items"].as_array().expect("items").iter().map(|one| &one["source"]["file"]).collect();
    assert_eq!(files, ["clean.csv", "clean.csv", "later.csv"]);
}

#[test]
fn catalogs_are_checked_and_compared() {
    golden(&["catalog", "lint", "--json", &file("clean.csv")], "catalog_lint.json", 0);
    golden(&["catalog", "lint", &file("catalog.csv")], "catalog_lint.txt", 1);
    golden(&["catalog", "diff", &file("clean.csv"), &file("later.csv")], "catalog_diff.txt", 1);
    refused(&["catalog", "diff", &file("clean.csv"), &file("catalog.csv")], "[GK-C030]", 1);
    let same = run(&["catalog", "diff", &file("clean.csv"), &file("clean.csv")]);
    assert_eq!((out(&same).as_str(), same.status.code()), ("两个版本没有差异\n", Some(0)));
}

#[test]
fn files_that_are_none_are_refused_or_become_diagnostics() {
    let dir = tempfile::tempdir().expect("a folder");
    let at = |name: &str| dir.path().join(name).display().to_string();
    refused(&["catalog", "read", &at("nowhere.xlsx")], "不存在", 2);
    refused(&["catalog", "read", &dir.path().display().to_string()], "这是一个目录", 2);
    refused(&["catalog", "read", &file("clean.csv"), "--domain", "航天"], "没有名为“航天”的领域", 2);
    std::fs::write(at("empty.xlsx"), b"").expect("written");
    let output = run(&["catalog", "read", "--json", &at("empty.xlsx")]);
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one object");
    assert_eq!((&answer["diagnostics"][0]["code"], output.status.code()), (&"GK-F001".into(), Some(1)));
    // A sparse file of 200 MB costs nothing to make and is refused before it is read.
    let large = std::fs::File::create(at("large.xlsx")).expect("made");
    large.set_len(200 << 20).expect("made long");
    refused(&["catalog", "read", &at("large.xlsx")], "GK-F002", 2);
    std::fs::write(at("not.xlsx"), b"PK\x03\x04 this is no workbook").expect("written");
    let output = run(&["catalog", "read", &at("not.xlsx")]);
    assert!(out(&output).contains("错误[GK-F0"), "{}", out(&output));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_command_without_a_database_makes_none() {
    let dir = tempfile::tempdir().expect("a folder");
    let data = dir.path().join("data").display().to_string();
    refused(&["rebuild-index", "--data", &data], "没有数据库", 2);
    assert!(!dir.path().join("data").exists());
}

#[test]
fn a_database_is_brought_to_the_newest_version_once() {
    let dir = tempfile::tempdir().expect("a folder");
    let data = dir.path().display().to_string();
    assert!(out(&run(&["migrate", "--data", &data])).contains("数据库已升级"));
    assert!(out(&run(&["migrate", "--data", &data])).contains("数据库已是最新版本"));
    assert!(out(&run(&["rebuild-index", "--data", &data])).contains("全文索引已重建"));
}

/// A folder with the divisions of one county in it, made by the library the binary is made of.
fn county() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    let place = gk_server::config::Place {
        folder: dir.path().to_owned(),
        database_url: None,
        key_file: None,
        fonts: None,
        outward: gk_server::config::Outward::default(),
    };
    gk_server::config::block_on(async {
        let office = place.office(gk_server::config::clock(None)).await?;
        let within = gk_org::verbs::found_divisions::FoundDivisions { within: vec!["210102".to_owned()] };
        gk_org::verbs::found_divisions::run(&office, within, |_, _| ()).await?;
        Ok(())
    })
    .expect("the county is founded");
    dir
}

#[test]
fn a_catalog_is_imported_once_exported_and_read_back() {
    let dir = county();
    let data = dir.path().display().to_string();
    let import =
        |name: &str| run(&["catalog", "import", &file(name), "--organ", "210102", "--data", &data, "--json"]);
    let first = import("clean.csv");
    assert_eq!(first.status.code(), Some(0), "{}", err(&first));
    let answer: serde_json::Value = serde_json::from_slice(&first.stdout).expect("one object");
    let edition = answer["imports"][0]["editions"][0]["id"].to_string();
    let again = import("clean.csv");
    let answer: serde_json::Value = serde_json::from_slice(&again.stdout).expect("one object");
    assert_eq!((&answer["imports"][0]["again"], again.status.code()), (&true.into(), Some(1)));

    // A later file is refused: what became of the first is told all the same.
    let broken = dir.path().join("broken.xlsx");
    std::fs::write(&broken, b"no workbook").unwrap();
    let several = [&file("clean.csv"), &broken.display().to_string(), &file("clean.csv")];
    let mut asked = vec!["catalog", "import"];
    asked.extend(several.iter().map(|one| one.as_str()));
    asked.extend(["--organ", "210102", "--data", &data]);
    let stopped = run(&asked);
    assert_ne!(stopped.status.code(), Some(0));
    assert!(out(&stopped).contains("“clean.csv”此前已经导入"), "{}", out(&stopped));
    assert!(out(&stopped).contains("“broken.xlsx”未能导入") && out(&stopped).contains("“clean.csv”尚未处理"));
    assert!(!err(&stopped).is_empty());
    asked.push("--json");
    let answer: serde_json::Value = serde_json::from_slice(&run(&asked).stdout).expect("one object");
    assert_eq!(answer["left"], serde_json::json!(["broken.xlsx", "clean.csv"]));

    let out_file = dir.path().join("out.xlsx").display().to_string();
    let exported =
        run(&["catalog", "export", &edition, "--layout", "complete", "-o", &out_file, "--data", &data]);
    assert_eq!(exported.status.code(), Some(0), "{}", err(&exported));
    let diff = run(&["catalog", "diff", &edition, &out_file, "--data", &data]);
    assert!(!out(&diff).contains('－') && !out(&diff).contains('＋'), "{}", out(&diff));
    let lint = run(&["catalog", "lint", "--edition", &edition, "--data", &data, "--json"]);
    let answer: serde_json::Value = serde_json::from_slice(&lint.stdout).expect("one object");
    assert_eq!(answer["items"], 2);
    refused(&["catalog", "import", &file("clean.csv"), "--organ", "999999", "--data", &data], "“999999”", 2);
    refused(&["catalog", "export", "4711", "-o", &out_file, "--data", &data], "“4711”的目录版本", 2);
}

#[test]
fn a_backup_of_either_kind_is_restored_into_an_empty_folder_only_and_checked() {
    let dir = county();
    let at = |name: &str| dir.path().join(name).display().to_string();
    let data = dir.path().display().to_string();
    for (name, portable) in [("copy.db", None), ("dump.zip", Some("--portable"))] {
        let mut args = vec!["backup", "--data", &data];
        args.extend(portable);
        let target = at(name);
        args.push(&target);
        assert_eq!(run(&args).status.code(), Some(0));
        refused(&args, "已经存在，没有覆盖", 2);
        let into = at(&format!("into-{name}"));
        let restored = run(&["restore", "--data", &into, &target]);
        assert_eq!(restored.status.code(), Some(0), "{}{}", out(&restored), err(&restored));
        assert!(out(&restored).contains("没有发现问题"));
        refused(&["restore", "--data", &into, &target], "不是空的", 2);
        assert_eq!(run(&["check", "--data", &into]).status.code(), Some(0));
    }
    std::fs::write(at("broken.db"), [b"SQLite format 3\0".as_slice(), &[7; 9000]].concat()).expect("written");
    refused(&["restore", "--data", &at("broken"), &at("broken.db")], "备份已损坏", 2);
    assert!(!dir.path().join("broken").join("gongkai.db").exists());
    refused(&["restore", "--data", &at("none"), &file("clean.csv")], "不是 gongkai backup 生成的备份文件", 2);
}

#[test]
fn a_check_without_an_index_says_so_and_repairs_it() {
    let dir = county();
    let data = dir.path().display().to_string();
    assert_eq!(run(&["rebuild-index", "--data", &data]).status.code(), Some(0));
    assert_eq!(run(&["check", "--data", &data]).status.code(), Some(0));
    assert_eq!(run(&["check", "--repair-index", "--data", &data]).status.code(), Some(0));
    refused(&["check", "--data", &dir.path().join("nothing").display().to_string()], "没有数据库", 2);
    assert!(out(&run(&["doctor", "--data", &data])).contains("SQLite，已是最新版本"));
}

#[test]
fn a_second_server_does_not_share_a_folder() {
    let dir = tempfile::tempdir().expect("a folder");
    let place = gk_server::config::Place {
        folder: dir.path().to_owned(),
        database_url: None,
        key_file: None,
        fonts: None,
        outward: gk_server::config::Outward::default(),
    };
    let _held = place.lock().expect("it is free");
    refused(&["serve", "--data", &place.name(), "--listen", "127.0.0.1:0"], "正由另一个 gongkai 进程使用", 2);
    refused(&["demo", "--data", &place.name(), "--today", "2026-02-30"], "不是有效的日期", 2);
}

/// The address of a fresh database on the server that `GK_TEST_POSTGRES` names.
fn fresh_database(name: &str) -> String {
    #[expect(clippy::disallowed_methods, reason = "the test is told by make where the server is")]
    let server = std::env::var("GK_TEST_POSTGRES").expect(
        "GK_TEST_POSTGRES names no server: run the tests by `make test`, or start one with `make postgres`",
    );
    let name = format!("cli_{name}_{}", std::process::id());
    gk_server::config::block_on(async {
        use gk_base::sql::Engine as _;
        let admin = gk_postgres::Postgres::open(&format!("{server}/postgres"))?;
        Ok(admin.script(&format!("create database {name}")).await?)
    })
    .expect("a fresh database");
    format!("{server}/{name}")
}

#[test]
fn what_is_copied_while_another_process_has_the_folder_is_whole_and_what_writes_is_refused() {
    let dir = county();
    let data = dir.path().display().to_string();
    let at = |name: &str| dir.path().join(name).display().to_string();
    assert_eq!(run(&["rebuild-index", "--data", &data]).status.code(), Some(0));
    let place = gk_server::config::Place {
        folder: dir.path().to_owned(),
        database_url: None,
        key_file: None,
        fonts: None,
        outward: gk_server::config::Outward::default(),
    };
    let held = place.lock().expect("it is free");
    assert_eq!(run(&["backup", &at("a.db"), "--data", &data]).status.code(), Some(0));
    assert_eq!(run(&["backup", &at("a.zip"), "--portable", "--data", &data]).status.code(), Some(0));
    assert_eq!(run(&["check", "--data", &data]).status.code(), Some(0));
    assert!(out(&run(&["doctor", "--data", &data])).contains("正由另一个 gongkai 进程使用"));
    for args in [vec!["restore"], vec!["migrate"], vec!["rebuild-index"], vec!["check", "--repair-index"]] {
        let file = at("a.db");
        let file = (args == ["restore"]).then_some(file.as_str());
        let args: Vec<&str> = args.into_iter().chain(file).chain(["--data", &data]).collect();
        refused(&args, "正由另一个 gongkai 进程使用", 2);
    }
    drop(held);
    assert!(!out(&run(&["doctor", "--data", &data])).contains("正由另一个"));
}

#[test]
fn a_backup_to_or_from_nowhere_names_what_is_not_there_and_makes_nothing() {
    let dir = county();
    let data = dir.path().display().to_string();
    let at = |name: &str| dir.path().join(name).display().to_string();
    refused(
        &["backup", &at("no/such/a.db"), "--data", &data],
        &format!("“{}”无法读写：不存在", at("no/such")),
        2,
    );
    refused(&["backup", &at("a.db"), "--data", &at("elsewhere")], "里没有数据库", 2);
    refused(&["backup", &data, "--data", &data], "已经存在", 2);
    refused(&["restore", &at("no.db"), "--data", &at("into")], "不存在", 2);
    refused(&["restore", &data, "--data", &at("into")], "这是一个目录", 2);
    refused(&["check", "--data", &at("elsewhere")], "里没有数据库", 2);
    for name in ["elsewhere", "into", "a.db", "a.db.part"] {
        assert!(!dir.path().join(name).exists(), "{name} was made");
    }
}

#[test]
fn damaged_backups_are_refused_and_leave_the_place_empty() {
    let dir = county();
    let data = dir.path().display().to_string();
    let at = |name: &str| dir.path().join(name).display().to_string();
    assert_eq!(run(&["backup", &at("a.db"), "--data", &data]).status.code(), Some(0));
    assert_eq!(run(&["backup", &at("a.zip"), "--portable", "--data", &data]).status.code(), Some(0));
    let copy = std::fs::read(at("a.db")).expect("the copy");
    let dump = std::fs::read(at("a.zip")).expect("the dump");
    let mut turned = dump.clone();
    let middle = turned.len() / 2;
    turned[middle..middle + 64].iter_mut().for_each(|byte| *byte = !*byte);
    let mut pages = copy.clone();
    pages[4096..65536].iter_mut().for_each(|byte| *byte = 0x5a);
    for (name, bytes) in [
        ("cut.db", &copy[..copy.len() / 2]),
        ("pages.db", &pages[..]),
        ("cut.zip", &dump[..dump.len() / 2]),
        ("turned.zip", &turned[..]),
    ] {
        std::fs::write(at(name), bytes).expect("written");
        let into = at(&format!("into-{name}"));
        refused(&["restore", &at(name), "--data", &into], "备份已损坏", 2);
        let left: Vec<_> = std::fs::read_dir(&into)
            .expect("the folder")
            .map(|one| one.expect("an entry").file_name())
            .collect();
        assert_eq!(left, ["lock"], "{name}");
    }
    std::fs::write(at("empty.db"), b"").expect("written");
    refused(&["restore", &at("empty.db"), "--data", &at("into")], "不是 gongkai backup 生成的", 2);
}

#[test]
fn a_disk_that_is_full_is_named_and_leaves_no_half_of_a_backup() {
    let dir = county();
    let data = dir.path().display().to_string();
    let at = |name: &str| dir.path().join(name);
    let gone = |name: &str| {
        assert!(!at(name).exists() && !at(name).with_extension("zip.part").exists(), "{name} was left");
    };
    // What is begun is written to a device that is always full.
    std::os::unix::fs::symlink("/dev/full", at("a.zip.part")).expect("a link");
    refused(
        &["backup", &at("a.zip").display().to_string(), "--portable", "--data", &data],
        "磁盘空间不足",
        2,
    );
    gone("a.zip");
    // A file may not grow beyond 64 kB: the system says no in the middle of a copy.
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 128; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_gongkai")])
        .args(["backup", &at("b.zip").display().to_string(), "--data", &data])
        .stdin(Stdio::null())
        .output()
        .expect("a shell");
    assert!(err(&output).starts_with("错误："), "{}", err(&output));
    assert_eq!(output.status.code(), Some(2));
    gone("b.zip");
}

/// Writes to the database of a folder.
fn write(dir: &Path, text: &str) {
    use gk_base::sql::Engine as _;
    let engine = gk_sqlite::Sqlite::open(&dir.join("gongkai.db")).expect("it opens");
    gk_server::config::block_on(async { Ok(engine.script(text).await?) }).expect("it writes");
}

#[test]
fn a_database_of_another_version_is_left_alone() {
    let dir = county();
    let data = dir.path().display().to_string();
    let at = |name: &str| dir.path().join(name).display().to_string();
    write(dir.path(), "insert into schema_migrations (version, sha256) values ('9999_later', 'x')");
    assert_eq!(run(&["backup", &at("newer.db"), "--data", &data]).status.code(), Some(0));
    refused(
        &["restore", &at("newer.db"), "--data", &at("into")],
        "备份的数据库版本（9999_later）与本程序不同",
        2,
    );
    for args in
        [vec!["backup", "--portable"], vec!["check"], vec!["migrate"], vec!["rebuild-index"], vec!["serve"]]
    {
        let file = at("newer.zip");
        let file = (args[0] == "backup").then_some(file.as_str());
        let args: Vec<&str> = args.into_iter().chain(file).chain(["--data", &data]).collect();
        refused(&args, "数据库有 9999_later", 2);
    }
    let said = run(&["doctor", "--data", &data]);
    assert!(out(&said).contains("异常　数据库") && out(&said).contains("9999_later"), "{}", out(&said));
    assert_eq!(said.status.code(), Some(1));

    let last = gk_server::migrations::ALL.last().expect("there are some").version;
    write(dir.path(), &format!("delete from schema_migrations where version in ('9999_later', '{last}')"));
    for args in
        [vec!["check"], vec!["catalog", "lint", "--edition", "1"], vec!["catalog", "export", "1", "-o", "-"]]
    {
        let args: Vec<&str> = args.into_iter().chain(["--data", &data]).collect();
        refused(&args, "有1个升级步骤待执行", 2);
    }
    assert!(out(&run(&["doctor", "--data", &data])).contains("有1个升级步骤待执行"));
}

#[test]
fn a_dump_goes_from_one_engine_to_the_other_and_nowhere_that_is_not_empty() {
    let dir = county();
    let data = dir.path().display().to_string();
    let at = |name: &str| dir.path().join(name).display().to_string();
    let url = fresh_database("dump");
    let on_server = |name: &str| ["--data".to_owned(), at(name), "--database-url".to_owned(), url.clone()];
    let there = on_server("there");
    let there: Vec<&str> = there.iter().map(String::as_str).collect();
    let with =
        |args: &[&str]| -> Vec<String> { args.iter().chain(&there).map(|&one| one.to_owned()).collect() };
    let ran = |args: &[String]| run(&args.iter().map(String::as_str).collect::<Vec<_>>());
    let said = |args: &[&str], words: &str| {
        let output = ran(&with(args));
        assert!(err(&output).contains(words), "{args:?}: {}", err(&output));
        assert_eq!(output.status.code(), Some(2));
    };
    said(&["check"], "没有 gongkai 的数据");
    said(&["backup", &at("none.zip")], "没有 gongkai 的数据");
    assert_eq!(run(&["backup", &at("a.zip"), "--portable", "--data", &data]).status.code(), Some(0));
    assert_eq!(run(&["backup", &at("a.db"), "--data", &data]).status.code(), Some(0));
    said(&["restore", &at("a.db")], "是 SQLite 副本");
    let restored = ran(&with(&["restore", &at("a.zip")]));
    assert_eq!(restored.status.code(), Some(0), "{}{}", out(&restored), err(&restored));
    said(&["restore", &at("a.zip")], "不是空的");
    assert_eq!(ran(&with(&["check"])).status.code(), Some(0));
    assert!(out(&ran(&with(&["doctor"]))).contains("PostgreSQL，已是最新版本"));
    assert_eq!(ran(&with(&["backup", &at("b.zip")])).status.code(), Some(0));
    let back = run(&["restore", &at("b.zip"), "--data", &at("back")]);
    assert_eq!(back.status.code(), Some(0), "{}{}", out(&back), err(&back));
}

#[test]
fn a_database_that_does_not_answer_or_does_not_exist_is_named_so() {
    let dir = tempfile::tempdir().expect("a folder");
    let data = dir.path().display().to_string();
    let url = fresh_database("gone");
    let missing = format!("{url}_not");
    for (url, words) in [
        ("postgres://x@127.0.0.1:1/x", "没有应答"),
        (missing.as_str(), "不存在"),
        ("no address", "格式不正确"),
    ] {
        refused(&["check", "--data", &data, "--database-url", url], words, 2);
        refused(&["migrate", "--data", &data, "--database-url", url], words, 2);
        let said = run(&["doctor", "--data", &data, "--database-url", url]);
        assert!(out(&said).contains("异常　数据库"), "{}", out(&said));
        assert_eq!(said.status.code(), Some(1));
    }
}
