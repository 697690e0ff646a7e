import "server-only";

/** One event of a stream: `id` is what `Last-Event-ID` says when the browser comes back. */
export interface StreamEvent {
  id: number;
  data: unknown;
}

const heartbeatMs = 15_000;

/**
 * Answers with server-sent events until `source` ends or the client goes away. A comment line every 15 s keeps
 * intermediaries from closing a quiet stream. The next event is taken only when the client has room for it.
 *
 * @param follow begins the source; its signal aborts when the client is gone
 */
export function eventStream(
  client: AbortSignal,
  follow: (signal: AbortSignal) => AsyncIterable<StreamEvent>,
): Response {
  const gone = new AbortController();
  const signal = AbortSignal.any([client, gone.signal]);
  const encoder = new TextEncoder();
  const events = follow(signal)[Symbol.asyncIterator]();
  let heartbeat: NodeJS.Timeout | undefined;
  const end = () => {
    clearInterval(heartbeat);
    gone.abort();
  };
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(encoder.encode("retry: 1000\n\n"));
      heartbeat = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(": still here\n\n"));
      }, heartbeatMs);
      heartbeat.unref();
    },
    pull: async (controller) => {
      const next = await events.next().catch((error: unknown) => {
        end();
        throw error;
      });
      if (next.done === true || signal.aborted) {
        end();
        try {
          controller.close();
        } catch {
          // The client closed it first.
        }
        return;
      }
      const { id, data } = next.value;
      controller.enqueue(encoder.encode(`id: ${id}\ndata: ${JSON.stringify(data)}\n\n`));
    },
    cancel: async () => {
      end();
      await events.return?.();
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
