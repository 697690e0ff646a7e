/** Next calls this once before the server answers; the build, which loads it too, starts nothing. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { startProcess } = await import("./lib/server/process");
  await startProcess();
}
