import "server-only";
import { z } from "zod";
import { ChangedSecret, NewSecret } from "./bodies";
import { envelope, operation } from "./operation";
import { Secret } from "./shapes";

const tag = "Secrets";
const name = "Name of the secret.";
const path = "/v1/organization/secrets/{name}";

export const listSecrets = operation({
  method: "GET",
  path: "/v1/organization/secrets",
  tag,
  summary: "List secrets",
  description: "Names and moments; values are never returned.",
  status: 200,
  response: envelope({ secrets: z.array(Secret) }),
  errors: [],
});

export const createSecret = operation({
  method: "POST",
  path: "/v1/organization/secrets",
  tag,
  summary: "Create a secret",
  body: NewSecret,
  example: { secretName: "api-token", secretValue: "…" },
  status: 201,
  response: envelope({ secret: Secret }),
  errors: [409],
});

export const readSecret = operation({
  method: "GET",
  path,
  tag,
  summary: "Read what may be known of a secret",
  params: { name },
  status: 200,
  response: envelope({ secret: Secret }),
  errors: [404],
});

export const changeSecret = operation({
  method: "PATCH",
  path,
  tag,
  summary: "Replace the value of a secret",
  params: { name },
  body: ChangedSecret,
  example: { secretValue: "…" },
  status: 200,
  response: envelope({ secret: Secret }),
  errors: [404],
});

export const deleteSecret = operation({
  method: "DELETE",
  path,
  tag,
  summary: "Delete a secret",
  params: { name },
  status: 200,
  response: envelope({}),
  errors: [404],
});
