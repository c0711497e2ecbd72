package dev.arbor.engine.ruby;

/** Told that the calling thread is about to run Ruby in a runtime. */
@FunctionalInterface
interface Entering {

    /** It is; what this gives is to be run when it is over. */
    Runnable enter(HandlerRuntime runtime);
}
