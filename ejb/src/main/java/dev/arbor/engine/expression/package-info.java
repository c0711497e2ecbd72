/**
 * Ruby in trees: ERB templates and conditions, evaluated under a deadline (spec 3.4, 3.5). With
 * {@code dev.arbor.engine.ruby}, which starts the runtime, this is the only package that knows JRuby; nothing of {@code org.jruby} leaves it, and nothing of trees, runs or databases comes in.
 *
 * <h2>How an evaluation runs</h2>
 *
 * In the calling thread, in one runtime that all threads share. The text was compiled to a method once ({@link
 * Compiler}); its self is a fresh binder whose instance variables are those variables of the {@link Context} that the
 * text mentions (all well-known ones when it uses {@code eval}, {@code binding} or the like). What it assigns or defines
 * ends with the evaluation. Hashes of the context raise IndexError for an absent key at every depth ({@link
 * ContextHash}); plain Ruby hashes, such as those of {@code JSON.parse}, do not.
 *
 * <h2>How it ends</h2>
 *
 * At its deadline the {@link Watchdog} kills it in the way Ruby kills a thread, and again until it is over: that passes
 * every {@code rescue}, and ends sleeps, waits and regular expressions. {@link Polls} makes blocks and methods ask often
 * enough. The calling thread lives on with a new Ruby state.
 *
 * <p>What cannot be stopped is a single call into Ruby's own Java code that works long without asking: arithmetic on
 * integers of millions of digits, {@code Array#flatten}, {@code *} or {@code sort} (without a block) on arrays of many
 * millions. It ends by itself, and the log says so when it takes much longer than the deadline. Memory is not bounded
 * either: text that allocates all of the heap harms the server like any other code would; an OutOfMemoryError that
 * reaches the evaluation is reported as NoMemoryError.
 *
 * <h2>What an expression may not do</h2>
 *
 * This is no sandbox: trees are written by people who are trusted, and their Ruby can read and write files and open
 * connections. But one evaluation shall not harm the server or another one by accident. So {@code exit}, {@code abort}
 * and {@code exit!} end the evaluation only; threads, fibers (and with them {@code Enumerator#next} of an enumerator
 * with a block), {@code at_exit}, signals, processes and {@code exec} are refused with SecurityError; there is no way to
 * Java ({@code java.*}, {@code Java::}, {@code require 'java'}, {@code JRuby}); ENV holds a few harmless variables;
 * standard input is empty and standard output is the log. Reopened core classes and global variables are shared by all
 * expressions, as Ruby has it.
 *
 * <p>Text that defines a class, a module or a constant cannot be compiled to a method: it works, but is parsed each time
 * (about a thousand times slower).
 */
package dev.arbor.engine.expression;
