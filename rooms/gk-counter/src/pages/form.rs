//! The application form as typed: shown again as it was, read into the law's noun.

use gk_base::Coded;
use gk_rules::Day;
use gk_rules::foi::form::{AgentPart, ContactPart, Field, FieldReason, Form, IdKind, IdentityPart, warnings};
use gk_rules::foi::{Carrier, FileRole, ServiceMode};
use gk_rules::report::Applicants;
use gk_webkit::Fields;
use gk_webkit::fields::File;
use gk_webkit::parts::{Choice, FieldError};

use gk_foi::verbs::add_file::Brought;

/// The fields as they stand or were typed. No `Debug`.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) form_key: String,
    pub(super) form: Form,
    /// 分开申请
    pub(super) apart: bool,
    pub(super) errors: Vec<FieldError>,
    /// What looks like a slip of the pen, to be looked at once before it is sent.
    pub(super) remarks: Vec<String>,
}

impl Typed {
    pub(super) fn of(fields: &Fields) -> Self {
        Self {
            form_key: fields.text("form_key").to_owned(),
            form: form(fields),
            apart: fields.text("split") == "apart",
            errors: Vec::new(),
            remarks: Vec::new(),
        }
    }
    /// Notes what looks like a slip of the pen; whether it has to be looked at first. Nothing of it is a ground to refuse.
    pub(super) fn doubtful(&mut self, fields: &Fields, today: Day) -> bool {
        self.remarks = warnings(&self.form, today).into_iter().map(|one| one.reason.words).collect();
        !self.remarks.is_empty() && !fields.ticked("checked")
    }
    /// The sentence at a field; empty when there is none.
    pub(super) fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|one| one.field == field).map_or("", |one| one.words.as_str())
    }
    /// Whether the fields for organisations and agents hold something.
    pub(super) fn more(&self) -> bool {
        let identity = &self.form.identity;
        let texts =
            [&identity.credit_code, &identity.representative, &self.form.contact.name, &self.form.agent.name];
        texts.iter().any(|text| !text.is_empty()) || !self.error("mandate").is_empty()
    }
    pub(super) fn kinds(&self) -> Vec<Choice> {
        Choice::coded::<Applicants>(self.form.kind.map(Coded::code).unwrap_or_default())
    }
    pub(super) fn id_kinds(&self) -> Vec<Choice> {
        Choice::coded::<IdKind>(self.form.identity.id_kind.unwrap_or(IdKind::Resident).code())
    }
    pub(super) fn ways(&self) -> Vec<Choice> {
        let mut ways = Choice::coded::<ServiceMode>(self.form.obtain.map(Coded::code).unwrap_or_default());
        ways.retain(|way| way.value != ServiceMode::Entrusted.code());
        ways
    }
    pub(super) fn carriers(&self) -> Vec<Choice> {
        let chosen: Vec<&str> = self.form.carriers.iter().map(|one| one.code()).collect();
        Choice::list(Carrier::ALL.iter().map(|one| (one.code(), one.label())), &chosen)
    }
}

/// A reason at its field, as the form shows it.
pub(super) fn field_error(one: FieldReason) -> FieldError {
    FieldError { field: one.field.code().to_owned(), words: one.reason.words }
}

fn form(fields: &Fields) -> Form {
    let text = |field: Field| fields.text(field.code()).to_owned();
    let file = |field: Field| fields.file(field.code()).is_some();
    Form {
        kind: Applicants::from_code(fields.text(Field::Kind.code())),
        name: text(Field::Name),
        identity: IdentityPart {
            id_kind: IdKind::from_code(fields.text(Field::IdKind.code())),
            id_number: text(Field::IdNumber),
            credit_code: text(Field::CreditCode),
            representative: text(Field::Representative),
            proof: file(Field::Proof),
        },
        contact: ContactPart {
            name: text(Field::ContactName),
            address: text(Field::Address),
            postcode: text(Field::Postcode),
            phone: text(Field::Phone),
            fax: text(Field::Fax),
            email: text(Field::Email),
        },
        agent: AgentPart { name: text(Field::Agent), mandate: file(Field::Mandate) },
        about: text(Field::About),
        carriers: fields.all(Field::Carriers.code()).into_iter().filter_map(Carrier::from_code).collect(),
        obtain: ServiceMode::from_code(fields.text(Field::Obtain.code())),
        accepts_other: fields.ticked("accepts_other"),
    }
}

/// The files of the form, each for what its field is for.
pub(super) fn brought(fields: &Fields) -> Vec<Brought> {
    let of = |name: &'static str, role: FileRole| {
        let file = move |file: &File| Brought {
            role: Some(role),
            name: file.name.clone(),
            bytes: file.bytes.clone(),
        };
        fields.files(name).map(file).collect::<Vec<_>>()
    };
    let mut all = of(Field::Proof.code(), FileRole::Identity);
    all.extend(of(Field::Mandate.code(), FileRole::Identity));
    all.extend(of("original", FileRole::Original));
    all.extend(of("files", FileRole::Request));
    all
}
