import "server-only";
import { z } from "zod";
import {
  type Account,
  type Accounts,
  type ModelAccount,
  modelProviders,
  type Polling,
  serviceUrls,
} from "../nodes/services";
import { list, origin, whole } from "./env-values";

/** The broker that messages go to. */
export interface KafkaSettings {
  /** `host:port` each; none when there is no broker. */
  brokers: string[];
  topic: string;
  tls: boolean;
  sasl?: { mechanism: SaslMechanism; username: string; password: string };
}

const mechanisms = ["plain", "scram-sha-256", "scram-sha-512"] as const;
export type SaslMechanism = (typeof mechanisms)[number];

/** What nodes may use outside, beside what a workflow itself names. */
export interface ServiceSettings {
  accounts: Accounts;
  polling: Polling;
  aiTimeoutMs: number;
  kafka: KafkaSettings;
}

const address = z.string().refine(origin, { error: "an address that begins with https:// or http://" });
const broker = /^(?:\[[0-9a-fA-F:]+\]|[A-Za-z0-9_.-]+):\d{1,5}$/;

/** Variables of the services, a part of the environment's schema. */
export const serviceVariables = {
  SLIPWAY_ORG_ID: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,100}$/, { error: "letters, digits and . _ - only" })
    .default("slipway"),
  SLIPWAY_KAFKA_BROKERS: list.refine((entries) => entries.every((entry) => broker.test(entry)), {
    error: "a comma list of host:port",
  }),
  SLIPWAY_KAFKA_TOPIC: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,249}$/, { error: "a topic's name: letters, digits and . _ - only" })
    .optional(),
  SLIPWAY_KAFKA_TLS: z.enum(["true", "false"], { error: 'either "true" or "false"' }).default("false"),
  SLIPWAY_KAFKA_SASL: z.enum(mechanisms, { error: `one of ${mechanisms.join(", ")}` }).default("plain"),
  SLIPWAY_KAFKA_USER: z.string().optional(),
  SLIPWAY_KAFKA_PASSWORD: z.string().optional(),
  SLIPWAY_GITHUB_URL: address.default(serviceUrls.github),
  SLIPWAY_GITHUB_TOKEN: z.string().optional(),
  SLIPWAY_GITLAB_URL: address.default(serviceUrls.gitlab),
  SLIPWAY_GITLAB_TOKEN: z.string().optional(),
  SLIPWAY_AZURE_URL: address.optional(),
  SLIPWAY_AZURE_TOKEN: z.string().optional(),
  SLIPWAY_CURSOR_URL: address.default(serviceUrls.cursor),
  SLIPWAY_AI_PROVIDER: z.enum(modelProviders, { error: `one of ${modelProviders.join(", ")}` }).optional(),
  SLIPWAY_AI_URL: address.optional(),
  SLIPWAY_AI_KEY: z.string().optional(),
  SLIPWAY_AI_MODEL: z.string().optional(),
  SLIPWAY_AI_TIMEOUT: whole(1, 86_400, "a whole number of seconds from 1 to 86400", 300),
  SLIPWAY_POLL_FIRST: whole(1, 3600, "a whole number of seconds from 1 to 3600", 5),
  SLIPWAY_POLL_LONGEST: whole(1, 86_400, "a whole number of seconds from 1 to 86400", 60),
  SLIPWAY_POLL_LIMIT: whole(1, 2_592_000, "a whole number of seconds from 1 to 2592000", 86_400),
};

/** Those whose value no error repeats. */
export const quietServices = Object.keys(serviceVariables).filter((name) =>
  /_(?:TOKEN|KEY|PASSWORD|USER)$/.test(name),
);

/** What the schema cannot say, one sentence each. */
export function serviceProblems(given: Record<string, unknown>): string[] {
  const together = (one: string, other: string): string[] => {
    if ((given[one] === undefined) === (given[other] === undefined)) return [];
    const [has, lacks] = given[one] === undefined ? [other, one] : [one, other];
    return [`${has} is set without ${lacks}; set both or neither.`];
  };
  const lonely = given.SLIPWAY_AZURE_TOKEN !== undefined && given.SLIPWAY_AZURE_URL === undefined;
  return [
    ...together("SLIPWAY_KAFKA_USER", "SLIPWAY_KAFKA_PASSWORD"),
    ...(lonely
      ? [
          `SLIPWAY_AZURE_TOKEN is set without SLIPWAY_AZURE_URL; set it to the organisation's address, such as ${serviceUrls.azure}/acme.`,
        ]
      : []),
  ];
}

type Values = z.output<z.ZodObject<typeof serviceVariables>>;

/** The settings in the shape that the code uses. */
export function servicesFrom(values: Values): ServiceSettings {
  const { SLIPWAY_KAFKA_USER: username, SLIPWAY_KAFKA_PASSWORD: password } = values;
  const ai = modelFrom(values);
  return {
    accounts: {
      github: account(values.SLIPWAY_GITHUB_URL, values.SLIPWAY_GITHUB_TOKEN),
      gitlab: account(values.SLIPWAY_GITLAB_URL, values.SLIPWAY_GITLAB_TOKEN),
      azure: account(values.SLIPWAY_AZURE_URL ?? serviceUrls.azure, values.SLIPWAY_AZURE_TOKEN),
      cursor: account(values.SLIPWAY_CURSOR_URL, undefined),
      ...(ai === undefined ? {} : { ai }),
    },
    polling: {
      first: values.SLIPWAY_POLL_FIRST * 1_000,
      longest: Math.max(values.SLIPWAY_POLL_FIRST, values.SLIPWAY_POLL_LONGEST) * 1_000,
      limit: values.SLIPWAY_POLL_LIMIT * 1_000,
    },
    aiTimeoutMs: values.SLIPWAY_AI_TIMEOUT * 1_000,
    kafka: {
      brokers: values.SLIPWAY_KAFKA_BROKERS,
      topic: values.SLIPWAY_KAFKA_TOPIC ?? `${values.SLIPWAY_ORG_ID}.runs`,
      tls: values.SLIPWAY_KAFKA_TLS === "true",
      ...(username === undefined || password === undefined
        ? {}
        : { sasl: { mechanism: values.SLIPWAY_KAFKA_SASL, username, password } }),
    },
  };
}

function account(url: string, token: string | undefined): Account {
  return { url: url.replace(/\/+$/, ""), ...(token === undefined ? {} : { token }) };
}

/** The model's account, as soon as anything of it is set. */
function modelFrom(values: Values): ModelAccount | undefined {
  const { SLIPWAY_AI_PROVIDER, SLIPWAY_AI_URL, SLIPWAY_AI_KEY, SLIPWAY_AI_MODEL } = values;
  const given = [SLIPWAY_AI_PROVIDER, SLIPWAY_AI_URL, SLIPWAY_AI_KEY, SLIPWAY_AI_MODEL];
  if (given.every((value) => value === undefined)) return undefined;
  const provider = SLIPWAY_AI_PROVIDER ?? "openai";
  return {
    ...account(SLIPWAY_AI_URL ?? serviceUrls[provider], SLIPWAY_AI_KEY),
    provider,
    ...(SLIPWAY_AI_MODEL === undefined ? {} : { model: SLIPWAY_AI_MODEL }),
  };
}

/** What holds when nothing is set. */
export const noServices: ServiceSettings = servicesFrom(z.object(serviceVariables).parse({}));
