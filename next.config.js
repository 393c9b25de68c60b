/** @type {import("next").NextConfig} */
const config = {
  // The database drivers load WebAssembly and native code by path; bundling would break them. Of
  // OpenTelemetry the process has one copy.
  serverExternalPackages: [
    "@electric-sql/pglite",
    "pg",
    "pino",
    "probot",
    "undici",
    "@opentelemetry/api",
    "@opentelemetry/exporter-metrics-otlp-http",
    "@opentelemetry/exporter-prometheus",
    "@opentelemetry/exporter-trace-otlp-http",
    "@opentelemetry/resources",
    "@opentelemetry/sdk-metrics",
    "@opentelemetry/sdk-trace-node",
  ],
  // What is read by its path at run time, beside what the build sees being imported.
  outputFileTracingIncludes: {
    "/*": ["./drizzle/**", "./package.json", "./node_modules/@electric-sql/pglite/dist/*.{wasm,data}"],
    "/api/v1/*": ["./node_modules/@scalar/api-reference/dist/browser/standalone.js"],
  },
  // These addresses go past proxy.ts, so that what their routes do not answer, such as a 404, has its headers from here.
  headers: async () => [
    {
      source: "/:team/uploads/:path*",
      headers: [
        { key: "x-content-type-options", value: "nosniff" },
        { key: "x-frame-options", value: "DENY" },
        { key: "content-security-policy", value: "default-src 'none'; sandbox; frame-ancestors 'none'" },
        { key: "referrer-policy", value: "no-referrer" },
      ],
    },
  ],
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  // `npm run check` has checked the types, tests included; a second pass would only cost the build its time.
  typescript: { ignoreBuildErrors: true },
};

export default config;
