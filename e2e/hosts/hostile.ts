import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline, Readable } from "node:stream";

/** A host that means harm. */
export interface HostileHost {
  url: string;
  port: number;
  /** Paths that were asked for, in order. */
  paths: string[];
  close(): Promise<void>;
}

const chunk = Buffer.alloc(64 * 1024, "x");

/** Writes as fast as the reader takes it, up to `bytes`; a reader that has had enough ends it. */
function pour(response: ServerResponse, bytes: number): void {
  const chunks = function* () {
    for (let sent = 0; sent < bytes; sent += chunk.length) yield chunk;
  };
  pipeline(Readable.from(chunks()), response, () => {});
}

/**
 * Its paths: `/gigabyte` (declared length), `/endless` (a body that goes on), `/silent` (headers, then nothing),
 * `/mute` (no answer), `/loop` (redirects to itself), `/to?url=` (redirects there), `/broken` (half a body).
 */
export async function startHostile(): Promise<HostileHost> {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://host");
    paths.push(url.pathname);
    request.resume();
    switch (url.pathname) {
      case "/gigabyte":
        response.writeHead(200, { "content-type": "text/plain", "content-length": String(2 ** 30) });
        pour(response, 2 ** 30);
        break;
      case "/endless":
        response.writeHead(200, { "content-type": "text/plain" });
        pour(response, Number.POSITIVE_INFINITY);
        break;
      case "/silent":
        response.writeHead(200, { "content-type": "text/plain" });
        response.write("x");
        break;
      case "/mute":
        break;
      case "/loop":
        response.writeHead(307, { location: "/loop" }).end();
        break;
      case "/to":
        response.writeHead(307, { location: url.searchParams.get("url") ?? "/" }).end();
        break;
      case "/broken":
        response.writeHead(200, { "content-length": "1000" });
        response.write("half");
        response.destroy();
        break;
      default:
        response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}');
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    paths,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
