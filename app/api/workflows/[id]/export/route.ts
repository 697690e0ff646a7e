import { route } from "@/lib/server/api/route";
import { openWorkflow } from "@/lib/server/workflows";

export const GET = route(async ({ services, params }) => {
  const opened = await openWorkflow(services, params.id ?? "");
  if (!opened.ok) return opened;
  const { identifier, id, text } = opened.value;
  const name = `${identifier === "" ? id : identifier}.json`.toWellFormed();
  // Identifiers may hold any letter; the plain name serves programs that know ASCII alone.
  const plain = name.replace(/[^A-Za-z0-9@_.-]/g, "_");
  return new Response(text, {
    headers: {
      "content-type": "application/json",
      "content-disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      "cache-control": "no-store",
    },
  });
});
