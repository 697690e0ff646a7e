"use client";

import { createContext, type ReactNode, use } from "react";
import type { Session } from "@/lib/editor/session";

const SessionContext = createContext<Session | null>(null);

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** This page's place among the pages that show the same workflow. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error("useSession needs a SessionProvider above it.");
  return session;
}
