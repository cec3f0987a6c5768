//! What every page shares: the frame, assets, forms, redirects, the origin check, security headers.
