import "server-only";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Json } from "../../base/json";
import { err, ok, type Result } from "../../base/result";
import { cursorStandin, modelStandin } from "./agents";
import type { Answer, Standin } from "./answer";
import { exampleStandin, type TaskDone } from "./example";
import { githubStandin } from "./github";
import { azureStandin, gitlabStandin } from "./pipelines";
import { portStandin } from "./port";
import { slackStandin } from "./slack";

/** The built-in stand-in for the hosts of the examples, on a loopback port of its own. */
export interface Playground {
  url: string;
  port: number;
  /** Where each host of the examples is answered. */
  hosts: { from: string; to: string }[];
  stop(): Promise<void>;
}

const bodyLimit = 1_000_000;

/**
 * Starts the Playground on 127.0.0.1. The first step of a request's path names the host it stands in for, and
 * every reply carries `x-slipway-playground: true`.
 *
 * @param port 0 lets the system choose
 * @param taskDone hears of asynchronous tasks that are finished, as an outside system would report them
 * @param ports base URLs of Port's API beside the known ones: a run in the Playground must not reach them either
 */
export async function startPlayground(
  port: number,
  taskDone: TaskDone,
  ports: readonly string[] = [],
): Promise<Result<Playground, string>> {
  const timers = new Set<NodeJS.Timeout>();
  const later = (ms: number, run: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer.unref());
  };
  const portApi = portStandin();
  const standins: Record<string, Standin> = {
    "api.example.com": exampleStandin(later, taskDone),
    "hooks.slack.com": slackStandin,
    "api.github.com": githubStandin(),
    "gitlab.com": gitlabStandin(),
    "dev.azure.com": azureStandin(),
    "api.cursor.com": cursorStandin(),
    "api.openai.com": modelStandin,
    "api.getport.io": portApi,
    "api.port.io": portApi,
    "api.us.getport.io": portApi,
    "api.us.port.io": portApi,
  };
  const server = createServer((request, response) => {
    reply(standins, request, response).catch(() => {
      // What a stand-in cannot read, an escape such as `%zz` say, is the sender's mistake.
      if (!response.headersSent)
        send(response, { status: 400, json: { ok: false, message: "Malformed request." } });
    });
  });
  const listening = await new Promise<Result<void, string>>((resolve) => {
    server.once("error", (error) =>
      resolve(err(`The Playground cannot listen on port ${port}: ${error.message}.`)),
    );
    server.listen(port, "127.0.0.1", () => resolve(ok(undefined)));
  });
  if (!listening.ok) return listening;
  // The Playground alone must not keep the process alive.
  server.unref();
  const { port: bound } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${bound}`;
  const known = Object.keys(standins).map((host) => ({ from: `https://${host}`, to: `${url}/${host}` }));
  const others = new Set(ports.filter((from) => !known.some((host) => host.from === from)));
  return ok({
    url,
    port: bound,
    hosts: [...known, ...[...others].map((from) => ({ from, to: `${url}/api.getport.io` }))],
    stop: () =>
      new Promise((resolve) => {
        for (const timer of timers) clearTimeout(timer);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

async function reply(
  standins: Record<string, Standin>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = URL.parse(request.url ?? "/", "http://127.0.0.1");
  const [, host = "", ...steps] = (url?.pathname ?? "/").split("/");
  const standin = Object.hasOwn(standins, host) ? standins[host] : undefined;
  const body = await read(request);
  let answer: Answer;
  if (fromBrowser(request)) {
    answer = { status: 403, json: { ok: false, message: "The Playground answers workflows, not pages." } };
  } else if (body === undefined) {
    answer = { status: 413, json: { ok: false, message: `The body is larger than ${bodyLimit} bytes.` } };
  } else if (url === null || standin === undefined) {
    answer = {
      status: 404,
      json: { ok: false, message: `The Playground stands in for ${Object.keys(standins).join(", ")}.` },
    };
  } else {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    answer = standin({
      method: request.method ?? "GET",
      path: `/${steps.join("/")}`,
      query: url.searchParams,
      headers,
      body: parse(body),
    });
  }
  send(response, answer);
}

/** Any page could make a browser call a loopback port; a workflow's request has none of these marks. */
function fromBrowser({ headers, socket }: IncomingMessage): boolean {
  const foreign = headers.host !== `127.0.0.1:${socket.localPort}`;
  return foreign || headers.origin !== undefined || headers["sec-fetch-site"] !== undefined;
}

/** The whole body; undefined when it is too large. The rest is still read, so that the sender hears the answer. */
async function read(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      size += (chunk as Buffer).length;
      if (size <= bodyLimit) chunks.push(chunk as Buffer);
    }
  } catch {
    return undefined;
  }
  return size > bodyLimit ? undefined : Buffer.concat(chunks).toString("utf8");
}

function parse(text: string): Json {
  if (text === "") return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function send(response: ServerResponse, { status, json, text }: Answer): void {
  response.setHeader("x-slipway-playground", "true");
  const body = json === undefined ? text : JSON.stringify(json);
  if (body !== undefined) {
    response.setHeader("content-type", json === undefined ? "text/plain; charset=utf-8" : "application/json");
  }
  response.writeHead(status).end(body);
}
