import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { proxy } from "@/proxy";

const ask = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  proxy(
    new NextRequest(`http://127.0.0.1:3000${path}`, {
      method,
      headers: { host: "127.0.0.1:3000", ...headers },
    }),
  );

const policyOf = (response: Response) => response.headers.get("content-security-policy") ?? "";

test("each page gets a policy with a nonce of its own, and no eval", () => {
  const [first, second] = [ask("/"), ask("/workflows/wf_1")];
  const nonces = [first, second].map((page) => /'nonce-([A-Za-z0-9+/=]{22,})'/.exec(policyOf(page))?.[1]);
  expect(nonces[0]).toBeDefined();
  expect(nonces[1]).toBeDefined();
  expect(nonces[0]).not.toBe(nonces[1]);
  for (const part of [
    "'strict-dynamic'",
    "worker-src 'self' blob:",
    "connect-src 'self'",
    "frame-ancestors 'none'",
  ]) {
    expect(policyOf(first)).toContain(part);
  }
  expect(policyOf(first)).not.toContain("unsafe-eval");
  expect(first.headers.get("x-content-type-options")).toBe("nosniff");
  expect(first.headers.get("referrer-policy")).toBe("no-referrer");
});

test("Next finds the nonce in the request's own policy", () => {
  const page = ask("/", { "content-security-policy": "script-src 'nonce-of-an-attacker'" });
  expect(page.headers.get("x-middleware-request-content-security-policy")).toBe(policyOf(page));
});

test("foreign hosts and origins are refused before any route, with the envelope", async () => {
  for (const path of ["/", "/api/workflows", "/v1/workflows"]) {
    const refused = ask(path, { host: "rebound.example:3000" });
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ ok: false, error: "forbidden_host" });
  }
  expect(ask("/v1/workflows", { origin: "https://evil.example" }, "POST").status).toBe(403);
  expect(ask("/api/secrets/x", { "sec-fetch-site": "same-site" }, "PUT").status).toBe(403);
  expect(ask("/", { "sec-fetch-site": "cross-site" }).status).toBe(200);
  expect(ask("/api/workflows", { "sec-fetch-site": "cross-site" }).status).toBe(403);
});
