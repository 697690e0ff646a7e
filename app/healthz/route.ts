/** The process answers: for a supervisor that restarts what does not. */
export const GET = (): Response => Response.json({ ok: true }, { headers: { "cache-control": "no-store" } });
