import "server-only";
import { lookup as systemLookup } from "node:dns";
import { BlockList, isIP, isIPv4 } from "node:net";
import { buildConnector } from "undici";
import { embeddedV4, specialRange } from "./address";

/** Where a request wanted to go and may not. */
export class EgressRefused extends Error {
  readonly host: string;
  readonly address: string;
  readonly range: string;

  constructor(host: string, address: string, range: string) {
    super(`${host} is ${address}`);
    this.host = host;
    this.address = address;
    this.range = range;
  }
}

/** Every address of a name, as `dns.lookup` with `all` gives them. */
export type Lookup = (
  host: string,
  done: (error: Error | null, addresses: { address: string; family: number }[]) => void,
) => void;

/** Says whether an address of a host may be connected to. */
export interface EgressGuard {
  /** The name of the special range that the address is in, when that refuses it. */
  refuses(host: string, address: string, port: number): string | undefined;
}

/**
 * Refuses loopback, private, link-local, metadata and other special ranges, but for what `allow` names:
 * `host:port`, `host:*` (host may be a name or an address, IPv6 in brackets) or a CIDR range.
 */
export function createGuard(allow: readonly string[]): EgressGuard {
  const exact = new Set<string>();
  const v4 = new BlockList();
  const v6 = new BlockList();
  for (const entry of allow) {
    const cidr = /^([0-9a-fA-F:.]+)\/(\d{1,3})$/.exec(entry);
    if (cidr === null) exact.add(normalEntry(entry));
    else addRange(cidr[1] ?? "", Number(cidr[2]), v4, v6);
  }
  const named = (host: string, port: number) => exact.has(`${host}:${port}`) || exact.has(`${host}:*`);
  const within = (address: string): boolean => {
    if (isIPv4(address)) return v4.check(address, "ipv4");
    const inner = embeddedV4(address);
    return (inner !== undefined && v4.check(inner, "ipv4")) || v6.check(address, "ipv6");
  };
  return {
    refuses(host, address, port) {
      const plain = address.split("%", 1)[0] ?? address;
      const range = specialRange(plain);
      if (range === undefined) return undefined;
      return named(normalHost(host), port) || named(normalHost(plain), port) || within(plain)
        ? undefined
        : range;
    },
  };
}

/** Lower case, no trailing dot; an IPv6 address in its one short form, in brackets. */
function normalHost(host: string): string {
  const bare = host.replace(/^\[|\]$/g, "").toLowerCase();
  if (isIP(bare) === 6) return URL.canParse(`http://[${bare}]`) ? new URL(`http://[${bare}]`).hostname : bare;
  return bare.replace(/\.$/, "");
}

function normalEntry(entry: string): string {
  const cut = entry.lastIndexOf(":");
  return `${normalHost(entry.slice(0, cut))}:${entry.slice(cut + 1)}`;
}

function addRange(net: string, bits: number, v4: BlockList, v6: BlockList): void {
  const family = isIP(net);
  if (family === 4 && bits <= 32) v4.addSubnet(net, bits, "ipv4");
  if (family === 6 && bits <= 128) v6.addSubnet(net, bits, "ipv6");
}

const allAddresses: Lookup = (host, done) => {
  systemLookup(host, { all: true, verbatim: true }, done);
};

/**
 * An undici connector that asks the guard about the very address it connects to: a name is resolved here,
 * once, and only addresses that pass reach the socket, so a second answer of the name server changes nothing.
 */
export function guardedConnector(
  guard: EgressGuard,
  options: { timeoutMs: number; lookup?: Lookup },
): buildConnector.connector {
  const resolve = options.lookup ?? allAddresses;
  // The port is not told to a lookup, so each port has a connector; each keeps its own TLS sessions.
  const connectors = new Map<number, buildConnector.connector>();
  const connectorFor = (port: number): buildConnector.connector => {
    const known = connectors.get(port);
    if (known !== undefined) return known;
    const made = buildConnector({
      timeout: options.timeoutMs,
      autoSelectFamily: true,
      lookup: (name, { all }, done) => {
        resolve(name, (error, found) => {
          if (error !== null) return done(error, "");
          const passed = found.filter(({ address }) => guard.refuses(name, address, port) === undefined);
          const [first] = passed;
          if (first === undefined) {
            const address = found[0]?.address ?? "no address";
            return done(
              new EgressRefused(name, address, guard.refuses(name, address, port) ?? "no address"),
              "",
            );
          }
          if (all === true) done(null, passed);
          else done(null, first.address, first.family);
        });
      },
    });
    connectors.set(port, made);
    return made;
  };
  return (target, callback) => {
    const port = Number(target.port) || (target.protocol === "https:" ? 443 : 80);
    const host = target.hostname.replace(/^\[|\]$/g, "");
    // The socket asks no lookup for an address that is written in the URL.
    const range = isIP(host) === 0 ? undefined : guard.refuses(host, host, port);
    if (range === undefined) connectorFor(port)(target, callback);
    else callback(new EgressRefused(host, host, range), null);
  };
}
