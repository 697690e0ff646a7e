import { route } from "@/lib/server/api/route";
import { readBody } from "@/lib/server/runs";

export const GET = route(async ({ services, params }) => {
  const body = await readBody(services, params.run ?? "", params.nodeRun ?? "");
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
