//! 邮寄标签: the address is opened for the purpose of serving, and that is in the ledger.

use gk_base::sealed::Opening;
use gk_base::{Fault, Office, Problem};
use gk_rules::foi::FoiEvent;
use gk_rules::foi::delivery::Carriage;
use gk_rules::foi::letters::LetterSetting;
use gk_rules::foi::letters::setting::Settled;
use gk_rules::org::{Act, Actor, may};
use gk_rules::paper::label::Party;
use gk_rules::paper::{About, Label};
use gk_rules::privacy::Purpose;

use gk_foi::cases;
use gk_foi::person;
use gk_foi::settled::Settings;

/// The label of a case as PDF.
///
/// # Errors
/// [`Problem::NotAllowed`], [`Problem::Missing`], and what the press has against it.
pub async fn run(office: &Office, actor: &Actor, matter: i64) -> Result<Vec<u8>, Problem> {
    use gk_rules::Coded;
    let mut tx = office.begin(actor).await?;
    let matter = cases::load(&mut tx, matter).await?;
    may(actor, Act::ServeReply, &matter.subject())?;
    let opening = Opening::of(matter.ledger_subject(), Some(matter.organ.id.0), Purpose::Serve);
    let person = person::opened(&mut tx, &matter, &opening)?;
    let contact = person.contact;
    let today = tx.today();
    let settings = Settings::load(&mut tx, &matter.organ.code, today).await?;
    let label = Label {
        to: Party {
            name: person.name,
            address: contact.address,
            postcode: contact.postcode,
            phone: contact.phone,
        },
        from: Party {
            name: matter.organ.name.clone(),
            address: settings.value(LetterSetting::ContactAddress),
            postcode: settings.value(LetterSetting::ContactPostcode),
            phone: settings.value(LetterSetting::ContactTelephone),
        },
        service: Carriage::Postal.label().to_owned(),
        number: String::new(),
        note: matter.number().to_owned(),
    };
    let about = About {
        ident: matter.ledger_subject(),
        author: matter.organ.name.clone(),
        keywords: Vec::new(),
        day: today,
    };
    let body = serde_json::json!({ "for": "post" });
    tx.ledger(FoiEvent::LabelMade, Some(matter.organ.id.0), matter.ledger_subject(), &body);
    tx.commit().await?;
    let press = office.press();
    tokio::task::spawn_blocking(move || press.labels(&[label], &about))
        .await
        .map_err(|e| Fault::because("setting a label", e))?
}
