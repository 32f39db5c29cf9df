/** What is done to many tasks at once, with a dialog before it. */
export type BulkKind = 'accept' | 'reject' | 'tag';
