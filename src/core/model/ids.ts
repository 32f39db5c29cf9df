/** Position in the pool's history, from 1; never used twice within a project. */
export type TaskId = number;
/** Many tasks; packed where they may be a million: that is handed to a worker and back in no time. */
export type TaskIds = readonly TaskId[] | Uint32Array;
/** A model request of a project, from 1. */
export type RequestId = number;
/** One try at a request, from 1. */
export type AttemptId = number;
/** A run of a project, from 1. */
export type RunId = number;
/** Model calls about existing tasks, asked for together; of a project, from 1. */
export type ErrandId = number;
/** A project of this browser, from 1. */
export type ProjectId = number;
/** Position in a project's log, from 1. */
export type LogSeq = number;
