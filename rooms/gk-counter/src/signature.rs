//! Signatures of messages (签名), as the specification Standard Webhooks has them: HMAC-SHA256 over id, moment and body.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use gk_base::{Fault, Secret};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// What every secret begins with.
const PREFIX: &str = "whsec_";

/// A new secret of thirty-two random bytes, as the receiver is given it.
pub(crate) fn secret(random: &[u8; 32]) -> Secret {
    Secret::new(format!("{PREFIX}{}", BASE64_STANDARD.encode(random)))
}

/// `v1,…`: that whoever has the secret sent this body under this id at this second.
pub(crate) fn sign(secret: &str, (id, seconds): (&str, i64), body: &str) -> Result<String, Fault> {
    let key = secret.strip_prefix(PREFIX).and_then(|text| BASE64_STANDARD.decode(text).ok());
    let key = key.ok_or_else(|| Fault::new("a secret that is none"))?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).map_err(|e| Fault::because("a signature", e))?;
    mac.update(format!("{id}.{seconds}.{body}").as_bytes());
    Ok(format!("v1,{}", BASE64_STANDARD.encode(mac.finalize().into_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_specification_is_signed_alike() {
        let body = r#"{"test": 2432232314}"#;
        let signed = sign(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            ("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330),
            body,
        );
        assert_eq!(signed.unwrap(), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assert!(sign("MfKQ", ("a", 1), body).is_err());
        let made = secret(&[7; 32]);
        assert!(sign(made.reveal(), ("a", 1), body).is_ok());
    }
}
