import { readiness } from "@/lib/server/readiness";

/** Slipway can take work: for a balancer, and for scripts that wait for a start. */
export async function GET(): Promise<Response> {
  const { ready, checks } = await readiness();
  return Response.json(
    { ok: ready, checks },
    { status: ready ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
