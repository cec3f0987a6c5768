//! The composition root: settings and a listener become a server.
