//! A server in earnest, with sealed values and files: keys changed beside it, killed in between, and nothing plain in the
//! database, its journal, the index, the backups or the logs.

#![expect(clippy::expect_used, unreachable_pub, reason = "a test may stop on a broken test")]

#[path = "../../gk-testkit/src/leaks.rs"]
mod leaks;

use std::fs::{self, File, Permissions};
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use gk_base::sealed::{self, Opening};
use gk_base::{Office, params, sealed_columns, statements};
use gk_rules::privacy::Purpose;
use gk_server::cli::Stop;
use gk_server::config::{self, Outward, Place};

statements! {
    "trial";
    /// A row.
    PUT = "insert into trial_people (id, id_number_sealed, id_number_index) values ($1, $2, $3)";
}

sealed_columns! {
    ID_NUMBER = "trial_people"."id_number_sealed", row "id" (text), ResidentId, index "id_number_index";
}

const ID: &str = "21032319990230123X";
const OTHER_ID: &str = "210323198502301232";
const TELEPHONE: &str = "13899997777";
const WORDS: &str = "身份证正面影像";
const SECRETS: [&str; 4] = [ID, OTHER_ID, TELEPHONE, WORDS];
/// So many files that a change of keys takes a while.
const FILES: usize = 1200;

fn gongkai(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.args(args).stdin(Stdio::null());
    for name in ["GONGKAI_DATA", "GONGKAI_DATABASE_URL", "GONGKAI_LISTEN", "GONGKAI_KEY_FILE", "GONGKAI_LOG"]
    {
        command.env_remove(name);
    }
    command
}

/// Both what it said and how it ended.
fn run(args: &[&str]) -> (String, Option<i32>) {
    let Output { status, stdout, stderr } = gongkai(args).output().expect("the binary runs");
    (String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned(), status.code())
}

async fn fill(office: &Office) -> Result<(), Stop> {
    office
        .engine()
        .script(
            "create table trial_people (id text primary key, id_number_sealed bytea, id_number_index text)",
        )
        .await?;
    for sql in ALL.iter().chain(SEALED.iter().flat_map(|column| column.statements)) {
        office.engine().prepare(sql).await?;
    }
    let mut tx = office.begin_as_system().await?;
    for (row, id) in [("a", ID), ("b", OTHER_ID)] {
        let sealed = tx.seal(&ID_NUMBER, row, id).await?;
        let index = tx.blind(&ID_NUMBER, id).await?;
        tx.run(&PUT, params![row, &sealed, index]).await?;
        let opening = Opening::of("trial:1", None, Purpose::Contact);
        assert_eq!(tx.open(&ID_NUMBER.at(row, &sealed), &opening)?.text()?, id);
    }
    for n in 0..FILES {
        sealed::keep_file(&mut tx, format!("{WORDS} {n} {TELEPHONE}").as_bytes(), 1000).await?;
    }
    Ok(tx.commit().await?)
}

/// A place with everything sealed in it.
fn place(folder: &Path) -> Place {
    let outward = Outward::default();
    let place = Place { folder: folder.to_owned(), database_url: None, key_file: None, fonts: None, outward };
    config::block_on(async { fill(&place.office(config::clock(None)).await?).await }).expect("it is filled");
    place
}

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // As if the power went: the journal stays as it is.
        let _gone_already = self.0.kill();
        let _either = self.0.wait();
    }
}

fn serve(data: &str, log: &Path) -> (Server, String) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address").to_string();
    drop(listener);
    let log = File::create(log).expect("a log");
    let child =
        gongkai(&["serve", "--data", data, "--listen", &address, "--log", "trace", "--log-format", "json"])
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("it starts");
    let server = Server(child);
    for _ in 0..600 {
        if ask(&address, "GET /healthz HTTP/1.1", "").is_some_and(|answer| answer.starts_with("HTTP/1.1 200"))
        {
            return (server, address);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("the server does not answer");
}

fn ask(address: &str, what: &str, body: &str) -> Option<String> {
    let mut stream = TcpStream::connect(address).ok()?;
    let length = body.len();
    write!(stream, "{what}\r\nHost: {address}\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{body}").ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    Some(answer)
}

#[test]
fn a_server_with_sealed_values_leaves_nothing_plain_anywhere_while_its_keys_are_changed() {
    let outside = tempfile::tempdir().expect("a folder");
    let folder = outside.path().join("data");
    let data = place(&folder).name();
    let log = outside.path().join("log");
    let (server, address) = serve(&data, &log);
    // What people type may hold numbers too.
    let searched = ask(&address, &format!("GET /search?q={ID} HTTP/1.1"), "").expect("an answer");
    assert!(searched.starts_with("HTTP/1.1 200"), "{searched}");
    let form = format!("account={OTHER_ID}&password={TELEPHONE}&next=%2Fdesk");
    let refused = ask(&address, "POST /desk/sign-in HTTP/1.1", &form).expect("an answer");
    assert!(refused.starts_with("HTTP/1.1 4"), "{refused}");

    let mut first = gongkai(&["keys", "rotate", "--data", &data]);
    let mut first = first.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
    std::thread::sleep(Duration::from_millis(700));
    let _ended_already = first.kill();
    first.wait().expect("it is gone");
    let (said, code) = run(&["check", "--data", &data]);
    assert!(!said.contains("无法解密") && !said.contains("加密附件"), "{said} {code:?}");
    let (said, code) = run(&["keys", "rotate", "--data", &data]);
    assert!(code == Some(0) && said.contains("已停用"), "{said}");
    let (said, code) = run(&["keys", "new", "--algorithm", "sm4-gcm", "--data", &data]);
    assert!(code == Some(0) && said.contains("已生成备用密钥"), "{said}");
    let (said, code) = run(&["keys", "rotate", "--data", &data]);
    assert!(code == Some(0) && said.contains(&format!("已重新加密{FILES}个值")), "{said}");
    let (said, code) = run(&["keys", "status", "--data", &data]);
    assert!(
        code == Some(0)
            && said.contains("SM4-GCM")
            && said.contains(&format!("sealed_files.key_sealed：{FILES}个")),
        "{said}"
    );
    let (said, code) = run(&["check", "--data", &data]);
    assert_eq!((code, said.contains("没有发现问题")), (Some(0), true), "{said}");

    for (name, portable) in [("copy.db", None), ("dump.zip", Some("--portable"))] {
        let target = outside.path().join(name).display().to_string();
        let mut args = vec!["backup", &target, "--data", &data];
        args.extend(portable);
        let (said, code) = run(&args);
        assert!(code == Some(0) && said.contains("备份不含密钥"), "{said}");
    }
    assert!(
        ask(&address, "GET /healthz HTTP/1.1", "").is_some_and(|answer| answer.starts_with("HTTP/1.1 200"))
    );
    drop(server);

    let logged = fs::read_to_string(&log).expect("a log");
    assert!(logged.contains("/desk/sign-in") && logged.contains("/search"), "the log is no log: {logged}");
    let (looked, found) = leaks::in_folder(outside.path(), &SECRETS);
    assert!(looked >= 6 && found.is_empty(), "{found:?}");
    // The test itself finds what there is to find.
    fs::write(outside.path().join("leak"), format!("x{ID}")).expect("written");
    assert_eq!(leaks::in_folder(outside.path(), &SECRETS).1.len(), 1);
}

#[test]
fn keys_that_are_not_sound_stop_the_server_and_are_told_in_plain_words() {
    let dir = tempfile::tempdir().expect("a folder");
    let place = place(dir.path());
    let (data, keys) = (place.name(), place.keys());
    let serve = || run(&["serve", "--data", &data, "--listen", "127.0.0.1:0"]);
    let whole = fs::read(&keys).expect("the keys");
    fs::set_permissions(&keys, Permissions::from_mode(0o644)).expect("it is mine");
    let (said, code) = serve();
    assert!(code == Some(2) && said.contains("可以被其他用户读取") && said.contains("chmod 600"), "{said}");
    fs::set_permissions(&keys, Permissions::from_mode(0o600)).expect("it is mine");
    fs::write(&keys, "{}").expect("written");
    assert!(serve().0.contains("已损坏"));
    fs::remove_file(&keys).expect("it is mine");
    let (said, code) = serve();
    assert!(code == Some(2) && said.contains("不存在") && said.contains("不要新建密钥"), "{said}");
    let (said, code) = run(&["check", "--data", &data]);
    assert!(code == Some(1) && said.contains(&format!("{FILES}个加密的值")), "{said}");
    let (said, code) = run(&["doctor", "--data", &data]);
    assert!(code == Some(1) && said.contains("密钥文件"), "{said}");
    let (said, code) = run(&["keys", "new", "--data", &data]);
    assert!(code == Some(2) && !keys.exists(), "{said}");
    let elsewhere = dir.path().join("elsewhere.keys");
    fs::write(&elsewhere, &whole).expect("written");
    fs::set_permissions(&elsewhere, Permissions::from_mode(0o600)).expect("it is mine");
    let at = elsewhere.display().to_string();
    let (said, code) = run(&["check", "--data", &data, "--key-file", &at]);
    assert!(!said.contains("密钥") && code.is_some(), "{said}");
    let (said, code) = run(&["keys", "status", "--data", &data, "--key-file", &at]);
    assert!(code == Some(0) && said.contains("AES-256-GCM") && said.contains("HMAC-SHA-256"), "{said}");
    let (said, code) = run(&["keys", "forget", "00000000", "--data", &data, "--key-file", &at]);
    assert!(code == Some(2) && said.contains("没有编号为"), "{said}");
}

#[test]
fn a_restored_backup_says_that_it_needs_its_keys() {
    let dir = tempfile::tempdir().expect("a folder");
    let data = place(&dir.path().join("data")).name();
    let copy = dir.path().join("copy.db").display().to_string();
    assert_eq!(run(&["backup", &copy, "--data", &data]).1, Some(0));
    let into = dir.path().join("into").display().to_string();
    let (said, code) = run(&["restore", &copy, "--data", &into]);
    assert!(code == Some(1) && said.contains("没有它加密的字段和附件无法解密"), "{said}");
    let keys = Path::new(&data).join("keys").join("gongkai.keys").display().to_string();
    let (said, code) = run(&["check", "--data", &into, "--key-file", &keys]);
    assert!(code == Some(0) && said.contains("没有发现问题"), "{said}");
}

#[test]
fn an_office_that_must_use_sm4_chooses_it_before_anything_is_sealed() {
    let dir = tempfile::tempdir().expect("a folder");
    let data = dir.path().display().to_string();
    assert_eq!(run(&["migrate", "--data", &data]).1, Some(0));
    let (said, _) = run(&["keys", "status", "--data", &data]);
    assert!(said.contains("尚无加密内容"), "{said}");
    let (said, code) = run(&["keys", "new", "--algorithm", "sm4-gcm", "--data", &data]);
    assert!(code == Some(0) && said.matches("已启用密钥").count() == 2, "{said}");
    let (said, _) = run(&["keys", "status", "--data", &data]);
    assert!(said.contains("SM4-GCM") && said.contains("HMAC-SM3") && !said.contains("AES"), "{said}");
}
