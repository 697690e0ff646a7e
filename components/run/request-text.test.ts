import { describe, expect, it } from "vitest";
import { callbackCurl, toCurl } from "./curl";
import { maskedParts } from "./masked";
import { barOn, labelled, timeAxis } from "./time-axis";

describe("maskedParts", () => {
  it("splits text at each secret", () => {
    expect(maskedParts("Bearer ‹secret:api-token›!")).toEqual([
      { kind: "text", text: "Bearer " },
      { kind: "secret", names: ["api-token"] },
      { kind: "text", text: "!" },
    ]);
    expect(maskedParts("‹secret:a+b›")).toEqual([{ kind: "secret", names: ["a", "b"] }]);
  });
  it("gives plain and empty text one part", () => {
    expect(maskedParts("plain")).toEqual([{ kind: "text", text: "plain" }]);
    expect(maskedParts("")).toEqual([{ kind: "text", text: "" }]);
  });
});

describe("toCurl", () => {
  const request = {
    method: "POST",
    url: "https://api.example.com/it's",
    headers: [
      ["authorization", "Bearer ‹secret:api-token›"],
      ["content-length", "12"],
    ] as [string, string][],
    body: { note: "it's" },
    size: 12,
    portAuth: false,
  };
  it("quotes for a shell and reads secrets from variables", () => {
    expect(toCurl(request)).toBe(
      [
        `curl -X POST 'https://api.example.com/it'\\''s'`,
        `-H 'authorization: Bearer '"$API_TOKEN"''`.replace(/''$/, ""),
        `--data-raw '{"note":"it'\\''s"}'`,
      ].join(" \\\n  "),
    );
  });
  it("has no body when none was sent", () => {
    const { body: _, ...bare } = request;
    expect(toCurl({ ...bare, method: "GET" })).not.toContain("--data-raw");
  });
  it("asks the node run's own address in a callback", () => {
    expect(callbackCurl("http://127.0.0.1:3000", "wfnr_1", "FAILED")).toContain(
      `'http://127.0.0.1:3000/v1/workflows/nodes/runs/wfnr_1'`,
    );
    expect(callbackCurl("http://x", "wfnr_1", "FAILED")).toContain('"result":"FAILED"');
    expect(callbackCurl("http://x", "wfnr_1", "FAILED")).not.toContain("Authorization");
    expect(callbackCurl("http://x", "wfnr_1", "FAILED", true)).toContain(
      '"Authorization: Bearer $SLIPWAY_TOKEN"',
    );
  });
});

describe("timeAxis", () => {
  it("gives no words to marks whose words would touch", () => {
    expect(labelled([0.33, 0.66])).toEqual([0.66]);
    expect(labelled([0.44, 0.88])).toEqual([0.44]);
    expect(labelled([0.2, 0.4, 0.6, 0.8])).toEqual([0.4]);
  });

  it("marks round offsets inside the run only", () => {
    expect(timeAxis(1_000, 1_480).ticks).toEqual([100, 200, 300, 400]);
    expect(timeAxis(0, 90_000).ticks).toEqual([30_000, 60_000]);
  });
  it("has room for a run that took no time", () => {
    const axis = timeAxis(5, 5);
    expect(axis.to - axis.from).toBe(10);
  });
  it("keeps a fast bar visible and inside", () => {
    const axis = timeAxis(0, 1000);
    expect(barOn(axis, 250, 750)).toEqual({ left: 0.25, width: 0.5 });
    const last = barOn(axis, 1000, 1000);
    expect(last.width).toBeCloseTo(0.006);
    expect(last.left + last.width).toBeLessThanOrEqual(1);
  });
});
