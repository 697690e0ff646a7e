import type { JsonObject } from "../../base/json";
import { readBody } from "./body";
import { type FormPart, multipart } from "./form-data";
import { asTemplate } from "./marks";
import { isGlob } from "./url";

/** What became of one flag. */
export interface FlagFate {
  /** As it was written, without its value. */
  flag: string;
  /** `note`: the request is the same without it. `unrepresentable`: the node does something else than curl. */
  fate: "used" | "note" | "unrepresentable";
  why: string;
}

interface Header {
  name: string;
  value: string;
  /** Gives way to one of the same name from `-H`. */
  weak: boolean;
}

const WITH_BODY = ["POST", "PUT", "PATCH"];
const FORM = "application/x-www-form-urlencoded";

/** A request as it grows, flag by flag. */
export class Draft {
  readonly report: FlagFate[] = [];
  readonly headers: Header[] = [];
  readonly query: string[] = [];
  readonly form: FormPart[] = [];
  url: string | undefined;
  method: string | undefined;
  /** The method that a flag implies when none is given. */
  impliedMethod: string | undefined;
  /** The data goes into the query. */
  get = false;
  globbing = true;
  /** The flag that begins another request; what follows it is not read. */
  ended: string | undefined;
  /** There was a body that a node cannot have. */
  lostBody = false;
  private data: string | undefined;
  private bodyFlags: FlagFate[] = [];

  say(flag: string, fate: FlagFate["fate"], why: string): FlagFate {
    const said = { flag, fate, why };
    this.report.push(said);
    return said;
  }

  addData(flag: string, text: string, glue = "&"): void {
    this.data = this.data === undefined ? text : `${this.data}${glue}${text}`;
    this.bodyFlags.push(this.say(flag, "used", ""));
  }

  addPart(flag: string, part: FormPart): void {
    this.form.push(part);
    this.bodyFlags.push(this.say(flag, "used", ""));
  }

  /** Adds a header; one of the same name joins the first, as HTTP reads a list. */
  addHeader(name: string, value: string, weak = false): void {
    const same = this.headers.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (!same || (weak && !same.weak)) {
      if (!same) this.headers.push({ name, value, weak });
    } else if (same.weak || weak) Object.assign(same, { name, value, weak });
    else same.value += (name.toLowerCase() === "cookie" ? "; " : ", ") + value;
  }

  header(name: string): string | undefined {
    return this.headers.find((each) => each.name.toLowerCase() === name)?.value;
  }

  /** The config of a WEBHOOK; tells each flag of the body where it went. */
  config(): JsonObject & { url: string; method: string } {
    const hasBody = this.lostBody || this.data !== undefined || this.form.length > 0;
    const method =
      this.method ?? this.impliedMethod ?? (this.get ? "GET" : undefined) ?? (hasBody ? "POST" : "GET");
    const body = this.body(method);
    if (this.globbing && isGlob(this.url ?? ""))
      this.say(
        "URL",
        "unrepresentable",
        "curl makes several addresses of {a,b} and [1-9]; a node has this one.",
      );
    const headers = Object.fromEntries(
      this.headers
        .filter(
          // The node adds this one by itself, and a copied command has it for that.
          ({ name, value }) => body === undefined || name !== "content-type" || value !== "application/json",
        )
        .map(({ name, value }) => [name, value]),
    );
    return {
      type: "WEBHOOK",
      url: asTemplate(withQuery(this.url ?? "", this.query)),
      method,
      ...(Object.keys(headers).length > 0 ? { headers } : {}),
      ...(body === undefined ? {} : { body }),
    };
  }

  private body(method: string): JsonObject[string] | undefined {
    const tell = (fate: FlagFate["fate"], why: string) => {
      for (const said of this.bodyFlags) Object.assign(said, { fate, why });
    };
    if (this.data !== undefined && this.form.length > 0)
      this.say("-d with -F", "unrepresentable", "curl refuses both at once; the form was taken.");
    if (this.get && this.form.length === 0) {
      if (this.data !== undefined && this.data !== "") this.query.push(this.data);
      tell("used", "In the query of the address, because of -G.");
      return undefined;
    }
    if (this.bodyFlags.length > 0 && !WITH_BODY.includes(method)) {
      tell("unrepresentable", `A node sends a body with ${WITH_BODY.join(", ")} only, not with ${method}.`);
      return undefined;
    }
    if (this.form.length > 0) {
      const { body, boundary } = multipart(this.form);
      this.headers.splice(
        0,
        Infinity,
        ...this.headers.filter(({ name }) => name.toLowerCase() !== "content-type"),
      );
      this.addHeader("Content-Type", `multipart/form-data; boundary=${boundary}`);
      tell("used", "A part of the form in the body.");
      return asTemplate(body);
    }
    if (this.data === undefined) return undefined;
    if (this.data === "") {
      tell("used", "An empty body.");
      return undefined;
    }
    if (this.header("content-type") === undefined) this.addHeader("Content-Type", FORM);
    const { body, fate, why } = readBody(this.data, this.header("content-type") ?? FORM);
    tell(fate, why);
    return body;
  }
}

function withQuery(url: string, query: readonly string[]): string {
  if (query.length === 0) return url;
  const hash = url.replace(/\{\{.*?\}\}/gs, (all) => " ".repeat(all.length)).indexOf("#");
  const [before, after] = hash < 0 ? [url, ""] : [url.slice(0, hash), url.slice(hash)];
  return `${before}${before.replace(/\{\{.*?\}\}/gs, "").includes("?") ? "&" : "?"}${query.join("&")}${after}`;
}
