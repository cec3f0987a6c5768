# syntax=docker/dockerfile:1
# The service without a database: set DATABASE_URL and OUTLAY_OWNER_DATABASE_URL (docker-compose.yml does).
FROM rust:1-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends libssl-dev pkg-config \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY . .
# What was downloaded and compiled is kept for the next build, so the binary has to leave the cached directory.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/build/target \
    CARGO_PROFILE_RELEASE_STRIP=symbols cargo build --release --locked \
    && cp target/release/outlay /outlay

FROM debian:bookworm-slim
# OpenSSL for the connection to PostgreSQL, certificates to check PostgreSQL's, the mail server's and the bucket's, poppler
# for the first pages of PDFs.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libssl3 ca-certificates poppler-utils \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/outlay --create-home outlay
COPY --from=build /outlay /usr/local/bin/outlay
COPY docker/healthy.sh /usr/local/bin/outlay-healthy
USER outlay
ENV OUTLAY_LISTEN=0.0.0.0:8080 OUTLAY_DATA_DIR=/var/lib/outlay
VOLUME /var/lib/outlay
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s CMD ["bash", "/usr/local/bin/outlay-healthy"]
ENTRYPOINT ["outlay"]
CMD ["serve"]
