"use client";

import { Bot, FileJson } from "lucide-react";
import Link from "next/link";
import { useMemo, useState, useSyncExternalStore } from "react";
import { WhenLoaded } from "@/components/settings/load-error";
import { useLoaded } from "@/components/settings/use-loaded";
import { PageFrame } from "@/components/start/page-frame";
import { Button } from "@/components/ui/button";
import type { JsonObject } from "@/lib/base/json";
import { api } from "@/lib/editor/api";
import { callsOf } from "@/lib/editor/openapi";
import { CallList } from "./call-list";
import { CallView } from "./call-view";
import { TokenField } from "./token-field";

const loadDocument = () => api.openApi();

function subscribe(changed: () => void) {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
}

/** The call that the address names after `#`. */
const useHash = () =>
  useSyncExternalStore(
    subscribe,
    () => decodeURIComponent(window.location.hash.slice(1)),
    () => "",
  );

/** Every call of the API, to read and to try. */
export function ApiDocsPage() {
  const loaded = useLoaded(loadDocument);
  const [token, setToken] = useState("");
  return (
    <PageFrame
      wide
      title="API"
      lead="Port's API for workflows, answered by this Slipway. Programs written against Port need another base address and credentials of an API client."
      actions={
        <>
          <Button asChild>
            <a href="/v1/openapi.json" target="_blank" rel="noreferrer">
              <FileJson />
              OpenAPI document
            </a>
          </Button>
          <Button asChild>
            <Link href="/clients">
              <Bot />
              API clients
            </Link>
          </Button>
        </>
      }
    >
      <WhenLoaded of={loaded} what="the API's document" height={52}>
        {(document) => (
          <>
            <TokenField token={token} onChange={setToken} />
            <Calls document={document} token={token} />
          </>
        )}
      </WhenLoaded>
    </PageFrame>
  );
}

function Calls({ document, token }: { document: JsonObject; token: string }) {
  const calls = useMemo(() => callsOf(document), [document]);
  const named = useHash();
  const call = calls.find(({ id }) => id === named) ?? calls[0];
  if (call === undefined) return null;
  return (
    <div className="grid gap-5 md:grid-cols-[260px_minmax(0,1fr)]">
      <CallList calls={calls} current={call.id} />
      <CallView key={call.id} document={document} call={call} token={token} />
    </div>
  );
}
