import { describe, expect, test } from "vitest";
import { foreignRequest } from "./origin";

const ask = (method: string, headers: Record<string, string>, pages = false) =>
  foreignRequest(method, new Headers(headers), pages)?.code;

describe("the host", () => {
  test.each(["127.0.0.1", "127.0.0.1:3000", "localhost:4100", "LOCALHOST", "[::1]:3000"])(
    "%s is ours",
    (host) => {
      expect(ask("GET", { host })).toBeUndefined();
    },
  );
  test.each([
    "evil.example",
    "evil.example:3000",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "169.254.169.254",
    "127.0.0.1:3000@evil.example",
    "",
  ])("%s is refused, for it may be a name that was rebound", (host) => {
    expect(ask("GET", { host })).toBe("forbidden_host");
    expect(ask("GET", { host }, true)).toBe("forbidden_host");
  });
  test("none is refused", () => {
    expect(ask("GET", {})).toBe("forbidden_host");
  });
});

describe("the origin", () => {
  const host = "127.0.0.1:3000";
  test("programs without one, and our own pages, pass", () => {
    expect(ask("POST", { host })).toBeUndefined();
    expect(
      ask("POST", { host, origin: "http://127.0.0.1:3000", "sec-fetch-site": "same-origin" }),
    ).toBeUndefined();
  });
  test.each([
    "https://evil.example",
    "http://127.0.0.1:4000",
    "http://localhost:3000",
    "https://127.0.0.1:3000",
    "null",
    "file://",
    "http://127.0.0.1:3000.evil.example",
  ])("%s is refused, reads included", (origin) => {
    expect(ask("POST", { host, origin })).toBe("forbidden_origin");
    expect(ask("GET", { host, origin })).toBe("forbidden_origin");
  });
  test("calls that another site started are refused even without an origin", () => {
    for (const site of ["cross-site", "same-site"]) {
      expect(ask("GET", { host, "sec-fetch-site": site })).toBe("forbidden_origin");
      expect(ask("POST", { host, "sec-fetch-site": site }, true)).toBe("forbidden_origin");
    }
  });
  test("a link from elsewhere may open a page", () => {
    expect(ask("GET", { host, "sec-fetch-site": "cross-site" }, true)).toBeUndefined();
  });
  test("the usual port may be spelt out", () => {
    expect(ask("POST", { host: "localhost:80", origin: "http://localhost" })).toBeUndefined();
  });
});
