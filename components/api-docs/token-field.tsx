"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { api } from "@/lib/editor/api";

/** The token that calls are sent with. It lives in this page alone and is gone with it. */
export function TokenField({ token, onChange }: { token: string; onChange: (token: string) => void }) {
  const id = useId();
  const [asking, setAsking] = useState(false);
  return (
    <section aria-label="Access token" className="mb-6 rounded-card border border-line bg-raised px-4 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <label htmlFor={id} className="font-medium text-sm">
          Access token
        </label>
        <Input
          id={id}
          mono
          type="password"
          autoComplete="off"
          value={token}
          placeholder="none: calls are the local user's"
          className="min-w-40 flex-1"
          onChange={(event) => onChange(event.target.value.trim())}
        />
        <Button onClick={() => setAsking(!asking)} aria-expanded={asking}>
          Get a token
        </Button>
      </div>
      {asking && (
        <AskForm
          onToken={(fresh) => {
            onChange(fresh);
            setAsking(false);
          }}
        />
      )}
    </section>
  );
}

function AskForm({ onToken }: { onToken: (token: string) => void }) {
  const id = useId();
  const [clientId, setClientId] = useState("");
  const [clientSecret, setClientSecret] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await api.accessToken(clientId, clientSecret);
    setBusy(false);
    if (answer.ok) onToken(answer.value);
    else setProblem(answer.error.message);
  };
  return (
    <form noValidate onSubmit={(event) => void ask(event)} className="mt-3 flex flex-wrap items-end gap-2">
      <div className="min-w-40 flex-1">
        <label htmlFor={`${id}-id`} className="mb-1 block text-dim text-xs">
          Client id
        </label>
        <Input
          id={`${id}-id`}
          mono
          value={clientId}
          onChange={(event) => setClientId(event.target.value.trim())}
        />
      </div>
      <div className="min-w-40 flex-1">
        <label htmlFor={`${id}-secret`} className="mb-1 block text-dim text-xs">
          Client secret
        </label>
        <Input
          id={`${id}-secret`}
          mono
          type="password"
          autoComplete="off"
          value={clientSecret}
          onChange={(event) => setClientSecret(event.target.value.trim())}
        />
      </div>
      <Button type="submit" busy={busy} disabled={clientId === "" || clientSecret === ""}>
        Ask
      </Button>
      {problem && (
        <p role="alert" className="w-full text-bad text-xs">
          {problem}
        </p>
      )}
    </form>
  );
}
