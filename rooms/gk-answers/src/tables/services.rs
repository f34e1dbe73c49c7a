//! Proofs of service: what shows that the reply was served, with the receipt number of the post.

use gk_base::{Coded, Fault, Read, Tx, params, statements};
use gk_rules::Day;
use gk_rules::foi::delivery::{Proof, Served};

statements! {
    "foi.services";
    /// The proofs of a case.
    OF_MATTER = "select seq, mode, proof, served_on, why, kept_at, kept_name from foi_services where matter = $1 order by seq limit 50";
    /// A new one; the same event once.
    INSERT = "insert into foi_services (matter, seq, mode, proof, served_on, why, kept_at, kept_name)
        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (matter, seq) do nothing";
}

/// 送达凭证（存档）
pub(crate) struct ServiceLine {
    /// The event it proves.
    pub(crate) seq: u32,
    /// 送达方式
    pub(crate) mode: gk_rules::foi::ServiceMode,
    /// 凭证
    pub(crate) proof: Proof,
    /// 送达日期
    pub(crate) on: Day,
    /// Why this day.
    pub(crate) why: String,
    /// Who kept it.
    pub(crate) name: String,
}

impl ServiceLine {
    /// 邮件编号 and who carries it; empty for what does not go by post.
    pub(crate) fn receipt(&self) -> String {
        match &self.proof {
            Proof::Posted { number, carriage, .. } => format!("{number} {}", carriage.label()),
            _ => String::new(),
        }
    }
}

/// The proofs of a case, in the order of the events.
pub(crate) async fn of_matter(read: &mut Read, matter: i64) -> Result<Vec<ServiceLine>, Fault> {
    let rows = read.rows(&OF_MATTER, params![matter]).await?;
    rows.iter()
        .map(|row| {
            Ok(ServiceLine {
                seq: row.get(0)?,
                mode: row.code(1)?,
                proof: row.json(2)?,
                on: row.get(3)?,
                why: row.get(4)?,
                name: row.get(6)?,
            })
        })
        .collect()
}

/// Keeps one.
pub(crate) async fn insert(
    tx: &mut Tx,
    (matter, seq): (i64, u32),
    proof: &Proof,
    served: &Served,
) -> Result<u64, Fault> {
    let (now, name) = (tx.now(), tx.who().name.clone());
    let text = serde_json::to_string(proof).map_err(|e| Fault::because("writing a proof", e))?;
    let values = params![matter, seq, served.mode.code(), text, served.on, served.why, now, name];
    tx.run(&INSERT, values).await
}
