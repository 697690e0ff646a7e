import { z } from "zod";
import type { Json } from "@/lib/base/json";
import { requireAdmin } from "@/lib/server/access/permissions";
import { nameOf } from "@/lib/server/actor";
import { reply, route } from "@/lib/server/api/route";

/** The export comes out of JSON already; what is in it is told item by item. */
const Import = z.object({ export: z.custom<Json>((value) => value !== undefined), apply: z.boolean() });

export const POST = route(Import, async ({ services, actor, body }) => {
  const allowed = requireAdmin(actor, "import into the catalog");
  if (!allowed.ok) return allowed;
  const report = await services.catalog.import(body.export, body.apply, { by: nameOf(actor) });
  return report.ok ? reply({ report: report.value }) : report;
});
