"use client";

import { fieldOf } from "@/lib/base/problem";
import { ProblemNote } from "./form-row";
import { fieldId, useProblems } from "./use-field";

/**
 * What is wrong with an object as a whole, or with something in it that no field is for: a key that is missing, or
 * one that nobody knows. `fields` are the pointers of those that say themselves what is wrong with them.
 */
export function OtherProblems({
  at,
  fields,
  isOwn = () => true,
}: {
  at: string;
  fields: readonly string[];
  /** Whether a place belongs to the object, and not to something else that is said elsewhere. */
  isOwn?: (at: string) => boolean;
}) {
  const problems = useProblems(at, { below: true }).filter(
    (problem) =>
      isOwn(problem.at) &&
      !fields.some((field) => fieldOf(problem) === field || fieldOf(problem).startsWith(`${field}/`)),
  );
  if (problems.length === 0) return null;
  return (
    <div id={fieldId(at)} tabIndex={-1} data-document-field data-at={at} className="flex flex-col gap-1">
      {problems.map((problem) => (
        <ProblemNote key={problem.code + problem.at + problem.message} problem={problem} at={at} />
      ))}
    </div>
  );
}

/** The pointers of the keys of an object. */
export const placesOf = (at: string, keys: readonly string[]): string[] => keys.map((key) => `${at}/${key}`);
