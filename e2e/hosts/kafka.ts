import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A message as a consumer got it. */
export interface Consumed {
  topic: string;
  partition: number;
  offset: number;
  key: string;
  payload: string;
}

/** A broker that speaks Kafka's protocol, and a consumer of one topic in the same process. */
export interface KafkaHost {
  /** `127.0.0.1:port` */
  broker: string;
  got: Consumed[];
  /** Resolves when so many messages were consumed. */
  consumed(count: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts kcat as a consumer on a test broker of librdkafka, which lives in the same process and takes producers
 * over TCP like any other. Rejects when kcat is not there.
 */
export async function startKafka(topic: string): Promise<KafkaHost> {
  const kcat = process.env.SLIPWAY_KCAT ?? "kcat";
  const settings = ["test.mock.num.brokers=1", "debug=mock", "topic.metadata.refresh.interval.ms=200"];
  const args = ["-C", "-u", "-J", "-t", topic, "-o", "beginning", "-b", "unused"];
  const child = spawn(kcat, [...args, ...settings.flatMap((one) => ["-X", one])], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const got: Consumed[] = [];
  const watchers = new Set<() => void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    got.push(JSON.parse(line) as Consumed);
    for (const watcher of watchers) watcher();
  });
  const broker = await brokerOf(child);
  return {
    broker,
    got,
    async consumed(count) {
      while (got.length < count)
        await new Promise<void>((resolve) => {
          const seen = () => {
            watchers.delete(seen);
            resolve();
          };
          watchers.add(seen);
        });
    },
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const closed = once(child, "close");
      child.kill("SIGKILL");
      await closed;
    },
  };
}

/** The address that kcat's test broker says it listens on. */
async function brokerOf(child: ChildProcess): Promise<string> {
  if (child.stderr === null) throw new Error("kcat has no error output.");
  const lines = createInterface({ input: child.stderr });
  return await new Promise<string>((resolve, reject) => {
    const said: string[] = [];
    child.once("error", (error) =>
      reject(new Error(`kcat did not start: ${error.message}. Install it, or set SLIPWAY_KCAT to its path.`)),
    );
    child.once("exit", (code) => reject(new Error(`kcat ended with ${code}:\n${said.join("\n")}`)));
    lines.on("line", (line) => {
      said.push(line);
      const address = /bootstrap\.servers=(127\.0\.0\.1:\d+)/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
}
