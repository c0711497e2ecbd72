package dev.arbor.platform.api;

/**
 * Judges requests of the Task API by the rules of engine spec 1.11. Of several rules that are assigned to the same thing one
 * that is true is enough; where none is assigned, the system's default holds. A rule that raises is not true, and its author
 * finds a system error. Not to be called within a transaction: rules take their time.
 */
public interface PolicyGate {

    /**
     * Goes on only if a request may use an area.
     *
     * @throws dev.arbor.engine.api.Refusal FORBIDDEN ({@code policy_denied}) with the message of the rule
     */
    void enter(PolicyArea area, TaskRequest request);

    /** Whether it makes a difference which source a request is about. */
    boolean minds();

    /**
     * Goes on only if a request may start runs of a source, or bring them news. Of somebody who has not signed in, it
     * must be signed, and a rule of the source must have looked at the signature and be true.
     *
     * @throws dev.arbor.engine.api.Refusal FORBIDDEN ({@code policy_denied}) with the message of the rule
     */
    void start(String source, TaskRequest request);

    /**
     * Goes on only if a request may act on trees of a source; only rules that are assigned to it count. Space administrators
     * always may: what is installed on a source that takes signed requests is not signed itself.
     *
     * @throws dev.arbor.engine.api.Refusal FORBIDDEN ({@code policy_denied}) with the message of the rule
     */
    void act(String source, TaskRequest request);

    /** Whether a request sees a category. */
    boolean sees(String category, TaskRequest request);
}
