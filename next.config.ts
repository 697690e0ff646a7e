import type { NextConfig } from "next";

const config: NextConfig = {
  // Types are checked by `npm run check`, once for the whole tree, instead of again in each build.
  typescript: { ignoreBuildErrors: true },
  // Native code and packages that look for their own files stay outside the bundle.
  serverExternalPackages: ["libsql", "undici", "pino", "kysely", "kafkajs"],
  poweredByHeader: false,
  reactStrictMode: true,
};

export default config;
