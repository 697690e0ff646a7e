import "server-only";
import { hkdfSync } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";

/** Access tokens of API clients. */
export interface Tokens {
  /** A token for a client. */
  issue(client: string): Promise<string>;
  /** The client of a token that is ours and has not expired. */
  read(token: string): Promise<string | undefined>;
}

/** How long a token is good for, in seconds; the same as Port's. */
export const tokenLifetime = 3 * 60 * 60;

const issuer = "slipway";

/**
 * Tokens are JSON Web Tokens signed with HMAC-SHA-256, under a key of their own that is derived from the data
 * folder's. No other algorithm is taken. Nothing is stored, so they outlive a restart; a revoked client is
 * refused when its token is used.
 *
 * @param key the 32 bytes of the data folder
 * @param now milliseconds since the epoch
 */
export function createTokens(key: Buffer, now: () => number = Date.now): Tokens {
  const signing = new Uint8Array(hkdfSync("sha256", key, "", "slipway access tokens", 32));
  return {
    issue: (client) => {
      const issued = Math.floor(now() / 1000);
      return new SignJWT({ orgId: issuer })
        .setProtectedHeader({ alg: "HS256", typ: "JWT" })
        .setIssuer(issuer)
        .setSubject(client)
        .setIssuedAt(issued)
        .setExpirationTime(issued + tokenLifetime)
        .sign(signing);
    },
    read: async (token) => {
      try {
        const { payload } = await jwtVerify(token, signing, {
          algorithms: ["HS256"],
          issuer,
          requiredClaims: ["sub", "exp"],
          currentDate: new Date(now()),
        });
        return payload.sub;
      } catch {
        return undefined;
      }
    },
  };
}
