import "server-only";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** An email as a mail server got it. */
interface Received {
  from: string;
  to: string[];
  /** Headers and body as they came. */
  text: string;
}

/** A mail server on loopback that keeps what it gets, for tests. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<{
  host: string;
  url: string;
  received: Received[];
  /** Resolves when it has got this many. */
  until(count: number): Promise<Received[]>;
  close(): Promise<void>;
}> {
  const received: Received[] = [];
  const watchers = new Set<() => void>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    ...options,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString("utf8"),
        });
        done();
        for (const changed of watchers) changed();
      });
    },
  });
  server.on("error", () => undefined);
  const { port } = await new Promise<AddressInfo>((resolve) => {
    const listening = server.listen(0, "127.0.0.1", () => resolve(listening.address() as AddressInfo));
  });
  const host = `127.0.0.1:${port}`;
  return {
    host,
    url: `smtp://${host}`,
    received,
    async until(count) {
      while (received.length < count)
        await new Promise<void>((resolve) => {
          const changed = () => {
            watchers.delete(changed);
            resolve();
          };
          watchers.add(changed);
        });
      return received;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
