package dev.arbor.platform.webhookjob;

import java.util.Optional;

/**
 * What a try came to.
 *
 * @param summary the status of the answer, or a sentence where there was none
 * @param response how the answer began
 * @param lasting whether another try would come to the same
 * @param url where it went
 */
record Landing(JobStatus status, String summary, Optional<String> response, boolean lasting, String url) {

    /** The other side took it. */
    static Landing complete(String summary, String response, String url) {
        return new Landing(JobStatus.COMPLETE, summary, Optional.of(response), true, url);
    }

    /** The other side did not take it. */
    static Landing failed(String summary, Optional<String> response, boolean lasting, String url) {
        return new Landing(JobStatus.FAILED, summary, response, lasting, url);
    }

    /** There is nobody to tell any more. */
    static Landing cancelled(String url) {
        return new Landing(JobStatus.CANCELLED, "The webhook was deleted.", Optional.empty(), true, url);
    }

    /** The same, to be tried again. */
    Landing queued() {
        return new Landing(JobStatus.QUEUED, summary, response, lasting, url);
    }
}
