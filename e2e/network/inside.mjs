import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { connect, createServer as createRelay } from "node:net";

/*
 * Runs in a network namespace of its own, whose loopback nobody outside can reach: a private service on port 8080,
 * a relay that is the only way out (a socket file, to Slipway alone), and the agent.
 *
 * Arguments: the socket file, the port of Slipway, and the command of the agent. Standard input: a line "answer"
 * lets the next held request go; requests to /held wait for it.
 */
const [socket, port, ...agent] = process.argv.slice(2);
const say = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);

const held = [];
process.stdin.setEncoding("utf8").on("data", () => held.shift()?.());

createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk;
  say({ got: { method: request.method, path: request.url, headers: request.headers, body } });
  if (request.url === "/held") await new Promise((resolve) => held.push(resolve));
  if (response.destroyed) return;
  response.writeHead(request.url === "/fails" ? 500 : 200, { "content-type": "application/json" });
  response.end(JSON.stringify({ from: "inside", version: 7 }));
}).listen(8080, "127.0.0.1");

createRelay((inner) => {
  const outer = connect(socket);
  inner.pipe(outer).pipe(inner);
  inner.on("error", () => outer.destroy());
  outer.on("error", () => inner.destroy());
}).listen(Number(port), "127.0.0.1");

const child = spawn(agent[0], agent.slice(1), { stdio: ["ignore", "pipe", "inherit"] });
child.stdout.setEncoding("utf8").on("data", (text) => {
  for (const line of text.split("\n").filter(Boolean)) say({ agent: JSON.parse(line) });
});
child.on("exit", (code) => process.exit(code ?? 1));
process.on("SIGTERM", () => child.kill("SIGTERM"));
