package dev.arbor.platform.integration;

import dev.arbor.platform.api.Identity;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What is remembered of a call in the log: who, which integration, and how it went. Never a value. */
record Audit(Identity who, String kapp, Optional<String> form, String name) {

    private static final Logger LOG = Logger.getLogger(Audit.class);
    private static final int LONGEST = 300;

    void done() {
        LOG.infof("%s: performed.", this);
    }

    /** It was not performed, or could not be. */
    void refused(int status, Optional<String> errorKey) {
        LOG.infof("%s: refused with %d %s.", this, status, errorKey.orElse("-"));
    }

    /** Something of ours broke; the server answers with its own sentence about it. */
    void broke(RuntimeException failure) {
        LOG.warnf("%s: broke with %s.", this, failure.getClass().getSimpleName());
    }

    /** The caller wanted to say what is not the caller's to say. */
    void unheard(List<String> names) {
        LOG.warnf("%s: the mappings stand for %s, whatever was sent.", this, line(names.toString()));
    }

    /** The caller chooses freely what an operation writes. */
    void unmappedWrite(String method, List<String> names) {
        LOG.warnf(
                "%s: inputs without a mapping go to an operation that writes (%s): %s.",
                this, line(method), line(names.toString()));
    }

    /** How lines about a call begin. */
    @Override
    public String toString() {
        String where = form.map(each -> "the form '" + each + "' of ").orElse("") + "the kapp '" + kapp + "'";
        return line("'" + who.username() + "' calls the integration '" + name + "' of " + where);
    }

    private static String line(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
