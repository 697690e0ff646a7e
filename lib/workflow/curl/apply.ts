import { basicAuth } from "./basic-auth";
import type { Draft } from "./draft";
import { fateOf } from "./flags";
import { formPart, urlEncoded } from "./form-data";
import { asTemplate, hasMark } from "./marks";
import { loginNote, takeUrl } from "./url";

type Use = (draft: Draft, flag: string, value: string) => void;

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const FILE = "It names a file; a node reads no files.";
/** Headers that the connection or Slipway sets. */
const OF_THE_CONNECTION =
  /^(connection|content-length|expect|host|keep-alive|proxy-connection|te|trailer|transfer-encoding|upgrade)$/i;
const OWN = /^(accept|user-agent|content-type|idempotency-key)$/i;

/** Puts one flag into the draft and says what became of it. */
export function apply(draft: Draft, flag: string, name: string, value: string): void {
  const use = USES.get(name);
  if (use) use(draft, flag, value);
  else {
    const { fate, why } = fateOf(name);
    draft.say(flag, fate, why);
  }
}

/** A body that cannot come along still makes the request a POST. */
function lostFile(draft: Draft, flag: string, why = FILE): void {
  draft.lostBody = true;
  draft.say(flag, "unrepresentable", why);
}

const data: Use = (draft, flag, value) =>
  value.startsWith("@") ? lostFile(draft, flag) : draft.addData(flag, value);

const simpleHeader =
  (name: string): Use =>
  (draft, flag, value) => {
    draft.addHeader(name, asTemplate(value), true);
    draft.say(flag, "used", `The header "${name}".`);
  };

function header(draft: Draft, flag: string, value: string): void {
  if (value.startsWith("@")) {
    draft.say(flag, "unrepresentable", FILE);
    return;
  }
  const [, name = "", sign, rest = ""] = /^([^:;]*)([:;]?)([\s\S]*)$/.exec(value) ?? [];
  const label = `${flag} ${name.trim().slice(0, 60)}`;
  const text = rest.trim();
  if (sign === "" || (sign === ";" && text !== ""))
    draft.say(label, "note", "It has no colon, so curl does not send it.");
  else if (
    !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name.trim()) ||
    [...text].some((char) => char !== "\t" && (char < " " || char === "\x7f"))
  )
    draft.say(label, "unrepresentable", "A node refuses the characters of this header.");
  else if (sign === ":" && text === "")
    draft.say(
      label,
      OWN.test(name) ? "unrepresentable" : "note",
      OWN.test(name)
        ? "It takes the header away; a node sends one of its own."
        : "It takes away a header of curl's; a node does not add it.",
    );
  else if (OF_THE_CONNECTION.test(name.trim()))
    draft.say(label, "unrepresentable", "Only the connection itself sets this header.");
  else {
    draft.addHeader(name.trim(), asTemplate(text));
    const open =
      /^(authorization|cookie|.*(api-?key|token|secret).*)$/i.test(name) && !/\{\{|\uE000/.test(text);
    draft.say(
      label,
      "used",
      open ? "The header. Its value stands in the node as it is: put it into a secret." : "The header.",
    );
  }
}

function cookie(draft: Draft, flag: string, value: string): void {
  if (value === "") draft.say(flag, "note", "It has curl keep cookies between requests; a node sends one.");
  else if (!value.includes("=") && !hasMark(value)) draft.say(flag, "unrepresentable", FILE);
  else {
    draft.addHeader("Cookie", asTemplate(value));
    draft.say(flag, "used", 'The header "Cookie".');
  }
}

function user(draft: Draft, flag: string, value: string): void {
  if (!value.includes(":") && !hasMark(value) && !value.includes("{{"))
    draft.say(flag, "unrepresentable", "curl asks for the password; a node cannot.");
  else {
    draft.addHeader("Authorization", basicAuth(value), true);
    draft.say(flag, "used", loginNote(value));
  }
}

function request(draft: Draft, flag: string, value: string): void {
  const method = value.toUpperCase();
  if (METHODS.includes(method)) {
    draft.method = method;
    draft.say(flag, "used", "The method.");
  } else
    draft.say(
      flag,
      "unrepresentable",
      `A node sends ${METHODS.join(", ")}; ${value.slice(0, 40)} is none of them.`,
    );
}

const form =
  (literal: boolean): Use =>
  (draft, flag, value) => {
    const part = formPart(value, literal);
    if ("why" in part) lostFile(draft, flag, part.why);
    else draft.addPart(flag, part);
  };

function encoded(draft: Draft, flag: string, value: string): void {
  const text = urlEncoded(value);
  if (text === undefined) lostFile(draft, flag);
  else draft.addData(flag, text);
}

function urlQuery(draft: Draft, flag: string, value: string): void {
  const text = value.startsWith("+") ? value.slice(1) : urlEncoded(value);
  if (text === undefined) draft.say(flag, "unrepresentable", FILE);
  else {
    draft.query.push(text);
    draft.say(flag, "used", "In the query of the address.");
  }
}

const USES = new Map<string, Use>([
  ["url", takeUrl],
  ["request", request],
  ["header", header],
  ["cookie", cookie],
  ["user", user],
  ["user-agent", simpleHeader("User-Agent")],
  [
    "referer",
    (draft, flag, value) => {
      const address = value.replace(/;auto$/, "");
      if (address !== "") simpleHeader("Referer")(draft, flag, address);
      if (address !== value)
        draft.say(`${flag} ;auto`, "note", "A node sets no Referer when it is redirected.");
    },
  ],
  ["range", (draft, flag, value) => simpleHeader("Range")(draft, flag, `bytes=${value}`)],
  ["oauth2-bearer", (draft, flag, value) => simpleHeader("Authorization")(draft, flag, `Bearer ${value}`)],
  ["data", data],
  ["data-ascii", data],
  ["data-binary", data],
  ["data-raw", (draft, flag, value) => draft.addData(flag, value)],
  ["data-urlencode", encoded],
  [
    "json",
    (draft, flag, value) => {
      draft.addHeader("content-type", "application/json", true);
      draft.addHeader("accept", "application/json", true);
      if (value.startsWith("@")) lostFile(draft, flag);
      else draft.addData(flag, value, "");
    },
  ],
  ["form", form(false)],
  ["form-string", form(true)],
  ["url-query", urlQuery],
  [
    "get",
    (draft, flag) => {
      draft.get = true;
      draft.say(flag, "used", "The data goes into the query of the address.");
    },
  ],
  [
    "globoff",
    (draft, flag) => {
      draft.globbing = false;
      draft.say(flag, "note", "A node takes brackets in an address as they are.");
    },
  ],
  [
    "head",
    (draft, flag) => {
      draft.impliedMethod = "GET";
      draft.say(flag, "unrepresentable", "A node cannot send HEAD; it sends GET.");
    },
  ],
  [
    "upload-file",
    (draft, flag) => {
      draft.impliedMethod = "PUT";
      draft.say(flag, "unrepresentable", FILE);
    },
  ],
  [
    "next",
    (draft, flag) => {
      draft.ended = flag;
    },
  ],
]);
