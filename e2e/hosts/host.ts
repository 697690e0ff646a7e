import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Json } from "../../lib/base/json";

/** A request that a stand-in got. */
export interface Got {
  method: string;
  /** Path and query as they came. */
  url: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  text: string;
  /** The parsed body; null when there is none. */
  body: Json;
}

/** What a stand-in answers. */
export interface Answer {
  status: number;
  json?: Json;
  text?: string;
  headers?: Record<string, string>;
}

/** A real HTTP server on the loopback address, and every request that it got. */
export class Host {
  readonly got: Got[] = [];
  readonly #server: Server;
  readonly #watchers = new Set<() => void>();

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Starts a server that answers each request with what `answer` gives, after it is recorded. */
  static async start(answer: (got: Got) => Answer | Promise<Answer>): Promise<Host> {
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString("utf8");
      const url = new URL(request.url ?? "/", "http://host");
      const got: Got = {
        method: request.method ?? "",
        url: request.url ?? "",
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        text,
        body: text === "" ? null : (JSON.parse(text) as Json),
      };
      host.got.push(got);
      for (const watcher of host.#watchers) watcher();
      const { status, json, text: plain = "", headers = {} } = await answer(got);
      if (response.destroyed) return;
      const type = json === undefined ? "text/plain" : "application/json";
      response.writeHead(status, status === 204 ? headers : { "content-type": type, ...headers });
      response.end(json === undefined ? plain : JSON.stringify(json));
    });
    const host = new Host(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return host;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves when so many requests have come. */
  async received(count: number): Promise<void> {
    while (this.got.length < count) {
      await new Promise<void>((resolve) => {
        const seen = () => {
          this.#watchers.delete(seen);
          resolve();
        };
        this.#watchers.add(seen);
      });
    }
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}
