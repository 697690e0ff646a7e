import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterEach, expect, test } from "vitest";
import { eventStream, type StreamEvent } from "./sse";

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

/** Serves the stream over real HTTP, as Next does: the response's body is piped, and the client's end aborts. */
async function serve(follow: (signal: AbortSignal) => AsyncIterable<StreamEvent>): Promise<string> {
  const server = createServer((request, response) => {
    const client = new AbortController();
    response.on("close", () => client.abort());
    const stream = eventStream(client.signal, follow);
    response.writeHead(stream.status, Object.fromEntries(stream.headers));
    Readable.fromWeb(stream.body as import("node:stream/web").ReadableStream)
      .on("error", () => response.destroy())
      .pipe(response);
    request.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("each event has its id, and the stream ends with its source", async () => {
  const url = await serve(async function* () {
    yield { id: 7, data: { type: "a", text: "one\ntwo" } };
    yield { id: 8, data: { type: "b" } };
  });
  const reply = await fetch(url);
  expect(reply.headers.get("content-type")).toMatch(/^text\/event-stream/);
  const blocks = (await reply.text()).split("\n\n").filter((block) => block !== "");
  expect(blocks).toEqual([
    "retry: 1000",
    'id: 7\ndata: {"type":"a","text":"one\\ntwo"}',
    'id: 8\ndata: {"type":"b"}',
  ]);
});

test("a client that goes away ends the source", async () => {
  let ended: () => void = () => undefined;
  const sourceEnded = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const url = await serve(async function* (signal) {
    try {
      yield { id: 1, data: {} };
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    } finally {
      ended();
    }
  });
  const client = new AbortController();
  const reply = await fetch(url, { signal: client.signal });
  await reply.body?.getReader().read();
  client.abort();
  await sourceEnded;
});

test("a source that fails ends the connection, not the process", async () => {
  const url = await serve(async function* () {
    yield { id: 1, data: {} };
    throw new Error("the store is gone");
  });
  await expect(fetch(url).then((reply) => reply.text())).rejects.toThrow();
});
