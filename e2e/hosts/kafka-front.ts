import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";
import { createServer, type TLSSocket } from "node:tls";

/** The certificate of the front, for `NODE_EXTRA_CA_CERTS`. */
export const certificate = join(import.meta.dirname, "certificate/cert.pem");

const API_VERSIONS = 18;
const HANDSHAKE = 17;
const AUTHENTICATE = 36;
const WRONG_LOGIN = 58;

/** TLS and SASL in front of a broker that has neither. */
export interface KafkaFront {
  /** `127.0.0.1:port` */
  broker: string;
  /** Logins so far: the user's name, and whether it was let in. */
  logins: { user: string; good: boolean }[];
  close(): Promise<void>;
}

/**
 * Starts a front that takes TLS alone, lets in who logs in by SASL PLAIN, and hands everything else on to the
 * broker, whose answers name the front in the broker's place.
 */
export async function startKafkaFront(
  broker: string,
  login: { user: string; password: string },
): Promise<KafkaFront> {
  const brokerPort = Number(broker.split(":")[1]);
  const logins: KafkaFront["logins"] = [];
  const sockets = new Set<TLSSocket>();
  const server = createServer(
    { cert: readFileSync(certificate), key: readFileSync(join(import.meta.dirname, "certificate/key.pem")) },
    (client) => {
      sockets.add(client);
      const behind = connect(brokerPort, "127.0.0.1");
      const asked = new Map<number, number>();
      let inside = false;
      for (const [one, other] of [
        [client, behind],
        [behind, client],
      ] as const)
        one.on("error", () => other.destroy()).on("close", () => other.destroy());
      client.on(
        "data",
        framed((frame) => {
          const key = frame.readInt16BE(4);
          const correlation = frame.readInt32BE(8);
          if (key === HANDSHAKE) client.write(reply(correlation, int16(0), int32(1), text("PLAIN")));
          else if (key === AUTHENTICATE) {
            const [, user = "", password = ""] = authBytes(frame).toString().split("\0");
            inside = user === login.user && password === login.password;
            logins.push({ user, good: inside });
            const lifetime = frame.readInt16BE(6) >= 1 ? Buffer.alloc(8) : Buffer.alloc(0);
            const code = int16(inside ? 0 : WRONG_LOGIN);
            client.write(reply(correlation, code, text(inside ? "" : "Bad login"), int32(0), lifetime));
          } else if (inside || key === API_VERSIONS) {
            asked.set(correlation, key);
            behind.write(frame);
          } else client.destroy();
        }),
      );
      behind.on(
        "data",
        framed((frame) => {
          const key = asked.get(frame.readInt32BE(4));
          client.write(key === API_VERSIONS ? withSasl(frame) : readdressed(frame, brokerPort, port()));
        }),
      );
    },
  );
  const port = () => (server.address() as AddressInfo).port;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    broker: `127.0.0.1:${port()}`,
    logins,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** Cuts a stream into frames, each with the four bytes of its length before it. */
function framed(each: (frame: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 4 && rest.length >= 4 + rest.readInt32BE(0)) {
      const end = 4 + rest.readInt32BE(0);
      each(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
  };
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

const text = (value: string): Buffer => Buffer.concat([int16(value.length), Buffer.from(value)]);

function reply(correlation: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat([int32(correlation), ...parts]);
  return Buffer.concat([int32(body.length), body]);
}

/** What follows the request's header: the key, version and correlation, and the client's name. */
function authBytes(frame: Buffer): Buffer {
  const at = 14 + Math.max(0, frame.readInt16BE(12));
  return frame.subarray(at + 4, at + 4 + frame.readInt32BE(at));
}

/** The versions that the broker knows, with those of the login added. */
function withSasl(frame: Buffer): Buffer {
  const added = [HANDSHAKE, AUTHENTICATE].map((key) => Buffer.concat([int16(key), int16(0), int16(1)]));
  const count = frame.readInt32BE(10) + added.length;
  return reply(frame.readInt32BE(4), frame.subarray(8, 10), int32(count), ...added, frame.subarray(14));
}

/** The frame with the broker's port replaced where it follows the broker's host. */
function readdressed(frame: Buffer, from: number, to: number): Buffer {
  const changed = Buffer.from(frame);
  const address = Buffer.concat([text("127.0.0.1"), int32(from)]);
  for (let at = changed.indexOf(address); at !== -1; at = changed.indexOf(address, at + 1))
    changed.writeInt32BE(to, at + address.length - 4);
  return changed;
}
