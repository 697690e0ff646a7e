import { apiError } from "@/lib/server/api/errors";
import { route } from "@/lib/server/api/route";
import { bodyParts, readBody } from "@/lib/server/runs";

/** `?of=` is `response` (also when it is left out), `request` or `output`. */
export const GET = route(async ({ services, params, query }) => {
  const of = query.get("of") ?? "response";
  const part = bodyParts.find((one) => one === of);
  if (part === undefined)
    return { ok: false, error: apiError("invalid_value", `of must be one of ${bodyParts.join(", ")}.`) };
  const body = await readBody(services, params.run ?? "", params.nodeRun ?? "", part);
  if (!body.ok) return body;
  // Plain text whatever it says it is: a response is data here, never a page.
  return new Response(body.value, {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": "no-store",
    },
  });
});
