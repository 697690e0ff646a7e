import type { Json, JsonObject } from "../../base/json";
import type { ApiOperation } from "./operations";

/** Headers that the connection or Slipway sets. */
const ofTheConnection =
  /^(connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/i;

/** The request of a node as it grows. Texts in it are templates already. */
export class Request {
  readonly query: string[] = [];
  readonly cookies: string[] = [];
  private readonly headers = new Map<string, { name: string; value: string }>();
  body: Json | undefined;

  constructor(
    readonly method: ApiOperation["method"],
    /** Without its query. */
    readonly address: string,
  ) {}

  /** False for a name that no header may have, or that is not the node's to set. */
  setHeader(name: string, value: string): boolean {
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) || ofTheConnection.test(name)) return false;
    if (/[\r\n\0]/.test(value)) return false;
    this.headers.set(name.toLowerCase(), { name, value });
    return true;
  }

  /** The config of a WEBHOOK. */
  config(): JsonObject {
    if (this.cookies.length > 0) this.setHeader("Cookie", this.cookies.join("; "));
    const headers = Object.fromEntries([...this.headers.values()].map(({ name, value }) => [name, value]));
    const query = this.query.length === 0 ? "" : `?${this.query.join("&")}`;
    return {
      type: "WEBHOOK",
      url: this.address + query,
      method: this.method,
      ...(this.headers.size > 0 ? { headers } : {}),
      ...(this.body === undefined ? {} : { body: this.body }),
    };
  }
}
