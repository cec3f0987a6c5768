# The service without a database: set DATABASE_URL and OUTLAY_OWNER_DATABASE_URL (docker-compose.yml does).
FROM rust:bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends libssl-dev pkg-config \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY . .
RUN cargo build --release --locked

FROM debian:bookworm-slim
# OpenSSL for the connection to PostgreSQL, certificates to check PostgreSQL's.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libssl3 ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/outlay --create-home outlay
COPY --from=build /build/target/release/outlay /usr/local/bin/outlay
USER outlay
ENV OUTLAY_LISTEN=0.0.0.0:8080 OUTLAY_DATA_DIR=/var/lib/outlay
VOLUME /var/lib/outlay
EXPOSE 8080
ENTRYPOINT ["outlay"]
CMD ["serve"]
