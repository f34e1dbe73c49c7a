//! Files that come in: Word 97–2003, OFD, packed files, and the same damaged.

use gk_rules::catalog::trouble::Fault;
use gk_rules::intake::flow::{Block, Flow};
use proptest::prelude::*;

use super::build::{compound, docx, p, packed};
use crate::{Limits, document, members};

fn texts(flow: &Flow) -> Vec<String> {
    flow.lines().into_iter().map(|one| one.line.text).collect()
}

fn read(name: &str, bytes: &[u8]) -> Flow {
    document(name, bytes, &Limits::default()).unwrap().0
}

fn fault(name: &str, bytes: &[u8]) -> Fault {
    document(name, bytes, &Limits::default()).unwrap_err().fault
}

/// A Word file of two pieces: one of wide characters, one of narrow ones.
fn word(wide: &str, narrow: &str, flags: u16, version: u16) -> Vec<u8> {
    let units: Vec<u8> = wide.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (first, second) = (units.len() / 2, narrow.len());
    let mut stream = vec![0_u8; 0x800];
    let mut put = |at: usize, bytes: &[u8]| stream[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &0xA5EC_u16.to_le_bytes());
    put(2, &version.to_le_bytes());
    put(0x0A, &flags.to_le_bytes());
    put(0x4C, &u32::try_from(first + second).unwrap().to_le_bytes());
    let mut plc = Vec::new();
    for end in [0, first, first + second] {
        plc.extend(u32::try_from(end).unwrap().to_le_bytes());
    }
    let narrow_at = 0x800 + units.len();
    for place in [0x800_u32, u32::try_from(narrow_at * 2).unwrap() | 0x4000_0000] {
        plc.extend([0, 0]);
        plc.extend(place.to_le_bytes());
        plc.extend([0, 0]);
    }
    let mut table = vec![1, 2, 0, 9, 9, 2];
    table.extend(u32::try_from(plc.len()).unwrap().to_le_bytes());
    table.extend(&plc);
    put(0x1A2, &0_u32.to_le_bytes());
    put(0x1A6, &u32::try_from(table.len()).unwrap().to_le_bytes());
    stream.extend(&units);
    stream.extend(narrow.as_bytes());
    stream.resize(stream.len().max(4096), 0);
    table.resize(4096, 0);
    compound(&[("WordDocument", &stream), ("1Table", &table)])
}

#[test]
fn word_97_is_read_by_its_piece_table() {
    let text =
        "关于印发办法的通知\r各乡镇：\u{13}HYPERLINK x\u{14}现印发\u{15}。\r项目\u{7}标准\u{7}\u{7}低保\u{7}";
    let flow = read("通知.doc", &word(text, "700\r", 0x0200, 0x00C1));
    assert_eq!(texts(&flow), ["关于印发办法的通知", "各乡镇：现印发。", "项目\t标准", "低保\t700"]);
    assert_eq!(fault("a.doc", &word("甲", "b", 0x0300, 0x00C1)), Fault::Encrypted);
    assert!(matches!(fault("a.doc", &word("甲", "b", 0x0200, 0x0068)), Fault::Unsupported(_)));
    assert_eq!(fault("a.doc", &word("甲", "b", 0x0000, 0x00C1)), Fault::Damaged, "no such table stream");
}

fn ofd(content: &str) -> Vec<u8> {
    let root = "<ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>";
    let document = "<ofd:Document xmlns:ofd=\"x\"><ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Pages/Page_0/Content.xml\"/></ofd:Pages></ofd:Document>";
    let page = format!(
        "<ofd:Page xmlns:ofd=\"x\"><ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>"
    );
    packed(&[
        ("OFD.xml", root.as_bytes()),
        ("Doc_0/Document.xml", document.as_bytes()),
        ("Doc_0/Pages/Page_0/Content.xml", page.as_bytes()),
    ])
}

fn placed(x: &str, y: &str, text: &str) -> String {
    format!(
        "<ofd:TextObject Boundary=\"{x} {y} 50 5\"><ofd:TextCode X=\"0\" Y=\"4\">{text}</ofd:TextCode></ofd:TextObject>"
    )
}

#[test]
fn ofd_is_read_line_by_line_from_where_the_words_stand() {
    let content =
        [placed("28", "80.5", "第二行"), placed("60", "40", "办法的通知"), placed("28", "40.4", "关于印发")]
            .concat();
    let flow = read("通知.ofd", &ofd(&content));
    assert_eq!(texts(&flow), ["关于印发办法的通知", "第二行"]);
    assert!(flow.printed && matches!(flow.blocks.first(), Some(Block::Text(1, _))));
    assert_eq!(fault("空.ofd", &ofd("")), Fault::Nothing);
}

#[test]
fn their_words_are_looked_into_before_they_are_published() {
    let found =
        crate::inspect("名单.ofd", &ofd(&placed("28", "40", "联系电话13812345678")), &Limits::default());
    assert!(found.text().contains("13812345678") && found.hidden.is_empty());
    let found =
        crate::inspect("名单.doc", &word("联系电话", "13812345678\r", 0x0200, 0x00C1), &Limits::default());
    assert!(found.text().contains("联系电话13812345678"), "{}", found.text());
}

#[test]
fn other_documents_are_read_as_before() {
    assert_eq!(texts(&read("a.docx", &docx(&[p("第一段"), p("第二段")].concat()))), ["第一段", "第二段"]);
    let (gbk, _, _) = encoding_rs::GB18030.encode("关于春节放假的通知\n各科室：");
    assert_eq!(texts(&read("a.txt", &gbk)), ["关于春节放假的通知", "各科室："]);
}

#[test]
fn members_are_given_with_their_names_and_litter_is_not() {
    let files = [("文件/通知.txt", b"a".as_slice()), ("__MACOSX/._x", b"b"), ("../跳.txt", b"c")];
    let found = members("包.zip", &packed(&files)).unwrap();
    let names: Vec<&str> = found.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(
        names,
        ["文件/通知.txt", "../跳.txt"],
        "whoever takes them further asks whether a name is safe"
    );
    assert_eq!(found[0].file(), "通知.txt");
}

#[test]
fn names_in_gbk_are_read() {
    let mut bytes = packed(&[("XXXX.txt", b"a".as_slice())]);
    let (name, _, _) = encoding_rs::GB18030.encode("通知");
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| &bytes[*at..*at + 4] == b"XXXX").collect();
    for at in places {
        bytes[at..at + 4].copy_from_slice(&name);
    }
    assert_eq!(members("包.zip", &bytes).unwrap()[0].name, "通知.txt");
}

#[test]
fn bombs_and_crowds_are_refused_whole() {
    let zeros = vec![0_u8; 3 << 20];
    assert!(matches!(
        members("弹.zip", &packed(&[("a.txt", &zeros)])).unwrap_err().fault,
        Fault::Ratio { .. }
    ));
    let names: Vec<String> = (0..201).map(|n| format!("{n}.txt")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"x".as_slice())).collect();
    assert!(matches!(members("多.zip", &packed(&many)).unwrap_err().fault, Fault::TooManyParts { .. }));
    assert_eq!(members("断.zip", b"PK\x03\x04 cut").unwrap_err().fault, Fault::Damaged);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn damaged_bytes_never_make_it_panic(at in any::<prop::sample::Index>(), with in any::<u8>(), cut in any::<prop::sample::Index>(), which in 0..3) {
        let mut bytes = match which {
            0 => word("关于印发办法的通知\r各乡镇：", "700\r", 0x0200, 0x00C1),
            1 => ofd(&placed("28", "40", "关于印发办法的通知")),
            _ => packed(&[("通知.txt", b"abc".as_slice()), ("b.txt", b"x")]),
        };
        let place = at.index(bytes.len());
        bytes[place] = with;
        bytes.truncate(cut.index(bytes.len()) + 1);
        let _ = document("a", &bytes, &Limits::default());
        let _ = members("a", &bytes);
    }
    #[test]
    fn a_damaged_byte_in_a_whole_file_never_makes_it_panic(at in any::<prop::sample::Index>(), with in any::<u8>()) {
        let mut bytes = word("关于印发办法的通知\r各乡镇：", "700\r", 0x0200, 0x00C1);
        let place = at.index(bytes.len());
        bytes[place] = with;
        let _ = document("a.doc", &bytes, &Limits::default());
    }
}
