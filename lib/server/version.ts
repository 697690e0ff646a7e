import "server-only";
import manifest from "../../package.json";

/** Slipway's own version. */
export const version: string = manifest.version;
