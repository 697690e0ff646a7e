import { z } from "zod";
import { nameOf } from "@/lib/server/actor";
import { reply, route } from "@/lib/server/api/route";

const NewClient = z.object({
  name: z
    .string()
    .trim()
    .min(1, { error: "A client needs a name" })
    .max(100, { error: "A name has at most 100 characters" }),
  role: z.enum(["Admin", "Member"]),
});

export const GET = route(async ({ services }) => reply({ clients: await services.clients.list() }));

/** The answer alone has the secret. */
export const POST = route(NewClient, async ({ services, actor, body }) => {
  const made = await services.clients.create({ ...body, by: nameOf(actor) });
  services.log.info({ client: made.client.id, role: body.role }, "API client created");
  return reply(made, 201);
});
