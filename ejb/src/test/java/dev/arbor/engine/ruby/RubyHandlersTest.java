package dev.arbor.engine.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import dev.arbor.engine.handler.store.InstalledHandler;
import dev.arbor.engine.handler.zip.DefinitionReader;
import dev.arbor.engine.handler.zip.HandlerZip;
import dev.arbor.engine.handler.zip.ZipBounds;
import dev.arbor.testing.handler.HandlerDraft;
import dev.arbor.testing.process.Await;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Handlers in Ruby: their contract, their deadline, and what they see of each other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RubyHandlersTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Map<String, byte[]> packages = new ConcurrentHashMap<>();
    private final AtomicLong installed = new AtomicLong();
    private final AtomicLong now = new AtomicLong();
    private final ThreadFactory threads = work -> {
        Thread thread = Executors.defaultThreadFactory().newThread(work);
        thread.setDaemon(true);
        return thread;
    };

    @TempDir
    static Path root;

    @TempDir
    Path work;

    private final List<RubyHandlers> opened = new ArrayList<>();
    private RubyHandlers common;
    private RubyHandlers handlers;
    private Path folder;

    /** Those that most tests share, because Ruby takes seconds to start. */
    private void open() {
        if (common == null) {
            common = open(LONG, 2);
        }
        handlers = common;
    }

    private RubyHandlers open(Duration deadline, int runtimes) {
        folder = root.resolve("handlers" + opened.size());
        handlers = new RubyHandlers(
                folder,
                ZipBounds.USUAL,
                checksum -> Optional.ofNullable(packages.get(checksum)),
                new RuntimeSettings(deadline, Duration.ofMinutes(10), runtimes),
                threads,
                now::get);
        opened.add(handlers);
        return handlers;
    }

    @AfterAll
    void close() {
        opened.forEach(RubyHandlers::close);
    }

    private InstalledHandler install(HandlerDraft draft) {
        byte[] zip = draft.zip();
        String checksum = "checksum " + installed.incrementAndGet();
        packages.put(checksum, zip);
        try (HandlerZip opened = HandlerZip.open(zip, ZipBounds.USUAL)) {
            return new InstalledHandler(DefinitionReader.read(opened), checksum, Map.of());
        }
    }

    private String execute(HandlerDraft draft) throws HandlerException {
        return execute(install(draft));
    }

    private String execute(InstalledHandler handler) throws HandlerException {
        return handlers.execute(
                        handler,
                        "<handler><parameters><parameter name='input'>ä &lt; ✔</parameter></parameters></handler>")
                .orElseThrow();
    }

    private HandlerException failure(HandlerDraft draft) {
        try {
            throw new AssertionError("Expected a failure, but it gave " + execute(draft));
        } catch (HandlerException e) {
            return e;
        }
    }

    private static HandlerDraft handler(String name) {
        return HandlerDraft.of(name, 1);
    }

    @Test
    void aHandlerGetsItsInputAndGivesItsResults() throws HandlerException {
        open();

        assertThat(execute(handler("test_echo").executing("results('output' => @p['input'] + KineticTask::VERSION)")))
                .isEqualTo("\n<results><result name=\"output\">ä &lt; ✔6.1.7</result></results>\n");
    }

    @Test
    void librariesAndNamesOfOldRubyAreThere() throws HandlerException {
        open();

        assertThat(execute(handler("test_old").executing("""
                        raise 'no file' unless File.exists?(__FILE__) && __FILE__.end_with?('/handler/init.rb')
                        [JSON, CSV, Base64, Net::HTTP, OpenSSL::SSL, Digest::MD5, Date, FileUtils, SecureRandom].size
                        Dir.tmpdir
                        raise 'digits' unless 5.is_a?(Fixnum)
                        results('output' => URI.escape('a b') + URI.encode('ä') + URI.unescape('%20') + __dir__[-8..])
                        """))).contains(">a%20b%C3%A4 /handler<");
    }

    @Test
    void whatItRaisesIsToldWithItsBacktrace() {
        open();

        HandlerException raised = failure(handler("test_raise").init("""
                class TestRaiseV1
                  class Trouble < StandardError; end
                  def initialize(input); end
                  def execute
                    deeper
                  end
                  def deeper
                    raise Trouble, "It is ä in #{__FILE__}"
                  end
                end
                """));

        assertThat(raised.kind()).isEqualTo("TestRaiseV1::Trouble");
        assertThat(raised).hasMessage("It is ä in test_raise_v1/handler/init.rb");
        assertThat(raised.getStackTrace()[0].toString()).isEqualTo("ruby.deeper(test_raise_v1/handler/init.rb:8)");
        assertThat(raised.getStackTrace()[1].toString()).isEqualTo("ruby.execute(test_raise_v1/handler/init.rb:5)");
    }

    @Test
    void exitEndsTheHandlerOnly() {
        open();

        assertThat(failure(handler("test_exit").executing("exit 3")).kind()).isEqualTo("SystemExit");
        assertThat(failure(handler("test_exit_hard").executing("exit!")).kind()).isEqualTo("SystemExit");
        assertThat(failure(handler("test_abort").executing("abort 'now'")).kind())
                .isEqualTo("SystemExit");
        assertThat(failure(handler("test_die").executing("Thread.current.kill")).kind())
                .isEqualTo("ThreadError");
        assertThat(failure(handler("test_exec").executing("exec 'true'")).kind())
                .isEqualTo("SecurityError");
        assertThat(failure(handler("test_last").executing("at_exit { puts 1 }")).kind())
                .isEqualTo("SecurityError");
    }

    @Test
    void whatRunsForEverEndsAtItsDeadline() throws HandlerException {
        InstalledHandler plain = install(handler("test_plain").executing("results('output' => 'fine')"));
        RubyHandlers quick = open(Duration.ofSeconds(2), 2);
        quick.warmUp();

        for (String loop : new String[] {
            "loop { }", "while true; end", "sleep", "Queue.new.pop", "begin; sleep; rescue Exception; end"
        }) {
            HandlerException late =
                    failure(handler("test_loop" + Math.abs(loop.hashCode())).executing(loop));
            assertThat(late.kind()).isEqualTo("Arbor::DeadlineExceeded");
            assertThat(late).hasMessageContaining("within PT2S");
        }
        assertThat(execute(plain)).contains("fine");
        Await.until("no thread of a handler is left", PATIENCE, () -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("arbor-handler-test_loop")));
    }

    @Test
    void aHandlerThatIsLoadedForEverEndsAtItsDeadline() {
        open(Duration.ofSeconds(2), 2).warmUp();

        HandlerException late = failure(handler("test_load").init("loop { }\nclass TestLoadV1; end"));

        assertThat(late.kind()).isEqualTo("Arbor::DeadlineExceeded");
        Await.until("it is not loaded", PATIENCE, () -> handlers.loaded() == 0);
    }

    @Test
    void handlersThatNeedNothingGlobalShareARuntimeAndNotTheirClasses() throws HandlerException {
        open();
        int before = handlers.alone();
        String helper = "class Helper; def say; '%s'; end; end\n";
        String body =
                "class %s\n def initialize(i); end\n def execute; $seen = ($seen || 0) + 1; Helper.new.say + $seen.to_s; end\nend";

        InstalledHandler first = install(handler("test_one").init((helper + body).formatted("one", "TestOneV1")));
        InstalledHandler second = install(handler("test_two").init((helper + body).formatted("two", "TestTwoV1")));

        assertThat(execute(first)).isEqualTo("one1");
        assertThat(execute(second)).isEqualTo("two2");
        assertThat(execute(first)).isEqualTo("one3");
        assertThat(handlers.alone()).isEqualTo(before);
    }

    @Test
    void versionsOfAGemLiveBesideEachOther() throws HandlerException {
        open();
        InstalledHandler old = install(vendoring("test_old_gem", "1.6.7"));
        InstalledHandler young = install(vendoring("test_young_gem", "2.0.1"));

        CompletableFuture<String> one = CompletableFuture.supplyAsync(() -> quietly(old));
        CompletableFuture<String> two = CompletableFuture.supplyAsync(() -> quietly(young));

        assertThat(one.join()).isEqualTo("1.6.7");
        assertThat(two.join()).isEqualTo("2.0.1");
        assertThat(handlers.alone()).isEqualTo(2);
    }

    private String quietly(InstalledHandler handler) {
        try {
            return execute(handler);
        } catch (HandlerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HandlerDraft vendoring(String name, String version) {
        HandlerDraft draft = handler(name);
        return draft.file(
                        "handler/vendor/greeting-" + version + "/lib/greeting.rb",
                        "module Greeting; VERSION = '" + version + "'; end")
                .file("handler/dependencies.rb", """
                        if not defined?(Greeting)
                          $:.unshift File.join(File.dirname(__FILE__), 'vendor', 'greeting-%1$s', 'lib')
                          require 'greeting'
                        end
                        raise "Incompatible library version #{Greeting::VERSION}" if Greeting::VERSION != '%1$s'
                        """.formatted(version))
                .init("""
                        require File.expand_path(File.join(File.dirname(__FILE__), 'dependencies'))
                        class %s
                          def initialize(input); end
                          def execute; Greeting::VERSION; end
                        end
                        """.formatted(draft.rubyClass()));
    }

    @Test
    void whoReopensAClassHasARuntimeToItself() throws HandlerException {
        open();

        assertThat(execute(handler("test_open").init("""
                        class String; def shout; upcase + '!'; end; end
                        def everywhere; 'x'; end
                        class TestOpenV1; def initialize(i); end; def execute; 'a'.shout + everywhere; end; end
                        """))).isEqualTo("A!x");
        assertThat(handlers.alone()).isPositive();
        assertThat(execute(handler("test_look").executing("'a'.respond_to?(:shout).to_s")))
                .isEqualTo("false");
    }

    @Test
    void runtimesAreBoundedAndTheIdleOneMakesRoom() throws HandlerException {
        open(LONG, 1);
        InstalledHandler one = install(vendoring("test_first_gem", "1.0"));
        InstalledHandler two = install(vendoring("test_second_gem", "2.0"));

        assertThat(execute(one)).isEqualTo("1.0");
        assertThat(execute(two)).isEqualTo("2.0");
        assertThat(execute(one)).isEqualTo("1.0");
        assertThat(handlers.alone()).isOne();
    }

    @Test
    void whatIsIdleGoesAndComesBack() throws HandlerException {
        open(LONG, 2);
        InstalledHandler handler = install(vendoring("test_idle", "1.0"));
        assertThat(execute(handler)).isEqualTo("1.0");

        now.addAndGet(Duration.ofMinutes(9).toNanos());
        handlers.sweep();
        assertThat(handlers.loaded()).isOne();
        now.addAndGet(Duration.ofMinutes(2).toNanos());
        handlers.sweep();

        assertThat(handlers.loaded()).isZero();
        assertThat(handlers.alone()).isZero();
        assertThat(folder).isEmptyDirectory();
        assertThat(execute(handler)).isEqualTo("1.0");
    }

    @Test
    void aThreadThatOutlivesItsHandlerEndsItsWork() throws Exception {
        open(Duration.ofMinutes(20), 2);
        Path gate = work.resolve("gate");
        Path told = work.resolve("told");
        String body = "Thread.new { Thread.pass until File.exist?('" + gate + "'); File.write('" + told
                + "', 'done') }; 'gone'";
        assertThat(execute(install(vendoring("test_outlive", "1.0").executing(body))))
                .isEqualTo("gone");

        now.addAndGet(Duration.ofMinutes(11).toNanos());
        handlers.sweep();
        assertThat(handlers.loaded()).as("it is idle, but its thread is not").isOne();
        Files.writeString(gate, "open");
        Await.until("the thread has done its work", PATIENCE, () -> Files.exists(told));
        Await.until("its runtime goes", PATIENCE, () -> {
            handlers.sweep();
            return handlers.loaded() == 0;
        });
    }

    @Test
    void aThreadThatOutlivesItsHandlerByADeadlineIsEnded() throws Exception {
        open(LONG, 2);
        assertThat(execute(install(vendoring("test_stay", "1.0").executing("Thread.new { sleep }; 'gone'"))))
                .isEqualTo("gone");

        now.addAndGet(Duration.ofMinutes(11).toNanos());
        handlers.sweep();

        assertThat(handlers.loaded()).isZero();
        assertThat(handlers.alone()).isZero();
    }

    @Test
    void aNewVersionIsPerformedAtOnceAndTheOldOneLeavesNothing() throws Exception {
        open(LONG, 2);
        String ruby = "$count = %d; results('output' => 'version %d')";
        for (int i = 0; i < 20; i++) {
            reimport(ruby, i);
        }
        int before = settledClasses();

        for (int i = 20; i < 120; i++) {
            reimport(ruby, i);
        }

        assertThat(handlers.loaded()).isOne();
        assertThat(folder.toFile().list()).hasSize(1);
        assertThat(settledClasses() - before)
                .as("classes that are left of 100 versions")
                .isLessThan(100);
    }

    private void reimport(String ruby, int number) throws HandlerException {
        InstalledHandler handler = install(handler("test_again").executing(ruby.formatted(number, number)));
        for (int i = 0; i < 60; i++) { // Often enough that Ruby makes classes of its methods.
            assertThat(execute(handler)).contains("version " + number + "<");
        }
        handlers.sweep();
        packages.clear();
    }

    private static int settledClasses() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    }
}
