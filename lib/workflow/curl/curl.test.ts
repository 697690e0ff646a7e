import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { JsonObject } from "../../base/json";
import { webhookRequest } from "../../nodes/webhook/request";
import { scan } from "../../template/scan";
import { mapTexts } from "./body";
import { corpus } from "./corpus";
import { copyCurl, variableOf } from "./print";
import { isCurl, readCurl } from "./read";

function read(command: string, secrets: string[] = []) {
  const result = readCurl(command, secrets);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

describe("the corpus", () => {
  it("has at least eighty commands", () => {
    expect(new Set(corpus.map(({ command }) => command)).size).toBeGreaterThanOrEqual(80);
  });

  test.each(corpus)("$command", ({ command, config, notes = [], lost = [] }) => {
    expect(isCurl(command)).toBe(true);
    const { config: found, report } = read(command);
    expect(found).toEqual({ type: "WEBHOOK", ...config });
    const withFate = (fate: string) => report.filter((each) => each.fate === fate).map(({ flag }) => flag);
    expect(withFate("note")).toEqual(notes);
    expect(withFate("unrepresentable")).toEqual(lost);
    for (const { why } of report) expect(why).toMatch(/\.$/);
  });

  test.each(corpus)("copied and read again: $command", ({ command }) => {
    const { config } = read(command);
    const { text, left } = copyCurl(config);
    expect(left).toEqual([]);
    expect(read(text).config).toEqual(config);
    expect(copyCurl(read(text).config).text).toBe(text);
  });
});

/** What a WEBHOOK can say and a command too; secrets by names that are variables already. */
const piece = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."aZ9 '\"\\$`!&|;<>{}[]()#%^~*?=:,.-_@\n\tü€😀") }),
  fc.constantFrom("{{", "}}", '{{ .secrets["API_KEY"] }}', "{{ .outputs.call.id }}", '{{ "it\'s" | @uri }}'),
);
const text = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(""));
const line = text.map((given) => given.replace(/[\n\t]/g, " ").trim());
const body = fc.oneof(
  fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)), {
    minKeys: 1,
    maxKeys: 4,
  }),
  fc.array(text, { maxLength: 3 }),
);
const request = fc.record(
  {
    type: fc.constant("WEBHOOK"),
    url: line.map((path) => `https://example.com/${path.replaceAll("@", "")}`),
    method: fc.constantFrom("POST", "PUT", "PATCH"),
    headers: fc
      .uniqueArray(fc.tuple(fc.stringMatching(/^X-[A-Z][a-z]{0,8}$/), line), {
        selector: ([name]) => name.toLowerCase(),
        minLength: 1,
        maxLength: 4,
      })
      .map((pairs) => Object.fromEntries(pairs)),
    body,
  },
  { requiredKeys: ["type", "url", "method"] },
);

/** The form in which the braces of a text are written after reading; the same for a text read once. */
const settled = (config: JsonObject) => read(copyCurl(config).text).config;

describe("the round trip", () => {
  it("gives the same config again, and the same command", () => {
    fc.assert(
      fc.property(request, (given) => {
        const config = settled(given as JsonObject);
        expect(config).toMatchObject({ type: "WEBHOOK", method: given.method });
        expect(settled(config)).toEqual(config);
        expect(copyCurl(settled(config)).text).toBe(copyCurl(config).text);
      }),
      { numRuns: 400 },
    );
  });

  it("keeps a config whose braces pair as it is", () => {
    const plain = request.filter((given) => {
      let pairs = true;
      mapTexts(given as JsonObject, (each) => {
        pairs &&= scan(each).ok;
        return each;
      });
      return pairs;
    });
    fc.assert(
      fc.property(plain, (given) => {
        expect(settled(given as JsonObject)).toEqual(given);
      }),
      { numRuns: 300 },
    );
  });

  it("finds the secrets that are known by their variables", () => {
    const config = {
      type: "WEBHOOK",
      url: "https://example.com/",
      method: "POST",
      headers: {
        Authorization: 'Basic {{ .secrets["my-user"] + ":x" | @base64 }}',
        T: '{{ .secrets["2nd.key"] }}',
      },
      body: { "k{{ .secrets.plain }}": 'it\'s {{ .secrets["my-user"] }}' },
    };
    const { text } = copyCurl(config);
    expect(text).toContain(`-u "$MY_USER"':x'`);
    expect(text).toContain(`-H 'T: '"$_2ND_KEY"`);
    expect(read(text, ["my-user", "2nd.key", "plain"]).config).toEqual({
      ...config,
      body: { 'k{{ .secrets["plain"] }}': config.body["k{{ .secrets.plain }}"] },
    });
    expect(variableOf("ü-1")).toBe("_1");
  });

  it("sends the same bytes as the node that was copied", () => {
    const config = { type: "WEBHOOK", url: "https://example.com/", body: "plain" };
    const send = (given: JsonObject) => {
      const made = webhookRequest(given, given, "wfnr_1");
      return made.ok && made.value.call;
    };
    expect(send(settled(config))).toEqual(send(config));
    expect(settled(config).body).toBe("plain");
  });
});

describe("what is not said in silence", () => {
  it("tells what a copied command cannot carry", () => {
    const config = { type: "WEBHOOK", url: "https://a.example", method: "GET", body: {}, agent: true };
    expect(copyCurl(config).left).toEqual(["the body, which GET does not send", "agent"]);
    expect(copyCurl({ ...config, headers: "{{ .outputs.a }}" }).left[0]).toMatch(/headers/);
  });
  it("warns of a password that is written out", () => {
    const why = (command: string) =>
      read(command)
        .report.map((each) => each.why)
        .join(" ");
    expect(why("curl -u a:b https://x.example")).toMatch(/put it into a secret/);
    expect(why("curl -H 'Authorization: Bearer abc' https://x.example")).toMatch(/put it into a secret/);
    expect(why('curl -u "a:$B" https://x.example')).not.toMatch(/put it into a secret/);
  });
});

describe("bad input", () => {
  test.each(["", "curling a", "curl", "curl -s", "wget https://x.example", "curl -H 'unclosed"])(
    "%j",
    (given) => {
      expect(readCurl(given).ok).toBe(false);
    },
  );
  it("is bounded", () => {
    expect(readCurl(`curl ${"a".repeat(500_001)}`)).toMatchObject({ ok: false });
    expect(readCurl(`curl x ${"-s ".repeat(2_001)}`)).toMatchObject({ ok: false });
    const long = "ab \\\\".repeat(90_000);
    expect(read(`curl x -H "A: ${"a".repeat(450_000)}" -d 1`).config.headers).toHaveProperty("A");
    expect(read(`curl x -d "${long}" -H 'content-type: application/json'`).config.body).toHaveLength(360_000);
    const deep = `curl x -d '${"[".repeat(100_000)}'`;
    expect(read(deep).config.body).toBe("[".repeat(100_000));
    expect(read(`curl x -d '{"__proto__":{"a":1}}'`).config.body).toEqual(
      JSON.parse('{"__proto__":{"a":1}}'),
    );
  });
  it("never throws", () => {
    const words = fc.constantFrom(
      "-H",
      "-d",
      "-u",
      "-F",
      "-b",
      "-G",
      "--json",
      "--url",
      "^\n",
      "`\n",
      "\\\n",
      "$'",
      "'",
      '"',
      "x:y",
      "a=b",
      "@f",
      "{{",
      "}}",
      "$A",
      "$(",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(words, text), { maxLength: 12 }), (given) => {
        const result = readCurl(`curl x ${given.join(" ")}`);
        if (result.ok) copyCurl(result.value.config);
      }),
      { numRuns: 500 },
    );
  });
});
