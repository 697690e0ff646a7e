import { runAi } from "./ai/run";
import { runCondition } from "./condition/run";
import { runCursorAgent } from "./cursor-agent/run";
import type { NodeType } from "./definitions";
import { runDelay } from "./delay/run";
import { runInput } from "./input/run";
import { runIntegrationAction } from "./integration-action/run";
import { runKafka } from "./kafka/run";
import type { Runner } from "./runner";
import { runUpsertEntity } from "./upsert-entity/run";
import { runWebhook } from "./webhook/run";

/** What runs each node type; triggers need none. A type that is missing fails the node that needs it. */
export const runners: { readonly [T in NodeType]?: Runner } = {
  WEBHOOK: runWebhook,
  CONDITION: runCondition,
  DELAY: runDelay,
  UPSERT_ENTITY: runUpsertEntity,
  INPUT: runInput,
  KAFKA: runKafka,
  INTEGRATION_ACTION: runIntegrationAction,
  AI: runAi,
  AI_AGENT: runAi,
  CURSOR_AGENT: runCursorAgent,
};
