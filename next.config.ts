import type { NextConfig } from "next";

const config: NextConfig = {
  // Types are checked by `npm run check`, once for the whole tree, instead of again in each build.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["libsql", "undici", "pino"],
  poweredByHeader: false,
  reactStrictMode: true,
};

export default config;
