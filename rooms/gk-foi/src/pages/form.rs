//! The application form as typed: shown again as it was, read into the verb's command.

use gk_base::Coded;
use gk_rules::Day;
use gk_rules::foi::form::{Form as Asked, reasons_not_to_receive};
use gk_rules::foi::{Carrier, Channel, FileRole, ServiceMode};
use gk_rules::org::OrganId;
use gk_rules::report::Applicants;
use gk_webkit::Fields;
use gk_webkit::fields::File;
use gk_webkit::parts::{Choice, FieldError};

use crate::person::Contact;
use crate::verbs::add_file::Brought;
use crate::verbs::receive::Receive;

/// The fields as they stand or were typed. No `Debug`.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) form_key: String,
    pub(super) wanted: String,
    pub(super) other_accepted: bool,
    pub(super) name: String,
    pub(super) identity: String,
    pub(super) telephone: String,
    pub(super) address: String,
    pub(super) postcode: String,
    pub(super) email: String,
    pub(super) fax: String,
    pub(super) representative: String,
    pub(super) contact: String,
    pub(super) agent: String,
    pub(super) applicant: String,
    pub(super) way: String,
    pub(super) carriers: Vec<String>,
    pub(super) split: bool,
    pub(super) errors: Vec<FieldError>,
}

impl Typed {
    pub(super) fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.text(name).to_owned();
        Self {
            form_key: text("form_key"),
            wanted: text("wanted"),
            other_accepted: fields.ticked("other_accepted"),
            name: text("name"),
            identity: text("identity"),
            telephone: text("telephone"),
            address: text("address"),
            postcode: text("postcode"),
            email: text("email"),
            fax: text("fax"),
            representative: text("representative"),
            contact: text("contact"),
            agent: text("agent"),
            applicant: text("applicant"),
            way: text("way"),
            carriers: fields.all("carrier").into_iter().map(ToOwned::to_owned).collect(),
            split: fields.text("split") == "apart",
            errors: Vec::new(),
        }
    }
    /// The sentence at a field; empty when there is none.
    pub(super) fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|one| one.field == field).map_or("", |one| one.words.as_str())
    }
    /// Whether the fields for organisations and agents hold something.
    pub(super) fn more(&self) -> bool {
        [&self.representative, &self.contact, &self.agent].iter().any(|text| !text.is_empty())
    }
    pub(super) fn kinds(&self) -> Vec<Choice> {
        Choice::coded::<Applicants>(&self.applicant)
    }
    pub(super) fn ways(&self) -> Vec<Choice> {
        let mut ways = Choice::coded::<ServiceMode>(&self.way);
        ways.retain(|way| way.value != ServiceMode::Entrusted.code());
        ways
    }
    pub(super) fn carrier_choices(&self) -> Vec<Choice> {
        let chosen: Vec<&str> = self.carriers.iter().map(String::as_str).collect();
        Choice::list(Carrier::ALL.iter().map(|one| (one.code(), one.label())), &chosen)
    }
    /// What is missing, each at its field.
    pub(super) fn faults(&self, channel: Channel, fields: &Fields) -> Vec<FieldError> {
        let carriers = self.chosen_carriers();
        let asked = Asked {
            channel,
            kind: Applicants::from_code(&self.applicant),
            name: &self.name,
            identity: &self.identity,
            has_proof: fields.file("identity_file").is_some(),
            telephone: &self.telephone,
            address: &self.address,
            email: &self.email,
            fax: &self.fax,
            wanted: &self.wanted,
            carriers: &carriers,
            way: ServiceMode::from_code(&self.way),
        };
        let error = |(field, reason): (&str, gk_rules::Reason)| FieldError {
            field: field.to_owned(),
            words: reason.words,
        };
        reasons_not_to_receive(&asked).into_iter().map(error).collect()
    }
    fn chosen_carriers(&self) -> Vec<Carrier> {
        self.carriers.iter().filter_map(|code| Carrier::from_code(code)).collect()
    }
    /// The verb's command.
    pub(super) fn receive(&self, organ: OrganId, (channel, on): (Channel, Day), fields: &Fields) -> Receive {
        let parts = gk_rules::foi::split::proposal(&self.wanted);
        let apart = self.split && parts.len() > 1;
        Receive {
            organ,
            form_key: self.form_key.clone(),
            channel,
            on,
            kind: Applicants::from_code(&self.applicant),
            name: self.name.clone(),
            identity: self.identity.clone(),
            contact: self.contact(),
            wanted: if apart { parts } else { vec![self.wanted.clone()] },
            carriers: self.chosen_carriers(),
            way: ServiceMode::from_code(&self.way),
            other_accepted: self.other_accepted,
            files: brought(fields),
        }
    }
    fn contact(&self) -> Contact {
        Contact {
            telephone: self.telephone.clone(),
            address: self.address.clone(),
            postcode: self.postcode.clone(),
            email: self.email.clone(),
            fax: self.fax.clone(),
            representative: self.representative.clone(),
            contact: self.contact.clone(),
            agent: self.agent.clone(),
        }
    }
}

fn brought(fields: &Fields) -> Vec<Brought> {
    let file = |role: FileRole| move |file: &File| Brought { role: Some(role), name: file.name.clone(), bytes: file.bytes.clone() };
    let identity = fields.files("identity_file").map(file(FileRole::Identity));
    let original = fields.files("original").map(file(FileRole::Original));
    identity.chain(original).chain(fields.files("files").map(file(FileRole::Request))).collect()
}
