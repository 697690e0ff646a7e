import "server-only";
import { type ApiError, apiError } from "./errors";

/** The names by which this machine's own browser reaches us. */
const ownHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;

/**
 * Refuses what a page of another origin could make the browser send: a name that was rebound to this address
 * (`Host`), and calls that another origin started (`Origin`, `Sec-Fetch-Site`). Programs that are no browser
 * send neither `Origin` nor `Sec-Fetch-Site` and pass.
 *
 * @param pages true for addresses that a person may reach by following a link from anywhere
 */
export function foreignRequest(method: string, headers: Headers, pages: boolean): ApiError | undefined {
  const host = headers.get("host");
  if (host === null || !ownHost.test(host)) {
    return apiError(
      "forbidden_host",
      `Slipway answers to 127.0.0.1 and localhost, not to ${JSON.stringify(host ?? "")}. Open it by one of these names.`,
    );
  }
  const origin = headers.get("origin");
  if (origin !== null && !sameHost(origin, host)) {
    return apiError("forbidden_origin", `A page of ${JSON.stringify(origin)} may not call Slipway.`);
  }
  const site = headers.get("sec-fetch-site");
  const ownCall = site === null || site === "same-origin" || site === "none";
  const follows = pages && (method === "GET" || method === "HEAD");
  if (!ownCall && !follows) {
    return apiError("forbidden_origin", "A page of another origin may not call Slipway.");
  }
  return undefined;
}

function sameHost(origin: string, host: string): boolean {
  const url = URL.parse(origin);
  // `URL` drops the port that is usual for the scheme; `Host` may spell it out. We speak plain HTTP, so a page
  // of the same name over TLS is somebody else's.
  const own = URL.parse(`http://${host}`);
  return url !== null && own !== null && url.protocol === "http:" && url.host === own.host;
}
