import { describe, expect, it } from "vitest";
import { secretTemplate } from "@/lib/workflow/secret-path";
import { baseUrlProblem, readHosts } from "./host-rows";
import { namesSecret, secretNameProblem } from "./secret-name";

describe("secrets", () => {
  it("shows the template that reads one", () => {
    expect(secretTemplate("api-token")).toBe('{{ .secrets["api-token"] }}');
  });
  it("finds its uses in a workflow's text", () => {
    const text = JSON.stringify({ a: '{{ .secrets["api-token"] }}', b: "{{ .secrets.plain | length }}" });
    expect(["api-token", "plain", "api", "token", "plai"].map((name) => namesSecret(text, name))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
  it("takes plain names that are free", () => {
    expect(secretNameProblem("api-token_2.x", ["other"])).toBeUndefined();
  });
  it.each([
    ["", "Give"],
    ["a b", "space"],
    ["a/b", "/"],
    ["x".repeat(101), "101"],
    ["taken", "already"],
  ])("refuses %s and says why", (name, said) => {
    expect(secretNameProblem(name, ["taken"])).toContain(said);
  });
});

describe("hosts", () => {
  it.each(["https://api.github.com", "http://127.0.0.1:8080/github", " https://x.dev/ "])(
    "takes %s",
    (url) => {
      expect(baseUrlProblem(url)).toBeUndefined();
    },
  );
  it.each(["api.github.com", "ftp://x", "https://u:p@x.dev", "https://x.dev/?a=1", ""])(
    "refuses %s",
    (url) => {
      expect(baseUrlProblem(url)).toBeTypeOf("string");
    },
  );
  it("leaves out blank lines and slashes at the end", () => {
    const rows = [
      { key: 1, from: "https://a.dev/", to: "http://localhost:1//" },
      { key: 2, from: " ", to: "" },
    ];
    expect(readHosts(rows)).toEqual({
      hosts: [{ from: "https://a.dev", to: "http://localhost:1" }],
      problems: new Map(),
    });
  });
  it("says which side of which line is wrong, and what is mapped twice", () => {
    const { problems, hosts } = readHosts([
      { key: 1, from: "https://a.dev", to: "" },
      { key: 2, from: "https://a.dev", to: "https://b.dev" },
    ]);
    expect(hosts).toEqual([]);
    expect(problems.get(1)?.to).toContain("base URL");
    expect(problems.get(2)?.from).toContain("mapped above");
  });
});
