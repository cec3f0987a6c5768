//! Logs: one line an event, with request id, organization and member.
