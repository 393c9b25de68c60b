import { removeTagAction, setTagAction, undoTagAction } from "../tags/actions";

/** What the tags of a model and of its versions are changed by. */
export const TAG_ACTIONS = { set: setTagAction, remove: removeTagAction, undo: undoTagAction };
