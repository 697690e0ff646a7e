import manifest from "../../package.json";

/** How Slipway names itself to services. */
export const userAgent = `Slipway/${manifest.version}`;
