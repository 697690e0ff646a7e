import "server-only";
import { z } from "zod";

/** A person's answer to a node run that asks (reference 4.2). */
export const AnswerBody = z.strictObject({
  buttonIdentifier: z.string({ error: "An answer needs the identifier of a button" }),
  inputs: z.record(z.string(), z.json()).optional(),
});

/** The same from the interface, where an Admin may answer in the name of a responder. */
export const AnswerBodyAs = AnswerBody.extend({ as: z.string().optional() });
