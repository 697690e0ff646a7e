import { createServer } from "node:net";
import { Stop } from "./say.mjs";

/** The port to serve on: `PORT`, or 3000. */
export function chosenPort(text = process.env.PORT) {
  if (text === undefined || text.trim() === "") return 3000;
  const port = Number(text);
  if (/^\d+$/.test(text.trim()) && port >= 1 && port <= 65535) return port;
  throw new Stop(
    `PORT is "${text}", which is no port. Set it to a whole number from 1 to 65535, for example PORT=3001.`,
  );
}

/** Resolves when nothing listens on the port; else stops with a sentence that names it. */
export async function ensurePortFree(port) {
  const code = await new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) => resolve(error.code));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(undefined)));
  });
  if (code === undefined) return;
  const other = `choose another one, for example: PORT=${port === 65535 ? 3000 : port + 1} npm start`;
  if (code === "EADDRINUSE") {
    throw new Stop(`Port ${port} on 127.0.0.1 is in use by another program. Stop that program, or ${other}`);
  }
  if (code === "EACCES") {
    throw new Stop(`Port ${port} may not be opened by this user. Use a port from 1024 up; ${other}`);
  }
  throw new Stop(`Port ${port} on 127.0.0.1 could not be opened (${code}). Try to ${other}`);
}
