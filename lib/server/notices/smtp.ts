import "server-only";
import type { Socket } from "node:net";
import { createTransport, type SMTPTransportOptions } from "nodemailer";
import type { Mail, Messengers } from "../../nodes/runner";
import { createGuard, EgressRefused, guardedConnector, type Lookup } from "../http/egress";

/** The mail server, and who the emails are from. */
export interface MailServer {
  host: string;
  port: number;
  /** TLS from the first byte; else STARTTLS when the server offers it. */
  secure: boolean;
  /** Credentials go over TLS only. */
  auth?: { user: string; pass: string };
  from: string;
}

/**
 * Sends emails through a mail server. Its address passes the same egress guard as every other request. A failure
 * is a sentence for the run's log, without the credentials.
 */
export function createMailer(
  server: MailServer,
  options: { egressAllow: readonly string[]; timeoutMs: number; lookup?: Lookup },
): NonNullable<Messengers["mail"]> {
  const { host, port, secure, auth, from } = server;
  const { timeoutMs, lookup } = options;
  const connect = guardedConnector(createGuard(options.egressAllow), {
    timeoutMs,
    ...(lookup === undefined ? {} : { lookup }),
  });
  const settings: SMTPTransportOptions = {
    host,
    port,
    secure,
    requireTLS: auth !== undefined && !secure,
    ...(auth === undefined ? {} : { auth }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // Texts of a workflow must not make the server read its own files or addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
    getSocket: (_, done) => {
      connect({ hostname: host, host, protocol: "http:", port: String(port) }, (error, socket) =>
        error === null ? done(null, { connection: socket as Socket }) : done(error),
      );
    },
  };
  const transport = createTransport(settings);
  return async ({ to, subject, text, messageId }: Mail, signal) => {
    try {
      await transport.sendMail({ from, to, subject, text, messageId, signal });
      return { ok: true };
    } catch (error) {
      if (signal.aborted) throw error;
      return { ok: false, reason: reasonOf(error, server) };
    }
  };
}

function reasonOf(error: unknown, { host, port }: MailServer): string {
  const where = `${host}:${port}`;
  const refused = error instanceof Error && error.cause instanceof EgressRefused ? error.cause : error;
  if (refused instanceof EgressRefused)
    return `the mail server ${host} is in a range that may not be reached (${refused.range}). Allow it with SLIPWAY_EGRESS_ALLOW=${where}.`;
  const text = error instanceof Error ? error.message : String(error);
  return `the mail server ${where} did not take it: ${text}`;
}
