//! Where a request comes from: a proxy of ours in front says for whom it asks; nobody else is believed.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;

use crate::Web;

/// How many addresses of a chain are looked at: a longer one was made up.
const HOPS: usize = 16;

/// 网段: an address with how many of its bits count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Network {
    base: IpAddr,
    bits: u32,
}

impl Network {
    fn holds(self, address: IpAddr) -> bool {
        match (self.base, address) {
            (IpAddr::V4(base), IpAddr::V4(address)) => {
                let shift = 32 - self.bits.min(32);
                u32::from(base).checked_shr(shift).unwrap_or(0)
                    == u32::from(address).checked_shr(shift).unwrap_or(0)
            }
            (IpAddr::V6(base), IpAddr::V6(address)) => {
                let shift = 128 - self.bits.min(128);
                u128::from(base).checked_shr(shift).unwrap_or(0)
                    == u128::from(address).checked_shr(shift).unwrap_or(0)
            }
            _ => false,
        }
    }
}

/// A network that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadNetwork(String);

impl std::fmt::Display for BadNetwork {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} is no address and no network such as 10.0.0.0/8", self.0)
    }
}
impl std::error::Error for BadNetwork {}

impl FromStr for Network {
    type Err = BadNetwork;
    fn from_str(text: &str) -> Result<Self, BadNetwork> {
        let bad = || BadNetwork(text.chars().take(60).collect());
        let (base, bits) = text.split_once('/').map_or((text, None), |(base, bits)| (base, Some(bits)));
        let base = base.trim().parse::<IpAddr>().map_err(|_| bad())?.to_canonical();
        let most = if base.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), |bits| bits.trim().parse::<u32>().map_err(|_| bad()))?;
        if bits > most { Err(bad()) } else { Ok(Self { base, bits }) }
    }
}

/// 可信的反向代理: whose word about the address in front of it is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proxies(Vec<Network>);

impl Default for Proxies {
    /// A server in front on the same machine.
    fn default() -> Self {
        let local = [(IpAddr::V4(Ipv4Addr::new(127, 0, 0, 0)), 8), (IpAddr::V6(Ipv6Addr::LOCALHOST), 128)];
        Self(local.into_iter().map(|(base, bits)| Network { base, bits }).collect())
    }
}

impl FromStr for Proxies {
    type Err = BadNetwork;
    /// Addresses and networks between commas; an empty text trusts nobody.
    fn from_str(text: &str) -> Result<Self, BadNetwork> {
        let names = text.split(',').map(str::trim).filter(|one| !one.is_empty());
        names.map(str::parse).collect::<Result<_, _>>().map(Self)
    }
}

impl Proxies {
    fn trust(&self, address: IpAddr) -> bool {
        self.0.iter().any(|one| one.holds(address))
    }
    /// The address a request comes from: from the peer backwards as long as whoever speaks is trusted.
    #[must_use]
    pub fn origin(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let lines = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
        let said: Vec<&str> = lines.flat_map(|line| line.split(',')).collect();
        let mut at = peer.to_canonical();
        for one in said.into_iter().rev().take(HOPS) {
            if !self.trust(at) {
                break;
            }
            let Some(before) = address(one) else { break };
            at = before;
        }
        at
    }
}

/// An address as proxies write it: bare, in brackets, with a port.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let parsed = bare.parse::<IpAddr>().ok();
    parsed.or_else(|| text.parse::<SocketAddr>().ok().map(|one| one.ip())).map(|one| one.to_canonical())
}

/// 来源地址: what tries are counted by. Of IPv6 the network counts, because one subscriber has all of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin(pub String);

impl Origin {
    fn of(address: IpAddr) -> Self {
        Self(match address {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
        })
    }
    /// Where a request comes from; empty where nothing is known of it.
    #[must_use]
    pub fn from_parts(parts: &Parts, web: &Web) -> Self {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        peer.map(|peer| Self::of(web.site().proxies.origin(peer, &parts.headers))).unwrap_or_default()
    }
}

impl FromRequestParts<Web> for Origin {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Infallible> {
        Ok(Self::from_parts(parts, web))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(proxies: &Proxies, peer: &str, said: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in said {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        Origin::of(proxies.origin(peer.parse().unwrap(), &headers)).0
    }

    #[test]
    fn a_stranger_is_not_believed() {
        let proxies = Proxies::default();
        assert_eq!(seen(&proxies, "203.0.113.9", &["198.51.100.1"]), "203.0.113.9");
        assert_eq!(seen(&proxies, "127.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(
            seen(&proxies, "127.0.0.1", &["10.9.9.9, 198.51.100.1"]),
            "198.51.100.1",
            "what he claims"
        );
        assert_eq!(
            seen(&proxies, "127.0.0.1", &["10.9.9.9", "198.51.100.1"]),
            "198.51.100.1",
            "in two lines"
        );
        assert_eq!(seen(&proxies, "127.0.0.1", &["127.0.0.1, 198.51.100.1"]), "198.51.100.1");
        assert_eq!(seen(&proxies, "127.0.0.1", &["unknown"]), "127.0.0.1");
        assert_eq!(seen(&"".parse().unwrap(), "127.0.0.1", &["198.51.100.1"]), "127.0.0.1");
    }

    #[test]
    fn a_chain_of_our_own_proxies_is_followed_to_its_end() {
        let proxies: Proxies = "127.0.0.1, 10.1.0.0/16, fd00::/8".parse().unwrap();
        assert_eq!(seen(&proxies, "127.0.0.1", &["192.0.2.1, 198.51.100.1, 10.1.2.3"]), "198.51.100.1");
        assert_eq!(seen(&proxies, "fd00::1", &["198.51.100.1:4711"]), "198.51.100.1");
        assert_eq!(seen(&proxies, "::ffff:127.0.0.1", &["[2001:db8:1:2:3::4]"]), "2001:db8:1:2::/64");
        assert_eq!(seen(&proxies, "10.2.0.1", &["198.51.100.1"]), "10.2.0.1");
    }

    #[test]
    fn a_network_that_is_none_is_refused() {
        for bad in ["10.0.0.0/33", "localhost", "10.0.0.0/x", "::1/129", "1.2.3"] {
            assert!(bad.parse::<Proxies>().is_err(), "{bad}");
        }
    }
}
