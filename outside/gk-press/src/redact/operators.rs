//! The operators of a page, written anew: without marks that say things nobody sees, and with a list of what they name.

use std::collections::BTreeSet;

use hayro::hayro_syntax::content::UntypedIter;
use hayro::hayro_syntax::object::{Dict, MaybeRef, Object};

/// A content stream written anew.
#[derive(Debug, Default)]
pub(super) struct Rewritten {
    /// The new stream.
    pub(super) bytes: Vec<u8>,
    /// Names of resources it uses, by their operator: `Do`, `Tf`, `gs`, `cs`, `sh`, `scn`.
    pub(super) names: BTreeSet<(Kind, Vec<u8>)>,
}

/// Which dictionary of the resources a name stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    XObject,
    Font,
    GraphicsState,
    ColourSpace,
    Shading,
    Pattern,
}

/// Operators of one stream, at most.
const OPERATORS: usize = 2_000_000;

/// Writes a stream anew; nothing when it holds what a kept page must not have: letters nobody sees, unknown operators.
pub(super) fn rewrite(stream: &[u8]) -> Option<Rewritten> {
    let mut out = Rewritten::default();
    let mut operators = UntypedIter::new(stream);
    let mut count = 0;
    while let Some(instruction) = operators.next() {
        count += 1;
        let operator: &[u8] = instruction.operator;
        let operands: Vec<&Object<'_>> = instruction.operands().collect();
        let last = operands.last().copied();
        if count > OPERATORS {
            return None;
        }
        match operator {
            // Marked content: tags, hidden layers, texts that replace what is seen.
            b"BMC" | b"BDC" | b"EMC" | b"MP" | b"DP" => continue,
            // Modes of writing that leave no ink.
            b"Tr" => match last {
                Some(Object::Number(mode)) if (0..=2).contains(&mode.as_i64()) => {}
                _ => return None,
            },
            b"BI" => {
                inline_picture(&mut out.bytes, last?)?;
                continue;
            }
            b"Do" | b"Tf" | b"gs" | b"cs" | b"CS" | b"sh" => {
                let name = operands.first().copied().and_then(named)?;
                out.names.insert((kind(operator), name));
            }
            b"scn" | b"SCN" => {
                if let Some(name) = last.and_then(named) {
                    out.names.insert((Kind::Pattern, name));
                }
            }
            known if KNOWN.contains(&known) => {}
            _ => return None,
        }
        for operand in &operands {
            write(&mut out.bytes, operand)?;
            out.bytes.push(b' ');
        }
        out.bytes.extend_from_slice(operator);
        out.bytes.push(b'\n');
    }
    Some(out)
}

/// Spaces of colours that need no resource.
const SPACES: [&[u8]; 7] = [b"G", b"RGB", b"CMYK", b"I", b"DeviceGray", b"DeviceRGB", b"DeviceCMYK"];

/// Operators that draw, move or colour and name nothing.
const KNOWN: [&[u8]; 56] = [
    b"b", b"B", b"b*", b"B*", b"BT", b"BX", b"c", b"cm", b"d", b"d0", b"d1", b"ET", b"EX", b"f", b"F", b"f*",
    b"G", b"g", b"h", b"i", b"j", b"J", b"K", b"k", b"l", b"m", b"M", b"n", b"q", b"Q", b"re", b"RG", b"rg",
    b"ri", b"s", b"S", b"sc", b"SC", b"T*", b"Tc", b"Td", b"TD", b"Tj", b"TJ", b"TL", b"Tm", b"Ts", b"Tw",
    b"Tz", b"v", b"w", b"W", b"W*", b"y", b"'", b"\"",
];

fn kind(operator: &[u8]) -> Kind {
    match operator {
        b"Do" => Kind::XObject,
        b"Tf" => Kind::Font,
        b"gs" => Kind::GraphicsState,
        b"sh" => Kind::Shading,
        _ => Kind::ColourSpace,
    }
}

fn named(object: &Object<'_>) -> Option<Vec<u8>> {
    match object {
        Object::Name(name) => Some(name.to_vec()),
        _ => None,
    }
}

/// A number as it is written; nothing for one that is none.
pub(super) fn number(n: f64) -> Option<String> {
    if !n.is_finite() || n.abs() > 1e12 {
        return None;
    }
    let text = format!("{n:.6}");
    Some(text.trim_end_matches('0').trim_end_matches('.').to_owned()).filter(|text| !text.is_empty())
}

fn write(out: &mut Vec<u8>, object: &Object<'_>) -> Option<()> {
    match object {
        Object::Null(_) => out.extend_from_slice(b"null"),
        Object::Boolean(yes) => out.extend_from_slice(if *yes { b"true" } else { b"false" }),
        Object::Number(n) => out.extend_from_slice(number(n.as_f64())?.as_bytes()),
        Object::Name(name) => write_name(out, name),
        Object::String(text) => {
            out.push(b'<');
            for byte in text.as_bytes() {
                out.extend_from_slice(format!("{byte:02x}").as_bytes());
            }
            out.push(b'>');
        }
        Object::Array(items) => {
            out.push(b'[');
            for item in items.raw_iter() {
                let MaybeRef::NotRef(item) = item else { return None };
                write(out, &item)?;
                out.push(b' ');
            }
            out.push(b']');
        }
        Object::Dict(_) | Object::Stream(_) => return None,
    }
    Some(())
}

fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_alphanumeric() || b"_-.+*'@!:;,$&^=?|~".contains(byte) {
            out.push(*byte);
        } else {
            out.extend_from_slice(format!("#{byte:02x}").as_bytes());
        }
    }
}

/// A small picture that stands in the stream itself, without anything but what draws it.
fn inline_picture(out: &mut Vec<u8>, object: &Object<'_>) -> Option<()> {
    let Object::Stream(picture) = object else { return None };
    // A space of colours with a name of its own would have to be brought along.
    for key in [b"CS".as_slice(), b"ColorSpace"] {
        if let Some(Object::Name(space)) = picture.dict().get::<Object<'_>>(key)
            && !SPACES.contains(&&*space)
        {
            return None;
        }
    }
    out.extend_from_slice(b"BI ");
    write_entries(out, picture.dict())?;
    out.extend_from_slice(b"ID ");
    out.extend_from_slice(&picture.raw_data());
    out.extend_from_slice(b"\nEI\n");
    Some(())
}

fn write_entries(out: &mut Vec<u8>, dict: &Dict<'_>) -> Option<()> {
    for (key, value) in dict.entries() {
        let MaybeRef::NotRef(value) = value else { return None };
        write_name(out, &key);
        out.push(b' ');
        match value {
            Object::Dict(inner) => {
                out.extend_from_slice(b"<<");
                write_entries(out, &inner)?;
                out.extend_from_slice(b">>");
            }
            value => write(out, &value)?,
        }
        out.push(b' ');
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_say_unseen_things_are_left_out() {
        let stream = b"/Span <</ActualText (secret)>> BDC BT /F1 12 Tf 1 0 0 1 .5 -7 Tm (ab\\)) Tj [(c) -20 (d)] TJ ET EMC /Im#20 Do";
        let out = rewrite(stream).unwrap();
        let text = String::from_utf8(out.bytes).unwrap();
        assert_eq!(
            text,
            "BT\n/F1 12 Tf\n1 0 0 1 0.5 -7 Tm\n<616229> Tj\n[<63> -20 <64> ] TJ\nET\n/Im#20 Do\n"
        );
        assert!(out.names.contains(&(Kind::XObject, b"Im ".to_vec())));
        assert!(out.names.contains(&(Kind::Font, b"F1".to_vec())));
    }

    #[test]
    fn letters_that_leave_no_ink_are_not_kept() {
        assert!(rewrite(b"BT 3 Tr (secret) Tj ET").is_none());
        assert!(rewrite(b"BT 7 Tr (secret) Tj ET").is_none());
        assert!(rewrite(b"BT 1 Tr (seen) Tj ET").is_some());
        assert!(rewrite(b"(secret) XX").is_none());
    }
}
