import { type NextRequest, NextResponse } from "next/server";
import { errorResponse } from "@/lib/server/api/errors";
import { foreignRequest } from "@/lib/server/api/origin";

/**
 * Stands before every page and call: refuses foreign hosts and origins, and gives each page a policy under which
 * only our own scripts run. Next reads the nonce from the request's copy of the policy.
 */
export function proxy(request: NextRequest): Response {
  const call = /^\/(api|v1)(\/|$)/.test(request.nextUrl.pathname);
  const foreign = foreignRequest(request.method, request.headers, !call);
  if (foreign !== undefined) return covered(errorResponse(foreign));
  if (call) return covered(NextResponse.next());

  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = pagePolicy(nonce, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return covered(response);
}

export const config = {
  // Built files have no content of ours and are the same for everybody.
  matcher: "/((?!_next/static/|_next/image).*)",
};

function pagePolicy(nonce: string, development: boolean): string {
  return [
    "default-src 'self'",
    // React's error overlay needs `eval` while developing; what is built never does.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "worker-src 'self' blob:",
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function covered<Kind extends Response>(response: Kind): Kind {
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("x-frame-options", "DENY");
  response.headers.set("referrer-policy", "no-referrer");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  response.headers.set("cross-origin-resource-policy", "same-origin");
  response.headers.set("permissions-policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()");
  return response;
}
