import "server-only";
import { z } from "zod";
import { Credentials } from "./bodies";
import { envelope, operation } from "./operation";

const tag = "Access";

export const accessToken = operation({
  method: "POST",
  path: "/v1/auth/access_token",
  tag,
  summary: "Get an access token",
  description:
    "Exchanges the id and secret of an API client for a token that is good for three hours. Send it as `Authorization: Bearer <token>`.",
  body: Credentials,
  example: { clientId: "slw_…", clientSecret: "…" },
  status: 200,
  response: envelope({
    accessToken: z.string(),
    expiresIn: z.int().meta({ description: "Seconds." }),
    tokenType: z.literal("Bearer"),
  }),
  errors: [429],
  open: true,
});

export const openApiDocument = operation({
  method: "GET",
  path: "/v1/openapi.json",
  tag,
  summary: "Read this document",
  status: 200,
  response: z.looseObject({ openapi: z.string() }),
  errors: [],
  open: true,
});
