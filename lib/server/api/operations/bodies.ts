import "server-only";
import { z } from "zod";
import { secretLimit } from "../../secrets";

/* What calls take. */

/** Refused instead of ignored: who believes that nodes are left out must not send their requests. */
export const noPins = z
  .never({
    error: "only test runs of a draft, started in the editor, can pin or disable nodes. Leave pins out",
  })
  .optional()
  .meta({ description: "Refused: only test runs in the editor can pin or disable nodes." });

/** Start of a run (reference 7.3), with an environment of ours. */
export const StartRun = z.object({
  inputs: z
    .record(z.string(), z.json())
    .default({})
    .meta({ description: "One value for each input of the trigger's form." }),
  nodeIdentifier: z.string().optional().meta({ description: "The trigger; needed when there are several." }),
  environment: z
    .string()
    .nullable()
    .optional()
    .meta({ description: "Name of an environment that sends base URLs elsewhere." }),
  pins: noPins,
});

/** `force` stands in the query or in the body (reference 7.3). */
export const CancelRun = z.object({
  force: z
    .union([z.boolean(), z.stringbool()])
    .default(false)
    .meta({ description: "Fail the nodes that run at once, instead of waiting for the current one." }),
});

export const Credentials = z.object({
  clientId: z.string().min(1).max(200),
  clientSecret: z.string().min(1).max(1000),
});

const names = z.array(z.string()).optional();

/** Who may start a trigger (reference 8). */
export const Permissions = z.looseObject({
  roles: names,
  users: names.meta({ description: "Emails or ids." }),
  teams: names,
  policy: z
    .looseObject({ combinator: z.enum(["and", "or"]), rules: z.array(z.json()) })
    .nullable()
    .optional(),
});

/** The whole of the permissions, or the policy alone, as the first form of the API had it. */
export const PermissionsBody = z.union([
  z.looseObject({ combinator: z.enum(["and", "or"]), rules: z.array(z.json()) }).meta({
    description: "A policy alone.",
  }),
  Permissions,
]);

const secretValue = z
  .string()
  .min(1, { error: "A secret needs a value" })
  .max(secretLimit, { error: `A secret has at most ${secretLimit} characters` });

export const NewSecret = z.object({ secretName: z.string().min(1), secretValue });

export const ChangedSecret = z.object({ secretValue });
