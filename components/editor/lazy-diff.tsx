"use client";

import dynamic from "next/dynamic";
import { Spinner } from "@/components/ui/spinner";

/** Two texts side by side, loaded when it is needed. */
export const LazyDiff = dynamic(() => import("@/components/json/text-diff"), {
  ssr: false,
  loading: () => (
    <div className="flex h-80 items-center justify-center">
      <Spinner label="Loading the comparison" />
    </div>
  ),
});
