import { reply, route } from "@/lib/server/api/route";
import { listVersions } from "@/lib/server/port-workflows";

export const GET = route(async ({ services, actor, params }) => {
  const versions = await listVersions(services, actor, params.id ?? "");
  return versions.ok ? reply({ versions: versions.value }) : versions;
});
