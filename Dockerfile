# floodgate in an image: docker build --build-arg FLOODGATE_COMMIT="$(Scripts/commit)" -t floodgate .
#   docker run --rm -v "$PWD:/work" -e DIFY_API_KEY floodgate run my.yaml
FROM swift:6.2-bookworm AS build
ARG FLOODGATE_COMMIT=""
ENV FLOODGATE_COMMIT=$FLOODGATE_COMMIT
WORKDIR /source
COPY . .
RUN Scripts/release --output /packages

FROM debian:bookworm-slim
# The package brings its libraries; curl and jq are what floodgate-gate comments with.
# hadolint ignore=DL3008
RUN --mount=type=bind,from=build,source=/packages,target=/packages \
    apt-get update \
 && apt-get install -y --no-install-recommends /packages/*.deb ca-certificates curl jq \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --uid 1000 floodgate
USER 1000
WORKDIR /work
ENTRYPOINT ["floodgate"]
CMD ["--help"]
