import { secretPath, secretTemplate } from "../workflow/secret-path";

/** A name or a value that is offered, and what it is for. */
export interface HeaderOption {
  value: string;
  detail: string;
}

/** Request headers that people send, the usual ones first. */
export const headerNames: readonly HeaderOption[] = [
  { value: "Authorization", detail: "who is asking" },
  { value: "Content-Type", detail: "what the body is" },
  { value: "Accept", detail: "what to answer with" },
  { value: "X-Api-Key", detail: "a key of one's own" },
  { value: "Accept-Language", detail: "languages of the answer" },
  { value: "Cache-Control", detail: "how fresh" },
  { value: "Cookie", detail: "cookies" },
  { value: "Idempotency-Key", detail: "sent once, though tried twice" },
  { value: "If-Match", detail: "only this version" },
  { value: "If-None-Match", detail: "only another version" },
  { value: "Origin", detail: "where from" },
  { value: "Prefer", detail: "how to answer" },
  { value: "Private-Token", detail: "GitLab's token" },
  { value: "Referer", detail: "the page before" },
  { value: "User-Agent", detail: "which program" },
  { value: "X-Correlation-Id", detail: "to find it in logs" },
  { value: "X-GitHub-Api-Version", detail: "of GitHub's API" },
  { value: "X-Request-Id", detail: "to find it in logs" },
  { value: "X-Webhook-Secret", detail: "shared with the receiver" },
];

const types = ["application/json", "text/plain", "application/x-www-form-urlencoded", "application/xml"];

const fixed: Readonly<Record<string, readonly HeaderOption[]>> = {
  "content-type": types.map((value) => ({ value, detail: "" })),
  accept: [
    { value: "application/json", detail: "" },
    { value: "application/vnd.github+json", detail: "GitHub's API" },
    { value: "text/event-stream", detail: "a stream of events" },
    { value: "*/*", detail: "anything" },
  ],
  "cache-control": [{ value: "no-cache", detail: "ask again" }],
  prefer: [
    { value: "return=minimal", detail: "no body" },
    { value: "return=representation", detail: "with the body" },
    { value: "respond-async", detail: "answer later" },
  ],
  "x-github-api-version": [{ value: "2022-11-28", detail: "" }],
  "idempotency-key": [{ value: "{{ .workflowNodeRun.identifier }}", detail: "the node run" }],
  "x-request-id": [{ value: "{{ .workflowNodeRun.identifier }}", detail: "the node run" }],
  "x-correlation-id": [{ value: "{{ .workflowRun.identifier }}", detail: "the run" }],
};

const ofSecret = /^(?:private-token|x-api-key|x-webhook-secret|cookie|.*(?:token|secret|key))$/;

/** Values that a header often has; those with credentials read the secrets that there are. */
export function headerValues(name: string, secrets: readonly string[]): readonly HeaderOption[] {
  const lower = name.toLowerCase();
  if (lower === "authorization")
    return [
      ...secrets.map((secret) => ({ value: `Bearer ${secretTemplate(secret)}`, detail: "token" })),
      ...secrets.map((secret) => ({
        value: `Basic {{ ${secretPath(secret)} | @base64 }}`,
        detail: "user:password",
      })),
    ];
  const own = fixed[lower];
  if (own !== undefined) return own;
  return ofSecret.test(lower)
    ? secrets.map((secret) => ({ value: secretTemplate(secret), detail: "secret" }))
    : [];
}

/** The names that another one is the same header as: their case does not count. Each with the place of the first. */
export function duplicateNames(names: readonly string[]): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  const found = new Map<string, string>();
  for (const name of names) {
    const earlier = first.get(name.toLowerCase());
    if (earlier === undefined) first.set(name.toLowerCase(), name);
    else found.set(name, earlier);
  }
  return found;
}
