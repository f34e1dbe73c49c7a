//! 统一身份认证: who is in front of a citizen's browser, asked of another system by OpenID Connect.
//!
//! The authorisation code flow with PKCE and nothing else (OpenID Connect Core 1.0 §3.1, RFC 7636, RFC 9207): the browser carries a
//! code, the token comes over a connection of ours to an address that was looked at (`gk-post`), its signature is checked all the
//! same, and of what it says only who it is and the name are taken. ADR 23 says why no library for the whole of it.

mod claims;
mod jws;
mod nobody;
mod provider;

pub use nobody::Nobody;
pub use provider::{BadSettings, Provider, Settings};
