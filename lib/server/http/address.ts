import "server-only";
import { BlockList, isIPv4, isIPv6 } from "node:net";

/** Address ranges that no request of a workflow may reach by default, with what to call them. */
const v4Ranges: [net: string, bits: number, name: string][] = [
  ["0.0.0.0", 8, "this network"],
  ["10.0.0.0", 8, "a private network"],
  ["100.64.0.0", 10, "a carrier's shared network"],
  ["127.0.0.0", 8, "this machine (loopback)"],
  ["169.254.0.0", 16, "the local link, where cloud metadata is served"],
  ["172.16.0.0", 12, "a private network"],
  ["192.0.0.0", 24, "a protocol assignment"],
  ["192.0.2.0", 24, "documentation"],
  ["192.31.196.0", 24, "a special service"],
  ["192.52.193.0", 24, "a special service"],
  ["192.88.99.0", 24, "6to4 relays"],
  ["192.168.0.0", 16, "a private network"],
  ["192.175.48.0", 24, "a special service"],
  ["198.18.0.0", 15, "benchmark networks"],
  ["198.51.100.0", 24, "documentation"],
  ["203.0.113.0", 24, "documentation"],
  ["224.0.0.0", 4, "multicast"],
  ["240.0.0.0", 4, "reserved addresses and broadcast"],
];

const v6Ranges: [net: string, bits: number, name: string][] = [
  ["::", 96, "unspecified, loopback or IPv4-compatible addresses"],
  ["::ffff:0:0:0", 96, "IPv4-translated addresses"],
  ["64:ff9b:1::", 48, "local NAT64 translation"],
  ["100::", 64, "discarded packets"],
  ["2001::", 23, "protocol assignments such as Teredo"],
  ["2001:db8::", 32, "documentation"],
  ["2002::", 16, "6to4"],
  ["3fff::", 20, "documentation"],
  ["5f00::", 16, "segment routing"],
  ["fc00::", 7, "a private network"],
  ["fe80::", 10, "the local link"],
  ["fec0::", 10, "a site's local network"],
  ["ff00::", 8, "multicast"],
];

interface Range {
  list: BlockList;
  name: string;
}

// One list for each family: a v4-mapped range in a shared list would match every IPv4 address.
const rangesOf = (ranges: [string, number, string][], family: "ipv4" | "ipv6"): Range[] =>
  ranges.map(([net, bits, name]) => {
    const list = new BlockList();
    list.addSubnet(net, bits, family);
    return { list, name };
  });

const special4 = rangesOf(v4Ranges, "ipv4");
const special6 = rangesOf(v6Ranges, "ipv6");

/**
 * What kind of special range an address is in; nothing for an address of the public internet.
 * IPv4 inside IPv6 (mapped, or behind the well-known NAT64 prefix) counts as the IPv4 address it reaches.
 */
export function specialRange(address: string): string | undefined {
  const plain = address.split("%", 1)[0] ?? address;
  if (isIPv4(plain)) return special4.find(({ list }) => list.check(plain, "ipv4"))?.name;
  if (!isIPv6(plain)) return "no address";
  const inner = embeddedV4(plain);
  if (inner !== undefined) return specialRange(inner);
  return special6.find(({ list }) => list.check(plain, "ipv6"))?.name;
}

/** The IPv4 address in `::ffff:a.b.c.d` or `64:ff9b::a.b.c.d`, however it is written. */
export function embeddedV4(address: string): string | undefined {
  const groups = groupsOf(address);
  if (groups === undefined) return undefined;
  const head = groups.slice(0, 6).join(":");
  if (head !== "0:0:0:0:0:65535" && head !== "100:65435:0:0:0:0") return undefined;
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/** The eight groups of an IPv6 address as numbers. */
function groupsOf(address: string): number[] | undefined {
  if (!isIPv6(address)) return undefined;
  let text = address;
  const dotted = /(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text);
  if (dotted !== null) {
    const [a = 0, b = 0, c = 0, d = 0] = dotted.slice(1).map(Number);
    text = `${text.slice(0, dotted.index)}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  }
  const [left = "", right] = text.split("::");
  const read = (part: string) =>
    part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16));
  const before = read(left);
  if (right === undefined) return before;
  const after = read(right);
  return [...before, ...Array<number>(Math.max(0, 8 - before.length - after.length)).fill(0), ...after];
}
