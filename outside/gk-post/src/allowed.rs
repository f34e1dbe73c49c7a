//! Where messages may go: everywhere on the public network, and within an intranet where the operator says so.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// 允许推送的地址: hosts and networks that are not public and may be sent to all the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Allowed {
    hosts: Vec<Host>,
    networks: Vec<Network>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Host {
    Named(String),
    Under(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Network {
    base: u128,
    mask: u128,
    v4: bool,
}

/// An entry that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadEntry(String);

impl std::fmt::Display for BadEntry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{:?} is no host (oa.example, *.example), no address and no network such as 10.0.0.0/8",
            self.0
        )
    }
}
impl std::error::Error for BadEntry {}

fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => u128::from(u32::from(address)),
        IpAddr::V6(address) => u128::from(address),
    }
}

impl Network {
    fn read(text: &str) -> Option<Self> {
        let (base, length) = text.split_once('/').map_or((text, None), |(base, length)| (base, Some(length)));
        let base = base.parse::<IpAddr>().ok()?;
        let most: u32 = if base.is_ipv4() { 32 } else { 128 };
        let length =
            length.map_or(Some(most), |length| length.parse().ok()).filter(|length| *length <= most)?;
        let whole = u128::MAX.checked_shr(128 - most).unwrap_or(0);
        let mask = whole & !whole.checked_shr(length).unwrap_or(0);
        Some(Self { base: bits(base) & mask, mask, v4: base.is_ipv4() })
    }
    fn holds(self, address: IpAddr) -> bool {
        address.is_ipv4() == self.v4 && bits(address) & self.mask == self.base
    }
}

impl FromStr for Allowed {
    type Err = BadEntry;
    /// Hosts, addresses and networks between commas.
    fn from_str(text: &str) -> Result<Self, BadEntry> {
        let mut out = Self::default();
        for entry in text.split(',').map(str::trim).filter(|entry| !entry.is_empty()) {
            if let Some(network) = Network::read(entry.trim_start_matches('[').trim_end_matches(']')) {
                out.networks.push(network);
                continue;
            }
            let (name, under) = entry.strip_prefix("*.").map_or((entry, false), |name| (name, true));
            let fine = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
            let numeric =
                name.split('.').next_back().is_some_and(|last| last.bytes().all(|b| b.is_ascii_digit()));
            if name.is_empty() || numeric || !name.chars().all(fine) {
                return Err(BadEntry(entry.chars().take(60).collect()));
            }
            let name = name.trim_matches('.').to_ascii_lowercase();
            out.hosts.push(if under { Host::Under(format!(".{name}")) } else { Host::Named(name) });
        }
        Ok(out)
    }
}

impl Allowed {
    /// Whether a message to a host may go to an address the host has.
    #[must_use]
    pub fn may(&self, host: &str, address: IpAddr) -> bool {
        let address = address.to_canonical();
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        let named = || {
            self.hosts.iter().any(|one| match one {
                Host::Named(name) => *name == host,
                Host::Under(end) => host.ends_with(end.as_str()),
            })
        };
        self.networks.iter().any(|network| network.holds(address))
            || is_public(address)
            || (!gives_machines_away(address) && named())
    }
}

/// Addresses at which a machine is asked about itself, and those that are nobody's: a name alone does not open them.
fn gives_machines_away(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            address.is_link_local()
                || address.is_unspecified()
                || address.is_multicast()
                || address.is_broadcast()
                || address == Ipv4Addr::new(100, 100, 100, 200)
        }
        IpAddr::V6(address) => {
            address.is_unicast_link_local()
                || address.is_unspecified()
                || address.is_multicast()
                || address == Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254)
        }
    }
}

/// Whether an address is on the public network (the special-purpose registries of IANA).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => {
            let [a, b, .., g, h] = address.segments();
            let [high, low] = [g, h].map(u16::to_be_bytes);
            let inner = Ipv4Addr::new(high[0], high[1], low[0], low[1]);
            // NAT64 carries an IPv4 address at its end; what it leads to is judged.
            if (a, b) == (0x64, 0xff9b) {
                return is_public_v4(inner);
            }
            // 2000::/3, without protocol assignments and Teredo (2001::/23), documentation, 6to4.
            a & 0xe000 == 0x2000
                && !(a == 0x2001 && b < 0x200)
                && !(a == 0x2001 && b == 0xdb8)
                && a != 0x2002
                && !(a == 0x3fff && b < 0x1000)
        }
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let shared = a == 100 && b & 0xc0 == 64;
    let protocols = (a, b, c) == (192, 0, 0) || (a, b, c) == (192, 88, 99);
    let measuring = a == 198 && b & 0xfe == 18;
    !(a == 0
        || a >= 224
        || shared
        || protocols
        || measuring
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn by_default_only_the_public_network_is_reached() {
        let allowed = Allowed::default();
        for public in
            ["1.1.1.1", "202.96.64.68", "172.32.0.1", "100.128.0.1", "2400:3200::1", "64:ff9b::101:101"]
        {
            assert!(allowed.may("oa.example", ip(public)), "{public}");
        }
        for inner in [
            "127.0.0.1",
            "127.9.9.9",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "100.100.100.200",
            "192.0.0.192",
            "198.18.0.1",
            "203.0.113.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fd00:ec2::254",
            "fc00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
            "::7f00:1",
        ] {
            assert!(!allowed.may("oa.example", ip(inner)), "{inner}");
        }
    }

    #[test]
    fn an_intranet_is_opened_by_network_or_by_host() {
        let allowed: Allowed = "10.1.0.0/16, *.oa.example, intra, fd12::/16 , 169.254.7.7".parse().unwrap();
        assert!(allowed.may("x", ip("10.1.2.3")) && allowed.may("x", ip("::ffff:10.1.2.3")));
        assert!(!allowed.may("x", ip("10.2.2.3")) && !allowed.may("x", ip("fd13::1")));
        assert!(allowed.may("x", ip("fd12::1")) && allowed.may("x", ip("169.254.7.7")));
        assert!(allowed.may("a.OA.example.", ip("192.168.0.1")) && allowed.may("intra", ip("127.0.0.1")));
        assert!(
            !allowed.may("oa.example", ip("192.168.0.1")) && !allowed.may("notoa.example", ip("192.168.0.1"))
        );
        assert!(
            !allowed.may("intra", ip("169.254.169.254")),
            "a name does not open what gives machines away"
        );
        let all: Allowed = "0.0.0.0/0".parse().unwrap();
        assert!(all.may("x", ip("127.0.0.1")) && !all.may("x", ip("::1")));
        for bad in ["10.0.0.0/33", "10.0.0", "a b", "https://oa", "*.", "1.2.3.4.5", "::/129"] {
            assert!(bad.parse::<Allowed>().is_err(), "{bad}");
        }
        assert_eq!("".parse(), Ok(Allowed::default()));
    }
}
