import { err } from "@/lib/base/result";
import { apiError } from "@/lib/server/api/errors";
import { route } from "@/lib/server/api/route";

/** Programs that call what is not there get the envelope, not a page. */
const missing = route(async () => err(apiError("not_found", "There is no such call under /v1.")));

export { missing as DELETE, missing as GET, missing as PATCH, missing as POST, missing as PUT };
