import { z } from "zod";
import { defineNode } from "../define";
import { field, onFailure } from "../fields";

/** Publishes a message to the organisation's topic (reference 3.3). */
export const kafka = defineNode({
  type: "KAFKA",
  role: "action",
  family: "action",
  title: "Kafka",
  description: "Publish a message to a topic.",
  icon: "send",
  config: z.looseObject({
    type: z.literal("KAFKA"),
    payload: field(
      z
        .union([z.record(z.string(), z.json()), z.array(z.json()), z.string()], {
          error: "The payload is an object or a list.",
        })
        .optional(),
      {
        title: "Payload",
        description: "The message. A value that is one template keeps its type.",
        control: "body",
        template: true,
      },
    ),
    onFailure,
  }),
  initial: () => ({ type: "KAFKA", payload: {} }),
  summary: () => "publish a message",
  outlets: () => [],
  fallback: false,
  literal: [],
});
