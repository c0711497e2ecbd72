package dev.arbor.web.task;

import dev.arbor.web.TaskPrefix;
import jakarta.ws.rs.Path;

/** The same under the name that a published client deletes access keys by. */
@Path(TaskPrefix.TASK_API + "/access_keys")
public class AccessKeysAliasResource extends AccessKeysResource {}
