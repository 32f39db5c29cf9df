// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { closeCatalogue } from '#data/catalogue-db.ts';
import { FilesHandle } from '#rpc/files-handle.ts';
import { freeName, Projects } from '#state/projects/projects.svelte.ts';

afterEach(() => {
  closeCatalogue();
});

const namesOf = (projects: Projects): string[] | undefined =>
  projects.list?.map((project) => project.name).sort();

test('the list follows what happens to projects', async () => {
  const projects = new Projects(new FilesHandle());
  expect(projects.list).toBeNull();
  await vi.waitFor(() => expect(projects.list).toEqual([]));

  const id = await projects.create('Mail');
  await vi.waitFor(() => expect(namesOf(projects)).toEqual(['Mail']));
  await projects.create('Mail');
  await vi.waitFor(() => expect(namesOf(projects)).toEqual(['Mail', 'Mail 2']));

  await projects.rename(id, 'Letters');
  await vi.waitFor(() => expect(namesOf(projects)).toEqual(['Letters', 'Mail 2']));

  await projects.remove(id);
  await vi.waitFor(() => expect(namesOf(projects)).toEqual(['Mail 2']));
  expect(projects.deleted.map((project) => project.name)).toEqual(['Letters']);

  await projects.bringBack(id);
  await vi.waitFor(() => expect(namesOf(projects)).toEqual(['Letters', 'Mail 2']));
});

test('a name that is taken gets the first number that is free', () => {
  expect(freeName('A', [])).toBe('A');
  expect(freeName('A', ['A', 'A 2', 'A 4'])).toBe('A 3');
});
