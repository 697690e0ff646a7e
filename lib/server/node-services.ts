import "server-only";
import type { Services } from "../nodes/services";
import { askModel } from "./ai/model";
import { schemaErrors } from "./ai/schema";
import type { Settings } from "./env";
import { noServices } from "./env-services";
import { createPublisher } from "./kafka/publisher";

/** What nodes use outside, made of the settings. `close` lets go of its connections. */
export function createServices(
  settings: Pick<Settings, "http"> & Partial<Pick<Settings, "services">>,
): Services & { close(): Promise<void> } {
  const { accounts, polling, aiTimeoutMs, kafka } = settings.services ?? noServices;
  const publisher = createPublisher(kafka, settings.http.timeoutMs);
  return {
    accounts,
    polling,
    aiTimeoutMs,
    topic: kafka.topic,
    publish: publisher.publish,
    model: askModel,
    schemaErrors,
    close: publisher.close,
  };
}
