//! Addresses as people see them: the scheme and port of `OUTLAY_PUBLIC_URL`, the host of the base domain or of an
//! organization. Links and origins are made from these alone, never from what a request claims.

/// The public scheme, base domain and port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    scheme: Scheme,
    base_domain: String,
    port: Option<u16>,
}

/// `http` or `https`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Without TLS: development, or behind nothing.
    Http,
    /// With TLS, at a proxy: cookies are `Secure`.
    Https,
}

impl Scheme {
    fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }

    fn default_port(self) -> u16 {
        match self {
            Self::Http => 80,
            Self::Https => 443,
        }
    }
}

impl PublicUrl {
    /// `base_domain` in lower case without port. A port that is the scheme's own is left out, as browsers do.
    pub fn new(scheme: Scheme, base_domain: &str, port: Option<u16>) -> Self {
        let port = port.filter(|port| *port != scheme.default_port());
        Self { scheme, base_domain: base_domain.to_owned(), port }
    }

    /// The base domain, lower case, without port.
    pub fn base_domain(&self) -> &str {
        &self.base_domain
    }

    /// The base domain with its port, as it stands behind a slug in the address bar.
    pub fn base_authority(&self) -> String {
        self.authority(&self.base_domain)
    }

    /// The origin (RFC 6454) of a host, e.g. `https://acme.outlay.example`.
    pub fn origin(&self, host: &str) -> String {
        format!("{}://{}", self.scheme.as_str(), self.authority(host))
    }

    /// The origin of the base domain.
    pub fn base_origin(&self) -> String {
        self.origin(&self.base_domain)
    }

    /// The origin of the organization with this slug.
    pub fn organization_origin(&self, slug: &str) -> String {
        self.origin(&format!("{slug}.{}", self.base_domain))
    }

    /// What `form-action` of the sign-up page has to allow besides itself: every organization's origin.
    pub fn any_organization(&self) -> String {
        self.organization_origin("*")
    }

    /// Whether an absolute address leads to the base domain or to an organization, in the public scheme and port.
    pub fn leads_here(&self, address: &str) -> bool {
        let Ok(url) = url::Url::parse(address) else { return false };
        let Some(host) = url.host_str() else { return false };
        let is_ours = host == self.base_domain
            || host.strip_suffix(&self.base_domain).is_some_and(|label| label.ends_with('.'));
        is_ours && url.origin().ascii_serialization() == self.origin(host)
    }

    /// Whether cookies carry `Secure`.
    pub fn is_https(&self) -> bool {
        self.scheme == Scheme::Https
    }

    /// Whether the base domain is `localhost` or below it. Browsers take every name there for a site of its own.
    pub fn is_localhost(&self) -> bool {
        self.base_domain == "localhost" || self.base_domain.ends_with(".localhost")
    }

    fn authority(&self, host: &str) -> String {
        match self.port {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_here_only_by_its_whole_origin() {
        let public = PublicUrl::new(Scheme::Https, "outlay.example", None);
        assert!(public.leads_here("https://acme.outlay.example/password/reset?token=1"));
        assert!(public.leads_here(&public.base_origin()));
        for address in [
            "http://acme.outlay.example/",
            "https://acme.outlay.example:8443/",
            "https://evil-outlay.example/",
            "https://outlay.example.evil.test/",
            "https://acme.outlay.example@evil.test/",
            "javascript:alert(1)",
            "/login",
        ] {
            assert!(!public.leads_here(address), "{address}");
        }
        let local = PublicUrl::new(Scheme::Http, "localhost", Some(8080));
        assert!(
            local.leads_here("http://demo.localhost:8080/") && !local.leads_here("http://demo.localhost/")
        );
    }
}
