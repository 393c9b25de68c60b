/** @type {import("next").NextConfig} */
const config = {
  // The database drivers and the queue load WebAssembly and native code by path; bundling would break them.
  serverExternalPackages: ["@electric-sql/pglite", "postgres", "pg", "pg-boss", "pino", "undici"],
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  // `npm run check` has checked the types, tests included; a second pass would only cost the build its time.
  typescript: { ignoreBuildErrors: true },
};

export default config;
