//! Numbers of cases and replies: one running number for each organ, kind and year, without gaps.

use gk_base::{Fault, Tx, params, statements};

statements! {
    "foi.serials";
    /// Takes the next number.
    TAKE = "insert into foi_serials (organ, kind, year, last) values ($1, $2, $3, 1)
        on conflict (organ, kind, year) do update set last = foi_serials.last + 1";
    /// The number taken.
    LAST = "select last from foi_serials where organ = $1 and kind = $2 and year = $3";
}

/// What is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// 登记编号
    Register,
    /// 答复文号
    Reply,
    /// 其他文书文号
    Letter,
}

impl Kind {
    const fn code(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Reply => "reply",
            Self::Letter => "letter",
        }
    }
}

/// The next number of an organ in a year. A number taken by work that is not committed is given again.
pub(crate) async fn next(tx: &mut Tx, organ: i64, kind: Kind, year: i16) -> Result<u32, Fault> {
    let year = i64::from(year);
    tx.run(&TAKE, params![organ, kind.code(), year]).await?;
    let last = tx.number(&LAST, params![organ, kind.code(), year]).await?;
    u32::try_from(last).map_err(|e| Fault::because("a running number", e))
}
