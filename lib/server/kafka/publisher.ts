import "server-only";
import kafkajs, { type KafkaConfig, type Producer, type SASLOptions } from "kafkajs";
import type { PublishResult, TopicMessage } from "../../nodes/services";
import type { KafkaSettings } from "../env-services";
import { explainKafka } from "./failure";

export interface Publisher {
  publish(message: TopicMessage, signal: AbortSignal): Promise<PublishResult>;
  close(): Promise<void>;
}

/**
 * A producer for one topic, connected at the first message and kept. All replicas acknowledge a message before it
 * counts as published.
 *
 * @param timeoutMs for a connection, and for each request to a broker
 */
export function createPublisher(settings: KafkaSettings, timeoutMs: number): Publisher {
  const { brokers, topic } = settings;
  let connected: Promise<Producer> | undefined;

  const connect = async (): Promise<Producer> => {
    const producer = new kafkajs.Kafka(configOf(settings, timeoutMs)).producer({
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
      allowAutoTopicCreation: true,
    });
    await producer.connect();
    return producer;
  };
  const producer = (): Promise<Producer> => {
    connected ??= connect().catch((error: unknown) => {
      // The next message tries again: the broker may be back.
      connected = undefined;
      throw error;
    });
    return connected;
  };

  return {
    async publish({ key, value }, signal) {
      if (brokers.length === 0)
        return {
          ok: false,
          error: {
            code: "kafka/brokers",
            message: "No Kafka broker is set, so the message was not published.",
            hint: "Set SLIPWAY_KAFKA_BROKERS to a comma list of host:port and start Slipway again.",
          },
        };
      const sending = producer().then((one) =>
        one.send({ topic, acks: -1, timeout: timeoutMs, messages: [{ key, value }] }),
      );
      try {
        const [written] = await unlessAborted(sending, signal);
        return {
          ok: true,
          partition: written?.partition ?? 0,
          offset: written?.baseOffset ?? "",
          playground: false,
        };
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        return { ok: false, ...explainKafka(error, settings, value.length) };
      }
    },
    async close() {
      const open = await connected?.catch(() => undefined);
      connected = undefined;
      await open?.disconnect().catch(() => undefined);
    },
  };
}

function configOf({ brokers, tls, sasl }: KafkaSettings, timeoutMs: number): KafkaConfig {
  return {
    clientId: "slipway",
    brokers,
    ssl: tls,
    ...(sasl === undefined ? {} : { sasl: sasl as SASLOptions }),
    connectionTimeout: timeoutMs,
    authenticationTimeout: timeoutMs,
    requestTimeout: timeoutMs,
    // What goes wrong is told in the run; the client's own lines may hold addresses and payloads.
    logLevel: kafkajs.logLevel.NOTHING,
    retry: { retries: 2, initialRetryTime: 200, maxRetryTime: 2_000 },
  };
}

/** The message may still arrive: a forced cancel does not unsend it. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let abort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (abort !== undefined) signal.removeEventListener("abort", abort);
    work.catch(() => undefined);
  }
}
