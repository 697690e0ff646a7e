import "server-only";
import { isIP, isIPv6 } from "node:net";
import { resolve } from "node:path";
import { z } from "zod";
import { err, ok, type Result } from "../base/result";
import {
  quietServices,
  type ServiceSettings,
  serviceProblems,
  servicesFrom,
  serviceVariables,
} from "./env-services";
import { list, origin, whole } from "./env-values";
import type { MailServer } from "./notices/smtp";

/** Every setting of the server, checked and in the units the code uses. */
export interface Settings {
  /** The port the page is served on; always on the loopback address. */
  port: number;
  /** Absolute path of the data folder. */
  data: string;
  /** The 32 bytes that secrets are encrypted with; absent when the data folder keeps its own. */
  key?: Buffer;
  /** Entries as written: `host:port`, `host:*` or a CIDR range. */
  egressAllow: string[];
  http: { timeoutMs: number; maxResponse: number };
  asyncWebhooks: "continue" | "wait";
  /** What those who send events sign them with; without it none are taken. */
  eventSecret?: string;
  /** Whether a call under `/v1` without a token is the local user's, or is refused. */
  apiAuth: "optional" | "required";
  portApi: { clientId?: string; clientSecret?: string; baseUrl: string; origins: string[] };
  services: ServiceSettings;
  /** 0 lets the system choose. */
  playgroundPort: number;
  /** Where people find this server; links in notifications begin with it. No slash at its end. */
  url: string;
  /** The mail server for notifications; absent when none is set up. */
  smtp?: MailServer;
  /** Slack's incoming webhook. */
  slackWebhook?: string;
  logLevel: LogLevelName;
  /** What is kept of runs that are over; 0 is no bound. */
  retention: { days: number; runs: number };
  /** Whether OpenTelemetry's own variables name an exporter. */
  exporters: { traces: boolean; metrics: boolean };
}

const levels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevelName = (typeof levels)[number];

/** `host:port`, `host:*` (an IPv6 address in brackets), or a CIDR range. */
function isAllowEntry(entry: string): boolean {
  const [, net = "", bits = ""] = /^([^/]+)\/(\d{1,3})$/.exec(entry) ?? [];
  if (net !== "") return Number(bits) <= (isIP(net) === 4 ? 32 : isIP(net) === 6 ? 128 : -1);
  const [, host = "", port = ""] = /^(.+):(\*|\d{1,5})$/.exec(entry) ?? [];
  const isHost = host.startsWith("[") ? isIPv6(host.slice(1, -1)) : /^[A-Za-z0-9_.-]+$/.test(host);
  return isHost && (port === "*" || (Number(port) >= 1 && Number(port) <= 65_535));
}

/** `smtp://host:587` or `smtps://user:password@host`, in parts; undefined when it is neither. */
function mailServerOf(text: string): Omit<MailServer, "from"> | undefined {
  const url = URL.parse(text);
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === "") return undefined;
  const secure = url.protocol === "smtps:";
  try {
    const auth = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
    return {
      host: url.hostname.replace(/^\[|\]$/g, ""),
      port: url.port === "" ? (secure ? 465 : 587) : Number(url.port),
      secure,
      ...(auth.user === "" ? {} : { auth }),
    };
  } catch {
    return undefined;
  }
}

const secretKey = "32 bytes as Base64 (44 characters) or hexadecimal (64 characters)";

const Environment = z.object({
  PORT: whole(0, 65_535, "a port number from 0 to 65535", 3000),
  SLIPWAY_DATA: z.string().default(".slipway"),
  SLIPWAY_KEY: z
    .string()
    .transform((text) => decodeKey(text))
    .refine((bytes) => bytes !== undefined, { error: secretKey })
    .optional(),
  SLIPWAY_EGRESS_ALLOW: list.refine((entries) => entries.every(isAllowEntry), {
    error: "a comma list of host:port, host:* or CIDR ranges such as 10.0.0.0/8",
  }),
  SLIPWAY_HTTP_TIMEOUT: whole(1, 3600, "a whole number of seconds from 1 to 3600", 30),
  SLIPWAY_HTTP_MAX_RESPONSE: whole(
    1024,
    1_073_741_824,
    "a whole number of bytes from 1024 to 1073741824",
    10_000_000,
  ),
  SLIPWAY_ASYNC_WEBHOOKS: z
    .enum(["continue", "wait"], { error: 'either "continue" or "wait"' })
    .default("continue"),
  SLIPWAY_EVENT_SECRET: z.string().min(16, { error: "at least 16 characters" }).optional(),
  SLIPWAY_API_AUTH: z
    .enum(["optional", "required"], { error: 'either "optional" or "required"' })
    .default("optional"),
  PORT_CLIENT_ID: z.string().optional(),
  PORT_CLIENT_SECRET: z.string().optional(),
  PORT_BASE_URL: z
    .string()
    .refine(origin, { error: "an address that begins with https:// or http://" })
    .default("https://api.getport.io"),
  SLIPWAY_PORT_ORIGINS: list.refine((entries) => entries.every(origin), {
    error: "a comma list of addresses that begin with https:// or http://",
  }),
  ...serviceVariables,
  SLIPWAY_PLAYGROUND_PORT: whole(0, 65_535, "a port number from 0 to 65535", 0),
  SLIPWAY_KEEP_DAYS: whole(0, 36_500, "a whole number of days from 0 (for ever) to 36500", 90),
  SLIPWAY_KEEP_RUNS: whole(0, 1_000_000_000, "a whole number of runs, 0 for as many as come", 0),
  SLIPWAY_URL: z
    .string()
    .refine(origin, { error: "an address that begins with https:// or http://" })
    .optional(),
  SLIPWAY_SMTP_URL: z
    .string()
    .refine((text) => mailServerOf(text) !== undefined, {
      error: "an address such as smtp://mail.example.com:587 or smtps://user:password@mail.example.com",
    })
    .transform(mailServerOf)
    .optional(),
  SLIPWAY_SMTP_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s@<]+@[^\s@>]+>?$/, { error: "an email address, or a name with one in < >" })
    .optional(),
  SLIPWAY_SLACK_WEBHOOK: z
    .string()
    .refine(origin, { error: "the address of an incoming webhook, which begins with https://" })
    .optional(),
  SLIPWAY_LOG: z.enum(levels, { error: `one of ${levels.join(", ")}` }).default("info"),
});

/** Settings whose value must not be repeated in an error. */
const quiet = new Set([
  "SLIPWAY_KEY",
  "SLIPWAY_EVENT_SECRET",
  "PORT_CLIENT_ID",
  "PORT_CLIENT_SECRET",
  "SLIPWAY_SMTP_URL",
  "SLIPWAY_SLACK_WEBHOOK",
  ...quietServices,
]);

/** Settings that mean something together alone. */
const pairs = [
  ["PORT_CLIENT_ID", "PORT_CLIENT_SECRET"],
  ["SLIPWAY_SMTP_URL", "SLIPWAY_SMTP_FROM"],
] as const;

/**
 * Checks all settings at once. An empty variable counts as absent.
 * The error holds one sentence for each setting that is wrong.
 */
export function readSettings(env: Record<string, string | undefined>): Result<Settings, string[]> {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = Environment.safeParse(given);
  const sentences = parsed.success
    ? []
    : parsed.error.issues.map((issue) => {
        const name = String(issue.path[0]);
        const seen = quiet.has(name) ? "the value it has is not" : `it is ${JSON.stringify(given[name])}`;
        return `${name} must be ${issue.message}; ${seen}.`;
      });
  for (const [one, other] of pairs) {
    if ((given[one] === undefined) === (given[other] === undefined)) continue;
    const [has, lacks] = given[one] === undefined ? [other, one] : [one, other];
    sentences.push(`${has} is set without ${lacks}; set both or neither.`);
  }
  sentences.push(...serviceProblems(given));
  if (!parsed.success || sentences.length > 0) return err(sentences);
  const values = parsed.data;
  const { SLIPWAY_SMTP_URL: mailServer, SLIPWAY_SMTP_FROM: from } = values;
  return ok({
    port: values.PORT,
    data: resolve(values.SLIPWAY_DATA),
    ...(values.SLIPWAY_KEY === undefined ? {} : { key: values.SLIPWAY_KEY }),
    egressAllow: values.SLIPWAY_EGRESS_ALLOW,
    http: {
      timeoutMs: values.SLIPWAY_HTTP_TIMEOUT * 1000,
      maxResponse: values.SLIPWAY_HTTP_MAX_RESPONSE,
    },
    asyncWebhooks: values.SLIPWAY_ASYNC_WEBHOOKS,
    ...(values.SLIPWAY_EVENT_SECRET === undefined ? {} : { eventSecret: values.SLIPWAY_EVENT_SECRET }),
    apiAuth: values.SLIPWAY_API_AUTH,
    portApi: {
      ...(values.PORT_CLIENT_ID === undefined ? {} : { clientId: values.PORT_CLIENT_ID }),
      ...(values.PORT_CLIENT_SECRET === undefined ? {} : { clientSecret: values.PORT_CLIENT_SECRET }),
      baseUrl: values.PORT_BASE_URL.replace(/\/+$/, ""),
      origins: values.SLIPWAY_PORT_ORIGINS,
    },
    services: servicesFrom(values),
    playgroundPort: values.SLIPWAY_PLAYGROUND_PORT,
    url: (values.SLIPWAY_URL ?? `http://127.0.0.1:${values.PORT}`).replace(/\/+$/, ""),
    ...(mailServer === undefined || from === undefined ? {} : { smtp: { ...mailServer, from } }),
    ...(values.SLIPWAY_SLACK_WEBHOOK === undefined ? {} : { slackWebhook: values.SLIPWAY_SLACK_WEBHOOK }),
    logLevel: values.SLIPWAY_LOG,
    exporters: {
      traces: isSet(env, "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"),
      metrics: isSet(env, "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"),
    },
    retention: { days: values.SLIPWAY_KEEP_DAYS, runs: values.SLIPWAY_KEEP_RUNS },
  });
}

const isSet = (env: Record<string, string | undefined>, ...names: string[]) =>
  names.some((name) => (env[name] ?? "") !== "");

/** 32 bytes out of hexadecimal or Base64; undefined when they are not 32. */
function decodeKey(text: string): Buffer | undefined {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return Buffer.from(text, "hex");
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return undefined;
  const bytes = Buffer.from(text, "base64");
  return bytes.length === 32 ? bytes : undefined;
}
