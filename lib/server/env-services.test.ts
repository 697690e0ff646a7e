import { expect, test } from "vitest";
import { readSettings } from "./env";

const sentences = (env: Record<string, string>) => {
  const read = readSettings(env);
  return read.ok ? [] : read.error;
};

test("services have their usual addresses, and a topic named after the organisation", () => {
  expect(readSettings({ SLIPWAY_ORG_ID: "acme" })).toMatchObject({
    value: {
      services: {
        accounts: { github: { url: "https://api.github.com" }, gitlab: { url: "https://gitlab.com" } },
        polling: { first: 5_000, longest: 60_000, limit: 86_400_000 },
        kafka: { brokers: [], topic: "acme.runs", tls: false },
      },
    },
  });
});

test("services are read in the shapes that the nodes use", () => {
  const read = readSettings({
    SLIPWAY_KAFKA_BROKERS: "a.b:9092, [::1]:9093",
    SLIPWAY_KAFKA_TOPIC: "events",
    SLIPWAY_KAFKA_USER: "u",
    SLIPWAY_KAFKA_PASSWORD: "p",
    SLIPWAY_KAFKA_SASL: "scram-sha-512",
    SLIPWAY_KAFKA_TLS: "true",
    SLIPWAY_GITHUB_URL: "https://github.example.com/api/v3/",
    SLIPWAY_GITHUB_TOKEN: "t",
    SLIPWAY_AI_URL: "http://127.0.0.1:11434/v1",
    SLIPWAY_AI_MODEL: "llama",
    SLIPWAY_POLL_FIRST: "90",
  });
  expect(read).toMatchObject({
    value: {
      services: {
        accounts: {
          github: { url: "https://github.example.com/api/v3", token: "t" },
          ai: { provider: "openai", url: "http://127.0.0.1:11434/v1", model: "llama" },
        },
        polling: { first: 90_000, longest: 90_000 },
        aiTimeoutMs: 300_000,
        kafka: {
          brokers: ["a.b:9092", "[::1]:9093"],
          topic: "events",
          tls: true,
          sasl: { mechanism: "scram-sha-512", username: "u", password: "p" },
        },
      },
    },
  });
});

test("half of a service is a mistake, and no credential is repeated", () => {
  const found = sentences({
    SLIPWAY_KAFKA_USER: "kafka-user",
    SLIPWAY_AZURE_TOKEN: "azure-token",
    SLIPWAY_KAFKA_BROKERS: "nowhere",
    SLIPWAY_AI_PROVIDER: "oracle",
  });
  expect(found).toHaveLength(4);
  expect(found.join(" ")).toContain("SLIPWAY_KAFKA_USER is set without SLIPWAY_KAFKA_PASSWORD");
  expect(found.join(" ")).toContain("SLIPWAY_AZURE_TOKEN is set without SLIPWAY_AZURE_URL");
  expect(found.join(" ")).not.toMatch(/kafka-user|azure-token/);
});
