import { z } from "zod";
import { defineNode } from "../define";
import { counted, declaredOutlets, field, identifier, labels, labelTemplates, textsAt } from "../fields";

const outlet = z.looseObject({
  identifier: field(identifier, {
    title: "Identifier",
    description: "What a connection names.",
    control: "text",
  }),
  title: field(z.string().optional(), {
    title: "Title",
    description: "Shown on the canvas.",
    control: "text",
    default: "",
  }),
  expression: field(
    z.string().regex(/\S/, {
      error:
        'The expression is empty. Write a jq condition such as .outputs.trigger.environment == "production".',
    }),
    {
      title: "Expression",
      description: "Bare jq without braces. The first outlet that gives true is taken.",
      control: "text",
      jq: true,
      placeholder: '.outputs.trigger.environment == "production"',
    },
  ),
  ...labels,
});

/** Chooses the first outlet whose expression is true, else the fallback (reference 4.1). */
export const condition = defineNode({
  type: "CONDITION",
  role: "flow",
  family: "flow",
  title: "Condition",
  description: "Go one of several ways.",
  icon: "split",
  config: z.looseObject({
    type: z.literal("CONDITION"),
    outlets: field(z.array(outlet), {
      title: "Outlets",
      description: "Tried from top to bottom; the first that is true is taken, else the fallback.",
      control: "outlets",
      jq: true,
    }),
  }),
  initial: () => ({
    type: "CONDITION",
    outlets: [{ identifier: "yes", title: "Yes", expression: "true" }],
  }),
  summary: (config) => {
    const outlets = declaredOutlets(config);
    return outlets.length === 1 ? `if ${outlets[0]?.title}` : counted(outlets.length, "outlet");
  },
  outlets: declaredOutlets,
  fallback: true,
  literal: ["outlets"],
  expressions: (config) => [
    ...textsAt(config.outlets, "/outlets", "expression"),
    ...labelTemplates(config.outlets),
  ],
});
