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
