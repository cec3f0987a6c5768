//! Who is asking: the address of the client, for limits and logs.

use actix_web::HttpRequest;
use actix_web::web::Data;
use ipnet::IpNet;
use std::net::{IpAddr, Ipv6Addr};

/// The proxies whose `X-Forwarded-For` is believed (`OUTLAY_TRUSTED_PROXIES`).
#[derive(Debug, Clone, Default)]
pub struct TrustedProxies(pub Vec<IpNet>);

impl TrustedProxies {
    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|net| net.contains(&address))
    }

    /// The client behind `peer`: the rightmost forwarded address that is no trusted proxy itself, since everything
    /// left of it is the client's own claim.
    fn client(&self, peer: IpAddr, forwarded: &[&str]) -> IpAddr {
        // A socket that listens on both families gives an IPv4 peer in IPv6's clothes.
        let mut client = peer.to_canonical();
        let hops = forwarded.iter().rev().flat_map(|header| header.rsplit(','));
        for hop in hops {
            if !self.trusts(client) {
                break;
            }
            match hop.trim().parse::<IpAddr>() {
                Ok(address) => client = address.to_canonical(),
                Err(_) => break,
            }
        }
        client
    }
}

/// The address that limits count by: the client's, an IPv6 one cut to its /64, which is what one customer has.
pub fn client_address(request: &HttpRequest) -> IpAddr {
    let peer = request.peer_addr().map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |peer| peer.ip());
    let forwarded: Vec<&str> =
        request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok()).collect();
    let client =
        request.app_data::<Data<TrustedProxies>>().map_or(peer, |proxies| proxies.client(peer, &forwarded));
    cut(client)
}

fn cut(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trusted_proxies_are_believed() {
        let proxies = TrustedProxies(vec!["10.0.0.0/8".parse().unwrap()]);
        let (stranger, proxy): (IpAddr, IpAddr) = ("192.0.2.1".parse().unwrap(), "10.0.0.1".parse().unwrap());
        let client: IpAddr = "198.51.100.7".parse().unwrap();
        assert_eq!(proxies.client(stranger, &["198.51.100.7"]), stranger);
        assert_eq!(proxies.client(proxy, &["198.51.100.7"]), client);
        assert_eq!(proxies.client(proxy, &["203.0.113.9, 198.51.100.7, 10.0.0.2"]), client);
        assert_eq!(proxies.client(proxy, &["nonsense"]), proxy);
        assert_eq!(proxies.client(proxy, &[]), proxy);
        let mapped: IpAddr = "::ffff:10.0.0.1".parse().unwrap();
        assert_eq!(proxies.client(mapped, &["198.51.100.7, ::ffff:10.0.0.2"]), client);
    }

    #[test]
    fn an_ipv6_client_counts_by_its_network() {
        assert_eq!(cut("2001:db8:1:2:3:4:5:6".parse().unwrap()), "2001:db8:1:2::".parse::<IpAddr>().unwrap());
        assert_eq!(cut("::ffff:192.0.2.1".parse().unwrap()), "192.0.2.1".parse::<IpAddr>().unwrap());
    }
}
