import { expect, test } from "vitest";
import { createJobTracker } from "../../client/src/systemd/jobTracker.ts";

test("hears an end that came before the answer naming the job", async () => {
  const jobs = createJobTracker();
  const end = jobs.follow(async () => {
    jobs.ended("/job/1", "failed");
    return "/job/1";
  });
  expect(await end).toBe("failed");
});

test("two who wait for one job both hear its end", async () => {
  const jobs = createJobTracker();
  const both = Promise.all([jobs.follow(async () => "/job/1"), jobs.follow(async () => "/job/1")]);
  await Promise.resolve();
  jobs.ended("/job/2", "done");
  jobs.ended("/job/1", "canceled");
  expect(await both).toEqual(["canceled", "canceled"]);
});

test("ends of jobs nobody follows are not taken for later ones", async () => {
  const jobs = createJobTracker();
  jobs.ended("/job/1", "done");
  const end = jobs.follow(async () => "/job/1");
  await Promise.resolve();
  jobs.lost();
  await expect(end).rejects.toMatchObject({ kind: "disconnected" });
});

test("a job whose end went by unheard is over as soon as it is missing from the list of jobs", async () => {
  const jobs = createJobTracker();
  const [gone, there] = [jobs.follow(async () => "/job/1"), jobs.follow(async () => "/job/2")];
  await Promise.resolve();
  jobs.listed(new Set(["/job/2"]));
  jobs.ended("/job/2", "done");
  expect(await Promise.all([gone, there])).toEqual(["unseen", "done"]);
});
