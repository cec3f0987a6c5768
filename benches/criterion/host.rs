//! From the `Host` header to what it stands for.

use actix_web::test::TestRequest;
use criterion::Criterion;
use outlay::tenancy::host::{classify, host_name};
use std::hint::black_box;

/// An organization's host with a port, the base domain, and an address that is nobody's.
pub fn resolve(criterion: &mut Criterion) {
    for (name, host) in [
        ("organization", "bench-42.outlay.test:8080"),
        ("base", "outlay.test"),
        ("foreign", "192.0.2.7:8080"),
    ] {
        let request = TestRequest::get().uri("/expenses").insert_header(("Host", host)).to_srv_request();
        criterion.bench_function(&format!("host resolution: {name}"), |bencher| {
            bencher.iter(|| {
                let named = host_name(black_box(request.head())).expect("a host name");
                classify(&named, "outlay.test")
            });
        });
    }
}
