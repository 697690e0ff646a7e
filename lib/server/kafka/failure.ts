import "server-only";
import kafkajs from "kafkajs";
import type { RunError, Transient } from "../../nodes/runner";
import type { KafkaSettings } from "../env-services";

const {
  KafkaJSConnectionError,
  KafkaJSError,
  KafkaJSProtocolError,
  KafkaJSRequestTimeoutError,
  KafkaJSSASLAuthenticationError,
} = kafkajs;

interface Explained {
  error: RunError;
  transient?: Transient;
}

/** Sending a message again makes a second message, though one with the same key. */
const passing: Transient = { idempotent: false };

/** Says why a message was not published; without user name and password. */
export function explainKafka(thrown: unknown, settings: KafkaSettings, size: number): Explained {
  const error = rootOf(thrown);
  const brokers = settings.brokers.join(", ");
  const fail = (code: string, message: string, hint: string, transient?: Transient): Explained => ({
    error: { code: `kafka/${code}`, message: `The message was not published: ${message}`, hint },
    ...(transient === undefined ? {} : { transient }),
  });
  if (error instanceof KafkaJSSASLAuthenticationError)
    return fail(
      "login",
      `${brokers} did not accept the user name and password.`,
      "Check SLIPWAY_KAFKA_USER, SLIPWAY_KAFKA_PASSWORD and SLIPWAY_KAFKA_SASL.",
    );
  if (error instanceof KafkaJSProtocolError)
    return error.type === "MESSAGE_TOO_LARGE" || error.type === "RECORD_LIST_TOO_LARGE"
      ? fail("too-large", `its ${size} characters are more than the broker takes.`, "Publish less.")
      : fail(
          "refused",
          `the broker answered ${error.type}.`,
          `Check that the topic ${settings.topic} exists and may be written to.`,
          error.retriable ? passing : undefined,
        );
  if (error instanceof KafkaJSRequestTimeoutError)
    return fail("timeout", `${brokers} did not answer in time.`, "Look at the broker.", passing);
  if (error instanceof KafkaJSConnectionError)
    return fail(
      "connection",
      `no connection to ${brokers}.`,
      "Check SLIPWAY_KAFKA_BROKERS and SLIPWAY_KAFKA_TLS, and that the broker runs.",
      passing,
    );
  const text = error instanceof Error ? error.message : String(error);
  return fail("failed", text, "Look at the broker.", error instanceof KafkaJSError ? passing : undefined);
}

/** The client wraps what happened in the error of its last attempt. */
function rootOf(thrown: unknown): unknown {
  let error = thrown;
  for (let depth = 0; depth < 5 && error instanceof KafkaJSError && error.cause instanceof Error; depth++)
    error = error.cause;
  return error;
}
