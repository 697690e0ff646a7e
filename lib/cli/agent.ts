import { createGuard } from "../server/http/egress";
import { createTransport } from "../server/http/transport";
import { work } from "./agent/loop";
import { perform } from "./agent/perform";
import { connect } from "./agent/server";
import { exit, Refusal } from "./exit";
import { print } from "./streams";

/** The options of `slipway agent`, as commander gives them. */
export interface AgentOptions {
  server: string;
  interval: string;
  limit: string;
  timeout: string;
  visibility?: string;
}

/** Times a request's own timeout that all of it may take, as on the server. */
const TOTAL = 4;

/** What a claim holds beyond the longest request, in milliseconds: the report has to arrive too. */
const MARGIN = 20_000;

/** `slipway agent`: works for a server until it is told to stop. Returns the exit code. */
export async function runAgent(options: AgentOptions): Promise<number> {
  const clientId = process.env.SLIPWAY_AGENT_CLIENT_ID;
  const clientSecret = process.env.SLIPWAY_AGENT_CLIENT_SECRET;
  if (!clientId || !clientSecret)
    throw new Refusal(
      "The agent needs SLIPWAY_AGENT_CLIENT_ID and SLIPWAY_AGENT_CLIENT_SECRET: make an API client on Slipway's API page.",
    );
  if (!URL.canParse(options.server) || !/^https?:$/.test(new URL(options.server).protocol))
    throw new Refusal(`--server ${options.server} is no address such as https://slipway.example.com.`);
  const timeoutMs = whole(options.timeout, "--timeout", 1, 140) * 1_000;
  const transport = createTransport({
    // The private network is what the agent is there for.
    guard: createGuard(["0.0.0.0/0", "::/0"]),
    timeoutMs,
    totalMs: timeoutMs * TOTAL,
    maxResponse: 10_000_000,
  });
  const url = options.server.replace(/\/+$/, "");
  const say = (message: string, fields: Record<string, string | number> = {}) =>
    void print(`${JSON.stringify({ time: new Date().toISOString(), message, ...fields })}\n`);

  const stop = new AbortController();
  const ask = () => {
    if (stop.signal.aborted) process.exit(1);
    say("stopping when what is under way is done");
    stop.abort();
  };
  process.on("SIGTERM", ask).on("SIGINT", ask);
  say("looking for work", { server: url });
  await work(
    {
      server: connect({ url, clientId, clientSecret, timeoutMs: 30_000 }),
      perform: (task, signal) =>
        perform(task, { send: transport.send, secret: clientSecret, now: Date.now }, signal),
      limit: whole(options.limit, "--limit", 1, 100),
      visibilityMs:
        options.visibility === undefined
          ? timeoutMs * TOTAL + MARGIN
          : whole(options.visibility, "--visibility", 1, 600) * 1_000,
      intervalMs: whole(options.interval, "--interval", 1, 3_600) * 1_000,
      say,
    },
    stop.signal,
  );
  await transport.close();
  return exit.ok;
}

function whole(text: string, option: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most)
    throw new Refusal(`${option} ${text} is no whole number from ${least} to ${most}.`);
  return value;
}
