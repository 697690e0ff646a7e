import { existsSync, readFileSync } from "node:fs";

const none = { passed: 0, failed: 0, failures: [] };

const read = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined);

/** Counts of a Vitest JSON report; a file that could not be loaded is one failure. */
export function tallyVitest(path) {
  const report = read(path);
  if (!report) return { ...none, failed: 1, failures: ["Vitest wrote no report"] };
  const failures = report.testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed").map((test) => test.fullName);
    if (status === "failed" && failed.length === 0) return [`${name} could not be loaded`];
    return failed;
  });
  return { passed: report.numPassedTests, failed: failures.length, failures };
}

/** Counts of a Playwright JSON report; an error outside of any test is one failure. */
export function tallyPlaywright(path) {
  const report = read(path);
  if (!report) return { ...none, failed: 1, failures: ["Playwright wrote no report"] };
  const failures = report.errors.map((error) => String(error.message).split("\n")[0]);
  const visit = (suite, titles) => {
    for (const spec of suite.specs ?? []) {
      if (spec.tests.some((test) => test.status === "unexpected" || test.status === "flaky")) {
        failures.push([...titles, spec.title].join(" › "));
      }
    }
    for (const inner of suite.suites ?? []) visit(inner, [...titles, inner.title]);
  };
  for (const suite of report.suites) visit(suite, [suite.title]);
  return { passed: report.stats.expected, failed: failures.length, failures };
}
