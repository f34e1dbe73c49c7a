//! A signed token (RFC 7515, compact) and the keys it may be signed with (RFC 7517, 7518): RS256, PS256, ES256, nothing else.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256, RsaPublicKeyComponents,
    UnparsedPublicKey,
};
use serde::Deserialize;

/// The longest token that is read, bytes.
const LONGEST: usize = 16 << 10;
/// How many keys are kept.
const KEYS: usize = 50;

/// 签名算法
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Algorithm {
    Rs256,
    Ps256,
    Es256,
}

impl Algorithm {
    fn of(name: &str) -> Option<Self> {
        match name {
            "RS256" => Some(Self::Rs256),
            "PS256" => Some(Self::Ps256),
            "ES256" => Some(Self::Es256),
            _ => None,
        }
    }
}

/// 公钥: only those that can be used are kept.
#[derive(Clone)]
struct Key {
    id: Option<String>,
    material: Material,
}

#[derive(Clone)]
enum Material {
    Rsa { n: Vec<u8>, e: Vec<u8> },
    P256(Vec<u8>),
}

/// 公钥集.
#[derive(Clone, Default)]
pub(crate) struct Keys(Vec<Key>);

#[derive(Deserialize)]
struct WrittenSet {
    keys: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct Written {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    usage: Option<String>,
    n: Option<String>,
    e: Option<String>,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

impl Written {
    fn material(&self) -> Option<Material> {
        match self.kty.as_str() {
            "RSA" => {
                let n = bytes(self.n.as_deref()?)?;
                let n = n.iter().copied().skip_while(|byte| *byte == 0).collect();
                Some(Material::Rsa { n, e: bytes(self.e.as_deref()?)? })
            }
            "EC" if self.crv.as_deref() == Some("P-256") => {
                let (x, y) = (bytes(self.x.as_deref()?)?, bytes(self.y.as_deref()?)?);
                (x.len() == 32 && y.len() == 32).then(|| Material::P256([vec![4], x, y].concat()))
            }
            _ => None,
        }
    }
}

impl Keys {
    /// Reads a set; keys of other kinds and for other ends are left out.
    pub(crate) fn read(text: &[u8]) -> Option<Self> {
        let set: WrittenSet = serde_json::from_slice(text).ok()?;
        let written = set.keys.into_iter().filter_map(|key| serde_json::from_value::<Written>(key).ok());
        let signing = written.filter(|key| key.usage.as_deref().is_none_or(|usage| usage == "sig"));
        let key = |key: Written| Some(Key { material: key.material()?, id: key.kid });
        Some(Self(signing.filter_map(key).take(KEYS).collect()))
    }
}

/// Why a token is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unsigned {
    /// It is none, or signed in a way that is not taken.
    Strange,
    /// No key there is has signed it.
    NoKey,
}

#[derive(Deserialize)]
struct Head {
    alg: String,
    kid: Option<String>,
    crit: Option<serde_json::Value>,
}

/// What a token says, once one of the keys is known to have signed it.
pub(crate) fn signed(token: &str, keys: &Keys) -> Result<Vec<u8>, Unsigned> {
    let parts: Vec<&str> = token.split('.').collect();
    let &[head, body, signature] = parts.as_slice() else { return Err(Unsigned::Strange) };
    if token.len() > LONGEST {
        return Err(Unsigned::Strange);
    }
    let read = |text| bytes(text).ok_or(Unsigned::Strange);
    let (said, signature) = (read(body)?, read(signature)?);
    let head: Head = serde_json::from_slice(&read(head)?).map_err(|_| Unsigned::Strange)?;
    let algorithm = Algorithm::of(&head.alg).filter(|_| head.crit.is_none()).ok_or(Unsigned::Strange)?;
    let message = token.rsplit_once('.').map(|(message, _)| message.as_bytes()).unwrap_or_default();
    let named = |key: &&Key| key.id.is_none() || head.kid.is_none() || key.id == head.kid;
    let fits = |key: &Key| verifies(algorithm, &key.material, message, &signature);
    if keys.0.iter().filter(named).any(fits) { Ok(said) } else { Err(Unsigned::NoKey) }
}

fn verifies(algorithm: Algorithm, key: &Material, message: &[u8], signature: &[u8]) -> bool {
    match (algorithm, key) {
        (Algorithm::Rs256, Material::Rsa { n, e }) => {
            RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature).is_ok()
        }
        (Algorithm::Ps256, Material::Rsa { n, e }) => {
            RsaPublicKeyComponents { n, e }.verify(&RSA_PSS_2048_8192_SHA256, message, signature).is_ok()
        }
        (Algorithm::Es256, Material::P256(point)) => {
            UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature).is_ok()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // The examples of RFC 7515, appendices A.2 and A.3.
    const RSA: &str = r#"{"keys":[{"kty":"oct","k":"AA"},{"kty":"RSA","kid":"r","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"}]}"#;
    const RS256: &str = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
    const EC: &str = r#"{"keys":[{"kty":"EC","crv":"P-256","use":"sig","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}"#;
    const ES256: &str = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    fn keys(text: &str) -> Keys {
        Keys::read(text.as_bytes()).expect("a set of keys")
    }

    #[test]
    fn the_examples_of_the_standard_are_believed() {
        let said = br#""iss":"joe""#;
        for (token, set) in [(RS256, RSA), (ES256, EC)] {
            let told = signed(token, &keys(set)).expect("signed");
            assert!(told.windows(said.len()).any(|part| part == said));
        }
    }

    #[test]
    fn what_another_signed_or_nobody_is_not() {
        assert_eq!(signed(RS256, &keys(EC)), Err(Unsigned::NoKey));
        assert_eq!(signed(ES256, &keys(RSA)), Err(Unsigned::NoKey));
        assert_eq!(signed(RS256, &Keys::default()), Err(Unsigned::NoKey));
        let [head, body, signature]: [&str; 3] =
            ES256.split('.').collect::<Vec<_>>().try_into().expect("three parts");
        let other = URL_SAFE_NO_PAD.encode(r#"{"iss":"eve"}"#);
        assert_eq!(signed(&format!("{head}.{other}.{signature}"), &keys(EC)), Err(Unsigned::NoKey));
        for alg in ["none", "HS256", "rs256", "ES256K"] {
            let head = URL_SAFE_NO_PAD.encode(format!(r#"{{"alg":"{alg}"}}"#));
            for signature in [signature, ""] {
                assert_eq!(signed(&format!("{head}.{body}.{signature}"), &keys(EC)), Err(Unsigned::Strange));
            }
        }
        let demanding = URL_SAFE_NO_PAD.encode(r#"{"alg":"ES256","crit":["x"]}"#);
        assert_eq!(signed(&format!("{demanding}.{body}.{signature}"), &keys(EC)), Err(Unsigned::Strange));
        let elsewhere = URL_SAFE_NO_PAD.encode(r#"{"alg":"RS256","kid":"s"}"#);
        assert_eq!(signed(&format!("{elsewhere}.{body}.{signature}"), &keys(RSA)), Err(Unsigned::NoKey));
    }

    #[test]
    fn nonsense_is_no_token_and_no_key() {
        for token in ["", ".", "..", "a.b", "a.b.c.d", "a.b.c", "=.=.=", &"x".repeat(LONGEST + 1)] {
            assert_eq!(signed(token, &keys(EC)), Err(Unsigned::Strange), "{token:.20}");
        }
        assert!(Keys::read(b"[]").is_none());
        for set in
            [r#"{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]}"#, r#"{"keys":[1,{},{"kty":"RSA"}]}"#]
        {
            assert!(keys(set).0.is_empty(), "{set}");
        }
        let encrypting = EC.replace("sig", "enc");
        assert_eq!(signed(ES256, &keys(&encrypting)), Err(Unsigned::NoKey));
    }
}
