/**
 * Ruby runtimes, and the handlers that run in them (spec 4). Besides {@code dev.arbor.engine.expression} this is the only
 * package that knows JRuby; nothing of {@code org.jruby} leaves the two.
 *
 * <h2>Where a handler runs</h2>
 *
 * A handler that needs nothing global shares one runtime with others of its kind; its classes are in a module of its own
 * ({@link dev.arbor.engine.ruby.Placement}). Any other has a runtime to itself, started when it is first performed, ended
 * when it is idle. Expressions have a runtime of their own, which handlers never see: theirs can reach Java, and may start
 * threads and programs.
 *
 * <h2>How an execution ends</h2>
 *
 * Each has a thread of its own. At its deadline it is killed in the way Ruby kills a thread, and interrupted; whoever waits
 * for it is free in any case. Ruby threads that it has started may outlive it.
 */
package dev.arbor.engine.ruby;
