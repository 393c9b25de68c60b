/** @type {import("next").NextConfig} */
const config = {
  // The database drivers load WebAssembly and native code by path; bundling would break them. Of
  // OpenTelemetry the process has one copy.
  serverExternalPackages: [
    "@electric-sql/pglite",
    "pg",
    "pino",
    "undici",
    "@opentelemetry/api",
    "@opentelemetry/exporter-metrics-otlp-http",
    "@opentelemetry/exporter-prometheus",
    "@opentelemetry/exporter-trace-otlp-http",
    "@opentelemetry/resources",
    "@opentelemetry/sdk-metrics",
    "@opentelemetry/sdk-trace-node",
  ],
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  // `npm run check` has checked the types, tests included; a second pass would only cost the build its time.
  typescript: { ignoreBuildErrors: true },
};

export default config;
