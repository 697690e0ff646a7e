import "server-only";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createHttpClient, type HttpClient, type HttpSettings } from "./client";

/** A request as a test's server saw it. */
export interface Seen {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
}

export interface TestServer {
  /** `http://127.0.0.1:<port>` */
  url: string;
  host: string;
  seen: Seen[];
  close(): Promise<void>;
}

/** A real server on the loopback address. */
export async function serve(handle: (request: Seen, response: ServerResponse) => void): Promise<TestServer> {
  const seen: Seen[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const request = {
        method: incoming.method ?? "",
        path: incoming.url ?? "",
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString(),
      };
      seen.push(request);
      handle(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A client with short limits and nothing allowed but what the test names. */
export const clientFor = (settings: Partial<HttpSettings> = {}): HttpClient =>
  createHttpClient({
    timeoutMs: 2_000,
    maxResponse: 1_000_000,
    egressAllow: [],
    port: { baseUrl: "https://api.getport.io", origins: [] },
    now: Date.now,
    ...settings,
  });

/** A run without secrets, for `forRun`. */
export const plainRun = {
  by: "somebody@example.com",
  isSecret: () => false,
  redact: <T>(value: T) => value,
  secret: () => undefined,
};
