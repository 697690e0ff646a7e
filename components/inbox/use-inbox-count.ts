"use client";

import { useSyncExternalStore } from "react";
import { inboxCount } from "@/lib/editor/inbox-count";

const unknown = () => undefined;

/** How many node runs wait for people; undefined until it is known. */
export const useInboxCount = (): number | undefined =>
  useSyncExternalStore(inboxCount.subscribe, inboxCount.read, unknown);
