import { expect, test } from "vitest";
import { createLog } from "./log";

test("a line is one JSON object, with credentials covered wherever they stand", () => {
  const lines: string[] = [];
  const log = createLog("info", { write: (line) => lines.push(line) });
  log.info(
    { run: "wfr_1", value: "s3cret", request: { authorization: "s3cret", deep: { token: "s3cret" } } },
    "sent",
  );
  log.debug("not shown");
  log.error({ err: new Error("went wrong\nover two lines") }, "failed");
  expect(lines).toHaveLength(2);
  const [first, second] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(first).toMatchObject({
    level: "info",
    run: "wfr_1",
    msg: "sent",
    time: expect.stringMatching(/Z$/),
  });
  expect(lines.join("")).not.toContain("s3cret");
  expect(second).toMatchObject({ err: { message: "went wrong\nover two lines" } });
  for (const line of lines) expect(line.trimEnd()).not.toContain("\n");
});
