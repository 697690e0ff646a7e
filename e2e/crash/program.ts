import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { JsonObject } from "../../lib/base/json";
import type { NodeReport, RunRequest } from "../../lib/run/engine";
import { readSettings } from "../../lib/server/env";
import { runState } from "../../lib/server/runs";
import { startServices } from "../../lib/server/services";

/*
 * The server without its pages: the settings, database, engine and HTTP client of the real one in a process of
 * their own, which starts quickly enough to be killed a hundred times. Prints its port when it is ready.
 */
const settings = readSettings(process.env);
if (!settings.ok) throw new Error(settings.error.join(" "));
const started = await startServices(settings.value);
if (!started.ok) throw new Error(started.error);
const services = started.value;
const { db, engine } = services;

const routes: Record<string, (body: JsonObject) => Promise<unknown>> = {
  "/start": (body) => engine.start(body as unknown as RunRequest),
  "/signal": ({ nodeRun, report }) => engine.signal(String(nodeRun), report as unknown as NodeReport),
  "/runs": async () => {
    const rows = await db.selectFrom("runs").select("id").execute();
    return Promise.all(rows.map(({ id }) => runState(services, id)));
  },
};

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const route = routes[request.url ?? ""];
  const answer = await route?.(text === "" ? {} : (JSON.parse(text) as JsonObject));
  response.writeHead(route === undefined ? 404 : 200, { "content-type": "application/json" });
  response.end(JSON.stringify(answer ?? null));
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`ready ${(server.address() as AddressInfo).port}\n`);
});
