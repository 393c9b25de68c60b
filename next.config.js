/** @type {import("next").NextConfig} */
const config = {
  // The database drivers and the queue load WebAssembly and native code by path; bundling would break them.
  serverExternalPackages: ["@electric-sql/pglite", "postgres", "pg", "pg-boss", "pino", "undici"],
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
};

export default config;
